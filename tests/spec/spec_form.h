/* What a layer looks like in a spec file. */
#ifndef GLOSA_TESTS_SPEC_FORM_H
#define GLOSA_TESTS_SPEC_FORM_H

#include "pipeline/document/document.h"

/* Appends the form of what `stage` writes, a line for each row, without a last line end; a failed
 * document gives `problem CODE`. With `columns` fewer than four the last column of a mention,
 * its method, is left out. False where no form is known for the stage. */
bool spec_form(const glosa_document *document, glosa_string stage, unsigned columns,
               glosa_buffer *out);

#endif

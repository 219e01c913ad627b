/* Names as indexes have them, turned the way they are written. */
#ifndef GLOSA_IMPORT_UNINVERT_H
#define GLOSA_IMPORT_UNINVERT_H

#include "pipeline/base/string.h"

/* Writes "Mesylate, Imatinib" as "Imatinib Mesylate", "Receptors, Interleukin-1, Type I" as "Type
 * I Interleukin-1 Receptors". What is no inversion is written as it is: commas without a blank,
 * lists ("... and ...", "... drug combination"), parts that end with a hyphen (systematic names),
 * and over four parts. */
void glosa_uninvert(glosa_string name, glosa_buffer *out);

#endif

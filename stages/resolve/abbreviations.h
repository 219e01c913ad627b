/* Abbreviations that an article defines: `leucemia mieloide crónica (LMC)`, and the other way
 * round, `OCT-1 (organic cation transporter-1)`.
 * Either may stand in the bracket, also both: `(barrera hematoencefálica, BHE)`. How the two are
 * held together says alignment.h. */
#ifndef GLOSA_RESOLVE_ABBREVIATIONS_H
#define GLOSA_RESOLVE_ABBREVIATIONS_H

#include "stages/resolve/evidence.h"

/* Adds the definitions found in every sentence to document->abbreviations, in text order, but for
 * those of ordinary words. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_abbreviations_find(glosa_document *document,
                                                    const glosa_word_lists *lists,
                                                    glosa_error *error);

#endif

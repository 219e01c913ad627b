/* Abbreviations that an article defines: `leucemia mieloide crónica (LMC)`, and the other way
 * round, `OCT-1 (organic cation transporter-1)`.
 *
 * The method is that of Schwartz and Hearst (2003, Pac Symp Biocomput 8:451-462): the letters of
 * the short form are looked for in the long form from right to left, the first at the beginning
 * of a word. Letters compare without case and accents, and k also meets q and c, as Spanish
 * writes quinasa and abbreviates it K. A short form whose letters are the initials of the long
 * form's words in another order (`leucemia mieloide aguda (AML)`) is accepted too. */
#ifndef GLOSA_RESOLVE_ABBREVIATIONS_H
#define GLOSA_RESOLVE_ABBREVIATIONS_H

#include "pipeline/document/document.h"

/* Adds the definitions found in every sentence to document->abbreviations, in text order.
 * Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_abbreviations_find(glosa_document *document,
                                                    glosa_error *error);

#endif

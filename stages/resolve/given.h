/* Substances of the body are chemicals where they are measured (`potasio 4,1 mmol/l`) and drugs
 * where they are given (`40 mEq de potasio`); what serves tests and pictures is no medicine; and
 * a protein that is given (`insulina 10 UI`) is a drug, too. */
#ifndef GLOSA_RESOLVE_GIVEN_H
#define GLOSA_RESOLVE_GIVEN_H

#include "pipeline/document/document.h"
#include "pipeline/text/word_list.h"

/* The lists of data/given.*.txt and data/measured.*.txt. All zero is valid and empty. */
typedef struct glosa_giving {
    glosa_word_list substances;         /* measured, unless something tells that they are given */
    glosa_word_list medicines;          /* given, unless something tells that they are measured */
    glosa_word_list diagnostics;        /* chemicals, wherever they stand */
    glosa_word_list proteins;           /* genes, and drugs where something tells that they are */
    glosa_word_list before, behind;     /* words beside what is given */
    glosa_word_list units, links;       /* of an amount; between the members of a list */
    glosa_word_list measured_before, measured_behind, volumes;
} glosa_giving;

/* Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_giving_init(glosa_giving *giving, glosa_error *error);
void glosa_giving_free(glosa_giving *giving);

/* Sets `kind` of those of the document's mentions, which are in text order, that are of the other
 * kind where they stand, and adds a mention, of method "given", over those of proteins that are
 * given. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_giving_decide(const glosa_giving *giving,
                                               glosa_document *document, glosa_error *error);

#endif

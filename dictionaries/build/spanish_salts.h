/* Names of substances in Spanish: single words by their spelling, salts, esters, acids and hydrates
 * by the patterns of the table `spanish_salts.tsv` of rules: imatinib mesylate is mesilato de
 * imatinib and imatinib mesilato. */
#ifndef GLOSA_BUILD_SPANISH_SALTS_H
#define GLOSA_BUILD_SPANISH_SALTS_H

#include "dictionaries/build/spanish_spelling.h"
#include "dictionaries/build/variant.h"

/* The table has the columns class (anion, cation ...; or languages of a pattern: en>es, es>es,
 * en>en), from, to, adjective. */
extern const char *const glosa_spanish_salts_columns[];

/* Prepares the rules of a table, in its arena. *made holds the glosa_spanish_speller at first,
 * which must live as long. Errors: GLOSA_DICTIONARY (where and position name the line),
 * GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_spanish_salts_read(glosa_rule_table *table, void **made,
                                                    glosa_error *error);

/* The variants of the name of a drug or chemical that is no brand, code, symbol or formula: rules
 * `spanish-spelling`, `spanish-salt` and `salt-synonym`. `scratch` is used and cleared. */
void glosa_spanish_salts_make(const void *made, const glosa_row *row, glosa_buffer *scratch,
                              glosa_variant_found found, void *context);

#endif

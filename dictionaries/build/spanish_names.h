/* Spanish names made of English ones by rules: each run of the name's words is looked up, and
 * patterns build longer runs of shorter ones, so that the work is bounded by the square of the
 * eight words that a name may have. A word that no rule knows, and that is no symbol, leaves the
 * name without a Spanish one. */
#ifndef GLOSA_BUILD_SPANISH_NAMES_H
#define GLOSA_BUILD_SPANISH_NAMES_H

#include "dictionaries/build/spanish_rules.h"
#include "dictionaries/build/variant.h"

/* The Spanish names of an English one, eight at most, likelier ones first. */
void glosa_spanish_translate(const glosa_spanish_rules *rules, glosa_string english,
                             glosa_variant_found found, void *context);

/* The table of rules for proteins and their families, and the variants of their rows. */
GLOSA_CHECKED glosa_status glosa_spanish_proteins_read(glosa_rule_table *table, void **made,
                                                       glosa_error *error);
void glosa_spanish_proteins_make(const void *made, const glosa_row *row, glosa_buffer *scratch,
                                 glosa_variant_found found, void *context);

#endif

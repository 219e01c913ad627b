/* The variants that the rules of `variants.tsv` make; dictionaries/README.md has the columns. */
#ifndef GLOSA_BUILD_VARIANTS_H
#define GLOSA_BUILD_VARIANTS_H

#include "dictionaries/build/rule_table.h"
#include "dictionaries/build/variant.h"

extern const char *const glosa_variant_columns[];

/* Checks the rules and prepares them in the arena of their table. Errors: GLOSA_DICTIONARY,
 * GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_variant_rules_read(glosa_rule_table *table, void **made,
                                                    glosa_error *error);

/* The variants of a name by the prepared rules. `scratch` is used and cleared. */
void glosa_variant_rules_make(const void *made, const glosa_row *row, glosa_buffer *scratch,
                              glosa_variant_found found, void *context);

#endif

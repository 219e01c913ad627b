/* The rules by which names are spelled in other ways: tables that ship in share/glosa/rules, read
 * once, constant, shared. Each table has a maker of variants; all are listed in name_rules.c. */
#ifndef GLOSA_BUILD_NAME_RULES_H
#define GLOSA_BUILD_NAME_RULES_H

#include "dictionaries/build/rule_table.h"
#include "dictionaries/build/variant.h"

typedef struct glosa_name_rules glosa_name_rules;

/* Reads the shipped tables. Errors: GLOSA_DICTIONARY (a fault; where and position name the line),
 * GLOSA_IO (a table is missing), GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_name_rules_load(glosa_name_rules **out, glosa_error *error);

/* Reads the tables of a folder that has them all. */
GLOSA_CHECKED glosa_status glosa_name_rules_read(glosa_name_rules **out, const char *folder,
                                                 glosa_error *error);
void glosa_name_rules_free(glosa_name_rules *rules);

/* The tables, for their paths and digests; NULL behind the last. */
const glosa_rule_table *glosa_name_rules_table(const glosa_name_rules *rules, size_t number);

/* The spellings of a name, as it is listed first. `scratch` is used and cleared. */
void glosa_variants(const glosa_name_rules *rules, const glosa_row *row, glosa_buffer *scratch,
                    glosa_variant_found found, void *context);

#endif

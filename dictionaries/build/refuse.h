/* Judges imported names by the rules: which are refused, and which count only under a condition. */
#ifndef GLOSA_BUILD_REFUSE_H
#define GLOSA_BUILD_REFUSE_H

#include "dictionaries/build/refusal_rules.h"
#include "dictionaries/import/rows.h"

/* Called for each rule that changes a row, rows and rules in their order; before all others comes
 * the preferred row of each entity that a rule makes a chemical. */
typedef struct glosa_refusal_found {
    void *context;              /* `found` may be NULL */
    void (*found)(void *context, const glosa_row *row, const glosa_refusal_rule *rule);
} glosa_refusal_found;

/* Judges the imported rows, as they are once joined; curated ones stay as they are. Refused rows
 * become unmatched, others get flags. Only an entity without curated rows is made a chemical.
 * Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_refuse(glosa_row_table *table, const glosa_refusal_rules *rules,
                                        const glosa_refusal_found *found, glosa_error *error);

#endif

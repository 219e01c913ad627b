/* What dict build does about names that are none worth having. */
#ifndef GLOSA_COMMANDS_REFUSE_H
#define GLOSA_COMMANDS_REFUSE_H

#include "dictionaries/import/rows.h"
#include "pipeline/run/stage.h"

/* Judges the joined rows by the shipped rules. `frequencies` are LANGUAGE=FILE; what is refused or
 * changed is listed in the file `refused`, NULL for none. That a list of frequent words is missing
 * is said on standard error. Errors: GLOSA_USAGE, GLOSA_DICTIONARY, GLOSA_IO, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_dict_refuse(glosa_row_table *table, const glosa_list *frequencies,
                                             const char *refused, glosa_error *error);

#endif

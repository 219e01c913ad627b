/* What a run found, on its way into the tables of data/eval_gold.sql. */
#ifndef GLOSA_EMIT_FOUND_H
#define GLOSA_EMIT_FOUND_H

#include "stages/emit/database.h"

/* Copies the mentions of `from` in the documents of the gold standard, and the identifiers of its
 * entities, into the temporary tables of `database`, as those of run `run`. The two may be the
 * same. Errors: GLOSA_DATABASE, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_found_copy(sqlite3 *database, sqlite3 *from, const char *path,
                                            int run, glosa_error *error);

#endif

/* The temporary file that a load goes into: DB.part, locked, renamed to DB when whole. */
#ifndef GLOSA_EMIT_LOADING_H
#define GLOSA_EMIT_LOADING_H

#include "stages/emit/database.h"

typedef struct glosa_loading {
    char *path, *part;          /* DB, or what a link of that name leads to, and DB.part */
    int lock;                   /* descriptor that holds the lock on DB.part; -1 without */
    sqlite3 *database;          /* DB.part, with the schema, in a transaction */
} glosa_loading;

/* Creates DB.part anew. A DB that exists is replaced in the end, but only when it is a glosa
 * database. Errors: GLOSA_DATABASE (another run writes it, DB is something else or a link to
 * nothing, the folder is not writable), GLOSA_MEMORY. On failure nothing is left behind. */
GLOSA_CHECKED glosa_status glosa_loading_open(glosa_loading *loading, const char *path,
                                              glosa_error *error);

/* Makes the indexes, closes the database, flushes it to the disk and gives it its name. */
GLOSA_CHECKED glosa_status glosa_loading_finish(glosa_loading *loading, glosa_error *error);

/* Removes what was not finished, and frees everything. */
void glosa_loading_close(glosa_loading *loading);

#endif

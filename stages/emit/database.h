/* SQLite with glosa's errors; for the files of this folder. */
#ifndef GLOSA_EMIT_DATABASE_H
#define GLOSA_EMIT_DATABASE_H

#include <sqlite3.h>

#include "pipeline/base/string.h"

/* PRAGMA application_id and user_version of a glosa database. */
enum { GLOSA_APPLICATION_ID = 0x676C6F73, GLOSA_SCHEMA_VERSION = 3 };

/* Fills *error with what SQLite says. */
GLOSA_CHECKED glosa_status glosa_database_fail(sqlite3 *database, const char *path,
                                               glosa_error *error);

/* Runs statements that give no rows. */
GLOSA_CHECKED glosa_status glosa_database_execute(sqlite3 *database, const char *path,
                                                  const char *sql, glosa_error *error);

/* sqlite3_open_v2 for a path that is a path, also where it looks like a URI. *out is to be closed
 * when this fails, too. */
GLOSA_CHECKED glosa_status glosa_database_connect(sqlite3 **out, const char *path, int flags,
                                                  glosa_error *error);

/* Opens an existing glosa database for reading; *out is the caller's, for sqlite3_close. Errors:
 * GLOSA_DATABASE (no such file, no glosa database, another version). */
GLOSA_CHECKED glosa_status glosa_database_open(sqlite3 **out, const char *path,
                                               glosa_error *error);

/* Whether the file at `path` begins like a glosa database, without opening it as one. */
bool glosa_database_is_ours(const char *path);

/* Whether a new database may take the place of what is at `path`: nothing, an empty file, or a
 * glosa database. */
bool glosa_database_may_replace(const char *path);

GLOSA_CHECKED glosa_status glosa_database_prepare(sqlite3 *database, const char *path,
                                                  const char *sql, sqlite3_stmt **out,
                                                  glosa_error *error);

/* Binds text, as NULL when it has no data. The text must live until the statement is reset. False:
 * SQLite does not take it and leaves NULL, as for text of a gigabyte. */
bool glosa_database_bind_text(sqlite3_stmt *statement, int column, glosa_string text);

#endif

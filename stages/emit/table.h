/* Rows of a statement on their way to a file, in the forms that spreadsheets, R, pandas and jq
 * read: csv (RFC 4180), tsv (blanks for tabs and line ends), jsonl. */
#ifndef GLOSA_EMIT_TABLE_H
#define GLOSA_EMIT_TABLE_H

#include "stages/emit/database.h"

typedef struct glosa_table {
    void (*write)(glosa_buffer *out, sqlite3_stmt *row, bool names);
    FILE *out;                  /* the caller's */
    glosa_buffer buffer;
    bool failed;                /* out of memory */
} glosa_table;

/* Errors: GLOSA_USAGE where no format has that name; nothing is to be closed then. */
GLOSA_CHECKED glosa_status glosa_table_open(glosa_table *table, const char *format, FILE *out,
                                            glosa_error *error);

/* Writes the names of the statement's columns, where the format has a line for them. */
void glosa_table_names(glosa_table *table, sqlite3_stmt *row);

/* Writes the statement's row. False when there is no use in going on. */
bool glosa_table_row(glosa_table *table, sqlite3_stmt *row);

/* Hands the rest to the file and frees what the table holds; `where` is for the message. A failure
 * to write stays with the file. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_table_close(glosa_table *table, const char *where,
                                             glosa_error *error);

#endif

/* The rows of a table and their cells. */
#ifndef GLOSA_IMPORT_TABLE_ROWS_H
#define GLOSA_IMPORT_TABLE_ROWS_H

#include "dictionaries/import/published.h"
#include "dictionaries/import/table.h"

typedef struct glosa_table_rows {
    glosa_published lines;
    char separator;
    glosa_quoting quoting;
    int64_t line;               /* where the row begins */
    glosa_buffer text;          /* a row of several lines */
    glosa_buffer cells;         /* unquoted */
    glosa_string *items;        /* the cells of the row; valid until the next one */
    size_t size, capacity;
} glosa_table_rows;

/* The first row, behind lines that begin with `comment` (0: there are none). With a separator of
 * 0 it says what separates cells. Errors: as for glosa_table_rows_next. */
GLOSA_CHECKED glosa_status glosa_table_rows_first(glosa_table_rows *rows, char comment,
                                                  bool *more, glosa_error *error);

/* The next row that is not blank; *more is false at the end. Errors: as for glosa_published_line;
 * GLOSA_DICTIONARY where a quote is not closed. */
GLOSA_CHECKED glosa_status glosa_table_rows_next(glosa_table_rows *rows, bool *more,
                                                 glosa_error *error);

void glosa_table_rows_free(glosa_table_rows *rows);

#endif

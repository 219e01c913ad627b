/* Tables whose first row names their columns: rows, fields, and what a column holds. */
#ifndef GLOSA_READ_COLUMNS_H
#define GLOSA_READ_COLUMNS_H

#include "pipeline/base/string.h"

/* Tables of more are refused, and not recognized. */
enum { GLOSA_MOST_COLUMNS = 1024 };

/* What is read of a table, by its column's name in English or Spanish. */
typedef enum glosa_column {
    GLOSA_COLUMN_TITLE,
    GLOSA_COLUMN_ABSTRACT,
    GLOSA_COLUMN_TEXT,
    GLOSA_COLUMN_ID,
    GLOSA_COLUMN_LANGUAGE,
    GLOSA_COLUMN_YEAR,
    GLOSA_COLUMN_DOI,
    GLOSA_COLUMN_PMID,
    GLOSA_COLUMN_PMCID,
    GLOSA_COLUMNS,          /* others are passed over, */
    GLOSA_COLUMN_PLACE,     /* ... but where an annotation begins or ends says that it is one */
} glosa_column;

/* A field as it is written: without the quotes around it, but with those in it doubled. */
typedef struct glosa_field {
    glosa_string text;
    bool doubled;           /* a quote stands in it, as two */
    bool last;              /* of its row */
    bool broken;            /* its quotes are not closed, or text stands behind them */
} glosa_field;

/* Takes a field off the front of *rest, with what separates it from the next. Between tabs
 * quotes mean nothing unless they enclose a whole field. */
glosa_field glosa_field_next(glosa_string *rest, char separator);

glosa_column glosa_column_of(glosa_string name);

/* What the first bytes of a file are. */
typedef enum glosa_table_kind {
    GLOSA_TABLE_NONE,       /* no table, or not surely one */
    GLOSA_TABLE_TEXTS,      /* a table of articles */
    GLOSA_TABLE_OTHER,      /* a table without a column of text, or one of annotations */
} glosa_table_kind;

/* `usual` is what separates columns in files of that name; 0 where the name says nothing. A file
 * that is called a table is one even where its rows do not fit, so that they are told of. Also
 * gives the separator where it is a table. */
glosa_table_kind glosa_table_of(glosa_string head, char usual, char *separator);

#endif

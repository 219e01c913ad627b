/* Published tables: a recipe says which column is what, and one reader does the rest. */
#ifndef GLOSA_IMPORT_TABLE_H
#define GLOSA_IMPORT_TABLE_H

#include "dictionaries/import/naming.h"

typedef enum glosa_column_use {
    GLOSA_COLUMN_ID,            /* `text` is the CURIE's prefix */
    GLOSA_COLUMN_NAME,          /* `text` is the role, `language` the language */
    GLOSA_COLUMN_XREF,          /* `text` is the CURIE's prefix */
    GLOSA_COLUMN_KEEP,          /* rows with one of these values are read: `text`, joined by | */
    GLOSA_COLUMN_TAXON,         /* NCBI Taxonomy identifier of the species */
    GLOSA_COLUMN_OTHER,         /* for the recipe's own function */
} glosa_column_use;

typedef struct glosa_column {
    const char *name;           /* in the header; ASCII capitals and small letters are one */
    glosa_column_use use;
    const char *text, *language;
    char between;               /* what separates values of a cell; 0: it has one */
    bool optional;              /* a file without the column is as good */
    /* Takes a value instead of what `use` says. NULL: it does not. */
    void (*take)(glosa_naming *naming, glosa_string value, const struct glosa_column *column);
} glosa_column;

typedef enum glosa_quoting {
    GLOSA_QUOTES_NONE,          /* a quote is a quote */
    GLOSA_QUOTES_WHOLE,         /* taken off around whole cells; "" inside is one */
    GLOSA_QUOTES_CSV,           /* as RFC 4180: such a cell may hold separators and line ends */
} glosa_quoting;

typedef struct glosa_table {
    const glosa_column *columns; /* exactly one is the ID; a name of NULL ends them */
    const char *const *header;  /* of a file that has none, in its order, NULL at the end */
    char separator;
    glosa_quoting quoting;
    const char *missing;        /* what stands in cells that have nothing: "-"; NULL: nothing */
    /* Takes what needs several columns, after the columns were taken; cells[i] is that of
     * columns[i]. NULL: nothing does. */
    void (*row)(glosa_naming *naming, const glosa_string *cells);
} glosa_table;

enum { GLOSA_TABLE_MOST_COLUMNS = 24 };     /* of a recipe */

/* Imports a table. Rows with one identifier that follow each other are one entity. Columns that
 * the recipe does not name are passed over, and so are blank lines. Errors: as for
 * glosa_importer.import. */
GLOSA_CHECKED glosa_status glosa_table_import(const glosa_table *table,
                                              const glosa_import *import, glosa_error *error);

#endif

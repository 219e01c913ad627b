/* Published tables: a recipe says which column is what, and one reader does the rest. */
#ifndef GLOSA_IMPORT_TABLE_H
#define GLOSA_IMPORT_TABLE_H

#include "dictionaries/import/naming.h"

typedef enum glosa_column_use {
    GLOSA_COLUMN_ID,            /* `text` is the CURIE's prefix */
    GLOSA_COLUMN_NAME,          /* `text` is the role, `language` the language */
    GLOSA_COLUMN_XREF,          /* `text` is the CURIE's prefix */
    GLOSA_COLUMN_KEEP,          /* only rows with one of these values are read: `text`, with | */
    GLOSA_COLUMN_DROP,          /* rows with one of these values are not */
    GLOSA_COLUMN_TAXON,         /* NCBI Taxonomy identifier of the species */
    GLOSA_COLUMN_OTHER,         /* for the recipe's own function */
} glosa_column_use;

typedef struct glosa_column glosa_column;
typedef struct glosa_table glosa_table;

struct glosa_column {
    const char *name;           /* in the header; several it may have joined by |; capitals and
                                   small letters are one */
    glosa_column_use use;
    const char *text, *language;
    char between;               /* what separates values of a cell; 0: it has one */
    bool optional;              /* a file without the column is as good */
    /* Takes a value instead of what `use` says. NULL: it does not. */
    void (*take)(glosa_naming *naming, glosa_string value, const glosa_column *column);
};

typedef enum glosa_quoting {
    GLOSA_QUOTES_NONE,          /* a quote is a quote */
    GLOSA_QUOTES_WHOLE,         /* taken off around whole cells; "" inside is one */
    GLOSA_QUOTES_CSV,           /* as RFC 4180: such a cell may hold separators and line ends */
} glosa_quoting;

struct glosa_table {
    const glosa_column *columns; /* exactly one is the ID; a name of NULL ends them */
    const char *const *header;  /* of a file that has none, in its order, NULL at the end */
    char separator;             /* 0: the one that the header has, and quotes as it has them */
    glosa_quoting quoting;
    char comment;               /* lines before the header that begin so are passed over; 0: none */
    bool scattered;             /* rows of one entity stand anywhere in the file */
    const char *missing;        /* what stands in cells that have nothing: "-"; NULL: nothing */
    /* Takes what needs several columns, after the columns were taken; cells[i] is that of
     * columns[i]. NULL: nothing does. */
    void (*row)(glosa_naming *naming, const glosa_string *cells);
};

/* Columns in short. `between` separates values, 0: there is one; IF: a file may lack it. */
#define GLOSA_ID(column, prefix) {.name = (column), .use = GLOSA_COLUMN_ID, .text = (prefix)}
#define GLOSA_NAME(column, role, tongue, separator)                                              \
    {.name = (column), .use = GLOSA_COLUMN_NAME, .text = (role), .language = (tongue),           \
     .between = (separator)}
#define GLOSA_NAME_IF(column, role, tongue, separator)                                           \
    {.name = (column), .use = GLOSA_COLUMN_NAME, .text = (role), .language = (tongue),           \
     .between = (separator), .optional = true}
#define GLOSA_XREF(column, prefix, separator)                                                    \
    {.name = (column), .use = GLOSA_COLUMN_XREF, .text = (prefix), .between = (separator)}
#define GLOSA_XREF_IF(column, prefix, separator)                                                 \
    {.name = (column), .use = GLOSA_COLUMN_XREF, .text = (prefix), .between = (separator),       \
     .optional = true}

enum { GLOSA_TABLE_MOST_COLUMNS = 24 };     /* of a recipe */

/* Imports a table. Rows with one identifier are one entity: where they follow each other, or, with
 * `scattered`, which takes memory for all names. Columns that the recipe does not name are passed
 * over, and so are blank lines. Errors: as for glosa_importer.import. */
GLOSA_CHECKED glosa_status glosa_table_import(const glosa_table *table,
                                              const glosa_import *import, glosa_error *error);

#endif

/* What stands on the wire for each layer, as tables that writing and parsing share. */
#ifndef GLOSA_WIRE_TABLES_H
#define GLOSA_WIRE_TABLES_H

#include "pipeline/document/document.h"

/* How a member of a row is written. Offsets are bytes in memory and code points on the wire. */
typedef enum glosa_column_type {
    GLOSA_COLUMN_SOURCE_OFFSET, /* uint32_t, of the source */
    GLOSA_COLUMN_TEXT_OFFSET,   /* uint32_t, of the text */
    GLOSA_COLUMN_NUMBER,        /* uint32_t */
    GLOSA_COLUMN_LEVEL,         /* uint8_t */
    GLOSA_COLUMN_POSITION,      /* int64_t */
    GLOSA_COLUMN_SCORE,         /* float */
    GLOSA_COLUMN_BOOL,
    GLOSA_COLUMN_STRING,        /* glosa_string */
    GLOSA_COLUMN_SECTION_KIND,
    GLOSA_COLUMN_BLOCK_KIND,
    GLOSA_COLUMN_SHAPE,
    GLOSA_COLUMN_STATUS,
    GLOSA_COLUMN_FLAGS,         /* name flags, joined by `|` */
} glosa_column_type;

typedef struct glosa_column {
    const char *key;
    glosa_column_type type;
    size_t offset;              /* in the row's structure */
} glosa_column;

/* A layer (or a part of one) that is an array of flat rows. Object rows leave out members that
 * are zero, false or empty; array rows hold every column in the table's order. */
typedef struct glosa_wire_table {
    const char *key;            /* of the document's member */
    glosa_layers layer;         /* written with any of these; 0: whenever there are rows */
    bool arrays;                /* rows are arrays, else objects */
    bool marks;                 /* its presence says that the layer has been written */
    size_t rows;                /* offset of the GLOSA_ARRAY in glosa_document */
    size_t row_size;
    const glosa_column *columns;
    size_t column_count;
} glosa_wire_table;

extern const glosa_wire_table glosa_wire_tables[];
extern const size_t glosa_wire_table_count;

/* The members of a document that are kept as they stand on the wire (glosa_document.kept). */
enum {
    GLOSA_WIRE_SOURCE,
    GLOSA_WIRE_TEXT,
    GLOSA_WIRE_TABLES,          /* the first table; the others follow */
    GLOSA_WIRE_KEPT = GLOSA_WIRE_TABLES + 12,
};

/* The members of glosa_metadata beside the name. */
extern const glosa_column glosa_wire_metadata[];
extern const size_t glosa_wire_metadata_count;

/* The layout that every GLOSA_ARRAY shares, for reaching one whose row type is known by size. */
typedef struct glosa_rows {
    char *items;
    uint32_t size;
} glosa_rows;

glosa_rows glosa_wire_rows(const glosa_document *document, const glosa_wire_table *table);

/* A new zeroed row; NULL without memory. */
void *glosa_wire_add_row(glosa_document *document, const glosa_wire_table *table);

#endif

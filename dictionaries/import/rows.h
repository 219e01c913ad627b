/* Dictionary rows in memory: what importers give and the builder takes. One row is one name. */
#ifndef GLOSA_IMPORT_ROWS_H
#define GLOSA_IMPORT_ROWS_H

#include "pipeline/document/document.h"

/* The bytes that a name may have; longer ones are systematic names that nobody writes. */
enum { GLOSA_LONGEST_NAME = 1000 };

/* The bytes that the identifiers of one entity elsewhere may have, over twenty times what those of
 * any true one have. */
enum { GLOSA_LONGEST_XREFS = 1 << 14 };

typedef struct glosa_row {
    glosa_string kind, curie, name, language, role, xrefs;
    glosa_string origin;        /* publisher, release and licence of the row, else the name of its
                                   file; empty where there is no file */
    uint32_t flags;             /* glosa_name_flag bits */
    uint32_t source;            /* index of the file in glosa_row_table.sources */
    uint32_t line;              /* in the file, from 1 */
    bool curated;               /* written by hand: its file says no origin of it */
    bool unmatched;             /* no text is searched for it; it may be its entity's name still */
} glosa_row;

typedef struct glosa_row_source {
    glosa_string path;
    glosa_string name;          /* of the file, without its folders; UTF-8 */
    glosa_string sha256;        /* 64 hexadecimal digits */
    uint32_t rows;              /* or rules, or words */
} glosa_row_source;

typedef struct glosa_row_table {
    glosa_arena arena;          /* owns all strings, and the sources */
    struct {
        glosa_row *items;       /* not in the arena, where a growing array leaves copies behind */
        uint32_t size, room;
    } rows;                     /* grow by glosa_row_table_add only */
    GLOSA_ARRAY(glosa_row_source) sources;
} glosa_row_table;              /* all zero is valid and empty */

/* What rows may say; NULL behind the last. */
extern const char *const glosa_row_languages[], *const glosa_row_roles[];

/* A new row, all zero; NULL without memory. It is valid until the next addition. */
glosa_row *glosa_row_table_add(glosa_row_table *table);

/* A new source: the file at `path`, with its digest; both are copied. `folder` stands before its
 * name, "" or "rules/". NULL without memory; valid until the next addition. */
glosa_row_source *glosa_row_table_add_source(glosa_row_table *table, const char *folder,
                                             const char *path, const char *sha256);

/* Gives all memory back. */
void glosa_row_table_free(glosa_row_table *table);

/* Whether this is a CURIE: a prefix of lower-case letters, digits and dots, a colon, and a local
 * identifier without blanks and vertical bars. */
bool glosa_is_curie(glosa_string id);

#endif

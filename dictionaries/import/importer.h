/* Importers: each reads one published format, by the names of its columns or tags, and gives rows
 * of glosa's own TSV. */
#ifndef GLOSA_IMPORT_IMPORTER_H
#define GLOSA_IMPORT_IMPORTER_H

#include "dictionaries/import/rows.h"
#include "pipeline/input/reader.h"

/* Where rows go: one call for each, whose strings are valid during the call. Errors stop the
 * import. */
typedef struct glosa_row_sink {
    void *state;
    glosa_status (*add)(void *state, const glosa_row *row, glosa_error *error);
} glosa_row_sink;

/* One file being imported. */
typedef struct glosa_import {
    const char *path;           /* for messages */
    glosa_reader *reader;       /* stands at its start; already decompressed */
    const char *second_path;    /* of the importer's second file ... */
    glosa_reader *second;       /* ... likewise; NULL: not given */
    const char *taxon;          /* whose genes are wanted, by NCBI Taxonomy: "9606"; NULL: all */
    const char *kind;           /* of the rows, "gene" */
    bool kind_given;            /* by the user, so also for rows that the file itself sorts */
    glosa_row_sink sink;
} glosa_import;

/* The members that are not needed are NULL or false. */
typedef struct glosa_importer {
    const char *name;           /* as --format has it: hgnc */
    const char *title;          /* of what it reads, as origins begin: "HGNC"; NULL: of many
                                   publishers, so that the user says the origin */
    const char *licence;        /* of the published data, as its publisher names it; with title */
    const char *file;           /* which file, and where its publisher has it */
    const char *second;         /* what a second file would be */
    const char *kind;           /* of its rows; NULL: of several kinds, so that the user says it */
    bool sorts;                 /* it has no kind, but tells that of each row where nobody says */
    bool has_taxa;              /* it knows the species of a row */
    const struct glosa_table *table;    /* the recipe that says it all; then no `import` */
    /* Streams the file through the sink in bounded memory. Rows need no origin. Errors:
     * GLOSA_DICTIONARY (where: path, position: line; the message names the column or tag and what
     * was expected), the reader's, the sink's, GLOSA_MEMORY. */
    glosa_status (*import)(const glosa_import *import, glosa_error *error);
} glosa_importer;

/* Imports by the importer's recipe or function. Errors: as for `import`. */
GLOSA_CHECKED glosa_status glosa_importer_run(const glosa_importer *importer,
                                              const glosa_import *import, glosa_error *error);

extern const glosa_importer *const glosa_importers[];
extern const size_t glosa_importers_size;

/* The importer of that name, or NULL. */
const glosa_importer *glosa_importer_named(const char *name);

#endif

/* Brings together the rows of entities that stand in many places of a file, or in two files. */
#ifndef GLOSA_IMPORT_GATHERING_H
#define GLOSA_IMPORT_GATHERING_H

#include "dictionaries/import/importer.h"

typedef struct glosa_gathering {
    const glosa_import *import;
    glosa_arena arena;
    GLOSA_ARRAY(glosa_row) rows;
    size_t bytes;
} glosa_gathering;              /* all zero is valid and empty */

/* Starts, and gives an import like this one whose rows are gathered. Both must outlive the
 * gathering. Its sink fails where the names are over 1 GiB. */
glosa_import glosa_gathering_begin(glosa_gathering *gathering, const glosa_import *import);

/* Gives all rows to the sink of the import, sorted by CURIE, as glosa_naming_end does: each name
 * once, one of them preferred. Errors: the sink's, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_gathering_end(glosa_gathering *gathering, glosa_error *error);

void glosa_gathering_free(glosa_gathering *gathering);

#endif

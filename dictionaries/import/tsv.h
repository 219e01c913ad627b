/* glosa's own dictionary format, for people: tab-separated, UTF-8, one name a line, under the
 * header `kind id name language role flags xrefs`, and behind it `origin` where the rows come from
 * published files (see dictionaries/README.md). */
#ifndef GLOSA_IMPORT_TSV_H
#define GLOSA_IMPORT_TSV_H

#include "dictionaries/import/rows.h"

/* Adds the rows of a file. Errors: GLOSA_DICTIONARY (where: path, position: line; the message
 * names the column), GLOSA_IO, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_tsv_import(glosa_row_table *table, const char *path,
                                            glosa_error *error);

#endif

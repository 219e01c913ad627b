/* The importers, one for each published format. */
#ifndef GLOSA_IMPORT_FORMATS_H
#define GLOSA_IMPORT_FORMATS_H

#include "dictionaries/import/importer.h"

/* Tables: genes.c, drugs.c, terms.c. */
extern const glosa_importer glosa_import_hgnc;

#endif

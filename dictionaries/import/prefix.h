/* Identifiers as publishers write them, and what bioregistry calls their prefixes. */
#ifndef GLOSA_IMPORT_PREFIX_H
#define GLOSA_IMPORT_PREFIX_H

#include "pipeline/base/string.h"

typedef struct glosa_prefix {
    const char *published;      /* "CHEBI", "HGNC_GROUP"; capitals do not matter */
    const char *bioregistry;
    const char *kind;           /* of the entities whose own identifiers these are; NULL: several,
                                 * or none that is tagged */
} glosa_prefix;

/* NULL where it is not known. */
const glosa_prefix *glosa_prefix_named(glosa_string published);

/* Splits "CHEBI:15365", "CVCL_0030", "http://purl.obolibrary.org/obo/CL_0000084",
 * "https://identifiers.org/mesh:D001241", "http://zfin.org/ZDB-GENE-980526-166" into prefix and
 * local identifier; what publishers write twice (`GO:GO:0005884`) counts once. False for anything
 * else. */
bool glosa_prefix_split(glosa_string published, glosa_string *prefix, glosa_string *id);

#endif

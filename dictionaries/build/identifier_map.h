/* From identifiers (CURIEs) to numbers. */
#ifndef GLOSA_BUILD_IDENTIFIER_MAP_H
#define GLOSA_BUILD_IDENTIFIER_MAP_H

#include "pipeline/base/string.h"

typedef struct glosa_identifier {
    glosa_string id;            /* the caller's, who keeps it */
    uint64_t number;
} glosa_identifier;

typedef struct glosa_identifier_map {
    glosa_identifier *slots;
    size_t count, capacity;     /* taken; a power of two, or 0 */
} glosa_identifier_map;         /* all zero is valid and empty */

/* The entry of an identifier, added with `number` where it was not there (*added is then true).
 * Valid until the next is added; NULL without memory. */
glosa_identifier *glosa_identifier_put(glosa_identifier_map *map, glosa_string id,
                                       uint64_t number, bool *added);

/* The entry, or NULL. */
glosa_identifier *glosa_identifier_find(const glosa_identifier_map *map, glosa_string id);

void glosa_identifier_map_free(glosa_identifier_map *map);

#endif

/* Which row of table `entity` a CURIE has, for the length of one load. */
#ifndef GLOSA_EMIT_ENTITIES_H
#define GLOSA_EMIT_ENTITIES_H

#include "pipeline/base/arena.h"
#include "pipeline/base/string.h"

typedef struct glosa_entity_ids {
    glosa_arena arena;          /* owns the CURIEs */
    struct glosa_entity_id *slots;
    size_t size, used;          /* size is a power of two */
} glosa_entity_ids;             /* all zero is valid and empty */

/* The id of a CURIE, counting from 1 in the order of first use; *fresh says that it is new.
 * Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_entity_ids_get(glosa_entity_ids *ids, glosa_string curie,
                                                int64_t *id, bool *fresh, glosa_error *error);
void glosa_entity_ids_free(glosa_entity_ids *ids);

#endif

/* Which entity has a name, whatever its case, hyphens and accents: by the keys that the one folding
 * makes of names. */
#ifndef GLOSA_BUILD_NAME_INDEX_H
#define GLOSA_BUILD_NAME_INDEX_H

#include "dictionaries/build/identifier_map.h"
#include "pipeline/base/arena.h"
#include "pipeline/text/fold.h"

/* In the place of an entity's number: none has the name; several have it. */
#define GLOSA_NAME_OF_NONE    UINT32_MAX
#define GLOSA_NAME_OF_SEVERAL (UINT32_MAX - 1)

typedef struct glosa_name_index {
    glosa_arena arena;
    glosa_folding *folding;
    glosa_folded folded;
    glosa_buffer key;
    glosa_identifier_map names;
} glosa_name_index;             /* all zero is valid and empty */

/* Notes that the entity has the name. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_name_index_add(glosa_name_index *index, glosa_string name,
                                                uint32_t entity, glosa_error *error);

/* Which entity has it, in *entity, or one of the two numbers above. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_name_index_find(glosa_name_index *index, glosa_string name,
                                                 uint32_t *entity, glosa_error *error);

void glosa_name_index_free(glosa_name_index *index);

#endif

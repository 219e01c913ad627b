#include "dictionaries/build/name_index.h"

/* Leaves the key of a name in index->key. */
static glosa_status make_key(glosa_name_index *index, glosa_string name, glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    if (!index->folding)
        status = glosa_folding_new(&index->folding, error);
    if (!status)
        status = glosa_fold(index->folding, name, &index->folded, error);
    if (status)
        return status;
    glosa_buffer_clear(&index->key);
    glosa_folded_key(&index->folded, &index->key);
    return index->key.failed ? glosa_fail_memory(error, "dictionary") : GLOSA_OK;
}

glosa_status glosa_name_index_add(glosa_name_index *index, glosa_string name, uint32_t entity,
                                  glosa_error *error)
{
    bool added = false;
    glosa_status status = make_key(index, name, error);
    if (status)
        return status;
    glosa_identifier *known = glosa_identifier_find(&index->names,
                                                    glosa_buffer_view(&index->key));
    if (known) {
        if (known->number != entity)
            known->number = GLOSA_NAME_OF_SEVERAL;
        return GLOSA_OK;
    }
    const char *kept = glosa_arena_copy(&index->arena, index->key.data, index->key.size);
    bool put = kept && glosa_identifier_put(&index->names, (glosa_string){kept, index->key.size},
                                            entity, &added);
    return put ? GLOSA_OK : glosa_fail_memory(error, "dictionary");
}

glosa_status glosa_name_index_find(glosa_name_index *index, glosa_string name, uint32_t *entity,
                                   glosa_error *error)
{
    glosa_status status = make_key(index, name, error);
    if (status)
        return status;
    const glosa_identifier *known =
        glosa_identifier_find(&index->names, glosa_buffer_view(&index->key));
    *entity = known ? known->number : GLOSA_NAME_OF_NONE;
    return GLOSA_OK;
}

void glosa_name_index_free(glosa_name_index *index)
{
    glosa_folding_free(index->folding);
    glosa_folded_free(&index->folded);
    glosa_buffer_free(&index->key);
    glosa_identifier_map_free(&index->names);
    glosa_arena_free(&index->arena);
    *index = (glosa_name_index){0};
}

#include "stages/emit/entities.h"

#include <xxhash.h>

struct glosa_entity_id {
    glosa_string curie;         /* no data: an empty slot */
    int64_t id;
};

static struct glosa_entity_id *find(const glosa_entity_ids *ids, glosa_string curie)
{
    size_t at = (size_t)XXH3_64bits(curie.data, curie.size);
    for (;; at++) {
        struct glosa_entity_id *slot = &ids->slots[at & (ids->size - 1)];
        if (!slot->curie.data || glosa_string_equal(slot->curie, curie))
            return slot;
    }
}

static bool grow(glosa_entity_ids *ids)
{
    glosa_entity_ids larger = {.size = ids->size ? 2 * ids->size : 1024};
    larger.slots = calloc(larger.size, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < ids->size; i++) {
        if (ids->slots[i].curie.data)
            *find(&larger, ids->slots[i].curie) = ids->slots[i];
    }
    free(ids->slots);
    ids->slots = larger.slots;
    ids->size = larger.size;
    return true;
}

glosa_status glosa_entity_ids_get(glosa_entity_ids *ids, glosa_string curie, int64_t *id,
                                  bool *fresh, glosa_error *error)
{
    if (2 * ids->used >= ids->size && !grow(ids))
        return glosa_fail_memory(error, "emit");
    struct glosa_entity_id *slot = find(ids, curie);
    *fresh = slot->curie.data == NULL;
    if (*fresh) {
        char *copy = glosa_arena_copy(&ids->arena, curie.data, curie.size);
        if (!copy)
            return glosa_fail_memory(error, "emit");
        *slot = (struct glosa_entity_id){{copy, curie.size}, (int64_t)++ids->used};
    }
    *id = slot->id;
    return GLOSA_OK;
}

void glosa_entity_ids_free(glosa_entity_ids *ids)
{
    free(ids->slots);
    glosa_arena_free(&ids->arena);
    *ids = (glosa_entity_ids){0};
}

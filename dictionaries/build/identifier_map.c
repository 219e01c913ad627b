#include "dictionaries/build/identifier_map.h"

#include <xxhash.h>

/* The entry of an identifier, or the free slot it would take. There is always a free one. */
static glosa_identifier *slot_of(const glosa_identifier_map *map, glosa_string id)
{
    for (uint64_t at = XXH3_64bits(id.data, id.size);; at++) {
        glosa_identifier *slot = &map->slots[at & (map->capacity - 1)];
        if (!slot->id.data || glosa_string_equal(slot->id, id))
            return slot;
    }
}

static bool grow(glosa_identifier_map *map)
{
    glosa_identifier_map larger = {.count = map->count,
                                   .capacity = map->capacity ? 2 * map->capacity : 1024};
    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->slots[i].id.data)
            *slot_of(&larger, map->slots[i].id) = map->slots[i];
    }
    free(map->slots);
    *map = larger;
    return true;
}

glosa_identifier *glosa_identifier_put(glosa_identifier_map *map, glosa_string id,
                                       uint64_t number, bool *added)
{
    if (2 * map->count >= map->capacity && !grow(map))
        return NULL;
    glosa_identifier *slot = slot_of(map, id);
    *added = slot->id.data == NULL;
    if (*added) {
        *slot = (glosa_identifier){id, number};
        map->count++;
    }
    return slot;
}

glosa_identifier *glosa_identifier_find(const glosa_identifier_map *map, glosa_string id)
{
    if (!map->capacity)
        return NULL;
    glosa_identifier *slot = slot_of(map, id);
    return slot->id.data ? slot : NULL;
}

void glosa_identifier_map_free(glosa_identifier_map *map)
{
    free(map->slots);
    *map = (glosa_identifier_map){0};
}

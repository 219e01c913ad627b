#include "stages/tag/hits.h"

/* What the entries of a hit say of its manner. */
static const char *const rules[GLOSA_HIT_MANNERS] = {
    [GLOSA_HIT_COORDINATED] = "coordination",
    [GLOSA_HIT_BETWEEN + 1] = "range 1", "range 2", "range 3", "range 4",
    "range 5", "range 6", "range 7", "range 8",
};

static uint64_t mix(uint32_t dictionary, uint32_t name, unsigned manner)
{
    uint64_t hash = ((uint64_t)dictionary << 40 | (uint64_t)manner << 32 | name) *
                    UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static glosa_pooled_name *find_pooled(glosa_hit_collector *collector, uint32_t name,
                                      unsigned manner)
{
    uint64_t at = mix(collector->dictionary, name, manner);
    for (;; at++) {
        glosa_pooled_name *pooled = &collector->pooled[at & (collector->pooled_size - 1)];
        bool same = pooled->dictionary == collector->dictionary && pooled->name == name &&
                    pooled->manner == manner;
        if (pooled->stamp != collector->stamp || same)
            return pooled;
    }
}

static bool grow_pooled(glosa_hit_collector *collector)
{
    size_t old_size = collector->pooled_size, size = old_size ? 2 * old_size : 256;
    glosa_pooled_name *old = collector->pooled, *fresh = calloc(size, sizeof *fresh);
    if (!fresh)
        return false;
    collector->pooled = fresh;
    collector->pooled_size = size;
    uint32_t dictionary = collector->dictionary;
    for (size_t i = 0; i < old_size; i++) {
        if (old[i].stamp != collector->stamp)
            continue;
        collector->dictionary = old[i].dictionary;
        *find_pooled(collector, old[i].name, old[i].manner) = old[i];
    }
    collector->dictionary = dictionary;
    free(old);
    return true;
}

static bool pool_entries(glosa_hit_collector *collector, uint32_t name, unsigned manner)
{
    const glosa_dictionary *dictionary = collector->dictionaries->items[collector->dictionary];
    glosa_document *document = collector->document;
    for (uint32_t i = 0; i < glosa_dictionary_rows_of(dictionary, name); i++) {
        glosa_entry *entry = GLOSA_ARRAY_ADD(&document->arena, &document->entries);
        if (!entry)
            return false;
        *entry = glosa_dictionary_entry(dictionary, name, i);
        if (manner)
            entry->rule = glosa_string_of(rules[manner]);
    }
    return true;
}

/* The index of the first of the name's entries in the document's pool; false without memory. */
static bool first_entry(glosa_hit_collector *collector, uint32_t name, unsigned manner,
                        uint32_t *first)
{
    if (2 * collector->pooled_used >= collector->pooled_size && !grow_pooled(collector))
        return false;
    glosa_pooled_name *pooled = find_pooled(collector, name, manner);
    if (pooled->stamp != collector->stamp) {
        *pooled = (glosa_pooled_name){
            .stamp = collector->stamp, .dictionary = collector->dictionary, .name = name,
            .manner = manner, .first_entry = collector->document->entries.size};
        collector->pooled_used++;
        if (!pool_entries(collector, name, manner))
            return false;
    }
    *first = pooled->first_entry;
    return true;
}

void glosa_hits_add(glosa_hit_collector *collector, size_t first, size_t last, uint32_t name,
                    unsigned manner)
{
    glosa_document *document = collector->document;
    uint32_t entry;
    if (!first_entry(collector, name, manner, &entry)) {
        collector->failed = true;
        return;
    }
    const glosa_dictionary *dictionary = collector->dictionaries->items[collector->dictionary];
    glosa_span span = {collector->offset + collector->folded.atoms[first].start,
                       collector->offset + collector->folded.atoms[last].end};
    for (uint32_t i = 0; i < glosa_dictionary_rows_of(dictionary, name); i++) {
        glosa_hit *hit = GLOSA_ARRAY_ADD(&document->arena, &document->hits);
        if (!hit) {
            collector->failed = true;
            return;
        }
        *hit = (glosa_hit){span, entry + i};
    }
}

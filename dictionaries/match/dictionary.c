#include "dictionaries/match/dictionary.h"

#include "dictionaries/match/image.h"

uint32_t glosa_dictionary_name_count(const glosa_dictionary *dictionary)
{
    return dictionary->name_count;
}

uint32_t glosa_dictionary_entity_count(const glosa_dictionary *dictionary)
{
    return dictionary->entity_count;
}

uint32_t glosa_dictionary_row_count(const glosa_dictionary *dictionary)
{
    return dictionary->row_count;
}

const char *glosa_dictionary_path(const glosa_dictionary *dictionary)
{
    return dictionary->path;
}

void glosa_dictionary_digest(const glosa_dictionary *dictionary, char hex[GLOSA_DIGEST_SIZE])
{
    glosa_string rest = dictionary->sources, digest = {NULL, 0};
    if (dictionary->mapped) {
        glosa_digest((glosa_string){dictionary->image, dictionary->size}, hex);
        return;
    }
    if (glosa_string_next(&rest, '\t', &digest) && glosa_string_next(&rest, '\t', &digest))
        snprintf(hex, GLOSA_DIGEST_SIZE, "%.*s", GLOSA_PRINT(digest));
    else
        hex[0] = '\0';
}

glosa_string glosa_dictionary_sources(const glosa_dictionary *dictionary)
{
    return dictionary->sources;
}

static glosa_string text(const glosa_dictionary *dictionary, glosa_text place)
{
    return (glosa_string){dictionary->texts.data + place.offset, place.size};
}

static glosa_string word(const glosa_dictionary *dictionary, uint32_t number)
{
    return text(dictionary, dictionary->words[number]);
}

uint32_t glosa_dictionary_rows_of(const glosa_dictionary *dictionary, uint32_t name)
{
    return dictionary->names[name].row_count;
}

glosa_entry glosa_dictionary_entry(const glosa_dictionary *dictionary, uint32_t name,
                                   uint32_t number)
{
    const glosa_name_row *row = &dictionary->rows[dictionary->names[name].first_row + number];
    const glosa_entity *entity = &dictionary->entities[row->entity];
    return (glosa_entry){
        .kind = word(dictionary, entity->kind),
        .curie = text(dictionary, entity->curie),
        .preferred = text(dictionary, entity->preferred),
        .xrefs = text(dictionary, entity->xrefs),
        .name = text(dictionary, row->name),
        .role = word(dictionary, row->role),
        .language = word(dictionary, row->language),
        .rule = word(dictionary, row->rule),
        .flags = row->flags,
    };
}

glosa_string glosa_dictionary_entity_kind(const glosa_dictionary *dictionary, uint32_t entity)
{
    return word(dictionary, dictionary->entities[entity].kind);
}

/* The slot of a hash: 0 where there is none. */
static uint32_t look_up(const glosa_dictionary *dictionary, uint64_t hash)
{
    uint32_t check = (uint32_t)(hash >> 32);
    uint64_t at = glosa_slot_of(hash);
    for (;; at++) {
        glosa_slot slot = dictionary->slots[at & dictionary->slot_mask];
        if (slot.value == 0 || slot.check == check)
            return slot.value;
    }
}

bool glosa_dictionary_find(const glosa_dictionary *dictionary, glosa_string key,
                           uint32_t *name)
{
    uint64_t hash = glosa_key_hash(dictionary->seed, key.data, key.size);
    uint32_t number = look_up(dictionary, hash) & ~GLOSA_SLOT_GOES_ON;
    if (number == 0)
        return false;
    *name = number - 1;
    return glosa_string_equal(text(dictionary, dictionary->names[*name].key), key);
}

/* Whether the atoms [first, last] spell the key: the hash may deceive, this does not. */
static bool spells(const glosa_folded *folded, size_t first, size_t last, glosa_string key)
{
    size_t at = 0;
    for (size_t i = first; i <= last; i++) {
        const glosa_atom *atom = &folded->atoms[i];
        size_t size = atom->key_end - atom->key_start;
        if (i > first && !atom->joined) {
            if (at == key.size || key.data[at++] != ' ')
                return false;
        }
        if (key.size - at < size ||
            memcmp(key.data + at, folded->keys.data + atom->key_start, size) != 0)
            return false;
        at += size;
    }
    return at == key.size;
}

void glosa_dictionary_scan(const glosa_dictionary *dictionary, const glosa_folded *folded,
                           size_t first, glosa_found found, void *context)
{
    uint64_t hash = dictionary->seed;
    size_t size = 0;
    for (size_t i = first; i < folded->size; i++) {
        const glosa_atom *atom = &folded->atoms[i];
        if (i > first && !atom->joined)
            hash = glosa_key_hash(hash, " ", 1);
        hash = glosa_key_hash(hash, folded->keys.data + atom->key_start,
                              atom->key_end - atom->key_start);
        size += atom->key_end - atom->key_start;
        if (size > dictionary->longest_key)
            return;
        uint32_t value = look_up(dictionary, hash), number = value & ~GLOSA_SLOT_GOES_ON;
        if (number) {
            glosa_string key = text(dictionary, dictionary->names[number - 1].key);
            if (spells(folded, first, i, key) && !found(context, i, number - 1))
                return;
        }
        if (!(value & GLOSA_SLOT_GOES_ON))
            return;
    }
}

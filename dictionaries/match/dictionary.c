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
        glosa_file_header header;
        memcpy(&header, dictionary->image, sizeof header);
        glosa_digest_hex(header.sha256, hex);
    } else if (glosa_string_next(&rest, '\t', &digest) &&
               glosa_string_next(&rest, '\t', &digest)) {
        snprintf(hex, GLOSA_DIGEST_SIZE, "%.*s", GLOSA_PRINT(digest));
    } else {
        hex[0] = '\0';
    }
}

glosa_dictionary_facts glosa_dictionary_describe(const glosa_dictionary *dictionary)
{
    glosa_file_header header;
    memcpy(&header, dictionary->image, sizeof header);
    glosa_dictionary_facts facts = {header.format, header.folding, "", dictionary->size};
    memcpy(facts.unicode, header.unicode, sizeof header.unicode);
    return facts;
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
    return dictionary->names[name + 1].first_row - dictionary->names[name].first_row;
}

static const glosa_name_row *row_of(const glosa_dictionary *dictionary, uint32_t name,
                                    uint32_t number)
{
    return &dictionary->rows[dictionary->names[name].first_row + number];
}

uint32_t glosa_dictionary_origin_count(const glosa_dictionary *dictionary)
{
    return dictionary->origin_count;
}

uint32_t glosa_dictionary_origin_of(const glosa_dictionary *dictionary, uint32_t name,
                                    uint32_t number)
{
    return dictionary->uses[row_of(dictionary, name, number)->use].origin;
}

glosa_string glosa_dictionary_origin(const glosa_dictionary *dictionary, uint32_t origin)
{
    return text(dictionary, dictionary->origins[origin]);
}

glosa_entry glosa_dictionary_entry(const glosa_dictionary *dictionary, uint32_t name,
                                   uint32_t number)
{
    const glosa_name_row *row = row_of(dictionary, name, number);
    const glosa_entity *entity = &dictionary->entities[row->entity];
    const glosa_use *use = &dictionary->uses[row->use];
    return (glosa_entry){
        .kind = word(dictionary, entity->kind),
        .curie = text(dictionary, entity->curie),
        .preferred = text(dictionary, entity->preferred),
        .xrefs = text(dictionary, entity->xrefs),
        .name = text(dictionary, (glosa_text){row->name, row->name_size}),
        .role = word(dictionary, use->role),
        .language = word(dictionary, use->language),
        .rule = word(dictionary, use->rule),
        .flags = use->flags,
    };
}

glosa_string glosa_dictionary_entity_kind(const glosa_dictionary *dictionary, uint32_t entity)
{
    return word(dictionary, dictionary->entities[entity].kind);
}

/* The value of a prefix's slot: 0 where there is none. */
static uint32_t look_up(const glosa_dictionary *dictionary, uint64_t hash)
{
    uint32_t check = (uint32_t)(hash >> 32);
    uint32_t at = glosa_slot_of(hash, dictionary->slot_count);
    for (;;) {
        glosa_slot slot = dictionary->slots[at];
        if (slot.value == 0 || slot.check == check)
            return slot.value;
        if (++at == dictionary->slot_count)
            at = 0;
    }
}

/* Among the names that a slot leads to, or is, the one with a key. */
static bool find_among(const glosa_dictionary *dictionary, uint32_t value, glosa_string key,
                       uint32_t *name)
{
    bool goes_on = glosa_slot_goes_on(value);
    uint32_t first = goes_on ? (value & ~GLOSA_SLOT_GOES_ON) - 1 : glosa_slot_first(value);
    uint32_t count = goes_on ? (value & ~GLOSA_SLOT_GOES_ON) != 0 : glosa_slot_names(value);
    for (*name = first; *name - first < count; ++*name) {
        if (glosa_string_equal(glosa_image_key(dictionary, *name), key))
            return true;
    }
    return false;
}

bool glosa_dictionary_find(const glosa_dictionary *dictionary, glosa_string key,
                           uint32_t *name)
{
    uint64_t hash = dictionary->seed;
    for (size_t at = 1; at <= key.size && at <= dictionary->longest_key; at++) {
        hash = glosa_key_hash(hash, key.data + at - 1, 1);
        bool end = at == key.size;
        if (!end && !glosa_key_border(key.data[at - 1], key.data[at]))
            continue;
        uint32_t value = look_up(dictionary, hash);
        if (end || !glosa_slot_goes_on(value))
            return value && find_among(dictionary, value, key, name);
    }
    return false;
}

/* Whether the atoms from `first` on spell a key up to the end of one of them, *last: the hash may
 * deceive, this does not. */
static bool spells(const glosa_folded *folded, size_t first, glosa_string key, size_t *last)
{
    size_t at = 0;
    for (size_t i = first; i < folded->size; i++) {
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
        *last = i;
        if (at == key.size)
            return true;
    }
    return false;
}

typedef struct scan {
    const glosa_dictionary *dictionary;
    const glosa_folded *folded;
    size_t first;               /* the atom that names begin with */
    glosa_found found;
    void *context;
} scan;

/* Whether longer names begin with a prefix. Where its slot leads to a few names, those are
 * compared with the text, and that is all. */
static bool goes_on(const scan *scan, uint32_t value)
{
    if (glosa_slot_goes_on(value))
        return true;
    uint32_t first = glosa_slot_first(value);
    for (uint32_t name = first; name - first < glosa_slot_names(value); name++) {
        size_t last;
        if (spells(scan->folded, scan->first, glosa_image_key(scan->dictionary, name), &last) &&
            !scan->found(scan->context, last, name))
            return false;
    }
    return false;
}

/* Takes one atom into the hash of the prefix. False where no name goes on behind it. */
static bool take_atom(const scan *scan, size_t number, uint64_t *prefix)
{
    const glosa_atom *atom = &scan->folded->atoms[number];
    const char *keys = scan->folded->keys.data;
    uint64_t hash = *prefix;
    for (uint32_t at = atom->key_start; at < atom->key_end; at++) {
        if (at > atom->key_start && glosa_key_border(keys[at - 1], keys[at]) &&
            !goes_on(scan, look_up(scan->dictionary, hash)))
            return false;
        hash = glosa_key_hash(hash, keys + at, 1);
    }
    *prefix = hash;
    uint32_t value = look_up(scan->dictionary, hash), name = value & ~GLOSA_SLOT_GOES_ON;
    size_t last;
    if (!goes_on(scan, value))
        return false;
    return name == 0 ||
           !spells(scan->folded, scan->first, glosa_image_key(scan->dictionary, name - 1),
                   &last) ||
           last != number || scan->found(scan->context, last, name - 1);
}

void glosa_dictionary_scan(const glosa_dictionary *dictionary, const glosa_folded *folded,
                           size_t first, glosa_found found, void *context)
{
    const scan scan = {dictionary, folded, first, found, context};
    uint64_t hash = dictionary->seed;
    size_t size = 0;
    for (size_t i = first; i < folded->size; i++) {
        const glosa_atom *atom = &folded->atoms[i];
        if (i > first && !atom->joined)
            hash = glosa_key_hash(hash, " ", 1);
        size += atom->key_end - atom->key_start;
        if (size > dictionary->longest_key || !take_atom(&scan, i, &hash))
            return;
    }
}

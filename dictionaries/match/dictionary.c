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

/* Whether byte `at` of the texts is no place to cut them: inside a character. */
static bool cuts(glosa_string texts, size_t at)
{
    return at < texts.size && ((unsigned char)texts.data[at] & 0xC0) == 0x80;
}

/* A text that would begin or end inside a character, as only a forger makes it, is none. */
static glosa_string text(const glosa_dictionary *dictionary, glosa_text place)
{
    glosa_string texts = dictionary->texts;
    size_t end = (size_t)place.offset + place.size;
    bool whole = !cuts(texts, place.offset) && !cuts(texts, end);
    return (glosa_string){texts.data + place.offset, whole ? place.size : 0};
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

glosa_entry glosa_dictionary_entry_as(const glosa_dictionary *dictionary, uint32_t name,
                                      uint32_t number, uint32_t as)
{
    const glosa_entity *entity = &dictionary->entities[as];
    glosa_entry entry = glosa_dictionary_entry(dictionary, name, number);
    entry.kind = word(dictionary, entity->kind);
    entry.curie = text(dictionary, entity->curie);
    entry.preferred = text(dictionary, entity->preferred);
    entry.xrefs = text(dictionary, entity->xrefs);
    return entry;
}

bool glosa_dictionary_entity(const glosa_dictionary *dictionary, glosa_string curie,
                             uint32_t *entity)
{
    uint32_t low = 0, high = dictionary->entity_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = glosa_string_compare(text(dictionary, dictionary->entities[middle].curie),
                                         curie);
        *entity = middle;
        if (order == 0)
            return true;
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return false;
}

glosa_string glosa_dictionary_key(const glosa_dictionary *dictionary, uint32_t name)
{
    return glosa_image_key(dictionary, name);
}

glosa_string glosa_dictionary_entity_kind(const glosa_dictionary *dictionary, uint32_t entity)
{
    return word(dictionary, dictionary->entities[entity].kind);
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
    for (size_t at = 0; at < key.size && at < dictionary->longest_key;) {
        hash = glosa_key_take_piece(key, &at, hash);
        uint32_t value = glosa_image_look_up(dictionary, hash).value;
        if (at == key.size || !glosa_slot_goes_on(value))
            return value && find_among(dictionary, value, key, name);
    }
    return false;
}

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

glosa_status glosa_dictionary_sound(const glosa_dictionary *dictionary, glosa_error *error)
{
    const char *damage = atomic_load(&dictionary->findings->damage);
    return damage ? glosa_image_refuse(dictionary, "", damage, error) : GLOSA_OK;
}

/* Bytes of the texts, if they are whole characters, as only a forger makes others. */
static glosa_string text_of(const glosa_dictionary *dictionary, glosa_string bytes)
{
    glosa_string texts = dictionary->texts;
    size_t start = bytes.size ? (size_t)(bytes.data - texts.data) : 0;
    if (!glosa_image_cuts(texts, start) && !glosa_image_cuts(texts, start + bytes.size))
        return bytes;
    glosa_image_damage(dictionary, "texts: one that cuts a character");
    return (glosa_string){NULL, 0};
}

static glosa_string text(const glosa_dictionary *dictionary, glosa_text place)
{
    return text_of(dictionary, glosa_image_bytes(dictionary, place.offset, place.size));
}

static glosa_string word(const glosa_dictionary *dictionary, uint32_t number)
{
    return text(dictionary, dictionary->words[number]);
}

/* Once damage is met no name has rows: else forged names whose rows are not in order, which all of
 * them claim, would make whoever asks name after name ask for ever. */
uint32_t glosa_dictionary_rows_of(const glosa_dictionary *dictionary, uint32_t name)
{
    if (!glosa_image_has_name(dictionary, name) || atomic_load(&dictionary->findings->damage))
        return 0;
    uint32_t first = dictionary->names[name].first_row, end = dictionary->names[name + 1].first_row;
    if (end > first && end <= dictionary->row_count)
        return end - first;
    glosa_image_damage(dictionary, "names: one without rows");
    return 0;
}

/* NULL where something is damaged. */
static const glosa_name_row *row_of(const glosa_dictionary *dictionary, uint32_t name,
                                    uint32_t number)
{
    if (number >= glosa_dictionary_rows_of(dictionary, name))
        return NULL;
    uint32_t at = dictionary->names[name].first_row + number;
    const glosa_name_row *row = &dictionary->rows[at];
    if (!glosa_image_has(dictionary, GLOSA_CHUNK_ROWS, at))
        return NULL;
    if (row->entity < dictionary->entity_count && row->use < dictionary->use_count)
        return row;
    glosa_image_damage(dictionary, "rows: an entity or a use that is not there");
    return NULL;
}

/* NULL where something is damaged. */
static const glosa_entity *entity_of(const glosa_dictionary *dictionary, uint32_t number)
{
    const glosa_entity *entity = &dictionary->entities[number];
    if (!glosa_image_has(dictionary, GLOSA_CHUNK_ENTITIES, number))
        return NULL;
    if (entity->kind < dictionary->word_count)
        return entity;
    glosa_image_damage(dictionary, "entities: a word that is not there");
    return NULL;
}

uint32_t glosa_dictionary_origin_count(const glosa_dictionary *dictionary)
{
    return dictionary->origin_count;
}

uint32_t glosa_dictionary_origin_of(const glosa_dictionary *dictionary, uint32_t name,
                                    uint32_t number)
{
    const glosa_name_row *row = row_of(dictionary, name, number);
    return row ? dictionary->uses[row->use].origin : 0;
}

glosa_string glosa_dictionary_origin(const glosa_dictionary *dictionary, uint32_t origin)
{
    return origin < dictionary->origin_count ? text(dictionary, dictionary->origins[origin])
                                             : (glosa_string){NULL, 0};
}

/* What a row says of a name, as one of an entity; nothing where one of them is NULL. */
static glosa_entry entry_of(const glosa_dictionary *dictionary, const glosa_name_row *row,
                            const glosa_entity *entity)
{
    if (!row || !entity)
        return (glosa_entry){0};
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

glosa_entry glosa_dictionary_entry(const glosa_dictionary *dictionary, uint32_t name,
                                   uint32_t number)
{
    const glosa_name_row *row = row_of(dictionary, name, number);
    return entry_of(dictionary, row, row ? entity_of(dictionary, row->entity) : NULL);
}

glosa_entry glosa_dictionary_entry_as(const glosa_dictionary *dictionary, uint32_t name,
                                      uint32_t number, uint32_t as)
{
    return entry_of(dictionary, row_of(dictionary, name, number), entity_of(dictionary, as));
}

bool glosa_dictionary_entity(const glosa_dictionary *dictionary, glosa_string curie,
                             uint32_t *entity)
{
    uint32_t low = 0, high = dictionary->entity_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const glosa_entity *there = entity_of(dictionary, middle);
        if (!there)
            return false;
        int order = glosa_string_compare(text(dictionary, there->curie), curie);
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
    return text_of(dictionary, glosa_image_key(dictionary, name));
}

glosa_string glosa_dictionary_entity_kind(const glosa_dictionary *dictionary, uint32_t entity)
{
    const glosa_entity *there = entity_of(dictionary, entity);
    return there ? word(dictionary, there->kind) : (glosa_string){NULL, 0};
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

/* It begins with the slot of two pieces where there are two, as scanning does where the first
 * is no name. */
bool glosa_dictionary_find(const glosa_dictionary *dictionary, glosa_string key,
                           uint32_t *name)
{
    if (key.size == 0 || glosa_image_kept_back(dictionary, key))
        return false;
    size_t at = 0;
    uint64_t hash = glosa_key_take_piece(key, &at, dictionary->seed);
    do {
        if (at < key.size)
            hash = glosa_key_take_piece(key, &at, hash);
        uint32_t value = glosa_image_look_up(dictionary, hash).value;
        if (at == key.size || !glosa_slot_goes_on(value))
            return value && find_among(dictionary, value, key, name);
    } while (at < dictionary->longest_key);
    return false;
}

/* Verifying an image: nothing in it is followed before it is known to lie inside. */
#include <assert.h>
#include <xxhash.h>

#include "dictionaries/match/image.h"

static_assert(sizeof(glosa_file_header) + GLOSA_CHUNK_COUNT * sizeof(glosa_chunk_entry) <=
                  GLOSA_CHUNKS_START, "the table of contents has its place before the chunks");

uint64_t glosa_image_header_checksum(const char *image)
{
    char head[GLOSA_CHUNKS_START];
    memcpy(head, image, sizeof head);
    memset(head + offsetof(glosa_file_header, checksum), 0, sizeof(uint64_t));
    return XXH3_64bits(head, sizeof head);
}

static const char *const chunk_names[] = {
#define X(enumerator, name, meaning) name,
    GLOSA_CHUNKS(X)
#undef X
};

static const size_t item_sizes[] = {
    [GLOSA_CHUNK_SLOTS] = sizeof(glosa_slot),       [GLOSA_CHUNK_NAMES] = sizeof(glosa_name),
    [GLOSA_CHUNK_ROWS] = sizeof(glosa_name_row),    [GLOSA_CHUNK_USES] = sizeof(glosa_use),
    [GLOSA_CHUNK_ORIGINS] = sizeof(glosa_text),     [GLOSA_CHUNK_ENTITIES] = sizeof(glosa_entity),
    [GLOSA_CHUNK_WORDS] = sizeof(glosa_text),
    [GLOSA_CHUNK_TEXTS] = 1,                        [GLOSA_CHUNK_SOURCES] = 1,
};

glosa_status glosa_image_refuse(const glosa_dictionary *dictionary, const char *chunk,
                                const char *reason, glosa_error *error)
{
    return glosa_fail(error, GLOSA_DICTIONARY, dictionary->path, -1,
                      "damaged dictionary: %s%s%s; build it again with 'glosa dict build'",
                      chunk, *chunk ? ": " : "", reason);
}

typedef struct chunk {
    const void *data;
    uint32_t count;             /* items */
} chunk;

static glosa_status check_versions(const glosa_dictionary *dictionary,
                                   const glosa_file_header *header, glosa_error *error)
{
    if (header->format != GLOSA_DICTIONARY_FORMAT)
        return glosa_fail(error, GLOSA_DICTIONARY, dictionary->path, -1,
                          "dictionary format %u, but this program reads format %d; "
                          "build it again", header->format, GLOSA_DICTIONARY_FORMAT);
    if (header->folding != GLOSA_FOLDING_PROFILE)
        return glosa_fail(error, GLOSA_DICTIONARY, dictionary->path, -1,
                          "dictionary folded by profile %u, but this program folds by "
                          "profile %d; build it again", header->folding, GLOSA_FOLDING_PROFILE);
    char unicode[sizeof header->unicode + 1] = {0};
    memcpy(unicode, header->unicode, sizeof header->unicode);
    if (strcmp(unicode, glosa_folding_unicode()) != 0)
        return glosa_fail(error, GLOSA_DICTIONARY, dictionary->path, -1,
                          "dictionary made with Unicode %s, but this program has Unicode %s; "
                          "build it again", unicode, glosa_folding_unicode());
    return GLOSA_OK;
}

static glosa_status check_header(glosa_dictionary *dictionary, glosa_error *error)
{
    glosa_file_header header;
    if (dictionary->size < sizeof header.magic ||
        memcmp(dictionary->image, GLOSA_DICTIONARY_MAGIC, sizeof header.magic) != 0)
        return glosa_image_refuse(dictionary, "", "it does not begin like a compiled dictionary",
                                  error);
    if (dictionary->size < GLOSA_CHUNKS_START)
        return glosa_image_refuse(dictionary, "", "the file is too short", error);
    memcpy(&header, dictionary->image, sizeof header);
    glosa_status status = check_versions(dictionary, &header, error);
    if (status)
        return status;
    if (header.file_size != dictionary->size || header.chunk_count != GLOSA_CHUNK_COUNT)
        return glosa_image_refuse(dictionary, "", "the file has not its full size", error);
    if (header.checksum != glosa_image_header_checksum(dictionary->image))
        return glosa_image_refuse(dictionary, "header", "wrong checksum", error);
    dictionary->seed = header.seed;
    dictionary->longest_key = header.longest_key;
    return GLOSA_OK;
}

/* A chunk begins right behind the one before, which ends at *end, but for zero bytes up to a
 * multiple of 8. */
static bool follows(const glosa_dictionary *dictionary, const glosa_chunk_entry *entry,
                    size_t end)
{
    if (entry->offset < end || entry->offset > dictionary->size || entry->offset % 8 ||
        entry->offset - end >= 8 || entry->size > dictionary->size - entry->offset)
        return false;
    for (size_t at = end; at < entry->offset; at++) {
        if (dictionary->image[at])
            return false;
    }
    return true;
}

/* Finds chunk `number`, with its checksum right, and moves *end behind it. */
static glosa_status find_chunk(const glosa_dictionary *dictionary, unsigned number, size_t *end,
                               chunk *found, glosa_error *error)
{
    glosa_chunk_entry entry;
    memcpy(&entry, dictionary->image + sizeof(glosa_file_header) + number * sizeof entry,
           sizeof entry);
    const char *name = chunk_names[number];
    if (strncmp(entry.name, name, sizeof entry.name) != 0)
        return glosa_image_refuse(dictionary, name, "not where it belongs", error);
    if (!follows(dictionary, &entry, *end))
        return glosa_image_refuse(dictionary, name, "not behind the chunk before it", error);
    if (entry.size % item_sizes[number] || entry.size > UINT32_MAX)
        return glosa_image_refuse(dictionary, name, "has an impossible size", error);
    found->data = dictionary->image + entry.offset;
    found->count = (uint32_t)(entry.size / item_sizes[number]);
    *end = entry.offset + entry.size;
    if (XXH3_64bits(found->data, entry.size) != entry.checksum)
        return glosa_image_refuse(dictionary, name, "wrong checksum", error);
    return GLOSA_OK;
}

/* Whether byte `at` of the texts is no place to cut them: inside a character. */
static bool cuts(glosa_string texts, size_t at)
{
    return at < texts.size && ((unsigned char)texts.data[at] & 0xC0) == 0x80;
}

/* Whether a text lies inside the chunk of texts and begins and ends with a whole character. */
static bool fits(const glosa_dictionary *dictionary, glosa_text text)
{
    glosa_string texts = dictionary->texts;
    return text.offset <= texts.size && text.size <= texts.size - text.offset &&
           !cuts(texts, text.offset) && !cuts(texts, (size_t)text.offset + text.size);
}

/* Whether a slot leads to names that are there. */
static bool leads_inside(const glosa_dictionary *dictionary, uint32_t value)
{
    if (glosa_slot_goes_on(value))
        return (value & ~GLOSA_SLOT_GOES_ON) <= dictionary->name_count;
    uint32_t first = glosa_slot_first(value), count = glosa_slot_names(value);
    return count && first <= dictionary->name_count && count <= dictionary->name_count - first;
}

static glosa_status check_slots(const glosa_dictionary *dictionary, glosa_error *error)
{
    uint32_t empty = 0;
    for (uint32_t i = 0; i < dictionary->slot_count; i++) {
        uint32_t value = dictionary->slots[i].value;
        empty += value == 0;
        if (value && !leads_inside(dictionary, value))
            return glosa_image_refuse(dictionary, "slots", "a name that is not there", error);
    }
    if (dictionary->slot_count % GLOSA_SLOT_LINE)
        return glosa_image_refuse(dictionary, "slots", "a line that is not whole", error);
    if (empty <= dictionary->slot_count / 4)
        return glosa_image_refuse(dictionary, "slots", "too few slots are empty", error);
    return GLOSA_OK;
}

/* The keys lie one behind the other, as do the rows. */
static glosa_status check_names(const glosa_dictionary *dictionary, glosa_error *error)
{
    const glosa_name *names = dictionary->names;
    uint32_t longest = 0;
    if (names[0].key != 0 || names[0].first_row != 0)
        return glosa_image_refuse(dictionary, "names", "the first is not first", error);
    for (uint32_t i = 0; i < dictionary->name_count; i++) {
        if (names[i + 1].key <= names[i].key || names[i + 1].key > dictionary->texts.size ||
            cuts(dictionary->texts, names[i + 1].key))
            return glosa_image_refuse(dictionary, "names", "a key outside the texts", error);
        if (names[i + 1].first_row <= names[i].first_row)
            return glosa_image_refuse(dictionary, "names", "one without rows", error);
        uint32_t size = names[i + 1].key - names[i].key;
        longest = size > longest ? size : longest;
    }
    if (names[dictionary->name_count].first_row != dictionary->row_count)
        return glosa_image_refuse(dictionary, "names", "rows that no name has", error);
    if (longest != dictionary->longest_key)
        return glosa_image_refuse(dictionary, "names", "a longest key that no name has", error);
    return GLOSA_OK;
}

static glosa_status check_rows(const glosa_dictionary *dictionary, glosa_error *error)
{
    for (uint32_t i = 0; i < dictionary->row_count; i++) {
        const glosa_name_row *row = &dictionary->rows[i];
        if (row->entity >= dictionary->entity_count)
            return glosa_image_refuse(dictionary, "rows", "an entity that is not there", error);
        if (!fits(dictionary, (glosa_text){row->name, row->name_size}))
            return glosa_image_refuse(dictionary, "rows", "a name outside the texts", error);
        if (row->use >= dictionary->use_count)
            return glosa_image_refuse(dictionary, "rows", "a use that is not there", error);
    }
    return GLOSA_OK;
}

static glosa_status check_uses(const glosa_dictionary *dictionary, glosa_error *error)
{
    for (uint32_t i = 0; i < dictionary->use_count; i++) {
        const glosa_use *use = &dictionary->uses[i];
        if (use->role >= dictionary->word_count || use->language >= dictionary->word_count ||
            use->rule >= dictionary->word_count)
            return glosa_image_refuse(dictionary, "uses", "a word that is not there", error);
        if (use->origin >= dictionary->origin_count)
            return glosa_image_refuse(dictionary, "uses", "an origin that is not there", error);
    }
    return GLOSA_OK;
}

static glosa_status check_origins(const glosa_dictionary *dictionary, glosa_error *error)
{
    if (dictionary->origin_count > GLOSA_DICTIONARY_MOST_ORIGINS)
        return glosa_image_refuse(dictionary, "origins", "too many", error);
    for (uint32_t i = 0; i < dictionary->origin_count; i++) {
        if (!fits(dictionary, dictionary->origins[i]))
            return glosa_image_refuse(dictionary, "origins", "a text outside the texts", error);
    }
    return GLOSA_OK;
}

static glosa_status check_entities(const glosa_dictionary *dictionary, glosa_error *error)
{
    for (uint32_t i = 0; i < dictionary->entity_count; i++) {
        const glosa_entity *entity = &dictionary->entities[i];
        if (!fits(dictionary, entity->curie) || !fits(dictionary, entity->preferred) ||
            !fits(dictionary, entity->xrefs))
            return glosa_image_refuse(dictionary, "entities", "a text outside the texts", error);
        if (entity->kind >= dictionary->word_count)
            return glosa_image_refuse(dictionary, "entities", "a word that is not there", error);
    }
    if (dictionary->word_count > GLOSA_DICTIONARY_MOST_WORDS)
        return glosa_image_refuse(dictionary, "words", "too many", error);
    for (uint32_t i = 0; i < dictionary->word_count; i++) {
        if (!fits(dictionary, dictionary->words[i]))
            return glosa_image_refuse(dictionary, "words", "a text outside the texts", error);
    }
    return GLOSA_OK;
}

static glosa_status check_texts(const glosa_dictionary *dictionary, glosa_error *error)
{
    if (glosa_utf8_valid_prefix(dictionary->texts) != dictionary->texts.size ||
        glosa_utf8_valid_prefix(dictionary->sources) != dictionary->sources.size)
        return glosa_image_refuse(dictionary, "texts", "not UTF-8", error);
    return GLOSA_OK;
}

static glosa_status take_chunks(glosa_dictionary *dictionary, const chunk *chunks,
                                glosa_error *error)
{
    dictionary->slots = chunks[GLOSA_CHUNK_SLOTS].data;
    dictionary->slot_count = chunks[GLOSA_CHUNK_SLOTS].count;
    dictionary->names = chunks[GLOSA_CHUNK_NAMES].data;
    dictionary->name_count = chunks[GLOSA_CHUNK_NAMES].count - 1;
    dictionary->rows = chunks[GLOSA_CHUNK_ROWS].data;
    dictionary->row_count = chunks[GLOSA_CHUNK_ROWS].count;
    dictionary->uses = chunks[GLOSA_CHUNK_USES].data;
    dictionary->use_count = chunks[GLOSA_CHUNK_USES].count;
    dictionary->origins = chunks[GLOSA_CHUNK_ORIGINS].data;
    dictionary->origin_count = chunks[GLOSA_CHUNK_ORIGINS].count;
    dictionary->entities = chunks[GLOSA_CHUNK_ENTITIES].data;
    dictionary->entity_count = chunks[GLOSA_CHUNK_ENTITIES].count;
    dictionary->words = chunks[GLOSA_CHUNK_WORDS].data;
    dictionary->word_count = chunks[GLOSA_CHUNK_WORDS].count;
    dictionary->texts = (glosa_string){chunks[GLOSA_CHUNK_TEXTS].data,
                                       chunks[GLOSA_CHUNK_TEXTS].count};
    dictionary->sources = (glosa_string){chunks[GLOSA_CHUNK_SOURCES].data,
                                         chunks[GLOSA_CHUNK_SOURCES].count};
    if (chunks[GLOSA_CHUNK_NAMES].count < 2 ||
        dictionary->name_count > GLOSA_DICTIONARY_MOST_NAMES)
        return glosa_image_refuse(dictionary, "names", "too few or too many", error);
    return GLOSA_OK;
}

glosa_status glosa_image_verify(glosa_dictionary *dictionary, glosa_error *error)
{
    chunk chunks[GLOSA_CHUNK_COUNT];
    size_t end = GLOSA_CHUNKS_START;
    glosa_status status = check_header(dictionary, error);
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT && status == GLOSA_OK; i++)
        status = find_chunk(dictionary, i, &end, &chunks[i], error);
    if (status == GLOSA_OK && end != dictionary->size)
        status = glosa_image_refuse(dictionary, "", "something behind the last chunk", error);
    if (status == GLOSA_OK)
        status = take_chunks(dictionary, chunks, error);
    static glosa_status (*const checks[])(const glosa_dictionary *, glosa_error *) = {
        check_texts, check_slots, check_names, check_rows, check_uses,
        check_origins, check_entities};
    for (size_t i = 0; i < sizeof checks / sizeof *checks && status == GLOSA_OK; i++)
        status = checks[i](dictionary, error);
    return status;
}

static glosa_status check_digest(const glosa_dictionary *dictionary, glosa_error *error)
{
    char recorded[GLOSA_DIGEST_SIZE], actual[GLOSA_DIGEST_SIZE];
    glosa_file_header header;
    memcpy(&header, dictionary->image, sizeof header);
    glosa_digest_hex(header.sha256, recorded);
    glosa_digest((glosa_string){dictionary->image + GLOSA_CHUNKS_START,
                                dictionary->size - GLOSA_CHUNKS_START}, actual);
    if (strcmp(recorded, actual) != 0)
        return glosa_image_refuse(dictionary, "header", "wrong SHA-256", error);
    return GLOSA_OK;
}

glosa_status glosa_dictionary_verify(const glosa_dictionary *dictionary, glosa_error *error)
{
    glosa_status status = check_digest(dictionary, error);
    for (uint32_t i = 0; i < dictionary->name_count && status == GLOSA_OK; i++) {
        uint32_t found;
        if (!glosa_dictionary_find(dictionary, glosa_image_key(dictionary, i), &found) ||
            found != i)
            status = glosa_image_refuse(dictionary, "slots", "a name that they do not lead to",
                                        error);
    }
    return status;
}

/* Verifying an image: nothing in it is followed before it is known to lie inside. */
#include <xxhash.h>

#include "dictionaries/match/image.h"

uint64_t glosa_image_header_checksum(const char *image)
{
    char head[sizeof(glosa_file_header) + GLOSA_CHUNK_COUNT * sizeof(glosa_chunk_entry)];
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
    [GLOSA_CHUNK_ROWS] = sizeof(glosa_name_row),    [GLOSA_CHUNK_ENTITIES] = sizeof(glosa_entity),
    [GLOSA_CHUNK_WORDS] = sizeof(glosa_text),       [GLOSA_CHUNK_TEXTS] = 1,
    [GLOSA_CHUNK_SOURCES] = 1,
};

static glosa_status refuse(const glosa_dictionary *dictionary, glosa_error *error,
                           const char *reason, const char *chunk)
{
    return glosa_fail(error, GLOSA_DICTIONARY, dictionary->path, -1,
                      "damaged dictionary: %s%s%s; build it again with 'glosa dict build'",
                      chunk, *chunk ? ": " : "", reason);
}

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
    size_t least = sizeof header + GLOSA_CHUNK_COUNT * sizeof(glosa_chunk_entry);
    if (dictionary->size < least)
        return refuse(dictionary, error, "the file is too short", "");
    memcpy(&header, dictionary->image, sizeof header);
    if (memcmp(header.magic, GLOSA_DICTIONARY_MAGIC, sizeof header.magic) != 0)
        return refuse(dictionary, error, "it does not begin like a compiled dictionary", "");
    glosa_status status = check_versions(dictionary, &header, error);
    if (status)
        return status;
    if (header.file_size != dictionary->size || header.chunk_count != GLOSA_CHUNK_COUNT)
        return refuse(dictionary, error, "the file has not its full size", "");
    if (header.checksum != glosa_image_header_checksum(dictionary->image))
        return refuse(dictionary, error, "wrong checksum", "header");
    dictionary->seed = header.seed;
    dictionary->longest_key = header.longest_key;
    return GLOSA_OK;
}

/* Finds chunk `number`, with its checksum right. */
static glosa_status find_chunk(const glosa_dictionary *dictionary, unsigned number,
                               const char **data, uint32_t *count, glosa_error *error)
{
    glosa_chunk_entry entry;
    memcpy(&entry, dictionary->image + sizeof(glosa_file_header) + number * sizeof entry,
           sizeof entry);
    const char *name = chunk_names[number];
    if (strncmp(entry.name, name, sizeof entry.name) != 0)
        return refuse(dictionary, error, "not where it belongs", name);
    if (entry.offset % 8 || entry.offset > dictionary->size ||
        entry.size > dictionary->size - entry.offset)
        return refuse(dictionary, error, "lies outside the file", name);
    if (entry.size % item_sizes[number] || entry.size / item_sizes[number] > UINT32_MAX / 2)
        return refuse(dictionary, error, "has an impossible size", name);
    *data = dictionary->image + entry.offset;
    *count = (uint32_t)(entry.size / item_sizes[number]);
    if (XXH3_64bits(*data, entry.size) != entry.checksum)
        return refuse(dictionary, error, "wrong checksum", name);
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

static glosa_status check_slots(const glosa_dictionary *dictionary, uint32_t count,
                                glosa_error *error)
{
    uint32_t empty = 0;
    if (count == 0 || (count & (count - 1)))
        return refuse(dictionary, error, "their number is no power of two", "slots");
    for (uint32_t i = 0; i < count; i++) {
        uint32_t value = dictionary->slots[i].value;
        empty += value == 0;
        if ((value & ~GLOSA_SLOT_GOES_ON) > dictionary->name_count)
            return refuse(dictionary, error, "a name that is not there", "slots");
    }
    if (empty <= count / 4)
        return refuse(dictionary, error, "too few slots are empty", "slots");
    return GLOSA_OK;
}

static glosa_status check_names(const glosa_dictionary *dictionary, glosa_error *error)
{
    uint32_t rows = 0, longest = 0;
    for (uint32_t i = 0; i < dictionary->name_count; i++) {
        const glosa_name *name = &dictionary->names[i];
        if (name->key.size == 0 || !fits(dictionary, name->key))
            return refuse(dictionary, error, "a key outside the texts", "names");
        if (name->row_count == 0 || name->first_row != rows ||
            name->row_count > dictionary->row_count - rows)
            return refuse(dictionary, error, "rows that are not its own", "names");
        rows += name->row_count;
        longest = name->key.size > longest ? name->key.size : longest;
    }
    if (rows != dictionary->row_count || longest != dictionary->longest_key)
        return refuse(dictionary, error, "rows or a longest key that no name has", "names");
    return GLOSA_OK;
}

static glosa_status check_rows(const glosa_dictionary *dictionary, glosa_error *error)
{
    for (uint32_t i = 0; i < dictionary->row_count; i++) {
        const glosa_name_row *row = &dictionary->rows[i];
        if (row->entity >= dictionary->entity_count)
            return refuse(dictionary, error, "an entity that is not there", "rows");
        if (!fits(dictionary, row->name))
            return refuse(dictionary, error, "a name outside the texts", "rows");
        if (row->role >= dictionary->word_count || row->language >= dictionary->word_count ||
            row->rule >= dictionary->word_count)
            return refuse(dictionary, error, "a word that is not there", "rows");
    }
    return GLOSA_OK;
}

static glosa_status check_entities(const glosa_dictionary *dictionary, glosa_error *error)
{
    for (uint32_t i = 0; i < dictionary->entity_count; i++) {
        const glosa_entity *entity = &dictionary->entities[i];
        if (!fits(dictionary, entity->curie) || !fits(dictionary, entity->preferred) ||
            !fits(dictionary, entity->xrefs))
            return refuse(dictionary, error, "a text outside the texts", "entities");
        if (entity->kind >= dictionary->word_count)
            return refuse(dictionary, error, "a word that is not there", "entities");
    }
    if (dictionary->word_count > GLOSA_DICTIONARY_MOST_WORDS)
        return refuse(dictionary, error, "too many", "words");
    for (uint32_t i = 0; i < dictionary->word_count; i++) {
        if (!fits(dictionary, dictionary->words[i]))
            return refuse(dictionary, error, "a text outside the texts", "words");
    }
    return GLOSA_OK;
}

static glosa_status check_texts(const glosa_dictionary *dictionary, glosa_error *error)
{
    if (glosa_utf8_valid_prefix(dictionary->texts) != dictionary->texts.size ||
        glosa_utf8_valid_prefix(dictionary->sources) != dictionary->sources.size)
        return refuse(dictionary, error, "not UTF-8", "texts");
    return GLOSA_OK;
}

glosa_status glosa_image_verify(glosa_dictionary *dictionary, glosa_error *error)
{
    const char *chunks[GLOSA_CHUNK_COUNT];
    uint32_t counts[GLOSA_CHUNK_COUNT];
    glosa_status status = check_header(dictionary, error);
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT && status == GLOSA_OK; i++)
        status = find_chunk(dictionary, i, &chunks[i], &counts[i], error);
    if (status)
        return status;
    dictionary->slots = (const glosa_slot *)(const void *)chunks[GLOSA_CHUNK_SLOTS];
    dictionary->slot_mask = counts[GLOSA_CHUNK_SLOTS] - 1;
    dictionary->names = (const glosa_name *)(const void *)chunks[GLOSA_CHUNK_NAMES];
    dictionary->name_count = counts[GLOSA_CHUNK_NAMES];
    dictionary->rows = (const glosa_name_row *)(const void *)chunks[GLOSA_CHUNK_ROWS];
    dictionary->row_count = counts[GLOSA_CHUNK_ROWS];
    dictionary->entities = (const glosa_entity *)(const void *)chunks[GLOSA_CHUNK_ENTITIES];
    dictionary->entity_count = counts[GLOSA_CHUNK_ENTITIES];
    dictionary->words = (const glosa_text *)(const void *)chunks[GLOSA_CHUNK_WORDS];
    dictionary->word_count = counts[GLOSA_CHUNK_WORDS];
    dictionary->texts = (glosa_string){chunks[GLOSA_CHUNK_TEXTS], counts[GLOSA_CHUNK_TEXTS]};
    dictionary->sources = (glosa_string){chunks[GLOSA_CHUNK_SOURCES],
                                         counts[GLOSA_CHUNK_SOURCES]};
    if ((status = check_slots(dictionary, counts[GLOSA_CHUNK_SLOTS], error)) == GLOSA_OK &&
        (status = check_names(dictionary, error)) == GLOSA_OK &&
        (status = check_rows(dictionary, error)) == GLOSA_OK &&
        (status = check_entities(dictionary, error)) == GLOSA_OK)
        status = check_texts(dictionary, error);
    return status;
}

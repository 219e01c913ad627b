/* Verifying an image: nothing in it is followed before it is known to lie inside. The frame is
 * here, what stands in the chunks in contents.c. */
#include <assert.h>
#include <xxhash.h>

#include "dictionaries/match/contents.h"

static_assert(sizeof(glosa_file_header) + GLOSA_CHUNK_COUNT * sizeof(glosa_chunk_entry) <=
                  GLOSA_CHUNKS_START, "the table of contents has its place before the chunks");

uint64_t glosa_image_header_checksum(const char *image)
{
    char head[GLOSA_CHUNKS_START];
    memcpy(head, image, sizeof head);
    memset(head + offsetof(glosa_file_header, checksum), 0, sizeof(uint64_t));
    return XXH3_64bits(head, sizeof head);
}

static const struct {
    const char *name;
    size_t item;                /* bytes */
} chunks[] = {
#define X(enumerator, name, type, meaning) {name, sizeof(type)},
    GLOSA_CHUNKS(X)
#undef X
};

glosa_status glosa_image_refuse(const glosa_dictionary *dictionary, const char *chunk,
                                const char *reason, glosa_error *error)
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

/* Finds chunk `number`, and moves *end behind it. */
static glosa_status find_chunk(const glosa_dictionary *dictionary, unsigned number, size_t *end,
                               glosa_chunk_place *found, glosa_error *error)
{
    glosa_chunk_entry entry;
    memcpy(&entry, dictionary->image + sizeof(glosa_file_header) + number * sizeof entry,
           sizeof entry);
    const char *name = chunks[number].name;
    if (strncmp(entry.name, name, sizeof entry.name) != 0)
        return glosa_image_refuse(dictionary, name, "not where it belongs", error);
    if (!follows(dictionary, &entry, *end))
        return glosa_image_refuse(dictionary, name, "not behind the chunk before it", error);
    if (entry.size % chunks[number].item || entry.size > UINT32_MAX)
        return glosa_image_refuse(dictionary, name, "has an impossible size", error);
    *found = (glosa_chunk_place){name, chunks[number].item, entry.offset, entry.size,
                                 entry.checksum};
    *end = entry.offset + entry.size;
    return GLOSA_OK;
}

static const void *data_of(const glosa_dictionary *dictionary, glosa_chunk_place place)
{
    return dictionary->image + place.offset;
}

static uint32_t count_of(const glosa_chunk_place *places, unsigned number)
{
    return (uint32_t)(places[number].size / chunks[number].item);
}

static glosa_filter filter_of(const glosa_dictionary *dictionary, const glosa_chunk_place *places,
                              unsigned number)
{
    return (glosa_filter){data_of(dictionary, places[number]), count_of(places, number)};
}

static glosa_status take_chunks(glosa_dictionary *dictionary, const glosa_chunk_place *places,
                                glosa_error *error)
{
    uint32_t names = count_of(places, GLOSA_CHUNK_NAMES);
    if (names < 2 || names - 1 > GLOSA_DICTIONARY_MOST_NAMES)
        return glosa_image_refuse(dictionary, "names", "too few or too many", error);
    dictionary->slots = data_of(dictionary, places[GLOSA_CHUNK_SLOTS]);
    dictionary->slot_count = count_of(places, GLOSA_CHUNK_SLOTS);
    dictionary->firsts = filter_of(dictionary, places, GLOSA_CHUNK_FIRSTS);
    dictionary->pairs = filter_of(dictionary, places, GLOSA_CHUNK_PAIRS);
    dictionary->names = data_of(dictionary, places[GLOSA_CHUNK_NAMES]);
    dictionary->name_count = names - 1;
    dictionary->rows = data_of(dictionary, places[GLOSA_CHUNK_ROWS]);
    dictionary->row_count = count_of(places, GLOSA_CHUNK_ROWS);
    dictionary->uses = data_of(dictionary, places[GLOSA_CHUNK_USES]);
    dictionary->use_count = count_of(places, GLOSA_CHUNK_USES);
    dictionary->origins = data_of(dictionary, places[GLOSA_CHUNK_ORIGINS]);
    dictionary->origin_count = count_of(places, GLOSA_CHUNK_ORIGINS);
    dictionary->entities = data_of(dictionary, places[GLOSA_CHUNK_ENTITIES]);
    dictionary->entity_count = count_of(places, GLOSA_CHUNK_ENTITIES);
    dictionary->words = data_of(dictionary, places[GLOSA_CHUNK_WORDS]);
    dictionary->word_count = count_of(places, GLOSA_CHUNK_WORDS);
    dictionary->texts = (glosa_string){data_of(dictionary, places[GLOSA_CHUNK_TEXTS]),
                                       places[GLOSA_CHUNK_TEXTS].size};
    dictionary->sources = (glosa_string){data_of(dictionary, places[GLOSA_CHUNK_SOURCES]),
                                         places[GLOSA_CHUNK_SOURCES].size};
    if (dictionary->origin_count > GLOSA_DICTIONARY_MOST_ORIGINS)
        return glosa_image_refuse(dictionary, "origins", "too many", error);
    if (dictionary->word_count > GLOSA_DICTIONARY_MOST_WORDS)
        return glosa_image_refuse(dictionary, "words", "too many", error);
    if (dictionary->firsts.size == 0)
        return glosa_image_refuse(dictionary, "firsts", "empty", error);
    if (dictionary->pairs.size == 0)
        return glosa_image_refuse(dictionary, "pairs", "empty", error);
    if (dictionary->slot_count == 0 || dictionary->slot_count % GLOSA_SLOT_LINE)
        return glosa_image_refuse(dictionary, "slots", "a line that is not whole", error);
    return GLOSA_OK;
}

glosa_status glosa_image_verify(glosa_dictionary *dictionary, glosa_error *error)
{
    glosa_chunk_place places[GLOSA_CHUNK_COUNT];
    size_t end = GLOSA_CHUNKS_START;
    glosa_status status = check_header(dictionary, error);
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT && status == GLOSA_OK; i++)
        status = find_chunk(dictionary, i, &end, &places[i], error);
    if (status == GLOSA_OK && end != dictionary->size)
        status = glosa_image_refuse(dictionary, "", "something behind the last chunk", error);
    if (status == GLOSA_OK)
        status = take_chunks(dictionary, places, error);
    return status ? status : glosa_image_check_contents(dictionary, places, error);
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

/* The filter that keeps a name back, or NULL. */
static const char *filter_before(const glosa_dictionary *dictionary, uint32_t name)
{
    glosa_key_opening opening = glosa_key_opening_of(glosa_image_key(dictionary, name));
    bool has_pair = !opening.pair_size || glosa_filter_has(dictionary->pairs, opening.pair);
    return !glosa_filter_has(dictionary->firsts, opening.first) ? "firsts"
           : !has_pair                                          ? "pairs"
                                                                : NULL;
}

glosa_status glosa_dictionary_verify(const glosa_dictionary *dictionary, glosa_error *error)
{
    glosa_status status = check_digest(dictionary, error);
    for (uint32_t i = 0; i < dictionary->name_count && status == GLOSA_OK; i++) {
        uint32_t found;
        const char *filter;
        if (!glosa_dictionary_find(dictionary, glosa_image_key(dictionary, i), &found) ||
            found != i)
            status = glosa_image_refuse(dictionary, "slots", "a name that they do not lead to",
                                        error);
        else if ((filter = filter_before(dictionary, i)))
            status = glosa_image_refuse(dictionary, filter, "a name that it keeps back", error);
    }
    return status;
}

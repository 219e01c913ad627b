/* Verifying an image: its frame when it is opened, and all of it when that is asked for. Blocks and
 * small chunks are looked at in contents.c. */
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

static const struct {
    const char *name;
    size_t item;                /* bytes */
    unsigned block;
} chunks[] = {
#define X(enumerator, name, type, block, meaning) {name, sizeof(type), block},
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
    *found = (glosa_chunk_place){name, chunks[number].item, chunks[number].block, 0,
                                 entry.offset, entry.size, entry.checksum};
    *end = entry.offset + entry.size;
    return GLOSA_OK;
}

static const void *data_of(const glosa_dictionary *dictionary, enum glosa_chunk number)
{
    return dictionary->image + dictionary->places[number].offset;
}

static uint32_t count_of(const glosa_dictionary *dictionary, enum glosa_chunk number)
{
    return (uint32_t)(dictionary->places[number].size / dictionary->places[number].item);
}

static glosa_filter filter_of(const glosa_dictionary *dictionary, enum glosa_chunk number)
{
    return (glosa_filter){data_of(dictionary, number), count_of(dictionary, number)};
}

static void take_chunks(glosa_dictionary *dictionary)
{
    dictionary->slots = data_of(dictionary, GLOSA_CHUNK_SLOTS);
    dictionary->slot_count = count_of(dictionary, GLOSA_CHUNK_SLOTS);
    dictionary->firsts = filter_of(dictionary, GLOSA_CHUNK_FIRSTS);
    dictionary->pairs = filter_of(dictionary, GLOSA_CHUNK_PAIRS);
    dictionary->names = data_of(dictionary, GLOSA_CHUNK_NAMES);
    dictionary->name_count = count_of(dictionary, GLOSA_CHUNK_NAMES) - 1;
    dictionary->rows = data_of(dictionary, GLOSA_CHUNK_ROWS);
    dictionary->row_count = count_of(dictionary, GLOSA_CHUNK_ROWS);
    dictionary->uses = data_of(dictionary, GLOSA_CHUNK_USES);
    dictionary->use_count = count_of(dictionary, GLOSA_CHUNK_USES);
    dictionary->origins = data_of(dictionary, GLOSA_CHUNK_ORIGINS);
    dictionary->origin_count = count_of(dictionary, GLOSA_CHUNK_ORIGINS);
    dictionary->entities = data_of(dictionary, GLOSA_CHUNK_ENTITIES);
    dictionary->entity_count = count_of(dictionary, GLOSA_CHUNK_ENTITIES);
    dictionary->words = data_of(dictionary, GLOSA_CHUNK_WORDS);
    dictionary->word_count = count_of(dictionary, GLOSA_CHUNK_WORDS);
    dictionary->texts = (glosa_string){data_of(dictionary, GLOSA_CHUNK_TEXTS),
                                       dictionary->places[GLOSA_CHUNK_TEXTS].size};
    dictionary->sources = (glosa_string){data_of(dictionary, GLOSA_CHUNK_SOURCES),
                                         dictionary->places[GLOSA_CHUNK_SOURCES].size};
    dictionary->checksums = data_of(dictionary, GLOSA_CHUNK_BLOCKS);
    dictionary->block_count = count_of(dictionary, GLOSA_CHUNK_BLOCKS);
}

static glosa_status check_counts(const glosa_dictionary *dictionary, glosa_error *error)
{
    uint32_t ends = count_of(dictionary, GLOSA_CHUNK_NAMES);
    if (ends < 2 || ends - 1 > GLOSA_DICTIONARY_MOST_NAMES)
        return glosa_image_refuse(dictionary, "names", "too few or too many", error);
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

/* How many blocks a chunk has. */
static uint32_t blocks_of(const glosa_chunk_place *place)
{
    size_t block = place->item << place->block;
    return place->block ? (uint32_t)((place->size + block - 1) / block) : 0;
}

/* Counts the blocks, for each of which there is a checksum, and makes room for their bits. */
static glosa_status take_blocks(glosa_dictionary *dictionary, glosa_error *error)
{
    size_t blocks = 0, bytes = 0;
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT; i++) {
        dictionary->places[i].first_block = (uint32_t)blocks;
        blocks += blocks_of(&dictionary->places[i]);
        bytes += blocks_of(&dictionary->places[i]) / 8 + 1;
    }
    if (blocks != dictionary->block_count)
        return glosa_image_refuse(dictionary, "blocks", "too few or too many", error);
    dictionary->findings = calloc(1, sizeof *dictionary->findings + bytes);
    if (!dictionary->findings)
        return glosa_fail_memory(error, dictionary->path);
    atomic_uchar *next = dictionary->findings->sound;
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT; i++) {
        dictionary->sound[i] = next;
        next += blocks_of(&dictionary->places[i]) / 8 + 1;
    }
    return GLOSA_OK;
}

glosa_status glosa_image_take(glosa_dictionary *dictionary, glosa_error *error)
{
    size_t end = GLOSA_CHUNKS_START;
    glosa_status status = check_header(dictionary, error);
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT && status == GLOSA_OK; i++)
        status = find_chunk(dictionary, i, &end, &dictionary->places[i], error);
    if (status == GLOSA_OK && end != dictionary->size)
        status = glosa_image_refuse(dictionary, "", "something behind the last chunk", error);
    if (status)
        return status;
    take_chunks(dictionary);
    status = check_counts(dictionary, error);
    return status ? status : take_blocks(dictionary, error);
}

/* --- in full --- */

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

static glosa_status check_blocks(const glosa_dictionary *dictionary, glosa_error *error)
{
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT; i++) {
        for (uint32_t block = 0; block < blocks_of(&dictionary->places[i]); block++)
            glosa_image_check_block(dictionary, i, block);
    }
    return glosa_dictionary_sound(dictionary, error);
}

/* The bits of the slot of the first `size` bytes of a key that scanning needs to go on from there;
 * `hash` is theirs. */
static uint32_t next_bits(glosa_string key, size_t size, uint64_t hash, uint32_t value)
{
    if (size < key.size)
        return glosa_slot_next_bit(glosa_key_take_piece(key, &size, hash));
    return glosa_slot_goes_on(value) ? 0 : GLOSA_SLOT_NEXT;
}

/* Finding a name passes over the slot of its first piece where it has more, and does not ask of a
 * slot how its names go on; scanning may begin with the one, and asks. */
static void check_steps(const glosa_dictionary *dictionary, glosa_string key)
{
    uint64_t hash = dictionary->seed;
    bool goes_on = true;
    for (size_t at = 0; at < key.size && goes_on;) {
        bool first = at == 0;
        hash = glosa_key_take_piece(key, &at, hash);
        glosa_slot slot = glosa_image_look_up(dictionary, hash);
        uint32_t bits = next_bits(key, at, hash, slot.value);
        goes_on = glosa_slot_goes_on(slot.value);
        if (first && at < key.size && !goes_on)
            glosa_image_damage(dictionary, "slots: a first piece that does not go on");
        else if ((slot.check & bits) != bits)
            glosa_image_damage(dictionary, "slots: a name that they do not go on to");
    }
}

static bool leads_to_names(const glosa_dictionary *dictionary, uint32_t value)
{
    if (glosa_slot_goes_on(value))
        return (value & ~GLOSA_SLOT_GOES_ON) <= dictionary->name_count;
    return value == 0 || (glosa_slot_names(value) &&
                          glosa_slot_first(value) + glosa_slot_names(value) <=
                              dictionary->name_count);
}

/* A name has a key, which leads to it, and rows, which say what is there. */
static void check_name(const glosa_dictionary *dictionary, uint32_t name)
{
    uint32_t found, rows = glosa_dictionary_rows_of(dictionary, name);
    glosa_string key = glosa_dictionary_key(dictionary, name);
    for (uint32_t i = 0; i < rows; i++)
        (void)glosa_dictionary_entry(dictionary, name, i);
    if (key.size == 0)
        return;                 /* noted already */
    const char *kept_back = glosa_image_kept_back(dictionary, key);
    if (kept_back)
        glosa_image_damage(dictionary, kept_back);
    else if (!glosa_dictionary_find(dictionary, key, &found) || found != name)
        glosa_image_damage(dictionary, "slots: a name that they do not lead to");
    check_steps(dictionary, key);
}

/* The keys lie one behind the other, as do the rows: each ends behind its beginning, so that with
 * the first and the last of them all are in order. */
static void check_names(const glosa_dictionary *dictionary)
{
    const glosa_name *names = dictionary->names, *end = names + dictionary->name_count;
    uint32_t longest = 0;
    for (uint32_t i = 0; i < dictionary->name_count; i++) {
        uint32_t size = names[i + 1].key - names[i].key;
        longest = size > longest ? size : longest;
        check_name(dictionary, i);
    }
    if (names->key != 0 || names->first_row != 0)
        glosa_image_damage(dictionary, "names: the first is not first");
    if (end->first_row != dictionary->row_count)
        glosa_image_damage(dictionary, "names: rows that no name has");
    if (longest != dictionary->longest_key)
        glosa_image_damage(dictionary, "names: a longest key that no name has");
}

/* Looks at all that blocks hold, now that it is what was written. */
static glosa_status check_items(const glosa_dictionary *dictionary, glosa_error *error)
{
    for (uint32_t i = 0; i < dictionary->slot_count; i++) {
        if (!leads_to_names(dictionary, dictionary->slots[i].value))
            glosa_image_damage(dictionary, "slots: a name that is not there");
    }
    check_names(dictionary);
    for (uint32_t i = 0; i < dictionary->entity_count; i++)
        (void)glosa_dictionary_entry_as(dictionary, 0, 0, i);
    for (uint32_t i = 0; i < dictionary->origin_count; i++)
        (void)glosa_dictionary_origin(dictionary, i);
    if (glosa_utf8_valid_prefix(dictionary->texts) != dictionary->texts.size)
        glosa_image_damage(dictionary, "texts: not UTF-8");
    return glosa_dictionary_sound(dictionary, error);
}

glosa_status glosa_dictionary_verify(const glosa_dictionary *dictionary, glosa_error *error)
{
    glosa_status status = check_blocks(dictionary, error);
    if (status == GLOSA_OK)
        status = check_items(dictionary, error);
    return status ? status : check_digest(dictionary, error);
}

#include "dictionaries/build/image_writer.h"

#include <assert.h>
#include <xxhash.h>

#include "dictionaries/match/image.h"

/* The index of an item of a fixed size in a chunk, added at its first use. There are few; with
 * more than `most` the image will be refused, and no more are looked for. */
static uint32_t item_index(glosa_buffer *chunk, const void *item, size_t size, size_t most)
{
    size_t count = chunk->size / size;
    if (count > most)
        return 0;
    for (size_t i = 0; i < count; i++) {
        if (memcmp(chunk->data + i * size, item, size) == 0)
            return (uint32_t)i;
    }
    glosa_buffer_append(chunk, item, size);
    return (uint32_t)count;
}

/* Equal words lie at one place, so that their places can be compared. */
static uint32_t word_index(glosa_image_writer *writer, glosa_string word)
{
    glosa_text place = glosa_text_pool_add(&writer->pool, word);
    return item_index(&writer->words, &place, sizeof place, GLOSA_DICTIONARY_MOST_WORDS);
}

static uint32_t origin_index(glosa_image_writer *writer, glosa_string origin)
{
    glosa_text place = glosa_text_pool_add(&writer->pool, origin);
    return item_index(&writer->origins, &place, sizeof place, GLOSA_DICTIONARY_MOST_ORIGINS);
}

/* There are thousands of uses, so that one is remembered for each of many hashes. */
static uint32_t use_index(glosa_image_writer *writer, const glosa_use *use)
{
    uint32_t *known = &writer->known_uses[XXH3_64bits(use, sizeof *use) % GLOSA_IMAGE_KNOWN_USES];
    const glosa_use *uses = (const glosa_use *)(const void *)writer->uses.data;
    if (!*known || writer->uses.failed ||
        memcmp(&uses[*known - 1], use, sizeof *use) != 0)
        *known = 1 + item_index(&writer->uses, use, sizeof *use, GLOSA_DICTIONARY_MOST_USES);
    return *known - 1;
}

void glosa_image_add_key(glosa_image_writer *writer, glosa_string key)
{
    glosa_name name = {.key = glosa_text_pool_add(&writer->pool, key).offset};
    if (key.size > writer->longest_key)
        writer->longest_key = (uint32_t)key.size;
    glosa_buffer_append(&writer->names, &name, sizeof name);
}

/* Completes the entry of the next name, or of the end behind the last. */
static void set_first_row(glosa_image_writer *writer)
{
    size_t at = writer->begun++ * sizeof(glosa_name) + offsetof(glosa_name, first_row);
    uint32_t first = (uint32_t)(writer->rows.size / sizeof(glosa_name_row));
    if (!writer->names.failed)
        memcpy(writer->names.data + at, &first, sizeof first);
}

void glosa_image_begin_name(glosa_image_writer *writer)
{
    if (writer->begun == 0) {
        glosa_name end = {.key = (uint32_t)writer->pool.texts.size};
        glosa_buffer_append(&writer->names, &end, sizeof end);
    }
    set_first_row(writer);
}

void glosa_image_add_row(glosa_image_writer *writer, const glosa_row *row, uint32_t entity,
                         glosa_string rule)
{
    glosa_use use = {
        .role = (uint8_t)word_index(writer, row->role),
        .language = (uint8_t)word_index(writer, row->language),
        .rule = (uint8_t)word_index(writer, rule),
        .flags = (uint8_t)row->flags,
        .origin = origin_index(writer, row->origin),
    };
    glosa_text name = glosa_text_pool_add(&writer->pool, row->name);
    assert(row->name.size <= UINT16_MAX);
    glosa_name_row added = {
        .entity = entity,
        .name = name.offset,
        .name_size = (uint16_t)name.size,
        .use = (uint16_t)use_index(writer, &use),
    };
    glosa_buffer_append(&writer->rows, &added, sizeof added);
}

void glosa_image_add_entity(glosa_image_writer *writer, const glosa_row *preferred)
{
    glosa_entity entity = {
        .curie = glosa_text_pool_add(&writer->pool, preferred->curie),
        .preferred = glosa_text_pool_add(&writer->pool, preferred->name),
        .xrefs = glosa_text_pool_add(&writer->pool, preferred->xrefs),
        .kind = word_index(writer, preferred->kind),
    };
    glosa_buffer_append(&writer->entities, &entity, sizeof entity);
}

/* The chunks by their numbers. */
static void list_chunks(glosa_image_writer *writer, glosa_buffer *chunks[GLOSA_CHUNK_COUNT])
{
    chunks[GLOSA_CHUNK_SLOTS] = &writer->prefixes.slots;
    chunks[GLOSA_CHUNK_FIRSTS] = &writer->prefixes.firsts;
    chunks[GLOSA_CHUNK_PAIRS] = &writer->prefixes.pairs;
    chunks[GLOSA_CHUNK_NAMES] = &writer->names;
    chunks[GLOSA_CHUNK_ROWS] = &writer->rows;
    chunks[GLOSA_CHUNK_USES] = &writer->uses;
    chunks[GLOSA_CHUNK_ORIGINS] = &writer->origins;
    chunks[GLOSA_CHUNK_ENTITIES] = &writer->entities;
    chunks[GLOSA_CHUNK_WORDS] = &writer->words;
    chunks[GLOSA_CHUNK_TEXTS] = &writer->pool.texts;
    chunks[GLOSA_CHUNK_SOURCES] = &writer->sources;
    chunks[GLOSA_CHUNK_BLOCKS] = &writer->blocks;
}

static glosa_status check_limits(glosa_image_writer *writer, glosa_error *error)
{
    glosa_buffer *chunks[GLOSA_CHUNK_COUNT];
    bool too_large = writer->names.size / sizeof(glosa_name) > GLOSA_DICTIONARY_MOST_NAMES;
    bool failed = false;
    list_chunks(writer, chunks);
    for (size_t i = 0; i < GLOSA_CHUNK_COUNT; i++) {
        failed |= chunks[i]->failed;
        too_large |= chunks[i]->size > UINT32_MAX;
    }
    /* A pool that failed without its buffer is full, or had no memory for its index. */
    too_large |= writer->pool.failed && writer->pool.texts.size > UINT32_MAX / 2;
    if (too_large)
        return glosa_fail(error, GLOSA_DICTIONARY, "dictionary", -1,
                          "a part of it would exceed 4 GiB, or 268 million keys");
    if (failed || writer->pool.failed)
        return glosa_fail_memory(error, "dictionary");
    if (writer->words.size / sizeof(glosa_text) > GLOSA_DICTIONARY_MOST_WORDS)
        return glosa_fail(error, GLOSA_DICTIONARY, "dictionary", -1,
                          "more than %d different kinds, roles, languages and rules",
                          GLOSA_DICTIONARY_MOST_WORDS);
    if (writer->origins.size / sizeof(glosa_text) > GLOSA_DICTIONARY_MOST_ORIGINS)
        return glosa_fail(error, GLOSA_DICTIONARY, "dictionary", -1,
                          "more than %d different origins", GLOSA_DICTIONARY_MOST_ORIGINS);
    if (writer->uses.size / sizeof(glosa_use) > GLOSA_DICTIONARY_MOST_USES)
        return glosa_fail(error, GLOSA_DICTIONARY, "dictionary", -1,
                          "more than %d different combinations of origin, role, language and flags",
                          GLOSA_DICTIONARY_MOST_USES);
    return GLOSA_OK;
}

static const struct {
    const char *name;
    size_t block;               /* bytes; 0: it has none */
} kinds[] = {
#define X(enumerator, name, type, block, meaning) {name, block ? sizeof(type) << (block) : 0},
    GLOSA_CHUNKS(X)
#undef X
};

/* Appends a chunk, gives its memory back, and enters it in the table of contents. */
static void append_chunk(glosa_buffer *image, unsigned number, glosa_buffer *chunk)
{
    while (image->size % 8)
        glosa_buffer_byte(image, '\0');
    glosa_chunk_entry entry = {.offset = image->size, .size = chunk->size};
    memcpy(entry.name, kinds[number].name, strlen(kinds[number].name));
    glosa_buffer_append(image, chunk->data, chunk->size);
    glosa_buffer_free(chunk);
    if (!image->failed)
        memcpy(image->data + sizeof(glosa_file_header) + number * sizeof entry, &entry,
               sizeof entry);
}

/* Room for the checksums of all blocks; false without memory. */
static bool make_blocks(glosa_buffer *const chunks[GLOSA_CHUNK_COUNT], glosa_buffer *blocks)
{
    size_t count = 0;
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT; i++) {
        if (kinds[i].block)
            count += (chunks[i]->size + kinds[i].block - 1) / kinds[i].block;
    }
    char *room = glosa_buffer_reserve(blocks, count * sizeof(uint64_t));
    if (!room)
        return false;
    memset(room, 0, count * sizeof(uint64_t));
    blocks->size += count * sizeof(uint64_t);
    return true;
}

/* --- checksums --- */

static char *place_of_entry(char *image, unsigned number)
{
    return image + sizeof(glosa_file_header) + number * sizeof(glosa_chunk_entry);
}

/* The entry of a chunk; false where it does not lie inside the image. */
static bool find_chunk(char *image, size_t size, unsigned number, glosa_chunk_entry *entry)
{
    memcpy(entry, place_of_entry(image, number), sizeof *entry);
    return entry->offset <= size && entry->size <= size - entry->offset;
}

/* Writes the checksums of the blocks of a chunk to `next`, as far as there is room before `end`;
 * gives where those of the next chunk belong. */
static char *seal_blocks(glosa_string chunk, size_t block, char *next, const char *end)
{
    for (size_t at = 0; at < chunk.size && end - next >= (ptrdiff_t)sizeof(uint64_t);
         at += block) {
        size_t left = chunk.size - at;
        uint64_t checksum = XXH3_64bits(chunk.data + at, left < block ? left : block);
        memcpy(next, &checksum, sizeof checksum);
        next += sizeof checksum;
    }
    return next;
}

/* The chunk of the blocks' checksums is the last, so that they all stand there before its own is
 * made. */
static void seal_chunks(char *image, size_t size)
{
    glosa_chunk_entry entry;
    char *next = image, *end = image;
    if (find_chunk(image, size, GLOSA_CHUNK_BLOCKS, &entry)) {
        next = image + entry.offset;
        end = next + entry.size;
    }
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT; i++) {
        if (!find_chunk(image, size, i, &entry))
            continue;
        glosa_string chunk = {image + entry.offset, entry.size};
        if (kinds[i].block)
            next = seal_blocks(chunk, kinds[i].block, next, end);
        entry.checksum = kinds[i].block ? 0 : XXH3_64bits(chunk.data, chunk.size);
        memcpy(place_of_entry(image, i), &entry, sizeof entry);
    }
}

static void seal_header(char *image)
{
    uint64_t checksum = glosa_image_header_checksum(image);
    memcpy(image + offsetof(glosa_file_header, checksum), &checksum, sizeof checksum);
}

void glosa_image_seal(char *image, size_t size)
{
    seal_chunks(image, size);
    seal_header(image);
}

static void write_header(const glosa_image_writer *writer, glosa_buffer *image)
{
    glosa_file_header header = {
        .format = GLOSA_DICTIONARY_FORMAT,
        .folding = GLOSA_FOLDING_PROFILE,
        .file_size = image->size,
        .seed = writer->prefixes.seed,
        .chunk_count = GLOSA_CHUNK_COUNT,
        .longest_key = writer->longest_key,
    };
    seal_chunks(image->data, image->size);
    glosa_string contents = {image->data + GLOSA_CHUNKS_START, image->size - GLOSA_CHUNKS_START};
    glosa_digest_raw(contents, header.sha256);
    memcpy(header.magic, GLOSA_DICTIONARY_MAGIC, sizeof header.magic);
    memcpy(header.unicode, glosa_folding_unicode(), strlen(glosa_folding_unicode()));
    memcpy(image->data, &header, sizeof header);
    seal_header(image->data);
}

glosa_status glosa_image_finish(glosa_image_writer *writer, glosa_buffer *image,
                                glosa_error *error)
{
    glosa_text_pool_forget(&writer->pool);
    set_first_row(writer);
    glosa_status status = check_limits(writer, error);
    if (status == GLOSA_OK)
        status = glosa_prefix_table_make(&writer->names, &writer->pool.texts, &writer->prefixes,
                                         error);
    if (status == GLOSA_OK)
        status = check_limits(writer, error);
    if (status)
        return status;
    glosa_buffer *chunks[GLOSA_CHUNK_COUNT];
    list_chunks(writer, chunks);
    if (!make_blocks(chunks, &writer->blocks))
        return glosa_fail_memory(error, "dictionary");
    char *room = glosa_buffer_reserve(image, GLOSA_CHUNKS_START);
    if (room) {
        memset(room, 0, GLOSA_CHUNKS_START);
        image->size += GLOSA_CHUNKS_START;
    }
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT; i++)
        append_chunk(image, i, chunks[i]);
    if (image->failed)
        return glosa_fail_memory(error, "dictionary");
    write_header(writer, image);
    return GLOSA_OK;
}

void glosa_image_writer_free(glosa_image_writer *writer)
{
    glosa_buffer *chunks[GLOSA_CHUNK_COUNT];
    list_chunks(writer, chunks);
    for (size_t i = 0; i < GLOSA_CHUNK_COUNT; i++)
        glosa_buffer_free(chunks[i]);
    glosa_text_pool_free(&writer->pool);
}

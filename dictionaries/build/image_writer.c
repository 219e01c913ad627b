#include "dictionaries/build/image_writer.h"

#include <xxhash.h>

#include "dictionaries/match/image.h"
#include "dictionaries/build/prefix_table.h"

static glosa_text add_text(glosa_image_writer *writer, glosa_string text)
{
    glosa_text place = {(uint32_t)writer->texts.size, (uint32_t)text.size};
    glosa_buffer_string(&writer->texts, text);
    return place;
}

/* The index of a word, added at its first use. There are few; with too many the image
 * will be refused, and no more are looked for. */
static uint32_t word_index(glosa_image_writer *writer, glosa_string word)
{
    size_t count = writer->words.size / sizeof(glosa_text);
    if (count > GLOSA_DICTIONARY_MOST_WORDS)
        return 0;
    for (size_t i = 0; i < count; i++) {
        glosa_text place;
        memcpy(&place, writer->words.data + i * sizeof place, sizeof place);
        glosa_string known = {writer->texts.data + place.offset, place.size};
        if (glosa_string_equal(known, word))
            return (uint32_t)i;
    }
    glosa_text place = add_text(writer, word);
    glosa_buffer_append(&writer->words, &place, sizeof place);
    return (uint32_t)count;
}

void glosa_image_add_entity(glosa_image_writer *writer, const glosa_row *preferred)
{
    glosa_entity entity = {
        .curie = add_text(writer, preferred->curie),
        .preferred = add_text(writer, preferred->name),
        .xrefs = add_text(writer, preferred->xrefs),
        .kind = word_index(writer, preferred->kind),
    };
    glosa_buffer_append(&writer->entities, &entity, sizeof entity);
}

void glosa_image_add_name(glosa_image_writer *writer, glosa_string key)
{
    glosa_name name = {
        .key = add_text(writer, key),
        .first_row = (uint32_t)(writer->rows.size / sizeof(glosa_name_row)),
    };
    if (key.size > writer->longest_key)
        writer->longest_key = (uint32_t)key.size;
    glosa_buffer_append(&writer->names, &name, sizeof name);
}

void glosa_image_add_row(glosa_image_writer *writer, const glosa_row *row, uint32_t entity,
                         const char *rule)
{
    glosa_name_row added = {
        .entity = entity,
        .name = add_text(writer, row->name),
        .role = (uint8_t)word_index(writer, row->role),
        .language = (uint8_t)word_index(writer, row->language),
        .rule = (uint8_t)word_index(writer, glosa_string_of(rule)),
        .flags = (uint8_t)row->flags,
    };
    glosa_buffer_append(&writer->rows, &added, sizeof added);
    if (writer->rows.failed || writer->names.failed)
        return;
    glosa_name name;
    char *last = writer->names.data + writer->names.size - sizeof name;
    memcpy(&name, last, sizeof name);
    name.row_count++;
    memcpy(last, &name, sizeof name);
}

static glosa_status check_limits(const glosa_image_writer *writer, glosa_error *error)
{
    const glosa_buffer *all[] = {&writer->names,    &writer->rows,  &writer->entities,
                                 &writer->words,    &writer->texts, &writer->sources,
                                 &writer->slots};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i]->failed)
            return glosa_fail_memory(error, "dictionary");
        if (all[i]->size > UINT32_MAX)
            return glosa_fail(error, GLOSA_DICTIONARY, "dictionary", -1,
                              "a part of it would exceed 4 GiB");
    }
    if (writer->words.size / sizeof(glosa_text) > GLOSA_DICTIONARY_MOST_WORDS)
        return glosa_fail(error, GLOSA_DICTIONARY, "dictionary", -1,
                          "more than %d different kinds, roles, languages and rules",
                          GLOSA_DICTIONARY_MOST_WORDS);
    return GLOSA_OK;
}

static void append_chunk(glosa_buffer *image, unsigned number, const glosa_buffer *chunk)
{
    static const char *const names[] = {
#define X(enumerator, name, meaning) name,
        GLOSA_CHUNKS(X)
#undef X
    };
    while (image->size % 8)
        glosa_buffer_byte(image, '\0');
    glosa_chunk_entry entry = {
        .offset = image->size,
        .size = chunk->size,
        .checksum = XXH3_64bits(chunk->data, chunk->size),
    };
    memcpy(entry.name, names[number], strlen(names[number]));
    glosa_buffer_append(image, chunk->data, chunk->size);
    if (!image->failed)
        memcpy(image->data + sizeof(glosa_file_header) + number * sizeof entry, &entry,
               sizeof entry);
}

static void write_header(const glosa_image_writer *writer, glosa_buffer *image)
{
    glosa_file_header header = {
        .format = GLOSA_DICTIONARY_FORMAT,
        .folding = GLOSA_FOLDING_PROFILE,
        .file_size = image->size,
        .seed = writer->seed,
        .chunk_count = GLOSA_CHUNK_COUNT,
        .longest_key = writer->longest_key,
    };
    memcpy(header.magic, GLOSA_DICTIONARY_MAGIC, sizeof header.magic);
    memcpy(header.unicode, glosa_folding_unicode(), strlen(glosa_folding_unicode()));
    memcpy(image->data, &header, sizeof header);
    header.checksum = glosa_image_header_checksum(image->data);
    memcpy(image->data, &header, sizeof header);
}

glosa_status glosa_image_finish(glosa_image_writer *writer, glosa_buffer *image,
                                glosa_error *error)
{
    glosa_status status = check_limits(writer, error);
    if (status == GLOSA_OK)
        status = glosa_prefix_table_make(&writer->names, &writer->texts, &writer->seed,
                                         &writer->slots, error);
    if (status)
        return status;
    const glosa_buffer *chunks[] = {
        [GLOSA_CHUNK_SLOTS] = &writer->slots,       [GLOSA_CHUNK_NAMES] = &writer->names,
        [GLOSA_CHUNK_ROWS] = &writer->rows,         [GLOSA_CHUNK_ENTITIES] = &writer->entities,
        [GLOSA_CHUNK_WORDS] = &writer->words,       [GLOSA_CHUNK_TEXTS] = &writer->texts,
        [GLOSA_CHUNK_SOURCES] = &writer->sources,
    };
    size_t head = sizeof(glosa_file_header) + GLOSA_CHUNK_COUNT * sizeof(glosa_chunk_entry);
    char *room = glosa_buffer_reserve(image, head);
    if (!room)
        return glosa_fail_memory(error, "dictionary");
    memset(room, 0, head);
    image->size += head;
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT; i++)
        append_chunk(image, i, chunks[i]);
    if (image->failed)
        return glosa_fail_memory(error, "dictionary");
    write_header(writer, image);
    return GLOSA_OK;
}

void glosa_image_writer_free(glosa_image_writer *writer)
{
    glosa_buffer_free(&writer->names);
    glosa_buffer_free(&writer->rows);
    glosa_buffer_free(&writer->entities);
    glosa_buffer_free(&writer->words);
    glosa_buffer_free(&writer->texts);
    glosa_buffer_free(&writer->sources);
    glosa_buffer_free(&writer->slots);
}

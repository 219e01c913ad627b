/* Single items of a dictionary that are wrong although every checksum is right: refused, wherever
 * they stand, and for what is wrong with them. */
#include <xxhash.h>

#include "dictionaries/match/contents.h"
#include "tests/unit/rows.h"

/* Names enough that each chunk of items is looked at in more than one part. */
enum { NAMES = 30000 };

static glosa_buffer compile_many(void)
{
    glosa_buffer rows = {0}, image = {0};
    glosa_row_table table = {0};
    glosa_buffer_text(&rows, HEADER);
    for (unsigned i = 0; i < NAMES; i++)
        glosa_buffer_format(&rows, "gene\thgnc:%u\tprotein %u\tmul\tpreferred\tcase\t\n", i + 1,
                            i * 7919 % 100003);
    cr_assert_eq(import(&table, rows.data, rows.size, NULL), GLOSA_OK);
    cr_assert_eq(compile_table(&table, &image, NULL), GLOSA_OK);
    glosa_row_table_free(&table);
    glosa_buffer_free(&rows);
    return image;
}

static glosa_chunk_entry entry_of(const glosa_buffer *image, unsigned chunk)
{
    glosa_chunk_entry entry;
    memcpy(&entry, image->data + sizeof(glosa_file_header) + chunk * sizeof entry, sizeof entry);
    return entry;
}

typedef struct forgery {
    enum glosa_chunk chunk;
    size_t item, member;        /* bytes of an item; where in it */
    uint32_t value;
    const char *reason;
} forgery;

/* Opens the image with one item forged. */
static void expect_refusal(const glosa_buffer *image, const forgery *forgery, size_t number)
{
    glosa_buffer forged = {0};
    glosa_dictionary *dictionary = NULL;
    glosa_error error = {0};
    glosa_buffer_append(&forged, image->data, image->size);
    glosa_chunk_entry entry = entry_of(image, forgery->chunk);
    char *chunk = forged.data + entry.offset;
    memcpy(chunk + number * forgery->item + forgery->member, &forgery->value, sizeof(uint32_t));
    entry.checksum = XXH3_64bits(chunk, entry.size);
    memcpy(forged.data + sizeof(glosa_file_header) + forgery->chunk * sizeof entry, &entry,
           sizeof entry);
    uint64_t checksum = glosa_image_header_checksum(forged.data);
    memcpy(forged.data + offsetof(glosa_file_header, checksum), &checksum, sizeof checksum);
    cr_expect_eq(glosa_dictionary_of_image(&dictionary, forged.data, forged.size, "test", &error),
                 GLOSA_DICTIONARY);
    cr_expect(strstr(error.message, forgery->reason), "%zu: %s, not %s", number, error.message,
              forgery->reason);
    glosa_dictionary_free(dictionary);
}

Test(forged_items, each_is_refused_for_what_is_wrong)
{
    static const forgery forgeries[] = {
        {GLOSA_CHUNK_SLOTS, sizeof(glosa_slot), offsetof(glosa_slot, value), 1,
         "slots: a name that is not there"},
        {GLOSA_CHUNK_SLOTS, sizeof(glosa_slot), offsetof(glosa_slot, value), 0x0FFFFFFF,
         "slots: a name that is not there"},
        {GLOSA_CHUNK_SLOTS, sizeof(glosa_slot), offsetof(glosa_slot, value), 0x7FFFFFFF,
         "slots: a name that is not there"},
        {GLOSA_CHUNK_SLOTS, sizeof(glosa_slot), offsetof(glosa_slot, value), 0xFFFFFFFF,
         "slots: a name that is not there"},
        {GLOSA_CHUNK_NAMES, sizeof(glosa_name), offsetof(glosa_name, key), UINT32_MAX,
         "names: a key outside the texts"},
        {GLOSA_CHUNK_NAMES, sizeof(glosa_name), offsetof(glosa_name, key), 0,
         "names: a key outside the texts"},
        {GLOSA_CHUNK_NAMES, sizeof(glosa_name), offsetof(glosa_name, first_row), 0,
         "names: one without rows"},
        {GLOSA_CHUNK_ROWS, sizeof(glosa_name_row), offsetof(glosa_name_row, entity), NAMES,
         "rows: an entity that is not there"},
        {GLOSA_CHUNK_ROWS, sizeof(glosa_name_row), offsetof(glosa_name_row, name), UINT32_MAX,
         "rows: a name outside the texts"},
        {GLOSA_CHUNK_ROWS, sizeof(glosa_name_row), offsetof(glosa_name_row, name_size), 0xFFFF0000,
         "rows: a use that is not there"},
        {GLOSA_CHUNK_ENTITIES, sizeof(glosa_entity), offsetof(glosa_entity, xrefs), UINT32_MAX,
         "entities: a text outside the texts"},
        {GLOSA_CHUNK_ENTITIES, sizeof(glosa_entity), offsetof(glosa_entity, kind), 256,
         "entities: a word that is not there"},
    };
    glosa_buffer image = compile_many();
    for (size_t i = 0; i < sizeof forgeries / sizeof *forgeries; i++) {
        const forgery *forgery = &forgeries[i];
        size_t count = entry_of(&image, forgery->chunk).size / forgery->item;
        size_t border = GLOSA_CONTENTS_WINDOW / forgery->item;
        cr_assert_gt(count, border + 9);
        for (size_t step = 1; step < 10; step++) {
            expect_refusal(&image, forgery, step);
            expect_refusal(&image, forgery, border - 5 + step);
            expect_refusal(&image, forgery, count - step);
        }
    }
    glosa_buffer_free(&image);
}

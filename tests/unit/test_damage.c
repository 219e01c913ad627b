/* Dictionaries that are opened though something in their blocks is damaged, or forged with right
 * checksums: what is sound is found, and everything else is refused for what is wrong with it. */
#include "dictionaries/build/image_writer.h"
#include "dictionaries/match/image.h"
#include "pipeline/glosa.h"
#include "tests/unit/rows.h"

/* Names enough that each chunk has several blocks. */
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

static glosa_dictionary *open_copy(const glosa_buffer *image)
{
    glosa_buffer copy = {0};
    glosa_dictionary *dictionary = NULL;
    glosa_error error = {0};
    glosa_buffer_append(&copy, image->data, image->size);
    cr_assert_eq(glosa_dictionary_of_image(&dictionary, copy.data, copy.size, "test", &error),
                 GLOSA_OK, "%s", error.message);
    return dictionary;
}

/* The same with right checksums, as a forger makes them. */
static glosa_dictionary *open_sealed(glosa_buffer *image)
{
    glosa_image_seal(image->data, image->size);
    return open_copy(image);
}

/* Verifies a dictionary in full, which refuses it for `reason`, and frees it. */
static void refuse(glosa_dictionary *dictionary, const char *reason)
{
    glosa_error error = {0};
    cr_expect_eq(glosa_dictionary_verify(dictionary, &error), GLOSA_DICTIONARY);
    cr_expect(strstr(error.message, reason), "%s, not %s", error.message, reason);
    glosa_dictionary_free(dictionary);
}

/* Whether gene `number` is found as it was listed; true, too, where damage is told instead. */
static bool is_right(const glosa_dictionary *dictionary, unsigned number, bool *sound)
{
    char key[32], listed[32], curie[32];
    uint32_t name;
    glosa_entry entry = {0};
    snprintf(key, sizeof key, "protein%u", number * 7919 % 100003);
    snprintf(listed, sizeof listed, "protein %u", number * 7919 % 100003);
    snprintf(curie, sizeof curie, "hgnc:%u", number + 1);
    if (glosa_dictionary_find(dictionary, glosa_string_of(key), &name))
        entry = glosa_dictionary_entry(dictionary, name, 0);
    *sound = glosa_dictionary_sound(dictionary, NULL) == GLOSA_OK;
    return !*sound || (glosa_string_is(entry.curie, curie) && glosa_string_is(entry.name, listed) &&
                       glosa_string_is(entry.kind, "gene"));
}

static const struct {
    enum glosa_chunk chunk;
    const char *message;
} chunks[] = {
    {GLOSA_CHUNK_SLOTS, "damaged dictionary: slots: wrong checksum; build it again"},
    {GLOSA_CHUNK_NAMES, "damaged dictionary: names: wrong checksum; build it again"},
    {GLOSA_CHUNK_ROWS, "damaged dictionary: rows: wrong checksum; build it again"},
    {GLOSA_CHUNK_ENTITIES, "damaged dictionary: entities: wrong checksum; build it again"},
    {GLOSA_CHUNK_TEXTS, "damaged dictionary: texts: wrong checksum; build it again"},
};

/* Turns a bit in every block of the second eighth of a chunk. */
static void turn_bits(glosa_buffer *image, const glosa_chunk_entry *entry)
{
    for (size_t at = entry->size / 8; at < entry->size / 4; at += 2048)
        image->data[entry->offset + at] ^= 4;
}

/* Looks up names in a damaged dictionary, each in one that was just opened. */
Test(damage, is_met_where_it_is_and_nowhere_else)
{
    glosa_buffer image = compile_many();
    for (size_t c = 0; c < sizeof chunks / sizeof *chunks; c++) {
        glosa_chunk_entry entry = entry_of(&image, chunks[c].chunk);
        unsigned met = 0, asked = 0;
        turn_bits(&image, &entry);
        for (unsigned number = 0; number < NAMES; number += 509, asked++) {
            glosa_dictionary *dictionary = open_copy(&image);
            glosa_error error = {0};
            bool sound;
            cr_expect(is_right(dictionary, number, &sound), "%s: %u", entry.name, number);
            met += !sound;
            if (!sound) {
                cr_expect_eq(glosa_dictionary_sound(dictionary, &error), GLOSA_DICTIONARY);
                cr_expect(strstr(error.message, chunks[c].message), "%s", error.message);
            }
            glosa_dictionary_free(dictionary);
        }
        cr_expect(met > 0 && met < asked, "%s: %u of %u", entry.name, met, asked);
        turn_bits(&image, &entry);
    }
    glosa_buffer_free(&image);
}

Test(damage, of_every_chunk_is_found_when_all_is_verified)
{
    glosa_buffer image = compile_many();
    glosa_dictionary *dictionary = open_copy(&image);
    cr_assert_eq(glosa_dictionary_verify(dictionary, NULL), GLOSA_OK);
    glosa_dictionary_free(dictionary);
    for (size_t c = 0; c < sizeof chunks / sizeof *chunks; c++) {
        glosa_chunk_entry entry = entry_of(&image, chunks[c].chunk);
        const size_t places[] = {0, entry.size / 3, entry.size - 1};
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            image.data[entry.offset + places[i]] ^= 64;
            refuse(open_copy(&image), chunks[c].message);
            image.data[entry.offset + places[i]] ^= 64;
        }
    }
    glosa_buffer_free(&image);
}

/* A text that asks for what is damaged is refused, and so is every one after it. */
Test(damage, ends_annotating_where_a_text_asks_for_it)
{
    static const struct {
        const char *text;
        glosa_status status;
    } texts[] = {
        {"Nothing is named here.", GLOSA_OK},
        {"The cells have protein 7919.", GLOSA_DICTIONARY},
        {"Nothing is named here.", GLOSA_DICTIONARY},
    };
    char path[] = "/tmp/glosa-test-XXXXXX";
    const char *const paths[] = {path};
    glosa_buffer image = compile_many();
    glosa_chunk_entry entry = entry_of(&image, GLOSA_CHUNK_ROWS);
    for (size_t at = 0; at < entry.size; at += 2048)
        image.data[entry.offset + at] ^= 4;
    write_file(path, image.data, image.size);
    glosa_annotator *annotator = NULL;
    cr_assert_eq(glosa_annotator_open(&annotator, paths, 1, NULL), GLOSA_OK);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        glosa_error error = {0};
        cr_expect_eq(glosa_annotate(annotator, glosa_string_of("a"), glosa_string_of("en"),
                                    glosa_string_of(texts[i].text), &error), texts[i].status,
                     "%zu: %s", i, error.message);
    }
    cr_expect_eq(glosa_mention_count(annotator), 0);
    glosa_annotator_free(annotator);
    unlink(path);
    glosa_buffer_free(&image);
}

/* --- forged with right checksums --- */

typedef struct forgery {
    enum glosa_chunk chunk;
    size_t item, member;        /* bytes of an item; where in it */
    uint32_t value;
    const char *reason;
} forgery;

static void expect_refusal(const glosa_buffer *image, const forgery *forgery, size_t number)
{
    glosa_buffer forged = {0};
    glosa_buffer_append(&forged, image->data, image->size);
    char *chunk = forged.data + entry_of(image, forgery->chunk).offset;
    memcpy(chunk + number * forgery->item + forgery->member, &forgery->value, sizeof(uint32_t));
    refuse(open_sealed(&forged), forgery->reason);
    glosa_buffer_free(&forged);
}

Test(damage, forged_items_are_refused_for_what_is_wrong)
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
         "texts: one that does not lie inside"},
        {GLOSA_CHUNK_NAMES, sizeof(glosa_name), offsetof(glosa_name, key), 0,
         "names: one without a key"},
        {GLOSA_CHUNK_NAMES, sizeof(glosa_name), offsetof(glosa_name, first_row), 0,
         "names: one without rows"},
        {GLOSA_CHUNK_ROWS, sizeof(glosa_name_row), offsetof(glosa_name_row, entity), NAMES,
         "rows: an entity or a use that is not there"},
        {GLOSA_CHUNK_ROWS, sizeof(glosa_name_row), offsetof(glosa_name_row, name), UINT32_MAX,
         "texts: one that does not lie inside"},
        {GLOSA_CHUNK_ROWS, sizeof(glosa_name_row), offsetof(glosa_name_row, name_size), 0xFFFF0000,
         "rows: an entity or a use that is not there"},
        {GLOSA_CHUNK_ENTITIES, sizeof(glosa_entity), offsetof(glosa_entity, xrefs), UINT32_MAX - 9,
         "texts: one that does not lie inside"},
        {GLOSA_CHUNK_ENTITIES, sizeof(glosa_entity), offsetof(glosa_entity, kind), 256,
         "entities: a word that is not there"},
    };
    glosa_buffer image = compile_many();
    for (size_t i = 0; i < sizeof forgeries / sizeof *forgeries; i++) {
        const forgery *forgery = &forgeries[i];
        size_t count = entry_of(&image, forgery->chunk).size / forgery->item;
        size_t border = (size_t)1 << glosa_block_bits[forgery->chunk];
        cr_assert_gt(count, border + 2);
        for (size_t step = 1; step <= 2; step++) {
            expect_refusal(&image, forgery, step);
            expect_refusal(&image, forgery, border - 2 + step);
            expect_refusal(&image, forgery, count - step);
        }
    }
    glosa_buffer_free(&image);
}

/* Nobody looks for ever for a prefix in a table that has no empty slot. */
Test(damage, a_forged_table_without_empty_slots_is_refused)
{
    glosa_buffer image = compile_many();
    glosa_chunk_entry entry = entry_of(&image, GLOSA_CHUNK_SLOTS);
    const glosa_slot full = {.check = 0xFF, .value = 1u << GLOSA_SLOT_SHIFT};
    for (size_t at = 0; at < entry.size; at += sizeof full)
        memcpy(image.data + entry.offset + at, &full, sizeof full);
    glosa_dictionary *dictionary = open_sealed(&image);
    uint32_t name;
    cr_expect_not(glosa_dictionary_find(dictionary, GLOSA_LITERAL("protein0"), &name));
    cr_expect_eq(glosa_dictionary_sound(dictionary, NULL), GLOSA_OK);
    refuse(dictionary, "slots: a name that they do not lead to");
    glosa_buffer_free(&image);
}

/* All names begin with one piece, whose slot is the only one that says no more than to go on. */
Test(damage, a_forged_slot_of_a_first_piece_is_refused)
{
    glosa_buffer image = compile_many();
    glosa_chunk_entry entry = entry_of(&image, GLOSA_CHUNK_SLOTS);
    unsigned forged = 0;
    for (size_t at = 0; at < entry.size; at += sizeof(glosa_slot)) {
        char *value = image.data + entry.offset + at + offsetof(glosa_slot, value);
        const uint32_t on = GLOSA_SLOT_GOES_ON, one = 1u << GLOSA_SLOT_SHIFT;
        if (memcmp(value, &on, sizeof on) == 0) {
            memcpy(value, &one, sizeof one);
            forged++;
        }
    }
    cr_assert_eq(forged, 1);
    refuse(open_sealed(&image), "slots: a first piece that does not go on");
    glosa_buffer_free(&image);
}

/* Slots that say of none of their names how it goes on, as looking names up does not ask. */
Test(damage, forged_slots_without_the_ways_on_are_refused)
{
    glosa_buffer image = compile_many();
    glosa_chunk_entry entry = entry_of(&image, GLOSA_CHUNK_SLOTS);
    for (size_t at = 0; at < entry.size; at += sizeof(glosa_slot)) {
        glosa_slot slot;
        memcpy(&slot, image.data + entry.offset + at, sizeof slot);
        slot.check &= ~GLOSA_SLOT_NEXT;
        memcpy(image.data + entry.offset + at, &slot, sizeof slot);
    }
    uint32_t name;
    glosa_dictionary *dictionary = open_sealed(&image);
    cr_expect(glosa_dictionary_find(dictionary, GLOSA_LITERAL("protein0"), &name));
    refuse(dictionary, "slots: a name that they do not go on to");
    glosa_buffer_free(&image);
}

Test(damage, forged_filters_that_keep_names_back_are_refused)
{
    const struct {
        unsigned chunk;
        const char *reason;
    } filters[] = {{GLOSA_CHUNK_FIRSTS, "firsts: a name that it keeps back"},
                   {GLOSA_CHUNK_PAIRS, "pairs: a name that it keeps back"}};
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        glosa_buffer image = compile_many();
        glosa_chunk_entry entry = entry_of(&image, filters[i].chunk);
        memset(image.data + entry.offset, 0, entry.size);
        refuse(open_sealed(&image), filters[i].reason);
        glosa_buffer_free(&image);
    }
}

/* Bytes of another encoding come out of no accessor. */
Test(damage, forged_texts_that_are_not_utf8_are_refused_when_asked_for)
{
    glosa_buffer image = compile_many();
    glosa_chunk_entry entry = entry_of(&image, GLOSA_CHUNK_TEXTS);
    memset(image.data + entry.offset, 0xE9, entry.size);
    glosa_dictionary *dictionary = open_sealed(&image);
    glosa_error error = {0};
    glosa_entry told = glosa_dictionary_entry(dictionary, 7, 0);
    cr_expect_eq(told.curie.size + told.name.size + told.kind.size, 0);
    cr_expect_eq(glosa_dictionary_key(dictionary, 7).size, 0);
    cr_expect_eq(glosa_dictionary_sound(dictionary, &error), GLOSA_DICTIONARY);
    cr_expect(strstr(error.message, "damaged dictionary: texts: not UTF-8"), "%s", error.message);
    glosa_dictionary_free(dictionary);
    glosa_buffer_free(&image);
}

/* Names whose rows are not in order claim no more rows in all than there are. */
Test(damage, forged_names_have_no_more_rows_than_there_are)
{
    glosa_buffer image = compile_many();
    glosa_chunk_entry entry = entry_of(&image, GLOSA_CHUNK_NAMES);
    uint32_t rows = (uint32_t)(entry_of(&image, GLOSA_CHUNK_ROWS).size / sizeof(glosa_name_row));
    size_t count = entry.size / sizeof(glosa_name);
    for (size_t i = 0; i < count; i++) {
        uint32_t first_row = i % 2 || i + 1 == count ? rows : 0;
        memcpy(image.data + entry.offset + i * sizeof(glosa_name) + offsetof(glosa_name, first_row),
               &first_row, sizeof first_row);
    }
    glosa_dictionary *dictionary = open_sealed(&image);
    uint64_t total = 0;
    for (uint32_t i = 0; i < glosa_dictionary_name_count(dictionary); i++)
        total += glosa_dictionary_rows_of(dictionary, i);
    cr_expect_leq(total, rows);
    refuse(dictionary, "names: one without rows");
    glosa_buffer_free(&image);
}

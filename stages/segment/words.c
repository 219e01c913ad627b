#include "stages/segment/words.h"

#include "stages/segment/data.h"
#include "stages/segment/lexicon.h"

enum { SLOTS = 4096, WORD_LIMIT = 8 };

static struct glosa_word *slot_of(const glosa_words *words, uint64_t key)
{
    size_t slot = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 52);
    while (words->slots[slot].key && words->slots[slot].key != key)
        slot = (slot + 1) & (SLOTS - 1);
    return &words->slots[slot];
}

static uint64_t pack(const char *bytes, size_t size)
{
    uint64_t key = 0;
    for (size_t i = 0; i < size; i++)
        key |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
    return key;
}

static void add_words(glosa_words *words, glosa_string file, uint8_t word, uint8_t ending)
{
    for (glosa_string line; glosa_lexicon_line(&file, &line);) {
        bool is_ending = line.data[0] == '-';
        glosa_string item = glosa_string_slice(line, is_ending, line.size);
        /* Half full at most, so that looking up always comes to an end. */
        if (!item.size || item.size > WORD_LIMIT || words->used >= SLOTS / 2)
            continue;
        struct glosa_word *slot = slot_of(words, pack(item.data, item.size));
        words->used += slot->key == 0;
        slot->key = pack(item.data, item.size);
        slot->languages |= is_ending ? ending : word;
    }
}

glosa_status glosa_words_init(glosa_words *words, glosa_error *error)
{
    *words = (glosa_words){.slots = calloc(SLOTS, sizeof *words->slots), .slots_size = SLOTS};
    if (!words->slots)
        return glosa_fail_memory(error, "segment");
    add_words(words, GLOSA_SEGMENT_DATA(words_en), GLOSA_WORD_EN, GLOSA_ENDING_EN);
    add_words(words, GLOSA_SEGMENT_DATA(words_es), GLOSA_WORD_ES, GLOSA_ENDING_ES);
    add_words(words, GLOSA_SEGMENT_DATA(words_other), GLOSA_WORD_OTHER, 0);
    return GLOSA_OK;
}

void glosa_words_free(glosa_words *words)
{
    free(words->slots);
    *words = (glosa_words){0};
}

/* A word while its bytes are read: all of a short one, the last eight of a long one. */
typedef struct word_reader {
    const unsigned char *data;
    size_t size, at;
    uint64_t key;               /* the first eight bytes */
    uint64_t last;              /* the last eight bytes, the last one highest */
    size_t length;              /* bytes */
    uint32_t es_letters;
} word_reader;

static void take(word_reader *reader, unsigned char byte)
{
    if (reader->length < WORD_LIMIT)
        reader->key |= (uint64_t)byte << 8 * reader->length;
    reader->last = reader->last >> 8 | (uint64_t)byte << 56;
    reader->length++;
}

/* The second byte of a character U+00C0 to U+00FF. */
static void take_latin(word_reader *reader)
{
    unsigned char second = reader->data[reader->at + 1];
    if (second < 0x9F && second != 0x97)
        second = (unsigned char)(second + 0x20);
    reader->es_letters += second == 0xB1 || second == 0xA1 || second == 0xA9 ||
                          second == 0xAD || second == 0xB3 || second == 0xBA;
    take(reader, 0xC3);
    take(reader, second);
    reader->at += 2;
}

/* Takes the letter at the reader's place; false where there is none. */
static bool take_letter(word_reader *reader)
{
    unsigned char byte = reader->data[reader->at];
    unsigned char lower = byte | 0x20;
    if (lower >= 'a' && lower <= 'z') {
        take(reader, lower);
        reader->at++;
        return true;
    }
    if (byte == 0xC3 && reader->at + 1 < reader->size) {
        take_latin(reader);
        return true;
    }
    return false;
}

static bool read_word(word_reader *reader)
{
    reader->key = reader->last = 0;
    reader->length = 0;
    while (reader->at < reader->size && !take_letter(reader)) {
        /* ¿ and ¡ */
        if (reader->data[reader->at] == 0xC2 && reader->at + 1 < reader->size)
            reader->es_letters += reader->data[reader->at + 1] == 0xBF ||
                                  reader->data[reader->at + 1] == 0xA1;
        reader->at++;
    }
    while (reader->at < reader->size && take_letter(reader)) {
    }
    return reader->length > 0;
}

static void count_ending(const glosa_words *words, const word_reader *reader,
                         glosa_evidence *evidence)
{
    uint8_t found = 0;
    for (size_t size = 2; size <= 6 && !found && size + 2 < reader->length; size++)
        found = slot_of(words, reader->last >> (64 - 8 * size))->languages &
                (GLOSA_ENDING_EN | GLOSA_ENDING_ES);
    evidence->en_endings += (found & GLOSA_ENDING_EN) != 0;
    evidence->es_endings += (found & GLOSA_ENDING_ES) != 0;
}

static bool is_decided(const glosa_evidence *evidence, uint32_t enough)
{
    return evidence->en > evidence->es + enough || evidence->es > evidence->en + enough;
}

void glosa_words_count(const glosa_words *words, glosa_string text, uint32_t enough,
                       glosa_evidence *evidence)
{
    word_reader reader = {.data = (const unsigned char *)text.data, .size = text.size};
    while (!is_decided(evidence, enough) && read_word(&reader)) {
        if (reader.length > 1)
            evidence->words++;
        uint8_t found =
            reader.length > WORD_LIMIT ? 0 : slot_of(words, reader.key)->languages;
        evidence->en += (found & GLOSA_WORD_EN) != 0;
        evidence->es += (found & GLOSA_WORD_ES) != 0;
        evidence->other += (found & GLOSA_WORD_OTHER) != 0;
        if (reader.length > 4 && !(found & (GLOSA_WORD_EN | GLOSA_WORD_ES)))
            count_ending(words, &reader, evidence);
    }
    evidence->es_letters += reader.es_letters;
}

bool glosa_words_is_common(const glosa_words *words, glosa_string word)
{
    word_reader reader = {.data = (const unsigned char *)word.data, .size = word.size};
    return read_word(&reader) && reader.at == word.size && reader.length <= WORD_LIMIT &&
           (slot_of(words, reader.key)->languages & (GLOSA_WORD_EN | GLOSA_WORD_ES));
}

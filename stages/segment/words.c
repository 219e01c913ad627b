#include "stages/segment/words.h"

#include <endian.h>

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
    add_words(words, GLOSA_SEGMENT_DATA(words_pt), GLOSA_WORD_PT, 0);
    add_words(words, GLOSA_SEGMENT_DATA(words_other), GLOSA_WORD_OTHER, 0);
    return GLOSA_OK;
}

void glosa_words_free(glosa_words *words)
{
    free(words->slots);
    *words = (glosa_words){0};
}

/* One word: all bytes of a short one, the last eight of a long one; in lower case. */
typedef struct word_bytes {
    uint64_t key;  /* the first eight bytes, the first one lowest */
    uint64_t last; /* the last eight bytes, the last one highest */
    size_t length;
} word_bytes;

static inline bool is_ascii_letter(unsigned char byte)
{
    unsigned char lower = byte | 0x20;
    return lower >= 'a' && lower <= 'z';
}

static inline void take(word_bytes *word, unsigned char byte)
{
    if (word->length < WORD_LIMIT)
        word->key |= (uint64_t)byte << 8 * word->length;
    word->last = word->last >> 8 | (uint64_t)byte << 56;
    word->length++;
}

/* The second byte, in lower case, of a character U+00C0 to U+00FF. */
static inline unsigned char latin_lower(unsigned char second)
{
    return second < 0x9F && second != 0x97 ? (unsigned char)(second + 0x20) : second;
}

static bool is_spanish_letter(unsigned char second)
{
    return second == 0xB1 || second == 0xA1 || second == 0xA9 || second == 0xAD ||
           second == 0xB3 || second == 0xBA;
}

/* Passes over what is no letter; counts ¿ and ¡. */
static const unsigned char *skip_to_word(const unsigned char *at, const unsigned char *end,
                                         uint32_t *es_letters)
{
    while (at < end && !is_ascii_letter(*at) && !(*at == 0xC3 && end - at > 1)) {
        if (*at == 0xC2 && end - at > 1)
            *es_letters += at[1] == 0xBF || at[1] == 0xA1;
        at++;
    }
    return at;
}

/* Eight bytes, the first one lowest. */
static uint64_t load(const unsigned char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return le64toh(bytes);
}

/* The quick way for a word of ASCII letters alone that has eight bytes to load: the same as taking
 * letter by letter. Gives where it ends; `at` where the word is none such. */
static const unsigned char *read_plain(const unsigned char *at, const unsigned char *end,
                                       word_bytes *word)
{
    const unsigned char *stop = at;
    while (stop < end && is_ascii_letter(*stop))
        stop++;
    size_t length = (size_t)(stop - at);
    if (end - at < WORD_LIMIT || length == 0 || (stop < end && *stop == 0xC3))
        return at;
    const uint64_t lower = UINT64_C(0x2020202020202020);
    size_t above = length < WORD_LIMIT ? 8 * (WORD_LIMIT - length) : 0;
    word->length = length;
    word->key = (load(at) | lower) << above >> above;
    word->last = above ? word->key << above : load(stop - WORD_LIMIT) | lower;
    return stop;
}

static const unsigned char *read_word(const unsigned char *at, const unsigned char *end,
                                      word_bytes *word, uint32_t *es_letters)
{
    word_bytes read = {0};
    const unsigned char *stop = read_plain(at, end, word);
    if (stop > at)
        return stop;
    while (at < end) {
        if (is_ascii_letter(*at)) {
            take(&read, *at++ | 0x20);
        } else if (*at == 0xC3 && end - at > 1) {
            unsigned char second = latin_lower(at[1]);
            *es_letters += is_spanish_letter(second);
            take(&read, 0xC3);
            take(&read, second);
            at += 2;
        } else {
            break;
        }
    }
    *word = read;
    return at;
}

static void count_ending(const glosa_words *words, const word_bytes *word,
                         glosa_evidence *evidence)
{
    uint8_t found = 0;
    for (size_t size = 2; size <= 6 && !found && size + 2 < word->length; size++)
        found = slot_of(words, word->last >> (64 - 8 * size))->languages &
                (GLOSA_ENDING_EN | GLOSA_ENDING_ES);
    evidence->en_endings += (found & GLOSA_ENDING_EN) != 0;
    evidence->es_endings += (found & GLOSA_ENDING_ES) != 0;
}

static uint8_t languages_of(const glosa_words *words, const word_bytes *word)
{
    return word->length > WORD_LIMIT ? 0 : slot_of(words, word->key)->languages;
}

static bool is_decided(const glosa_evidence *evidence, uint32_t enough)
{
    return evidence->en > evidence->es + enough || evidence->es > evidence->en + enough;
}

static void count_words(const glosa_words *words, glosa_string text, uint32_t enough,
                        glosa_evidence *evidence)
{
    const unsigned char *at = (const unsigned char *)text.data, *end = at + text.size;
    word_bytes word;
    while (!is_decided(evidence, enough)) {
        at = skip_to_word(at, end, &evidence->es_letters);
        if (at == end)
            break;
        at = read_word(at, end, &word, &evidence->es_letters);
        /* Single letters label things in every language; only y is a word and nothing else. */
        if (word.length == 1 && word.key != 'y')
            continue;
        uint8_t found = languages_of(words, &word);
        evidence->words++;
        evidence->en += found & GLOSA_WORD_EN;
        evidence->es += (found & GLOSA_WORD_ES) != 0;
        evidence->other += (found & (GLOSA_WORD_PT | GLOSA_WORD_OTHER)) != 0;
        evidence->pt += (found & (GLOSA_WORD_PT | GLOSA_WORD_ES)) == GLOSA_WORD_PT;
        evidence->not_pt += (found & ~GLOSA_WORD_EN) == GLOSA_WORD_OTHER;
    }
}

static void count_endings(const glosa_words *words, glosa_string text, glosa_evidence *evidence)
{
    const unsigned char *at = (const unsigned char *)text.data, *end = at + text.size;
    word_bytes word;
    uint32_t counted = 0;
    while ((at = skip_to_word(at, end, &counted)) < end) {
        at = read_word(at, end, &word, &counted);
        if (word.length > 4 && !(languages_of(words, &word) & (GLOSA_WORD_EN | GLOSA_WORD_ES)))
            count_ending(words, &word, evidence);
    }
}

void glosa_words_count(const glosa_words *words, glosa_string text, uint32_t enough,
                       glosa_evidence *evidence)
{
    if (!text.size)
        return;
    count_words(words, text, enough, evidence);
    /* Endings cost more and say less: they are for texts that few words decide. */
    if (!is_decided(evidence, enough))
        count_endings(words, text, evidence);
}

bool glosa_words_is_common(const glosa_words *words, glosa_string text)
{
    const unsigned char *at = (const unsigned char *)text.data;
    word_bytes word;
    uint32_t counted = 0;
    return text.size && read_word(at, at + text.size, &word, &counted) == at + text.size &&
           (languages_of(words, &word) & (GLOSA_WORD_EN | GLOSA_WORD_ES));
}

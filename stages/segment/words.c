#include "stages/segment/words.h"

#include "pipeline/text/runs.h"
#include "stages/segment/data.h"
#include "stages/segment/lexicon.h"

enum { SLOTS = 2048, WORD_LIMIT = 8, LONGEST_ENDING = 6, ENDINGS = 1024, KEPT_WORDS = 64 };

static struct glosa_word *slot_of(const glosa_words *words, uint64_t key)
{
    size_t slot = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 53);
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

/* The sizes of the endings that the last two bytes of a word allow: bit n for n bytes. */
static inline uint8_t *endings_like(const glosa_words *words, uint64_t last)
{
    return &words->endings[(last >> 56 & 31) << 5 | (last >> 48 & 31)];
}

static void add_words(glosa_words *words, glosa_string file, uint8_t word, uint8_t ending)
{
    for (glosa_string line; glosa_lexicon_line(&file, &line);) {
        bool is_ending = line.data[0] == '-';
        glosa_string item = glosa_string_slice(line, is_ending, line.size);
        /* Half full at most, so that looking up always comes to an end. */
        if (!item.size || item.size > (is_ending ? LONGEST_ENDING : WORD_LIMIT) ||
            words->used >= SLOTS / 2)
            continue;
        struct glosa_word *slot = slot_of(words, pack(item.data, item.size));
        words->used += slot->key == 0;
        slot->key = pack(item.data, item.size);
        slot->languages |= is_ending ? ending : word;
        if (is_ending && item.size >= 2)
            *endings_like(words, slot->key << 8 * (8 - item.size)) |= (uint8_t)(1u << item.size);
    }
}

glosa_status glosa_words_init(glosa_words *words, glosa_error *error)
{
    *words = (glosa_words){.slots = calloc(SLOTS, sizeof *words->slots),
                           .endings = calloc(ENDINGS, sizeof *words->endings)};
    if (!words->slots || !words->endings) {
        glosa_words_free(words);
        return glosa_fail_memory(error, "segment");
    }
    add_words(words, GLOSA_SEGMENT_DATA(words_en), GLOSA_WORD_EN, GLOSA_ENDING_EN);
    add_words(words, GLOSA_SEGMENT_DATA(words_es), GLOSA_WORD_ES, GLOSA_ENDING_ES);
    add_words(words, GLOSA_SEGMENT_DATA(words_pt), GLOSA_WORD_PT, 0);
    add_words(words, GLOSA_SEGMENT_DATA(words_other), GLOSA_WORD_OTHER, 0);
    return GLOSA_OK;
}

void glosa_words_free(glosa_words *words)
{
    free(words->slots);
    free(words->endings);
    *words = (glosa_words){0};
}

/* One word: all bytes of a short one, the last eight of a long one; in lower case. */
typedef struct word_bytes {
    uint64_t key;  /* the first eight bytes, the first one lowest */
    uint64_t last; /* the last eight bytes, the last one highest */
    size_t length;
} word_bytes;

/* Appends bytes to a word, the first one lowest and 0 above them: one to eight of them. */
static inline void append(word_bytes *word, uint64_t bytes, size_t size)
{
    if (word->length < WORD_LIMIT)
        word->key |= bytes << 8 * word->length;
    bytes <<= 8 * (8 - size);
    word->last = size < 8 ? word->last >> 8 * size | bytes : bytes;
    word->length += size;
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

/* A place in a text that is read word by word. */
typedef struct reader {
    glosa_string text;
    size_t at;
    uint32_t es_letters;        /* ñ, ¿, ¡ and accented vowels so far */
} reader;

/* The byte behind the one that `reader` is at; 0 behind the end. */
static inline unsigned char second_byte(const reader *reader)
{
    size_t at = reader->at + 1;
    return at < reader->text.size ? (unsigned char)reader->text.data[at] : 0;
}

/* Passes over what is no letter; false at the end of the text. */
static inline bool skip_to_word(reader *reader)
{
    for (; reader->at < reader->text.size; reader->at++) {
        unsigned char byte = (unsigned char)reader->text.data[reader->at];
        unsigned char second = byte < 0x80 ? 0 : second_byte(reader);
        if (glosa_is_ascii_letter((char)byte) || (byte == 0xC3 && second))
            return true;
        reader->es_letters += byte == 0xC2 && (second == 0xBF || second == 0xA1);
    }
    return false;
}

/* Takes the letters up to the first other character: ASCII by eight, U+00C0 to U+00FF singly. */
static inline void read_word(reader *reader, word_bytes *word)
{
    *word = (word_bytes){0};
    for (;;) {
        uint64_t bytes = glosa_bytes_at(reader->text, reader->at);
        size_t size = glosa_letters_first(bytes);
        if (size) {
            append(word, glosa_bytes_first(bytes | GLOSA_CASE_BITS, size), size);
            reader->at += size;
        }
        if (size == 8)
            continue;
        if ((bytes >> 8 * size & 0xFF) != 0xC3 || !second_byte(reader))
            break;
        unsigned char second = latin_lower(second_byte(reader));
        reader->es_letters += is_spanish_letter(second);
        append(word, 0xC3 | (uint64_t)second << 8, 2);
        reader->at += 2;
    }
}

static uint8_t languages_of(const glosa_words *words, const word_bytes *word)
{
    return word->length > WORD_LIMIT ? 0 : slot_of(words, word->key)->languages;
}

/* --- endings --- */

/* Words whose endings are looked up where it turns out that the words do not decide: endings cost
 * more and say less. */
typedef struct kept_words {
    struct {
        uint64_t last;
        size_t length;
    } items[KEPT_WORDS];
    size_t size;
    uint32_t en_endings, es_endings;    /* of those kept before */
} kept_words;

/* What the shortest listed ending of a word, which has three bytes more at least, says. */
static uint8_t ending_of(const glosa_words *words, uint64_t last, size_t length)
{
    unsigned sizes = *endings_like(words, last), most = (1u << LONGEST_ENDING) * 2 - 1;
    uint8_t found = 0;
    for (sizes &= length < 9 ? most >> (9 - length) : most; sizes && !found; sizes &= sizes - 1) {
        size_t size = (size_t)__builtin_ctz(sizes);
        found = slot_of(words, last >> (64 - 8 * size))->languages &
                (GLOSA_ENDING_EN | GLOSA_ENDING_ES);
    }
    return found;
}

static void count_endings(const glosa_words *words, kept_words *kept)
{
    for (size_t i = 0; i < kept->size; i++) {
        uint8_t found = ending_of(words, kept->items[i].last, kept->items[i].length);
        kept->en_endings += (found & GLOSA_ENDING_EN) != 0;
        kept->es_endings += (found & GLOSA_ENDING_ES) != 0;
    }
    kept->size = 0;
}

static inline void keep(const glosa_words *words, kept_words *kept, const word_bytes *word)
{
    if (kept->size == KEPT_WORDS)
        count_endings(words, kept);
    kept->items[kept->size].last = word->last;
    kept->items[kept->size++].length = word->length;
}

/* --- counting --- */

static inline void count_word(uint8_t found, glosa_evidence *evidence)
{
    evidence->words++;
    evidence->en += found & GLOSA_WORD_EN;
    evidence->es += (found & GLOSA_WORD_ES) != 0;
    evidence->other += (found & (GLOSA_WORD_PT | GLOSA_WORD_OTHER)) != 0;
    evidence->pt += (found & (GLOSA_WORD_PT | GLOSA_WORD_ES)) == GLOSA_WORD_PT;
    evidence->not_pt += (found & ~GLOSA_WORD_EN) == GLOSA_WORD_OTHER;
    uint32_t lead = evidence->en > evidence->es ? evidence->en - evidence->es
                                                : evidence->es - evidence->en;
    evidence->lead = lead > evidence->lead ? lead : evidence->lead;
}

void glosa_words_count(const glosa_words *words, glosa_string text, uint32_t enough,
                       glosa_evidence *evidence)
{
    reader reader = {.text = text};
    glosa_evidence counted = *evidence;
    kept_words kept;
    word_bytes word;
    kept.size = kept.en_endings = kept.es_endings = 0;
    while (counted.lead <= enough && skip_to_word(&reader)) {
        read_word(&reader, &word);
        /* Single letters label things in every language; only y is a word and nothing else. */
        if (word.length == 1 && word.key != 'y')
            continue;
        uint8_t found = languages_of(words, &word);
        count_word(found, &counted);
        if (word.length > 4 && !(found & (GLOSA_WORD_EN | GLOSA_WORD_ES)))
            keep(words, &kept, &word);
    }
    if (counted.lead <= enough) {
        count_endings(words, &kept);
        counted.en_endings += kept.en_endings;
        counted.es_endings += kept.es_endings;
    }
    counted.es_letters += reader.es_letters;
    *evidence = counted;
}

bool glosa_words_is_common(const glosa_words *words, glosa_string text)
{
    reader reader = {.text = text};
    word_bytes word;
    read_word(&reader, &word);
    return text.size && reader.at == text.size &&
           (languages_of(words, &word) & (GLOSA_WORD_EN | GLOSA_WORD_ES));
}

/* What single words say of the language of a text. */
#ifndef GLOSA_SEGMENT_WORDS_H
#define GLOSA_SEGMENT_WORDS_H

#include "pipeline/base/string.h"

/* Function words of English, Spanish, Portuguese and, taken together, the others, and endings of
 * the first two: a closed table over words of at most eight bytes. Constant once filled; shared by
 * all threads. */
typedef struct glosa_words {
    struct glosa_word {
        uint64_t key;      /* the word's bytes, the first lowest; 0 is free */
        uint8_t languages; /* glosa_word_bit */
    } * slots;
    size_t used;
    uint8_t *endings;      /* sizes of those of English and Spanish, by their last two bytes */
} glosa_words;

enum glosa_word_bit {
    GLOSA_WORD_EN = 1,
    GLOSA_WORD_ES = 2,
    GLOSA_WORD_PT = 4,
    GLOSA_WORD_OTHER = 8,
    GLOSA_ENDING_EN = 16,
    GLOSA_ENDING_ES = 32,
};

/* How many words of a text speak for each language. */
typedef struct glosa_evidence {
    uint32_t words;         /* runs of two letters or more that were looked at */
    uint32_t en, es, other; /* listed words, one may count for several; Portuguese is an other */
    uint32_t pt, not_pt;    /* of the others: Portuguese and not Spanish; neither of both */
    uint32_t en_endings, es_endings;
    uint32_t es_letters; /* ñ, ¿, ¡ and accented vowels */
    uint32_t lead;       /* the farthest that one of English and Spanish was ahead by words */
} glosa_evidence;

/* Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_words_init(glosa_words *words, glosa_error *error);
void glosa_words_free(glosa_words *words);

/* Adds up the words of a text. Stops early once one of English and Spanish leads by `enough`.
 */
void glosa_words_count(const glosa_words *words, glosa_string text, uint32_t enough,
                       glosa_evidence *evidence);

/* Whether a text is one word that, in any case, is a function word of English or Spanish. */
bool glosa_words_is_common(const glosa_words *words, glosa_string text);

#endif

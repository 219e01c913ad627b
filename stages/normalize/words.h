/* Looking at characters around a place, and sets of words. */
#ifndef GLOSA_NORMALIZE_WORDS_H
#define GLOSA_NORMALIZE_WORDS_H

#include "pipeline/base/arena.h"
#include "pipeline/base/string.h"

/* The character at or before a byte of valid UTF-8; 0 at the end or the start. */
int32_t glosa_char_at(glosa_string text, size_t at, size_t *next);
int32_t glosa_char_before(glosa_string text, size_t at, size_t *start);

/* The same without wanting to go on. */
int32_t glosa_peek(glosa_string text, size_t at);
int32_t glosa_peek_back(glosa_string text, size_t at);

/* The last character before `at` that is no combining mark; 0 where there is none. */
int32_t glosa_base_before(glosa_string text, size_t at);

bool glosa_is_letter(int32_t c);        /* or a combining mark */
bool glosa_is_digit(int32_t c);         /* 0 to 9 */
bool glosa_is_upper(int32_t c);
bool glosa_is_lower(int32_t c);
bool glosa_is_greek(int32_t c);         /* a Greek letter */
bool glosa_is_blank(int32_t c);         /* space or line feed, or outside of the text (0) */

/* The run of letters that ends before `at`, and the one that starts there. */
glosa_string glosa_word_before(glosa_string text, size_t at);
glosa_string glosa_word_at(glosa_string text, size_t at);

/* How many letters a word has, marks not counted. */
size_t glosa_word_letters(glosa_string word);

/* A set of 64-bit hashes of words in lower case, in an arena. All zero is empty. */
typedef struct glosa_word_set {
    uint64_t *slots;            /* 0 is an empty slot */
    size_t size, capacity;      /* capacity is a power of 2 */
} glosa_word_set;

#define GLOSA_WORD_HASH_START UINT64_C(0xcbf29ce484222325)

/* Goes on with a hash (FNV-1a over the code points in lower case). */
uint64_t glosa_word_hash(uint64_t hash, glosa_string word);

/* False without memory. */
GLOSA_CHECKED bool glosa_word_set_add(glosa_word_set *set, glosa_arena *arena, uint64_t hash);
bool glosa_word_set_has(const glosa_word_set *set, uint64_t hash);

#endif

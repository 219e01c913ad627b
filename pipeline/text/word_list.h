/* Sets of words from embedded data files: one word a line, UTF-8 in lower case, lines that are
 * empty or begin with # passed over. Constant once made; shared by all threads. */
#ifndef GLOSA_TEXT_WORD_LIST_H
#define GLOSA_TEXT_WORD_LIST_H

#include "pipeline/text/runs.h"
#include "pipeline/text/utf8.h"

/* Which words can be in a list, as their first two bytes, the last one and their length tell:
 * nearly every word of a text is told from those of a list of some hundred words by a look at one
 * bit. All zero lets none through. */
typedef struct glosa_word_filter {
    uint64_t bits[256];
} glosa_word_filter;

/* The number of the bit for a word that is not empty. Bytes count in lower case; those of letters
 * outside ASCII all count as one. */
static inline unsigned glosa_word_filter_bit(glosa_string word)
{
    const uint32_t lower = 0x202020, high = 0x808080;
    uint32_t first = (unsigned char)word.data[0], last = (unsigned char)word.data[word.size - 1];
    uint32_t second = word.size > 1 ? (unsigned char)word.data[1] : 0;
    uint32_t bytes = first | second << 8 | last << 16, outside = bytes & high;
    bytes = (bytes | lower) & ~(outside - (outside >> 7));
    return (bytes | (uint32_t)word.size << 24) * UINT32_C(0x9E3779B1) >> 18;
}

/* Lets a word in lower case through from now on. */
void glosa_word_filter_add(glosa_word_filter *filter, glosa_string word);

/* Whether a word has a letter above U+00FF: only those may change their length in lower case. */
static inline bool glosa_word_has_high_letter(glosa_string word)
{
    uint64_t found = 0;
    for (size_t at = 0; at < word.size; at += 8)
        found |= glosa_bytes_from(glosa_bytes_at(word, at), 0xC4);
    return found != 0;
}

/* False only for words that, in lower case, are none of those added. */
static inline bool glosa_word_filter_lets(const glosa_word_filter *filter, glosa_string word)
{
    if (!word.size)
        return false;
    unsigned bit = glosa_word_filter_bit(word);
    return filter->bits[bit / 64] >> bit % 64 & 1 || glosa_word_has_high_letter(word);
}

/* All zero is valid and empty. */
typedef struct glosa_word_list {
    glosa_string *slots;        /* views of the data, by their hash; no data: a free slot */
    size_t slot_count;          /* a power of two */
    glosa_word_filter filter;
} glosa_word_list;

/* Makes a list of `data`, which must outlive it. Errors: GLOSA_MEMORY, said of the stage. */
GLOSA_CHECKED glosa_status glosa_word_list_init(glosa_word_list *words, glosa_string data,
                                                const char *stage, glosa_error *error);
void glosa_word_list_free(glosa_word_list *words);

/* Whether the list has the word in lower case (by code point). Words over 63 bytes are in none. */
bool glosa_word_list_has(const glosa_word_list *words, glosa_string word);

/* Writes a word in lower case, by code point, and gives its bytes; 0 where it does not fit into
 * `room`, of which four bytes must be free before each letter. */
size_t glosa_word_lower(glosa_string word, char *out, size_t room);

#endif

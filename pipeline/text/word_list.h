/* Sets of words from embedded data files: one word a line, UTF-8 in lower case, lines that are
 * empty or begin with # passed over. Constant once made; shared by all threads. */
#ifndef GLOSA_TEXT_WORD_LIST_H
#define GLOSA_TEXT_WORD_LIST_H

#include "pipeline/base/string.h"

/* Views of the data, sorted. All zero is valid and empty. */
typedef struct glosa_word_list {
    glosa_string *items;
    size_t size;
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

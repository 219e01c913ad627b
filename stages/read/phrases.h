/* Lists of phrases in plain text, and whether a line is one of them. */
#ifndef GLOSA_READ_PHRASES_H
#define GLOSA_READ_PHRASES_H

#include "pipeline/base/string.h"

/* One phrase a line, # comments. A star at the end of a phrase stands for any further words, one
 * at each end for words on both sides. */
typedef struct glosa_phrases {
    const char *data;
    size_t size;
} glosa_phrases;

extern const char glosa_data_read_headings[], glosa_data_read_boilerplate[];
extern const size_t glosa_data_read_headings_size, glosa_data_read_boilerplate_size;

/* The phrase that a line of valid UTF-8 is, apart from case, Latin accents, runs of blanks and a
 * final full stop or colon; empty where it is none. */
glosa_string glosa_phrases_find(glosa_phrases phrases, glosa_string line);

#endif

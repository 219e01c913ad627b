/* Lists of phrases in plain text, and whether a line is one of them. */
#ifndef GLOSA_READ_PHRASES_H
#define GLOSA_READ_PHRASES_H

#include "pipeline/base/string.h"

enum {
    GLOSA_PHRASES_MOST = 480,  /* in one list */
    GLOSA_PHRASES_GROUPS = 28, /* the letters, other characters, phrases that begin with a star */
};

/* A list by the first characters of its phrases, so that a line is compared with few of them. It
 * points into the data and is made in a few microseconds, so that whoever needs one makes it.
 * All zero is a list that was not made yet. */
typedef struct glosa_phrases {
    glosa_string items[GLOSA_PHRASES_MOST];
    uint16_t ends[GLOSA_PHRASES_GROUPS]; /* of each group in items */
} glosa_phrases;

/* headings.txt and boilerplate.txt of data/. */
extern const char glosa_data_read_headings[], glosa_data_read_boilerplate[];
extern const size_t glosa_data_read_headings_size, glosa_data_read_boilerplate_size;

/* Makes a list of the lines that are not blank and no `#` comments. A star at the end of a
 * phrase stands for any further words, one at each end for words on both sides. */
void glosa_phrases_make(glosa_phrases *phrases, const char *data, size_t size);

/* Whether a line of valid UTF-8 is a phrase of the list, apart from case, Latin accents, runs of
 * blanks and a final full stop or colon. */
bool glosa_phrases_has(const glosa_phrases *phrases, glosa_string line);

#endif

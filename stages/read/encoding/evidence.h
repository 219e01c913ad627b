/* Whether what a single-byte encoding makes of a text is a text.
 *
 * Each byte outside ASCII is judged by what it would be and what it would stand beside: an
 * accented letter inside a word, `¿` in front of one and `º` behind a digit speak for the
 * encoding; a capital inside a word in small letters, a sign between two letters and a byte
 * that is nothing speak against it. That tells windows-1252 from macintosh and IBM850,
 * which no detector at hand does, and all three from encodings of other scripts. */
#ifndef GLOSA_READ_EVIDENCE_H
#define GLOSA_READ_EVIDENCE_H

#include "stages/read/encoding/convert.h"

/* How each byte of a code page is judged. */
typedef struct glosa_judge {
    uint8_t kinds[256];
} glosa_judge;

void glosa_judge_init(glosa_judge *judge, const glosa_code_page *page);

typedef struct glosa_encoding_evidence {
    size_t good, bad; /* bytes that speak for it, and against it */
} glosa_encoding_evidence;

/* Judges the byte outside ASCII at `at`. */
void glosa_encoding_evidence_add(glosa_encoding_evidence *evidence, const glosa_judge *judge,
                                 glosa_string bytes, size_t at);

/* Judges all bytes outside ASCII. */
glosa_encoding_evidence glosa_encoding_evidence_of(const glosa_judge *judge,
                                                   glosa_string bytes);

/* Something speaks for it, and hardly anything against. */
bool glosa_encoding_evidence_convinces(glosa_encoding_evidence evidence);

#endif

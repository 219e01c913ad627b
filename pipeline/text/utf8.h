/* UTF-8: validity, code points, and turning byte offsets into code-point offsets and back. */
#ifndef GLOSA_TEXT_UTF8_H
#define GLOSA_TEXT_UTF8_H

#include <unicode/utf8.h>

#include "pipeline/base/arena.h"
#include "pipeline/base/string.h"

/* The byte offset of the first sequence that is not UTF-8 as the Unicode Standard defines it
 * (D92: no surrogates, no overlong forms, nothing above U+10FFFF), or text.size when all is. */
size_t glosa_utf8_valid_prefix(glosa_string text);

/* True where every byte is below 0x80. */
bool glosa_utf8_is_ascii(glosa_string text);

/* The code point that starts at byte `at` of valid UTF-8; *next is where the following starts. */
static inline int32_t glosa_utf8_at(glosa_string text, size_t at, size_t *next)
{
    UChar32 c = (unsigned char)text.data[at++];
    if (c >= 0x80) {
        at--;
        U8_NEXT_UNSAFE(text.data, at, c);
    }
    *next = at;
    return c;
}

/* The code point that ends before byte `at` (> 0); *start is where it begins. */
int32_t glosa_utf8_before(glosa_string text, size_t at, size_t *start);

/* Writes one code point to `out`, which has room for four bytes, and gives how many it took. */
size_t glosa_utf8_put(char *out, int32_t code_point);

/* Appends one code point. */
void glosa_utf8_append(glosa_buffer *buffer, int32_t code_point);

/* Appends text that need not be UTF-8, as file names need not: bytes that are not become U+FFFD. */
void glosa_utf8_append_clean(glosa_buffer *buffer, glosa_string text);

/* How many code points valid UTF-8 has. */
size_t glosa_utf8_count(glosa_string text);

/* A table over one text that converts offsets in constant time per question. ASCII text needs no
 * table. Lives in the arena that it was made in. */
typedef struct glosa_utf8_index {
    glosa_string text;
    const uint32_t *code_points;    /* code points before byte 64*i; NULL for ASCII text */
    uint32_t total;                 /* code points in all */
} glosa_utf8_index;

/* Errors: GLOSA_MEMORY. The text must be shorter than 4 GiB and outlive the index. */
GLOSA_CHECKED glosa_status glosa_utf8_index_init(glosa_utf8_index *index, glosa_string text,
                                                 glosa_arena *arena, glosa_error *error);

/* Code points before byte `byte` (at most text.size, on a code-point border). */
uint32_t glosa_utf8_code_point_of(const glosa_utf8_index *index, uint32_t byte);

/* The byte where code point number `code_point` (at most index->total) starts. */
uint32_t glosa_utf8_byte_of(const glosa_utf8_index *index, uint32_t code_point);

/* A place in an indexed text that moves. Offsets that are asked for in their order, as those of a
 * layer's rows are, cost no more than the way from one to the next. */
typedef struct glosa_utf8_place {
    const glosa_utf8_index *index;
    uint32_t byte, code_point;      /* where it is: from 0, 0 on */
} glosa_utf8_place;

/* As glosa_utf8_code_point_of and glosa_utf8_byte_of. */
uint32_t glosa_utf8_move_to_byte(glosa_utf8_place *place, uint32_t byte);
uint32_t glosa_utf8_move_to_code_point(glosa_utf8_place *place, uint32_t code_point);

#endif

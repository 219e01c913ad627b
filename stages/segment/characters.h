/* Small questions about the characters of a text, quick for Latin letters. */
#ifndef GLOSA_SEGMENT_CHARACTERS_H
#define GLOSA_SEGMENT_CHARACTERS_H

#include "pipeline/text/characters.h"
#include "pipeline/text/utf8.h"

static inline bool glosa_is_blank(int32_t c)
{
    return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : u_isUWhiteSpace(c);
}

/* For single bytes: those of longer characters are neither blanks nor letters. */
static inline bool glosa_is_blank_byte(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static inline bool glosa_is_small_byte(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static inline bool glosa_is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

static inline bool glosa_is_lower(int32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(c);
}

static inline bool glosa_is_bullet(int32_t c)
{
    return c == 0x2022 || c == 0x2023 || c == 0x2043 || c == 0x25AA || c == 0x25CF ||
           c == 0x25E6 || c == 0xF0B7;
}

/* The code point at `at`, or 0 at the end of the text. */
static inline int32_t glosa_peek(glosa_string text, size_t at)
{
    size_t next;
    if (at >= text.size)
        return 0;
    unsigned char byte = (unsigned char)text.data[at];
    return byte < 0x80 ? byte : glosa_utf8_at(text, at, &next);
}

/* The code point that ends before `at`, or 0 at the beginning. */
static inline int32_t glosa_peek_before(glosa_string text, size_t at)
{
    size_t start;
    return at == 0 ? 0 : glosa_utf8_before(text, at, &start);
}

/* The first place from `at` on that holds no blank. */
static inline size_t glosa_skip_blanks(glosa_string text, size_t at)
{
    for (size_t next; at < text.size; at = next) {
        if (!glosa_is_blank(glosa_utf8_at(text, at, &next)))
            break;
    }
    return at;
}

/* The last place down from `at`, not before `least`, in front of which there is no blank. */
static inline size_t glosa_skip_blanks_back(glosa_string text, size_t at, size_t least)
{
    for (size_t start; at > least; at = start) {
        if (!glosa_is_blank(glosa_utf8_before(text, at, &start)))
            break;
    }
    return at;
}

/* Where `literal` (not empty) first stands in the text, or text.size. */
static inline size_t glosa_find(glosa_string text, const char *literal)
{
    size_t size = strlen(literal);
    for (size_t at = 0; at + size <= text.size; at++) {
        if (text.data[at] == literal[0] && memcmp(text.data + at, literal, size) == 0)
            return at;
    }
    return text.size;
}

#endif

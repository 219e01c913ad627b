/* ICU's questions about single characters, answered without a call for ASCII, which nearly every
 * character of our texts is. */
#ifndef GLOSA_TEXT_CHARACTERS_H
#define GLOSA_TEXT_CHARACTERS_H

#include <unicode/uchar.h>

static inline bool glosa_is_alpha(int32_t c)
{
    return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : u_isalpha(c);
}

static inline bool glosa_is_decimal(int32_t c)
{
    return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(c);
}

static inline bool glosa_is_alnum(int32_t c)
{
    return c < 0x80 ? glosa_is_alpha(c) || glosa_is_decimal(c) : u_isalnum(c);
}

/* A capital; of digraphs such as U+01F2 also the one that begins a word. */
static inline bool glosa_is_capital(int32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(c) || u_istitle(c);
}

/* The letter in lower case, as one code point. */
static inline int32_t glosa_lower_of(int32_t c)
{
    return c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 0x20 : c) : u_tolower(c);
}

#endif

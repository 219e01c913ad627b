/* Which passes a byte calls for. */
#include "stages/normalize/passes.h"

#define T GLOSA_CALL_TAGS | GLOSA_CALL_MARKDOWN
#define D GLOSA_CALL_MARKDOWN
#define J GLOSA_CALL_MOJIBAKE
#define C GLOSA_CALL_CHARACTERS
#define H GLOSA_CALL_HYPHENS
#define L GLOSA_CALL_LETTERS
#define N GLOSA_CALL_COMPOSE

/* A character outside ASCII is noticed by its first byte, but ß by its second: it shares the
 * first with all accented letters, and the second with hardly anything. */
const uint8_t glosa_byte_calls[256] = {
    ['\0' ... '\t'] = C, ['\v' ... 0x1F] = C, [0x7F] = C,
    ['<'] = T, ['&'] = T,
    ['*'] = D, ['_'] = D, ['`'] = D, ['['] = D, [']'] = D, ['!'] = D, ['\\'] = D, ['$'] = D,
    ['-'] = H,
    [0x9F] = L,
    [0xC2] = J | C | H | L,         /* U+0080: C1, no-break space, soft hyphen, µ, º, ¬ */
    [0xC3] = J,                     /* U+00C0: Latin-1 letters */
    [0xC4] = C,                     /* U+0100: ĳ, ĸ */
    [0xC5] = J,                     /* U+0140: œ */
    [0xC9] = C,                     /* U+0240: ɑ, ɛ, ɣ */
    [0xCC ... 0xCD] = N,            /* U+0300: marks */
    [0xCE] = L | N,                 /* U+0380: Greek */
    [0xCF] = C | N,                 /* U+03C0: ϐ, ϵ */
    [0xD0 ... 0xD1] = L | N,        /* U+0400: Cyrillic */
    [0xD2 ... 0xD7] = N,
    [0xD8] = C | N,                 /* U+0600: a bidirectional mark */
    [0xD9 ... 0xE0] = N,
    [0xE1] = C | N,                 /* U+1000: two old blanks */
    [0xE2] = J | C | H | N,         /* U+2000: blanks, dashes, signs */
    [0xE3] = C | N,                 /* U+3000: the ideographic space */
    [0xE4 ... 0xEE] = N,
    [0xEF] = C | N,                 /* U+F000: ligatures, full-width forms */
    [0xF0 ... 0xF4] = N,
};

/* The calls of eight bytes at once, without a branch. */
static inline unsigned calls_of_eight(const char *data)
{
    const unsigned char *byte = (const unsigned char *)data;
    return glosa_byte_calls[byte[0]] | glosa_byte_calls[byte[1]] | glosa_byte_calls[byte[2]] |
           glosa_byte_calls[byte[3]] | glosa_byte_calls[byte[4]] | glosa_byte_calls[byte[5]] |
           glosa_byte_calls[byte[6]] | glosa_byte_calls[byte[7]];
}

/* The high bit of each byte that is outside ASCII and has a lead byte behind it. */
static inline uint64_t side_by_side(const char *data)
{
    uint64_t first, second;
    memcpy(&first, data, sizeof first);
    memcpy(&second, data + 1, sizeof second);
    return first & second & second << 1 & UINT64_C(0x8080808080808080);
}

unsigned glosa_text_calls(glosa_string text)
{
    unsigned calls = 0;
    uint64_t pairs = 0;
    size_t at = 0;
    for (; text.size - at > 8; at += 8) {
        calls |= calls_of_eight(text.data + at);
        pairs |= side_by_side(text.data + at);
    }
    for (; at < text.size; at++) {
        unsigned byte = (unsigned char)text.data[at];
        unsigned next = at + 1 < text.size ? (unsigned char)text.data[at + 1] : 0;
        calls |= glosa_byte_calls[byte];
        pairs |= byte & next & next << 1 & 0x80;
    }
    return pairs ? calls : calls & ~(unsigned)GLOSA_CALL_MOJIBAKE;
}

size_t glosa_next_call(glosa_string text, size_t at, unsigned call)
{
    while (text.size - at > 8 && !(calls_of_eight(text.data + at) & call))
        at += 8;
    while (at < text.size && !(glosa_byte_calls[(unsigned char)text.data[at]] & call))
        at++;
    return at;
}

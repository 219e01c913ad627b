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
    [0xE2] = J | C | N,             /* U+2000: blanks, dashes, signs */
    [0xE3] = C | N,                 /* U+3000: the ideographic space */
    [0xE4 ... 0xEE] = N,
    [0xEF] = C | N,                 /* U+F000: ligatures, full-width forms */
    [0xF0 ... 0xF4] = N,
};

unsigned glosa_text_calls(glosa_string text)
{
    unsigned calls = 0, before = 0, side_by_side = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned byte = (unsigned char)text.data[i];
        calls |= glosa_byte_calls[byte];
        side_by_side |= before & byte & byte << 1;      /* bit 7: after non-ASCII, a lead byte */
        before = byte;
    }
    return side_by_side & 0x80 ? calls : calls & ~(unsigned)GLOSA_CALL_MOJIBAKE;
}

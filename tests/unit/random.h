/* Numbers and texts that look random and are the same in every run. */
#ifndef GLOSA_TESTS_RANDOM_H
#define GLOSA_TESTS_RANDOM_H

#include "pipeline/text/utf8.h"

/* SplitMix64 (Steele, Lea, Flood 2014): the state is any number. */
static inline uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* A number below `bound` (> 0). */
static inline uint32_t random_below(uint64_t *state, uint32_t bound)
{
    return (uint32_t)(random_next(state) % bound);
}

/* Appends `count` code points of one to four bytes, now and then a quote, a control or a NUL. */
static inline void random_text(uint64_t *state, size_t count, glosa_buffer *out)
{
    static const int32_t few[] = {0,      1,      '"',    '\\',   '\n',   '\t',    ' ',
                                  'a',    'Z',    '7',    0xAD,   0xF1,   0x3BA,   0x430,
                                  0x2028, 0xFB01, 0xFEFF, 0xFFFD, 0x1D6FC, 0x10FFFF, 0x7F};
    for (size_t i = 0; i < count; i++) {
        uint32_t pick = random_below(state, 4 * sizeof few / sizeof *few);
        if (pick < sizeof few / sizeof *few)
            glosa_utf8_append(out, few[pick]);
        else
            glosa_buffer_byte(out, (char)(' ' + random_below(state, 95)));
    }
}

#endif

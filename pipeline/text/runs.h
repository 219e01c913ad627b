/* Runs of ASCII letters, found eight bytes at a time. */
#ifndef GLOSA_TEXT_RUNS_H
#define GLOSA_TEXT_RUNS_H

#include "pipeline/text/key.h"

/* What tells small ASCII letters from capitals, in each of eight bytes. */
#define GLOSA_CASE_BITS UINT64_C(0x2020202020202020)

/* The eight bytes from `at` (at most text.size) on, the first one lowest; 0 behind the end. */
static inline uint64_t glosa_bytes_at(glosa_string text, size_t at)
{
    size_t left = text.size - at;
    if (left >= 8)
        return glosa_key_load(text.data + at);
    return left ? glosa_key_load_last(text.data, at, text.size) : 0;
}

/* How many of eight bytes, from the first one on, are ASCII letters. */
static inline size_t glosa_letters_first(uint64_t bytes)
{
    uint64_t others = glosa_key_others(bytes | GLOSA_CASE_BITS);
    return others ? (size_t)__builtin_ctzll(others) / 8 : 8;
}

/* The first `size` of eight bytes, one at least, with 0 behind them. */
static inline uint64_t glosa_bytes_first(uint64_t bytes, size_t size)
{
    return bytes & UINT64_MAX >> 8 * (8 - size);
}

#endif

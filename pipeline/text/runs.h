/* Questions about the bytes of a text, answered for eight of them at a time. */
#ifndef GLOSA_TEXT_RUNS_H
#define GLOSA_TEXT_RUNS_H

#include <endian.h>

#include "pipeline/base/string.h"

/* What tells small ASCII letters from capitals, in each of eight bytes. */
#define GLOSA_CASE_BITS UINT64_C(0x2020202020202020)

/* Eight bytes, the first one lowest. */
static inline uint64_t glosa_bytes_load(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return le64toh(bytes);
}

/* One to seven bytes, the first one lowest, and 0 above them. */
static inline uint64_t glosa_bytes_few(const char *data, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)data;
    if (size < 4)
        return bytes[0] | (uint64_t)bytes[size / 2] << 8 * (size / 2) |
               (uint64_t)bytes[size - 1] << 8 * (size - 1);
    uint32_t first, last;
    memcpy(&first, data, sizeof first);
    memcpy(&last, data + size - sizeof last, sizeof last);
    return le32toh(first) | (uint64_t)le32toh(last) << 8 * (size - sizeof last);
}

/* The eight bytes from `at` (at most text.size) on, the first one lowest; 0 behind the end. */
static inline uint64_t glosa_bytes_at(glosa_string text, size_t at)
{
    size_t left = text.size - at;
    if (left >= 8)
        return glosa_bytes_load(text.data + at);
    if (text.size >= 8)
        return left ? glosa_bytes_load(text.data + text.size - 8) >> 8 * (8 - left) : 0;
    return left ? glosa_bytes_few(text.data + at, left) : 0;
}

/* Marks, in the highest bit of each, the bytes that are at least `least`, which is 0x80 or more. */
static inline uint64_t glosa_bytes_from(uint64_t bytes, unsigned char least)
{
    const uint64_t each = UINT64_C(0x0101010101010101), high = 0x80 * each;
    return ((bytes & ~high) + (0x100u - least) * each) & bytes & high;
}

/* Marks, in the highest bit of each, the bytes that are `byte`. */
static inline uint64_t glosa_bytes_equal(uint64_t bytes, char byte)
{
    const uint64_t each = UINT64_C(0x0101010101010101), low = 0x7F * each;
    uint64_t different = bytes ^ (unsigned char)byte * each;
    return ~(((different & low) + low) | different | low);
}

/* Whether a text has a byte, which is not 0: for short texts. */
static inline bool glosa_has_byte(glosa_string text, char byte)
{
    uint64_t found = 0;
    for (size_t at = 0; at < text.size; at += 8)
        found |= glosa_bytes_equal(glosa_bytes_at(text, at), byte);
    return found != 0;
}

/* Marks, in the highest bit of each, the bytes outside a range of ASCII. */
static inline uint64_t glosa_bytes_outside(uint64_t bytes, char first, char last)
{
    const uint64_t each = UINT64_C(0x0101010101010101), high = 0x80 * each;
    uint64_t behind = (bytes & ~high) + (uint64_t)(0x7F - last) * each;
    return (~((bytes | high) - (uint64_t)first * each) | behind | bytes) & high;
}

/* The same for those that are no small ASCII letters. */
static inline uint64_t glosa_bytes_no_small(uint64_t bytes)
{
    return glosa_bytes_outside(bytes, 'a', 'z');
}

/* How many of eight bytes, from the first one on, are ASCII letters. */
static inline size_t glosa_letters_first(uint64_t bytes)
{
    uint64_t others = glosa_bytes_no_small(bytes | GLOSA_CASE_BITS);
    return others ? (size_t)__builtin_ctzll(others) / 8 : 8;
}

/* Marks, in the highest bit of each, the bytes that are ASCII capitals. */
static inline uint64_t glosa_bytes_capitals(uint64_t bytes)
{
    return glosa_bytes_outside(bytes, 'A', 'Z') ^ UINT64_C(0x8080808080808080);
}

/* How many bytes are marked in their highest bits. */
static inline unsigned glosa_bytes_count(uint64_t marks)
{
    return (unsigned)((marks >> 7) * UINT64_C(0x0101010101010101) >> 56);
}

/* A hash of a text, for tables that live no longer than the program. */
static inline uint64_t glosa_bytes_hash(uint64_t hash, glosa_string text)
{
    hash ^= text.size;
    for (size_t at = 0; at < text.size; at += 8) {
        hash = (hash ^ glosa_bytes_at(text, at)) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return hash;
}

/* The first `size` of eight bytes, one at least, with 0 behind them. */
static inline uint64_t glosa_bytes_first(uint64_t bytes, size_t size)
{
    return bytes & UINT64_MAX >> 8 * (8 - size);
}

/* The same for less than eight, or none. */
static inline uint64_t glosa_bytes_before(uint64_t bytes, size_t size)
{
    return bytes & ~(UINT64_MAX << 8 * size);
}

#endif

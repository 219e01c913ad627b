/* The pieces of a key, and their hashes. A key may be cut into pieces wherever an atom of a text
 * can end: between two characters, but not between two ASCII letters or two digits, nor behind the
 * blank between two words. `il6r alpha` is il, 6, r and ` alpha`.
 *
 * Compiled dictionaries find keys by these hashes: a change is one of their format. */
#ifndef GLOSA_TEXT_KEY_H
#define GLOSA_TEXT_KEY_H

#include <endian.h>

#include "pipeline/base/string.h"

/* Whether a key may be cut between two of its bytes. */
static inline bool glosa_key_border(char before, char after)
{
    unsigned char a = (unsigned char)before, b = (unsigned char)after;
    bool letters = a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z';
    bool digits = a >= '0' && a <= '9' && b >= '0' && b <= '9';
    return !letters && !digits && a != ' ' && (b & 0xC0) != 0x80;
}

/* Eight bytes, the first one lowest. */
static inline uint64_t glosa_key_load(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return le64toh(bytes);
}

/* The bytes [from, to), one to eight of them, of data that begins with byte 0; zero above them. */
static inline uint64_t glosa_key_load_last(const char *data, size_t from, size_t to)
{
    size_t above = 8 * (8 - (to - from));
    if (to >= 8)
        return glosa_key_load(data + to - 8) >> above;
    uint64_t bytes = 0;
    memcpy(&bytes, data + from, to - from);
    return le64toh(bytes);
}

/* Marks, in the highest bit of each, the bytes outside a range of ASCII. */
static inline uint64_t glosa_key_outside(uint64_t bytes, char first, char last)
{
    const uint64_t each = UINT64_C(0x0101010101010101), high = 0x80 * each;
    uint64_t behind = (bytes & ~high) + (uint64_t)(0x7F - last) * each;
    return (~((bytes | high) - (uint64_t)first * each) | behind | bytes) & high;
}

/* The same for those that are no ASCII letters in lower case, ... */
static inline uint64_t glosa_key_others(uint64_t bytes)
{
    return glosa_key_outside(bytes, 'a', 'z');
}

/* ... and no digits either. */
static inline uint64_t glosa_key_no_alnum(uint64_t bytes)
{
    return glosa_key_others(bytes) & glosa_key_outside(bytes, '0', '9');
}

/* Where the piece ends that begins at `from` of a key, or atom of one, which ends at `to`. */
static inline size_t glosa_key_piece_end(const char *data, size_t from, size_t to)
{
    size_t at = from;
    while (to - at > 8 && !glosa_key_others(glosa_key_load(data + at)))
        at += 8;
    if (to - at <= 8) {
        size_t above = 8 * (8 - (to - at));
        if (!(glosa_key_others(glosa_key_load_last(data, at, to)) << above))
            return to;
    }
    for (at = from + 1; at < to && !glosa_key_border(data[at - 1], data[at]);)
        at++;
    return at;
}

/* The hash of the piece [from, to), without the blank that it may begin with. */
static inline uint64_t glosa_key_piece_hash(const char *data, size_t from, size_t to)
{
    const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = (to - from) * odd;
    for (; to - from > 8; from += 8) {
        hash = (hash ^ glosa_key_load(data + from)) * odd;
        hash ^= hash >> 32;
    }
    hash = (hash ^ glosa_key_load_last(data, from, to)) * odd;
    return hash ^ hash >> 32;
}

/* The hash of a prefix that is longer by a piece, with the blank before it or without. The hash of
 * the empty prefix is a dictionary's seed. */
static inline uint64_t glosa_key_longer(uint64_t hash, bool blank, uint64_t piece_hash)
{
    hash = hash << 23 | hash >> 41;
    return (hash ^ piece_hash ^ blank) * UINT64_C(0xD6E8FEB86659FD93);
}

/* Takes the piece that begins at *at of a key, which ends behind that: moves *at to its end, and
 * gives the hash of the prefix so far. */
static inline uint64_t glosa_key_take_piece(glosa_string key, size_t *at, uint64_t hash)
{
    bool blank = key.data[*at] == ' ' && *at + 1 < key.size;
    size_t from = *at + blank;
    *at = glosa_key_piece_end(key.data, from, key.size);
    return glosa_key_longer(hash, blank, glosa_key_piece_hash(key.data, from, *at));
}

#endif

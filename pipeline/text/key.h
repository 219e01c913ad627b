/* The pieces of a key, and their hashes. A key may be cut into pieces wherever an atom of a text
 * can end: between two characters, but not between two ASCII letters or two digits, nor behind the
 * blank between two words. `il6r alpha` is il, 6, r and ` alpha`.
 *
 * Compiled dictionaries find keys by these hashes: a change is one of their format. */
#ifndef GLOSA_TEXT_KEY_H
#define GLOSA_TEXT_KEY_H

#include "pipeline/text/runs.h"

/* Whether a key may be cut between two of its bytes. */
static inline bool glosa_key_border(char before, char after)
{
    unsigned char a = (unsigned char)before, b = (unsigned char)after;
    bool letters = a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z';
    bool digits = a >= '0' && a <= '9' && b >= '0' && b <= '9';
    return !letters && !digits && a != ' ' && (b & 0xC0) != 0x80;
}

/* Where the piece ends that begins at `from` of a key, or atom of one, which ends at `to`. */
static inline size_t glosa_key_piece_end(const char *data, size_t from, size_t to)
{
    size_t at = from;
    while (to - at > 8 && !glosa_bytes_no_small(glosa_bytes_load(data + at)))
        at += 8;
    if (to - at <= 8) {
        size_t above = 8 * (8 - (to - at));
        if (!(glosa_bytes_no_small(glosa_bytes_at((glosa_string){data, to}, at)) << above))
            return to;
    }
    for (at = from + 1; at < to && !glosa_key_border(data[at - 1], data[at]);)
        at++;
    return at;
}

/* Takes eight bytes of a piece into its hash, which starts from 0. */
static inline uint64_t glosa_key_hash_bytes(uint64_t hash, uint64_t bytes)
{
    hash = (hash ^ bytes) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* Takes the last bytes of a piece into it: less than eight, with 0 above them. The piece has `size`
 * in all. */
static inline uint64_t glosa_key_hash_rest(uint64_t hash, uint64_t bytes, size_t size)
{
    return glosa_key_hash_bytes(hash, bytes | (uint64_t)size << 56);
}

/* The hash of the piece [from, to), without the blank that it may begin with. */
static inline uint64_t glosa_key_piece_hash(const char *data, size_t from, size_t to)
{
    uint64_t hash = 0;
    size_t size = to - from;
    for (; to - from >= 8; from += 8)
        hash = glosa_key_hash_bytes(hash, glosa_bytes_load(data + from));
    return glosa_key_hash_rest(hash, glosa_bytes_at((glosa_string){data, to}, from), size);
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

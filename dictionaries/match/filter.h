/* The filters that stand before the prefix table: Bloom filters whose bits for one hash lie in one
 * word (Putze, Sanders, Singler: Cache-, hash- and space-efficient Bloom filters, 2007). What is
 * put in and asked for are the first pieces of names, and their first two. */
#ifndef GLOSA_MATCH_FILTER_H
#define GLOSA_MATCH_FILTER_H

#include "pipeline/text/key.h"

enum { GLOSA_FILTER_BITS = 14 };    /* for each piece or pair of pieces */

typedef struct glosa_filter {
    const uint64_t *words;
    uint32_t size;              /* of them: one at least */
} glosa_filter;

/* Where a filter has a prefix of one or two pieces. */
typedef struct glosa_filter_place {
    uint64_t bits;
    uint32_t word;              /* as a fraction of the filter's size, of 2 to the power of 32 */
} glosa_filter_place;

/* Three bits of a word, or fewer where some are the same. The hash of the prefix has to start from
 * 0, whatever the dictionary's seed, so that a place is one for all filters. */
static inline glosa_filter_place glosa_filter_place_of(uint64_t hash)
{
    const uint64_t one = 1;
    uint64_t bits = one << (hash >> 28 & 63) | one << (hash >> 34 & 63) | one << (hash >> 40 & 63);
    return (glosa_filter_place){bits, (uint32_t)(hash >> 32)};
}

/* The place of a first piece with which longer names begin, given that of one which is a name:
 * other bits of the same word. */
static inline glosa_filter_place glosa_filter_place_longer(glosa_filter_place place)
{
    place.bits = place.bits << 23 | place.bits >> 41;
    return place;
}

/* Which of `size` words a place is in. */
static inline uint32_t glosa_filter_word(glosa_filter_place place, uint32_t size)
{
    return (uint32_t)((uint64_t)place.word * size >> 32);
}

/* Whether a filter has a place: true of all that was put in, and of little else. */
static inline bool glosa_filter_has(glosa_filter filter, glosa_filter_place place)
{
    return (filter.words[glosa_filter_word(place, filter.size)] & place.bits) == place.bits;
}

/* How a key begins, for the filters: with a name, or with a piece that goes on, which has the other
 * place. */
typedef struct glosa_key_opening {
    glosa_filter_place first, pair;
    size_t first_size, pair_size;   /* bytes of the key; 0 for the pair of a key of one piece */
} glosa_key_opening;

static inline glosa_key_opening glosa_key_opening_of(glosa_string key)
{
    size_t at = 0;
    uint64_t hash = glosa_key_take_piece(key, &at, 0);
    glosa_key_opening opening = {.first = glosa_filter_place_of(hash), .first_size = at};
    if (at < key.size) {
        opening.first = glosa_filter_place_longer(opening.first);
        opening.pair = glosa_filter_place_of(glosa_key_take_piece(key, &at, hash));
        opening.pair_size = at;
    }
    return opening;
}

#endif

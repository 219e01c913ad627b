/* What stands behind an open dictionary; for this folder and the builder only. */
#ifndef GLOSA_MATCH_IMAGE_H
#define GLOSA_MATCH_IMAGE_H

#include "dictionaries/match/dictionary.h"

/* A Bloom filter, as format.h has it. */
typedef struct glosa_filter {
    const uint64_t *words;
    uint32_t size;              /* of them: one at least */
} glosa_filter;

typedef struct glosa_filter_place {
    uint64_t bits;
    uint32_t word;              /* as a fraction of the filter's size, of 2 to the power of 32 */
} glosa_filter_place;

struct glosa_dictionary {
    char *path;
    char *image;                /* the whole file */
    size_t size;
    bool mapped;                /* by mmap, else by malloc */
    int descriptor;             /* of the file while it is verified, else -1 */
    uint64_t seed;
    uint32_t longest_key;
    glosa_filter firsts, pairs;
    const glosa_slot *slots;
    const glosa_name *names;
    const glosa_name_row *rows;
    const glosa_use *uses;
    const glosa_entity *entities;
    const glosa_text *words, *origins;
    glosa_string texts, sources;
    uint32_t slot_count, name_count, row_count, use_count, origin_count, entity_count,
        word_count;
};

/* Multiplies all bits of a hash into its high half (Fibonacci hashing: Knuth, TAOCP 3, 6.4). */
static inline uint64_t glosa_slot_mix(uint64_t hash)
{
    return hash * UINT64_C(0x9E3779B97F4A7C15);
}

/* Three bits of a word that a hash sets from bit `lowest` of it on, or fewer where some are the
 * same. */
static inline uint64_t glosa_filter_bits(uint64_t hash, unsigned lowest)
{
    const uint64_t one = 1;
    hash >>= lowest;
    return one << (hash & 63) | one << (hash >> 6 & 63) | one << (hash >> 12 & 63);
}

/* Where a filter has a prefix of one or two pieces. Hashes start from 0 here, so that this is one
 * for all filters. */
static inline glosa_filter_place glosa_filter_place_of(uint64_t hash)
{
    return (glosa_filter_place){glosa_filter_bits(hash, 28), (uint32_t)(hash >> 32)};
}

/* The same for a piece with which longer names begin: in the same word. */
static inline glosa_filter_place glosa_filter_place_of_longer(uint64_t hash)
{
    return (glosa_filter_place){glosa_filter_bits(hash, 10), (uint32_t)(hash >> 32)};
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

/* How a key begins, for the filters. */
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
        opening.first = glosa_filter_place_of_longer(hash);
        opening.pair = glosa_filter_place_of(glosa_key_take_piece(key, &at, hash));
        opening.pair_size = at;
    }
    return opening;
}

/* Where probing for a hash begins. */
static inline uint32_t glosa_slot_of(uint64_t hash, uint32_t slot_count)
{
    return (uint32_t)(((glosa_slot_mix(hash) >> 32) * slot_count) >> 32);
}

/* What the slot of a prefix has in its check but for GLOSA_SLOT_NEXT. */
static inline uint32_t glosa_slot_check(uint64_t hash)
{
    return (uint32_t)(hash >> 32) & ~GLOSA_SLOT_NEXT;
}

/* The bit of GLOSA_SLOT_NEXT that stands for a longer prefix with this hash. */
static inline uint32_t glosa_slot_next_bit(uint64_t hash)
{
    return UINT32_C(1) << (glosa_slot_mix(hash) >> 61);
}

/* Where it goes on after the probe number `probe` (from 1): round the line first, in which the slot
 * is that it began with, then round the next one. A line is what comes from memory at once. */
static inline uint32_t glosa_slot_next(uint32_t slot, uint32_t probe, uint32_t slot_count)
{
    uint32_t line = slot & ~(GLOSA_SLOT_LINE - 1u);
    if (probe % GLOSA_SLOT_LINE == 0) {
        line += GLOSA_SLOT_LINE;
        line = line < slot_count ? line : 0;
    }
    return line | ((slot + 1) & (GLOSA_SLOT_LINE - 1u));
}

static inline bool glosa_slot_goes_on(uint32_t value)
{
    return value & GLOSA_SLOT_GOES_ON;
}

/* Of a slot that does not go on: how many names, and which is the first. */
static inline uint32_t glosa_slot_names(uint32_t value)
{
    return value >> GLOSA_SLOT_SHIFT;
}

static inline uint32_t glosa_slot_first(uint32_t value)
{
    return value & ((UINT32_C(1) << GLOSA_SLOT_SHIFT) - 1);
}

/* The slot of a prefix: one with value 0 where there is none. */
static inline glosa_slot glosa_image_look_up(const glosa_dictionary *dictionary, uint64_t hash)
{
    uint32_t check = glosa_slot_check(hash);
    uint32_t at = glosa_slot_of(hash, dictionary->slot_count);
    for (uint32_t probe = 1;; probe++) {
        glosa_slot slot = dictionary->slots[at];
        if (slot.value == 0 || (slot.check & ~GLOSA_SLOT_NEXT) == check)
            return slot;
        at = glosa_slot_next(at, probe, dictionary->slot_count);
    }
}

static inline glosa_string glosa_image_key(const glosa_dictionary *dictionary, uint32_t name)
{
    uint32_t start = dictionary->names[name].key;
    return (glosa_string){dictionary->texts.data + start, dictionary->names[name + 1].key - start};
}

/* The checksum of all before the chunks of an image. */
uint64_t glosa_image_header_checksum(const char *image);

/* Sets the members behind `size` from the image, verifying that nothing in it leads outside.
 * Errors: GLOSA_DICTIONARY. */
GLOSA_CHECKED glosa_status glosa_image_verify(glosa_dictionary *dictionary, glosa_error *error);

/* Refuses the dictionary with a message about a chunk ("": about the file). */
glosa_status glosa_image_refuse(const glosa_dictionary *dictionary, const char *chunk,
                                const char *reason, glosa_error *error);

#endif

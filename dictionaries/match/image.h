/* What stands behind an open dictionary; for this folder and the builder only. */
#ifndef GLOSA_MATCH_IMAGE_H
#define GLOSA_MATCH_IMAGE_H

#include <stdatomic.h>

#include "dictionaries/match/dictionary.h"

/* A chunk whose place in the file is known to be right. */
typedef struct glosa_chunk_place {
    const char *name;
    size_t item;                /* bytes of each item */
    unsigned block;             /* two to the power of it are the items of a block; 0: no blocks */
    uint32_t first_block;       /* which of all blocks is its first */
    size_t offset, size;        /* bytes */
    uint64_t checksum;          /* what the table of contents says */
} glosa_chunk_place;

/* What is found out while a dictionary is used, by all threads. */
typedef struct glosa_image_findings {
    _Atomic(const char *) damage;       /* the first that was met, as `CHUNK: REASON`; or NULL */
    atomic_uchar sound[];       /* a bit for each block that was verified, chunk by chunk */
} glosa_image_findings;

struct glosa_dictionary {
    char *path;
    char *image;                /* the whole file */
    size_t size;
    bool mapped;                /* by mmap, else by malloc */
    uint64_t seed;
    uint32_t longest_key;
    glosa_chunk_place places[GLOSA_CHUNK_COUNT];
    glosa_image_findings *findings;
    atomic_uchar *sound[GLOSA_CHUNK_COUNT];     /* the bits of each chunk: in the findings */
    glosa_filter firsts, pairs;
    const uint64_t *checksums;
    const glosa_slot *slots;
    const glosa_name *names;
    const glosa_name_row *rows;
    const glosa_use *uses;
    const glosa_entity *entities;
    const glosa_text *words, *origins;
    glosa_string texts, sources;
    uint32_t slot_count, name_count, row_count, use_count, origin_count, entity_count,
        word_count, block_count;
};

/* Takes note of damage, `CHUNK: REASON`; gives false. */
bool glosa_image_damage(const glosa_dictionary *dictionary, const char *damage);

/* Verifies a block of a chunk; false where it is damaged, which is noted. */
bool glosa_image_check_block(const glosa_dictionary *dictionary, enum glosa_chunk chunk,
                             uint32_t block);

/* Bits of the number of an item that tell it from others of its block. */
static const unsigned char glosa_block_bits[GLOSA_CHUNK_COUNT] = {
#define X(enumerator, name, type, block, meaning) [enumerator] = block,
    GLOSA_CHUNKS(X)
#undef X
};

/* Whether an item of a chunk with blocks may be looked at: one that exists, in a block without
 * damage. Blocks never change, so that what was once found out holds without further ordering. */
static inline bool glosa_image_has(const glosa_dictionary *dictionary, enum glosa_chunk chunk,
                                   uint32_t item)
{
    uint32_t block = item >> glosa_block_bits[chunk];
    unsigned eight = atomic_load_explicit(&dictionary->sound[chunk][block / 8],
                                          memory_order_relaxed);
    return (eight >> block % 8 & 1) || glosa_image_check_block(dictionary, chunk, block);
}

/* Multiplies all bits of a hash into its high half (Fibonacci hashing: Knuth, TAOCP 3, 6.4). */
static inline uint64_t glosa_slot_mix(uint64_t hash)
{
    return hash * UINT64_C(0x9E3779B97F4A7C15);
}

/* The filter that keeps back a key, which is not empty, in words of damage, as it lets all names
 * through; NULL where none does. */
static inline const char *glosa_image_kept_back(const glosa_dictionary *dictionary,
                                                glosa_string key)
{
    glosa_key_opening opening = glosa_key_opening_of(key);
    if (!glosa_filter_has(dictionary->firsts, opening.first))
        return "firsts: a name that it keeps back";
    return opening.pair_size && !glosa_filter_has(dictionary->pairs, opening.pair)
               ? "pairs: a name that it keeps back"
               : NULL;
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

/* The slot of a prefix: one with value 0 where there is none. A line lies in one block. */
static inline glosa_slot glosa_image_look_up(const glosa_dictionary *dictionary, uint64_t hash)
{
    uint32_t check = glosa_slot_check(hash);
    uint32_t at = glosa_slot_of(hash, dictionary->slot_count);
    bool there = glosa_image_has(dictionary, GLOSA_CHUNK_SLOTS, at);
    for (uint32_t probe = 1; there && probe <= GLOSA_SLOT_MOST_PROBES; probe++) {
        glosa_slot slot = dictionary->slots[at];
        if (slot.value == 0 || (slot.check & ~GLOSA_SLOT_NEXT) == check)
            return slot;
        at = glosa_slot_next(at, probe, dictionary->slot_count);
        if (probe % GLOSA_SLOT_LINE == 0)
            there = glosa_image_has(dictionary, GLOSA_CHUNK_SLOTS, at);
    }
    return (glosa_slot){0};
}

/* Whether name number `name`, and where it ends, may be looked at. */
static inline bool glosa_image_has_name(const glosa_dictionary *dictionary, uint32_t name)
{
    if (name >= dictionary->name_count)
        return glosa_image_damage(dictionary, "slots: a name that is not there");
    return glosa_image_has(dictionary, GLOSA_CHUNK_NAMES, name) &&
           glosa_image_has(dictionary, GLOSA_CHUNK_NAMES, name + 1);
}

/* Whether byte `at` of the texts is no place to cut them: inside a character. */
static inline bool glosa_image_cuts(glosa_string texts, size_t at)
{
    return at < texts.size && ((unsigned char)texts.data[at] & 0xC0) == 0x80;
}

/* The bytes from `offset` on; none where they are damaged or do not lie inside the texts. They are
 * UTF-8, but for the characters that they may begin and end inside. */
static inline glosa_string glosa_image_bytes(const glosa_dictionary *dictionary, size_t offset,
                                             size_t size)
{
    const unsigned bits = glosa_block_bits[GLOSA_CHUNK_TEXTS];
    bool inside = offset + size <= dictionary->texts.size ||
                  glosa_image_damage(dictionary, "texts: one that does not lie inside");
    for (size_t block = offset >> bits; inside && block << bits < offset + size; block++)
        inside = glosa_image_has(dictionary, GLOSA_CHUNK_TEXTS, (uint32_t)(block << bits));
    return inside ? (glosa_string){dictionary->texts.data + offset, size}
                  : (glosa_string){NULL, 0};
}

/* The key of any name that a slot leads to, or that is there; none where something is damaged. */
static inline glosa_string glosa_image_key(const glosa_dictionary *dictionary, uint32_t name)
{
    if (!glosa_image_has_name(dictionary, name))
        return (glosa_string){NULL, 0};
    uint32_t start = dictionary->names[name].key, end = dictionary->names[name + 1].key;
    if (end <= start)
        glosa_image_damage(dictionary, "names: one without a key");
    return end <= start ? (glosa_string){NULL, 0}
                        : glosa_image_bytes(dictionary, start, end - start);
}

/* The checksum of all before the chunks of an image. */
uint64_t glosa_image_header_checksum(const char *image);

/* Sets the members behind `size` from the image, verifying the frame: header, table of contents,
 * where the chunks lie. Errors: GLOSA_DICTIONARY, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_image_take(glosa_dictionary *dictionary, glosa_error *error);

/* Verifies the chunks that have no blocks. Errors: GLOSA_DICTIONARY. */
GLOSA_CHECKED glosa_status glosa_image_check_small(const glosa_dictionary *dictionary,
                                                   glosa_error *error);

/* Refuses the dictionary with a message about a chunk ("": about the file). */
glosa_status glosa_image_refuse(const glosa_dictionary *dictionary, const char *chunk,
                                const char *reason, glosa_error *error);

#endif

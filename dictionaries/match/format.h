/* The compiled dictionary, byte for byte. Little-endian; every chunk starts at a multiple of 8,
 * behind the one before, with zero bytes between.
 *
 *     file header | table of contents | zero bytes | chunk | chunk ...
 *
 * Names are found by a hash table over the *prefixes* of their keys (see DESIGN.md): a slot says
 * whether longer names begin with the prefix, or which few names it leads to. Before it stand
 * filters that fit into a cache and know how names begin. */
#ifndef GLOSA_MATCH_FORMAT_H
#define GLOSA_MATCH_FORMAT_H

#include <stdint.h>

#define GLOSA_DICTIONARY_MAGIC "GLOSADIC"

enum {
    GLOSA_DICTIONARY_FORMAT = 8,
    GLOSA_CHUNKS_START = 512,   /* where the first chunk begins: `tail -c +513` shows them all */
};

/* The chunks, in file order: X(enumerator, name, type of the items, block, meaning). A chunk with a
 * block is verified block by block, each when something in it is first asked for: two to the power
 * of `block` items, the last of them less. One without, where `block` is 0, is verified whole when
 * the dictionary is opened. */
#define GLOSA_CHUNKS(X)                                                                        \
    X(GLOSA_CHUNK_SLOTS, "slots", glosa_slot, 10, "the prefix table")                          \
    X(GLOSA_CHUNK_FIRSTS, "firsts", uint64_t, 0, "a filter of the first pieces of names")      \
    X(GLOSA_CHUNK_PAIRS, "pairs", uint64_t, 0, "a filter of their first two pieces")           \
    X(GLOSA_CHUNK_NAMES, "names", glosa_name, 10, "one for each key, in key order, and one more") \
    X(GLOSA_CHUNK_ROWS, "rows", glosa_name_row, 9, "what each key stands for, by name")       \
    X(GLOSA_CHUNK_USES, "uses", glosa_use, 0, "how rows use their names, each kind once")      \
    X(GLOSA_CHUNK_ORIGINS, "origins", glosa_text, 0, "publishers, releases and licences")      \
    X(GLOSA_CHUNK_ENTITIES, "entities", glosa_entity, 8, "by CURIE")                          \
    X(GLOSA_CHUNK_WORDS, "words", glosa_text, 0, "kinds, roles, languages and rules")          \
    X(GLOSA_CHUNK_TEXTS, "texts", char, 13, "all keys in their order, then others, each once") \
    X(GLOSA_CHUNK_SOURCES, "sources", char, 0, "lines `path TAB sha256 TAB rows`, for people") \
    X(GLOSA_CHUNK_BLOCKS, "blocks", uint64_t, 0, "XXH3 (64 bits) of all blocks, chunk by chunk")

enum glosa_chunk {
#define X(enumerator, name, type, block, meaning) enumerator,
    GLOSA_CHUNKS(X)
#undef X
    GLOSA_CHUNK_COUNT
};

typedef struct glosa_file_header {
    char magic[8];
    uint32_t format;            /* GLOSA_DICTIONARY_FORMAT */
    uint32_t folding;           /* GLOSA_FOLDING_PROFILE that made the keys */
    char unicode[8];            /* version of Unicode behind it, zero-padded */
    uint64_t file_size;         /* bytes, with this header */
    uint64_t seed;              /* what the hash of every key starts from */
    uint32_t chunk_count;
    uint32_t longest_key;       /* bytes of the longest key */
    uint8_t sha256[32];         /* of the file from GLOSA_CHUNKS_START on */
    uint64_t checksum;          /* XXH3 of all before the chunks, with checksum 0 */
} glosa_file_header;

typedef struct glosa_chunk_entry {
    char name[8];               /* zero-padded */
    uint64_t offset, size;      /* bytes; offset from the beginning of the file */
    uint64_t checksum;          /* XXH3 (64 bits) of the chunk; 0 of one that has blocks */
} glosa_chunk_entry;

/* A range of the chunk of texts. */
typedef struct glosa_text {
    uint32_t offset, size;
} glosa_text;

/* Found by the prefix's hash (glosa_slot_of), linear probing; value 0 is an empty slot. A value is
 * either GLOSA_SLOT_GOES_ON and the index of the name that is the prefix itself + 1 (0: none), or
 * how many names begin with the prefix, shifted by GLOSA_SLOT_SHIFT, and the index of the first.
 * That of a first piece is of the latter kind only where one name begins with it, which it is. */
typedef struct glosa_slot {
    uint32_t check;             /* the high 24 bits of the prefix's hash, and GLOSA_SLOT_NEXT */
    uint32_t value;
} glosa_slot;

#define GLOSA_SLOT_GOES_ON UINT32_C(0x80000000)
/* One of these bits is set for each way in which the names go on: that of the prefix that is longer
 * by a piece (glosa_slot_next_bit); all, where one of a few names is the prefix itself. */
#define GLOSA_SLOT_NEXT UINT32_C(0xFF)

enum {
    GLOSA_SLOT_LINE = 8,                    /* slots that come from memory at once */
    GLOSA_SLOT_SHIFT = 28,
    GLOSA_SLOT_MOST_NAMES = 7,              /* that one slot leads to */
    GLOSA_SLOT_MOST_PROBES = 1024,          /* no prefix needs more */
    GLOSA_DICTIONARY_MOST_NAMES = (1 << GLOSA_SLOT_SHIFT) - 1,
    GLOSA_DICTIONARY_MOST_WORDS = 256,      /* a use names a word by one byte */
    GLOSA_DICTIONARY_MOST_USES = 65536,
    GLOSA_DICTIONARY_MOST_ORIGINS = 1024,
};

/* Key and rows of a name end where those of the next begin; the last name is only such an end. */
typedef struct glosa_name {
    uint32_t key;               /* offset in the texts */
    uint32_t first_row;
} glosa_name;

typedef struct glosa_name_row {
    uint32_t entity;
    uint32_t name;              /* offset in the texts: as listed, also of a variant, but for one
                                   that counts with its capitals only: that is as derived */
    uint16_t name_size;         /* bytes */
    uint16_t use;
} glosa_name_row;

typedef struct glosa_use {
    uint8_t role, language, rule;   /* indexes into the words */
    uint8_t flags;              /* glosa_name_flag bits */
    uint32_t origin;            /* index into the origins: where the name stood first, as its row
                                   says it, else the name of the file */
} glosa_use;

typedef struct glosa_entity {
    glosa_text curie, preferred, xrefs;
    uint32_t kind;              /* index into the words */
} glosa_entity;

#endif

/* The compiled dictionary, byte for byte. Little-endian; every chunk starts at a multiple of 8.
 *
 *     file header | table of contents | chunk | chunk ...
 *
 * Names are found by a hash table over the *prefixes* of their keys (see DESIGN.md): a slot says
 * whether the prefix is a name, and whether longer names begin with it. */
#ifndef GLOSA_MATCH_FORMAT_H
#define GLOSA_MATCH_FORMAT_H

#include <stdint.h>

#define GLOSA_DICTIONARY_MAGIC "GLOSADIC"

enum { GLOSA_DICTIONARY_FORMAT = 1 };

/* The chunks, in file order: X(enumerator, name, meaning). */
#define GLOSA_CHUNKS(X)                                                                        \
    X(GLOSA_CHUNK_SLOTS, "slots", "glosa_slot[power of two]: the prefix table")                \
    X(GLOSA_CHUNK_NAMES, "names", "glosa_name[]: one for each key, in key order")              \
    X(GLOSA_CHUNK_ROWS, "rows", "glosa_name_row[]: what each key stands for, by name")         \
    X(GLOSA_CHUNK_ENTITIES, "entities", "glosa_entity[]")                                      \
    X(GLOSA_CHUNK_WORDS, "words", "glosa_text[]: kinds, roles, languages and rules")           \
    X(GLOSA_CHUNK_TEXTS, "texts", "the bytes of all texts, not terminated")                    \
    X(GLOSA_CHUNK_SOURCES, "sources", "lines `path TAB sha256 TAB rows`, for people")

enum glosa_chunk {
#define X(enumerator, name, meaning) enumerator,
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
    uint64_t checksum;          /* XXH3 of this header (checksum 0) and the table of contents */
} glosa_file_header;

typedef struct glosa_chunk_entry {
    char name[8];               /* zero-padded */
    uint64_t offset, size;      /* bytes; offset from the beginning of the file */
    uint64_t checksum;          /* XXH3 (64 bits) of the chunk */
} glosa_chunk_entry;

/* A range of the chunk of texts. */
typedef struct glosa_text {
    uint32_t offset, size;
} glosa_text;

/* Looked up by the low bits of the hash, linear probing; value 0 is an empty slot. */
typedef struct glosa_slot {
    uint32_t check;             /* the high 32 bits of the key's hash */
    uint32_t value;             /* GLOSA_SLOT_GOES_ON | (index of the name + 1, or 0) */
} glosa_slot;

#define GLOSA_SLOT_GOES_ON UINT32_C(0x80000000)

/* Rows name a word by one byte. */
enum { GLOSA_DICTIONARY_MOST_WORDS = 256 };

typedef struct glosa_name {
    glosa_text key;
    uint32_t first_row, row_count;
} glosa_name;

typedef struct glosa_name_row {
    uint32_t entity;
    glosa_text name;            /* as listed; for variants the name they come from */
    uint8_t role, language, rule;   /* indexes into the words */
    uint8_t flags;              /* glosa_name_flag bits */
} glosa_name_row;

typedef struct glosa_entity {
    glosa_text curie, preferred, xrefs;
    uint32_t kind;              /* index into the words */
} glosa_entity;

#endif

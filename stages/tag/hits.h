/* Collecting the hits of one sentence into the document; for the files of this folder. */
#ifndef GLOSA_TAG_HITS_H
#define GLOSA_TAG_HITS_H

#include "dictionaries/load.h"

/* Where in the document's pool the entries of a dictionary name begin, so that a name that occurs
 * often is pooled once. Open addressing; slots of an earlier document are told by their stamp. */
typedef struct glosa_pooled_name {
    uint64_t stamp;             /* of the document that pooled it; 0: never used */
    uint32_t dictionary, name;
    bool coordinated;
    uint32_t first_entry;
} glosa_pooled_name;

typedef struct glosa_hit_collector {
    const glosa_dictionaries *dictionaries;
    glosa_document *document;
    glosa_folded folded;        /* the sentence */
    glosa_buffer key;           /* scratch of coordination */
    uint32_t offset;            /* byte of the text where the sentence begins */
    size_t first_atom;          /* where the scan that is under way began */
    uint32_t dictionary;        /* which dictionary it scans */
    uint64_t stamp;
    glosa_pooled_name *pooled;
    size_t pooled_size, pooled_used;
    bool failed;                /* out of memory */
} glosa_hit_collector;

/* Adds a hit for each row of a name, over the atoms [first, last] of the sentence. `coordinated`
 * names were completed from a neighbour (the 2 of ERK1/2). */
void glosa_hits_add(glosa_hit_collector *collector, size_t first, size_t last, uint32_t name,
                    bool coordinated);

/* Adds hits for shortened names that lean on the name over the atoms [first, last]: MEK1/2,
 * STAT5A/B, IL-1α/β, CXCL9, -10 and -11. */
void glosa_hits_coordinate(glosa_hit_collector *collector, size_t first, size_t last);

/* Adds hits for the names that a plural at atom `head` and the numbers behind it stand for:
 * `interleucinas 1 y 6`. */
void glosa_hits_enumerate(glosa_hit_collector *collector, size_t head);

#endif

/* How frequent the words of a language are, out of a list that people count from texts. */
#ifndef GLOSA_BUILD_WORD_RANKS_H
#define GLOSA_BUILD_WORD_RANKS_H

#include "dictionaries/build/identifier_map.h"
#include "pipeline/base/arena.h"
#include "pipeline/base/digest.h"
#include "pipeline/text/fold.h"

/* The rank of a word that is not in the list. */
#define GLOSA_RANK_NONE UINT32_MAX

typedef struct glosa_word_ranks {
    glosa_arena arena;
    glosa_identifier_map ranks; /* from keys, as the folding makes them */
    const char *path;           /* the caller's; NULL where no list was read */
    char sha256[GLOSA_DIGEST_SIZE];     /* of the lines, unpacked, each with a line feed */
    uint32_t lines;
} glosa_word_ranks;             /* all zero is valid and empty */

/* Reads a list, plain or compressed: lines `WORD COUNT`, the most frequent first. Errors:
 * GLOSA_DICTIONARY (where and position name the line; it is empty), GLOSA_IO, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_word_ranks_read(glosa_word_ranks *ranks,
                                                 const glosa_folding *folding, const char *path,
                                                 glosa_error *error);

/* From 1, the most frequent; GLOSA_RANK_NONE. */
uint32_t glosa_word_rank(const glosa_word_ranks *ranks, glosa_string key);

void glosa_word_ranks_free(glosa_word_ranks *ranks);

#endif

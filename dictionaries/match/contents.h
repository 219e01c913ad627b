/* Verifying what stands in the chunks of an image. */
#ifndef GLOSA_MATCH_CONTENTS_H
#define GLOSA_MATCH_CONTENTS_H

#include "dictionaries/match/image.h"

/* Bytes of a chunk that are looked at together, or as many items as they hold whole. */
enum { GLOSA_CONTENTS_WINDOW = 3 << 16 };

/* A chunk whose place in the file is known to be right. */
typedef struct glosa_chunk_place {
    const char *name;
    size_t item;                /* bytes of each item */
    size_t offset, size;        /* bytes */
    uint64_t checksum;          /* what the table of contents says */
} glosa_chunk_place;

/* Checks, for every chunk, the checksum, and that every offset and index in it is in range. The
 * members of the dictionary that count have been set from the sizes of the chunks. Large images are
 * read by several threads, and not through the mapping but from the file: a page that is mapped
 * costs more than one that is copied, and most are never asked for. Errors: GLOSA_DICTIONARY,
 * GLOSA_IO, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_image_check_contents(const glosa_dictionary *dictionary,
                                                      const glosa_chunk_place *places,
                                                      glosa_error *error);

#endif

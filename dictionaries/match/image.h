/* What stands behind an open dictionary; for this folder and the builder only. */
#ifndef GLOSA_MATCH_IMAGE_H
#define GLOSA_MATCH_IMAGE_H

#include "dictionaries/match/dictionary.h"

struct glosa_dictionary {
    char *path;
    char *image;                /* the whole file */
    size_t size;
    bool mapped;                /* by mmap, else by malloc */
    uint64_t seed;
    uint32_t longest_key;
    const glosa_slot *slots;
    uint64_t slot_mask;         /* slots - 1 */
    const glosa_name *names;
    const glosa_name_row *rows;
    const glosa_entity *entities;
    const glosa_text *words;
    glosa_string texts, sources;
    uint32_t name_count, row_count, entity_count, word_count;
};

/* Where probing for a hash begins, before the mask: FNV-1a leaves its low bits weaker. */
static inline uint64_t glosa_slot_of(uint64_t hash)
{
    return hash ^ (hash >> 29);
}

/* The checksum of the file header and the table of contents that an image begins with. */
uint64_t glosa_image_header_checksum(const char *image);

/* Sets the members behind `size` from the image, verifying everything. Errors: GLOSA_DICTIONARY. */
GLOSA_CHECKED glosa_status glosa_image_verify(glosa_dictionary *dictionary, glosa_error *error);

#endif

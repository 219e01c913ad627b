/* Collects the chunks of a compiled dictionary and writes them out as one image. Memory failures
 * stick to the buffers and come out in finish. */
#ifndef GLOSA_BUILD_IMAGE_WRITER_H
#define GLOSA_BUILD_IMAGE_WRITER_H

#include "dictionaries/build/prefix_table.h"
#include "dictionaries/build/text_pool.h"
#include "dictionaries/import/rows.h"

enum { GLOSA_IMAGE_KNOWN_USES = 1024 };

typedef struct glosa_image_writer {
    glosa_prefix_table prefixes;
    glosa_buffer names, rows, uses, origins, entities, words;           /* chunks, as in the file */
    glosa_buffer sources;       /* filled by the caller */
    glosa_buffer blocks;        /* made room for last */
    glosa_text_pool pool;
    uint32_t longest_key;
    uint32_t begun;             /* names that have rows */
    uint32_t known_uses[GLOSA_IMAGE_KNOWN_USES];    /* number + 1 of one of such a hash; 0: none */
} glosa_image_writer;           /* all zero is valid and empty */

/* All keys come first, in the order of glosa_key_compare, each once. */
void glosa_image_add_key(glosa_image_writer *writer, glosa_string key);

/* Then the rows of each name, names in the order of their keys. */
void glosa_image_begin_name(glosa_image_writer *writer);
void glosa_image_add_row(glosa_image_writer *writer, const glosa_row *row, uint32_t entity,
                         glosa_string rule);

/* Entities in the order of their indexes. The row gives kind, id, name and xrefs. */
void glosa_image_add_entity(glosa_image_writer *writer, const glosa_row *preferred);

/* Makes the prefix table of the keys, one at least, and appends the whole image. Errors:
 * GLOSA_DICTIONARY (too large, too many different kinds, roles, languages and rules, or origins),
 * GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_image_finish(glosa_image_writer *writer, glosa_buffer *image,
                                              glosa_error *error);
void glosa_image_writer_free(glosa_image_writer *writer);

/* Makes all checksums of an image right, as far as its table of contents leads to any: the last
 * step of writing one, and the first of a forger. The SHA-256 is left as it is. */
void glosa_image_seal(char *image, size_t size);

#endif

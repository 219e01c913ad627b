/* Collects the chunks of a compiled dictionary and writes them out as one image. Memory failures
 * stick to the buffers and come out in finish. */
#ifndef GLOSA_BUILD_IMAGE_WRITER_H
#define GLOSA_BUILD_IMAGE_WRITER_H

#include "dictionaries/import/rows.h"
#include "dictionaries/match/format.h"

typedef struct glosa_image_writer {
    glosa_buffer names, rows, entities, words, texts;   /* chunks, as in the file */
    glosa_buffer sources;       /* filled by the caller */
    glosa_buffer slots;
    uint64_t seed;
    uint32_t longest_key;
} glosa_image_writer;           /* all zero is valid and empty */

/* Entities come first, in the order of their indexes. The row gives kind, id, name and xrefs. */
void glosa_image_add_entity(glosa_image_writer *writer, const glosa_row *preferred);

/* Names come in the order of their keys, each followed by its rows. */
void glosa_image_add_name(glosa_image_writer *writer, glosa_string key);
void glosa_image_add_row(glosa_image_writer *writer, const glosa_row *row, uint32_t entity,
                         const char *rule);

/* Makes the prefix table and appends the whole image. Errors: GLOSA_DICTIONARY (too large, too
 * many different kinds, roles, languages and rules), GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_image_finish(glosa_image_writer *writer, glosa_buffer *image,
                                              glosa_error *error);
void glosa_image_writer_free(glosa_image_writer *writer);

#endif

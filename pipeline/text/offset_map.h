/* Where each byte of the normalized text came from in the source.
 *
 * The map is a sorted list of edits; between two edits text and source run byte for byte in
 * parallel. A dropped soft hyphen is an edit of text size 0, an expanded ligature one of source
 * size 3 and text size 2. */
#ifndef GLOSA_TEXT_OFFSET_MAP_H
#define GLOSA_TEXT_OFFSET_MAP_H

#include "pipeline/base/arena.h"

typedef struct glosa_edit {
    uint32_t text_start, text_size;         /* bytes of the normalized text */
    uint32_t source_start, source_size;     /* bytes of the source */
} glosa_edit;

typedef GLOSA_ARRAY(glosa_edit) glosa_offset_map;   /* empty: text and source are the same */

/* Adds an edit behind the last one; one that continues it is merged when both only drop bytes.
 * False without memory. */
GLOSA_CHECKED bool glosa_offset_map_add(glosa_offset_map *map, glosa_arena *arena,
                                        glosa_edit edit);

/* The source byte where the thing that starts at text byte `text` starts. Dropped bytes in front
 * of it are not part of it. */
uint32_t glosa_offset_map_start(const glosa_offset_map *map, uint32_t text);

/* The source byte where the thing that ends at text byte `text` ends. Dropped bytes behind it are
 * not part of it. For text == 0 this is 0. */
uint32_t glosa_offset_map_end(const glosa_offset_map *map, uint32_t text);

/* The text byte at which source byte `source` is found, or what follows it when it was dropped. */
uint32_t glosa_offset_map_to_text(const glosa_offset_map *map, uint32_t source);

/* True where the edits are in order, do not overlap, and fit a text and a source of these sizes:
 * the invariant that the functions above rely on, to be checked for a map from outside. */
bool glosa_offset_map_valid(const glosa_offset_map *map, uint64_t text_size,
                            uint64_t source_size);

#endif

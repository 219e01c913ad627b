/* The hash table over the prefixes of all keys, and the filters before it, as match/format.h lays
 * them out. */
#ifndef GLOSA_BUILD_PREFIX_TABLE_H
#define GLOSA_BUILD_PREFIX_TABLE_H

#include "pipeline/base/string.h"

/* The order of keys that puts all names with a common prefix side by side, the prefix itself
 * first: by the pieces between the borders where a key may be cut (glosa_key_border), each piece
 * by bytes. Negative, zero or positive. */
int glosa_key_compare(glosa_string a, glosa_string b);

typedef struct glosa_prefix_table {
    uint64_t seed;              /* the start of the hash that keeps all prefixes apart: the first
                                   that does, so the result is always the same */
    glosa_buffer slots;         /* glosa_slot[] */
    glosa_buffer firsts, pairs; /* uint64_t[] */
} glosa_prefix_table;           /* all zero is valid and empty; the buffers are to be freed */

/* Fills *table for the names (glosa_name[] with its end, in the order of their keys, which are
 * within `texts`). Errors: GLOSA_DICTIONARY, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_prefix_table_make(const glosa_buffer *names,
                                                   const glosa_buffer *texts,
                                                   glosa_prefix_table *table,
                                                   glosa_error *error);

#endif

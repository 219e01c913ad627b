/* The hash table over the prefixes of all keys, as match/format.h lays it out. */
#ifndef GLOSA_BUILD_PREFIX_TABLE_H
#define GLOSA_BUILD_PREFIX_TABLE_H

#include "pipeline/base/string.h"

/* Fills *slots for the names (glosa_name[], keys within `texts`), and *seed with the start of the
 * hash that keeps all prefixes apart: the first that does, so the result is always the same.
 * Errors: GLOSA_DICTIONARY, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_prefix_table_make(const glosa_buffer *names,
                                                   const glosa_buffer *texts, uint64_t *seed,
                                                   glosa_buffer *slots, glosa_error *error);

#endif

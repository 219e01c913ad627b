/* Rows become a compiled dictionary: variants, keys, prefix table, file image. The same rows
 * and rules give the same bytes, on every machine of the same byte order. */
#ifndef GLOSA_BUILD_COMPILE_H
#define GLOSA_BUILD_COMPILE_H

#include "dictionaries/build/name_rules.h"

/* Appends the image to *image, which must be empty. Rows of one CURIE are one entity, whose
 * preferred name and xrefs come from its row of role `preferred` (else from its first row), which
 * may be unmatched: such rows give no key. The rules are among its sources, with their digests.
 * Errors: GLOSA_DICTIONARY (an entity of two kinds, a name without letters or digits, nothing to
 * build, more than 256 rules of variants; where and position name the row), GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_compile(const glosa_row_table *table,
                                         const glosa_name_rules *rules, glosa_buffer *image,
                                         glosa_error *error);

#endif

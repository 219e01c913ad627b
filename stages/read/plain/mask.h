/* A copy of a Markdown text in which only the structure of blocks is left for cmark to find.
 *
 * Blocks are told by what stands at the start of a line. Everything else that means something
 * to Markdown (brackets, stars, tags ...) is replaced byte for byte, so that positions stay the
 * same, cmark finds no inline markup, whose worst cases are quadratic, and a line that looks
 * like a link definition stays text. */
#ifndef GLOSA_READ_MASK_H
#define GLOSA_READ_MASK_H

#include "pipeline/base/string.h"

/* How many bytes of marks at the start of a line are left to mean something: the deepest
 * nesting of quotes and lists. */
enum { GLOSA_MASK_MARKS = 64 };

/* Replaces the contents of *out by the masked text; its first `layout` bytes become blank
 * lines. Returns the number of lines. */
size_t glosa_mask(glosa_string text, size_t layout, glosa_buffer *out);

#endif

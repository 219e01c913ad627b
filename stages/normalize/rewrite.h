/* One pass over a text: what it reads, what it writes, and the edits between the two. */
#ifndef GLOSA_NORMALIZE_REWRITE_H
#define GLOSA_NORMALIZE_REWRITE_H

#include "pipeline/text/offset_map.h"
#include "pipeline/text/utf8.h"

typedef struct glosa_rewrite {
    glosa_string in;            /* valid UTF-8; not changed by the pass */
    size_t done;                /* bytes of `in` that have been carried over or replaced */
    glosa_buffer *out;          /* what the pass writes; incomplete until finished */
    glosa_offset_map edits;     /* from `in` to `out`, in `arena` */
    glosa_arena *arena;
    bool failed;                /* out of memory */
} glosa_rewrite;

/* Replaces the bytes [start, end) of `in`, which must not be empty and lie behind everything
 * replaced before. What lies between is carried over. Both ends are code-point borders. */
void glosa_rewrite_replace(glosa_rewrite *rewrite, size_t start, size_t end, glosa_string with);
void glosa_rewrite_drop(glosa_rewrite *rewrite, size_t start, size_t end);
void glosa_rewrite_code_point(glosa_rewrite *rewrite, size_t start, size_t end, int32_t with);

/* The text written so far for what lies before `at`, carried over up to there: the context on
 * the left as later passes will see it. Valid until the next change. */
glosa_string glosa_rewrite_before(glosa_rewrite *rewrite, size_t at);

/* Carries the rest over. Nothing happens in a pass that made no edit: `in` is its result. */
void glosa_rewrite_finish(glosa_rewrite *rewrite);

/* The map from the source of `first` to the text of `second`, where the text of the first is
 * the source of the second. Edits that touch the same bytes between the two become one; edits
 * that only lie side by side stay apart. False without memory. */
GLOSA_CHECKED bool glosa_offset_map_compose(const glosa_offset_map *first,
                                            const glosa_offset_map *second,
                                            glosa_arena *arena, glosa_offset_map *out);

#endif

/* The texts of an image: each stored once, found again by its bytes. */
#ifndef GLOSA_BUILD_TEXT_POOL_H
#define GLOSA_BUILD_TEXT_POOL_H

#include "dictionaries/match/format.h"
#include "pipeline/base/string.h"

typedef struct glosa_text_pool {
    glosa_buffer texts;         /* the chunk */
    glosa_text *known;          /* open addressing; size 0 is free */
    size_t room, count;         /* of `known`: a power of two, or 0; and taken */
    bool failed;                /* no memory, or beyond 4 GiB */
} glosa_text_pool;              /* all zero is valid and empty */

/* Where the text lies: where equal bytes were added before, else at the end. An empty text lies
 * anywhere. */
glosa_text glosa_text_pool_add(glosa_text_pool *pool, glosa_string text);

/* Forgets what is known, and keeps the texts. */
void glosa_text_pool_forget(glosa_text_pool *pool);
void glosa_text_pool_free(glosa_text_pool *pool);

#endif

#include "dictionaries/build/text_pool.h"

#include <xxhash.h>

enum { FIRST_ROOM = 1 << 10 };

static glosa_string text_at(const glosa_text_pool *pool, glosa_text place)
{
    return (glosa_string){pool->texts.data + place.offset, place.size};
}

/* The place of a text among the known, or the free one where it belongs. */
static glosa_text *find(const glosa_text_pool *pool, glosa_string text)
{
    size_t at = XXH3_64bits(text.data, text.size);
    for (;; at++) {
        glosa_text *known = &pool->known[at & (pool->room - 1)];
        if (known->size == 0 || glosa_string_equal(text_at(pool, *known), text))
            return known;
    }
}

static bool grow(glosa_text_pool *pool)
{
    glosa_text_pool larger = *pool;
    larger.room = pool->room ? 2 * pool->room : FIRST_ROOM;
    larger.known = calloc(larger.room, sizeof *larger.known);
    if (!larger.known)
        return false;
    for (size_t i = 0; i < pool->room; i++) {
        if (pool->known[i].size)
            *find(&larger, text_at(pool, pool->known[i])) = pool->known[i];
    }
    free(pool->known);
    *pool = larger;
    return true;
}

glosa_text glosa_text_pool_add(glosa_text_pool *pool, glosa_string text)
{
    if (pool->count >= pool->room / 4 * 3 && !pool->failed)
        pool->failed = !grow(pool);
    if (text.size == 0 || pool->failed)
        return (glosa_text){0, 0};
    glosa_text *known = find(pool, text);
    if (known->size)
        return *known;
    glosa_text place = {(uint32_t)pool->texts.size, (uint32_t)text.size};
    if (text.size <= UINT32_MAX - pool->texts.size)
        glosa_buffer_string(&pool->texts, text);
    else
        pool->failed = true;
    pool->failed |= pool->texts.failed;
    if (pool->failed)
        return (glosa_text){0, 0};
    pool->count++;
    *known = place;
    return place;
}

void glosa_text_pool_forget(glosa_text_pool *pool)
{
    free(pool->known);
    pool->known = NULL;
    pool->room = pool->count = 0;
}

void glosa_text_pool_free(glosa_text_pool *pool)
{
    glosa_text_pool_forget(pool);
    glosa_buffer_free(&pool->texts);
}

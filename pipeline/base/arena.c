#include "pipeline/base/arena.h"

#include <stdalign.h>

#if defined(__SANITIZE_ADDRESS__)
#define REDZONE 16
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define REDZONE 16
#endif
#endif

#ifdef REDZONE
#include <sanitizer/asan_interface.h>
#else
#define REDZONE 0
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

enum { FIRST_BLOCK = 1 << 16, ALIGNMENT = alignof(max_align_t) };

struct glosa_arena_block {
    struct glosa_arena_block *next;
    size_t size;                                /* bytes in `data` */
    alignas(max_align_t) unsigned char data[];
};

static struct glosa_arena_block *block_new(size_t size)
{
    struct glosa_arena_block *block = malloc(sizeof *block + size);
    if (!block)
        return NULL;
    block->next = NULL;
    block->size = size;
    ASAN_POISON_MEMORY_REGION(block->data, size);
    return block;
}

static void block_free(struct glosa_arena_block *block)
{
    ASAN_UNPOISON_MEMORY_REGION(block->data, block->size);
    free(block);
}

/* Moves on to a block with room for `size` bytes: a kept one, or a new one, each twice as large
 * as the one before so that a document costs few system calls. */
static bool enter_block(glosa_arena *arena, size_t size)
{
    struct glosa_arena_block *next = arena->current ? arena->current->next : arena->first;
    if (!next || next->size < size) {
        size_t room = arena->current ? 2 * arena->current->size : FIRST_BLOCK;
        struct glosa_arena_block *block = block_new(room > size ? room : size);
        if (!block)
            return false;
        block->next = next;
        if (arena->current)
            arena->current->next = block;
        else
            arena->first = block;
        next = block;
    }
    arena->current = next;
    arena->used = 0;
    return true;
}

void *glosa_arena_take(glosa_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 4)
        return NULL;
    size_t taken = (size + REDZONE + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!arena->current || arena->current->size - arena->used < taken) {
        if (!enter_block(arena, taken))
            return NULL;
    }
    unsigned char *piece = arena->current->data + arena->used;
    arena->used += taken;
    ASAN_UNPOISON_MEMORY_REGION(piece, size);
    return piece;
}

void *glosa_arena_alloc(glosa_arena *arena, size_t size)
{
    void *piece = glosa_arena_take(arena, size);
    return piece ? memset(piece, 0, size) : NULL;
}

char *glosa_arena_copy(glosa_arena *arena, const char *data, size_t size)
{
    char *copy = glosa_arena_take(arena, size + 1);
    if (!copy)
        return NULL;
    if (size)
        memcpy(copy, data, size);
    copy[size] = '\0';
    return copy;
}

void glosa_arena_reset(glosa_arena *arena, size_t keep)
{
    size_t kept = 0;
    struct glosa_arena_block **link = &arena->first;
    while (*link) {
        struct glosa_arena_block *block = *link;
        if (kept + block->size > keep) {
            *link = block->next;
            block_free(block);
            continue;
        }
        kept += block->size;
        ASAN_POISON_MEMORY_REGION(block->data, block->size);
        link = &block->next;
    }
    arena->current = NULL;
    arena->used = 0;
}

void glosa_arena_free(glosa_arena *arena)
{
    glosa_arena_reset(arena, 0);
}

bool glosa_array_grow(glosa_arena *arena, void *items, uint32_t size, uint32_t *capacity,
                      size_t item_size)
{
    if (*capacity > UINT32_MAX / 2)
        return false;
    uint32_t larger = *capacity ? 2 * *capacity : 16;
    void *fresh = glosa_arena_take(arena, (size_t)larger * item_size), *old;
    if (!fresh)
        return false;
    memcpy(&old, items, sizeof old);
    if (size)
        memcpy(fresh, old, (size_t)size * item_size);
    memcpy(items, &fresh, sizeof fresh);
    *capacity = larger;
    return true;
}

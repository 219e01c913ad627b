/* Memory that is freed all at once. A document owns one arena; nothing in it is freed singly. */
#ifndef GLOSA_BASE_ARENA_H
#define GLOSA_BASE_ARENA_H

#include "pipeline/base/error.h"

typedef struct glosa_arena {
    struct glosa_arena_block *first, *current;
    size_t used;                /* bytes taken from the current block */
} glosa_arena;                  /* all zero is a valid, empty arena */

/* Memory aligned for any type and zeroed, or NULL when there is none. Size 0 gives a valid
 * pointer. Under AddressSanitizer there is a red zone behind every piece. */
void *glosa_arena_alloc(glosa_arena *arena, size_t size);

/* The same with whatever was there, for what is written before it is read. */
void *glosa_arena_take(glosa_arena *arena, size_t size);

/* A zero-terminated copy of `size` bytes; NULL when there is no memory. */
char *glosa_arena_copy(glosa_arena *arena, const char *data, size_t size);

/* Makes everything allocated invalid and keeps the memory for the next document. Blocks beyond
 * `keep` bytes in all go back to the system, so that one huge document does not stay resident. */
void glosa_arena_reset(glosa_arena *arena, size_t keep);

/* Gives all memory back. The arena is empty afterwards and may be used again. */
void glosa_arena_free(glosa_arena *arena);

/* An array that grows in an arena. Declare a member as GLOSA_ARRAY(type) and add with
 * GLOSA_ARRAY_ADD, which gives a pointer to a new zeroed item, or NULL without memory. A pointer
 * to an item is valid until the next addition. */
#define GLOSA_ARRAY(type)                                                                      \
    struct {                                                                                   \
        type *items;                                                                           \
        uint32_t size, capacity;                                                               \
    }

#define GLOSA_ARRAY_ADD(arena, array)                                                          \
    (((array)->size < (array)->capacity ||                                                     \
      glosa_array_grow((arena), &(array)->items, (array)->size, &(array)->capacity,            \
                       sizeof *(array)->items))                                                \
         ? (memset(&(array)->items[(array)->size], 0, sizeof *(array)->items),                 \
            &(array)->items[(array)->size++])                                                  \
         : NULL)

/* The growth behind GLOSA_ARRAY_ADD: `items` is the address of the array's item pointer. What is
 * behind `size` items then holds whatever was there. */
bool glosa_array_grow(glosa_arena *arena, void *items, uint32_t size, uint32_t *capacity,
                      size_t item_size);

#endif

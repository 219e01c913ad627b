/* Arrays of malloc's that grow. */
#ifndef GLOSA_BASE_GROW_H
#define GLOSA_BASE_GROW_H

#include <stdbool.h>
#include <stddef.h>

/* Makes room for twice as many items, or for the first ones: `items` is the address of the array's
 * pointer, which is NULL at first and the caller's to free. False without memory: array and
 * *capacity are then as they were. */
bool glosa_grow(void *items, size_t *capacity, size_t item_size);

#endif

#include "pipeline/base/grow.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ITEMS = 64 };

bool glosa_grow(void *items, size_t *capacity, size_t item_size)
{
    size_t larger = *capacity ? 2 * *capacity : FIRST_ITEMS;
    void *old, *fresh;
    if (larger > SIZE_MAX / 2 / item_size)
        return false;
    memcpy(&old, items, sizeof old);
    fresh = realloc(old, larger * item_size);
    if (!fresh)
        return false;
    memcpy(items, &fresh, sizeof fresh);
    *capacity = larger;
    return true;
}

#include "dictionaries/import/rows.h"

enum { FIRST_ROOM = 64 };

const char *const glosa_row_languages[] = {"en", "es", "mul", NULL};
const char *const glosa_row_roles[] = {"preferred",    "symbol", "synonym", "previous",
                                       "abbreviation", "brand",  "code",    "formula", NULL};

glosa_row *glosa_row_table_add(glosa_row_table *table)
{
    if (table->rows.size == table->rows.room) {
        if (table->rows.room > UINT32_MAX / 2)
            return NULL;
        uint32_t room = table->rows.room ? 2 * table->rows.room : FIRST_ROOM;
        glosa_row *items = realloc(table->rows.items, room * sizeof *items);
        if (!items)
            return NULL;
        table->rows.items = items;
        table->rows.room = room;
    }
    glosa_row *row = &table->rows.items[table->rows.size++];
    *row = (glosa_row){0};
    return row;
}

void glosa_row_table_free(glosa_row_table *table)
{
    free(table->rows.items);
    glosa_arena_free(&table->arena);
    *table = (glosa_row_table){0};
}

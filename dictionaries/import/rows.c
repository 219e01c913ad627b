#include "dictionaries/import/rows.h"

#include "pipeline/text/utf8.h"

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

static bool copy_text(glosa_row_table *table, glosa_string text, glosa_string *copy)
{
    *copy = (glosa_string){glosa_arena_copy(&table->arena, text.data, text.size), text.size};
    return copy->data;
}

/* File names may have any bytes; sources are lines of columns. */
static bool name_source(glosa_row_table *table, const char *folder, glosa_row_source *source)
{
    const char *slash = strrchr(source->path.data, '/');
    glosa_buffer clean = {0};
    glosa_buffer_string(&clean, glosa_string_of(folder));
    glosa_utf8_append_clean(&clean, glosa_string_of(slash ? slash + 1 : source->path.data));
    for (size_t i = 0; i < clean.size; i++) {
        if ((unsigned char)clean.data[i] < ' ')
            clean.data[i] = ' ';
    }
    bool done = copy_text(table, glosa_buffer_view(&clean), &source->name) && !clean.failed;
    glosa_buffer_free(&clean);
    return done;
}

glosa_row_source *glosa_row_table_add_source(glosa_row_table *table, const char *folder,
                                             const char *path, const char *sha256)
{
    glosa_row_source *source = GLOSA_ARRAY_ADD(&table->arena, &table->sources);
    bool done = source && copy_text(table, glosa_string_of(path), &source->path) &&
                copy_text(table, glosa_string_of(sha256), &source->sha256) &&
                name_source(table, folder, source);
    return done ? source : NULL;
}

void glosa_row_table_free(glosa_row_table *table)
{
    free(table->rows.items);
    glosa_arena_free(&table->arena);
    *table = (glosa_row_table){0};
}

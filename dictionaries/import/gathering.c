#include "dictionaries/import/gathering.h"

#include "dictionaries/import/naming.h"

static const size_t most_bytes = (size_t)1 << 30;

static glosa_string keep(glosa_gathering *gathering, glosa_string text)
{
    char *kept = glosa_arena_copy(&gathering->arena, text.data ? text.data : "", text.size);
    gathering->bytes += text.size + sizeof(glosa_row) / 4;
    return (glosa_string){kept, kept ? text.size : 0};
}

static glosa_status gather(void *state, const glosa_row *row, glosa_error *error)
{
    glosa_gathering *gathering = state;
    if (gathering->bytes > most_bytes)
        return glosa_fail(error, GLOSA_DICTIONARY, gathering->import->path, row->line,
                          "the names before this line exceed 1 GiB");
    glosa_row *kept = GLOSA_ARRAY_ADD(&gathering->arena, &gathering->rows);
    if (!kept)
        return glosa_fail_memory(error, gathering->import->path);
    *kept = *row;               /* kinds, languages and roles are constant */
    kept->curie = keep(gathering, row->curie);
    kept->name = keep(gathering, row->name);
    kept->xrefs = keep(gathering, row->xrefs);
    if (!kept->curie.data || !kept->name.data || !kept->xrefs.data)
        return glosa_fail_memory(error, gathering->import->path);
    return GLOSA_OK;
}

glosa_import glosa_gathering_begin(glosa_gathering *gathering, const glosa_import *import)
{
    glosa_import gathered = *import;
    gathering->import = import;
    gathered.sink = (glosa_row_sink){gathering, gather};
    return gathered;
}

static int compare_rows(const void *a, const void *b)
{
    const glosa_row *left = *(glosa_row *const *)a, *right = *(glosa_row *const *)b;
    int order = glosa_string_compare(left->curie, right->curie);
    return order ? order : (left > right) - (left < right);
}

static void add_xrefs(glosa_naming *naming, glosa_string xrefs)
{
    glosa_string one;
    while (xrefs.size && glosa_string_next(&xrefs, '|', &one))
        glosa_naming_xref_curie(naming, one);
}

static glosa_status give(const glosa_gathering *gathering, glosa_row *const *rows,
                         glosa_naming *naming, glosa_error *error)
{
    for (uint32_t i = 0; i < gathering->rows.size; i++) {
        const glosa_row *row = rows[i];
        if (i == 0 || !glosa_string_equal(row->curie, rows[i - 1]->curie)) {
            glosa_status status = glosa_naming_end(naming, error);
            if (status)
                return status;
            glosa_naming_begin(naming, gathering->import, row->line);
            naming->kind = row->kind.data;
            glosa_buffer_string(&naming->curie, row->curie);
        }
        glosa_naming_add(naming, row->name, row->language.data, row->role.data);
        add_xrefs(naming, row->xrefs);
    }
    return glosa_naming_end(naming, error);
}

glosa_status glosa_gathering_end(glosa_gathering *gathering, glosa_error *error)
{
    uint32_t size = gathering->rows.size;
    glosa_row **sorted = glosa_arena_alloc(&gathering->arena, size * sizeof *sorted);
    if (!sorted)
        return glosa_fail_memory(error, gathering->import->path);
    for (uint32_t i = 0; i < size; i++)
        sorted[i] = &gathering->rows.items[i];
    qsort(sorted, size, sizeof *sorted, compare_rows);
    glosa_naming naming = {0};
    glosa_status status = give(gathering, sorted, &naming, error);
    glosa_naming_free(&naming);
    return status;
}

void glosa_gathering_free(glosa_gathering *gathering)
{
    glosa_arena_free(&gathering->arena);
    *gathering = (glosa_gathering){0};
}

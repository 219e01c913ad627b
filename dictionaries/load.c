#include "dictionaries/load.h"

#include "dictionaries/build/compile.h"
#include "dictionaries/import/tsv.h"
#include "pipeline/base/share.h"

static glosa_status load_tsv(glosa_dictionary **out, const char *path, glosa_error *error)
{
    glosa_row_table table = {0};
    glosa_name_rules *rules = NULL;
    glosa_buffer image = {0};
    glosa_status status = glosa_tsv_import(&table, path, error);
    if (status == GLOSA_OK)
        status = glosa_name_rules_load(&rules, error);
    if (status == GLOSA_OK)
        status = glosa_compile(&table, rules, &image, error);
    glosa_row_table_free(&table);
    glosa_name_rules_free(rules);
    if (status) {
        glosa_buffer_free(&image);
        return status;
    }
    return glosa_dictionary_of_image(out, image.data, image.size, path, error);
}

glosa_status glosa_dictionary_load(glosa_dictionary **out, const char *path, glosa_error *error)
{
    *out = NULL;
    if (!*path)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1, "--dict needs the name of a file");
    return glosa_dictionary_is_compiled(path) ? glosa_dictionary_open(out, path, error)
                                              : load_tsv(out, path, error);
}

glosa_status glosa_dictionaries_load(glosa_dictionaries *out, const char *const *paths,
                                     size_t count, glosa_error *error)
{
    char shipped[4096];
    const char *only = shipped;
    *out = (glosa_dictionaries){0};
    if (count == 0) {
        glosa_status status = glosa_share_find(GLOSA_SHIPPED_DICTIONARY, shipped,
                                               sizeof shipped, error);
        if (status)
            return status;
        paths = &only;
        count = 1;
    }
    out->items = calloc(count, sizeof *out->items);
    if (!out->items)
        return glosa_fail_memory(error, "dictionary");
    for (size_t i = 0; i < count; i++) {
        glosa_status status = glosa_dictionary_load(&out->items[i], paths[i], error);
        if (status) {
            glosa_dictionaries_free(out);
            return status;
        }
        out->size++;
    }
    return GLOSA_OK;
}

glosa_status glosa_dictionaries_sound(const glosa_dictionaries *dictionaries, glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < dictionaries->size && status == GLOSA_OK; i++)
        status = glosa_dictionary_sound(dictionaries->items[i], error);
    return status;
}

void glosa_dictionaries_free(glosa_dictionaries *dictionaries)
{
    for (size_t i = 0; i < dictionaries->size; i++)
        glosa_dictionary_free(dictionaries->items[i]);
    free(dictionaries->items);
    *dictionaries = (glosa_dictionaries){0};
}

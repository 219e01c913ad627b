#include "dictionaries/build/name_rules.h"

#include "dictionaries/build/spanish_salts.h"
#include "dictionaries/build/spanish_names.h"
#include "dictionaries/build/variants.h"
#include "pipeline/base/share.h"

enum { LONGEST_PATH = 4096 };

/* Makes variants by the rules of one table. `read` checks its rows and prepares what `make` needs,
 * in the arena of the table; *made holds at first what the table listed before it has made, for a
 * table whose rules build on those. `make` is NULL where only the next table makes use of it. */
typedef struct maker {
    const char *file;
    const char *const *columns;
    glosa_status (*read)(glosa_rule_table *table, void **made, glosa_error *error);
    void (*make)(const void *made, const glosa_row *row, glosa_buffer *scratch,
                 glosa_variant_found found, void *context);
} maker;

static const maker makers[] = {
    {"variants.tsv", glosa_variant_columns, glosa_variant_rules_read, glosa_variant_rules_make},
    {"spanish_spelling.tsv", glosa_spanish_spelling_columns, glosa_spanish_speller_read, NULL},
    {"spanish_salts.tsv", glosa_spanish_salts_columns, glosa_spanish_salts_read,
     glosa_spanish_salts_make},
    {"spanish_names.tsv", glosa_spanish_columns, glosa_spanish_proteins_read,
     glosa_spanish_proteins_make},
};

enum { MAKERS = sizeof makers / sizeof *makers };

struct glosa_name_rules {
    char paths[MAKERS][LONGEST_PATH];
    glosa_rule_table tables[MAKERS];
    void *made[MAKERS];
};

/* The path of a table, in the folder or, where that is NULL, among what ships. */
static glosa_status find_table(const char *folder, const char *file, char *path,
                               glosa_error *error)
{
    char shipped[64];
    int size;
    if (!folder) {
        snprintf(shipped, sizeof shipped, "rules/%s", file);
        return glosa_share_find(shipped, path, LONGEST_PATH, error);
    }
    size = snprintf(path, LONGEST_PATH, "%s/%s", folder, file);
    return size > 0 && size < LONGEST_PATH
               ? GLOSA_OK
               : glosa_fail(error, GLOSA_IO, folder, -1, "its path is too long");
}

static glosa_status read_tables(glosa_name_rules *rules, const char *folder, glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < MAKERS && status == GLOSA_OK; i++) {
        rules->made[i] = i ? rules->made[i - 1] : NULL;
        status = find_table(folder, makers[i].file, rules->paths[i], error);
        if (status == GLOSA_OK)
            status = glosa_rule_table_read(&rules->tables[i], rules->paths[i],
                                           makers[i].columns, error);
        if (status == GLOSA_OK)
            status = makers[i].read(&rules->tables[i], &rules->made[i], error);
    }
    return status;
}

glosa_status glosa_name_rules_read(glosa_name_rules **out, const char *folder,
                                   glosa_error *error)
{
    *out = NULL;
    glosa_name_rules *rules = calloc(1, sizeof *rules);
    if (!rules)
        return glosa_fail_memory(error, "rules of names");
    glosa_status status = read_tables(rules, folder, error);
    if (status)
        glosa_name_rules_free(rules);
    else
        *out = rules;
    return status;
}

glosa_status glosa_name_rules_load(glosa_name_rules **out, glosa_error *error)
{
    return glosa_name_rules_read(out, NULL, error);
}

void glosa_name_rules_free(glosa_name_rules *rules)
{
    for (size_t i = 0; rules && i < MAKERS; i++)
        glosa_rule_table_free(&rules->tables[i]);
    free(rules);
}

const glosa_rule_table *glosa_name_rules_table(const glosa_name_rules *rules, size_t number)
{
    return number < MAKERS ? &rules->tables[number] : NULL;
}

void glosa_variants(const glosa_name_rules *rules, const glosa_row *row, glosa_buffer *scratch,
                    glosa_variant_found found, void *context)
{
    found(context, &(glosa_variant){.text = row->name});
    for (size_t i = 0; i < MAKERS; i++) {
        if (makers[i].make)
            makers[i].make(rules->made[i], row, scratch, found, context);
    }
}

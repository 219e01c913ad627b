/* dict check: what a dictionary of these rows would leave open. */
#include "dictionaries/commands/commands.h"

#include "dictionaries/build/compile.h"
#include "dictionaries/build/join.h"
#include "dictionaries/import/tsv.h"

/* Entities that one key stands for: more than this many are not all listed. */
enum { MOST_ENTITIES = 32 };

typedef struct sharers {
    glosa_entry entries[MOST_ENTITIES];
    uint32_t count;
    bool kinds_differ;
} sharers;

static void print_list(FILE *out, const sharers *sharers, bool kinds)
{
    for (uint32_t i = 0; i < sharers->count; i++) {
        glosa_string text = kinds ? sharers->entries[i].kind : sharers->entries[i].curie;
        fprintf(out, "%s%.*s", i ? "|" : "", GLOSA_PRINT(text));
    }
}

/* The different entities that a name stands for. */
static void find_sharers(const glosa_dictionary *dictionary, uint32_t name, sharers *found)
{
    *found = (sharers){0};
    uint32_t rows = glosa_dictionary_rows_of(dictionary, name);
    for (uint32_t i = 0; i < rows && found->count < MOST_ENTITIES; i++) {
        glosa_entry entry = glosa_dictionary_entry(dictionary, name, i);
        bool known = false;
        for (uint32_t k = 0; k < found->count; k++)
            known |= glosa_string_equal(found->entries[k].curie, entry.curie);
        if (known)
            continue;
        found->kinds_differ |= found->count &&
                               !glosa_string_equal(found->entries[0].kind, entry.kind);
        found->entries[found->count++] = entry;
    }
}

static void print_shared_names(const glosa_dictionary *dictionary, FILE *out)
{
    uint32_t names = glosa_dictionary_name_count(dictionary);
    sharers found;
    for (uint32_t name = 0; name < names; name++) {
        find_sharers(dictionary, name, &found);
        if (found.count < 2)
            continue;
        fprintf(out, "%s\t%.*s\t", found.kinds_differ ? "kinds" : "name",
                GLOSA_PRINT(found.entries[0].name));
        print_list(out, &found, false);
        fputc('\t', out);
        print_list(out, &found, true);
        fputs("\t\n", out);
    }
}

static void print_conflicts(const glosa_row_table *table, const glosa_join_report *report,
                            FILE *out)
{
    for (uint32_t i = 0; i < report->conflicts.size; i++) {
        const glosa_join_conflict *conflict = &report->conflicts.items[i];
        const glosa_row *row = &table->rows.items[conflict->row];
        fprintf(out, "identity\t%.*s\t%.*s%s%.*s\t%.*s\t%s\n", GLOSA_PRINT(conflict->identifier),
                GLOSA_PRINT(row->curie), conflict->other.size ? "|" : "",
                GLOSA_PRINT(conflict->other), GLOSA_PRINT(row->kind), conflict->reason);
    }
}

static glosa_status check(const glosa_row_table *table, const glosa_join_report *report,
                          FILE *out, glosa_error *error)
{
    glosa_name_rules *rules = NULL;
    glosa_buffer image = {0};
    glosa_dictionary *dictionary = NULL;
    glosa_status status = glosa_name_rules_load(&rules, error);
    if (status == GLOSA_OK)
        status = glosa_compile(table, rules, &image, error);
    glosa_name_rules_free(rules);
    if (status) {
        glosa_buffer_free(&image);
        return status;
    }
    status = glosa_dictionary_of_image(&dictionary, image.data, image.size, "dict check", error);
    if (status)
        return status;
    fputs("what\tname\tentities\tkinds\treason\n", out);
    print_conflicts(table, report, out);
    print_shared_names(dictionary, out);
    status = glosa_dictionary_sound(dictionary, error);
    glosa_dictionary_free(dictionary);
    return status;
}

static glosa_status run_check(const void *options, const glosa_list *files,
                              glosa_command_context *context, glosa_error *error)
{
    (void)options;
    glosa_row_table table = {0};
    glosa_join_report report;
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < files->size && status == GLOSA_OK; i++)
        status = glosa_tsv_import(&table, files->items[i], error);
    if (status == GLOSA_OK)
        status = glosa_join(&table, &report, error);
    if (status == GLOSA_OK)
        status = check(&table, &report, context->out, error);
    glosa_row_table_free(&table);
    return status;
}

const glosa_command glosa_dict_check_command = {
    .name = "dict check",
    .summary = "list names of several entities, and entities that could not be joined, as TSV",
    .operands = "FILE.tsv...",
    .example = "glosa dict check dictionaries/sources/genes.tsv dictionaries/sources/drugs.tsv",
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .run = run_check,
};

#include "dictionaries/commands/refuse.h"

#include <errno.h>
#include <inttypes.h>

#include "dictionaries/build/refuse.h"
#include "pipeline/base/share.h"

/* Where the shipped rules are. */
typedef struct rule_paths {
    char refusals[4096], words[4096];
} rule_paths;

#define REFUSED_HEADER "name\tid\tkind\tlanguage\trole\torigin\taction\treason\trule\n"

static void print_refusal(void *context, const glosa_row *row, const glosa_refusal_rule *rule)
{
    const glosa_string *cells = rule->source->cells;
    fprintf(context, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%" PRId64 "\n",
            GLOSA_PRINT(row->name), GLOSA_PRINT(row->curie), GLOSA_PRINT(row->kind),
            GLOSA_PRINT(row->language), GLOSA_PRINT(row->role), GLOSA_PRINT(row->origin),
            GLOSA_PRINT(cells[GLOSA_REFUSAL_ACTION]), GLOSA_PRINT(cells[GLOSA_REFUSAL_REASON]),
            rule->source->line);
}

/* Opens the list of refusals, or leaves *out NULL where none is wanted. What is there already must
 * be such a list. */
static glosa_status open_refused(const char *path, FILE **out, glosa_error *error)
{
    char head[sizeof REFUSED_HEADER] = "";
    if (!path)
        return GLOSA_OK;
    FILE *old = fopen(path, "rb");
    size_t got = old ? fread(head, 1, sizeof head - 1, old) : 0;
    if (old)
        fclose(old);
    if (got && strcmp(head, REFUSED_HEADER) != 0)
        return glosa_fail(error, GLOSA_IO, path, -1,
                          "exists and is no list of refused names; it is not overwritten");
    *out = fopen(path, "wb");
    if (!*out)
        return glosa_fail(error, GLOSA_IO, path, -1, "cannot write: %s", strerror(errno));
    fputs(REFUSED_HEADER, *out);
    return GLOSA_OK;
}

static glosa_status read_frequencies(glosa_refusal_rules *rules, const glosa_list *given,
                                     glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < given->size && status == GLOSA_OK; i++) {
        glosa_string file = glosa_string_of(given->items[i]), language;
        if (!glosa_string_next(&file, '=', &language) || !file.size)
            return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                              "--frequencies %s: must be LANGUAGE=FILE", given->items[i]);
        status = glosa_refusal_rules_add_ranks(rules, language, file.data, error);
    }
    return status;
}

static void say_what_lacks(const glosa_refusal_rules *rules)
{
    bool en = glosa_refusal_rules_lack_ranks(rules, GLOSA_TEST_RANK_EN);
    bool es = glosa_refusal_rules_lack_ranks(rules, GLOSA_TEST_RANK_ES);
    if (en || es)
        fprintf(stderr, "glosa dict build: no --frequencies of %s: names that are ordinary "
                        "words are not refused\n", en && es ? "en and es" : en ? "en" : "es");
}

static bool has_imported(const glosa_row_table *table)
{
    for (uint32_t i = 0; i < table->rows.size; i++) {
        if (!table->rows.items[i].curated)
            return true;
    }
    return false;
}

static glosa_status read_rules(glosa_refusal_rules *rules, rule_paths *paths,
                               glosa_error *error)
{
    glosa_status status = glosa_share_find("rules/refusals.tsv", paths->refusals,
                                           sizeof paths->refusals, error);
    if (status == GLOSA_OK)
        status = glosa_share_find("rules/words.tsv", paths->words, sizeof paths->words, error);
    return status ? status
                  : glosa_refusal_rules_read(rules, paths->refusals, paths->words, error);
}

/* Names what judged among the sources of the dictionary. */
static glosa_status add_sources(glosa_row_table *table, const glosa_refusal_rules *rules,
                                glosa_error *error)
{
    const struct {
        const char *folder, *path, *sha256;
        uint32_t rows;
    } files[] = {
        {"rules/", rules->table.path, rules->table.sha256, rules->table.rules.size},
        {"rules/", rules->lists.path, rules->lists.sha256, rules->lists.rules.size},
        {"", rules->en.path, rules->en.sha256, rules->en.lines},
        {"", rules->es.path, rules->es.sha256, rules->es.lines},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (!files[i].path)
            continue;
        glosa_row_source *source = glosa_row_table_add_source(table, files[i].folder,
                                                              files[i].path, files[i].sha256);
        if (!source)
            return glosa_fail_memory(error, files[i].path);
        source->rows = files[i].rows;
    }
    return GLOSA_OK;
}

/* Judges, and lists where a list is open. */
static glosa_status judge(glosa_row_table *table, const glosa_refusal_rules *rules, FILE *out,
                          const char *path, glosa_error *error)
{
    glosa_refusal_found found = {out, out ? print_refusal : NULL};
    glosa_status status = glosa_refuse(table, rules, &found, error);
    bool failed = out && ferror(out);
    failed |= out && fclose(out) != 0;
    if (status == GLOSA_OK && failed)
        status = glosa_fail(error, GLOSA_IO, path, -1, "cannot write: %s", strerror(errno));
    return status;
}

glosa_status glosa_dict_refuse(glosa_row_table *table, const glosa_list *frequencies,
                               const char *refused, glosa_error *error)
{
    rule_paths paths;
    glosa_refusal_rules rules = {0};
    FILE *out = NULL;
    glosa_status status = read_rules(&rules, &paths, error);
    if (status == GLOSA_OK)
        status = read_frequencies(&rules, frequencies, error);
    if (status == GLOSA_OK)
        status = open_refused(refused, &out, error);
    bool imported = has_imported(table);
    if (status == GLOSA_OK && imported)
        say_what_lacks(&rules);
    if (status == GLOSA_OK && imported)
        status = add_sources(table, &rules, error);
    if (status == GLOSA_OK)
        status = judge(table, &rules, out, refused, error);
    glosa_refusal_rules_free(&rules);
    return status;
}

/* dict diff: two dictionaries side by side, entity by entity and name by name. */
#include "dictionaries/commands/commands.h"
#include "dictionaries/load.h"

/* A listed name of an entity: where its row is. */
typedef struct listing {
    glosa_string curie, name;
    uint32_t key, row;
} listing;

typedef struct side {
    glosa_dictionary *dictionary;
    listing *items;             /* by CURIE, then name */
    size_t size, at;            /* at: the next to be told of */
} side;

enum { BEFORE, AFTER };

typedef struct diff {
    side sides[2];
    FILE *out;
} diff;

static int compare_listings(const void *a, const void *b)
{
    const listing *left = a, *right = b;
    int order = glosa_string_compare(left->curie, right->curie);
    if (order == 0)
        order = glosa_string_compare(left->name, right->name);
    return order ? order : (left->key > right->key) - (left->key < right->key);
}

/* Lists the names that stand in the dictionary themselves, without derived spellings. */
static glosa_status list_names(side *side, glosa_error *error)
{
    const glosa_dictionary *dictionary = side->dictionary;
    size_t rows = glosa_dictionary_row_count(dictionary);
    side->items = calloc(rows + 1, sizeof *side->items);
    if (!side->items)
        return glosa_fail_memory(error, glosa_dictionary_path(dictionary));
    for (uint32_t key = 0; key < glosa_dictionary_name_count(dictionary); key++) {
        for (uint32_t row = 0; row < glosa_dictionary_rows_of(dictionary, key); row++) {
            glosa_entry entry = glosa_dictionary_entry(dictionary, key, row);
            if (entry.rule.size == 0)
                side->items[side->size++] = (listing){entry.curie, entry.name, key, row};
        }
    }
    qsort(side->items, side->size, sizeof *side->items, compare_listings);
    return GLOSA_OK;
}

static const listing *next_of(const side *side)
{
    return side->at < side->size ? &side->items[side->at] : NULL;
}

static glosa_entry entry_of(const side *side, const listing *listing)
{
    return glosa_dictionary_entry(side->dictionary, listing->key, listing->row);
}

static void print_change(FILE *out, const char *change, const char *what, glosa_string curie,
                         glosa_string name)
{
    fprintf(out, "%.*s\t%s\t%.*s\t%s\t", GLOSA_PRINT(curie), what, GLOSA_PRINT(name), change);
}

/* One line where a column of something that both sides have differs. */
static void compare_column(const diff *diff, const char *what, const glosa_entry *after,
                           const glosa_string values[2], const char *column)
{
    if (glosa_string_equal(values[BEFORE], values[AFTER]))
        return;
    glosa_string name = *what == 'e' ? after->preferred : after->name;
    print_change(diff->out, "changed", what, after->curie, name);
    fprintf(diff->out, "%s\t%.*s\t%.*s\n", column, GLOSA_PRINT(values[BEFORE]),
            GLOSA_PRINT(values[AFTER]));
}

static void compare_entities(const diff *diff, const glosa_entry entries[2])
{
    const glosa_entry *before = &entries[BEFORE], *after = &entries[AFTER];
    compare_column(diff, "entity", after, (glosa_string[]){before->kind, after->kind}, "kind");
    compare_column(diff, "entity", after,
                   (glosa_string[]){before->preferred, after->preferred}, "preferred");
    compare_column(diff, "entity", after, (glosa_string[]){before->xrefs, after->xrefs},
                   "xrefs");
}

static void compare_names(const diff *diff, const glosa_entry entries[2])
{
    const glosa_entry *before = &entries[BEFORE], *after = &entries[AFTER];
    compare_column(diff, "name", after, (glosa_string[]){before->language, after->language},
                   "language");
    compare_column(diff, "name", after, (glosa_string[]){before->role, after->role}, "role");
    if (before->flags == after->flags)
        return;
    print_change(diff->out, "changed", "name", after->curie, after->name);
    fputs("flags\t", diff->out);
    glosa_print_flags(diff->out, before->flags);
    fputc('\t', diff->out);
    glosa_print_flags(diff->out, after->flags);
    fputc('\n', diff->out);
}

/* Tells of one name, which one side has or both; moves on behind it. */
static void tell_name(diff *diff, glosa_string curie)
{
    const listing *next[2] = {next_of(&diff->sides[BEFORE]), next_of(&diff->sides[AFTER])};
    for (int s = 0; s < 2; s++) {
        if (next[s] && !glosa_string_equal(next[s]->curie, curie))
            next[s] = NULL;
    }
    int order = !next[BEFORE] ? 1 : !next[AFTER] ? -1
                                                 : glosa_string_compare(next[BEFORE]->name,
                                                                        next[AFTER]->name);
    if (order == 0) {
        glosa_entry entries[2] = {entry_of(&diff->sides[BEFORE], next[BEFORE]),
                                  entry_of(&diff->sides[AFTER], next[AFTER])};
        compare_names(diff, entries);
    } else {
        print_change(diff->out, order < 0 ? "removed" : "added", "name", curie,
                     next[order < 0 ? BEFORE : AFTER]->name);
        fputs("\t\t\n", diff->out);
    }
    diff->sides[BEFORE].at += order <= 0;
    diff->sides[AFTER].at += order >= 0;
}

/* Tells of one entity, which one side has or both, and of its names. */
static void tell_entity(diff *diff)
{
    const listing *next[2] = {next_of(&diff->sides[BEFORE]), next_of(&diff->sides[AFTER])};
    int order = !next[BEFORE] ? 1 : !next[AFTER] ? -1
                                                 : glosa_string_compare(next[BEFORE]->curie,
                                                                        next[AFTER]->curie);
    int first = order <= 0 ? BEFORE : AFTER;
    glosa_entry one = entry_of(&diff->sides[first], next[first]);
    if (order == 0) {
        glosa_entry entries[2] = {one, entry_of(&diff->sides[AFTER], next[AFTER])};
        compare_entities(diff, entries);
    } else {
        print_change(diff->out, order < 0 ? "removed" : "added", "entity", one.curie,
                     one.preferred);
        fputs("\t\t\n", diff->out);
    }
    for (;;) {
        const listing *before = next_of(&diff->sides[BEFORE]);
        const listing *after = next_of(&diff->sides[AFTER]);
        if (!(before && glosa_string_equal(before->curie, one.curie)) &&
            !(after && glosa_string_equal(after->curie, one.curie)))
            return;
        tell_name(diff, one.curie);
    }
}

static glosa_status run_diff(const void *options, const glosa_list *files,
                             glosa_command_context *context, glosa_error *error)
{
    diff diff = {.out = context->out};
    glosa_status status = GLOSA_OK;
    (void)options;
    for (int s = 0; s < 2 && status == GLOSA_OK; s++) {
        status = glosa_dictionary_load(&diff.sides[s].dictionary, files->items[s], error);
        if (status == GLOSA_OK)
            status = list_names(&diff.sides[s], error);
        if (status == GLOSA_OK)
            status = glosa_dictionary_sound(diff.sides[s].dictionary, error);
    }
    if (status == GLOSA_OK) {
        fputs("id\twhat\tname\tchange\tcolumn\tbefore\tafter\n", diff.out);
        while (next_of(&diff.sides[BEFORE]) || next_of(&diff.sides[AFTER]))
            tell_entity(&diff);
        for (int s = 0; s < 2 && status == GLOSA_OK; s++)
            status = glosa_dictionary_sound(diff.sides[s].dictionary, error);
    }
    for (int s = 0; s < 2; s++) {
        glosa_dictionary_free(diff.sides[s].dictionary);
        free(diff.sides[s].items);
    }
    return status;
}

const glosa_command glosa_dict_diff_command = {
    .name = "dict diff",
    .summary = "list entities and names that one of two dictionaries has, or has otherwise",
    .details = "One line for each difference, by identifier, the entity before its names, which\n"
               "are compared as they are listed: of several spellings with one key the first.\n",
    .operands = "BEFORE AFTER",
    .example = "glosa dict diff dictionaries/sources/drugs.tsv mine.tsv",
    .operands_least = 2,
    .operands_most = 2,
    .run = run_diff,
};

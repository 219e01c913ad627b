/* `glosa eval`: the mentions of a database against a gold standard. Both become temporary tables,
 * so that SQL does the judging and counting: data/eval_*.sql. */
#include "stages/emit/emit.h"
#include "stages/emit/evaluate/found.h"
#include "stages/emit/evaluate/gold.h"
#include "stages/emit/table.h"

extern const char glosa_data_emit_eval_judge[], glosa_data_emit_eval_figures[],
    glosa_data_emit_eval_identifiers[], glosa_data_emit_eval_errors[];

typedef struct eval_options {
    const char *gold, *gold_format, *before, *format;
    glosa_list maps, ignored, prefixes, parts;
    int64_t errors;
} eval_options;

static const glosa_option eval_table[] = {
    {.name = "gold", .letter = 'g', .type = GLOSA_OPTION_TEXT, .argument = "FILE",
     .offset = offsetof(eval_options, gold), .required = true,
     .help = "the gold standard: JSON Lines {\"id\",\"entities\":[{\"start\",\"end\",\"type\","
             "\"ids\"}]}, a folder of brat, PubTator, BioC"},
    {.name = "gold-format", .type = GLOSA_OPTION_TEXT, .argument = "FORMAT",
     .offset = offsetof(eval_options, gold_format),
     .help = "jsonl, brat, pubtator, bioc-json or bioc-xml (default: by the file's name)"},
    {.name = "map", .letter = 'm', .type = GLOSA_OPTION_LIST, .argument = "TYPE=KIND",
     .offset = offsetof(eval_options, maps),
     .help = "the kind that a gold type, or a kind of the database, counts as; may be repeated "
             "(default: its own name)"},
    {.name = "ignore", .letter = 'i', .type = GLOSA_OPTION_LIST, .argument = "TYPE",
     .offset = offsetof(eval_options, ignored),
     .help = "a gold type whose spans count neither way; may be repeated"},
    {.name = "ids", .type = GLOSA_OPTION_LIST, .argument = "TYPE=PREFIX",
     .offset = offsetof(eval_options, prefixes),
     .help = "what the identifiers of a gold type begin with where they are bare, as "
             "Gene=ncbigene; may be repeated"},
    {.name = "by", .type = GLOSA_OPTION_LIST, .argument = "PART",
     .offset = offsetof(eval_options, parts),
     .help = "figures also by language or section; may be repeated"},
    {.name = "errors", .letter = 'e', .type = GLOSA_OPTION_NUMBER, .argument = "N",
     .offset = offsetof(eval_options, errors), .maximum = 1000000,
     .help = "the N most frequent misses and false hits, with a sentence of each"},
    {.name = "before", .letter = 'b', .type = GLOSA_OPTION_TEXT, .argument = "DB",
     .offset = offsetof(eval_options, before),
     .help = "an earlier database to compare with: its F1 beside each figure, and with --errors "
             "what was won and lost"},
    {.name = "format", .letter = 'f', .type = GLOSA_OPTION_TEXT, .argument = "FORMAT",
     .offset = offsetof(eval_options, format), .fallback = "tsv",
     .help = "tsv, csv or jsonl (default: tsv)"},
};

typedef struct evaluation {
    const eval_options *options;
    sqlite3 *database;
    const char *path;           /* of the database */
    FILE *out;
    bool headed;                /* the figures have their column names */
} evaluation;

static glosa_status check_lists(const eval_options *options, glosa_error *error)
{
    for (size_t i = 0; i < options->maps.size; i++) {
        if (!strchr(options->maps.items[i], '='))
            return glosa_fail(error, GLOSA_USAGE, NULL, -1, "--map takes TYPE=KIND, not '%s'",
                              options->maps.items[i]);
    }
    for (size_t i = 0; i < options->prefixes.size; i++) {
        if (!strchr(options->prefixes.items[i], '='))
            return glosa_fail(error, GLOSA_USAGE, NULL, -1, "--ids takes TYPE=PREFIX, not '%s'",
                              options->prefixes.items[i]);
    }
    for (size_t i = 0; i < options->parts.size; i++) {
        const char *part = options->parts.items[i];
        if (strcmp(part, "language") != 0 && strcmp(part, "section") != 0)
            return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                              "--by takes language or section, not '%s'", part);
    }
    return GLOSA_OK;
}

static glosa_status read_gold(const evaluation *evaluation, glosa_error *error)
{
    const eval_options *options = evaluation->options;
    glosa_gold gold = {.maps = &options->maps, .ignored = &options->ignored,
                       .prefixes = &options->prefixes, .database = evaluation->database};
    glosa_status status = glosa_gold_read(&gold, options->gold, options->gold_format, error);
    glosa_gold_close(&gold);
    return status;
}

/* The kinds of the database that count as others. */
static glosa_status map_kinds(const evaluation *evaluation, glosa_error *error)
{
    const glosa_list *maps = &evaluation->options->maps;
    sqlite3_stmt *add = NULL;
    glosa_status status = glosa_database_prepare(
        evaluation->database, evaluation->path, "INSERT OR IGNORE INTO kind_map VALUES (?,?)",
        &add, error);
    for (size_t i = 0; i < maps->size && status == GLOSA_OK; i++) {
        glosa_string kind = glosa_string_of(maps->items[i]), name;
        glosa_string_next(&kind, '=', &name);
        if (!glosa_database_bind_text(add, 1, name) || !glosa_database_bind_text(add, 2, kind) ||
            sqlite3_step(add) != SQLITE_DONE)
            status = glosa_database_fail(evaluation->database, evaluation->path, error);
        sqlite3_reset(add);
    }
    sqlite3_finalize(add);
    return status;
}

static glosa_status find_all(const evaluation *evaluation, glosa_error *error)
{
    const char *before = evaluation->options->before;
    sqlite3 *database = evaluation->database, *earlier = NULL;
    glosa_status status = glosa_found_copy(database, database, evaluation->path, 0, error);
    if (status == GLOSA_OK && before)
        status = glosa_database_open(&earlier, before, error);
    if (status == GLOSA_OK && before)
        status = glosa_found_copy(database, earlier, before, 1, error);
    sqlite3_close(earlier);
    if (status == GLOSA_OK)
        status = map_kinds(evaluation, error);
    if (status == GLOSA_OK)
        status = glosa_database_execute(database, evaluation->path, glosa_data_emit_eval_judge,
                                        error);
    return status;
}

/* --- printing --- */

static glosa_status print_rows(evaluation *evaluation, sqlite3_stmt *row, bool names,
                               glosa_error *error)
{
    glosa_table table;
    int result = SQLITE_DONE;
    glosa_status status = glosa_table_open(&table, evaluation->options->format,
                                           evaluation->out, error);
    if (status)
        return status;
    if (names)
        glosa_table_names(&table, row);
    while ((result = sqlite3_step(row)) == SQLITE_ROW && glosa_table_row(&table, row)) {
    }
    status = glosa_table_close(&table, "eval", error);
    if (status == GLOSA_OK && result != SQLITE_DONE && result != SQLITE_ROW)
        status = glosa_database_fail(evaluation->database, evaluation->path, error);
    return status;
}

/* The rows of figures that one statement gives; ?1 and ?2 are bound where it has them. */
static glosa_status print_figures(evaluation *evaluation, const char *sql, const char *match,
                                  const char *part, glosa_error *error)
{
    sqlite3_stmt *row = NULL;
    glosa_status status = glosa_database_prepare(evaluation->database, evaluation->path, sql,
                                                 &row, error);
    if (status == GLOSA_OK && match &&
        !(glosa_database_bind_text(row, 1, glosa_string_of(match)) &&
          glosa_database_bind_text(row, 2, glosa_string_of(part))))
        status = glosa_database_fail(evaluation->database, evaluation->path, error);
    if (status == GLOSA_OK)
        status = print_rows(evaluation, row, !evaluation->headed, error);
    evaluation->headed = true;
    sqlite3_finalize(row);
    return status;
}

static glosa_status print_matches(evaluation *evaluation, const char *part, glosa_error *error)
{
    glosa_status status = print_figures(evaluation, glosa_data_emit_eval_figures, "exact", part,
                                        error);
    if (status == GLOSA_OK)
        status = print_figures(evaluation, glosa_data_emit_eval_figures, "overlap", part, error);
    return status;
}

static glosa_status print_errors(evaluation *evaluation, glosa_error *error)
{
    sqlite3_stmt *row = NULL;
    glosa_status status = glosa_database_prepare(evaluation->database, evaluation->path,
                                                 glosa_data_emit_eval_errors, &row, error);
    if (status == GLOSA_OK &&
        sqlite3_bind_int64(row, 1, evaluation->options->errors) != SQLITE_OK)
        status = glosa_database_fail(evaluation->database, evaluation->path, error);
    if (status == GLOSA_OK && strcmp(evaluation->options->format, "jsonl") != 0)
        fputc('\n', evaluation->out);
    if (status == GLOSA_OK)
        status = print_rows(evaluation, row, true, error);
    sqlite3_finalize(row);
    return status;
}

static glosa_status print_all(evaluation *evaluation, glosa_error *error)
{
    const eval_options *options = evaluation->options;
    glosa_status status = print_matches(evaluation, "all", error);
    if (status == GLOSA_OK)
        status = print_figures(evaluation, glosa_data_emit_eval_identifiers, NULL, NULL, error);
    for (size_t i = 0; i < options->parts.size && status == GLOSA_OK; i++)
        status = print_matches(evaluation, options->parts.items[i], error);
    if (status == GLOSA_OK && options->errors)
        status = print_errors(evaluation, error);
    return status;
}

static glosa_status run_eval(const void *options, const glosa_list *operands,
                             glosa_command_context *context, glosa_error *error)
{
    evaluation evaluation = {.options = options, .path = operands->items[0],
                             .out = context->out};
    glosa_status status = check_lists(options, error);
    if (status == GLOSA_OK)
        status = glosa_database_open(&evaluation.database, evaluation.path, error);
    if (status == GLOSA_OK)
        status = read_gold(&evaluation, error);
    if (status == GLOSA_OK)
        status = find_all(&evaluation, error);
    if (status == GLOSA_OK)
        status = print_all(&evaluation, error);
    sqlite3_close(evaluation.database);
    return status;
}

const glosa_command glosa_eval_command = {
    .name = "eval",
    .summary = "measure precision and recall of a database against a gold standard",
    .details =
        "Mentions are matched exact (same document, start, end, kind) and overlap (same document\n"
        "and kind, a character in common); documents are those of the gold standard, kinds those\n"
        "that it has; one that the database lacks is missed. Identifiers are compared as sets,\n"
        "document by document, with CURIEs and cross-references of the entities found; those of\n"
        "brat (N lines) are not read.\n",
    .operands = "DB",
    .example = "glosa eval --gold corpora/gold.jsonl build/quickstart.db",
    .operands_least = 1,
    .operands_most = 1,
    .options = GLOSA_OPTIONS(eval_table, eval_options),
    .run = run_eval,
};

/* `glosa eval`: the mentions of a database against a gold standard. A mention is right when its
 * document, start, end and kind are those of a gold mention (exact match; precision, recall and
 * their harmonic mean F1). Identifiers are compared apart, as sets: those of a document's
 * mentions against those that the gold standard gives for the document. The gold standard
 * becomes a temporary table, so that SQL does the counting. */
#include <errno.h>
#include <yajl/yajl_tree.h>

#include "pipeline/wire/json.h"
#include "stages/emit/database.h"
#include "stages/emit/emit.h"

typedef struct eval_options {
    const char *gold;
    glosa_list maps, ignored;
} eval_options;

static const glosa_option eval_table[] = {
    {.name = "gold", .letter = 'g', .type = GLOSA_OPTION_TEXT, .argument = "FILE",
     .offset = offsetof(eval_options, gold), .required = true,
     .help = "JSON Lines: {\"id\",\"entities\":[{\"start\",\"end\",\"type\",\"ids\"}]}"},
    {.name = "map", .letter = 'm', .type = GLOSA_OPTION_LIST, .argument = "TYPE=KIND",
     .offset = offsetof(eval_options, maps),
     .help = "the kind that a gold type stands for; may be repeated (default: its own name)"},
    {.name = "ignore", .letter = 'i', .type = GLOSA_OPTION_LIST, .argument = "TYPE",
     .offset = offsetof(eval_options, ignored),
     .help = "a gold type whose spans count neither way; may be repeated"},
};

static const char tables[] =
    "CREATE TEMP TABLE gold_document (name TEXT PRIMARY KEY);"
    "CREATE TEMP TABLE gold_mention (document TEXT, start INTEGER, \"end\" INTEGER, kind TEXT);"
    "CREATE TEMP TABLE gold_ignored (document TEXT, start INTEGER, \"end\" INTEGER);"
    "CREATE TEMP TABLE gold_entity (document TEXT, entity TEXT);";

/* What was found in the documents of the gold standard, as it will be counted. */
static const char found[] =
    "CREATE TEMP TABLE found_mention AS"
    " SELECT DISTINCT document, start, \"end\", kind FROM mention_table"
    " WHERE document IN (SELECT name FROM gold_document)"
    " EXCEPT SELECT g.document, g.start, g.\"end\", m.kind FROM gold_ignored g"
    " JOIN mention_table m USING (document, start, \"end\");"
    "CREATE TEMP TABLE found_entity AS SELECT DISTINCT document, entity FROM mention_table"
    " WHERE document IN (SELECT document FROM gold_entity);"
    "CREATE TEMP TABLE wanted_mention AS SELECT DISTINCT * FROM gold_mention;"
    "CREATE TEMP TABLE wanted_entity AS SELECT DISTINCT * FROM gold_entity;";

/* One row for each kind in the gold standard, one for all of them, one for the identifiers. */
static const char counts[] =
    "WITH kinds AS (SELECT DISTINCT kind FROM wanted_mention),"
    " right AS (SELECT * FROM wanted_mention INTERSECT SELECT * FROM found_mention)"
    " SELECT 0, kind, (SELECT count(*) FROM wanted_mention w WHERE w.kind = k.kind),"
    "  (SELECT count(*) FROM found_mention f WHERE f.kind = k.kind),"
    "  (SELECT count(*) FROM right r WHERE r.kind = k.kind) FROM kinds k"
    " UNION ALL SELECT 1, 'all', (SELECT count(*) FROM wanted_mention),"
    "  (SELECT count(*) FROM found_mention WHERE kind IN kinds), (SELECT count(*) FROM right)"
    " UNION ALL SELECT 2, 'identifiers', (SELECT count(*) FROM wanted_entity),"
    "  (SELECT count(*) FROM found_entity),"
    "  (SELECT count(*) FROM (SELECT * FROM wanted_entity INTERSECT SELECT * FROM found_entity))"
    " WHERE EXISTS (SELECT 1 FROM wanted_entity)"
    " ORDER BY 1, 2";

typedef struct evaluation {
    const eval_options *options;
    sqlite3 *database;
    const char *path;           /* of the database */
    sqlite3_stmt *add_document, *add_mention, *add_ignored, *add_entity;
    int64_t line;
    glosa_error *error;
} evaluation;

static glosa_status fail_gold(const evaluation *evaluation, const char *what)
{
    return glosa_fail(evaluation->error, GLOSA_USAGE, evaluation->options->gold,
                      evaluation->line, "%s", what);
}

static yajl_val get(yajl_val object, const char *key, yajl_type type)
{
    const char *path[] = {key, NULL};
    return yajl_tree_get(object, path, type);
}

static glosa_status add(const evaluation *evaluation, sqlite3_stmt *statement)
{
    glosa_status status = GLOSA_OK;
    if (sqlite3_step(statement) != SQLITE_DONE)
        status = glosa_database_fail(evaluation->database, evaluation->path, evaluation->error);
    sqlite3_reset(statement);
    return status;
}

static bool is_ignored(const eval_options *options, const char *type)
{
    for (size_t i = 0; i < options->ignored.size; i++) {
        if (strcmp(options->ignored.items[i], type) == 0)
            return true;
    }
    return false;
}

/* The kind that a gold type stands for. */
static const char *kind_of(const eval_options *options, const char *type)
{
    size_t size = strlen(type);
    for (size_t i = 0; i < options->maps.size; i++) {
        const char *map = options->maps.items[i];
        if (strncmp(map, type, size) == 0 && map[size] == '=')
            return map + size + 1;
    }
    return type;
}

static void bind_span(sqlite3_stmt *statement, const char *document, yajl_val start, yajl_val end)
{
    glosa_database_bind_text(statement, 1, glosa_string_of(document));
    sqlite3_bind_int64(statement, 2, YAJL_GET_INTEGER(start));
    sqlite3_bind_int64(statement, 3, YAJL_GET_INTEGER(end));
}

static glosa_status add_ids(const evaluation *evaluation, const char *document, yajl_val ids)
{
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; ids && i < ids->u.array.len && status == GLOSA_OK; i++) {
        const char *id = YAJL_GET_STRING(ids->u.array.values[i]);
        if (!id)
            return fail_gold(evaluation, "ids must be strings");
        glosa_database_bind_text(evaluation->add_entity, 1, glosa_string_of(document));
        glosa_database_bind_text(evaluation->add_entity, 2, glosa_string_of(id));
        status = add(evaluation, evaluation->add_entity);
    }
    return status;
}

static glosa_status add_entity(const evaluation *evaluation, const char *document,
                               yajl_val entity)
{
    yajl_val start = get(entity, "start", yajl_t_number), end = get(entity, "end", yajl_t_number);
    const char *type = YAJL_GET_STRING(get(entity, "type", yajl_t_string));
    if (!YAJL_IS_INTEGER(start) || !YAJL_IS_INTEGER(end) || !type)
        return fail_gold(evaluation, "an entity needs start, end and type");
    if (is_ignored(evaluation->options, type)) {
        bind_span(evaluation->add_ignored, document, start, end);
        return add(evaluation, evaluation->add_ignored);
    }
    bind_span(evaluation->add_mention, document, start, end);
    glosa_database_bind_text(evaluation->add_mention, 4,
                             glosa_string_of(kind_of(evaluation->options, type)));
    glosa_status status = add(evaluation, evaluation->add_mention);
    return status ? status : add_ids(evaluation, document, get(entity, "ids", yajl_t_array));
}

static glosa_status add_document(const evaluation *evaluation, yajl_val document)
{
    const char *id = YAJL_GET_STRING(get(document, "id", yajl_t_string));
    yajl_val entities = get(document, "entities", yajl_t_array);
    if (!id || !entities)
        return fail_gold(evaluation, "a document needs id and entities");
    glosa_database_bind_text(evaluation->add_document, 1, glosa_string_of(id));
    glosa_status status = add(evaluation, evaluation->add_document);
    for (size_t i = 0; i < entities->u.array.len && status == GLOSA_OK; i++)
        status = add_entity(evaluation, id, entities->u.array.values[i]);
    return status;
}

static glosa_status read_gold(evaluation *evaluation)
{
    FILE *file = fopen(evaluation->options->gold, "r");
    if (!file)
        return glosa_fail(evaluation->error, GLOSA_USAGE, evaluation->options->gold, -1,
                          "cannot open: %s", strerror(errno));
    char *line = NULL, message[128];
    size_t room = 0;
    glosa_status status = GLOSA_OK;
    while (status == GLOSA_OK && getline(&line, &room, file) >= 0) {
        evaluation->line++;
        glosa_string text = glosa_string_trim(glosa_string_of(line));
        if (text.size == 0)
            continue;
        yajl_val document = glosa_json_is_shallow(text)
                                ? yajl_tree_parse(line, message, sizeof message)
                                : NULL;
        status = document ? add_document(evaluation, document)
                          : fail_gold(evaluation, "is not JSON, or nested too deeply");
        yajl_tree_free(document);
    }
    if (status == GLOSA_OK && ferror(file))
        status = fail_gold(evaluation, "cannot be read on");
    free(line);
    fclose(file);
    return status;
}

static glosa_status check_maps(const eval_options *options, glosa_error *error)
{
    for (size_t i = 0; i < options->maps.size; i++) {
        if (!strchr(options->maps.items[i], '='))
            return glosa_fail(error, GLOSA_USAGE, NULL, -1, "--map takes TYPE=KIND, not '%s'",
                              options->maps.items[i]);
    }
    return GLOSA_OK;
}

static glosa_status prepare(evaluation *evaluation)
{
    const struct {
        sqlite3_stmt **statement;
        const char *sql;
    } all[] = {
        {&evaluation->add_document, "INSERT OR IGNORE INTO gold_document VALUES (?)"},
        {&evaluation->add_mention, "INSERT INTO gold_mention VALUES (?,?,?,?)"},
        {&evaluation->add_ignored, "INSERT INTO gold_ignored VALUES (?,?,?)"},
        {&evaluation->add_entity, "INSERT INTO gold_entity VALUES (?,?)"},
    };
    glosa_status status = glosa_database_execute(evaluation->database, evaluation->path, tables,
                                                 evaluation->error);
    for (size_t i = 0; i < sizeof all / sizeof *all && status == GLOSA_OK; i++)
        status = glosa_database_prepare(evaluation->database, evaluation->path, all[i].sql,
                                        all[i].statement, evaluation->error);
    return status;
}

static double ratio(int64_t part, int64_t whole)
{
    return whole ? (double)part / (double)whole : 0.0;
}

static void print_counts(sqlite3_stmt *row, FILE *out)
{
    int64_t gold = sqlite3_column_int64(row, 2), mentions = sqlite3_column_int64(row, 3);
    int64_t right = sqlite3_column_int64(row, 4);
    fprintf(out, "%s\t%lld\t%lld\t%lld\t%.3f\t%.3f\t%.3f\n", sqlite3_column_text(row, 1),
            (long long)gold, (long long)mentions, (long long)right, ratio(right, mentions),
            ratio(right, gold), ratio(2 * right, gold + mentions));
}

static glosa_status print_all(const evaluation *evaluation, FILE *out)
{
    sqlite3_stmt *row = NULL;
    glosa_status status = glosa_database_execute(evaluation->database, evaluation->path, found,
                                                 evaluation->error);
    if (status == GLOSA_OK)
        status = glosa_database_prepare(evaluation->database, evaluation->path, counts, &row,
                                        evaluation->error);
    if (status)
        return status;
    fprintf(out, "kind\tgold\tfound\tright\tprecision\trecall\tf1\n");
    int result;
    while ((result = sqlite3_step(row)) == SQLITE_ROW)
        print_counts(row, out);
    if (result != SQLITE_DONE)
        status = glosa_database_fail(evaluation->database, evaluation->path, evaluation->error);
    sqlite3_finalize(row);
    return status;
}

static void close_all(evaluation *evaluation)
{
    sqlite3_finalize(evaluation->add_document);
    sqlite3_finalize(evaluation->add_mention);
    sqlite3_finalize(evaluation->add_ignored);
    sqlite3_finalize(evaluation->add_entity);
    sqlite3_close(evaluation->database);
}

static glosa_status run_eval(const void *options, const glosa_list *operands,
                             glosa_command_context *context, glosa_error *error)
{
    evaluation evaluation = {.options = options, .path = operands->items[0], .error = error};
    glosa_status status = check_maps(options, error);
    if (status == GLOSA_OK)
        status = glosa_database_open(&evaluation.database, evaluation.path, error);
    if (status == GLOSA_OK)
        status = prepare(&evaluation);
    if (status == GLOSA_OK)
        status = read_gold(&evaluation);
    if (status == GLOSA_OK)
        status = print_all(&evaluation, context->out);
    close_all(&evaluation);
    return status;
}

const glosa_command glosa_eval_command = {
    .name = "eval",
    .summary = "measure precision and recall of a database against a gold standard",
    .operands = "DB",
    .example = "glosa eval --gold corpora/gold.jsonl build/quickstart.db",
    .operands_least = 1,
    .operands_most = 1,
    .options = GLOSA_OPTIONS(eval_table, eval_options),
    .run = run_eval,
};

/* `glosa export`: the mention table, whole or of some kinds. */
#include "stages/emit/emit.h"
#include "stages/emit/table.h"

typedef struct export_options {
    const char *format;
    glosa_list kinds;
} export_options;

static const glosa_option export_table[] = {
    {.name = "format", .letter = 'f', .type = GLOSA_OPTION_TEXT, .argument = "FORMAT",
     .offset = offsetof(export_options, format), .fallback = "csv",
     .help = "csv (RFC 4180), tsv (blanks for tabs and line ends) or jsonl (default: csv)"},
    {.name = "kind", .letter = 'k', .type = GLOSA_OPTION_LIST, .argument = "KIND",
     .offset = offsetof(export_options, kinds),
     .help = "only mentions of this kind; may be repeated (default: all)"},
};

static bool is_wanted(const glosa_list *kinds, sqlite3_stmt *row)
{
    enum { KIND = 7 };
    const char *kind = (const char *)sqlite3_column_text(row, KIND);
    for (size_t i = 0; i < kinds->size; i++) {
        if (kind && strcmp(kind, kinds->items[i]) == 0)
            return true;
    }
    return kinds->size == 0;
}

static glosa_status write_rows(sqlite3_stmt *row, glosa_table *table, const glosa_list *kinds,
                               glosa_error *error)
{
    int result = SQLITE_DONE;
    bool going = true;
    glosa_table_names(table, row);
    while (going && (result = sqlite3_step(row)) == SQLITE_ROW) {
        if (is_wanted(kinds, row))
            going = glosa_table_row(table, row);
    }
    if (going && result != SQLITE_DONE)
        return glosa_database_fail(sqlite3_db_handle(row), "export", error);
    return GLOSA_OK;
}

static glosa_status run_export(const void *options, const glosa_list *operands,
                               glosa_command_context *context, glosa_error *error)
{
    const export_options *chosen = options;
    const char *path = operands->items[0];
    sqlite3 *database = NULL;
    sqlite3_stmt *row = NULL;
    glosa_table table;
    glosa_status status = glosa_table_open(&table, chosen->format, context->out, error);
    if (status)
        return status;
    status = glosa_database_open(&database, path, error);
    if (status == GLOSA_OK)
        status = glosa_database_prepare(database, path, "SELECT * FROM mention_table", &row,
                                        error);
    if (status == GLOSA_OK)
        status = write_rows(row, &table, &chosen->kinds, error);
    glosa_status closed = glosa_table_close(&table, "export", status ? NULL : error);
    sqlite3_finalize(row);
    sqlite3_close(database);
    return status ? status : closed;
}

const glosa_command glosa_export_command = {
    .name = "export",
    .summary = "print the mention table of a database",
    .operands = "DB",
    .example = "glosa export --kind drug mentions.db > drugs.csv",
    .operands_least = 1,
    .operands_most = 1,
    .options = GLOSA_OPTIONS(export_table, export_options),
    .run = run_export,
};

/* `glosa export`: the mention table in the forms that spreadsheets, R, pandas and jq read. */
#include "pipeline/wire/json.h"
#include "stages/emit/database.h"
#include "stages/emit/emit.h"

enum { FLUSH_SIZE = 1 << 16 };

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

/* Writes one row of a statement: its values, or with `names` its column names. */
typedef void (*row_writer)(glosa_buffer *out, sqlite3_stmt *row, bool names);

static glosa_string column(sqlite3_stmt *row, int i, bool name)
{
    if (name)
        return glosa_string_of(sqlite3_column_name(row, i));
    const char *text = (const char *)sqlite3_column_text(row, i);
    return (glosa_string){text, (size_t)sqlite3_column_bytes(row, i)};
}

static bool needs_quotes(glosa_string value)
{
    for (size_t i = 0; i < value.size; i++) {
        char c = value.data[i];
        if (c == '"' || c == ',' || c == '\n' || c == '\r')
            return true;
    }
    return false;
}

static void write_csv_value(glosa_buffer *out, glosa_string value)
{
    if (!needs_quotes(value)) {
        glosa_buffer_string(out, value);
        return;
    }
    glosa_buffer_byte(out, '"');
    for (size_t i = 0; i < value.size; i++) {
        if (value.data[i] == '"')
            glosa_buffer_byte(out, '"');
        glosa_buffer_byte(out, value.data[i]);
    }
    glosa_buffer_byte(out, '"');
}

static void write_csv(glosa_buffer *out, sqlite3_stmt *row, bool names)
{
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        if (i)
            glosa_buffer_byte(out, ',');
        write_csv_value(out, column(row, i, names));
    }
    glosa_buffer_append(out, "\r\n", 2);
}

static void write_tsv(glosa_buffer *out, sqlite3_stmt *row, bool names)
{
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        if (i)
            glosa_buffer_byte(out, '\t');
        glosa_string value = column(row, i, names);
        for (size_t at = 0; at < value.size; at++) {
            char c = value.data[at];
            glosa_buffer_byte(out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
        }
    }
    glosa_buffer_byte(out, '\n');
}

static void write_jsonl(glosa_buffer *out, sqlite3_stmt *row, bool names)
{
    if (names)
        return;
    glosa_buffer_byte(out, '{');
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        if (i)
            glosa_buffer_byte(out, ',');
        glosa_json_string(out, column(row, i, true));
        glosa_buffer_byte(out, ':');
        if (sqlite3_column_type(row, i) == SQLITE_TEXT)
            glosa_json_string(out, column(row, i, false));
        else
            glosa_buffer_string(out, column(row, i, false));
    }
    glosa_buffer_text(out, "}\n");
}

static row_writer writer_of(const char *format)
{
    static const struct {
        const char *name;
        row_writer writer;
    } writers[] = {{"csv", write_csv}, {"tsv", write_tsv}, {"jsonl", write_jsonl}};
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
        if (strcmp(writers[i].name, format) == 0)
            return writers[i].writer;
    }
    return NULL;
}

static bool is_wanted(const glosa_list *kinds, sqlite3_stmt *row)
{
    enum { KIND = 7 };
    for (size_t i = 0; i < kinds->size; i++) {
        if (glosa_string_is(column(row, KIND, false), kinds->items[i]))
            return true;
    }
    return kinds->size == 0;
}

/* Hands what has been gathered to the file; a failure shows when the program flushes it. */
static void flush(glosa_buffer *buffer, FILE *out)
{
    if (buffer->size)
        fwrite(buffer->data, 1, buffer->size, out);
    glosa_buffer_clear(buffer);
}

static glosa_status write_rows(sqlite3_stmt *row, row_writer write, const glosa_list *kinds,
                               FILE *out, glosa_error *error)
{
    glosa_buffer buffer = {0};
    int result;
    write(&buffer, row, true);
    while ((result = sqlite3_step(row)) == SQLITE_ROW && !buffer.failed && !ferror(out)) {
        if (is_wanted(kinds, row))
            write(&buffer, row, false);
        if (buffer.size >= FLUSH_SIZE)
            flush(&buffer, out);
    }
    bool failed = buffer.failed;
    flush(&buffer, out);
    glosa_buffer_free(&buffer);
    if (failed)
        return glosa_fail_memory(error, "export");
    if (result != SQLITE_DONE && result != SQLITE_ROW)
        return glosa_database_fail(sqlite3_db_handle(row), "export", error);
    return GLOSA_OK;
}

static glosa_status run_export(const void *options, const glosa_list *operands,
                               glosa_command_context *context, glosa_error *error)
{
    const export_options *chosen = options;
    const char *path = operands->items[0];
    row_writer write = writer_of(chosen->format);
    if (!write)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                          "unknown format '%s'; there are csv, tsv and jsonl", chosen->format);
    sqlite3 *database;
    sqlite3_stmt *row = NULL;
    glosa_status status = glosa_database_open(&database, path, error);
    if (status)
        return status;
    status = glosa_database_prepare(database, path,
                                    "SELECT * FROM mention_table", &row, error);
    if (status == GLOSA_OK)
        status = write_rows(row, write, &chosen->kinds, context->out, error);
    sqlite3_finalize(row);
    sqlite3_close(database);
    return status;
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

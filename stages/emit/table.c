#include "stages/emit/table.h"

#include "pipeline/wire/json.h"

enum { FLUSH_SIZE = 1 << 16 };

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
        int type = sqlite3_column_type(row, i);
        if (type == SQLITE_NULL)
            glosa_buffer_text(out, "null");
        else if (type == SQLITE_TEXT)
            glosa_json_string(out, column(row, i, false));
        else
            glosa_buffer_string(out, column(row, i, false));
    }
    glosa_buffer_text(out, "}\n");
}

glosa_status glosa_table_open(glosa_table *table, const char *format, FILE *out,
                              glosa_error *error)
{
    static const struct {
        const char *name;
        void (*write)(glosa_buffer *, sqlite3_stmt *, bool);
    } formats[] = {{"csv", write_csv}, {"tsv", write_tsv}, {"jsonl", write_jsonl}};
    *table = (glosa_table){.out = out};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i].name, format) == 0)
            table->write = formats[i].write;
    }
    if (table->write)
        return GLOSA_OK;
    return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                      "unknown format '%s'; there are csv, tsv and jsonl", format);
}

/* Hands what has been gathered to the file; a failure shows when the program flushes it. */
static void flush(glosa_table *table)
{
    if (table->buffer.size)
        fwrite(table->buffer.data, 1, table->buffer.size, table->out);
    glosa_buffer_clear(&table->buffer);
}

void glosa_table_names(glosa_table *table, sqlite3_stmt *row)
{
    table->write(&table->buffer, row, true);
}

bool glosa_table_row(glosa_table *table, sqlite3_stmt *row)
{
    table->write(&table->buffer, row, false);
    table->failed |= table->buffer.failed;
    if (table->buffer.size >= FLUSH_SIZE)
        flush(table);
    return !table->failed && !ferror(table->out);
}

glosa_status glosa_table_close(glosa_table *table, const char *where, glosa_error *error)
{
    bool failed = table->failed || table->buffer.failed;
    flush(table);
    glosa_buffer_free(&table->buffer);
    return failed ? glosa_fail_memory(error, where) : GLOSA_OK;
}

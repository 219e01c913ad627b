#include "tests/bench/floor_emit.h"

#include <sqlite3.h>

#include "tests/bench/bench.h"

extern const char glosa_data_emit_settings[], glosa_data_emit_schema[],
    glosa_data_emit_indexes[];

enum { MOST_TABLES = 16 };

typedef struct value {
    int type;                   /* as SQLite calls it */
    uint32_t size;              /* of a text */
    union {
        int64_t number;
        double real;
        size_t offset;          /* of a text, in the table's texts */
    };
} value;

typedef struct table {
    char name[64];
    int columns;
    size_t rows;
    glosa_buffer values, texts;
} table;

static void require(sqlite3 *database, int result)
{
    if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW)
        return;
    fprintf(stderr, "bench-floors: %s\n", sqlite3_errmsg(database));
    exit(1);
}

static void execute(sqlite3 *database, const char *sql)
{
    require(database, sqlite3_exec(database, sql, NULL, NULL, NULL));
}

static void keep(table *table, sqlite3_stmt *row, int column)
{
    value kept = {.type = sqlite3_column_type(row, column)};
    if (kept.type == SQLITE_INTEGER) {
        kept.number = sqlite3_column_int64(row, column);
    } else if (kept.type == SQLITE_FLOAT) {
        kept.real = sqlite3_column_double(row, column);
    } else if (kept.type == SQLITE_TEXT) {
        const void *text = sqlite3_column_text(row, column);
        kept.size = (uint32_t)sqlite3_column_bytes(row, column);
        kept.offset = table->texts.size;
        glosa_buffer_append(&table->texts, text, kept.size);
    }
    glosa_buffer_append(&table->values, &kept, sizeof kept);
}

static void take_table(sqlite3 *database, table *table)
{
    char sql[128];
    sqlite3_stmt *rows;
    snprintf(sql, sizeof sql, "SELECT * FROM %s", table->name);
    require(database, sqlite3_prepare_v2(database, sql, -1, &rows, NULL));
    table->columns = sqlite3_column_count(rows);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        for (int column = 0; column < table->columns; column++)
            keep(table, rows, column);
        table->rows++;
    }
    require(database, sqlite3_finalize(rows));
}

/* All tables of the database; gives how many. */
static size_t take_tables(const char *path, table *tables)
{
    sqlite3 *database;
    sqlite3_stmt *names;
    size_t count = 0;
    require(NULL, sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL));
    require(database, sqlite3_prepare_v2(database,
                                         "SELECT name FROM sqlite_schema WHERE type = 'table' "
                                         "AND name NOT LIKE 'sqlite_%'", -1, &names, NULL));
    while (count < MOST_TABLES && sqlite3_step(names) == SQLITE_ROW) {
        snprintf(tables[count].name, sizeof tables[count].name, "%s",
                 (const char *)sqlite3_column_text(names, 0));
        take_table(database, &tables[count++]);
    }
    sqlite3_finalize(names);
    sqlite3_close(database);
    return count;
}

static void bind(sqlite3_stmt *insert, int column, const value *value, const char *texts)
{
    if (value->type == SQLITE_INTEGER)
        sqlite3_bind_int64(insert, column, value->number);
    else if (value->type == SQLITE_FLOAT)
        sqlite3_bind_double(insert, column, value->real);
    else if (value->type == SQLITE_TEXT)
        sqlite3_bind_text64(insert, column, texts + value->offset, value->size, SQLITE_STATIC,
                            SQLITE_UTF8);
    else
        sqlite3_bind_null(insert, column);
}

static void insert_table(sqlite3 *database, const table *table)
{
    char sql[256];
    sqlite3_stmt *insert;
    int size = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?", table->name);
    for (int column = 1; column < table->columns; column++)
        size += snprintf(sql + size, sizeof sql - (size_t)size, ",?");
    snprintf(sql + size, sizeof sql - (size_t)size, ")");
    require(database, sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &insert,
                                         NULL));
    const value *values = (const void *)table->values.data;
    for (size_t row = 0; row < table->rows; row++) {
        for (int column = 0; column < table->columns; column++)
            bind(insert, column + 1, values++, table->texts.data);
        require(database, sqlite3_step(insert));
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
}

void floor_emit(const char *from, const char *to)
{
    static table tables[MOST_TABLES];
    sqlite3 *database;
    size_t count = take_tables(from, tables), rows = 0;
    require(NULL, sqlite3_open(to, &database));
    double start = bench_seconds();
    execute(database, glosa_data_emit_settings);
    execute(database, "BEGIN");
    execute(database, glosa_data_emit_schema);
    for (size_t i = 0; i < count; i++) {
        insert_table(database, &tables[i]);
        rows += tables[i].rows;
    }
    execute(database, "COMMIT");
    printf("%.6f\t%zu\n", bench_seconds() - start, rows);
    start = bench_seconds();
    execute(database, "BEGIN");
    execute(database, glosa_data_emit_indexes);
    execute(database, "COMMIT");
    printf("%.6f\t%zu\n", bench_seconds() - start, rows);
    sqlite3_close(database);
}

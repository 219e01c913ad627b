#include "dictionaries/build/rule_table.h"

#include <assert.h>

#include "dictionaries/import/whole_file.h"

static glosa_status check_header(const glosa_text_lines *lines, glosa_string line,
                                 const char *const *columns, glosa_error *error)
{
    glosa_buffer expected = {0};
    for (size_t i = 0; columns[i]; i++)
        glosa_buffer_format(&expected, "%s%s", i ? "\t" : "", columns[i]);
    bool right = glosa_string_equal(line, glosa_buffer_view(&expected));
    bool failed = expected.failed;
    for (size_t i = 0; i < expected.size; i++) {
        if (expected.data[i] == '\t')
            expected.data[i] = ' ';
    }
    glosa_status status = GLOSA_OK;
    if (failed)
        status = glosa_fail_memory(error, lines->path);
    else if (!right)
        status = glosa_fail(error, GLOSA_DICTIONARY, lines->path, lines->number,
                            "the header must be, separated by tabs: %.*s",
                            GLOSA_PRINT(glosa_buffer_view(&expected)));
    glosa_buffer_free(&expected);
    return status;
}

static glosa_status add_rule(glosa_rule_table *table, const glosa_text_lines *lines,
                             glosa_string line, size_t columns, glosa_error *error)
{
    glosa_rule rule = {.line = lines->number};
    size_t count = glosa_split_cells(line, rule.cells, columns);
    if (count != columns)
        return GLOSA_RULE_FAULT(table, &rule, error, "a row has %zu columns, as the header",
                                columns);
    for (size_t i = 0; i < columns; i++)
        rule.cells[i] = glosa_string_trim(rule.cells[i]);
    glosa_rule *added = GLOSA_ARRAY_ADD(&table->arena, &table->rules);
    if (!added)
        return glosa_fail_memory(error, table->path);
    *added = rule;
    return GLOSA_OK;
}

static bool says_nothing(glosa_string line)
{
    return glosa_string_trim(line).size == 0 || line.data[0] == '#';
}

static glosa_status read_lines(glosa_rule_table *table, glosa_text_lines *lines,
                               const char *const *columns, glosa_error *error)
{
    size_t count = 0;
    bool headed = false;
    while (columns[count])
        count++;
    assert(count <= GLOSA_RULE_COLUMNS_MOST);
    for (;;) {
        glosa_string line;
        bool more;
        glosa_status status = glosa_text_lines_next(lines, &line, &more, error);
        if (status == GLOSA_OK && !more)
            return headed ? GLOSA_OK
                          : glosa_fail(error, GLOSA_DICTIONARY, table->path, -1, "is empty");
        if (status == GLOSA_OK && !says_nothing(line)) {
            status = headed ? add_rule(table, lines, line, count, error)
                            : check_header(lines, line, columns, error);
            headed = true;
        }
        if (status)
            return status;
    }
}

glosa_status glosa_rule_table_read(glosa_rule_table *table, const char *path,
                                   const char *const *columns, glosa_error *error)
{
    glosa_string bytes;
    table->path = path;
    glosa_status status = glosa_read_whole(&table->arena, path, &bytes, error);
    if (status)
        return status;
    glosa_digest(bytes, table->sha256);
    glosa_text_lines lines = glosa_text_lines_of(path, bytes);
    return read_lines(table, &lines, columns, error);
}

void glosa_rule_table_free(glosa_rule_table *table)
{
    glosa_arena_free(&table->arena);
    *table = (glosa_rule_table){0};
}

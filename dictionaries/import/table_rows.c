#include "dictionaries/import/table_rows.h"

#include "pipeline/base/grow.h"
#include "pipeline/input/cut.h"

/* Where the cell that starts here ends: at a separator or the end; text.size + 1 where a quote is
 * still open. */
static size_t cell_end(const glosa_table_rows *rows, glosa_string text, size_t at)
{
    bool quoted = rows->quoting == GLOSA_QUOTES_CSV && at < text.size && text.data[at] == '"';
    if (quoted) {
        for (at++; at < text.size; at++) {
            if (text.data[at] != '"')
                continue;
            if (at + 1 == text.size || text.data[at + 1] != '"')
                break;
            at++;
        }
        if (at >= text.size)
            return text.size + 1;
    }
    const char *end = at < text.size ? memchr(text.data + at, rows->separator, text.size - at)
                                     : NULL;
    return end ? (size_t)(end - text.data) : text.size;
}

/* Whether quotes that the row opens are closed in it. */
static bool is_whole(const glosa_table_rows *rows, glosa_string text)
{
    if (rows->quoting != GLOSA_QUOTES_CSV)
        return true;
    size_t at = 0;
    while (at < text.size) {
        size_t end = cell_end(rows, text, at);
        if (end > text.size)
            return false;
        at = end + 1;
    }
    return true;
}

static glosa_status add_lines(glosa_table_rows *rows, glosa_string *text, glosa_error *error)
{
    glosa_string line = *text;
    glosa_buffer_clear(&rows->text);
    glosa_buffer_string(&rows->text, line);
    while (!is_whole(rows, *text)) {
        bool more;
        glosa_status status = glosa_published_line(&rows->lines, &line, &more, error);
        if (status)
            return status;
        if (!more || rows->text.size + line.size > GLOSA_LONGEST_LINE ||
            rows->lines.number - rows->line > 100)
            return glosa_fail(error, GLOSA_DICTIONARY, rows->lines.path, rows->line,
                              "a double quote is not closed");
        glosa_buffer_byte(&rows->text, '\n');
        glosa_buffer_string(&rows->text, line);
        if (rows->text.failed)
            return glosa_fail_memory(error, rows->lines.path);
        *text = glosa_buffer_view(&rows->text);
    }
    return GLOSA_OK;
}

/* The cell without its quotes, written to the buffer, which has room for it. */
static glosa_string unquote(glosa_table_rows *rows, glosa_string cell)
{
    glosa_string trimmed = glosa_string_trim(cell);
    if (rows->quoting == GLOSA_QUOTES_NONE || trimmed.size < 2 || trimmed.data[0] != '"' ||
        trimmed.data[trimmed.size - 1] != '"')
        return cell;
    char *start = rows->cells.data + rows->cells.size;
    for (size_t i = 1; i + 1 < trimmed.size; i++) {
        rows->cells.data[rows->cells.size++] = trimmed.data[i];
        i += trimmed.data[i] == '"' && i + 2 < trimmed.size && trimmed.data[i + 1] == '"';
    }
    return (glosa_string){start, (size_t)(rows->cells.data + rows->cells.size - start)};
}

static bool add_cell(glosa_table_rows *rows, glosa_string cell)
{
    if (rows->size == rows->capacity &&
        !glosa_grow(&rows->items, &rows->capacity, sizeof *rows->items))
        return false;
    rows->items[rows->size++] = unquote(rows, cell);
    return true;
}

static glosa_status split(glosa_table_rows *rows, glosa_string text, glosa_error *error)
{
    rows->size = 0;
    glosa_buffer_clear(&rows->cells);
    if (!glosa_buffer_reserve(&rows->cells, text.size + 1))
        return glosa_fail_memory(error, rows->lines.path);
    for (size_t at = 0; at <= text.size;) {
        size_t end = cell_end(rows, text, at);
        if (!add_cell(rows, glosa_string_slice(text, at, end)))
            return glosa_fail_memory(error, rows->lines.path);
        at = end + 1;
    }
    return GLOSA_OK;
}

/* Takes a line that is not blank. */
static glosa_status take_line(glosa_table_rows *rows, glosa_string *text, bool *more,
                              glosa_error *error)
{
    do {
        glosa_status status = glosa_published_line(&rows->lines, text, more, error);
        if (status || !*more)
            return status;
    } while (glosa_string_trim(*text).size == 0);
    rows->line = rows->lines.number;
    return GLOSA_OK;
}

static glosa_status take_row(glosa_table_rows *rows, glosa_string text, glosa_error *error)
{
    glosa_status status = is_whole(rows, text) ? GLOSA_OK : add_lines(rows, &text, error);
    return status ? status : split(rows, text, error);
}

glosa_status glosa_table_rows_first(glosa_table_rows *rows, char comment, bool *more,
                                    glosa_error *error)
{
    glosa_string text = {0};
    do {
        glosa_status status = take_line(rows, &text, more, error);
        if (status || !*more)
            return status;
    } while (comment && text.data[0] == comment);
    if (!rows->separator) {
        rows->separator = glosa_rows_separator(text);
        rows->quoting = rows->separator == '\t' ? GLOSA_QUOTES_WHOLE : GLOSA_QUOTES_CSV;
    }
    return take_row(rows, text, error);
}

glosa_status glosa_table_rows_next(glosa_table_rows *rows, bool *more, glosa_error *error)
{
    glosa_string text = {0};
    glosa_status status = take_line(rows, &text, more, error);
    return status || !*more ? status : take_row(rows, text, error);
}

void glosa_table_rows_free(glosa_table_rows *rows)
{
    glosa_buffer_free(&rows->text);
    glosa_buffer_free(&rows->cells);
    free(rows->items);
}

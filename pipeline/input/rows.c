#include "pipeline/input/scan.h"

enum { HEADER_LIMIT = 1 << 16 };

struct row {
    char separator;     /* 0 where every field stands alone */
    bool quoted;        /* inside double quotes */
    bool plain;         /* inside a field that did not begin with one */
};

char glosa_rows_separator(glosa_string row)
{
    static const char separators[] = "\t;,";
    size_t counts[sizeof separators] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < row.size; i++) {
        const char *found = row.data[i] ? strchr(separators, row.data[i]) : NULL;
        quoted ^= row.data[i] == '"';
        if (found && !quoted)
            counts[found - separators]++;
    }
    for (size_t i = 1; separators[i]; i++)
        best = counts[i] > counts[best] ? i : best;
    return counts[best] ? separators[best] : 0;
}

/* Finds the line end of a row. In a field that began with a quote two of them close and open it
 * again; in another one a quote is a quote. */
static bool scan_row(void *state, glosa_string view, size_t *at, bool ended)
{
    (void)ended;
    struct row *row = state;
    for (; *at < view.size; ++*at) {
        char c = view.data[*at];
        if (c == '\n' && !row->quoted)
            return true;
        if (row->quoted)
            row->quoted = c != '"';
        else if (c == row->separator)
            row->plain = false;
        else if (c == '"' && row->separator != '\t' && !row->plain)
            row->quoted = true;
        else
            row->plain = true;
    }
    return false;
}

static glosa_status keep_header(glosa_cutting *cutting, glosa_error *error)
{
    struct row row = {.separator = ','};
    glosa_string header = {0};
    cutting->begun = true;
    glosa_status status = glosa_cut_scan(cutting, scan_row, &row, &header, error);
    if (status)
        return status;
    if (header.size > HEADER_LIMIT)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, 1,
                          "first row longer than %d bytes; expected the columns' names",
                          HEADER_LIMIT);
    cutting->mode = glosa_rows_separator(header);
    if (header.size && header.data[header.size - 1] == '\r')
        header.size--; /* no more: the first and the last column may have no name */
    glosa_buffer_string(&cutting->head, header);
    glosa_buffer_byte(&cutting->head, '\n');
    cutting->kept = cutting->head.size;
    return cutting->head.failed ? glosa_fail_memory(error, "input") : GLOSA_OK;
}

glosa_status glosa_cut_rows(glosa_cutting *cutting, glosa_string *record, bool *more,
                            glosa_error *error)
{
    glosa_status status = cutting->begun ? GLOSA_OK : keep_header(cutting, error);
    if (!status)
        status = glosa_cut_skip(cutting, glosa_scan_line_ends, NULL, more, error);
    if (status || !*more)
        return status;
    struct row row = {.separator = (char)cutting->mode};
    cutting->line = cutting->next_line;
    status = glosa_cut_scan(cutting, scan_row, &row, record, error);
    return status ? status : glosa_cut_behind_head(cutting, record, error);
}

#include "pipeline/input/cut.h"

/* Passes over the line ends that follow a blank line. */
static glosa_status skip_blank(glosa_cutting *cutting, glosa_error *error)
{
    glosa_string rest = {0};
    bool blank = true;
    while (blank) {
        glosa_status status = glosa_reader_peek(cutting->reader, 2, &rest, error);
        if (status)
            return status;
        size_t size = glosa_string_starts(rest, "\r\n") ? 2 : glosa_string_starts(rest, "\n");
        blank = size > 0;
        glosa_reader_take(cutting->reader, size);
        cutting->next_line += blank;
    }
    long long count = cutting->next_line - cutting->line;
    return count == 1 ? glosa_fail(error, GLOSA_MALFORMED, NULL, cutting->line,
                                   "blank line; expected a JSON object")
                      : glosa_fail(error, GLOSA_MALFORMED, NULL, cutting->line,
                                   "%lld blank lines; expected a JSON object", count);
}

glosa_status glosa_cut_lines(glosa_cutting *cutting, glosa_string *record, bool *more,
                             glosa_error *error)
{
    glosa_string line = {0};
    cutting->line = cutting->next_line++;
    glosa_status status =
        glosa_reader_line(cutting->reader, cutting->limit, &line, more, error);
    if (status || !*more)
        return status;
    *record = line;
    return glosa_string_trim(line).size ? GLOSA_OK : skip_blank(cutting, error);
}

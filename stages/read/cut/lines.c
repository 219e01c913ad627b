#include "stages/read/cut/cut.h"

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
    if (glosa_string_trim(line).size)
        return GLOSA_OK;
    return glosa_fail(error, GLOSA_MALFORMED, NULL, cutting->line,
                      "blank line; expected a JSON object");
}

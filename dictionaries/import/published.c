#include "dictionaries/import/published.h"

#include "dictionaries/import/unpacked.h"
#include "pipeline/base/string.h"
#include "pipeline/text/utf8.h"

static glosa_status not_utf8(const glosa_published *lines, glosa_string line, size_t valid,
                             glosa_error *error)
{
    size_t column = 1;
    for (size_t i = 0; i < valid; i++)
        column += line.data[i] == lines->separator;
    if (!lines->separator)
        return GLOSA_PUBLISHED_FAULT(lines, error, "is not UTF-8 at byte %zu of the line",
                                     valid + 1);
    return GLOSA_PUBLISHED_FAULT(lines, error,
                                 "is not UTF-8 in column %zu, at byte %zu of the line", column,
                                 valid + 1);
}

glosa_status glosa_published_line(glosa_published *lines, glosa_string *line, bool *more,
                                  glosa_error *error)
{
    glosa_status status =
        glosa_reader_line(lines->reader, GLOSA_LONGEST_LINE, line, more, error);
    lines->number++;
    if (status == GLOSA_TOO_LARGE)
        return GLOSA_PUBLISHED_FAULT(lines, error, "line longer than %d MiB",
                                     GLOSA_LONGEST_LINE >> 20);
    if (status || !*more)
        return glosa_as_dictionary_error(status, lines->path, error);
    size_t valid = glosa_utf8_valid_prefix(*line);
    if (valid != line->size)
        return not_utf8(lines, *line, valid, error);
    if (lines->number == 1 && glosa_string_starts(*line, "\xEF\xBB\xBF"))
        *line = glosa_string_slice(*line, 3, line->size);
    return GLOSA_OK;
}

glosa_status glosa_published_each(glosa_published *lines, glosa_published_taker *take,
                                  void *state, glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    for (bool more = true; more && !status;) {
        glosa_string line = {0};
        status = glosa_published_line(lines, &line, &more, error);
        if (!status && more)
            status = take(state, line, lines, error);
    }
    return status;
}

#include "dictionaries/import/whole_file.h"

#include <errno.h>

#include "pipeline/text/utf8.h"

static const size_t largest_file = (size_t)2 << 30;

static glosa_status read_all(FILE *file, const char *path, glosa_buffer *out,
                             glosa_error *error)
{
    size_t got = 1;
    while (got && !out->failed && out->size <= largest_file) {
        char *room = glosa_buffer_reserve(out, 1 << 16);
        got = room ? fread(room, 1, 1 << 16, file) : 0;
        out->size += got;
    }
    if (ferror(file))
        return glosa_fail(error, GLOSA_IO, path, -1, "cannot read: %s", strerror(errno));
    if (out->size > largest_file)
        return glosa_fail(error, GLOSA_DICTIONARY, path, -1, "file exceeds 2 GiB");
    return out->failed ? glosa_fail_memory(error, path) : GLOSA_OK;
}

glosa_status glosa_read_whole(glosa_arena *arena, const char *path, glosa_string *bytes,
                              glosa_error *error)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return glosa_fail(error, GLOSA_DICTIONARY, path, -1, "cannot open: %s",
                          strerror(errno));
    glosa_buffer buffer = {0};
    glosa_status status = read_all(file, path, &buffer, error);
    fclose(file);
    *bytes = (glosa_string){glosa_arena_copy(arena, buffer.data, buffer.size), buffer.size};
    glosa_buffer_free(&buffer);
    if (status == GLOSA_OK && !bytes->data)
        status = glosa_fail_memory(error, path);
    return status;
}

glosa_text_lines glosa_text_lines_of(const char *path, glosa_string bytes)
{
    glosa_text_lines lines = {.path = path, .rest = bytes};
    lines.end_of_valid = bytes.data + glosa_utf8_valid_prefix(bytes);
    if (bytes.size >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0)
        lines.rest = glosa_string_slice(bytes, 3, bytes.size);
    return lines;
}

glosa_status glosa_text_lines_next(glosa_text_lines *lines, glosa_string *line, bool *more,
                                   glosa_error *error)
{
    *more = lines->rest.size && glosa_string_next(&lines->rest, '\n', line);
    if (!*more)
        return GLOSA_OK;
    lines->number++;
    if (line->size && line->data[line->size - 1] == '\r')
        line->size--;
    if (line->data + line->size > lines->end_of_valid)
        return glosa_fail(error, GLOSA_DICTIONARY, lines->path, lines->number, "is not UTF-8");
    if (line->size && memchr(line->data, '\0', line->size))
        return glosa_fail(error, GLOSA_DICTIONARY, lines->path, lines->number,
                          "has a zero byte; tables are text");
    return GLOSA_OK;
}

size_t glosa_split_cells(glosa_string line, glosa_string *cells, size_t most)
{
    size_t count = 0;
    glosa_string cell;
    while (glosa_string_next(&line, '\t', &cell)) {
        if (count == most)
            return most + 1;
        cells[count++] = cell;
    }
    return count;
}

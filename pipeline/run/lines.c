#include "pipeline/run/lines.h"

#include <errno.h>
#include <unistd.h>

enum { READ_SIZE = 1 << 18 };

/* Reads more behind what is there, after moving what is left to the front. */
static glosa_status fill(glosa_lines *lines, glosa_error *error)
{
    glosa_buffer *buffer = &lines->buffer;
    if (lines->start) {
        memmove(buffer->data, buffer->data + lines->start, buffer->size - lines->start);
        buffer->size -= lines->start;
        lines->start = 0;
    }
    if (buffer->size > lines->longest)
        return glosa_fail(error, GLOSA_TOO_LARGE, lines->name, lines->given + 1,
                          "line exceeds %zu bytes", lines->longest);
    char *room = glosa_buffer_reserve(buffer, READ_SIZE);
    if (!room)
        return glosa_fail_memory(error, lines->name);
    ssize_t got = read(lines->descriptor, room, READ_SIZE);
    if (got < 0 && errno == EINTR)
        return glosa_fail(error, GLOSA_INTERRUPTED, lines->name, -1, "interrupted");
    if (got < 0)
        return glosa_fail(error, GLOSA_IO, lines->name, -1, "cannot read: %s", strerror(errno));
    buffer->size += (size_t)got;
    lines->ended = got == 0;
    return GLOSA_OK;
}

glosa_status glosa_lines_next(glosa_lines *lines, glosa_line *line, bool *more,
                              glosa_error *error)
{
    size_t looked = 0;
    for (;;) {
        const char *data = lines->buffer.data + lines->start;
        size_t size = lines->buffer.size - lines->start;
        const char *end = size > looked ? memchr(data + looked, '\n', size - looked) : NULL;
        *more = end || (lines->ended && size > 0);
        if (*more) {
            size_t length = end ? (size_t)(end - data) : size;
            *line = (glosa_line){{data, length}, ++lines->given, end != NULL};
            lines->start += length + line->whole;
            return GLOSA_OK;
        }
        if (lines->ended)
            return GLOSA_OK;
        looked = size;
        glosa_status status = fill(lines, error);
        if (status)
            return status;
    }
}

bool glosa_lines_go_on(const glosa_lines *lines)
{
    return lines->start < lines->buffer.size;
}

void glosa_lines_free(glosa_lines *lines)
{
    glosa_buffer_free(&lines->buffer);
}

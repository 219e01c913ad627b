/* One buffer, filled from its end and taken from its front. What was taken is moved out of the
 * way only when more is read, once for every chunk and not for every line. */
#include "pipeline/input/reader.h"

enum { CHUNK = 1 << 17, KEPT_MEMORY = 1 << 20 };

void glosa_reader_begin(glosa_reader *reader, glosa_stream stream)
{
    glosa_buffer_clear(&reader->bytes);
    *reader = (glosa_reader){.stream = stream, .bytes = reader->bytes};
}

static glosa_string view_of(const glosa_reader *reader)
{
    glosa_string all = glosa_buffer_view(&reader->bytes);
    return all.data ? glosa_string_slice(all, reader->taken, all.size) : all;
}

/* Moves what was not taken to the front, so that the buffer does not grow with the stream. */
static void compact(glosa_reader *reader)
{
    glosa_string rest = view_of(reader);
    if (reader->taken && rest.size)
        memmove(reader->bytes.data, rest.data, rest.size);
    reader->bytes.size = rest.size;
    reader->taken = 0;
}

static glosa_status read_chunk(glosa_reader *reader, glosa_error *error)
{
    compact(reader);
    /* A short file ends in the room that it left: looking for its end makes no more. */
    char *room = glosa_buffer_reserve(&reader->bytes, reader->bytes.capacity ? CHUNK / 2 : CHUNK);
    if (!room)
        return glosa_fail_memory(error, "input");
    size_t got = 0, size = reader->bytes.capacity - reader->bytes.size;
    glosa_status status = reader->stream.read(reader->stream.state, room, size, &got, error);
    if (status)
        return status;
    reader->bytes.size += got;
    reader->ended = got == 0;
    return GLOSA_OK;
}

/* Reads until there are `size` bytes, or as many as there will ever be. */
static void fill(glosa_reader *reader, size_t size)
{
    while (reader->bytes.size - reader->taken < size && !reader->ended &&
           !reader->fault.code && reader->stream.read)
        reader->fault.code = read_chunk(reader, &reader->fault);
}

static glosa_status show_fault(const glosa_reader *reader, glosa_error *error)
{
    if (error)
        *error = reader->fault;
    return reader->fault.code;
}

glosa_status glosa_reader_peek(glosa_reader *reader, size_t size, glosa_string *view,
                               glosa_error *error)
{
    fill(reader, size);
    if (reader->fault.code && reader->bytes.size - reader->taken < size) {
        glosa_status status = show_fault(reader, error);
        /* At its end: who goes on reading must not meet the fault for ever. */
        reader->fault.code = GLOSA_OK;
        reader->taken = reader->bytes.size;
        reader->ended = true;
        return status;
    }
    *view = view_of(reader);
    return GLOSA_OK;
}

glosa_status glosa_reader_look(glosa_reader *reader, size_t size, glosa_string *view,
                               glosa_error *error)
{
    fill(reader, size);
    if (reader->fault.code && reader->bytes.size == reader->taken)
        return show_fault(reader, error);
    *view = view_of(reader);
    return GLOSA_OK;
}

void glosa_reader_take(glosa_reader *reader, size_t size)
{
    reader->taken += size;
}

bool glosa_reader_can_seek(const glosa_reader *reader)
{
    return reader->stream.seek != NULL;
}

int64_t glosa_reader_seek(glosa_reader *reader, int64_t offset, int whence)
{
    /* The stream is ahead of the reader by what has not been taken. */
    if (whence == SEEK_CUR)
        offset -= (int64_t)(reader->bytes.size - reader->taken);
    int64_t position = reader->stream.seek(reader->stream.state, offset, whence);
    if (position < 0)
        return -1;
    glosa_buffer_clear(&reader->bytes);
    reader->taken = 0;
    reader->ended = false;
    reader->fault.code = GLOSA_OK;
    return position;
}

/* Takes everything up to and with the next line end, without holding it. */
static glosa_status skip_line(glosa_reader *reader, glosa_error *error)
{
    for (;;) {
        glosa_string view = {NULL, 0};
        glosa_status status = glosa_reader_peek(reader, 1, &view, error);
        if (status)
            return status;
        const char *end = view.size ? memchr(view.data, '\n', view.size) : NULL;
        glosa_reader_take(reader, end ? (size_t)(end - view.data) + 1 : view.size);
        if (end || !view.size)
            return GLOSA_TOO_LARGE;
    }
}

glosa_status glosa_reader_line(glosa_reader *reader, size_t limit, glosa_string *line,
                               bool *more, glosa_error *error)
{
    size_t searched = 0;
    for (;;) {
        glosa_string view = {NULL, 0};
        glosa_status status = glosa_reader_peek(reader, searched + 1, &view, error);
        if (status)
            return status;
        bool at_end = view.size == searched;
        const char *end =
            at_end ? NULL : memchr(view.data + searched, '\n', view.size - searched);
        size_t size = end ? (size_t)(end - view.data) : view.size;
        *more = view.size > 0;
        if (size > limit)
            return skip_line(reader, error);
        if (end || at_end) {
            glosa_reader_take(reader, end ? size + 1 : size);
            size -= size && view.data[size - 1] == '\r';
            *line = (glosa_string){view.data, size};
            return GLOSA_OK;
        }
        searched = view.size;
    }
}

void glosa_reader_end(glosa_reader *reader)
{
    glosa_stream_close(&reader->stream);
    if (reader->bytes.capacity > KEPT_MEMORY)
        glosa_buffer_free(&reader->bytes);
    glosa_buffer_clear(&reader->bytes);
    reader->taken = 0;
    reader->ended = true;
    reader->fault.code = GLOSA_OK;
}

void glosa_reader_free(glosa_reader *reader)
{
    glosa_reader_end(reader);
    glosa_buffer_free(&reader->bytes);
}

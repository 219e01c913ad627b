#include "pipeline/input/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

/* The descriptor is the whole state of a file, so it travels in the pointer itself. */
static int descriptor_of(void *state)
{
    return (int)(intptr_t)state;
}

static glosa_status file_read(void *state, char *out, size_t size, size_t *got,
                              glosa_error *error)
{
    ssize_t count = read(descriptor_of(state), out, size);
    if (count < 0 && errno == EINTR)
        return glosa_fail(error, GLOSA_INTERRUPTED, "input", -1, "interrupted by a signal");
    if (count < 0)
        return glosa_fail(error, GLOSA_UNREADABLE, NULL, -1, "cannot read: %s",
                          strerror(errno));
    *got = (size_t)count;
    return GLOSA_OK;
}

static int64_t file_seek(void *state, int64_t offset, int whence)
{
    return lseek(descriptor_of(state), offset, whence);
}

static void file_close(void *state)
{
    if (descriptor_of(state) != STDIN_FILENO)
        close(descriptor_of(state));
}

glosa_status glosa_stream_open(glosa_stream *stream, const char *path, glosa_error *error)
{
    int descriptor = STDIN_FILENO;
    if (strcmp(path, "-") != 0)
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return glosa_fail(error, glosa_status_of_errno(errno), path, -1, "cannot open: %s",
                          strerror(errno));
    bool seekable = lseek(descriptor, 0, SEEK_CUR) == 0;
    *stream = (glosa_stream){path, (void *)(intptr_t)descriptor, file_read, file_close,
                             seekable ? file_seek : NULL};
    return GLOSA_OK;
}

void glosa_stream_close(glosa_stream *stream)
{
    if (stream->close)
        stream->close(stream->state);
    *stream = (glosa_stream){0};
}

/* Where the bytes of an input come from: a file, standard input, or whatever else can be read
 * from front to end, such as a member of an archive. */
#ifndef GLOSA_INPUT_STREAM_H
#define GLOSA_INPUT_STREAM_H

#include "pipeline/base/error.h"

typedef struct glosa_stream {
    const char *path; /* for messages and metadata; outlives the stream */
    void *state;
    /* Puts up to `size` bytes into `out` and their number into *got; 0 is the end. Errors:
     * those of a document where this input cannot be read (`where` is the caller's to set), and
     * those that stop a run. */
    glosa_status (*read)(void *state, char *out, size_t size, size_t *got, glosa_error *error);
    void (*close)(void *state);     /* NULL: nothing to close */
    /* Goes to another place, as lseek does; -1 where it cannot. NULL where it never can. */
    int64_t (*seek)(void *state, int64_t offset, int whence);
} glosa_stream;

/* Opens the file at `path`; "-" is standard input, which closing leaves open. Errors:
 * GLOSA_UNREADABLE, with what the operating system says. */
GLOSA_CHECKED glosa_status glosa_stream_open(glosa_stream *stream, const char *path,
                                             glosa_error *error);

/* Closes it; a stream that is all zero, or closed, is left alone. */
void glosa_stream_close(glosa_stream *stream);

#endif

/* Reads a stream through one buffer: its first bytes, single lines, or all of it. */
#ifndef GLOSA_INPUT_READER_H
#define GLOSA_INPUT_READER_H

#include "pipeline/base/string.h"
#include "pipeline/input/stream.h"

typedef struct glosa_reader {
    glosa_stream stream;
    glosa_buffer bytes;
    size_t taken;      /* bytes at the front that were given out already */
    bool ended;        /* the stream has no more */
    glosa_error fault; /* of the stream, behind the bytes; code GLOSA_OK: none so far */
} glosa_reader;        /* all zero is valid and at its end */

/* Starts on a stream, which becomes the reader's. */
void glosa_reader_begin(glosa_reader *reader, glosa_stream stream);

/* Sees to it that *view shows at least `size` bytes that were not taken, fewer only where the
 * stream ends. Valid until the next call. Errors: the stream's, GLOSA_MEMORY; after one the
 * reader is at its end. */
GLOSA_CHECKED glosa_status glosa_reader_peek(glosa_reader *reader, size_t size,
                                             glosa_string *view, glosa_error *error);

/* The same for a look ahead: also fewer where the stream fails, which peeking says where it is
 * reached. Errors: as for glosa_reader_peek where there is nothing before the failure. */
GLOSA_CHECKED glosa_status glosa_reader_look(glosa_reader *reader, size_t size,
                                             glosa_string *view, glosa_error *error);

/* Takes bytes that were seen. */
void glosa_reader_take(glosa_reader *reader, size_t size);

/* Takes the next line, without its LF or CR LF; *more is false where there is none. Memory
 * stays within `limit` and a constant: a longer line is passed over and gives GLOSA_TOO_LARGE
 * (with no message), after which the next can be read. Other errors as for glosa_reader_peek.
 */
GLOSA_CHECKED glosa_status glosa_reader_line(glosa_reader *reader, size_t limit,
                                             glosa_string *line, bool *more,
                                             glosa_error *error);

/* Whether the reader can go to another place of its stream; going there, as lseek does, gives
 * the place in bytes from the start, or -1. What was seen is forgotten. */
bool glosa_reader_can_seek(const glosa_reader *reader);
int64_t glosa_reader_seek(glosa_reader *reader, int64_t offset, int whence);

/* Closes the stream and keeps a modest buffer for the next one. */
void glosa_reader_end(glosa_reader *reader);

/* Closes the stream and gives all memory back. */
void glosa_reader_free(glosa_reader *reader);

#endif

/* Files in UTF-16 and UTF-32, given as UTF-8. They are decoded while they stream by, because
 * formats are recognized and files are cut into records among bytes that keep ASCII. */
#ifndef GLOSA_READ_WIDE_H
#define GLOSA_READ_WIDE_H

#include "pipeline/base/digest.h"
#include "pipeline/input/stream.h"

/* The encoding of a file that begins with these bytes (some KiB are plenty), by a byte order
 * mark or by where NUL bytes stand between others: "UTF-16LE", "UTF-16BE", "UTF-32LE" or
 * "UTF-32BE". NULL where it is none of them. Constant text. */
const char *glosa_wide_encoding(glosa_string head);

/* Puts into the place of a stream that begins with wide bytes one that gives its bytes as
 * UTF-8, without a byte order mark; what is not of this encoding becomes U+FFFD. `head` are the
 * bytes that have been read from the stream already, from its start on. The new stream owns the
 * old one. After an error, which is GLOSA_MEMORY, the stream is as it was. */
GLOSA_CHECKED glosa_status glosa_wide_stream(glosa_stream *stream, glosa_string head,
                                             glosa_error *error);

/* The SHA-256 of the file's own bytes, for a stream made by glosa_wide_stream that was read to
 * its end; false for any other. */
bool glosa_wide_digest(const glosa_stream *stream, char hex[GLOSA_DIGEST_SIZE]);

#endif

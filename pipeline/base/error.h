/* How failures travel: a status that must be looked at, and the caller's glosa_error. */
#ifndef GLOSA_BASE_ERROR_H
#define GLOSA_BASE_ERROR_H

#include "pipeline/glosa.h"
#include "pipeline/base/banned.h"

/* Fills *error (which may be NULL) and returns `code`, so that a failure is one statement:
 *     return glosa_fail(error, GLOSA_IO, path, -1, "cannot open: %s", strerror(errno));
 * `where` names the file, stage or object; `position` is a line or a byte, -1 where unknown. */
GLOSA_CHECKED glosa_status glosa_fail(glosa_error *error, glosa_status code, const char *where,
                                      int64_t position, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Sets `where` to a path, or to nothing where it does not fit: half a path names another file. */
void glosa_error_set_where(glosa_error *error, glosa_string path);

/* What it means that an input cannot be opened or read, by errno: GLOSA_UNREADABLE, which is the
 * input's own; GLOSA_IO where the machine has no descriptors or memory left, as it has none for the
 * others either. */
glosa_status glosa_status_of_errno(int number);

/* The failure that has no more to say. */
GLOSA_CHECKED glosa_status glosa_fail_memory(glosa_error *error, const char *where);

/* "where:position: message", or "where: message" without a position. Returns what snprintf does. */
int glosa_error_format(const glosa_error *error, char *out, size_t size);

#endif

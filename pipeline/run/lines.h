/* Lines of a file descriptor, one at a time, in bounded memory. */
#ifndef GLOSA_RUN_LINES_H
#define GLOSA_RUN_LINES_H

#include "pipeline/base/string.h"

typedef struct glosa_line {
    glosa_string text;          /* without the line end; valid until the next call */
    int64_t number;             /* from 1 */
    bool whole;                 /* false for a last line that has no line end */
} glosa_line;

typedef struct glosa_lines {
    const char *name;           /* for messages: "standard input" */
    int descriptor;
    size_t longest;             /* bytes a line may have */
    glosa_buffer buffer;
    size_t start;               /* of what has not been given out */
    bool ended;                 /* the descriptor has no more */
    int64_t given;              /* lines given out so far */
} glosa_lines;                  /* set the first three, leave the rest zero */

/* The next line; *more is false, and the line not set, at the end. Errors: GLOSA_IO,
 * GLOSA_INTERRUPTED, GLOSA_TOO_LARGE, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_lines_next(glosa_lines *lines, glosa_line *line, bool *more,
                                            glosa_error *error);

/* Whether something has come behind the line that was given last: then it is not the last one. */
bool glosa_lines_go_on(const glosa_lines *lines);

void glosa_lines_free(glosa_lines *lines);

#endif

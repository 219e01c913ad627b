/* A file of people's own tables, read as a whole. */
#ifndef GLOSA_IMPORT_WHOLE_FILE_H
#define GLOSA_IMPORT_WHOLE_FILE_H

#include "pipeline/base/arena.h"
#include "pipeline/base/string.h"

/* The bytes of a file of 2 GiB at most, in the arena. Errors: GLOSA_DICTIONARY (it cannot be
 * opened, it is too long), GLOSA_IO, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_read_whole(glosa_arena *arena, const char *path,
                                            glosa_string *bytes, glosa_error *error);

/* Lines of a text, with their numbers for messages. */
typedef struct glosa_text_lines {
    const char *path;
    glosa_string rest;
    const char *end_of_valid;   /* where the text stops being UTF-8 */
    int64_t number;             /* of the line given last, from 1; 0 at the start */
} glosa_text_lines;

/* The lines of `bytes`, behind a byte order mark. */
glosa_text_lines glosa_text_lines_of(const char *path, glosa_string bytes);

/* The next line without its line end; *more is false at the end. Errors: GLOSA_DICTIONARY where
 * the line is not UTF-8 or has a zero byte. */
GLOSA_CHECKED glosa_status glosa_text_lines_next(glosa_text_lines *lines, glosa_string *line,
                                                 bool *more, glosa_error *error);

/* Splits a line at its tabs into at most `most` cells; gives their number, most + 1 where there
 * are more. */
size_t glosa_split_cells(glosa_string line, glosa_string *cells, size_t most);

#endif

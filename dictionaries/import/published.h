/* The lines of a published text file, with their numbers for messages. */
#ifndef GLOSA_IMPORT_PUBLISHED_H
#define GLOSA_IMPORT_PUBLISHED_H

#include "dictionaries/import/importer.h"

/* Bytes that a line may have; the longest published ones have some 100 KB. */
enum { GLOSA_LONGEST_LINE = 4 << 20 };

typedef struct glosa_published {
    const char *path;
    glosa_reader *reader;
    char separator;             /* of columns, which messages then count; 0: of none */
    int64_t number;             /* of the line given last, from 1; 0 at the start */
} glosa_published;

/* The next line without its line end, and the first without byte order mark; *more is false at
 * the end. Valid until the next call. Errors: GLOSA_DICTIONARY where the line is not UTF-8 (the
 * message says in which column, at which byte of the line) or too long; the reader's. */
GLOSA_CHECKED glosa_status glosa_published_line(glosa_published *lines, glosa_string *line,
                                                bool *more, glosa_error *error);

/* Gives every line to `take`, until one fails. Errors: those of a line, and what take gives. */
typedef glosa_status glosa_published_taker(void *state, glosa_string line,
                                           const glosa_published *lines, glosa_error *error);
GLOSA_CHECKED glosa_status glosa_published_each(glosa_published *lines,
                                                glosa_published_taker *take, void *state,
                                                glosa_error *error);

/* The failure of the current line. */
#define GLOSA_PUBLISHED_FAULT(lines, error, ...)                                              \
    glosa_fail((error), GLOSA_DICTIONARY, (lines)->path, (lines)->number, __VA_ARGS__)

#endif

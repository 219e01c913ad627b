/* The source of a run: walks the inputs, recognizes their formats, and gives one document for
 * each record, with its bytes, its line and its path.
 *
 * A byte order mark at the start of a file belongs to no record: the source of a plain text
 * begins behind it. */
#ifndef GLOSA_READ_INPUT_H
#define GLOSA_READ_INPUT_H

#include "pipeline/run/stage.h"

typedef struct glosa_input_options {
    const char *format;   /* NULL or empty: recognize each file */
    int64_t max_document; /* MiB; larger records are skipped and reported */
} glosa_input_options;

extern const glosa_source glosa_input;

#endif

/* What the programs that measure share. */
#ifndef GLOSA_BENCH_H
#define GLOSA_BENCH_H

#include "dictionaries/match/dictionary.h"

/* A text, folded line by line before anything is measured. */
typedef struct bench_text {
    glosa_folded *lines;
    size_t size, tokens;
} bench_text;

/* Processor time of this process, in seconds: a busy machine does not count. */
double bench_seconds(void);

/* Ends the program with the message unless the status is GLOSA_OK. */
void bench_require(glosa_status status, const glosa_error *error);

/* Reads and folds the file at `path`, lines of UTF-8. */
bench_text bench_text_read(const char *path);

/* Scans the whole text for the names and prints hits and nanoseconds per token: the best of five
 * rounds. */
void bench_scan(const glosa_dictionary *dictionary, const bench_text *text);

#endif

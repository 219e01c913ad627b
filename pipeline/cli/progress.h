/* One line on a terminal that tells how far a run has come; silence elsewhere. */
#ifndef GLOSA_CLI_PROGRESS_H
#define GLOSA_CLI_PROGRESS_H

#include "pipeline/run/runner.h"

typedef struct glosa_progress {
    const char *name;           /* of the command */
    bool terminal;              /* standard error is one */
    double started, shown;      /* seconds of the monotonic clock */
} glosa_progress;

void glosa_progress_begin(glosa_progress *progress, const char *name);

/* Shows the line, at most five times a second. `context` is the glosa_progress. */
void glosa_progress_show(void *context, const glosa_totals *totals);

/* Leaves the last line standing. */
void glosa_progress_end(glosa_progress *progress, const glosa_totals *totals);

#endif

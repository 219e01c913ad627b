/* One line that tells how far a run has come: on a terminal rewritten in its place, elsewhere,
 * where it was asked for, a new one each minute. */
#ifndef GLOSA_CLI_PROGRESS_H
#define GLOSA_CLI_PROGRESS_H

#include "pipeline/run/runner.h"

typedef struct glosa_progress {
    const char *name;           /* of the command */
    bool shown;                 /* at all */
    bool terminal;              /* standard error is one */
    double started, latest;     /* seconds of the monotonic clock */
} glosa_progress;

/* Shown is it on a terminal, and with `asked` elsewhere, too. */
void glosa_progress_begin(glosa_progress *progress, const char *name, bool asked);

/* Shows the line when its time has come. `context` is the glosa_progress. */
void glosa_progress_show(void *context, const glosa_totals *totals);

/* Shows it a last time, and leaves it standing. */
void glosa_progress_end(glosa_progress *progress, const glosa_totals *totals);

#endif

/* Drives documents from a source through a chain to a sink: workers in parallel, output in the
 * order of the input, a bounded number of documents in memory. */
#ifndef GLOSA_RUN_RUNNER_H
#define GLOSA_RUN_RUNNER_H

#include <stdatomic.h>

#include "pipeline/run/chain.h"

typedef struct glosa_totals {
    uint64_t documents;         /* handed to the sink without having failed */
    uint64_t failed;            /* documents that could not be read or annotated */
    uint64_t problems;          /* in all, of failed documents and of others */
    uint64_t bytes;             /* of source text */
    uint64_t mentions;
    double place;               /* how far the input has been read, 0 to 1; below 0: unknown */
} glosa_totals;

typedef struct glosa_run_plan {
    const glosa_source *source;
    const void *source_options;
    const glosa_list *inputs;
    const glosa_step *steps;    /* without the source's decode and the sink's encode */
    size_t step_count;
    const glosa_sink *sink;
    const void *sink_options;
    const char *arguments;
    unsigned jobs;              /* worker threads, >= 1; the sink runs on the caller's thread */
    const atomic_bool *interrupted;     /* set by a signal handler; looked at often; may be NULL */
    int wake_signal;            /* sent to workers that may sit in a read when the run stops; its
                                   handler does nothing */
    /* Called on the caller's thread after each document; may be NULL. */
    void (*progress)(void *context, const glosa_totals *totals);
    void *progress_context;
} glosa_run_plan;

/* Runs to the end. The plan is checked, and source and chain are opened, before the sink is.
 * Problems of documents are counted, not returned. Errors: whatever stopped the run; then the
 * sink was closed unfinished. With `interrupted` set: GLOSA_INTERRUPTED. */
GLOSA_CHECKED glosa_status glosa_run(const glosa_run_plan *plan, glosa_totals *totals,
                                     glosa_error *error);

#endif

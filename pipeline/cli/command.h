/* The interface of commands that are no part of the flow: export, eval, dict ... */
#ifndef GLOSA_CLI_COMMAND_H
#define GLOSA_CLI_COMMAND_H

#include <stdatomic.h>

#include "pipeline/run/stage.h"

/* What a command is given beside its options. */
typedef struct glosa_command_context {
    FILE *out;                  /* standard output; the caller flushes and checks it */
    uint64_t problems;          /* set by the command; any make the exit status 3 ... */
    const char *problem_place;  /* ... and are said to be here; constant text */
    const atomic_bool *interrupted;
    int wake_signal;            /* see glosa_run_plan */
} glosa_command_context;

typedef struct glosa_command {
    const char *name;           /* "export"; "dict build" for a command of a group */
    const char *summary;        /* one line */
    const char *details;        /* further lines of the help, each ended; NULL: none */
    const char *operands;       /* for the usage line: "DB" */
    const char *example;        /* a line that works in a fresh clone */
    size_t operands_least, operands_most;
    glosa_options options;
    glosa_status (*run)(const void *options, const glosa_list *operands,
                        glosa_command_context *context, glosa_error *error);
} glosa_command;

/* All commands beside the flows, which come from the registry of stages: stages/registry.c. */
extern const glosa_command *const glosa_commands[];
extern const size_t glosa_command_count;

#endif

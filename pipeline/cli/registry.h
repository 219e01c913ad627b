/* All that the command line knows of stages and commands: one constant table, which stages/
 * defines. Nothing in pipeline/ names a stage. */
#ifndef GLOSA_CLI_REGISTRY_H
#define GLOSA_CLI_REGISTRY_H

#include <stdatomic.h>

#include "pipeline/run/stage.h"

/* What a command is given beside its options. */
typedef struct glosa_command_context {
    FILE *out;                  /* standard output; the caller flushes and checks it */
    uint64_t problems;          /* set by the command: documents with problems, for exit status 3 */
    const atomic_bool *interrupted;
    int wake_signal;            /* see glosa_run_plan */
} glosa_command_context;

typedef struct glosa_command {
    const char *name;           /* "export"; "dict build" for a command of a group */
    const char *summary;        /* one line */
    const char *operands;       /* for the usage line: "DB" */
    const char *example;        /* a line that works in a fresh clone */
    size_t operands_least, operands_most;
    glosa_options options;
    glosa_status (*run)(const void *options, const glosa_list *operands,
                        glosa_command_context *context, glosa_error *error);
} glosa_command;

typedef struct glosa_registry {
    const glosa_source *input;          /* the beginning of the flow: `glosa read` */
    const glosa_stage *const *stages;   /* in the order of the flow, behind the input's decode */
    size_t stage_count;
    const glosa_sink *database;         /* the end of the flow: `glosa emit` */
    const glosa_command *const *commands;
    size_t command_count;
} glosa_registry;

extern const glosa_registry glosa_registry_of_all;

#endif

/* The commands that move documents: `run`, and every stage as a filter. */
#ifndef GLOSA_CLI_FLOW_H
#define GLOSA_CLI_FLOW_H

#include "pipeline/cli/arguments.h"
#include "pipeline/cli/command.h"
#include "pipeline/run/registry.h"

/* A part of the flow: what stands at its ends and the stages between them. */
typedef struct glosa_flow {
    const char *name, *summary, *operands;
    const glosa_source *source;
    const glosa_stage *const *stages;
    size_t stage_count;
    const glosa_sink *sink;
} glosa_flow;

/* How many flows there are (run first, then the stages in order), and flow number `number`. */
size_t glosa_flow_count(const glosa_registry *registry);
glosa_flow glosa_flow_at(const glosa_registry *registry, size_t number);

/* Adds the option groups of the flow's parts. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_flow_options(const glosa_flow *flow,
                                              glosa_arguments *arguments, glosa_error *error);

/* Runs the flow with parsed arguments. `line` is the whole command line, for provenance.
 * context->problems is set. Errors: as glosa_run. */
GLOSA_CHECKED glosa_status glosa_flow_run(const glosa_flow *flow,
                                          const glosa_arguments *arguments, const char *line,
                                          glosa_command_context *context, glosa_error *error);

#endif

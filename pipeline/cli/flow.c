#include "pipeline/cli/flow.h"

#include <unistd.h>

#include "pipeline/cli/progress.h"
#include "pipeline/run/wire_ends.h"

enum { MOST_JOBS = 256 };

typedef struct flow_options {
    int64_t jobs;
    bool progress;
} flow_options;

static const glosa_option flow_table[] = {
    {.name = "jobs", .letter = 'j', .type = GLOSA_OPTION_NUMBER, .argument = "N",
     .offset = offsetof(flow_options, jobs), .minimum = 1, .maximum = MOST_JOBS,
     .help = "worker threads, 1 to 256 (default: one for each processor)", .silent = true},
    {.name = "progress", .type = GLOSA_OPTION_FLAG, .offset = offsetof(flow_options, progress),
     .help = "tell how far it is also where standard error is no terminal: each minute, at the end",
     .silent = true},
};

static const glosa_options flow_options_table = GLOSA_OPTIONS(flow_table, flow_options);

size_t glosa_flow_count(const glosa_registry *registry)
{
    return registry->stage_count + 3;
}

glosa_flow glosa_flow_at(const glosa_registry *registry, size_t number)
{
    const glosa_stage *const *stages = registry->stages;
    size_t count = registry->stage_count;
    if (number == 0)
        return (glosa_flow){"run", "read articles, annotate them, store the result in a database",
                            "INPUT...", registry->input, stages, count, registry->database};
    if (number == 1)
        return (glosa_flow){registry->input->name, registry->input->summary, "INPUT...",
                            registry->input, NULL, 0, &glosa_wire_sink};
    if (number <= count + 1) {
        const glosa_stage *stage = stages[number - 2];
        return (glosa_flow){stage->name, stage->summary, "", &glosa_wire_source,
                            stages + number - 2, 1, &glosa_wire_sink};
    }
    return (glosa_flow){registry->database->name, registry->database->summary, "",
                        &glosa_wire_source, NULL, 0, registry->database};
}

glosa_status glosa_flow_options(const glosa_flow *flow, glosa_arguments *arguments,
                                glosa_error *error)
{
    glosa_status status = glosa_arguments_add(arguments, flow->source->name,
                                              &flow->source->options, error);
    for (size_t i = 0; i < flow->stage_count && status == GLOSA_OK; i++)
        status = glosa_arguments_add(arguments, flow->stages[i]->name,
                                     &flow->stages[i]->options, error);
    if (status == GLOSA_OK)
        status = glosa_arguments_add(arguments, flow->sink->name, &flow->sink->options, error);
    if (status == GLOSA_OK)
        status = glosa_arguments_add(arguments, "every flow", &flow_options_table, error);
    return status;
}

static unsigned choose_jobs(const flow_options *options)
{
    long processors = options->jobs ? (long)options->jobs : sysconf(_SC_NPROCESSORS_ONLN);
    if (processors < 1)
        return 1;
    return processors > MOST_JOBS ? MOST_JOBS : (unsigned)processors;
}

static glosa_status run_plan(const glosa_flow *flow, glosa_run_plan *plan, bool asked,
                             glosa_command_context *context, glosa_error *error)
{
    glosa_progress progress;
    glosa_progress_begin(&progress, flow->name, asked);
    plan->progress = progress.shown ? glosa_progress_show : NULL;
    plan->progress_context = &progress;
    glosa_totals totals;
    glosa_status status = glosa_run(plan, &totals, error);
    glosa_progress_end(&progress, &totals);
    context->problems = totals.problems;
    context->problem_place = flow->sink == &glosa_wire_sink ? "handed on with the documents"
                                                            : "see table `problem`";
    return status;
}

glosa_status glosa_flow_run(const glosa_flow *flow, const glosa_arguments *arguments,
                            const char *line, glosa_command_context *context,
                            glosa_error *error)
{
    glosa_step steps[GLOSA_MOST_OPTION_GROUPS];
    for (size_t i = 0; i < flow->stage_count; i++)
        steps[i] = (glosa_step){flow->stages[i],
                                glosa_arguments_values(arguments, &flow->stages[i]->options)};
    if (flow->source != &glosa_wire_source) {
        glosa_status status = glosa_chain_check(steps, flow->stage_count, flow->source->gives,
                                                error);
        if (status)
            return status;
    }
    const flow_options *options = glosa_arguments_values(arguments, &flow_options_table);
    glosa_run_plan plan = {
        .source = flow->source,
        .source_options = glosa_arguments_values(arguments, &flow->source->options),
        .inputs = &arguments->operands,
        .steps = steps,
        .step_count = flow->stage_count,
        .sink = flow->sink,
        .sink_options = glosa_arguments_values(arguments, &flow->sink->options),
        .arguments = line,
        .jobs = choose_jobs(options),
        .interrupted = context->interrupted,
        .wake_signal = context->wake_signal,
    };
    return run_plan(flow, &plan, options->progress, context, error);
}

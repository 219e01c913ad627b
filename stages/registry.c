/* The only list of stages, sources, sinks and commands. */
#include "dictionaries/commands/commands.h"
#include "pipeline/run/registry.h"
#include "stages/emit/emit.h"
#include "stages/normalize/normalize.h"
#include "stages/read/input/input.h"
#include "stages/resolve/resolve.h"
#include "stages/segment/segment.h"
#include "stages/tag/tag.h"
#include "stages/tokenize/tokenize.h"

static const glosa_stage *const stages[] = {
    &glosa_stage_normalize, &glosa_stage_segment, &glosa_stage_tokenize,
    &glosa_stage_tag,       &glosa_stage_resolve,
};

const glosa_command *const glosa_commands[] = {
    &glosa_export_command,     &glosa_eval_command,        &glosa_figures_command,
    &glosa_dict_build_command, &glosa_dict_lookup_command, &glosa_dict_stats_command,
    &glosa_dict_verify_command, &glosa_dict_diff_command,
    &glosa_dict_import_command, &glosa_dict_formats_command, &glosa_dict_check_command,
};

const size_t glosa_command_count = sizeof glosa_commands / sizeof *glosa_commands;

const glosa_registry glosa_registry_of_all = {
    .input = &glosa_input,
    .stages = stages,
    .stage_count = sizeof stages / sizeof *stages,
    .database = &glosa_database_sink,
};

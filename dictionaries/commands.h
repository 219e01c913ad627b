/* The commands of the group `dict`. */
#ifndef GLOSA_DICTIONARIES_COMMANDS_H
#define GLOSA_DICTIONARIES_COMMANDS_H

#include "pipeline/cli/command.h"

extern const glosa_command glosa_dict_build_command, glosa_dict_lookup_command,
    glosa_dict_stats_command;

#endif

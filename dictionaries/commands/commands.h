/* The commands of the group `dict`. */
#ifndef GLOSA_DICTIONARIES_COMMANDS_H
#define GLOSA_DICTIONARIES_COMMANDS_H

#include "dictionaries/match/dictionary.h"
#include "pipeline/cli/command.h"

extern const glosa_command glosa_dict_build_command, glosa_dict_lookup_command,
    glosa_dict_stats_command, glosa_dict_verify_command, glosa_dict_diff_command,
    glosa_dict_import_command, glosa_dict_formats_command, glosa_dict_check_command;

/* Prints how many entities of each kind there are, how many names and rows, and the sources. */
void glosa_dictionary_print_stats(const glosa_dictionary *dictionary, FILE *out);

/* Prints the names of flags, joined by a vertical bar. */
void glosa_print_flags(FILE *out, uint32_t flags);

#endif

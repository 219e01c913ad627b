/* The command line: option tables turn it into structures, and into help. */
#ifndef GLOSA_CLI_ARGUMENTS_H
#define GLOSA_CLI_ARGUMENTS_H

#include "pipeline/run/stage.h"

enum { GLOSA_MOST_OPTION_GROUPS = 16 };

/* Options that belong to one stage or part of the program, with the structure they fill. */
typedef struct glosa_option_group {
    const char *title;
    const glosa_options *options;
    void *values;
} glosa_option_group;

typedef struct glosa_arguments {
    glosa_option_group groups[GLOSA_MOST_OPTION_GROUPS];
    size_t group_count;
    glosa_list operands;        /* what is no option */
    bool help;                  /* --help or -h was given */
} glosa_arguments;              /* all zero is valid and empty */

/* Adds a group with its defaults filled in; the values belong to the arguments.
 * Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_arguments_add(glosa_arguments *arguments, const char *title,
                                               const glosa_options *options,
                                               glosa_error *error);

/* The structure of the group made for `options`; NULL where they have no size. */
void *glosa_arguments_values(const glosa_arguments *arguments, const glosa_options *options);

/* Parses `count` words. `--` ends the options; `-` alone is an operand; parsing ends at --help.
 * Errors: GLOSA_USAGE, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_arguments_parse(glosa_arguments *arguments, char **words,
                                                 int count, glosa_error *error);

/* Prints the options of all groups, one a line. */
void glosa_arguments_help(const glosa_arguments *arguments, FILE *out);

void glosa_arguments_free(glosa_arguments *arguments);

#endif

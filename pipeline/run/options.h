/* Structures of options, filled and described through their tables. */
#ifndef GLOSA_RUN_OPTIONS_H
#define GLOSA_RUN_OPTIONS_H

#include "pipeline/run/stage.h"

/* A zeroed structure with every default filled in; the caller's, for glosa_options_free. NULL
 * without memory, and for options of size 0. Defaults must be right: that is asserted. */
void *glosa_options_new(const glosa_options *options);
void glosa_options_free(const glosa_options *options, void *values);

/* Sets one option from its text (NULL for a flag). The text must outlive the structure.
 * Errors: GLOSA_USAGE, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_option_set(const glosa_option *option, void *values,
                                            const char *text, glosa_error *error);

/* Adds an item to a list. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_list_add(glosa_list *list, const char *item,
                                          glosa_error *error);

/* Appends {"stage":NAME,"version":V,"options":{...}}, without the silent options: one element of
 * the history that travels with the data. The closing brace is left to the caller. */
void glosa_options_history(const glosa_options *options, const void *values, const char *stage,
                           glosa_buffer *json);

#endif

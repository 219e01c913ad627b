/* The end of the flow: finished documents become rows of an SQLite database, whose schema is
 * data/schema.sql. The load goes into DB.part, which takes the name DB when it is whole. */
#ifndef GLOSA_EMIT_EMIT_H
#define GLOSA_EMIT_EMIT_H

#include "pipeline/cli/command.h"

extern const glosa_sink glosa_database_sink;

/* Commands that read such a database. */
extern const glosa_command glosa_export_command, glosa_eval_command,
    glosa_figures_command;

#endif

/* Where the rows of a load come from: tables `run` and `dictionary`. */
#ifndef GLOSA_EMIT_ORIGIN_H
#define GLOSA_EMIT_ORIGIN_H

#include "pipeline/run/stage.h"
#include "stages/emit/loading.h"

/* Writes the run, begun now, and the dictionaries that its stages used, also those in other
 * processes: the history says which. Errors: GLOSA_DATABASE, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_origin_write(const glosa_loading *loading,
                                              const glosa_provenance *provenance,
                                              glosa_error *error);

/* Notes that the run ended now. Errors: GLOSA_DATABASE. */
GLOSA_CHECKED glosa_status glosa_origin_finish(const glosa_loading *loading,
                                               glosa_error *error);

#endif

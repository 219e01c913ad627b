/* The wire as a source (standard input) and as a sink (standard output). */
#ifndef GLOSA_RUN_WIRE_ENDS_H
#define GLOSA_RUN_WIRE_ENDS_H

#include "pipeline/run/stage.h"

/* Takes no inputs and no options. What documents bring is known only when they come: `gives` is
 * every layer, and a document without what the chain reads is a failure of the run. */
extern const glosa_source glosa_wire_source;

extern const glosa_sink glosa_wire_sink;

#endif

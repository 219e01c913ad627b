/* Decides which hits are mentions, of which entity, and how sure that is. */
#ifndef GLOSA_RESOLVE_RESOLVE_H
#define GLOSA_RESOLVE_RESOLVE_H

#include "pipeline/run/stage.h"

extern const glosa_stage glosa_stage_resolve;

#endif

/* Finds every name of the dictionaries in the sentences of a document. Nothing is decided here:
 * overlapping and doubtful hits all come out, for resolve to judge. */
#ifndef GLOSA_TAG_TAG_H
#define GLOSA_TAG_TAG_H

#include "pipeline/run/stage.h"

extern const glosa_stage glosa_stage_tag;

#endif

/* The stage that writes the normalized text: the source in NFC, with one kind of blank, hyphen
 * and line end, without inline markup, cut words joined, look-alike letters put right; and the
 * map back to the source, in which everything that was not edited is byte-identical.
 *
 * A document whose source needs nothing shares it: text and source are then the same bytes. */
#ifndef GLOSA_NORMALIZE_H
#define GLOSA_NORMALIZE_H

#include "pipeline/run/stage.h"

extern const glosa_stage glosa_stage_normalize;

#endif

/* Sentences to tokens, as the field writes its names: BCR-ABL1, CD34+, t(9;22)(q34;q11). */
#ifndef GLOSA_TOKENIZE_TOKENIZE_H
#define GLOSA_TOKENIZE_TOKENIZE_H

#include "pipeline/run/stage.h"

extern const glosa_stage glosa_stage_tokenize;

#endif

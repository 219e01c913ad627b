/* The source of a run: walks the inputs, recognizes their formats, and gives one document for
 * each record, with its bytes, its line and its path.
 *
 * A byte order mark at the start of a file belongs to no record: the source of a plain text
 * begins behind it. Annotations of brat (.ann) beside their text are no articles and are passed
 * over. Its options are a glosa_read_options, which `read` gets as well. */
#ifndef GLOSA_READ_INPUT_H
#define GLOSA_READ_INPUT_H

#include "pipeline/run/stage.h"

extern const glosa_source glosa_input;

#endif

/* ICU's guess at an encoding, for what neither a declaration nor our own evidence explains. */
#ifndef GLOSA_READ_DETECT_H
#define GLOSA_READ_DETECT_H

#include "pipeline/base/string.h"

/* The registered name of the encoding that the bytes are surely in, NULL where ICU is not sure.
 * `scratch` is overwritten. Constant text. */
const char *glosa_detect_encoding(glosa_string bytes, glosa_buffer *scratch);

#endif

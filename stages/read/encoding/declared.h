/* The encoding that a record itself names. */
#ifndef GLOSA_READ_DECLARED_H
#define GLOSA_READ_DECLARED_H

#include "pipeline/base/string.h"

/* The encoding that an XML declaration, or a <meta> among the first bytes of a page, names, as
 * the registered name of the encoding that is really meant. NULL where there is none, or none
 * that could be: of bytes that read as ASCII up to there. Constant text. */
const char *glosa_declared_encoding(glosa_string bytes);

#endif

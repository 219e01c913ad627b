/* SHA-256 (FIPS 180-4), as the hexadecimal digits that `sha256sum` prints. */
#ifndef GLOSA_BASE_DIGEST_H
#define GLOSA_BASE_DIGEST_H

#include "pipeline/base/string.h"

enum { GLOSA_DIGEST_SIZE = 65 };    /* 64 digits and a zero byte */

void glosa_digest(glosa_string bytes, char hex[GLOSA_DIGEST_SIZE]);

#endif

/* SHA-256 (FIPS 180-4), as the hexadecimal digits that `sha256sum` prints. */
#ifndef GLOSA_BASE_DIGEST_H
#define GLOSA_BASE_DIGEST_H

#include "pipeline/base/string.h"

enum {
    GLOSA_DIGEST_BYTES = 32,
    GLOSA_DIGEST_SIZE = 65,     /* 64 digits and a zero byte */
};

void glosa_digest(glosa_string bytes, char hex[GLOSA_DIGEST_SIZE]);

/* The digest itself, and its digits. */
void glosa_digest_raw(glosa_string bytes, uint8_t digest[GLOSA_DIGEST_BYTES]);
void glosa_digest_hex(const uint8_t digest[GLOSA_DIGEST_BYTES], char hex[GLOSA_DIGEST_SIZE]);

#endif

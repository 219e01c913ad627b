#include "pipeline/base/digest.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

void glosa_digest_raw(glosa_string bytes, uint8_t digest[GLOSA_DIGEST_BYTES])
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.size, (const uint8_t *)bytes.data);
    sha256_digest(&context, GLOSA_DIGEST_BYTES, digest);
}

void glosa_digest_hex(const uint8_t digest[GLOSA_DIGEST_BYTES], char hex[GLOSA_DIGEST_SIZE])
{
    base16_encode_update(hex, GLOSA_DIGEST_BYTES, digest);
    hex[GLOSA_DIGEST_SIZE - 1] = '\0';
}

void glosa_digest(glosa_string bytes, char hex[GLOSA_DIGEST_SIZE])
{
    uint8_t digest[GLOSA_DIGEST_BYTES];
    glosa_digest_raw(bytes, digest);
    glosa_digest_hex(digest, hex);
}

#include "pipeline/base/digest.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

void glosa_digest(glosa_string bytes, char hex[GLOSA_DIGEST_SIZE])
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, bytes.size, (const uint8_t *)bytes.data);
    sha256_digest(&context, sizeof digest, digest);
    base16_encode_update(hex, sizeof digest, digest);
    hex[GLOSA_DIGEST_SIZE - 1] = '\0';
}

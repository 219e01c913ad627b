#include "stages/read/input/wide.h"

#include <assert.h>
#include <nettle/base16.h>
#include <nettle/sha2.h>

#include "stages/read/encoding/convert.h"

enum {
    SAMPLE = 4096, /* bytes that are looked at where there is no byte order mark, */
    SHORTEST = 8,  /* and without which nothing is said */
    CHUNK = 1 << 16,
};

/* --- recognizing --- */

static const struct mark {
    const char *bytes;
    size_t size;
    const char *encoding;
} marks[] = {
    {"\xFF\xFE\0\0", 4, "UTF-32LE"},
    {"\0\0\xFE\xFF", 4, "UTF-32BE"},
    {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
};

static const struct mark *mark_of(glosa_string head)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (head.size >= marks[i].size && memcmp(head.data, marks[i].bytes, marks[i].size) == 0)
            return &marks[i];
    }
    return NULL;
}

/* A unit of so many bytes, in the order of the encoding. */
static uint32_t unit_at(const char *data, size_t width, bool little)
{
    uint32_t unit = 0;
    for (size_t i = 0; i < width; i++)
        unit = unit << 8 | (unsigned char)data[little ? width - 1 - i : i];
    return unit;
}

/* Whether the sample reads as text in this encoding: no unit that text does not hold, and most
 * of them in Latin-1. Images and other binary files have such units soon. */
static bool reads_as(glosa_string sample, size_t width, bool little)
{
    size_t latin = 0, units = sample.size / width;
    for (size_t i = 0; i < units; i++) {
        uint32_t unit = unit_at(sample.data + i * width, width, little);
        bool blank = unit >= '\t' && unit <= '\r';
        if ((unit < ' ' && !blank) || unit > 0x10FFFF || (unit & 0xFFFF) >= 0xFFFE)
            return false;
        latin += unit < 0x100;
    }
    return latin >= units - units / 4;
}

const char *glosa_wide_encoding(glosa_string head)
{
    static const struct {
        size_t width;
        bool little;
        const char *encoding;
    } orders[] = {{4, true, "UTF-32LE"},
                  {4, false, "UTF-32BE"},
                  {2, true, "UTF-16LE"},
                  {2, false, "UTF-16BE"}};
    const struct mark *mark = mark_of(head);
    if (mark)
        return mark->encoding;
    if (head.size < SHORTEST)
        return NULL;
    glosa_string sample = glosa_string_slice(head, 0, head.size < SAMPLE ? head.size : SAMPLE);
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        if (reads_as(sample, orders[i].width, orders[i].little))
            return orders[i].encoding;
    }
    return NULL;
}

/* --- stream --- */

struct wide {
    glosa_stream inner;
    glosa_converter converter;
    glosa_buffer bytes; /* read from `inner`: at first the head, then chunks */
    size_t taken;       /* of them */
    bool ended;         /* `inner` has no more */
    bool done;          /* and all of it is converted */
    struct sha256_ctx digest;
};

static glosa_status read_chunk(struct wide *wide, glosa_error *error)
{
    size_t got = 0;
    glosa_status status =
        wide->inner.read(wide->inner.state, wide->bytes.data, CHUNK, &got, error);
    if (status)
        return status;
    wide->bytes.size = got;
    wide->taken = 0;
    wide->ended = got == 0;
    sha256_update(&wide->digest, got, (const uint8_t *)wide->bytes.data);
    return GLOSA_OK;
}

/* Converts what was read, and says at the end that nothing follows. */
static void convert(struct wide *wide, glosa_buffer *out)
{
    glosa_string rest =
        glosa_string_slice(glosa_buffer_view(&wide->bytes), wide->taken, wide->bytes.size);
    glosa_conversion step = glosa_converter_step(&wide->converter, &rest, wide->ended, out);
    wide->taken = wide->bytes.size - rest.size;
    wide->done = wide->ended && step != GLOSA_CONVERTED_FULL;
}

static glosa_status wide_read(void *state, char *data, size_t size, size_t *got,
                              glosa_error *error)
{
    struct wide *wide = state;
    glosa_buffer out = {.data = data, .capacity = size};
    while (out.size == 0 && size && !wide->done) {
        glosa_status status = wide->taken == wide->bytes.size && !wide->ended
                                  ? read_chunk(wide, error)
                                  : GLOSA_OK;
        if (status)
            return status;
        convert(wide, &out);
    }
    *got = out.size;
    return GLOSA_OK;
}

static void wide_free(struct wide *wide)
{
    glosa_converter_close(&wide->converter);
    glosa_buffer_free(&wide->bytes);
    free(wide);
}

static void wide_close(void *state)
{
    struct wide *wide = state;
    glosa_stream_close(&wide->inner);
    wide_free(wide);
}

glosa_status glosa_wide_stream(glosa_stream *stream, glosa_string head, glosa_error *error)
{
    const struct mark *mark = mark_of(head);
    struct wide *wide = calloc(1, sizeof *wide);
    if (!wide)
        return glosa_fail_memory(error, "read");
    const char *encoding = glosa_wide_encoding(head);
    assert(encoding);
    bool opened = glosa_converter_open(&wide->converter, encoding, false);
    glosa_buffer_reserve(&wide->bytes, head.size > CHUNK ? head.size : CHUNK);
    glosa_buffer_string(&wide->bytes, head);
    if (!opened || wide->bytes.failed) {
        wide_free(wide);
        return glosa_fail_memory(error, "read");
    }
    sha256_init(&wide->digest);
    sha256_update(&wide->digest, head.size, (const uint8_t *)head.data);
    wide->taken = mark ? mark->size : 0;
    wide->inner = *stream;
    *stream = (glosa_stream){
        .path = stream->path, .state = wide, .read = wide_read, .close = wide_close};
    return GLOSA_OK;
}

bool glosa_wide_digest(const glosa_stream *stream, char hex[GLOSA_DIGEST_SIZE])
{
    if (stream->read != wide_read || !((struct wide *)stream->state)->done)
        return false;
    struct sha256_ctx context = ((struct wide *)stream->state)->digest;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&context, sizeof digest, digest);
    base16_encode_update(hex, sizeof digest, digest);
    hex[GLOSA_DIGEST_SIZE - 1] = '\0';
    return true;
}

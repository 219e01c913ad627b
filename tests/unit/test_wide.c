/* UTF-16 and UTF-32 as streams: recognized, decoded in pieces of any size, digested. */
#include <criterion/criterion.h>

#include "pipeline/text/utf8.h"
#include "stages/read/input/wide.h"

/* A stream over bytes in memory that gives so many at a time. */
typedef struct memory {
    glosa_string rest;
    size_t step;
    bool closed, fails;
} memory;

static glosa_status memory_read(void *state, char *out, size_t size, size_t *got,
                                glosa_error *error)
{
    memory *m = state;
    if (m->fails && m->rest.size == 0)
        return glosa_fail(error, GLOSA_UNREADABLE, NULL, -1, "broken");
    size = size < m->step ? size : m->step;
    size = size < m->rest.size ? size : m->rest.size;
    memcpy(out, m->rest.data, size);
    m->rest = glosa_string_slice(m->rest, size, m->rest.size);
    *got = size;
    return GLOSA_OK;
}

static void memory_close(void *state)
{
    ((memory *)state)->closed = true;
}

/* Everything that the stream gives, with `room` bytes asked for at a time. */
static glosa_status read_all(glosa_stream *stream, size_t room, glosa_buffer *out)
{
    size_t got = 1;
    while (got) {
        glosa_error error = {0};
        char *data = glosa_buffer_reserve(out, room);
        cr_assert_not_null(data);
        glosa_status status = stream->read(stream->state, data, room, &got, &error);
        if (status)
            return status;
        out->size += got;
    }
    return GLOSA_OK;
}

static void expect_stream(glosa_string bytes, const char *encoding, const char *text)
{
    static const size_t heads[] = {8, 9, 11, 64}, steps[] = {1, 3, 1000},
                        rooms[] = {1, 5, 4096};
    for (size_t i = 0; i < 4 * 3 * 3; i++) {
        size_t head = heads[i % 4] < bytes.size ? heads[i % 4] : bytes.size;
        memory m = {.rest = glosa_string_slice(bytes, head, bytes.size),
                    .step = steps[i / 4 % 3]};
        glosa_stream stream = {
            .path = "path", .state = &m, .read = memory_read, .close = memory_close};
        char hex[GLOSA_DIGEST_SIZE], expected[GLOSA_DIGEST_SIZE];
        glosa_buffer out = {0};
        glosa_string first = glosa_string_slice(bytes, 0, head);
        const char *found = glosa_wide_encoding(first);
        cr_assert(found && strcmp(found, encoding) == 0, "%s", text);
        cr_assert_not(glosa_wide_digest(&stream, hex));
        cr_assert_eq(glosa_wide_stream(&stream, first, NULL), GLOSA_OK);
        cr_assert_not(glosa_wide_digest(&stream, hex), "not at its end");
        cr_assert_eq(read_all(&stream, rooms[i / 12], &out), GLOSA_OK);
        cr_expect(glosa_string_is(glosa_buffer_view(&out), text), "%s: %.*s", text,
                  GLOSA_PRINT(glosa_buffer_view(&out)));
        cr_assert(glosa_wide_digest(&stream, hex));
        glosa_digest(bytes, expected);
        cr_expect_str_eq(hex, expected);
        glosa_buffer_free(&out);
        glosa_stream_close(&stream);
        cr_expect(m.closed);
    }
}

/* Encodes without ICU: `width` bytes a unit, the least significant first where `little`. */
static void encode(glosa_buffer *out, const char *text, size_t width, bool little, bool mark)
{
    glosa_string rest = glosa_string_of(text);
    glosa_buffer_clear(out);
    for (size_t at = mark ? SIZE_MAX : 0; at == SIZE_MAX || at < rest.size;) {
        uint32_t c = 0xFEFF, units[2];
        if (at == SIZE_MAX)
            at = 0;
        else
            c = (uint32_t)glosa_utf8_at(rest, at, &at);
        bool pair = width == 2 && c > 0xFFFF;
        units[0] = pair ? 0xD800 + ((c - 0x10000) >> 10) : c;
        units[1] = 0xDC00 + ((c - 0x10000) & 0x3FF);
        for (size_t i = 0; i < (pair ? 2 : 1) * width; i++) {
            size_t shift = little ? i % width : width - 1 - i % width;
            glosa_buffer_byte(out, (char)(units[i / width] >> (8 * shift)));
        }
    }
}

Test(wide, decodes_both_widths_and_orders)
{
    static const char text[] =
        "¿Qué? Imatinib \U0001D6FC–β, niño.\r\n\r\nCXCR4 y CXCL12: 5 µg.";
    static const struct {
        size_t width;
        bool little;
        const char *encoding;
    } forms[] = {{2, true, "UTF-16LE"},
                 {2, false, "UTF-16BE"},
                 {4, true, "UTF-32LE"},
                 {4, false, "UTF-32BE"}};
    glosa_buffer bytes = {0};
    for (size_t i = 0; i < 8; i++) {
        encode(&bytes, text, forms[i / 2].width, forms[i / 2].little, i % 2);
        expect_stream(glosa_buffer_view(&bytes), forms[i / 2].encoding, text);
    }
    glosa_buffer_free(&bytes);
}

Test(wide, replaces_what_is_broken)
{
    expect_stream(GLOSA_LITERAL("\xFF\xFE"
                                "a\0\x3D\xD8"
                                "b\0"),
                  "UTF-16LE", "a\uFFFDb");
    expect_stream(GLOSA_LITERAL("\xFF\xFE"
                                "a\0\x35\xDC"
                                "b\0"),
                  "UTF-16LE", "a\uFFFDb");
    expect_stream(GLOSA_LITERAL("\xFF\xFE"
                                "a\0b\0c"),
                  "UTF-16LE", "ab\uFFFD");
    expect_stream(GLOSA_LITERAL("\xFF\xFE"
                                "a\0\x3D\xD8"),
                  "UTF-16LE", "a\uFFFD");
    expect_stream(GLOSA_LITERAL("\xFE\xFF\0a\0b\0c\xD8"), "UTF-16BE", "abc\uFFFD");
    expect_stream(GLOSA_LITERAL("\xFF\xFE\0\0"
                                "a\0\0\0\0\0\x11\0"
                                "b\0\0\0"),
                  "UTF-32LE", "a\uFFFDb");
    expect_stream(GLOSA_LITERAL("\0\0\xFE\xFF\0\0\0a\0\0"), "UTF-32BE", "a\uFFFD");
    expect_stream(GLOSA_LITERAL("\xFF\xFE"), "UTF-16LE", "");
}

Test(wide, knows_what_is_not_wide)
{
    static const glosa_string heads[] = {
        {NULL, 0},
        GLOSA_LITERAL("plain words"),
        GLOSA_LITERAL("\xEF\xBB\xBFniño"),
        GLOSA_LITERAL("a\0b"),
        GLOSA_LITERAL("CXCR4 \0 imatinib"),
        GLOSA_LITERAL("\0\0\0\0\0\0\0\0\0\0\0\0"),
        GLOSA_LITERAL("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"),
        GLOSA_LITERAL("II*\0\x10\0\0\0\0\0\0\0"),
        GLOSA_LITERAL("PK\x03\x04\x14\0\0\0\x08\0"),
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cr_expect_null(glosa_wide_encoding(heads[i]), "%zu", i);
    cr_expect_str_eq(glosa_wide_encoding(GLOSA_LITERAL("<\0?\0x\0m\0l\0 \0v")), "UTF-16LE");
    cr_expect_str_eq(glosa_wide_encoding(GLOSA_LITERAL("\0\0\0<\0\0\0?\0\0\0x")), "UTF-32BE");
}

Test(wide, hands_on_errors)
{
    memory m = {.rest = GLOSA_LITERAL("b\0"), .step = 9, .fails = true};
    glosa_stream stream = {
        .path = "path", .state = &m, .read = memory_read, .close = memory_close};
    glosa_buffer out = {0};
    cr_assert_eq(glosa_wide_stream(&stream,
                                   GLOSA_LITERAL("\xFF\xFE"
                                                 "a\0"),
                                   NULL),
                 GLOSA_OK);
    cr_expect_eq(read_all(&stream, 100, &out), GLOSA_UNREADABLE);
    cr_expect(glosa_string_is(glosa_buffer_view(&out), "ab"));
    glosa_buffer_free(&out);
    glosa_stream_close(&stream);
}

#include "pipeline/wire/json.h"

#include "pipeline/text/utf8.h"

static bool needs_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

/* Whether one of eight bytes does. A byte borrows from the one above it only where it is itself
 * marked, so there is no mark without a reason. */
static bool word_needs_escape(const char *bytes)
{
    static const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    uint64_t quote = word ^ ones * '"', slash = word ^ ones * '\\';
    uint64_t marks = ((word - ones * 0x20) & ~word) | ((quote - ones) & ~quote) |
                     ((slash - ones) & ~slash);
    return marks & tops;
}

static void append_escape(glosa_buffer *out, unsigned char c)
{
    switch (c) {
    case '"': glosa_buffer_append(out, "\\\"", 2); break;
    case '\\': glosa_buffer_append(out, "\\\\", 2); break;
    case '\n': glosa_buffer_append(out, "\\n", 2); break;
    case '\t': glosa_buffer_append(out, "\\t", 2); break;
    case '\r': glosa_buffer_append(out, "\\r", 2); break;
    default: glosa_buffer_format(out, "\\u%04x", c);
    }
}

static void append_escaped(glosa_buffer *out, glosa_string string)
{
    for (size_t at = 0; at < string.size;) {
        size_t start = at;
        while (string.size - at >= 8 && !word_needs_escape(string.data + at))
            at += 8;
        while (at < string.size && !needs_escape((unsigned char)string.data[at]))
            at++;
        glosa_buffer_append(out, string.data + start, at - start);
        if (at < string.size)
            append_escape(out, (unsigned char)string.data[at++]);
    }
}

void glosa_json_string(glosa_buffer *out, glosa_string string)
{
    glosa_buffer_byte(out, '"');
    if (glosa_utf8_valid_prefix(string) == string.size) {
        append_escaped(out, string);
    } else {
        glosa_buffer clean = {0};
        glosa_utf8_append_clean(&clean, string);
        append_escaped(out, glosa_buffer_view(&clean));
        out->failed |= clean.failed;
        glosa_buffer_free(&clean);
    }
    glosa_buffer_byte(out, '"');
}

void glosa_json_key(glosa_buffer *out, const char *key)
{
    if (out->size && out->data[out->size - 1] != '{')
        glosa_buffer_byte(out, ',');
    glosa_buffer_byte(out, '"');
    glosa_buffer_text(out, key);
    glosa_buffer_append(out, "\":", 2);
}

bool glosa_json_is_shallow(glosa_string json)
{
    enum { DEEPEST = 1000 };
    size_t depth = 0, deepest = 0;
    for (size_t i = 0; i < json.size; i++) {
        char c = json.data[i];
        depth += c == '{' || c == '[';
        depth -= (c == '}' || c == ']') && depth;
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest <= DEEPEST;
}

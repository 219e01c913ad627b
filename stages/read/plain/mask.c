/* A line is split into the marks that it begins with and the rest. In the rest every mark
 * becomes a letter; among the first marks only those stay that can begin a block. The letter is
 * one that begins no block either, and a byte is replaced by a byte, so that cmark's positions
 * hold. */
#include "stages/read/plain/mask.h"

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

/* Marks that mean something anywhere in a line, and those that may also begin a block. */
static bool is_inline(char c)
{
    return c == '[' || c == ']' || c == '!' || c == '&' || c == '\\';
}

static bool is_double(char c)
{
    return c == '<' || c == '*' || c == '_' || c == '`' || c == '~';
}

/* The size of the marks that a line begins with: all up to its first word. */
static size_t marks_size(const char *line, size_t size)
{
    size_t at = 0;
    while (at < size && at < GLOSA_MASK_MARKS && !is_line_end(line[at]) && !is_word(line[at]))
        at++;
    return at;
}

/* Four blanks begin no HTML; a tag after them would only be found inside a paragraph. */
static bool begins_html(const char *line, size_t at)
{
    size_t blanks = 0;
    while (blanks < at && line[at - blanks - 1] == ' ')
        blanks++;
    return blanks < 4 && (at == blanks || line[at - blanks - 1] != '<');
}

/* Masks one line without its end and gives its size. */
static size_t mask_line(char *line, size_t size)
{
    size_t marks = marks_size(line, size), at = 0;
    bool fence = marks >= 3 && (memchr(line, '`', marks) || memchr(line, '~', marks));
    for (; at < marks; at++) {
        bool comment = line[at] == '!' && at && line[at - 1] == '<';
        if ((is_inline(line[at]) && !comment) || (line[at] == '<' && !begins_html(line, at)))
            line[at] = 'x';
    }
    for (; at < size && !is_line_end(line[at]); at++) {
        bool keeps_fence = fence && line[at] == '`'; /* ends what looked like a fence */
        bool deep = at < marks + 1 && marks == GLOSA_MASK_MARKS && !is_word(line[at]);
        if (is_inline(line[at]) || (is_double(line[at]) && !keeps_fence) || deep)
            line[at] = 'x';
    }
    return at;
}

static void blank_out(char *text, size_t size)
{
    for (size_t at = 0; at < size; at++) {
        if (!is_line_end(text[at]))
            text[at] = ' ';
    }
}

size_t glosa_mask(glosa_string text, size_t layout, glosa_buffer *out)
{
    glosa_buffer_clear(out);
    glosa_buffer_string(out, text);
    if (out->failed)
        return 0;
    blank_out(out->data, layout);
    size_t lines = 0;
    for (size_t at = 0; at < out->size; lines++) {
        at += mask_line(out->data + at, out->size - at);
        bool pair = at + 1 < out->size && out->data[at] == '\r' && out->data[at + 1] == '\n';
        at += (size_t)1 + pair;
    }
    return lines;
}

#include "stages/read/phrases.h"

#include "pipeline/text/utf8.h"

/* U+00C0 to U+00FF without case and accents; the rest stand for themselves. */
static const char latin[] = "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0\0"
                            "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0y";

static int32_t fold_wide(int32_t c)
{
    if (c >= 0xC0 && c <= 0xFF && latin[c - 0xC0])
        return latin[c - 0xC0];
    if (c == 0x2019 || c == 0x2018)
        return '\'';
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A))
        return ' ';
    return c;
}

static bool is_mark(int32_t c)
{
    return c >= 0x300 && c <= 0x36F;
}

/* The folded character at *at, which moves on; 0 at the end. A run of blanks is one. */
static int32_t next_folded(glosa_string text, size_t *at)
{
    int32_t c = 0;
    do {
        if (*at >= text.size)
            return 0;
        unsigned char byte = (unsigned char)text.data[*at];
        if (byte >= 0x80)
            c = fold_wide(glosa_utf8_at(text, *at, at));
        else
            c = text.data[(*at)++];
    } while (is_mark(c));
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 'a';
    if (c != ' ' && c != '\t')
        return c;
    while (*at < text.size && (text.data[*at] == ' ' || text.data[*at] == '\t'))
        (*at)++;
    return ' ';
}

/* Whether `line` from byte `at` begins with the phrase; *end is where it stops. */
static bool begins(glosa_string line, size_t at, glosa_string phrase, size_t *end)
{
    for (size_t in_phrase = 0;;) {
        *end = at;
        int32_t expected = next_folded(phrase, &in_phrase);
        if (expected == 0)
            return true;
        if (next_folded(line, &at) != expected)
            return false;
    }
}

/* Whether nothing but a full stop, a colon and blanks is left. */
static bool is_over(glosa_string line, size_t at)
{
    while (at < line.size && memchr(" \t.:", line.data[at], 4))
        at++;
    return at == line.size;
}

static bool contains(glosa_string line, glosa_string phrase)
{
    size_t end;
    for (size_t at = 0; at < line.size; at++) {
        bool on_border = ((unsigned char)line.data[at] & 0xC0) != 0x80;
        if (on_border && begins(line, at, phrase, &end))
            return true;
    }
    return false;
}

static bool matches(glosa_string line, glosa_string item)
{
    bool open_start = item.data[0] == '*', open_end = item.data[item.size - 1] == '*';
    size_t end;
    glosa_string phrase = glosa_string_slice(item, open_start, item.size - open_end);
    if (open_start)
        return contains(line, phrase);
    return begins(line, 0, phrase, &end) && (open_end || is_over(line, end));
}

glosa_string glosa_phrases_find(glosa_phrases phrases, glosa_string line)
{
    glosa_string rest = {phrases.data, phrases.size}, item;
    line = glosa_string_trim(line);
    while (line.size && glosa_string_next(&rest, '\n', &item)) {
        if (item.size > 1 && item.data[0] != '#' && matches(line, item))
            return item;
    }
    return (glosa_string){NULL, 0};
}

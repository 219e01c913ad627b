/* Lines and phrases are folded while they are compared, character by character: nothing is
 * copied. */
#include "stages/read/phrases.h"

#include <assert.h>

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

static bool is_word_byte(glosa_string line, size_t at)
{
    char c = at < line.size ? line.data[at] : ' ';
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xC3;
}

/* Whether two bytes may begin the same folded character: most places are told apart by this.
 * What is not ASCII may fold to anything. */
static bool may_agree(char a, char b)
{
    return ((unsigned char)(a ^ b) & 0xDF) == 0 || ((a | b) & 0x80);
}

static bool contains(glosa_string line, glosa_string phrase)
{
    size_t end;
    for (size_t at = 0; at < line.size; at++) {
        bool on_border = ((unsigned char)line.data[at] & 0xC0) != 0x80;
        if (may_agree(line.data[at], phrase.data[0]) && on_border &&
            begins(line, at, phrase, &end))
            return true;
    }
    return false;
}

/* `Log in*` is no phrase of `Log increase`. */
static bool matches(glosa_string line, glosa_string item)
{
    bool open_start = item.data[0] == '*', open_end = item.data[item.size - 1] == '*';
    size_t end;
    glosa_string phrase = glosa_string_slice(item, open_start, item.size - open_end);
    if (open_start)
        return contains(line, phrase);
    if (!begins(line, 0, phrase, &end))
        return false;
    return open_end ? !is_word_byte(phrase, phrase.size - 1) || !is_word_byte(line, end)
                    : is_over(line, end);
}

enum { GROUP_OTHER = 26, GROUP_OPEN = 27 };

static size_t group_of(glosa_string text)
{
    size_t at = 0;
    int32_t c = next_folded(text, &at);
    return c >= 'a' && c <= 'z' ? (size_t)(c - 'a') : GROUP_OTHER;
}

/* The next phrase of a file, and its group. */
static bool next_phrase(glosa_string *rest, glosa_string *item, size_t *group)
{
    while (glosa_string_next(rest, '\n', item)) {
        if (item->size < 2 || item->data[0] == '#')
            continue;
        *group = item->data[0] == '*' ? GROUP_OPEN : group_of(*item);
        return true;
    }
    return false;
}

void glosa_phrases_make(glosa_phrases *phrases, const char *data, size_t size)
{
    uint16_t next[GLOSA_PHRASES_GROUPS] = {0}, start = 0;
    glosa_string rest = {data, size}, item;
    size_t group;
    while (next_phrase(&rest, &item, &group))
        next[group]++;
    for (group = 0; group < GLOSA_PHRASES_GROUPS; group++) {
        uint16_t count = next[group];
        next[group] = start;
        start = (uint16_t)(start + count);
        phrases->ends[group] = start;
    }
    assert(start <= GLOSA_PHRASES_MOST);
    rest = (glosa_string){data, size};
    while (next_phrase(&rest, &item, &group))
        phrases->items[next[group]++] = item;
}

static bool group_has(const glosa_phrases *phrases, size_t group, glosa_string line)
{
    for (size_t i = group ? phrases->ends[group - 1] : 0; i < phrases->ends[group]; i++) {
        if (matches(line, phrases->items[i]))
            return true;
    }
    return false;
}

bool glosa_phrases_has(const glosa_phrases *phrases, glosa_string line)
{
    line = glosa_string_trim(line);
    return line.size && (group_has(phrases, group_of(line), line) ||
                         group_has(phrases, GROUP_OPEN, line));
}

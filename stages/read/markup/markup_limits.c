#include "stages/read/markup/markup_limits.h"

#include "stages/read/markup/inline_markup.h"
#include "stages/read/markup/xml.h"

enum { LARGEST_DOCTYPE = 1 << 20, MOST_ALTERNATIVES = 1000 };

static bool is_letter(char c)
{
    return glosa_is_ascii_letter(c) || c == '_' || (c & 0x80);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '/';
}

/* The end of a start tag; *attributes counts the words in it, a quoted value as part of one. */
static size_t tag_end(glosa_string markup, size_t at, unsigned *attributes)
{
    char quote = 0;
    for (bool blank = false; at < markup.size; at++) {
        char c = markup.data[at];
        if (quote) {
            quote = c == quote ? 0 : quote;
            continue;
        }
        if (c == '>')
            return at;
        if (c == '"' || c == '\'')
            quote = c;
        *attributes += blank && !is_blank(c) && c != '=';
        blank = is_blank(c);
    }
    return at;
}

/* Behind a stretch that begins here and holds no tags; `at` where none begins. */
static size_t behind_quiet(glosa_string markup, size_t at)
{
    static const struct {
        const char *begin, *end;
    } stretches[] = {{"<!--", "-->"},
                     {"<![CDATA[", "]]>"},
                     {"<?", ">"},
                     {"<script", "</script"},
                     {"<style", "</style"}};
    glosa_string rest = glosa_string_slice(markup, at, markup.size);
    if (rest.size < 2 || (rest.data[1] != '!' && rest.data[1] != '?' && rest.data[1] != 's'))
        return at;
    for (size_t i = 0; i < sizeof stretches / sizeof *stretches; i++) {
        if (glosa_string_starts(rest, stretches[i].begin))
            return at + glosa_find(rest, stretches[i].end);
    }
    return at;
}

static size_t next_tag(glosa_string markup, size_t at)
{
    const char *next =
        at < markup.size ? memchr(markup.data + at, '<', markup.size - at) : NULL;
    return next ? (size_t)(next - markup.data) : markup.size;
}

size_t glosa_markup_excess(glosa_string markup, bool xml)
{
    for (size_t at = next_tag(markup, 0), end; at < markup.size; at = next_tag(markup, end)) {
        unsigned attributes = 0;
        end = at + 1;
        /* Not even attributes of one letter would fit in front of the next tag. */
        if (xml && next_tag(markup, end) - at < 2 * GLOSA_MARKUP_ATTRIBUTES)
            continue;
        size_t quiet = behind_quiet(markup, at);
        if (quiet > at)
            end = quiet;
        else if (end < markup.size && is_letter(markup.data[end]))
            end = tag_end(markup, end, &attributes);
        if (attributes > GLOSA_MARKUP_ATTRIBUTES)
            return at;
    }
    return markup.size;
}

bool glosa_markup_heavy_doctype(glosa_string markup)
{
    glosa_string doctype;
    glosa_xml_behind_prolog(markup, &doctype);
    unsigned alternatives = 0;
    for (size_t i = 0; i < doctype.size && alternatives <= MOST_ALTERNATIVES; i++) {
        char c = doctype.data[i];
        alternatives = c == '|' ? alternatives + 1 : c == '(' || c == '>' ? 0 : alternatives;
    }
    return doctype.size > LARGEST_DOCTYPE || alternatives > MOST_ALTERNATIVES;
}

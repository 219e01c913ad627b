/* Character references of HTML: named (libxml2's table), decimal and hexadecimal. */
#include <libxml/HTMLparser.h>

#include "stages/normalize/markup.h"

enum { LONGEST_NAME = 31, MOST_DIGITS = 8 };

static int digit_value(char c, int base)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return base == 16 && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* A number that is a character; 0 where it is none, or a control that text does not have. */
static int32_t numbered(glosa_string name, int base)
{
    int64_t value = 0;
    if (name.size == 0 || name.size > MOST_DIGITS)
        return 0;
    for (size_t i = 0; i < name.size; i++) {
        int digit = digit_value(name.data[i], base);
        if (digit < 0)
            return 0;
        value = value * base + digit;
    }
    bool control = value < 0x20 && value != '\t' && value != '\n' && value != '\r';
    bool surrogate = value >= 0xD800 && value < 0xE000;
    return control || surrogate || value > 0x10FFFF ? 0 : (int32_t)value;
}

static int32_t named(glosa_string name)
{
    char terminated[LONGEST_NAME + 1];
    if (name.size == 0 || name.size > LONGEST_NAME)
        return 0;
    memcpy(terminated, name.data, name.size);
    terminated[name.size] = '\0';
    const htmlEntityDesc *found = htmlEntityLookup((const xmlChar *)terminated);
    return found ? (int32_t)found->value : 0;
}

int32_t glosa_entity_at(glosa_string text, size_t at, size_t *end)
{
    size_t start = at + 1, stop = start;
    while (stop < text.size && stop - start <= LONGEST_NAME &&
           (text.data[stop] == '#' || glosa_is_digit(text.data[stop]) ||
            glosa_is_letter((unsigned char)text.data[stop] & 0x7F)))
        stop++;
    if (stop >= text.size || text.data[stop] != ';')
        return 0;
    *end = stop + 1;
    glosa_string name = glosa_string_slice(text, start, stop);
    if (glosa_string_starts(name, "#x") || glosa_string_starts(name, "#X"))
        return numbered(glosa_string_slice(name, 2, name.size), 16);
    if (glosa_string_starts(name, "#"))
        return numbered(glosa_string_slice(name, 1, name.size), 10);
    return named(name);
}

size_t glosa_markup_entity(glosa_markup *markup, size_t at)
{
    size_t end;
    int32_t c = glosa_entity_at(markup->rewrite->in, at, &end);
    if (!c)
        return at + 1;
    glosa_rewrite_code_point(markup->rewrite, at, end, c);
    return end;
}

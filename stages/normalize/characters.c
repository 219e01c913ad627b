/* Characters that are replaced wherever they stand. Dashes wait for the pass over hyphens,
 * which must tell them apart. */
#include <unicode/utf8.h>

#include "stages/normalize/markup.h"

enum { KEEP = -1, DROP = -2 };

const uint16_t glosa_windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* Letters of Greek that have a second code point, and letters drawn like them. */
static int32_t greek_letter(int32_t c)
{
    switch (c) {
    case 0xB5: return 0x3BC;  /* micro sign */
    case 0x138: return 0x3BA; /* kra */
    case 0x251: return 0x3B1; /* Latin alpha */
    case 0x25B: return 0x3B5; /* open e */
    case 0x263: return 0x3B3; /* Latin gamma */
    case 0x3D0: return 0x3B2;
    case 0x3D1: return 0x3B8;
    case 0x3D5: return 0x3C6;
    case 0x3D6: return 0x3C0;
    case 0x3F0: return 0x3BA;
    case 0x3F1: return 0x3C1;
    case 0x3F5: return 0x3B5;
    case 0x2126: return 0x3A9; /* ohm sign */
    case 0x2206: return 0x394; /* increment */
    default: return KEEP;
    }
}

static bool is_space(int32_t c)
{
    return c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_line_end(int32_t c)
{
    return c == '\v' || c == '\f' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Zero-width characters and marks of direction, which only a renderer needs. */
static bool is_invisible(int32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x61C || c == 0x180E;
}

/* What to write for a character that is not a ligature: a code point, KEEP or DROP. */
static int32_t single(int32_t c)
{
    if (is_line_end(c))
        return '\n';
    if (is_space(c))
        return ' ';
    if (c < 0x20 || c == 0x7F || is_invisible(c))
        return DROP;
    if (c >= 0x80 && c < 0xA0) {
        int32_t meant = glosa_windows_1252[c - 0x80];
        return meant == 0 ? DROP : meant;
    }
    if (c == 0x2010 || c == 0x2011 || c == 0xFE63)
        return '-';
    if (c == 0xFE58)
        return 0x2014;
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + '!';
    return greek_letter(c);
}

static const char *ligature(int32_t c)
{
    static const char *const latin[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    if (c >= 0xFB00 && c <= 0xFB06)
        return latin[c - 0xFB00];
    return c == 0x132 ? "IJ" : c == 0x133 ? "ij" : NULL;
}

/* What U+0085 means before `next`: the line end of its own name, or the ellipsis of
 * Windows-1252, which a blank or a closing mark follows. */
static int32_t next_line(int32_t next)
{
    bool ellipsis = next == ' ' || next == 0xA0 || next == '"' || next == ')' || next == 0x94 ||
                    next == 0x92 || next == 0x201D || next == 0x2019;
    return ellipsis ? 0x2026 : '\n';
}

static void replace(glosa_rewrite *rewrite, size_t start, size_t end)
{
    int32_t c = glosa_peek(rewrite->in, start);
    const char *letters = ligature(c);
    if (letters) {
        glosa_rewrite_replace(rewrite, start, end, glosa_string_of(letters));
        return;
    }
    /* Of CR LF the line feed stays. */
    int32_t next = glosa_peek(rewrite->in, end);
    int32_t with = c == '\r' && next == '\n' ? DROP : c == 0x85 ? next_line(next) : single(c);
    if (with == DROP)
        glosa_rewrite_drop(rewrite, start, end);
    else if (with != KEEP)
        glosa_rewrite_code_point(rewrite, start, end, with);
}

void glosa_normalize_characters(glosa_pass *pass)
{
    glosa_string text = pass->rewrite.in;
    size_t at = 0, next;
    while ((at = glosa_next_call(text, at, GLOSA_CALL_CHARACTERS)) < text.size) {
        size_t run = glosa_superscript_run(&pass->rewrite, at);
        if (run > at) {
            at = run;
            continue;
        }
        (void)glosa_utf8_at(text, at, &next);
        replace(&pass->rewrite, at, next);
        at = next;
    }
}

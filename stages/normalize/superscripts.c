/* What stands raised: a citation is no text, a charge or a power is. */
#include "stages/normalize/markup.h"

/* What kinds of characters a superscript has. */
typedef struct contents {
    size_t digits, signs, letters, marks, others;
    bool single_letters; /* small ones, no two side by side, none beside a digit */
    bool bare_sign;      /* a sign that does not stand between two digits: no range */
} contents;

static bool is_sign(int32_t c)
{
    return c == '+' || c == '-' || c == 0x2212 || c == 0x2013 || c == 0x2010 || c == 0x2011;
}

/* What citations and footnote marks are made of beside digits and letters. */
static bool is_mark(int32_t c)
{
    if (c < 0x80)
        return c && strchr(",;*()[]#. \n", (int)c);
    return c == 0xA0 || c == 0x2020 || c == 0x2021 || c == 0xA7 || c == 0xB6 || c == 0x2009;
}

static bool is_word(int32_t c)
{
    return glosa_is_letter(c) || glosa_is_digit(c);
}

static int32_t item(const glosa_raised *items, size_t count, size_t i)
{
    return i < count ? items[i].c : 0;
}

static contents survey(const glosa_raised *items, size_t count)
{
    contents found = {.single_letters = true};
    for (size_t i = 0; i < count; i++) {
        int32_t c = items[i].c;
        int32_t before = i ? items[i - 1].c : 0, after = item(items, count, i + 1);
        if (glosa_is_digit(c)) {
            found.digits++;
        } else if (is_sign(c)) {
            found.signs++;
            found.bare_sign |= !glosa_is_digit(before) || !is_word(after);
        } else if (glosa_is_letter(c)) {
            found.letters++;
            found.single_letters &= glosa_is_lower(c) && !is_word(before) && !is_word(after);
        } else if (is_mark(c)) {
            found.marks++;
        } else {
            found.others += c != '/' || count == 1;
        }
    }
    return found;
}

/* The last run of digits, points and letters, and whether it is only a number. */
static bool ends_in_number(glosa_string before, glosa_string *number)
{
    size_t start = before.size;
    while (start && (glosa_is_digit(before.data[start - 1]) || before.data[start - 1] == '.' ||
                     before.data[start - 1] == ','))
        start--;
    *number = glosa_string_slice(before, start, before.size);
    if (number->size == 0 || !glosa_is_digit(number->data[number->size - 1]))
        return false;
    int32_t c = glosa_peek_back(before, start);
    if (c == 'x' || c == 'X')
        return start < 2 || !glosa_is_letter(glosa_peek_back(before, start - 1));
    return !glosa_is_letter(c) &&
           (c != '-' || start < 2 || !is_word(glosa_peek_back(before, start - 1)));
}

static bool is_year(glosa_string number)
{
    return number.size == 4 &&
           (glosa_string_starts(number, "19") || glosa_string_starts(number, "20"));
}

/* Whether the text ends in what a raised 2 or 3 belongs to: a unit, a statistic, a variance. */
static bool takes_power(glosa_string before)
{
    glosa_string word = glosa_word_before(before, before.size);
    size_t start = before.size - word.size;
    static const char *const units[] = {"m",  "cm", "mm", "km", "dm", "nm", "μm", "µm",
                                        "in", "ft", "s",  "Å",  "R",  "r",  "pm", "ha", "I"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (glosa_string_is(word, units[i]))
            return true;
    }
    return glosa_word_letters(word) == 1 && glosa_is_greek(glosa_peek(word, 0)) &&
           (start == 0 || glosa_is_blank(glosa_peek_back(before, start)));
}

/* Digits in front of an element's symbol, nothing in front of them: `<sup>51</sup>Cr`. */
static bool is_isotope(glosa_string before, glosa_string after)
{
    glosa_string symbol = glosa_word_at(after, 0);
    return !is_word(glosa_peek_back(before, before.size)) && symbol.size >= 1 &&
           symbol.size <= 2 && glosa_is_upper(symbol.data[0]) &&
           (symbol.size == 1 || glosa_is_lower(symbol.data[1])) && after.size > symbol.size &&
           after.data[symbol.size] != '.' && after.data[symbol.size] != ',';
}

static bool is_power(const glosa_raised *items, size_t count, glosa_string before,
                     glosa_string after)
{
    glosa_string number;
    if (ends_in_number(before, &number))
        return count <= 3 && !is_year(number);
    if (count == 1 && (items[0].c == '2' || items[0].c == '3') &&
        takes_power(before))
        return true;
    return count <= 3 && is_isotope(before, after);
}

static bool is_degree(const glosa_raised *items, size_t count, glosa_string before,
                      glosa_string after)
{
    int32_t c = items[0].c;
    glosa_string number = glosa_string_trim(before);
    return count == 1 && (c == 'o' || c == 'O' || c == '0' || c == 0xBA || c == 0xB0) &&
           glosa_is_digit(glosa_peek_back(number, number.size)) &&
           glosa_string_is(glosa_word_at(after, 0), "C");
}

/* Endings of ordinals, which belong to the number before them. */
static bool is_ordinal(const glosa_raised *items, size_t count, glosa_string before)
{
    static const char *const endings[] = {"th", "st", "nd", "rd", "er", "ra", "ro",
                                          "da", "do", "ta", "to", "va", "vo"};
    if (count != 2 || !glosa_is_digit(glosa_peek_back(before, before.size)))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (items[0].c == endings[i][0] && items[1].c == endings[i][1])
            return true;
    }
    return false;
}

glosa_superscript glosa_superscript_judge(const glosa_raised *items, size_t count,
                                          glosa_string before, glosa_string after)
{
    while (count && (items[count - 1].c == ' ' || items[count - 1].c == 0xA0))
        count--;
    if (count == 0)
        return GLOSA_SUPERSCRIPT_DROP;
    contents found = survey(items, count);
    if (is_degree(items, count, before, after))
        return GLOSA_SUPERSCRIPT_DEGREE;
    if (found.bare_sign && found.letters + found.marks + found.others == 0)
        return GLOSA_SUPERSCRIPT_RAISE;
    if (found.digits == count && is_power(items, count, before, after))
        return GLOSA_SUPERSCRIPT_RAISE;
    if (found.others == 0 && !found.bare_sign && found.single_letters)
        return GLOSA_SUPERSCRIPT_DROP;
    bool glued = is_word(glosa_peek_back(before, before.size)) && glosa_is_letter(items[0].c);
    return glued && count > 1 && !is_ordinal(items, count, before) ? GLOSA_SUPERSCRIPT_APART
                                                                   : GLOSA_SUPERSCRIPT_PLAIN;
}

static int32_t raised(int32_t c)
{
    static const uint16_t digits[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                      0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    if (glosa_is_digit(c))
        return digits[c - '0'];
    return c == '+' ? 0x207A : is_sign(c) ? 0x207B : c;
}

void glosa_superscript_write(glosa_rewrite *rewrite, const glosa_raised *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        glosa_rewrite_code_point(rewrite, items[i].start, items[i].end, raised(items[i].c));
}

/* --- superscript characters that stand in the source --- */

enum { LONGEST_RUN = 48 };

/* The digit that a superscript character shows; 0 for other characters. */
static int32_t lowered(int32_t c)
{
    if (c == 0xB9)
        return '1';
    if (c == 0xB2 || c == 0xB3)
        return c - 0xB2 + '2';
    return c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ? c - 0x2070 + '0' : 0;
}

/* The run of superscript digits that begins at `at`, with commas, hyphens and blanks between. */
static size_t read_run(glosa_string text, size_t at, glosa_raised items[LONGEST_RUN],
                       size_t *count)
{
    size_t end = at;
    size_t seen = 0;
    *count = 0;
    for (size_t next; at < text.size && seen < LONGEST_RUN; at = next) {
        int32_t c = glosa_utf8_at(text, at, &next), digit = lowered(c);
        bool between = seen && (c == ',' || c == '-' || c == 0x2013 || c == ' ');
        if (!digit && !between)
            break;
        items[seen++] = (glosa_raised){.c = digit ? digit : c, .start = at, .end = next};
        if (digit) {
            *count = seen;
            end = next;
        }
    }
    return end;
}

/* Superscript plus and minus: Ca²⁺, 10⁻⁶, kg⁻¹. */
static bool is_charge(int32_t c)
{
    return c == 0x207A || c == 0x207B;
}

size_t glosa_superscript_run(glosa_rewrite *rewrite, size_t at)
{
    glosa_raised items[LONGEST_RUN];
    size_t count, end = read_run(rewrite->in, at, items, &count);
    if (count == 0)
        return at;
    glosa_string after = glosa_string_slice(rewrite->in, end, rewrite->in.size);
    bool charge = is_charge(glosa_peek(rewrite->in, end)) ||
                  is_charge(glosa_peek_back(rewrite->in, at));
    glosa_string before = glosa_rewrite_before(rewrite, at);
    if (!charge && before.size && glosa_superscript_judge(items, count, before, after) ==
                                      GLOSA_SUPERSCRIPT_DROP)
        glosa_rewrite_drop(rewrite, at, end);
    return end;
}

#include "stages/resolve/abbreviations.h"

#include "pipeline/text/characters.h"
#include "pipeline/text/runs.h"
#include "stages/resolve/alignment.h"

enum {
    LONGEST_SHORT = 16,         /* characters of a short form */
    LONGEST_SMALL = 4,          /* of one in small letters alone */
    MOST_SHORT_WORDS = 2,
    MOST_OPEN = 4,              /* brackets in brackets that are looked at */
};

/* An article, and the words that nothing is short for. */
typedef struct finder {
    glosa_document *document;
    const glosa_word_lists *lists;
} finder;

static glosa_span span_of(const glosa_document *document, glosa_string part)
{
    uint32_t start = (uint32_t)(part.data - document->text.data);
    return (glosa_span){start, start + (uint32_t)part.size};
}

static bool add(const finder *finder, glosa_string short_form, glosa_string long_form)
{
    glosa_document *document = finder->document;
    if (glosa_is_ascii_small(*short_form.data) &&
        glosa_is_ordinary_word(finder->lists, short_form, GLOSA_LITERAL("und")))
        return true;
    glosa_abbreviation *added = GLOSA_ARRAY_ADD(&document->arena, &document->abbreviations);
    if (added)
        *added = (glosa_abbreviation){span_of(document, short_form),
                                      span_of(document, long_form)};
    return added != NULL;
}

/* --- short forms --- */

/* What a short form is made of. */
typedef struct makeup {
    unsigned characters, letters, capitals, digits, blanks;
} makeup;

static makeup look_at(glosa_string text)
{
    makeup found = {0};
    for (size_t at = 0, next; at < text.size; at = next) {
        UChar32 c = glosa_utf8_at(text, at, &next);
        found.characters++;
        found.letters += glosa_is_alpha(c);
        found.capitals += glosa_is_capital(c);
        found.digits += glosa_is_decimal(c);
        found.blanks += c == ' ';
    }
    return found;
}

/* Whether the first point of a text ends it or a word, as that of titles and of authors of species
 * does (Dr. Gil, Brid.), and stands behind no single letter (P.T., T. evansi). */
static bool has_point(glosa_string text)
{
    const char *point = memchr(text.data, '.', text.size);
    if (!point)
        return false;
    size_t at = (size_t)(point - text.data);
    bool word = at >= 2 && glosa_is_ascii_letter(text.data[at - 2]);
    return at + 1 == text.size || (word && text.data[at + 1] == ' ');
}

/* Letters with a capital or a digit among them, or a few small ones (bpm); one letter must be a
 * capital. An amount (200 mg) is none. */
static bool is_short_form(glosa_string text)
{
    makeup of = look_at(text);
    size_t next;
    if (has_point(text))
        return false;
    if (of.letters == 0 || of.characters > LONGEST_SHORT || of.blanks >= MOST_SHORT_WORDS ||
        !glosa_is_alnum(glosa_utf8_at(text, 0, &next)))
        return false;
    if (of.characters == 1)
        return of.capitals == 1;
    if (of.blanks)
        return of.capitals + of.digits > 0 && !glosa_is_decimal(glosa_utf8_at(text, 0, &next));
    return of.capitals + of.digits > 0 ||
           (of.letters == of.characters && of.characters <= LONGEST_SMALL);
}

/* The word at the end of `before`, as a short form whose long form is the whole of `inside`. */
static bool find_short_form(glosa_string before, glosa_string inside, glosa_string *short_form)
{
    before = glosa_without_end_blanks(before);
    if (before.size && memchr(",;:", before.data[before.size - 1], 3))
        before.size--;
    size_t at = before.size, most = 4 * LONGEST_SHORT;
    while (at > 0 && !glosa_is_ascii_blank(before.data[at - 1]) && before.data[at - 1] != '(' &&
           before.size - at <= most)
        at--;
    if (before.size - at > most)
        return false;
    *short_form = glosa_string_slice(before, at, before.size);
    glosa_string found;
    return short_form->size && is_short_form(*short_form) &&
           glosa_align_long_form(inside, *short_form, &found) && found.data == inside.data;
}

/* --- brackets --- */

/* What a bracket holds up to the first comma or semicolon: `(MSC, células ...)`. */
static glosa_string first_part(glosa_string inside)
{
    for (size_t i = 0; i < inside.size; i++) {
        if (inside.data[i] == ';' || inside.data[i] == ',')
            return glosa_string_trim(glosa_string_slice(inside, 0, i));
    }
    return glosa_string_trim(inside);
}

/* Long and short form in one bracket: `(blood-brain barrier, BBB)`. */
static bool find_both(glosa_string inside, glosa_string *short_form, glosa_string *long_form)
{
    const char *comma = inside.size ? memrchr(inside.data, ',', inside.size) : NULL;
    if (!comma)
        return false;
    size_t at = (size_t)(comma - inside.data);
    glosa_string first = glosa_string_trim(glosa_string_slice(inside, 0, at));
    *short_form = glosa_string_trim(glosa_string_slice(inside, at + 1, inside.size));
    return short_form->size && is_short_form(*short_form) && !is_short_form(first) &&
           glosa_align_long_form(first, *short_form, long_form) &&
           long_form->data == first.data;
}

/* Whether a text ends in the middle of a phrase, as no long form does: concentration of (CO2). */
static bool is_cut_off(glosa_string text)
{
    static const char *const words[] = {"of", "the", "in", "on", "for", "to", "and", "or", "with",
                                        "by", "from", "at", "as", "than", "de", "del", "la", "el",
                                        "los", "las", "en", "con", "por", "para", "al"};
    size_t at = text.size;
    while (at > 0 && !glosa_is_ascii_blank(text.data[at - 1]))
        at--;
    glosa_string last = glosa_string_slice(text, at, text.size);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (glosa_string_is(last, words[i]))
            return true;
    }
    return false;
}

static bool look_at_bracket(const finder *finder, glosa_string before, glosa_string inside)
{
    glosa_string part = first_part(inside), whole = glosa_string_trim(inside), found, other;
    if (inside.size > GLOSA_LONGEST_LONG_FORM || part.size == 0)
        return true;
    if (find_both(inside, &other, &found))
        return add(finder, other, found);
    if (is_short_form(part) && glosa_align_long_form(before, part, &found) &&
        !is_cut_off(found))
        return add(finder, part, found);
    if (find_short_form(before, whole, &found))
        return add(finder, found, whole);
    return true;
}

/* The next bracket, round or square, from `at` on; the text's size where there is none. */
static size_t next_bracket(glosa_string text, size_t at)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    for (; at < text.size; at += 8) {
        /* ( and ) differ in the last bit, [ and ] in the two before it: cleared, they are one. */
        uint64_t bytes = glosa_bytes_at(text, at);
        uint64_t found = glosa_bytes_equal(bytes & ~each, '(' & ~1) |
                         glosa_bytes_equal(bytes & ~(6 * each), '[' & ~6);
        for (; found; found &= found - 1) {
            size_t place = at + (size_t)__builtin_ctzll(found) / 8;
            if (strchr("()[]", text.data[place]))
                return place;
        }
    }
    return text.size;
}

/* Looks at every bracket of the text, round or square, the inner ones first. */
static bool look_at_text(const finder *finder, glosa_string text)
{
    size_t open[MOST_OPEN];
    unsigned depth = 0;
    for (size_t at = 0; (at = next_bracket(text, at)) < text.size; at++) {
        char c = text.data[at];
        if (c == '(' || c == '[') {
            if (depth == MOST_OPEN)
                memmove(open, open + 1, sizeof *open * --depth);
            open[depth++] = at;
        } else if ((c == ')' || c == ']') && depth) {
            size_t start = open[--depth];
            if (!look_at_bracket(finder, glosa_string_slice(text, 0, start),
                                 glosa_string_slice(text, start + 1, at)))
                return false;
        }
    }
    return true;
}

glosa_status glosa_abbreviations_find(glosa_document *document, const glosa_word_lists *lists,
                                      glosa_error *error)
{
    const finder finder = {document, lists};
    for (uint32_t i = 0; i < document->sentences.size; i++) {
        glosa_span span = document->sentences.items[i].span;
        if (!look_at_text(&finder, glosa_document_text(document, span)))
            return glosa_fail_memory(error, "resolve");
    }
    return GLOSA_OK;
}

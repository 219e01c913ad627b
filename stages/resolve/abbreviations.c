#include "stages/resolve/abbreviations.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { SHORTEST = 2, LONGEST_SHORT = 12, MOST_SHORT_WORDS = 2, MOST_LETTERS = 12, MOST_WORDS = 24,
       LONGEST_LONG = 300 };

/* The letter without case and accent; 0 for what is no letter or digit. */
static UChar32 plain_letter(UChar32 c)
{
    if (c < 0x80)
        return u_isalnum(c) ? u_tolower(c) : 0;
    if (!u_isalnum(c))
        return 0;
    UErrorCode status = U_ZERO_ERROR;
    UChar parts[16];
    int32_t size = unorm2_getRawDecomposition(unorm2_getNFDInstance(&status), c, parts, 16,
                                              &status);
    return u_tolower(size > 0 && U_SUCCESS(status) && c != 0xF1 ? parts[0] : c);
}

static bool letters_meet(UChar32 of_short, UChar32 of_long)
{
    return of_short == of_long || (of_short == 'k' && (of_long == 'q' || of_long == 'c'));
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* Whether a word begins at byte `at`. */
static bool begins_word(glosa_string text, size_t at)
{
    size_t start;
    return at == 0 || !u_isalnum(glosa_utf8_before(text, at, &start));
}

static glosa_string trim_end(glosa_string text)
{
    while (text.size && is_space(text.data[text.size - 1]))
        text.size--;
    return text;
}

/* --- short forms --- */

static bool is_short_form(glosa_string text)
{
    unsigned letters = 0, capitals_or_digits = 0, words = 1, characters = 0;
    for (size_t at = 0, next; at < text.size; at = next) {
        UChar32 c = glosa_utf8_at(text, at, &next);
        letters += u_isalpha(c) != 0;
        capitals_or_digits += u_isupper(c) || u_isdigit(c);
        words += c == ' ';
        characters++;
    }
    size_t next;
    return characters >= SHORTEST && characters <= LONGEST_SHORT && letters > 0 &&
           capitals_or_digits > 0 && words <= MOST_SHORT_WORDS &&
           u_isalnum(glosa_utf8_at(text, 0, &next));
}

/* The letters and digits of a short form, plain; their number, or 0 where there are too many. */
static unsigned short_letters(glosa_string text, UChar32 letters[MOST_LETTERS])
{
    unsigned count = 0;
    for (size_t at = 0, next; at < text.size; at = next) {
        UChar32 letter = plain_letter(glosa_utf8_at(text, at, &next));
        if (!letter)
            continue;
        if (count == MOST_LETTERS)
            return 0;
        letters[count++] = letter;
    }
    return count;
}

/* --- long forms --- */

/* Where the long form begins that ends with `text`, by Schwartz and Hearst; false where none. */
static bool match_backwards(glosa_string text, const UChar32 *letters, unsigned count,
                            size_t *start)
{
    size_t at = text.size;
    for (unsigned i = count; i-- > 0;) {
        bool found = false;
        while (at > 0 && !found) {
            UChar32 letter = plain_letter(glosa_utf8_before(text, at, &at));
            found = letters_meet(letters[i], letter) && (i > 0 || begins_word(text, at));
        }
        if (!found)
            return false;
    }
    *start = at;
    return true;
}

/* Where the last words of the text begin whose initials are the letters in any order, passing
 * over words in lower case of up to three letters (de, la, of the). */
static bool match_initials(glosa_string text, const UChar32 *letters, unsigned count,
                           size_t *start)
{
    UChar32 left[MOST_LETTERS];
    memcpy(left, letters, count * sizeof *left);
    unsigned missing = count;
    size_t at = text.size, end = text.size;
    while (missing && at > 0) {
        size_t before;
        glosa_utf8_before(text, at, &before);
        at = before;
        if (!begins_word(text, at))
            continue;
        size_t next;
        UChar32 initial = plain_letter(glosa_utf8_at(text, at, &next));
        unsigned i = 0;
        while (i < missing && !letters_meet(left[i], initial))
            i++;
        if (initial && i < missing)
            left[i] = left[--missing];
        else if (initial && end - at > 4)
            return false;
        end = at;
    }
    *start = at;
    return missing == 0;
}

/* The last `most` words of a text, and no more bytes than a long form may have. */
static glosa_string last_words(glosa_string text, unsigned most)
{
    unsigned words = 0;
    size_t at = text.size, least = text.size > LONGEST_LONG ? text.size - LONGEST_LONG : 0;
    while (least < text.size && ((unsigned char)text.data[least] & 0xC0) == 0x80)
        least++;
    while (at > least) {
        if (is_space(text.data[at - 1]) && at < text.size && !is_space(text.data[at]) &&
            ++words == most)
            break;
        at--;
    }
    return glosa_string_slice(text, at, text.size);
}

static unsigned most_words(unsigned letters)
{
    unsigned most = letters + 5 < 2 * letters ? letters + 5 : 2 * letters;
    return most < MOST_WORDS ? most : MOST_WORDS;
}

static bool is_long_form(glosa_string text, glosa_string short_form)
{
    if (text.size <= short_form.size)
        return false;
    const char *hit = memmem(text.data, text.size, short_form.data, short_form.size);
    return hit == NULL && memchr(text.data, '(', text.size) == NULL;
}

/* Finds the long form at the end of `before`, which stands in front of the bracket. */
static bool find_long_form(glosa_string before, glosa_string short_form, glosa_string *long_form)
{
    UChar32 letters[MOST_LETTERS];
    unsigned count = short_letters(short_form, letters);
    size_t start;
    if (count < SHORTEST)
        return false;
    before = trim_end(before);
    glosa_string window = last_words(before, most_words(count));
    if (!match_backwards(window, letters, count, &start) &&
        (count < 3 || !match_initials(window, letters, count, &start)))
        return false;
    *long_form = glosa_string_slice(window, start, window.size);
    return is_long_form(*long_form, short_form);
}

/* The word (or two) at the end of `before`, as a short form defined by what the bracket holds. */
static bool find_short_form(glosa_string before, glosa_string inside, glosa_string *short_form)
{
    before = trim_end(before);
    if (before.size && memchr(",;:", before.data[before.size - 1], 3))
        before.size--;
    size_t at = before.size;
    while (at > 0 && !is_space(before.data[at - 1]) && before.data[at - 1] != '(' &&
           before.size - at <= 4 * LONGEST_SHORT)
        at--;
    if (before.size - at > 4 * LONGEST_SHORT)
        return false;
    *short_form = glosa_string_slice(before, at, before.size);
    glosa_string found;
    return short_form->size && is_short_form(*short_form) &&
           find_long_form(inside, *short_form, &found) && found.data == inside.data;
}

/* --- brackets --- */

static glosa_span span_of(const glosa_document *document, glosa_string part)
{
    uint32_t start = (uint32_t)(part.data - document->text.data);
    return (glosa_span){start, start + (uint32_t)part.size};
}

static bool add(glosa_document *document, glosa_string short_form, glosa_string long_form)
{
    glosa_abbreviation *added = GLOSA_ARRAY_ADD(&document->arena, &document->abbreviations);
    if (added)
        *added = (glosa_abbreviation){span_of(document, short_form),
                                      span_of(document, long_form)};
    return added != NULL;
}

/* What a bracket holds up to the first comma or semicolon: `(MSC, células ...)`. */
static glosa_string first_part(glosa_string inside)
{
    for (size_t i = 0; i < inside.size; i++) {
        if (inside.data[i] == ';' || inside.data[i] == ',')
            return glosa_string_trim(glosa_string_slice(inside, 0, i));
    }
    return glosa_string_trim(inside);
}

static bool look_at_bracket(glosa_document *document, glosa_string before, glosa_string inside)
{
    if (inside.size > LONGEST_LONG)
        return true;
    glosa_string part = first_part(inside), found;
    if (part.size == 0)
        return true;
    if (is_short_form(part) && find_long_form(before, part, &found))
        return add(document, part, found);
    glosa_string whole = glosa_string_trim(inside);
    if (find_short_form(before, whole, &found))
        return add(document, found, whole);
    return true;
}

glosa_status glosa_abbreviations_find(glosa_document *document, glosa_error *error)
{
    for (uint32_t i = 0; i < document->sentences.size; i++) {
        glosa_string text = glosa_document_text(document, document->sentences.items[i].span);
        size_t open = SIZE_MAX;
        for (size_t at = 0; at < text.size; at++) {
            if (text.data[at] == '(') {
                open = at;
            } else if (text.data[at] == ')' && open != SIZE_MAX) {
                glosa_string before = glosa_string_slice(text, 0, open);
                glosa_string inside = glosa_string_slice(text, open + 1, at);
                if (!look_at_bracket(document, before, inside))
                    return glosa_fail_memory(error, "resolve");
                open = SIZE_MAX;
            }
        }
    }
    return GLOSA_OK;
}

#include "stages/resolve/alignment.h"

#include <unicode/unorm2.h>

#include "pipeline/text/characters.h"
#include "pipeline/text/runs.h"
#include "pipeline/text/utf8.h"

/* What a letter of the short form, or a word it passes over, costs; in tenths. Tuned on the first
 * half of MED1250 (`tests/accuracy/abbreviations`). */
enum {
    COST_NEXT_LETTER = 3,       /* the letter behind the one before it */
    COST_SAME_WORD = 6,         /* further inside the word of the one before it */
    COST_INSIDE = 25,           /* inside a word whose beginning no letter has */
    COST_WORD = 20,             /* a word passed over ... */
    COST_LAST_WORD = 30,        /* ... behind the last letter */
    COST_SMALL_WORD = 1,        /* a word such as `of` passed over, a digit, a single letter */
    COST_MOST = 3,              /* that is borne at all, and ... */
    COST_MOST_LETTER = 14,      /* ... for each letter */
    COST_MOST_SMALL = 6,        /* of short forms in small letters alone */
    NOWHERE = INT32_MAX,        /* where a letter cannot be set */
};

enum { LONGEST_SMALL_WORD = 4 };
static const char small_words[][LONGEST_SMALL_WORD] = {
    "of", "the", "and", "in", "for", "to", "a", "an", "with", "by", "on", "or", "at", "from", "as",
    "de", "la", "el", "los", "las", "del", "y", "e", "o", "en", "por", "con", "para", "al", "un",
    "una", "que",
};

/* Beginnings of names that hang on by a hyphen and belong to them. */
static const char *const beginnings[] = {
    "alpha", "beta", "gamma", "delta", "alfa", "all", "trans", "cis", "bis", "tris", "para", "meta",
    "orto", "ortho", "iso", "tert", "anti", "non", "no",
};

typedef struct letter {
    UChar32 plain;              /* without case and accent; 0 for what is no letter or digit */
    uint32_t at;                /* bytes from the beginning of the window */
    uint16_t word;              /* its number; letters between words have none that counts */
    bool begins;                /* a word */
} letter;

typedef struct window {
    glosa_string text;
    letter letters[GLOSA_LONGEST_LONG_FORM];
    unsigned count, words;
    int passed[GLOSA_LONGEST_LONG_FORM + 1];    /* cost of passing over all words before this */
    uint64_t any, initials;     /* letter_bit of all letters, of those that begin a word */
} window;

typedef struct short_form {
    UChar32 letters[GLOSA_MOST_SHORT_LETTERS];
    unsigned count;
    bool small, digits;         /* it has no capital and no digit; it has a digit */
} short_form;

static inline UChar32 plain_letter(UChar32 c)
{
    if (c < 0x80)
        return glosa_is_ascii_alnum((char)c) ? c | 0x20 : 0;
    if (!glosa_is_alnum(c))
        return 0;
    c = glosa_lower_of(c);
    if (c < 0x80 || c == 0xF1)  /* ñ is a letter of its own */
        return c;
    UErrorCode status = U_ZERO_ERROR;
    UChar parts[16];
    int32_t size = unorm2_getRawDecomposition(unorm2_getNFDInstance(&status), c, parts, 16,
                                              &status);
    return size > 0 && U_SUCCESS(status) ? parts[0] : c;
}

static bool letters_meet(UChar32 of_short, UChar32 of_long)
{
    return of_short == of_long || (of_short == 'k' && (of_long == 'q' || of_long == 'c'));
}

/* A bit for each ASCII letter and digit, and one for all others. */
static inline uint64_t letter_bit(UChar32 plain)
{
    return UINT64_C(1) << (plain >= 0x80 ? 63 : plain >= 'a' ? plain - 'a'
                                                             : (plain - '0' + 26) & 63);
}

/* The bits of the letters of a short form that a letter of a long form meets. */
static inline uint64_t bits_met(UChar32 plain)
{
    return letter_bit(plain) | (plain == 'q' || plain == 'c' ? letter_bit('k') : 0);
}

glosa_string glosa_without_end_blanks(glosa_string text)
{
    while (text.size && glosa_is_ascii_blank(text.data[text.size - 1]))
        text.size--;
    return text;
}

/* Whether a word, which is not empty, is in a list of small letters, in any case. */
static bool is_one_of(glosa_string word, const char *const *list, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (((list[i][0] ^ word.data[0]) & ~0x20) == 0 && strlen(list[i]) == word.size &&
            strncasecmp(list[i], word.data, word.size) == 0)
            return true;
    }
    return false;
}

/* Whether letters and digits are a small word, in any case; or say nothing: numbers, one letter. */
static bool is_small_word(glosa_string word)
{
    bool digits = true, listed = false;
    if (word.size <= 1)
        return true;
    if (word.size <= LONGEST_SMALL_WORD) {
        uint64_t bytes = glosa_bytes_few(word.data, word.size) | GLOSA_CASE_BITS;
        uint32_t packed = htole32((uint32_t)glosa_bytes_first(bytes, word.size));
        for (size_t i = 0; i < sizeof small_words / sizeof *small_words; i++)
            listed |= memcmp(small_words[i], &packed, sizeof packed) == 0;
    }
    for (size_t i = 0; i < word.size && digits; i++)
        digits = glosa_is_ascii_digit(word.data[i]);
    return listed || digits;
}

/* --- the window --- */

/* The last words of a text, no more than `most`, and no more bytes than a long form may have. */
static glosa_string last_words(glosa_string text, unsigned most)
{
    unsigned words = 0;
    size_t at = text.size;
    size_t least = text.size > GLOSA_LONGEST_LONG_FORM ? text.size - GLOSA_LONGEST_LONG_FORM : 0;
    while (least < text.size && ((unsigned char)text.data[least] & 0xC0) == 0x80)
        least++;
    while (at > least) {
        if (glosa_is_ascii_blank(text.data[at - 1]) && at < text.size &&
            !glosa_is_ascii_blank(text.data[at]) && ++words == most)
            break;
        at--;
    }
    return glosa_string_slice(text, at, text.size);
}

static void end_word(window *window, size_t start, size_t end)
{
    glosa_string word = glosa_string_slice(window->text, start, end);
    window->passed[window->words] = window->passed[window->words - 1] +
                                    (is_small_word(word) ? COST_SMALL_WORD : COST_WORD);
}

/* The letters of a text and the words that they are in; words count from 1. */
static void look_at_words(window *window, glosa_string text)
{
    size_t start = 0;
    bool inside = false;
    window->text = text;
    window->count = window->words = 0;
    window->any = window->initials = 0;
    window->passed[0] = 0;      /* of the rest, only what is counted is ever looked at */
    for (size_t at = 0, next; at < text.size; at = next) {
        letter *letter = &window->letters[window->count];
        letter->plain = plain_letter(glosa_utf8_at(text, at, &next));
        letter->at = (uint32_t)at;
        letter->begins = letter->plain && !inside;
        uint64_t bits = letter->plain ? bits_met(letter->plain) : 0;
        window->any |= bits;
        if (letter->begins) {
            start = at;
            window->words++;
            window->initials |= bits;
        }
        if (!letter->plain && inside)
            end_word(window, start, at);
        inside = letter->plain != 0;
        letter->word = (uint16_t)window->words;
        window->count++;
    }
    if (inside)
        end_word(window, start, text.size);
}

static uint64_t bits_of(const UChar32 *letters, unsigned count)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < count; i++)
        bits |= letter_bit(letters[i]);
    return bits;
}

/* --- aligning --- */

/* The cost of the letters from one on, by the letter of the window that the one is set on. */
typedef struct settings {
    int costs[GLOSA_LONGEST_LONG_FORM];
    unsigned end;               /* behind the last one that is no NOWHERE; 0: there is none */
} settings;

/* The cheapest that the letters behind one can be set, going through the window from its end. */
typedef struct cheapest {
    int same_word;              /* on the word that the one is in */
    int entering;               /* on it, and what it costs to come from a word before it ... */
    int behind;                 /* ... or from that to the words behind it; both as if all words
                                   of the window before were passed over */
} cheapest;

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Takes in the letter right of `place`, where the next one of the short form costs `cost`. */
static void step_left(cheapest *cheapest, const window *window, unsigned place, int cost)
{
    const letter *right = &window->letters[place + 1];
    if (cost < NOWHERE) {
        int enter = window->passed[right->word - 1] + (right->begins ? 0 : COST_INSIDE);
        cheapest->same_word = least(cheapest->same_word, cost);
        cheapest->entering = least(cheapest->entering, cost + enter);
    }
    if (window->letters[place].word != right->word) {
        cheapest->behind = least(cheapest->behind, cheapest->entering);
        cheapest->same_word = cheapest->entering = NOWHERE;
    }
}

/* What it costs at least to go on from a letter of the window; `next` where the one right of it
 * is next. */
static int cost_from(const cheapest *cheapest, const window *window, unsigned place, int next)
{
    const letter *letter = &window->letters[place];
    int best = NOWHERE;
    if (cheapest->behind < NOWHERE)
        best = cheapest->behind - window->passed[letter->word];
    if (cheapest->same_word < NOWHERE)
        best = least(best, cheapest->same_word + COST_SAME_WORD);
    if (next < NOWHERE && letter[1].word == letter->word)
        best = least(best, next + COST_NEXT_LETTER);
    return best;
}

/* What lies behind the last letter: small words, and others, which are dearer there. */
static int cost_behind(const window *window, unsigned place)
{
    int cost = 0;
    for (unsigned word = window->letters[place].word + 1; word <= window->words; word++) {
        int passed = window->passed[word] - window->passed[word - 1];
        cost += passed == COST_WORD ? COST_LAST_WORD : passed;
    }
    return cost;
}

/* The settings of one letter, given those of the letter behind it (none: it is the last), of which
 * there is one. What costs more than `most` is none. */
static void set_letter(const window *window, UChar32 wanted, int most, const settings *behind,
                       settings *out)
{
    cheapest cheapest = {NOWHERE, NOWHERE, NOWHERE};
    out->end = 0;
    for (unsigned place = behind ? behind->end - 1 : window->count; place-- > 0;) {
        const letter *letter = &window->letters[place];
        int next = behind ? behind->costs[place + 1] : NOWHERE, cost = NOWHERE;
        if (behind)
            step_left(&cheapest, window, place, next);
        if (letter->plain && letters_meet(wanted, letter->plain))
            cost = behind ? cost_from(&cheapest, window, place, next)
                          : cost_behind(window, place);
        out->costs[place] = cost <= most ? cost : NOWHERE;
        if (cost <= most && out->end == 0)
            out->end = place + 1;
    }
}

/* The cheapest setting of all letters that costs no more than `most`, of equal ones the shortest:
 * where its first letter is, and the cost, NOWHERE if there is none. */
static int align(const window *window, const UChar32 *letters, unsigned count, int most,
                 unsigned *start)
{
    settings rows[2];
    int cost = NOWHERE;
    if (bits_of(letters, count) & ~window->any || !(letter_bit(letters[0]) & window->initials))
        return NOWHERE;
    for (unsigned i = count; i-- > 0;) {
        set_letter(window, letters[i], most, i + 1 < count ? &rows[!(i & 1)] : NULL,
                   &rows[i & 1]);
        if (rows[i & 1].end == 0)
            return NOWHERE;
    }
    for (unsigned place = 0; place < rows[0].end; place++) {
        if (window->letters[place].begins && rows[0].costs[place] < NOWHERE &&
            rows[0].costs[place] <= cost) {
            cost = rows[0].costs[place];
            *start = place;
        }
    }
    return cost;
}

/* The last words whose initials are the letters in any order, passing over small words. */
static bool match_initials(const window *window, const short_form *form, unsigned *place)
{
    UChar32 left[GLOSA_MOST_SHORT_LETTERS];
    unsigned missing = form->count;
    if (bits_of(form->letters, missing) & ~window->initials)
        return false;
    memcpy(left, form->letters, sizeof left);
    for (*place = window->count; missing && *place > 0;) {
        const letter *letter = &window->letters[--*place];
        if (!letter->begins)
            continue;
        unsigned i = 0;
        while (i < missing && !letters_meet(left[i], letter->plain))
            i++;
        bool small = window->passed[letter->word] - window->passed[letter->word - 1] ==
                     COST_SMALL_WORD;
        if (i < missing)
            left[i] = left[--missing];
        else if (!small)
            return false;
    }
    return missing == 0;
}

/* --- the long form --- */

static short_form look_at_short_form(glosa_string text)
{
    short_form form = {.small = true};
    for (size_t at = 0, next; at < text.size; at = next) {
        UChar32 c = glosa_utf8_at(text, at, &next), plain = plain_letter(c);
        if (!plain)
            continue;
        if (form.count == GLOSA_MOST_SHORT_LETTERS)
            return (short_form){0};
        form.letters[form.count++] = plain;
        form.digits |= glosa_is_decimal(c) != 0;
        form.small &= !glosa_is_capital(c) && !glosa_is_decimal(c);
    }
    return form;
}

/* Whether the part of a name in front of a hyphen belongs to it: locants and the like, `2,4,6-`. */
static bool is_beginning(glosa_string part)
{
    size_t start = 0;
    for (size_t at = 0; at <= part.size; at++) {
        if (at < part.size && !memchr("-,'()[]+", part.data[at], 8))
            continue;
        glosa_string piece = glosa_string_slice(part, start, at);
        start = at + 1;
        if (piece.size > 3 &&
            !is_one_of(piece, beginnings, sizeof beginnings / sizeof *beginnings))
            return false;
    }
    return part.size && part.data[part.size - 1] == '-';
}

/* The long form takes in locants and prefixes in front of its first word: 2,4-, alpha-, anti-. */
static glosa_string extend(glosa_string window, size_t start)
{
    size_t at = start;
    while (at && !glosa_is_ascii_blank(window.data[at - 1]))
        at--;
    return glosa_string_slice(
        window, is_beginning(glosa_string_slice(window, at, start)) ? at : start, window.size);
}

static bool has_balanced_brackets(glosa_string text)
{
    int open = 0;
    for (size_t i = 0; i < text.size && open >= 0; i++)
        open += (text.data[i] == '(' || text.data[i] == '[') -
                (text.data[i] == ')' || text.data[i] == ']');
    return open == 0;
}

/* Whether the text has the short form as a word of its own. */
static bool has_word(glosa_string text, glosa_string word)
{
    const char *hit;
    for (; (hit = memmem(text.data, text.size, word.data, word.size));
         text = glosa_string_slice(text, (size_t)(hit - text.data) + 1, text.size)) {
        const char *end = hit + word.size;
        bool left = hit == text.data || memchr(" ,;()", hit[-1], 5);
        bool right = end == text.data + text.size || memchr(" ,;()", *end, 5);
        if (left && right)
            return true;
    }
    return false;
}

static bool is_long_form(glosa_string text, glosa_string short_form)
{
    return text.size > short_form.size && has_balanced_brackets(text) &&
           !has_word(text, short_form);
}

/* The word in front of a bracket that holds its initial. */
static bool align_initial(glosa_string before, UChar32 letter, glosa_string *long_form)
{
    size_t at = before.size, next;
    while (at && glosa_is_alpha(glosa_utf8_before(before, at, &next)))
        at = next;
    *long_form = glosa_string_slice(before, at, before.size);
    return long_form->size > 3 &&
           letters_meet(letter, plain_letter(glosa_utf8_at(before, at, &next)));
}

/* The most that a setting of `count` letters may cost. */
static int most_borne(const short_form *form, unsigned count)
{
    return form->small ? COST_MOST_SMALL : COST_MOST + COST_MOST_LETTER * (int)count;
}

/* Where the long form begins in the window: with all letters, or without the s of a plural. */
static bool find_start(const window *window, const short_form *form, bool plural, size_t *start)
{
    int least_cost = NOWHERE;
    unsigned place = 0, found;
    for (unsigned less = 0; less <= (unsigned)plural; less++) {
        unsigned count = form->count - less;
        int cost = align(window, form->letters, count, most_borne(form, count), &found);
        if (cost < least_cost) {
            least_cost = cost;
            place = found;
        }
    }
    if (least_cost == NOWHERE && (form->digits || form->small ||
                                  !match_initials(window, form, &place)))
        return false;
    *start = window->letters[place].at;
    return true;
}

bool glosa_align_long_form(glosa_string before, glosa_string short_form,
                           glosa_string *long_form)
{
    struct short_form form = look_at_short_form(short_form);
    before = glosa_without_end_blanks(before);
    if (form.count == 0 || before.size == 0)
        return false;
    if (form.count == 1)
        return align_initial(before, form.letters[0], long_form);
    unsigned most = form.count + 5 < 2 * form.count ? form.count + 5 : 2 * form.count;
    bool plural = form.count > 2 && !form.small && short_form.data[short_form.size - 1] == 's';
    window window;
    size_t start;
    look_at_words(&window, last_words(before, most));
    if (window.words == 0 || !find_start(&window, &form, plural, &start))
        return false;
    *long_form = extend(window.text, start);
    return is_long_form(*long_form, short_form);
}

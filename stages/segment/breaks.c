/* The rules: what stands before a mark, and what comes after it. */
#include "stages/segment/breaks.h"

#include "stages/segment/characters.h"

enum { LONGEST_WORD = 24, LONGEST_CITATION = 24 };

/* What comes after a mark. */
typedef enum opening_kind {
    OPENS_LOWER, /* a word in lower case, or a mark that carries on */
    OPENS_MIXED, /* mRNA, p53, α-actin: lower case that may begin a sentence */
    OPENS_DIGIT,
    OPENS_UPPER,
    OPENS_OTHER,  /* a sign that is neither */
    OPENS_SURELY, /* ¿, ¡, a bullet */
} opening_kind;

static bool is_closing_quote(int32_t c)
{
    return c == '"' || c == '\'' || c == 0x2019 || c == 0x201D || c == 0xBB || c == 0x203A;
}

static bool is_closer(int32_t c)
{
    return is_closing_quote(c) || c == ')' || c == ']' || c == '}' || c == '*';
}

static bool is_opener(int32_t c)
{
    return c == '"' || c == '\'' || c == '(' || c == '[' || c == '{' || c == 0x2018 ||
           c == 0x201C || c == 0xAB || c == 0x2039 || c == '*' || c == '_';
}

static bool is_mark(int32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/* --- the run of marks and what closes behind it --- */

/* Past marks, and dots with blanks between (`. . .`); counts dots. */
static size_t skip_marks(glosa_string text, size_t at, unsigned *dots, bool *called)
{
    while (at < text.size) {
        size_t next;
        int32_t c = glosa_utf8_at(text, at, &next);
        bool spaced = c == ' ' && glosa_peek(text, next) == '.' && *dots > 0;
        if (!is_mark(c) && !spaced)
            break;
        *dots += c == '.' ? 1 : c == 0x2026 ? 3 : 0;
        *called |= c == '!' || c == '?';
        at = next;
    }
    return at;
}

static size_t skip_closers(glosa_string text, size_t at)
{
    for (size_t next; at < text.size; at = next) {
        if (!is_closer(glosa_utf8_at(text, at, &next)))
            break;
    }
    return at;
}

static bool is_raised(int32_t c)
{
    return c == 0xB9 || c == 0xB2 || c == 0xB3 || (c >= 0x2070 && c <= 0x207F);
}

/* Past citations that follow a full stop directly: [1,2] ¹² or bare numbers, `end.11 The`. */
static size_t skip_citations(glosa_string text, size_t at)
{
    size_t limit = text.size < at + LONGEST_CITATION ? text.size : at + LONGEST_CITATION;
    size_t end = at;
    bool bracket = false;
    while (end < limit) {
        size_t next;
        int32_t c = glosa_utf8_at(text, end, &next);
        bool separator = end > at && (c == ',' || c == '-' || c == 0x2013);
        bool list = end > at && c == ' ' && !bracket && glosa_is_digit(glosa_peek(text, next));
        if (c == '[' || c == ']')
            bracket = c == '[';
        else if (!glosa_is_digit(c) && !is_raised(c) && !separator && !list)
            break;
        end = next;
    }
    return bracket || !glosa_is_blank(glosa_peek(text, end)) ? at : end;
}

/* --- what comes after --- */

/* Whether a word that begins in lower case is a name: capitals or digits inside. */
static bool is_mixed_word(glosa_string text, size_t at)
{
    for (size_t i = 0, next; at < text.size && i < LONGEST_WORD; at = next, i++) {
        int32_t c = glosa_utf8_at(text, at, &next);
        if (glosa_is_blank(c))
            return false;
        if (glosa_is_capital(c) || glosa_is_digit(c) || (c >= 0x3B1 && c <= 0x3C9))
            return true;
        if (!glosa_is_alpha(c) && c != '-')
            return false;
    }
    return false;
}

static opening_kind opening_of(glosa_string text, size_t at)
{
    int32_t c = glosa_peek(text, at);
    if (c == 0xBF || c == 0xA1 || glosa_is_bullet(c))
        return OPENS_SURELY;
    if (glosa_is_capital(c))
        return OPENS_UPPER;
    if (glosa_is_digit(c))
        return OPENS_DIGIT;
    if (glosa_is_lower(c))
        return is_mixed_word(text, at) ? OPENS_MIXED : OPENS_LOWER;
    if (glosa_is_alpha(c))
        return OPENS_UPPER; /* scripts without case */
    return c < 0x80 && strchr(",;:)]}%/=<>&.!?+", c) ? OPENS_LOWER : OPENS_OTHER;
}

static size_t skip_openers(glosa_string text, size_t at)
{
    for (size_t next; at < text.size; at = next) {
        if (!is_opener(glosa_utf8_at(text, at, &next)))
            break;
    }
    return at;
}

/* The letters from `at` on. */
static glosa_string word_at(glosa_string text, size_t at)
{
    size_t end = at;
    for (size_t next; end < text.size && end < at + LONGEST_WORD; end = next) {
        if (!glosa_is_alpha(glosa_utf8_at(text, end, &next)))
            break;
    }
    return glosa_string_slice(text, at, end);
}

/* Whether a common word opens what follows, so that it is hardly a name. */
static bool is_common_at(const glosa_cutter *cutter, size_t at)
{
    glosa_string word = word_at(cutter->text, at);
    bool initial = word.size == 1 && glosa_peek(cutter->text, at + 1) == '.';
    return !initial && glosa_words_is_common(&cutter->work->shared->words, word);
}

static bool is_roman(glosa_string word)
{
    for (size_t i = 0; i < word.size; i++) {
        if (!strchr("IVXLC", word.data[i]))
            return false;
    }
    return word.size > 0;
}

/* A number in what follows `Fig.`: II, S1, A, B2. */
static bool is_label_at(const glosa_cutter *cutter, size_t at)
{
    glosa_string word = word_at(cutter->text, at);
    int32_t after = glosa_peek(cutter->text, at + word.size);
    return is_roman(word) ||
           (word.size == 1 && (glosa_is_digit(after) || !glosa_is_blank(after)));
}

/* --- what stands before --- */

static bool ends_word(int32_t c)
{
    return glosa_is_blank(c) || is_opener(c) || c == ',' || c == ';' || c == '/' || c == '=' ||
           c == 0x2013 || c == 0x2014 || c == 0xBF || c == 0xA1 || c == 0x2019 ||
           glosa_is_bullet(c);
}

/* The word that ends before `end`, without opening marks. */
static glosa_string word_before(const glosa_cutter *cutter, size_t end)
{
    size_t start = end;
    for (size_t before; start > cutter->start && end - start < LONGEST_WORD; start = before) {
        if (ends_word(glosa_utf8_before(cutter->text, start, &before)))
            break;
    }
    return glosa_string_slice(cutter->text, start, end);
}

static uint8_t abbreviation_of(const glosa_cutter *cutter, glosa_string word)
{
    char buffer[GLOSA_PHRASE_LIMIT];
    glosa_string folded = glosa_phrase_fold(word, buffer, sizeof buffer);
    uint8_t class = glosa_lexicon_find(cutter->abbreviations, folded);
    return class ? class : glosa_lexicon_find(cutter->others, folded);
}

/* U.S, p.m, i.v: single letters with full stops between. */
static bool is_dotted(glosa_string word)
{
    if (word.size < 3 || !memchr(word.data, '.', word.size))
        return false;
    for (size_t at = 0, next; at < word.size; at = next + 1) {
        if (!glosa_is_alpha(glosa_utf8_at(word, at, &next)))
            return false;
        if (next < word.size && word.data[next] != '.')
            return false;
    }
    return true;
}

static bool is_one_letter(glosa_string word)
{
    size_t next;
    return word.size && word.size <= 4 && glosa_is_alpha(glosa_utf8_at(word, 0, &next)) &&
           next == word.size;
}

static bool is_number(glosa_string word)
{
    for (size_t i = 0; i < word.size; i++) {
        if (!glosa_is_digit(word.data[i]))
            return false;
    }
    return word.size > 0;
}

/* 1. or IV. or a. at the beginning of a sentence: the mark of a list item. */
static bool is_enumerator(const glosa_cutter *cutter, glosa_string word)
{
    return word.data == cutter->text.data + cutter->words &&
           ((word.size <= 3 && is_number(word)) || (word.size <= 4 && is_roman(word)) ||
            is_one_letter(word));
}

/* Whether a sentence ends at the full stop behind an abbreviation. */
static bool abbreviation_ends(const glosa_cutter *cutter, glosa_string word, uint8_t class,
                              opening_kind opens, size_t next)
{
    bool common = opens == OPENS_UPPER && is_common_at(cutter, next);
    switch (class) {
    case GLOSA_ABBREVIATION_NEVER:
        return common && word.size > 2 && glosa_is_lower(glosa_peek(word, 0)) &&
               !memchr(word.data, '.', word.size);
    case GLOSA_ABBREVIATION_NUMBER: return opens >= OPENS_UPPER && !is_label_at(cutter, next);
    default: return common || opens == OPENS_SURELY;
    }
}

static bool is_capitals(glosa_string word)
{
    size_t letters = 0;
    for (size_t at = 0, next; at < word.size; at = next, letters++) {
        if (!glosa_is_capital(glosa_utf8_at(word, at, &next)))
            return false;
    }
    return letters > 0;
}

/* Whether a number stands before a word: `10 min.`, `6 p.m.` */
static bool follows_number(const glosa_cutter *cutter, glosa_string word)
{
    size_t start = (size_t)(word.data - cutter->text.data);
    size_t before = glosa_skip_blanks_back(cutter->text, start, cutter->start);
    return before > cutter->start && glosa_is_digit(cutter->text.data[before - 1]);
}

/* The class of the word before a full stop. CIA and CA are no abbreviations that lost their
 * case, and P is an initial, not a page. */
static uint8_t class_before(const glosa_cutter *cutter, glosa_string word, size_t next)
{
    uint8_t class = word.size ? abbreviation_of(cutter, word) : 0;
    if (class != GLOSA_ABBREVIATION_NUMBER && is_capitals(word) && word.size > 1 &&
        !is_capitals(word_at(cutter->text, next)))
        return 0;
    return is_capitals(word) && word.size == 1 ? 0 : class;
}

/* Whether a single full stop between these ends a sentence. */
static bool stop_ends(const glosa_cutter *cutter, glosa_string word, opening_kind opens,
                      size_t next)
{
    uint8_t class = class_before(cutter, word, next);
    if (opens == OPENS_SURELY && class != GLOSA_ABBREVIATION_NEVER)
        return true;
    if (is_enumerator(cutter, word))
        return false;
    bool unit = glosa_is_lower(glosa_peek(word, 0)) || is_dotted(word);
    if (opens == OPENS_UPPER && unit && class != GLOSA_ABBREVIATION_NUMBER &&
        follows_number(cutter, word))
        return true;
    if (class)
        return abbreviation_ends(cutter, word, class, opens, next);
    if (is_one_letter(word) || is_dotted(word))
        return opens == OPENS_UPPER && is_common_at(cutter, next);
    return true;
}

/* --- all together --- */

/* (a) in front of what a legend says of a panel. */
static bool is_panel(glosa_string text, size_t at)
{
    return at > 0 && text.data[at - 1] == '(' && at + 1 < text.size &&
           glosa_is_small_byte(text.data[at]) && text.data[at + 1] == ')';
}

/* Three dots with blanks between stand for a pause or a gap, four also for the end. */
static bool is_pause(glosa_string text, size_t first, unsigned dots)
{
    return dots == 3 && first + 1 < text.size && text.data[first + 1] == ' ';
}

/* `world.Today is`: the blank was lost between words that cannot be one name. */
static bool is_run_together(const glosa_cutter *cutter, size_t first, size_t end)
{
    glosa_string before = word_before(cutter, first), after = word_at(cutter->text, end);
    if (end != first + 1 || before.size < 2 || after.size < 2 ||
        !glosa_is_blank(glosa_peek(cutter->text, end + after.size)) ||
        !glosa_is_capital(glosa_peek(after, 0)) || is_capitals(after))
        return false;
    for (size_t i = 0; i < before.size; i++) {
        unsigned char byte = (unsigned char)before.data[i];
        if (!(byte >= 'a' && byte <= 'z') && byte < 0xC3)
            return false;
    }
    return !abbreviation_of(cutter, before);
}

bool glosa_cutter_ends(glosa_cutter *cutter)
{
    glosa_string text = cutter->text;
    size_t first = cutter->at;
    unsigned dots = 0;
    bool called = false;
    size_t end = skip_marks(text, first, &dots, &called);
    end = skip_closers(text, end);
    end = skip_marks(text, end, &dots, &called);
    if (glosa_is_alpha(glosa_peek_before(text, first)) ||
        is_closer(glosa_peek_before(text, first)))
        end = skip_citations(text, end);
    cutter->at = end;
    size_t next = glosa_skip_blanks(text, end);
    if (next == text.size)
        return true;
    if (next == end)
        return dots == 1 && !called && is_run_together(cutter, first, end);
    if (cutter->closed >= end || first < cutter->label ||
        (first > 0 && text.data[first - 1] == '['))
        return false;
    size_t inner = skip_openers(text, next);
    opening_kind opens = is_panel(text, inner) ? OPENS_OTHER : opening_of(text, inner);
    if (opens == OPENS_LOWER)
        return false;
    if (called)
        return true;
    if (dots > 1)
        return (opens == OPENS_UPPER || opens == OPENS_SURELY) && !is_pause(text, first, dots);
    return stop_ends(cutter, word_before(cutter, first), opens, inner);
}

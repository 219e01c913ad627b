/* Letters that stand for others: judged by the word they stand in.
 *
 * Latin and Greek in one word is right (TGF-β, IκBα); Latin and Cyrillic is not (NF-кB), and
 * neither are Greek capitals among Latin ones (ΑKT1). */
#include "stages/normalize/passes.h"

enum { LONGEST_RUN = 128, MOST_MARKS_BETWEEN = 8 };

/* A word with its digits and, for Cyrillic, its hyphens, and what it is made of. */
typedef struct run {
    size_t start, end;
    bool latin, latin_lower, digit, hyphen;
    bool strange; /* a Cyrillic letter that looks like no Latin one */
    bool cyrillic_lower;
} run;

typedef struct twin {
    uint16_t from, to;
} twin;

static const twin cyrillic[] = {
    {0x405, 'S'}, {0x406, 'I'}, {0x408, 'J'}, {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'},
    {0x417, '3'}, {0x41A, 'K'}, {0x41C, 'M'}, {0x41D, 'H'}, {0x41E, 'O'}, {0x420, 'P'},
    {0x421, 'C'}, {0x422, 'T'}, {0x423, 'Y'}, {0x425, 'X'}, {0x430, 'a'}, {0x435, 'e'},
    {0x437, '3'}, {0x43A, 'k'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'},
    {0x445, 'x'}, {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'},
};

static const twin greek[] = {
    {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'},
    {0x399, 'I'}, {0x39A, 'K'}, {0x39C, 'M'}, {0x39D, 'N'}, {0x39F, 'O'},
    {0x3A1, 'P'}, {0x3A4, 'T'}, {0x3A5, 'Y'}, {0x3A7, 'X'},
};

#define TWIN(table, c) twin_of(table, sizeof(table) / sizeof *(table), c)

/* The look-alike of a letter; 0 where it has none. */
static int32_t twin_of(const twin *table, size_t size, int32_t c)
{
    for (size_t i = 0; i < size; i++) {
        if (table[i].from == c)
            return table[i].to;
    }
    return 0;
}

static bool is_cyrillic(int32_t c)
{
    return c >= 0x400 && c <= 0x47F;
}

static bool is_run_char(int32_t c, bool hyphens)
{
    return glosa_is_letter(c) || glosa_is_digit(c) || (hyphens && c == '-');
}

/* The run around `at`; cut where it is longer than any name. */
static run run_at(glosa_string text, size_t at, bool hyphens)
{
    run found = {.start = at, .end = at};
    size_t start, next;
    while (found.start && at - found.start < LONGEST_RUN &&
           is_run_char(glosa_char_before(text, found.start, &start), hyphens))
        found.start = start;
    while (found.end < text.size && found.end - at < LONGEST_RUN &&
           is_run_char(glosa_char_at(text, found.end, &next), hyphens))
        found.end = next;
    for (size_t i = found.start; i < found.end;) {
        int32_t c = glosa_utf8_at(text, i, &i);
        bool latin = glosa_is_letter(c) && (c < 0x250 || (c >= 0x1E00 && c < 0x1F00));
        found.latin |= latin;
        found.latin_lower |= latin && glosa_is_lower(c) && c != 0xDF;
        found.digit |= glosa_is_digit(c);
        found.hyphen |= c == '-';
        found.strange |= is_cyrillic(c) && !TWIN(cyrillic, c);
        found.cyrillic_lower |= is_cyrillic(c) && glosa_is_lower(c);
    }
    return found;
}

/* Whether a к stands where NF-κB and IκB have their kappa. */
static bool is_kappa(glosa_string text, size_t start, size_t end)
{
    int32_t after = glosa_peek(text, end);
    if (start && text.data[start - 1] == '-')
        start--;
    int32_t before = glosa_peek_back(text, start);
    bool beta =
        after == 'B' || after == 'b' || after == 0x412 || after == 0xDF || after == 0x3B2;
    return beta && (before == 'F' || before == 'f' || before == 'I');
}

/* The pass at one character, and the runs looked at last, so that each is looked at once. */
typedef struct place {
    glosa_rewrite *rewrite;
    size_t at, next;
    int32_t c;
    run compound, word; /* with hyphens, and without */
} place;

static void put(const place *here, int32_t with)
{
    glosa_rewrite_code_point(here->rewrite, here->at, here->next, with);
}

static const run *compound_of(place *here)
{
    if (here->at >= here->compound.end)
        here->compound = run_at(here->rewrite->in, here->at, true);
    return &here->compound;
}

static const run *word_of(place *here)
{
    if (here->at >= here->word.end)
        here->word = run_at(here->rewrite->in, here->at, false);
    return &here->word;
}

/* The nearest character on that side of a run that is neither blank nor a mark; 0 where there is
 * none near. */
static int32_t neighbour(glosa_string text, size_t at, bool behind)
{
    for (unsigned i = 0; i < MOST_MARKS_BETWEEN; i++) {
        size_t to = at;
        if (behind ? at >= text.size : at == 0)
            return 0;
        int32_t c = behind ? glosa_char_at(text, at, &to) : glosa_char_before(text, at, &to);
        if (glosa_is_letter(c) || glosa_is_digit(c))
            return c;
        at = to;
    }
    return 0;
}

/* Whether a word of Cyrillic capitals and digits is a symbol of Latin ones (МАРК8): all of them
 * have a twin, and no words in Cyrillic stand around it. */
static bool is_disguised(glosa_string text, const run *compound)
{
    return compound->digit && !compound->strange && !compound->cyrillic_lower &&
           !is_cyrillic(neighbour(text, compound->start, false)) &&
           !is_cyrillic(neighbour(text, compound->end, true));
}

static void put_cyrillic(place *here)
{
    const run *compound = compound_of(here);
    bool latin = (compound->latin && !compound->strange) ||
                 is_disguised(here->rewrite->in, compound);
    int32_t with = latin ? TWIN(cyrillic, here->c) : 0;
    if (with == 'k' && is_kappa(here->rewrite->in, here->at, here->next))
        with = 0x3BA;
    if (with)
        put(here, with);
}

static void put_greek_capital(place *here)
{
    const run *word = word_of(here);
    if (word->latin && !word->latin_lower)
        put(here, TWIN(greek, here->c));
}

/* ß for β: TGF-ß1, Kß, ß-catenina. German words have a small letter before it, or capitals and
 * nothing else around. */
static void put_beta(place *here)
{
    glosa_string text = here->rewrite->in;
    int32_t before = glosa_base_before(text, here->at), after = glosa_peek(text, here->next);
    const run *compound = compound_of(here);
    bool symbol = compound->digit || compound->hyphen;
    bool german = glosa_is_upper(before) && glosa_is_upper(after) && !symbol;
    if (glosa_is_lower(before))
        german = !glosa_is_digit(after) || !glosa_is_upper(glosa_peek(text, compound->start));
    if (!german)
        put(here, 0x3B2);
}

/* º for °: 38 ºC, and 37,5 º C, but not the flat of 2º C. */
static void put_degree(place *here)
{
    glosa_string text = here->rewrite->in;
    size_t number = here->at && text.data[here->at - 1] == ' ' ? here->at - 1 : here->at;
    bool apart = here->next < text.size && text.data[here->next] == ' ';
    if (!glosa_is_digit(glosa_peek_back(text, number)) ||
        !glosa_string_is(glosa_word_at(text, here->next + apart), "C"))
        return;
    int32_t before = glosa_peek_back(text, number - 1);
    if (!apart || glosa_is_digit(before) || before == ',' || before == '.')
        put(here, 0xB0);
}

void glosa_normalize_letters(glosa_pass *pass)
{
    glosa_string text = pass->rewrite.in;
    place here = {.rewrite = &pass->rewrite};
    size_t at = 0;
    while ((at = glosa_next_call(text, at, GLOSA_CALL_LETTERS)) < text.size) {
        /* ß was noticed by its second byte. */
        at -= (unsigned char)text.data[at] == 0x9F && at > 0 && text.data[at - 1] == '\xC3';
        if (((unsigned char)text.data[at] & 0xC0) == 0x80) {
            at++;
            continue;
        }
        here.at = at;
        here.c = glosa_utf8_at(text, at, &here.next);
        if (is_cyrillic(here.c))
            put_cyrillic(&here);
        else if (TWIN(greek, here.c))
            put_greek_capital(&here);
        else if (here.c == 0xDF)
            put_beta(&here);
        else if (here.c == 0xBA)
            put_degree(&here);
        at = here.next;
    }
}

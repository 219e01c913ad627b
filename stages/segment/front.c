/* Front matter: the lines of names, institutions, dates and addresses around an article. */
#include "stages/segment/characters.h"
#include "stages/segment/segment.h"

/* The longest such paragraph, and the longest that needs no further evidence, in bytes. */
enum { AFFILIATION_LIMIT = 700, NOTICE_LIMIT = 400, CITATION_LIMIT = 140 };

/* The bytes of a reference mark in front of an institution: ¹, 1, a, <sup>1</sup>, * or †. */
static size_t mark_size(glosa_string text)
{
    size_t at = 0;
    if (glosa_string_starts(text, "<sup>")) {
        size_t end = glosa_find(text, "</sup>");
        return end < 20 && end < text.size ? end + 6 : 0;
    }
    while (at < text.size && at < 12) {
        size_t next;
        int32_t c = glosa_utf8_at(text, at, &next);
        bool raised = u_charType(c) == U_OTHER_NUMBER || u_charType(c) == U_MODIFIER_LETTER;
        if (!raised && !glosa_is_digit(c) && c != ',' && c != '*' && c != '^' &&
            (c < 0x2020 || c > 0x2021) && c != 0xA7 && c != 0xB6)
            break;
        at = next;
    }
    if (at == 0 && text.size > 1 && glosa_is_small_byte(text.data[0]) &&
        glosa_is_capital(glosa_peek(text, 1)))
        at = 1; /* aMédico: a raised letter that lost its place */
    return at;
}

static bool has_email(glosa_string text)
{
    const char *sign = memchr(text.data, '@', text.size);
    if (!sign || sign == text.data || sign + 2 >= text.data + text.size)
        return false;
    return glosa_is_alpha((unsigned char)sign[-1]) || glosa_is_digit(sign[-1]);
}

/* `(Rev Med Chile 2014; 142: 599-605)`: a year, then volume and pages, in brackets. */
static bool is_own_citation(glosa_string text)
{
    if (text.size < 12 || text.size > CITATION_LIMIT || text.data[0] != '(' ||
        text.data[text.size - 1] != ')')
        return false;
    const char *semicolon = memchr(text.data, ';', text.size);
    if (!semicolon || semicolon - text.data < 5)
        return false;
    for (int i = 1; i <= 4; i++) {
        if (!glosa_is_digit(semicolon[-i]))
            return false;
    }
    return memchr(semicolon, ':', text.size - (size_t)(semicolon - text.data)) != NULL;
}

static bool is_particle(glosa_string word)
{
    static const char *const particles[] = {
        "de",  "del", "la", "las", "los", "y",  "e",  "i",  "and", "von", "van",
        "der", "den", "da", "do",  "dos", "di", "le", "el", "et",  "al",  "&"};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        if (glosa_string_is(word, particles[i]))
            return true;
    }
    return false;
}

/* A line of names: capitals throughout, particles allowed, and commas between. */
static bool is_names(glosa_string text)
{
    size_t names = 0, others = 0, commas = 0;
    for (size_t at = 0; at < text.size;) {
        at = glosa_skip_blanks(text, at);
        size_t start = at;
        while (at < text.size && !glosa_is_blank_byte(text.data[at]))
            at++;
        glosa_string word = glosa_string_slice(text, start, at);
        commas += word.size && word.data[word.size - 1] == ',';
        if (glosa_is_capital(glosa_peek(word, 0)))
            names++;
        else if (word.size && glosa_is_alpha(glosa_peek(word, 0)) && !is_particle(word))
            others++;
    }
    return names >= 2 && others == 0 && (commas || names <= 4) &&
           text.data[text.size - 1] != ':' && text.data[text.size - 1] != '.';
}

/* `Correspondencia a:` announces an address. */
static bool is_announced(const glosa_segmenting *work, uint32_t index)
{
    if (index == 0 || work->units.items[index - 1].section != GLOSA_SECTION_AFFILIATION)
        return false;
    glosa_string before = glosa_unit_text(work, index - 1);
    return before.data[before.size - 1] == ':';
}

/* `Received` opens a notice where a date or a colon follows, not `Received signals ...`. */
static bool is_notice(glosa_string folded, size_t after, size_t size)
{
    size_t at = after;
    while (at < folded.size && folded.data[at] == ' ')
        at++;
    if (at >= folded.size || folded.data[at] == ':' || glosa_is_digit(folded.data[at]))
        return true;
    return size < NOTICE_LIMIT && memchr(folded.data, ' ', after) &&
           (memchr(folded.data + at, ':', folded.size - at) || glosa_is_digit(folded.data[at]));
}

static bool is_place(const glosa_segmenting *work, uint32_t index, bool marked, bool front)
{
    glosa_string text = glosa_unit_text(work, index);
    bool follows =
        index > 0 && work->units.items[index - 1].section == GLOSA_SECTION_AFFILIATION;
    if (!front && !marked && !follows)
        return false;
    /* Places are named, not told of: a sentence has a verb, hence more than commas. */
    return marked || follows || memchr(text.data, ',', text.size) != NULL;
}

/* Whether a reference mark stands in front of the paragraph in the source: where it was marked up
 * as raised, the text has lost it. */
static bool is_marked(const glosa_segmenting *work, uint32_t index)
{
    const glosa_block *block = work->units.items[index].block;
    return mark_size(glosa_document_source(work->document, block->span)) > 0;
}

bool glosa_unit_is_affiliation(const glosa_segmenting *work, uint32_t index, glosa_string folded,
                               bool front)
{
    glosa_string text = glosa_unit_text(work, index);
    char buffer[GLOSA_PHRASE_LIMIT];
    size_t after;
    if (text.size > AFFILIATION_LIMIT)
        return false;
    size_t mark = mark_size(text);
    bool follows =
        index > 0 && work->units.items[index - 1].section == GLOSA_SECTION_AFFILIATION;
    text = glosa_string_slice(text, glosa_skip_blanks(text, mark), text.size);
    if (mark)
        folded = glosa_opening_fold(text, buffer);
    uint8_t class = glosa_opening_of(work->shared, folded, &after);
    if (class == GLOSA_OPENING_PLACE && is_place(work, index, is_marked(work, index), front))
        return true;
    if (class == GLOSA_OPENING_NOTICE && is_notice(folded, after, text.size))
        return true;
    if (is_own_citation(text) || is_announced(work, index))
        return true;
    if (text.size <= NOTICE_LIMIT && has_email(text) && (front || follows))
        return true;
    return front && index > 0 && text.size <= NOTICE_LIMIT && is_names(text);
}

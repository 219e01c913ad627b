/* Cuts a stretch of text into sentences: looks at marks, line ends and bullets only. */
#include "stages/segment/breaks.h"
#include "stages/segment/characters.h"

/* A bracket that closes within so many bytes holds no end of a sentence; text whose lines are
 * longer than this is not broken into lines by width. */
enum { BRACKET_LIMIT = 300, LINE_LIMIT = 120, SCRIPT_SAMPLE = 256 };

typedef enum byte_class { BYTE_PLAIN, BYTE_MARK, BYTE_LINE, BYTE_OPEN, BYTE_CLOSE, BYTE_SIGN } byte_class;

static const uint8_t classes[256] = {
    ['.'] = BYTE_MARK, ['!'] = BYTE_MARK, ['?'] = BYTE_MARK, ['\n'] = BYTE_LINE,
    ['('] = BYTE_OPEN, ['['] = BYTE_OPEN, [')'] = BYTE_CLOSE, [0xE2] = BYTE_SIGN,
    [0xE3] = BYTE_SIGN, [0xEF] = BYTE_SIGN,
};

static bool add(glosa_segmenting *work, size_t start, size_t end, uint32_t section)
{
    glosa_document *document = work->document;
    start = glosa_skip_blanks(glosa_string_slice(document->text, 0, end), start);
    end = glosa_skip_blanks_back(document->text, end, start);
    if (start == end)
        return true;
    glosa_sentence *sentence = GLOSA_ARRAY_ADD(&document->arena, &document->sentences);
    if (!sentence)
        return false;
    sentence->span = (glosa_span){(uint32_t)start, (uint32_t)end};
    sentence->section = section;
    return true;
}

/* Where the bracket at `at` closes, or `at` where it does not soon. */
static size_t closing_of(glosa_string text, size_t at)
{
    size_t limit = text.size < at + BRACKET_LIMIT ? text.size : at + BRACKET_LIMIT;
    unsigned depth = 0;
    for (size_t i = at; i < limit; i++) {
        char c = text.data[i];
        if (c == '(' || c == '[')
            depth++;
        else if ((c == ')' || c == ']') && --depth == 0)
            return i;
    }
    return at;
}

/* --- lines --- */

typedef struct line_state {
    size_t width;               /* the longest line of the stretch; 0: not known yet */
    size_t begin;               /* of the line at hand */
    bool pieces;                /* the stretch is made of several blocks: empty lines are cuts */
} line_state;

static size_t longest_line(glosa_string text, size_t at)
{
    size_t longest = 0;
    while (at < text.size) {
        const char *end = memchr(text.data + at, '\n', text.size - at);
        size_t size = end ? (size_t)(end - text.data) - at : text.size - at;
        longest = size > longest ? size : longest;
        at += size + 1;
    }
    return longest;
}

/* Whether the next word would have had room in the line that ends at `at`, so that the line was
 * ended on purpose. */
static bool had_room(const line_state *lines, glosa_string text, size_t at, size_t next)
{
    size_t end = next;
    while (end < text.size && !glosa_is_blank_byte(text.data[end]))
        end++;
    return at - lines->begin + 1 + (end - next) <= lines->width;
}

/* Whether the line that ends at cutter->at ends a sentence; moves past it. */
static bool line_ends(glosa_cutter *cutter, line_state *lines)
{
    glosa_string text = cutter->text;
    size_t at = cutter->at, next = glosa_skip_blanks(text, at);
    if (lines->width == 0)
        lines->width = longest_line(text, cutter->start);
    bool room = had_room(lines, text, at, next);
    bool empty = memchr(text.data + at + 1, '\n', next - at - 1) != NULL;
    lines->begin = cutter->at = next;
    if (next == text.size || (empty && !lines->pieces) || glosa_is_item_start(text, next))
        return true;
    if (glosa_is_lower(glosa_peek(text, next)) || (empty && lines->pieces))
        return false;
    return lines->width > LINE_LIMIT || room;
}

/* --- the scan --- */

/* The wide full stop and marks of East Asian typing, which need no blank behind. */
static bool is_wide_mark(int32_t c)
{
    return c == 0x3002 || c == 0xFF0E || c == 0xFF01 || c == 0xFF1F;
}

/* …, wide marks and bullets; everything else is passed over. */
static bool sign_ends(glosa_cutter *cutter)
{
    size_t next;
    int32_t c = glosa_utf8_at(cutter->text, cutter->at, &next);
    if (c == 0x2026)
        return glosa_cutter_ends(cutter);
    if (is_wide_mark(c)) {
        cutter->at = next;
        return true;
    }
    bool ends = glosa_is_bullet(c) && cutter->at > cutter->start;
    if (!ends)
        cutter->at = next;
    return ends;
}

/* Moves to the next place that may end a sentence and says whether it does. */
static bool step(glosa_cutter *cutter, line_state *lines)
{
    const unsigned char *data = (const unsigned char *)cutter->text.data;
    size_t size = cutter->text.size, at = cutter->at;
    while (at < size && classes[data[at]] == BYTE_PLAIN)
        at++;
    cutter->at = at;
    if (at == size)
        return true;
    switch (classes[data[at]]) {
    case BYTE_MARK:
        return (data[at] == '.' && glosa_cutter_next_item(cutter)) || glosa_cutter_ends(cutter);
    case BYTE_LINE: return line_ends(cutter, lines);
    case BYTE_SIGN: return sign_ends(cutter);
    case BYTE_CLOSE:
        if (at > cutter->closed && glosa_cutter_next_item(cutter))
            return true;
        cutter->at = at + 1;
        return false;
    default:
        if (at >= cutter->closed)
            cutter->closed = closing_of(cutter->text, at);
        cutter->at = at + 1;
        return false;
    }
}

/* Begins a sentence at `at`; a bullet stays in front of what it marks. */
static void start_at(glosa_cutter *cutter, size_t at)
{
    size_t next = cutter->start = cutter->at = glosa_skip_blanks(cutter->text, at);
    if (next < cutter->text.size && glosa_is_bullet(glosa_utf8_at(cutter->text, next, &next)))
        cutter->at = next;
    cutter->words = glosa_skip_blanks(cutter->text, cutter->at);
}

static bool cut(glosa_cutter *cutter, uint32_t section, bool pieces)
{
    line_state lines = {.begin = cutter->start, .pieces = pieces};
    start_at(cutter, cutter->start);
    while (cutter->start < cutter->text.size) {
        if (!step(cutter, &lines))
            continue;
        if (!add(cutter->work, cutter->start, cutter->at, section))
            return false;
        start_at(cutter, cutter->at);
    }
    return true;
}

/* --- other kinds of stretches --- */

/* One sentence an item: lines that begin with a number or a mark begin one. */
static bool cut_list(glosa_segmenting *work, glosa_string text, glosa_stretch stretch)
{
    size_t start = stretch.span.start;
    for (size_t at = start; at < text.size;) {
        const char *end = memchr(text.data + at, '\n', text.size - at);
        at = end ? glosa_skip_blanks(text, (size_t)(end - text.data)) : text.size;
        if (at < text.size && !glosa_is_item_start(text, at))
            continue;
        if (!add(work, start, at, stretch.section))
            return false;
        start = at;
    }
    return true;
}

/* Whether most of a text's beginning is in a script that our rules do not know. */
static bool is_foreign(glosa_string text, size_t start)
{
    size_t leads = 0;
    if (text.size - start > SCRIPT_SAMPLE)
        text.size = start + SCRIPT_SAMPLE;
    for (size_t i = start; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        leads += byte >= 0xD6 && byte != 0xE2 && byte < 0xEE;
    }
    return leads * 6 > text.size - start;
}

static bool cut_foreign(glosa_segmenting *work, glosa_string text, glosa_stretch stretch)
{
    for (size_t start = stretch.span.start, end; start < text.size; start = end) {
        end = glosa_icu_sentence_end(work->scratch, text, start);
        if (!add(work, start, end, stretch.section))
            return false;
    }
    return true;
}

bool glosa_sentences_add(glosa_segmenting *work, glosa_stretch stretch)
{
    glosa_string text = glosa_string_slice(work->document->text, 0, stretch.span.end);
    bool english = glosa_string_is(stretch.language, "en");
    if (stretch.whole)
        return add(work, stretch.span.start, stretch.span.end, stretch.section);
    if (stretch.list)
        return cut_list(work, text, stretch);
    if (is_foreign(text, stretch.span.start))
        return cut_foreign(work, text, stretch);
    glosa_cutter cutter = {
        .work = work,
        .text = text,
        .abbreviations = english ? &work->shared->abbreviations_en
                                 : &work->shared->abbreviations_es,
        .others = english ? &work->shared->abbreviations_es : &work->shared->abbreviations_en,
        .start = stretch.span.start,
        .at = stretch.span.start,
        .label = stretch.span.start + stretch.label,
    };
    return cut(&cutter, stretch.section, stretch.pieces);
}

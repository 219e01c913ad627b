/* Which section a block belongs to: what the format says, else headings, openings and place. */
#include "stages/segment/characters.h"
#include "stages/segment/segment.h"

/* A paragraph of at most this many bytes may be a heading; under a translated title at most so
 * many paragraphs come before the key words; a title is not longer than this. */
enum { HEADING_LIMIT = 80, ABSTRACT_PARAGRAPHS = 6, TITLE_LIMIT = 300, KEYWORDS_LIMIT = 1500 };

/* What is known while walking down the article. */
typedef struct article_outline {
    glosa_segmenting *work;
    glosa_section_kind main; /* what the text goes back to after a caption or an address */
    bool front;              /* no running text has come yet */
    const glosa_unit *title; /* the first one; NULL: none yet */
    bool translated;      /* under a title in the other language: its abstract */
    uint32_t translation; /* that title */
    bool rows;            /* behind the legend of a table */
    char buffer[GLOSA_PHRASE_LIMIT];
    glosa_string folded; /* how the block at hand begins, folded, without marks */
} article_outline;

/* --- words at the beginning of a block --- */

static bool ends_number(glosa_string text, size_t at)
{
    int32_t c = glosa_peek(text, at);
    return !glosa_is_alpha(c) && !glosa_is_digit(c);
}

/* The end of a number at `at` (12, 2a, S1, iv in folded text), or `at` where there is none. */
static size_t number_end(glosa_string text, size_t at)
{
    size_t end = at;
    while (end < text.size && end < at + 5 &&
           (glosa_is_digit(text.data[end]) || strchr("ivxls", text.data[end])))
        end++;
    if (end > at && end < text.size && glosa_is_digit(text.data[end - 1]) &&
        text.data[end] >= 'a' && text.data[end] <= 'h')
        end++;
    return end > at && ends_number(text, end) ? end : at;
}

/* Where a phrase (its `#` a number) ends in a text that begins with it; 0 where it does not. */
static size_t phrase_end(glosa_string phrase, glosa_string text)
{
    bool numbered = phrase.size && phrase.data[phrase.size - 1] == '#';
    size_t size = phrase.size - numbered;
    if (text.size < size || memcmp(text.data, phrase.data, size) != 0)
        return 0;
    if (!numbered)
        return ends_number(text, size) ? size : 0;
    size_t end = number_end(text, size);
    return end > size ? end : 0;
}

/* Past the marks that stand before the words: emphasis, bullets, quotes, superscripts. */
static glosa_string without_marks(glosa_string text)
{
    size_t at = 0;
    for (size_t next; at < text.size; at = next) {
        int32_t c = glosa_utf8_at(text, at, &next);
        if (glosa_is_alpha(c) || glosa_is_digit(c) || c == '(')
            break;
    }
    return glosa_string_slice(text, at, text.size);
}

glosa_string glosa_opening_fold(glosa_string text, char *buffer)
{
    glosa_string line = without_marks(text);
    const char *end = line.size ? memchr(line.data, '\n', line.size) : NULL;
    line.size = end ? (size_t)(end - line.data) : line.size;
    return glosa_phrase_fold(line, buffer, GLOSA_PHRASE_LIMIT);
}

uint8_t glosa_opening_of(const glosa_segmenter *shared, glosa_string folded, size_t *after)
{
    uint8_t class = 0;
    *after = 0;
    for (const glosa_phrase *phrase = glosa_lexicon_first(&shared->openings, folded); phrase;
         phrase = glosa_lexicon_next(&shared->openings, phrase)) {
        size_t end = phrase_end(phrase->text, folded);
        if (end > *after) {
            *after = end;
            class = phrase->class;
        }
    }
    return class;
}

/* The bytes of a heading's number: `2.`, `2.1`, `IV.`, with the blank behind. */
static size_t numbering(glosa_string text)
{
    size_t at = 0;
    while (at < text.size && (glosa_is_digit(text.data[at]) || text.data[at] == '.'))
        at++;
    if (at == 0) {
        while (at < text.size && strchr("ivx", text.data[at]))
            at++;
        if (at == 0 || at >= text.size || text.data[at] != '.')
            return 0;
        at++;
    }
    size_t start = glosa_skip_blanks(text, at);
    return start > at ? start : 0;
}

/* The kind that the block at hand stands for as a heading, plus 1; 0 where it is not listed. */
static uint8_t listed_heading(const article_outline *outline, glosa_string text)
{
    glosa_string folded = outline->folded;
    if (text.size > HEADING_LIMIT || memchr(text.data, '\n', text.size))
        return 0;
    folded = glosa_string_slice(folded, numbering(folded), folded.size);
    while (folded.size && strchr(":.;- ", folded.data[folded.size - 1]))
        folded.size--;
    return glosa_lexicon_find(&outline->work->shared->headings, folded);
}

static bool ends_label(glosa_string folded, size_t at)
{
    while (at < folded.size && folded.data[at] == ' ')
        at++;
    return at >= folded.size || folded.data[at] == ':' || folded.data[at] == '.' ||
           (unsigned char)folded.data[at] == 0xE2; /* a dash */
}

/* Whether a text (folded) begins with a listed heading of this kind and a mark: `Key words:
 * ...` */
static bool has_label(const article_outline *outline, glosa_string folded,
                      glosa_section_kind kind)
{
    const glosa_lexicon *headings = &outline->work->shared->headings;
    for (const glosa_phrase *phrase = glosa_lexicon_first(headings, folded); phrase;
         phrase = glosa_lexicon_next(headings, phrase)) {
        if (phrase->class != kind + 1)
            continue;
        size_t size = phrase_end(phrase->text, folded);
        if (size && ends_label(folded, size))
            return true;
    }
    return false;
}

/* --- captions --- */

size_t glosa_caption_label_end(glosa_string text)
{
    size_t at = 0;
    while (at < text.size && !glosa_is_digit(text.data[at]))
        at++;
    if (at == text.size)
        return 0;
    while (at < text.size && !glosa_is_blank_byte(text.data[at]))
        at++;
    return at;
}

/* `Tabla 1. Características`, `Figure 2`, but not `Table 1 shows that ...`. */
static uint8_t caption_class(const article_outline *outline, uint32_t index)
{
    size_t after;
    uint8_t class = glosa_opening_of(outline->work->shared, outline->folded, &after);
    if (class != GLOSA_OPENING_CAPTION && class != GLOSA_OPENING_TABLE)
        return 0;
    glosa_string text = without_marks(glosa_unit_text(outline->work, index));
    size_t at = glosa_caption_label_end(text);
    if (at == 0 || strchr(".:", text.data[at - 1]))
        return class;
    int32_t c = glosa_peek(text, glosa_skip_blanks(text, at));
    return glosa_is_lower(c) || c == '(' || c == ',' ? 0 : class;
}

/* --- titles in the other language --- */

static glosa_string sure_language(const glosa_evidence *evidence)
{
    if (evidence->en >= 2 && evidence->en > 2 * evidence->es)
        return GLOSA_LITERAL("en");
    if (evidence->es >= 2 && evidence->es > 2 * evidence->en)
        return GLOSA_LITERAL("es");
    return (glosa_string){NULL, 0};
}

/* `folded` is how the text begins, folded. */
static bool is_keywords(const article_outline *outline, glosa_string text, glosa_string folded)
{
    return text.size < KEYWORDS_LIMIT && has_label(outline, folded, GLOSA_SECTION_KEYWORDS);
}

/* Whether key words come after a few paragraphs and before the next heading. */
static bool keywords_follow(const article_outline *outline, uint32_t index)
{
    char buffer[GLOSA_PHRASE_LIMIT];
    uint32_t last = index + ABSTRACT_PARAGRAPHS;
    for (uint32_t i = index + 1; i < outline->work->units.size && i <= last; i++) {
        if (outline->work->units.items[i].block->kind == GLOSA_BLOCK_HEADING)
            return false;
        glosa_string text = glosa_unit_text(outline->work, i);
        if (is_keywords(outline, text, glosa_opening_fold(text, buffer)))
            return i > index + 1;
    }
    return false;
}

static bool is_translated_title(const article_outline *outline, uint32_t index)
{
    const glosa_unit *unit = &outline->work->units.items[index];
    if (!outline->front || !outline->title || unit->span.end - unit->span.start < 20)
        return false;
    if (keywords_follow(outline, index))
        return true;
    glosa_string own = sure_language(&unit->evidence);
    glosa_string first = sure_language(&outline->title->evidence);
    return own.size && first.size && !glosa_string_equal(own, first);
}

/* --- the walk --- */

static void note_title(article_outline *outline, const glosa_unit *unit)
{
    if (!outline->title)
        outline->title = unit;
}

static void head(article_outline *outline, glosa_unit *unit, glosa_section_kind kind)
{
    unit->section = kind;
    unit->heading = unit->opens = true;
    outline->rows = false;
    if (kind == GLOSA_SECTION_TITLE) {
        note_title(outline, unit);
        return;
    }
    outline->main = kind;
    outline->translated = false;
    if (kind == GLOSA_SECTION_BODY || kind == GLOSA_SECTION_REFERENCES)
        outline->front = false;
}

static void take_known(article_outline *outline, glosa_unit *unit)
{
    bool heads = unit->block->kind == GLOSA_BLOCK_HEADING;
    if (heads) {
        head(outline, unit, unit->block->section);
    } else {
        unit->section = unit->block->section;
        if (unit->section == GLOSA_SECTION_TITLE)
            note_title(outline, unit);
        outline->front &= unit->section != GLOSA_SECTION_BODY;
    }
    unit->opens |= unit->block->opens_section;
}

static void take_heading(article_outline *outline, uint32_t index)
{
    glosa_unit *unit = &outline->work->units.items[index];
    uint8_t listed = listed_heading(outline, glosa_unit_text(outline->work, index));
    if (listed) {
        head(outline, unit, (glosa_section_kind)(listed - 1));
    } else if (caption_class(outline, index)) {
        unit->section = GLOSA_SECTION_CAPTION;
    } else if (outline->front && !outline->title && unit->block->level <= 2) {
        head(outline, unit, GLOSA_SECTION_TITLE);
    } else if (is_translated_title(outline, index)) {
        head(outline, unit, GLOSA_SECTION_TITLE);
        outline->translated = true;
        outline->translation = index;
    } else {
        head(outline, unit, GLOSA_SECTION_BODY);
    }
}

/* A first paragraph that reads like a title: short, on its own line, and no sentence with a
 * full stop unless a much longer text follows. */
static bool is_title(const article_outline *outline, uint32_t index)
{
    const glosa_units *units = &outline->work->units;
    if (index != 0 || outline->title || !outline->front || units->size < 2)
        return false;
    glosa_string text = glosa_unit_text(outline->work, index);
    if (text.size > TITLE_LIMIT || text.size < 8 || glosa_is_lower(glosa_peek(text, 0)))
        return false;
    uint32_t next = units->items[1].span.end - units->items[1].span.start;
    if (glosa_is_lower(glosa_peek(glosa_unit_text(outline->work, 1), 0)))
        return false; /* one paragraph, cut in two */
    bool stopped = strchr(".!;:", text.data[text.size - 1]) != NULL;
    if (memchr(text.data, '\n', text.size) && stopped)
        return false;
    return stopped ? text.data[text.size - 1] == '.' && text.size <= TITLE_LIMIT / 2 &&
                         units->size == 2 && next > 4 * text.size &&
                         glosa_find(text, ". ") == text.size
                   : next > text.size || units->size > 2;
}

static bool is_row(const article_outline *outline, uint32_t index)
{
    return outline->rows &&
           glosa_is_bullet(glosa_peek(glosa_unit_text(outline->work, index), 0));
}

/* Under a translated title, text of the first language ends the abstract. */
static bool is_back(const article_outline *outline, uint32_t index)
{
    const glosa_unit *units = outline->work->units.items;
    glosa_string own = sure_language(&units[index].evidence);
    glosa_string heading = sure_language(&units[outline->translation].evidence);
    return own.size && heading.size && !glosa_string_equal(own, heading);
}

/* Paragraphs and items of running text. */
static void take_running(article_outline *outline, uint32_t index)
{
    glosa_unit *unit = &outline->work->units.items[index];
    if (outline->translated && is_back(outline, index))
        outline->translated = false;
    if (is_keywords(outline, glosa_unit_text(outline->work, index), outline->folded)) {
        unit->section = GLOSA_SECTION_KEYWORDS;
        unit->opens = true;
        outline->translated = false;
        if (outline->main == GLOSA_SECTION_ABSTRACT || outline->main == GLOSA_SECTION_KEYWORDS)
            outline->main = GLOSA_SECTION_BODY;
    } else if (has_label(outline, outline->folded, GLOSA_SECTION_ABSTRACT)) {
        unit->section = outline->main = GLOSA_SECTION_ABSTRACT;
        unit->opens = true;
    } else if (glosa_unit_is_affiliation(outline->work, index, outline->folded, outline->front)) {
        unit->section = GLOSA_SECTION_AFFILIATION;
    } else if (is_title(outline, index)) {
        unit->section = GLOSA_SECTION_TITLE;
        note_title(outline, unit);
    } else {
        unit->section = outline->translated ? GLOSA_SECTION_ABSTRACT : outline->main;
        outline->front &= unit->section != GLOSA_SECTION_BODY;
    }
}

static void take_paragraph(article_outline *outline, uint32_t index)
{
    glosa_unit *unit = &outline->work->units.items[index];
    uint8_t listed = listed_heading(outline, glosa_unit_text(outline->work, index));
    uint8_t caption = caption_class(outline, index);
    if (unit->block->kind == GLOSA_BLOCK_CELL || is_row(outline, index)) {
        unit->section = GLOSA_SECTION_TABLE;
        return;
    }
    if (listed && unit->block->kind == GLOSA_BLOCK_PARAGRAPH) {
        head(outline, unit, (glosa_section_kind)(listed - 1));
        return;
    }
    outline->rows = caption == GLOSA_OPENING_TABLE;
    if (caption)
        unit->section = GLOSA_SECTION_CAPTION;
    else if (outline->main == GLOSA_SECTION_REFERENCES ||
             outline->main == GLOSA_SECTION_BOILERPLATE)
        unit->section = outline->main;
    else
        take_running(outline, index);
}

/* --- paragraphs that a page break cut --- */

static bool is_open_end(glosa_string text)
{
    int32_t c = glosa_peek_before(text, text.size);
    return !(c < 0x80 && strchr(".!?:;", c)) && c != 0x2026;
}

static bool joins(const glosa_segmenting *work, uint32_t index)
{
    const glosa_unit *unit = &work->units.items[index], *before = unit - 1;
    if (unit->opens || before->heading || unit->section != before->section ||
        unit->section == GLOSA_SECTION_AFFILIATION ||
        unit->block->kind != GLOSA_BLOCK_PARAGRAPH ||
        before->block->kind != GLOSA_BLOCK_PARAGRAPH)
        return false;
    if (unit->span.start == before->span.end)
        return true;
    return glosa_is_lower(glosa_peek(glosa_unit_text(work, index), 0)) &&
           is_open_end(glosa_unit_text(work, index - 1));
}

void glosa_units_classify(glosa_segmenting *work)
{
    article_outline walk = {.work = work, .main = GLOSA_SECTION_BODY, .front = true};
    for (uint32_t i = 0; i < work->units.size; i++) {
        glosa_unit *unit = &work->units.items[i];
        if (!unit->block->section_known)
            walk.folded = glosa_opening_fold(glosa_unit_text(work, i), walk.buffer);
        if (unit->block->section_known)
            take_known(&walk, unit);
        else if (unit->block->kind == GLOSA_BLOCK_HEADING)
            take_heading(&walk, i);
        else
            take_paragraph(&walk, i);
        unit->joins = i > 0 && joins(work, i);
    }
}

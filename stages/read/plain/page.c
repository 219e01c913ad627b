/* The plain text of a saved web page: the source is the record, byte for byte. What the site
 * wrote around the article is boilerplate: lines of the list of phrases, and whatever stands
 * before the title or behind the last paragraph of prose.
 *
 * Prose is told by its length; the title is the first line before it that could be one. */
#include "stages/read/plain/blocks.h"
#include "stages/read/format.h"
#include "stages/read/phrases.h"
#include "stages/read/recognize.h"

enum {
    RECOGNIZED_HEAD = 1 << 14, /* bytes that are searched for phrases */
    PHRASE_LIMIT = 240,        /* bytes: longer lines are never boilerplate by their words */
    PROSE_SIZE = 200,          /* bytes: a paragraph this long is prose by itself, */
    SENTENCE_SIZE = 60, /* ... this long where it ends like a sentence and follows prose */
    TITLE_SIZE = 25,
    TITLE_LIMIT = 400,
    ABSTRACT_PIECES = 8,
    ABSTRACT_SIZE = 6000, /* what is still a page with only an abstract */
};

/* A run of lines of one kind. */
struct piece {
    glosa_span span;
    enum { BOILERPLATE, PROSE, HEADING, REFERENCES, KEYWORDS, LINE } kind;
};

struct page {
    glosa_splitter splitter;
    GLOSA_ARRAY(struct piece) pieces;
    uint32_t title;       /* the piece that is the title; pieces.size where none is */
    uint32_t first, last; /* the first and the last piece of the article itself */
    glosa_phrases boilerplate;
};

static void make_boilerplate(glosa_phrases *phrases)
{
    glosa_phrases_make(phrases, glosa_data_read_boilerplate, glosa_data_read_boilerplate_size);
}

static bool is_boilerplate(const glosa_phrases *phrases, glosa_string line)
{
    return line.size <= PHRASE_LIMIT && glosa_phrases_has(phrases, line);
}

static glosa_string text_of(const struct page *page, uint32_t piece)
{
    glosa_span span = page->pieces.items[piece].span;
    return glosa_string_slice(page->splitter.source, span.start, span.end);
}

/* --- cutting --- */

/* ASCII letters agree in either case. */
static bool begins_with(glosa_string text, const char *words)
{
    size_t size = strlen(words);
    for (size_t i = 0; i < size; i++) {
        if (i >= text.size || (text.data[i] | 0x20) != (words[i] | 0x20))
            return false;
    }
    return true;
}

static bool is_any(glosa_string text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (begins_with(text, words[i]))
            return true;
    }
    return false;
}

static int kind_of(glosa_splitter *splitter, glosa_string text)
{
    static const char *const keywords[] = {"keywords", "key words", "palabras clave",
                                           "descriptores:"};
    static const char *const references[] = {"references", "referencias", "bibliograf"};
    if (text.size >= PROSE_SIZE)
        return PROSE;
    if (glosa_blocks_heading(splitter, text))
        return is_any(text, references, sizeof references / sizeof *references) ? REFERENCES
                                                                                : HEADING;
    return is_any(text, keywords, sizeof keywords / sizeof *keywords) ? KEYWORDS : LINE;
}

static void add_piece(struct page *page, glosa_span span, int kind)
{
    struct piece *piece = GLOSA_ARRAY_ADD(&page->splitter.document->arena, &page->pieces);
    if (piece)
        *piece = (struct piece){span, kind};
    else
        page->splitter.failed = true;
}

static void add_open(struct page *page, glosa_span span)
{
    glosa_splitter *splitter = &page->splitter;
    glosa_string text = glosa_string_slice(splitter->source, span.start, span.end);
    if (text.size)
        add_piece(page, span, kind_of(splitter, text));
}

/* Cuts one run of lines where boilerplate begins and ends. */
static void cut_run(struct page *page, glosa_span run)
{
    glosa_string within = glosa_string_slice(page->splitter.source, 0, run.end);
    glosa_span open = {run.start, run.start};
    for (uint32_t at = run.start; at < run.end;) {
        glosa_span line = glosa_blocks_line(within, at, &at);
        glosa_string text = glosa_string_slice(within, line.start, line.end);
        if (!is_boilerplate(&page->boilerplate, glosa_string_trim(text))) {
            open.end = line.end;
            continue;
        }
        add_open(page, open);
        add_piece(page, line, BOILERPLATE);
        open = (glosa_span){at, at};
    }
    add_open(page, open);
}

/* --- finding the article --- */

static size_t word_count(glosa_string text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += (i == 0 || text.data[i - 1] == ' ') && text.data[i] != ' ';
    return count;
}

/* Journal lines stand before titles and are as long; what gives them away is an address. */
static bool has_address(glosa_string text)
{
    static const char *const marks[] = {"://", "doi", "issn", "www."};
    for (size_t at = 0; at < text.size; at++) {
        glosa_string rest = glosa_string_slice(text, at, text.size);
        if (is_any(rest, marks, sizeof marks / sizeof *marks))
            return true;
    }
    return memchr(text.data, '@', text.size) != NULL;
}

/* The line of a journal's own page that tells its number: what stands above is the journal. */
static bool has_issn(glosa_string text)
{
    for (size_t at = 0; at < text.size && text.size <= TITLE_LIMIT; at++) {
        if (begins_with(glosa_string_slice(text, at, text.size), "issn"))
            return true;
    }
    return false;
}

static bool could_be_title(const struct page *page, uint32_t at)
{
    glosa_string text = text_of(page, at);
    return page->pieces.items[at].kind != BOILERPLATE && text.size >= TITLE_SIZE &&
           text.size <= TITLE_LIMIT && word_count(text) >= 4 &&
           !memchr(text.data, '\n', text.size) && !has_address(text);
}

/* The first piece of prose that a title cannot be, or pieces.size. */
static uint32_t first_prose(const struct page *page)
{
    uint32_t at = 0;
    while (at < page->pieces.size && page->pieces.items[at].kind != PROSE)
        at++;
    bool title =
        at < page->pieces.size && could_be_title(page, at) && at + 1 < page->pieces.size;
    glosa_string text = title ? text_of(page, at) : (glosa_string){NULL, 0};
    if (!title || memchr(".:;", text.data[text.size - 1], 3))
        return at;
    for (uint32_t later = at + 1; later < page->pieces.size; later++) {
        if (page->pieces.items[later].kind == PROSE)
            return later;
    }
    return at;
}

/* References are short and end as they like; other short lines must read like sentences. */
static bool continues_article(const struct page *page, uint32_t at, bool references)
{
    const struct piece *piece = &page->pieces.items[at];
    glosa_string text = text_of(page, at);
    bool sentence = text.size >= SENTENCE_SIZE &&
                    (references || memchr(".?!)", text.data[text.size - 1], 4));
    return piece->kind == PROSE || piece->kind == KEYWORDS || (piece->kind == LINE && sentence);
}

/* Finds title, first and last piece. Behind the last prose only what follows it at once,
 * without boilerplate between, still belongs to the article. */
static void find_article(struct page *page)
{
    uint32_t count = page->pieces.size, prose = first_prose(page);
    page->title = count;
    page->first = page->last = prose;
    if (prose == count)
        return;
    for (uint32_t at = prose; at-- > 0;) {
        if (page->title < count && has_issn(text_of(page, at)))
            break;
        if (could_be_title(page, at))
            page->title = at;
    }
    page->first = page->title < count ? page->title : prose;
    bool unbroken = true, references = false;
    for (uint32_t at = prose + 1; at < count; at++) {
        int kind = page->pieces.items[at].kind;
        references |= kind == REFERENCES;
        unbroken &= kind != BOILERPLATE;
        if (kind == PROSE ||
            ((unbroken || references) && continues_article(page, at, references)))
            page->last = at;
        unbroken |= kind == PROSE;
    }
}

/* Whether the article is no more than an abstract. */
static bool is_abstract(const struct page *page)
{
    size_t size = 0, pieces = 0;
    for (uint32_t at = page->first; at <= page->last && at < page->pieces.size; at++) {
        int kind = page->pieces.items[at].kind;
        if (kind == REFERENCES)
            return false;
        if (kind == PROSE) {
            size += text_of(page, at).size;
            pieces++;
        }
    }
    return pieces && pieces <= ABSTRACT_PIECES && size <= ABSTRACT_SIZE;
}

/* --- blocks --- */

static void add_known(struct page *page, uint32_t at, glosa_section_kind section,
                      glosa_block_kind kind)
{
    page->splitter.like = (glosa_block){.section_known = true, .section = section};
    glosa_blocks_add(&page->splitter, page->pieces.items[at].span, kind,
                     kind == GLOSA_BLOCK_HEADING);
    page->splitter.like = (glosa_block){.section_known = false};
}

/* Gives a piece its place: outside the article everything is boilerplate, inside it only what
 * the list knows. */
static void add_block(struct page *page, uint32_t at, bool abstract)
{
    const struct piece *piece = &page->pieces.items[at];
    bool outside = page->first < page->pieces.size && (at < page->first || at > page->last);
    if (piece->kind == BOILERPLATE || outside) {
        add_known(page, at, GLOSA_SECTION_BOILERPLATE, GLOSA_BLOCK_PARAGRAPH);
    } else if (at == page->title) {
        add_known(page, at, GLOSA_SECTION_TITLE, GLOSA_BLOCK_HEADING);
        page->splitter.document->metadata.title = text_of(page, at);
    } else if (piece->kind == HEADING || piece->kind == REFERENCES) {
        glosa_blocks_add(&page->splitter, piece->span, GLOSA_BLOCK_HEADING, 2);
    } else if (piece->kind == KEYWORDS) {
        add_known(page, at, GLOSA_SECTION_KEYWORDS, GLOSA_BLOCK_PARAGRAPH);
    } else if (abstract && piece->kind == PROSE) {
        add_known(page, at, GLOSA_SECTION_ABSTRACT, GLOSA_BLOCK_PARAGRAPH);
    } else {
        glosa_blocks_split(&page->splitter, piece->span, GLOSA_BLOCK_PARAGRAPH);
    }
}

static glosa_status read_page(glosa_document *document, const glosa_limits *limits,
                              glosa_buffer *buffer, glosa_error *error)
{
    (void)limits;
    (void)buffer;
    document->source = document->record.bytes;
    struct page page = {.splitter = {.document = document, .source = document->source}};
    glosa_span run;
    uint32_t at = 0;
    make_boilerplate(&page.boilerplate);
    while (!page.splitter.failed && glosa_blocks_run(document->source, &at, &run))
        cut_run(&page, run);
    if (page.splitter.failed)
        return glosa_fail_memory(error, "read");
    find_article(&page);
    bool abstract = is_abstract(&page);
    for (uint32_t piece = 0; piece < page.pieces.size; piece++)
        add_block(&page, piece, abstract);
    return glosa_blocks_finish(&page.splitter, error);
}

/* Two lines of boilerplate, apart from single words, which may be anything. */
static int recognize(glosa_string head)
{
    if (glosa_recognize_xml(head) || glosa_recognize_json(head))
        return 0;
    if (head.size > RECOGNIZED_HEAD)
        head.size = RECOGNIZED_HEAD;
    int found = 0;
    glosa_string line;
    glosa_phrases phrases;
    make_boilerplate(&phrases);
    while (found < 2 && glosa_string_next(&head, '\n', &line)) {
        line = glosa_string_trim(line);
        bool whole = glosa_utf8_valid_prefix(line) == line.size;
        found += whole && word_count(line) > 1 && is_boilerplate(&phrases, line);
    }
    return found < 2 ? 0 : 55;
}

const glosa_format glosa_format_page = {
    .name = "page",
    .summary = "the text of a saved web page, with the site's own words around the article",
    .recognize = recognize,
    .read = read_page,
};

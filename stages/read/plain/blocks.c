/* Blank lines separate runs of lines. A run is a heading, where it is one line that looks like
 * one, or a paragraph, out of which the lines that begin like list items are cut as items.
 *
 * Marks of items are ambiguous: a dash also stands at the start of a wrapped line, a number
 * with a full stop is also the end of a sentence. So a dash counts only where a piece could
 * begin, and a number only where the one before it was an item or the one after it follows. */
#include "stages/read/plain/blocks.h"

#include <unicode/uchar.h>

#include "stages/read/builder.h"

enum {
    TITLE_LIMIT = 300,  /* characters; the longest titles of MEDLINE are about that long */
    HEADING_LIMIT = 80, /* bytes; no heading of the list comes near */
    NUMBER_LIMIT = 3,   /* digits of an item's number */
    LINES_AHEAD = 40,   /* how far the next number of a list is looked for */
};

/* --- lines --- */

/* The first line end in [start, size) or `size`. Looks at one window at a time, so that text
 * with only one of the two marks is not searched to its end for the other. */
static size_t line_end(glosa_string source, size_t start)
{
    enum { WINDOW = 4096 };
    while (start < source.size) {
        size_t size = source.size - start < WINDOW ? source.size - start : WINDOW;
        const char *from = source.data + start;
        const char *feed = memchr(from, '\n', size);
        const char *carriage = memchr(from, '\r', feed ? (size_t)(feed - from) : size);
        if (carriage || feed)
            return (size_t)((carriage ? carriage : feed) - source.data);
        start += size;
    }
    return source.size;
}

glosa_span glosa_blocks_line(glosa_string source, uint32_t start, uint32_t *next)
{
    uint32_t end = (uint32_t)line_end(source, start);
    bool pair =
        end + 1 < source.size && source.data[end] == '\r' && source.data[end + 1] == '\n';
    *next = end + (end < source.size) + pair;
    return (glosa_span){start, end};
}

/* The size of the blank character at byte `at`, or 0. */
static uint32_t blank_at(glosa_string text, size_t at)
{
    char c = text.data[at];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v')
        return 1;
    bool no_break = at + 1 < text.size && (unsigned char)c == 0xC2 &&
                    (unsigned char)text.data[at + 1] == 0xA0;
    return no_break ? 2 : 0;
}

/* True for blanks, tabs, no-break spaces and form feeds only. */
static bool is_blank(glosa_string text)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t size = blank_at(text, at);
        if (!size)
            return false;
        at += size;
    }
    return true;
}

static glosa_span trim(glosa_string source, glosa_span span)
{
    glosa_string text = glosa_string_slice(source, 0, span.end);
    while (span.start < span.end && blank_at(text, span.start))
        span.start += blank_at(text, span.start);
    while (span.end > span.start) {
        if (blank_at(text, span.end - 1) == 1)
            span.end--;
        else if (span.end - span.start >= 2 && blank_at(text, span.end - 2) == 2)
            span.end -= 2;
        else
            break;
    }
    return span;
}

bool glosa_blocks_run(glosa_string source, uint32_t *at, glosa_span *run)
{
    bool any = false;
    while (*at < source.size) {
        uint32_t next;
        glosa_span line = glosa_blocks_line(source, *at, &next);
        bool blank = is_blank(glosa_string_slice(source, line.start, line.end));
        if (blank && any)
            break;
        if (!blank) {
            run->start = any ? run->start : line.start;
            run->end = line.end;
            any = true;
        }
        *at = next;
    }
    if (any)
        *run = trim(source, *run);
    return any;
}

/* --- items --- */

/* The size of the bullet with its blanks that a line begins with, or 0. *clear is false for
 * marks that also stand at the start of wrapped lines. */
static uint32_t bullet_size(glosa_string line, bool *clear)
{
    static const struct {
        const char *mark;
        bool clear;
    } bullets[] = {
        {"\u2022", true},  {"\u25AA", true}, {"\u25CF", true}, {"\u25E6", true},
        {"\u2023", true},  {"\u25A0", true}, {"\u25BA", true}, {"\uF0B7", true},
        {"\uF0A7", true},  {"\u2043", true}, {"\u2219", true}, {"\u00B7", false},
        {"-", false},      {"*", false},     {"+", false},     {"\u2013", false},
        {"\u2014", false},
    };
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        if (!glosa_string_starts(line, bullets[i].mark))
            continue;
        uint32_t size = (uint32_t)strlen(bullets[i].mark), text = size;
        while (text < line.size && blank_at(line, text))
            text += blank_at(line, text);
        *clear = bullets[i].clear;
        return text > size && text < line.size ? text : 0;
    }
    return 0;
}

uint32_t glosa_blocks_number(glosa_string line, uint32_t *text)
{
    uint32_t at = 0, number = 0, digits = 0;
    bool bracket = line.size && line.data[0] == '[';
    for (at += bracket; at < line.size && line.data[at] >= '0' && line.data[at] <= '9'; at++) {
        number = number * 10 + (uint32_t)(line.data[at] - '0');
        if (++digits > NUMBER_LIMIT)
            return 0;
    }
    const char *ends = bracket ? "]" : ".)";
    if (!digits || at >= line.size || !strchr(ends, line.data[at]))
        return 0;
    uint32_t blank = ++at;
    while (at < line.size && blank_at(line, at))
        at += blank_at(line, at);
    *text = at;
    return at > blank && at < line.size ? number : 0;
}

/* Whether one of the next lines of the run begins with this number. */
static bool has_number(glosa_string source, glosa_span run, uint32_t at, uint32_t number)
{
    for (int i = 0; i < LINES_AHEAD && at < run.end; i++) {
        uint32_t text;
        glosa_span line = trim(source, glosa_blocks_line(source, at, &at));
        if (glosa_blocks_number(glosa_string_slice(source, line.start, line.end), &text) ==
            number)
            return true;
    }
    return false;
}

/* Whether the text before a line ends as what stands before a list item does. */
static bool ends_piece(glosa_string source, glosa_span before)
{
    before = trim(source, before);
    return before.start == before.end || memchr(".:;?!", source.data[before.end - 1], 5);
}

/* The size of the item's mark that a line begins with, or 0. `open` is the block before it in
 * this run. */
static uint32_t item_mark(glosa_splitter *splitter, glosa_span run, glosa_span line,
                          glosa_span open, glosa_block_kind open_kind)
{
    glosa_string source = splitter->source;
    glosa_string text = glosa_string_slice(source, line.start, line.end);
    bool clear = false, first = line.start == run.start;
    uint32_t size = bullet_size(text, &clear);
    if (size)
        return clear || first || open_kind == GLOSA_BLOCK_ITEM || ends_piece(source, open)
                   ? size
                   : 0;
    uint32_t number = glosa_blocks_number(text, &size);
    bool follows = splitter->number && number == splitter->number + 1;
    if (!number || (!follows && !has_number(source, run, line.end, number + 1)))
        return 0;
    splitter->number = number;
    return size;
}

glosa_block *glosa_blocks_add(glosa_splitter *splitter, glosa_span span, glosa_block_kind kind,
                              uint8_t level)
{
    span = trim(splitter->source, span);
    if (span.start == span.end)
        return NULL;
    glosa_block *block = glosa_add_block(splitter->document);
    if (!block) {
        splitter->failed = true;
        return NULL;
    }
    *block = splitter->like;
    block->span = span;
    block->kind = kind;
    block->level = level;
    return block;
}

void glosa_blocks_split(glosa_splitter *splitter, glosa_span run, glosa_block_kind kind)
{
    glosa_span open = {run.start, run.start};
    for (uint32_t at = run.start; at < run.end;) {
        glosa_string within = glosa_string_slice(splitter->source, 0, run.end);
        glosa_span line = trim(within, glosa_blocks_line(within, at, &at));
        uint32_t mark = item_mark(splitter, run, line, open, kind);
        if (mark) {
            glosa_blocks_add(splitter, open, kind, 0);
            open.start = line.start + mark;
            kind = GLOSA_BLOCK_ITEM;
        }
        open.end = line.end;
    }
    glosa_blocks_add(splitter, open, kind, 0);
}

/* --- plain text --- */

bool glosa_blocks_heading(glosa_splitter *splitter, glosa_string line)
{
    static const char digits[] = "0123456789.";
    size_t at = 0;
    while (at < line.size && memchr(digits, line.data[at], sizeof digits - 1))
        at++;
    if (at)
        line = glosa_string_trim(glosa_string_slice(line, at, line.size));
    if (!line.size || line.size > HEADING_LIMIT)
        return false;
    glosa_phrases *headings = &splitter->headings;
    if (!headings->ends[GLOSA_PHRASES_GROUPS - 1])
        glosa_phrases_make(headings, glosa_data_read_headings, glosa_data_read_headings_size);
    return glosa_phrases_has(headings, line);
}

static bool is_title(glosa_string line)
{
    uint32_t text;
    bool clear;
    return glosa_utf8_count(line) <= TITLE_LIMIT && !bullet_size(line, &clear) &&
           !glosa_blocks_number(line, &text) && !memchr(".,;:", line.data[line.size - 1], 4);
}

/* Whether text begins with a word in small letters, as the rest of a cut paragraph does. Names
 * that begin in small letters hold others too: p53, mRNA. */
static bool begins_small(glosa_string text)
{
    size_t at = 0, end = 0;
    while (end < text.size && !blank_at(text, end) && u_islower(glosa_utf8_at(text, end, &at)))
        end = at;
    return end && (end == text.size || blank_at(text, end) || memchr(".,;:)", text.data[end], 5));
}

/* Adds one run of lines. `following` is the next, empty where there is none. */
static void add_plain(glosa_splitter *splitter, glosa_span run, bool first, glosa_span following)
{
    glosa_document *document = splitter->document;
    glosa_string next = glosa_string_slice(splitter->source, following.start, following.end);
    bool stands_above = first && next.size && !begins_small(next);
    glosa_string text = glosa_string_slice(splitter->source, run.start, run.end);
    bool alone = !memchr(text.data, '\n', text.size) && !memchr(text.data, '\r', text.size);
    if (alone && glosa_blocks_heading(splitter, text)) {
        glosa_blocks_add(splitter, run, GLOSA_BLOCK_HEADING, 2);
    } else if (alone && stands_above && is_title(text)) {
        glosa_blocks_add(splitter, run, GLOSA_BLOCK_HEADING, 1);
        if (!document->metadata.title.size)
            document->metadata.title = text;
    } else {
        glosa_blocks_split(splitter, run, GLOSA_BLOCK_PARAGRAPH);
    }
}

glosa_status glosa_blocks_plain(glosa_document *document, glosa_error *error)
{
    glosa_splitter splitter = {.document = document, .source = document->source};
    glosa_span run, following;
    uint32_t at = 0;
    bool first = true, more = glosa_blocks_run(splitter.source, &at, &run);
    while (more && !splitter.failed) {
        more = glosa_blocks_run(splitter.source, &at, &following);
        if (!more)
            following = (glosa_span){run.end, run.end};
        add_plain(&splitter, run, first, following);
        run = following;
        first = false;
    }
    return glosa_blocks_finish(&splitter, error);
}

glosa_status glosa_blocks_finish(const glosa_splitter *splitter, glosa_error *error)
{
    if (splitter->failed)
        return glosa_blocks_fault(splitter->document, error);
    if (!splitter->document->blocks.size)
        return glosa_fail(error, GLOSA_EMPTY, NULL, -1, "no text found; document skipped");
    return GLOSA_OK;
}

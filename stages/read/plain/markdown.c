/* Markdown: the source is the record, byte for byte. cmark finds the blocks; inline markup
 * stays for normalize. Nothing is lost: lines that end in no block of cmark's become
 * paragraphs. */
#include <cmark.h>

#include "stages/read/plain/blocks.h"
#include "stages/read/plain/front_matter.h"
#include "stages/read/format.h"
#include "stages/read/identifiers.h"
#include "stages/read/plain/mask.h"
#include "stages/read/recognize.h"
#include "stages/read/plain/table.h"

enum {
    SIZE_LIMIT = 16 << 20, /* bytes: cmark takes up to 150 times as much memory */
    LINES_LIMIT = 1000000,
    HEADING_LIMIT = 400, /* bytes: longer text over a line of dashes is no heading */
    FRONT_MATTER_LINES = 200,
    NUMBER_SIZE = 4,           /* bytes of "999." */
    RECOGNIZED_HEAD = 1 << 14, /* bytes that are searched for markup */
};

struct page {
    glosa_splitter splitter;
    const uint32_t *starts; /* of lines, and the size of the source behind the last */
    size_t lines;
    size_t done; /* lines that are blocks or layout already */
};

/* --- ranges --- */

static glosa_span lines_span(const struct page *page, size_t first, size_t end)
{
    return (glosa_span){page->starts[first], page->starts[end]};
}

static glosa_string text_of(const struct page *page, glosa_span span)
{
    return glosa_string_slice(page->splitter.source, span.start, span.end);
}

/* A node's lines [*first, *end), counted from 0. */
static void node_lines(const struct page *page, cmark_node *node, size_t *first, size_t *end)
{
    size_t start_line = (size_t)cmark_node_get_start_line(node);
    size_t end_line = (size_t)cmark_node_get_end_line(node);
    *first = start_line ? start_line - 1 : 0;
    *end = end_line > page->lines ? page->lines : end_line;
    if (*end <= *first)
        *end = *first + (*first < page->lines);
}

/* The part of a node's lines from its own first column on. */
static glosa_span node_span(const struct page *page, cmark_node *node, size_t first, size_t end)
{
    glosa_span span = lines_span(page, first, end);
    size_t column = (size_t)cmark_node_get_start_column(node);
    uint32_t start = span.start + (uint32_t)(column ? column - 1 : 0);
    span.start = start < page->starts[first + 1] ? start : span.start;
    return span;
}

/* --- blocks --- */

/* Whether lines hold more than marks: letters, or digits that are no empty item's number. */
static bool has_words(glosa_string text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool digit = c >= '0' && c <= '9' && text.size > NUMBER_SIZE;
        if (c >= 0x80 || digit || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
            return true;
    }
    return false;
}

/* Adds lines as plain paragraphs, for text that cmark takes for something else. */
static void add_lines(struct page *page, glosa_span span)
{
    glosa_string text = glosa_string_slice(page->splitter.source, 0, span.end);
    glosa_span run;
    uint32_t at = span.start;
    while (at < span.end && glosa_blocks_run(text, &at, &run)) {
        if (has_words(text_of(page, run)))
            glosa_table_split(&page->splitter, run, GLOSA_BLOCK_PARAGRAPH);
    }
}

/* Adds what stands before line `end` and came in no node, if it is text. */
static void add_gap(struct page *page, size_t end)
{
    if (end > page->done) {
        add_lines(page, lines_span(page, page->done, end));
        page->done = end;
    }
}

/* An ATX heading's words: without the marks at its start and at its end. */
static glosa_span atx_words(const struct page *page, glosa_span span)
{
    const char *data = page->splitter.source.data;
    while (span.start < span.end && data[span.start] == '#')
        span.start++;
    while (span.end > span.start && memchr(" \t\r\n", data[span.end - 1], 4))
        span.end--;
    uint32_t end = span.end;
    while (end > span.start && data[end - 1] == '#')
        end--;
    if (end == span.start || data[end - 1] == ' ' || data[end - 1] == '\t')
        span.end = end;
    return span;
}

/* A heading's words without stars, backticks and tags, for the metadata. */
static glosa_string plain_title(glosa_document *document, glosa_string words)
{
    char *title = glosa_arena_alloc(&document->arena, words.size + 1);
    size_t size = 0;
    bool closes = true; /* a > may follow: one search that fails is enough */
    for (size_t at = 0; title && at < words.size; at++) {
        const char *from = words.data + at;
        bool opens = *from == '<' && closes;
        const char *end = opens ? memchr(from, '>', words.size - at) : NULL;
        closes &= !opens || end;
        if (end)
            at += (size_t)(end - from);
        else if (*from != '*' && *from != '`')
            title[size++] = *from;
    }
    return glosa_string_trim((glosa_string){title, size});
}

/* The line below a heading of lines [first, end) that makes it one, or `first`. */
static size_t underline(const struct page *page, size_t first, size_t end)
{
    for (size_t line = first + 1; line < end; line++) {
        glosa_string text = glosa_string_trim(text_of(page, lines_span(page, line, line + 1)));
        size_t marks = 0;
        while (marks < text.size && text.data[marks] == text.data[0])
            marks++;
        if (marks && marks == text.size && (text.data[0] == '=' || text.data[0] == '-'))
            return line;
    }
    return first;
}

/* Gives the line behind the heading; cmark's own is sometimes one too many. */
static size_t add_heading(struct page *page, cmark_node *node, size_t first, size_t end)
{
    glosa_document *document = page->splitter.document;
    size_t below = underline(page, first, end);
    glosa_span span = node_span(page, node, first, below > first ? below : first + 1);
    if (below == first) {
        span = atx_words(page, span);
    } else if (span.end - span.start > HEADING_LIMIT || below - first > 3) {
        glosa_table_split(&page->splitter, span, GLOSA_BLOCK_PARAGRAPH);
        return below + 1;
    }
    int level = cmark_node_get_heading_level(node);
    const glosa_block *block =
        glosa_blocks_add(&page->splitter, span, GLOSA_BLOCK_HEADING, (uint8_t)level);
    if (block && level == 1 && !document->metadata.title.size)
        document->metadata.title = plain_title(document, text_of(page, block->span));
    return below + 1;
}

/* Text that stands in a fence of its own accord (some OCR programs fence the whole page), or
 * behind one that nothing closes, is text; so is what is only indented. */
static void add_code(struct page *page, cmark_node *node, size_t first, size_t end)
{
    static const char *const texts[] = {"markdown", "md", "text", "txt"};
    glosa_string opening = text_of(page, node_span(page, node, first, first + 1));
    bool fenced = glosa_string_starts(opening, "```") || glosa_string_starts(opening, "~~~");
    if (!fenced) {
        add_lines(page, lines_span(page, first, end));
        return;
    }
    glosa_string closing = glosa_string_trim(text_of(page, lines_span(page, end - 1, end)));
    bool closed = end - first > 1 && closing.size >= 3 &&
                  !memcmp(closing.data + closing.size - 3, opening.data, 3);
    bool is_text = !closed;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        is_text |= strcmp(cmark_node_get_fence_info(node), texts[i]) == 0;
    if (is_text && end - first > 1)
        add_lines(page, lines_span(page, first + 1, end - closed));
}

/* The line behind an HTML block, by its contents: cmark counts one too few for some. */
static size_t html_end(const struct page *page, cmark_node *node, size_t first)
{
    const char *html = cmark_node_get_literal(node);
    size_t end = first;
    for (; html && *html; html++)
        end += *html == '\n' || (*html == '\r' && html[1] != '\n') || !html[1];
    return end < page->lines ? end : page->lines;
}

/* Whether HTML is one comment and nothing else, which is layout ("<!-- image -->"). */
static bool is_comment(glosa_string html)
{
    html = glosa_string_trim(html);
    if (!glosa_string_starts(html, "<!--"))
        return false;
    size_t at = 4;
    while (at < html.size &&
           !glosa_string_starts(glosa_string_slice(html, at, html.size), "-->"))
        at++;
    return at + 3 == html.size;
}

static void add_leaf(struct page *page, cmark_node *node)
{
    size_t first, end;
    node_lines(page, node, &first, &end);
    if (first < page->done || first >= page->lines)
        return;
    add_gap(page, first);
    cmark_node_type type = cmark_node_get_type(node);
    bool item = cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_ITEM;
    if (type == CMARK_NODE_HTML_BLOCK)
        end = html_end(page, node, first);
    if (type == CMARK_NODE_PARAGRAPH)
        glosa_table_split(&page->splitter, node_span(page, node, first, end),
                          item ? GLOSA_BLOCK_ITEM : GLOSA_BLOCK_PARAGRAPH);
    else if (type == CMARK_NODE_HEADING)
        end = add_heading(page, node, first, end);
    else if (type == CMARK_NODE_CODE_BLOCK)
        add_code(page, node, first, end);
    else if (type == CMARK_NODE_HTML_BLOCK &&
             !is_comment(text_of(page, lines_span(page, first, end))))
        add_lines(page, lines_span(page, first, end));
    page->done = end > page->done ? end : page->done;
}

/* An item's own number, so that the next is known where cmark does not see it: by its rules a
 * number other than 1 begins no list behind a line of text. */
static void note_item(struct page *page, cmark_node *node)
{
    size_t first, end;
    uint32_t text;
    node_lines(page, node, &first, &end);
    if (first >= page->lines)
        return;
    uint32_t number =
        glosa_blocks_number(text_of(page, node_span(page, node, first, first + 1)), &text);
    if (number)
        page->splitter.number = number;
}

static void add_nodes(struct page *page, cmark_node *root)
{
    cmark_iter *iterator = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        cmark_node_type type = cmark_node_get_type(node);
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (type == CMARK_NODE_ITEM)
            note_item(page, node);
        else if (type >= CMARK_NODE_CODE_BLOCK && type <= CMARK_NODE_LAST_BLOCK)
            add_leaf(page, node);
    }
    cmark_iter_free(iterator);
    add_gap(page, page->lines);
}

/* --- the page --- */

/* The size of YAML between two lines of dashes at the start, or 0. */
static uint32_t front_matter(glosa_string source)
{
    uint32_t at = 0;
    for (int i = 0; i < FRONT_MATTER_LINES && at < source.size; i++) {
        glosa_span span = glosa_blocks_line(source, at, &at);
        glosa_string line = glosa_string_trim(glosa_string_slice(source, span.start, span.end));
        bool dashes = glosa_string_is(line, "---");
        if (i == 0 ? !dashes : !line.size)
            return 0;
        if (i == 1 && !memchr(line.data, ':', line.size))
            return 0;
        if (i > 1 && (dashes || glosa_string_is(line, "...")))
            return at;
    }
    return 0;
}

/* What stands before the text: YAML, or the opening of a fence around the whole page, as some
 * OCR programs write it. The fence's end, left alone, then opens one with nothing in it. */
static uint32_t front_layout(glosa_string source)
{
    uint32_t at = 0, end = 0;
    glosa_span run;
    if (glosa_blocks_run(source, &at, &run)) {
        glosa_span span = glosa_blocks_line(source, run.start, &end);
        glosa_string line = glosa_string_trim(glosa_string_slice(source, span.start, span.end));
        if (glosa_string_is(line, "```markdown") || glosa_string_is(line, "```md"))
            return end;
    }
    return front_matter(source);
}

/* Whether a line of the page, without the marks around it, is the title. */
static bool stands_alone(glosa_string page, glosa_string title)
{
    for (uint32_t at = 0; at < page.size;) {
        glosa_span line = glosa_blocks_line(page, at, &at);
        while (line.start < line.end && strchr("#*_ \t", page.data[line.start]))
            line.start++;
        while (line.start < line.end && strchr("#*_ \t", page.data[line.end - 1]))
            line.end--;
        if (glosa_string_equal(glosa_string_slice(page, line.start, line.end), title))
            return true;
    }
    return false;
}

/* Takes what YAML in front says. Its title is text of the article where the page itself does not
 * have it, and stands in one piece. */
static glosa_status read_front(struct page *page, glosa_error *error)
{
    glosa_document *document = page->splitter.document;
    glosa_string source = page->splitter.source;
    uint32_t size = front_matter(source);
    glosa_status status =
        size ? glosa_front_matter(document, glosa_string_slice(source, 0, size), error)
             : GLOSA_OK;
    glosa_name_by_identifier(&document->metadata);
    glosa_string title = document->metadata.title;
    if (status || !size || !title.size ||
        stands_alone(glosa_string_slice(source, size, source.size), title))
        return status;
    const char *found = memmem(source.data, size, title.data, title.size);
    uint32_t start = found ? (uint32_t)(found - source.data) : 0;
    glosa_block *block =
        found ? glosa_blocks_add(&page->splitter,
                                 (glosa_span){start, start + (uint32_t)title.size},
                                 GLOSA_BLOCK_HEADING, 1)
              : NULL;
    if (block) {
        block->section_known = true;
        block->section = GLOSA_SECTION_TITLE;
    }
    return GLOSA_OK;
}

static glosa_status index_lines(struct page *page, size_t lines, glosa_error *error)
{
    glosa_string source = page->splitter.source;
    uint32_t *starts =
        glosa_arena_alloc(&page->splitter.document->arena, (lines + 1) * sizeof *starts);
    if (!starts)
        return glosa_fail_memory(error, "read");
    uint32_t at = 0;
    for (size_t i = 0; i < lines; i++) {
        starts[i] = at;
        (void)glosa_blocks_line(source, at, &at);
    }
    starts[lines] = (uint32_t)source.size;
    page->starts = starts;
    page->lines = lines;
    for (uint32_t layout = front_layout(source);
         page->done < lines && starts[page->done + 1] <= layout;)
        page->done++;
    return GLOSA_OK;
}

static glosa_status read_markdown(glosa_document *document, const glosa_limits *limits,
                                  glosa_buffer *buffer, glosa_error *error)
{
    (void)limits;
    document->source = document->record.bytes;
    glosa_string source = document->source;
    if (source.size > SIZE_LIMIT)
        return glosa_fail(error, GLOSA_TOO_LARGE, NULL, -1,
                          "Markdown larger than %d MiB; document skipped", SIZE_LIMIT >> 20);
    size_t lines = glosa_mask(source, front_layout(source), buffer);
    if (buffer->failed)
        return glosa_fail_memory(error, "read");
    if (lines > LINES_LIMIT)
        return glosa_fail(error, GLOSA_TOO_LARGE, NULL, -1,
                          "Markdown of more than %d lines; document skipped", LINES_LIMIT);
    struct page page = {.splitter = {.document = document, .source = source}};
    glosa_status status = index_lines(&page, lines, error);
    if (!status)
        status = read_front(&page, error);
    if (status)
        return status;
    cmark_node *root = cmark_parse_document(buffer->data, buffer->size, CMARK_OPT_SOURCEPOS);
    if (!root)
        return glosa_fail_memory(error, "read");
    add_nodes(&page, root);
    cmark_node_free(root);
    return glosa_blocks_finish(&page.splitter, error);
}

/* --- recognizing --- */

static bool is_heading(glosa_string line)
{
    size_t marks = 0;
    while (marks < line.size && line.data[marks] == '#')
        marks++;
    return marks && marks <= 6 && marks + 1 < line.size && line.data[marks] == ' ';
}

static bool may_mark(char c)
{
    return c == '*' || c == ']' || c == '<' || c == '`' || c == '|' || c == '!';
}

static bool has_markup(glosa_string line)
{
    static const char *const marks[] = {"**",  "](",   "<sup>", "<sub>", "```",
                                        "|--", "| --", "![",    "|:-",   "<!-- "};
    for (size_t i = 0; i < line.size; i++) {
        for (size_t m = 0; may_mark(line.data[i]) && m < sizeof marks / sizeof *marks; m++) {
            if (glosa_string_starts(glosa_string_slice(line, i, line.size), marks[m]))
                return true;
        }
    }
    return false;
}

static int recognize(glosa_string head)
{
    if (glosa_recognize_xml(head) || glosa_recognize_json(head))
        return 0;
    if (head.size > RECOGNIZED_HEAD)
        head.size = RECOGNIZED_HEAD;
    glosa_string rest = glosa_string_trim(head), line;
    int headings = 0, marked = 0;
    bool first_is_heading = is_heading(rest);
    while (headings < 2 && glosa_string_next(&rest, '\n', &line)) {
        headings += is_heading(line);
        marked += has_markup(line);
    }
    if (headings > 1 || (headings && marked) || (headings && first_is_heading))
        return 60;
    return marked > 1 ? 30 : marked ? 15 : 5;
}

const glosa_format glosa_format_markdown = {
    .name = "markdown",
    .summary = "Markdown (CommonMark, with pipe tables and YAML front matter)",
    .recognize = recognize,
    .read = read_markdown,
};

#include "stages/read/markup/xml_repair.h"

#include "stages/read/markup/inline_markup.h"
#include "stages/read/markup/xml.h"

/* Longer names are no names of elements; text is worked on in stretches, and attributes that
 * are too much for one tag are left out, so that little is in memory at a time. */
enum { LONGEST_NAME = 255, STRETCH = 4096, LONGEST_TAG = 1 << 16 };

static bool begins_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool in_name(char c)
{
    return begins_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
}

static char at(glosa_string text, size_t place)
{
    return place < text.size ? text.data[place] : 0;
}

/* The end of a name that begins here, or `start`. */
static size_t name_end(glosa_string text, size_t start)
{
    size_t end = start;
    while (end < text.size && in_name(text.data[end]))
        end++;
    return end > start && begins_name(text.data[start]) && end - start <= LONGEST_NAME ? end
                                                                                       : start;
}

static void skip(glosa_xml_repair *repair, size_t size)
{
    repair->rest = glosa_string_slice(repair->rest, size, repair->rest.size);
}

/* --- characters --- */

static bool is_character(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/* The size of `&#...;` at the front of the text, or 0; *c is the character that it names, 0
 * where no such character is. */
static size_t number_size(glosa_string text, uint32_t *c)
{
    bool hex = at(text, 2) == 'x';
    size_t end = hex ? 3 : 2, start = end;
    *c = 0;
    for (; end < text.size && end < start + 8; end++) {
        static const char digits[] = "0123456789abcdefABCDEF";
        const char *digit = memchr(digits, text.data[end], hex ? 22 : 10);
        if (!digit)
            break;
        uint32_t value = (uint32_t)(digit - digits);
        *c = *c * (hex ? 16 : 10) + (value < 16 ? value : value - 6);
    }
    if (!is_character(*c))
        *c = 0;
    return end > start && at(text, end) == ';' ? end + 1 : 0;
}

/* Puts what stands at the front of the text, where it means something to XML; returns its size.
 */
static size_t put_special(glosa_buffer *out, glosa_string text)
{
    char c = text.data[0];
    if (c == '&') {
        uint32_t number = 0;
        bool numeric = at(text, 1) == '#';
        size_t end = numeric ? 0 : name_end(text, 1);
        size_t size = end > 1 && at(text, end) == ';' ? end + 1 : 0;
        if (numeric)
            size = number_size(text, &number);
        if (size && numeric && !number)
            glosa_buffer_text(out, "\uFFFD");
        else if (size)
            glosa_buffer_string(out, glosa_string_slice(text, 0, size));
        else
            glosa_buffer_text(out, "&amp;");
        return size ? size : 1;
    }
    if (c == '\xEF') { /* U+FFFE and U+FFFF */
        bool none = at(text, 1) == '\xBF' && (unsigned char)at(text, 2) >= 0xBE;
        glosa_buffer_string(out,
                            none ? GLOSA_LITERAL("\uFFFD") : glosa_string_slice(text, 0, 1));
        return none ? 3 : 1;
    }
    static const char *const text_of[] = {
        ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\f'] = " ", ['\v'] = " "};
    bool known =
        (unsigned char)c < sizeof text_of / sizeof *text_of && text_of[(unsigned char)c];
    glosa_buffer_text(out, known ? text_of[(unsigned char)c] : "\uFFFD");
    return 1;
}

static bool is_special(char c)
{
    return c == '&' || c == '<' || c == '>' || c == '"' || c == '\xEF' ||
           ((unsigned char)c < 0x20 && !glosa_is_ascii_blank(c));
}

/* With `data` an ampersand begins no reference. */
static void put_text(glosa_buffer *out, glosa_string text, bool data)
{
    for (size_t from = 0, to = 0; from < text.size; from = to) {
        while (to < text.size && !is_special(text.data[to]))
            to++;
        glosa_buffer_append(out, text.data + from, to - from);
        if (to == text.size)
            break;
        bool bare = data && text.data[to] == '&';
        to += put_special(out, glosa_string_slice(text, to, bare ? to + 1 : text.size));
    }
}

static int64_t count_lines(const char *from, const char *to)
{
    int64_t lines = 0;
    for (; (from = memchr(from, '\n', (size_t)(to - from))); from++)
        lines++;
    return lines;
}

/* Up to STRETCH bytes of this many, ending in front of a reference rather than inside it. */
static size_t stretch_of(glosa_string text, size_t size)
{
    if (size <= STRETCH)
        return size;
    for (size_t end = STRETCH; end > STRETCH - LONGEST_NAME - 2; end--) {
        if (text.data[end - 1] == '&' || text.data[end - 1] == '\xEF')
            return end - 1;
    }
    return STRETCH;
}

/* Text of the input as text of the output; in front of the root there is none. */
static void give_text(glosa_xml_repair *repair, size_t size)
{
    glosa_string text = glosa_string_slice(repair->rest, 0, size);
    if (repair->depth) {
        put_text(&repair->out, text, repair->data > 0);
        repair->lines += count_lines(repair->counted, text.data);
        repair->counted = text.data + size;
    }
    skip(repair, size);
}

/* --- tags --- */

/* Ends a tag, with the line ends that are due. */
static void end_tag(glosa_xml_repair *repair, const char *end)
{
    repair->lines += count_lines(repair->counted, repair->rest.data);
    repair->counted = repair->rest.data;
    for (; repair->lines; repair->lines--)
        glosa_buffer_byte(&repair->out, '\n');
    glosa_buffer_text(&repair->out, end);
}

static void close_innermost(glosa_xml_repair *repair)
{
    glosa_buffer_text(&repair->out, "</");
    glosa_buffer_string(&repair->out, repair->open[--repair->depth]);
    end_tag(repair, ">");
}

/* Behind `</NAME ... >`; a `<` ends it as well. */
static void read_end_tag(glosa_xml_repair *repair)
{
    glosa_string text = repair->rest;
    size_t start = 2;
    while (glosa_is_ascii_blank(at(text, start)))
        start++;
    size_t end = name_end(text, start), behind = end;
    if (end == start && at(text, start) != '>' && start < text.size) {
        give_text(repair, start);
        return;
    }
    while (behind < text.size && text.data[behind] != '>' && text.data[behind] != '<')
        behind++;
    skip(repair, behind + (at(text, behind) == '>'));
    glosa_string name = glosa_string_slice(text, start, end);
    unsigned found = repair->depth;
    while (found && !glosa_string_equal(repair->open[found - 1], name))
        found--;
    while (found && repair->depth >= found && repair->depth > 1)
        close_innermost(repair);
}

/* The end of the value that begins behind a quote: at the same quote, or, where a tag begins
 * before it, at the first `>`, or at that tag. */
static size_t quoted_end(glosa_string text, size_t start)
{
    size_t end = start;
    for (; end < text.size; end++) {
        char next = at(text, end + 1);
        if (text.data[end] == text.data[start - 1])
            return end;
        if (text.data[end] == '<' && (begins_name(next) || (next && strchr("/!?", next))))
            break;
    }
    const char *greater = memchr(text.data + start, '>', end - start);
    return greater ? (size_t)(greater - text.data) : end;
}

/* Copies the attribute at `start`, if it is one; returns where it ends. */
static size_t put_attribute(glosa_buffer *out, glosa_string text, size_t start)
{
    size_t end = name_end(text, start), value = end;
    if (end == start)
        return start + 1;
    while (glosa_is_ascii_blank(at(text, value)))
        value++;
    if (at(text, value) != '=')
        return end;
    value++;
    while (glosa_is_ascii_blank(at(text, value)))
        value++;
    bool quoted = at(text, value) == '"' || at(text, value) == '\'';
    size_t from = value + quoted, to = from;
    if (quoted)
        to = quoted_end(text, from);
    while (!quoted && to < text.size && !glosa_is_ascii_blank(text.data[to]) &&
           !strchr("<>", text.data[to]))
        to++;
    if (out->size + (to - from) < LONGEST_TAG) {
        glosa_buffer_byte(out, ' ');
        glosa_buffer_string(out, glosa_string_slice(text, start, end));
        glosa_buffer_text(out, "=\"");
        put_text(out, glosa_string_slice(text, from, to), false);
        glosa_buffer_byte(out, '"');
    }
    return to + (quoted && at(text, to) == at(text, from - 1));
}

/* A start tag, where one is there to its `>`; else its `<` is text. */
static void read_start_tag(glosa_xml_repair *repair)
{
    glosa_string text = repair->rest;
    size_t mark = repair->out.size, end = name_end(text, 1);
    glosa_string name = glosa_string_slice(text, 1, end);
    bool empty = false;
    glosa_buffer_string(&repair->out, glosa_string_slice(text, 0, end));
    char next = at(text, end);
    bool tag =
        end > 1 && (end == text.size || glosa_is_ascii_blank(next) || next == '>' ||
                    (next == '/' && (end + 1 == text.size || text.data[end + 1] == '>')));
    while (tag && end < text.size && text.data[end] != '>') {
        char c = text.data[end];
        tag = c != '<';
        empty = c == '/';
        end = empty || glosa_is_ascii_blank(c) ? end + 1 : put_attribute(&repair->out, text, end);
    }
    if (!tag || end == text.size)
        repair->out.size = mark;
    if (!tag) {
        give_text(repair, 1);
        return;
    }
    skip(repair, end < text.size ? end + 1 : end);
    if (end == text.size)
        return;
    /* Those in values have been copied. */
    repair->lines -= count_lines(repair->out.data + mark, repair->out.data + repair->out.size);
    bool root = repair->depth == 0;
    end_tag(repair, empty && !root ? "/>" : ">");
    if (!empty || root) {
        if (repair->depth == repair->most)
            repair->rest.size = 0;
        else
            repair->open[repair->depth++] = name;
    }
}

/* --- other marks --- */

/* The size of what begins with a mark and ends behind `end`, or 0 where no end comes; then
 * *none is set, so that it is looked for once. */
static size_t closed_size(glosa_string text, const char *end, bool *none)
{
    size_t found = *none ? text.size : glosa_find(text, end);
    *none = found == text.size;
    return *none ? 0 : found + strlen(end);
}

/* `<!-- -->`, `<![CDATA[ ]]>` or a declaration; without an end the mark alone. */
static void read_declaration(glosa_xml_repair *repair)
{
    static const char data[] = "<![CDATA[";
    size_t size;
    if (glosa_string_starts(repair->rest, "<!--")) {
        size = closed_size(repair->rest, "-->", &repair->no_comment_end);
        skip(repair, size ? size : 4);
    } else if (glosa_string_starts(repair->rest, data)) {
        size = closed_size(repair->rest, "]]>", &repair->no_data_end);
        repair->data = size ? size - (sizeof data - 1) : 0;
        skip(repair, sizeof data - 1);
    } else {
        for (size = 2; size < repair->rest.size && !strchr("<>", repair->rest.data[size]);)
            size++;
        if (begins_name(at(repair->rest, 2)))
            skip(repair, size + (at(repair->rest, size) == '>'));
        else
            give_text(repair, 2);
    }
}

/* `<? ?>`, or to the `>` in front of the next `<` where it comes first, as in SGML. */
static void read_instruction(glosa_xml_repair *repair)
{
    glosa_string text = repair->rest;
    if (repair->instruction_end < text.data + 2)
        repair->instruction_end =
            text.data + 2 + glosa_find(glosa_string_slice(text, 2, text.size), "?>");
    size_t size = (size_t)(repair->instruction_end - text.data) + 2;
    const char *next = text.size > 2 ? memchr(text.data + 2, '<', text.size - 2) : NULL;
    size_t before = next ? (size_t)(next - text.data) : text.size;
    if (size > before) {
        const char *greater = memchr(text.data, '>', before);
        size = greater ? (size_t)(greater - text.data) + 1 : 2;
    }
    skip(repair, size);
}

/* Gives the document type declaration as it is. */
static void give_doctype(glosa_xml_repair *repair)
{
    glosa_string doctype;
    glosa_string text = glosa_xml_behind_prolog(repair->rest, &doctype);
    if (!doctype.size || !text.size)
        return;
    repair->lines = count_lines(repair->counted, doctype.data);
    for (; repair->lines; repair->lines--)
        glosa_buffer_byte(&repair->out, '\n');
    glosa_buffer_string(&repair->out, doctype);
    repair->counted = doctype.data + doctype.size;
    repair->rest = text;
}

/* --- the stream --- */

static void step(glosa_xml_repair *repair)
{
    glosa_string text = repair->rest;
    char next = at(text, 1);
    if (repair->data) {
        size_t size = stretch_of(text, repair->data - 3);
        give_text(repair, size);
        repair->data -= size;
        if (repair->data == 3) {
            skip(repair, 3);
            repair->data = 0;
        }
    } else if (text.size == 0) {
        repair->ended = repair->depth == 0;
        if (!repair->ended)
            close_innermost(repair);
    } else if (text.data[0] != '<') {
        const char *tag =
            memchr(text.data, '<', text.size < 2 * STRETCH ? text.size : 2 * STRETCH);
        give_text(repair, stretch_of(text, tag ? (size_t)(tag - text.data) : text.size));
    } else if (next == '/') {
        read_end_tag(repair);
    } else if (next == '!') {
        read_declaration(repair);
    } else if (next == '?') {
        read_instruction(repair);
    } else {
        read_start_tag(repair);
    }
}

glosa_status glosa_xml_repair_begin(glosa_xml_repair *repair, glosa_string bytes, bool doctype,
                                    unsigned depth, glosa_error *error)
{
    *repair = (glosa_xml_repair){.rest = bytes, .counted = bytes.data, .most = depth};
    repair->open = calloc(depth, sizeof *repair->open);
    if (!repair->open)
        return glosa_fail_memory(error, "read");
    if (doctype)
        give_doctype(repair);
    return GLOSA_OK;
}

int glosa_xml_repair_read(void *context, char *bytes, int size)
{
    glosa_xml_repair *repair = context;
    while (repair->taken == repair->out.size && !repair->ended && !repair->out.failed) {
        glosa_buffer_clear(&repair->out);
        repair->taken = 0;
        step(repair);
    }
    if (repair->out.failed)
        return -1;
    size_t left = repair->out.size - repair->taken;
    size_t given = left < (size_t)size ? left : (size_t)size;
    if (given)
        memcpy(bytes, repair->out.data + repair->taken, given);
    repair->taken += given;
    return (int)given;
}

void glosa_xml_repair_end(glosa_xml_repair *repair)
{
    glosa_buffer_free(&repair->out);
    free(repair->open);
    *repair = (glosa_xml_repair){0};
}

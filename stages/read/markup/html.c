/* HTML pages of articles, as browsers save them and crawlers store them. libxml2's HTML parser
 * gives events, from which blocks are made in one pass; no tree is built, so that memory stays
 * within a small multiple of the page. */
#include "stages/read/format.h"
#include "stages/read/identifiers.h"
#include "stages/read/language_tag.h"
#include "stages/read/markup/html_reader.h"
#include "stages/read/markup/inline_markup.h"
#include "stages/read/markup/markup_limits.h"
#include "stages/read/markup/xml.h"
#include "stages/read/markup/xml_errors.h"
#include "stages/read/recognize.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

/* A cell of data is shorter than this; a longer one is a column of a page. */
enum { LONGEST_CELL = 800 };

static glosa_html_frame *top(glosa_html_reader *reader)
{
    return &reader->frames[reader->depth];
}

glosa_string glosa_html_attribute(const unsigned char **attributes, const char *name)
{
    for (size_t i = 0; attributes && attributes[i]; i += 2) {
        if (strcmp((const char *)attributes[i], name) == 0)
            return glosa_string_of((const char *)attributes[i + 1]);
    }
    return (glosa_string){NULL, 0};
}

/* --- blocks --- */

static void note_size(glosa_html_reader *reader, const glosa_block *block)
{
    uint32_t size = block->span.end - block->span.start;
    glosa_html_fact *fact = &reader->open_fact;
    for (uint32_t at = fact->aside; at; at = reader->asides.items[at - 1].parent)
        reader->asides.items[at - 1].size += size;
    if (fact->table && (size > LONGEST_CELL || block->kind == GLOSA_BLOCK_HEADING))
        reader->tables.items[fact->table - 1].layout = true;
}

static void close_block(glosa_html_reader *reader)
{
    glosa_document *document = reader->document;
    uint32_t before = document->blocks.size;
    glosa_builder_close(&reader->builder);
    reader->breaks = 0;
    if (document->blocks.size == before)
        return;
    glosa_html_fact *fact = GLOSA_ARRAY_ADD(&document->arena, &reader->facts);
    if (!fact) {
        reader->builder.failed = true;
        return;
    }
    reader->open_fact.link_size = reader->link_size;
    *fact = reader->open_fact;
    note_size(reader, &document->blocks.items[before]);
}

static void open_block(glosa_html_reader *reader)
{
    const glosa_html_frame *frame = top(reader);
    glosa_builder_open(
        &reader->builder,
        (glosa_block){.kind = frame->kind, .level = frame->level, .language = frame->language});
    reader->link_size = 0;
    reader->open_fact = (glosa_html_fact){.aside = frame->aside,
                                          .table = frame->table,
                                          .main = frame->main,
                                          .caption = frame->caption,
                                          .abstract = frame->abstract,
                                          .dialog = frame->dialog,
                                          .title = frame->names_title};
}

static void emit(glosa_html_reader *reader, glosa_string text)
{
    bool blank = glosa_only_blanks(text);
    if (reader->parted && glosa_begins_word(text) && !reader->raised)
        glosa_builder_space(&reader->builder);
    reader->parted = false;
    if (reader->raised) {
        glosa_buffer_string(&reader->script, text);
        return;
    }
    if (!reader->builder.open) {
        if (blank)
            return;
        open_block(reader);
    }
    if (!blank)
        reader->breaks = 0;
    if (top(reader)->link)
        reader->link_size += (uint32_t)text.size;
    glosa_builder_add(&reader->builder, text);
}

/* --- superscript --- */

/* A superscript that holds, or is held by, a link and shows a number points at a reference. */
static void lower(glosa_html_reader *reader)
{
    if (--reader->raised)
        return;
    glosa_string content = glosa_buffer_view(&reader->script);
    glosa_string inside = glosa_string_trim(content);
    if (content.size && glosa_only_blanks(glosa_string_slice(content, 0, 1)))
        glosa_builder_space(&reader->builder);
    if (inside.size && !(reader->linked && glosa_is_citation_rest(inside))) {
        glosa_buffer raised = {0};
        bool parted =
            glosa_superscript_behind(&raised, glosa_builder_line(&reader->builder), inside);
        emit(reader, glosa_buffer_view(&raised));
        reader->parted = parted;
        reader->builder.failed |= raised.failed;
        glosa_buffer_free(&raised);
    }
    glosa_buffer_clear(&reader->script);
}

static void start_superscript(glosa_html_reader *reader, glosa_html_frame *frame)
{
    if (frame->drop)
        return;
    frame->raises = true;
    if (reader->raised++ == 0) {
        glosa_buffer_clear(&reader->script);
        reader->linked = frame->link;
    }
}

/* --- containers --- */

static void start_table(glosa_html_reader *reader, glosa_html_frame *frame)
{
    if (frame->table)
        reader->tables.items[frame->table - 1].layout = true;
    if (GLOSA_ARRAY_ADD(&reader->document->arena, &reader->tables))
        frame->table = reader->tables.size;
    else
        reader->builder.failed = true;
}

static void start_aside(glosa_html_reader *reader, glosa_html_frame *frame)
{
    glosa_html_aside *aside = GLOSA_ARRAY_ADD(&reader->document->arena, &reader->asides);
    if (aside) {
        aside->parent = frame->aside;
        frame->aside = reader->asides.size;
    } else {
        reader->builder.failed = true;
    }
}

static bool is_aside(const glosa_html_frame *frame, const unsigned char **attributes)
{
    const glosa_html_element *element = frame->element;
    if (element->flags & GLOSA_HTML_ASIDE)
        return true;
    if (element->role == GLOSA_HTML_HEADER && !frame->main)
        return true;
    if (!(element->flags & GLOSA_HTML_BLOCK) || element->flags & GLOSA_HTML_ROOT)
        return false;
    return glosa_html_names_aside(glosa_html_attribute(attributes, "class")) ||
           glosa_html_names_aside(glosa_html_attribute(attributes, "id")) ||
           glosa_html_names_aside(glosa_html_attribute(attributes, "role"));
}

static void start_block(glosa_html_reader *reader, glosa_html_frame *frame,
                        const unsigned char **attributes)
{
    const glosa_html_element *element = frame->element;
    close_block(reader);
    if (element->flags & GLOSA_HTML_RESETS || element->kind != GLOSA_BLOCK_PARAGRAPH) {
        frame->kind = element->kind;
        frame->level = element->level;
    }
    frame->main |= (element->flags & GLOSA_HTML_MAIN) ||
                   glosa_string_is(glosa_html_attribute(attributes, "role"), "main") ||
                   glosa_html_names_main(glosa_html_attribute(attributes, "id"));
    frame->dialog |= glosa_string_is(glosa_html_attribute(attributes, "role"), "dialog");
    frame->names_title = glosa_html_names_title(glosa_html_attribute(attributes, "class"));
    frame->caption |= (element->flags & GLOSA_HTML_CAPTION) != 0;
    frame->abstract |= !(element->flags & GLOSA_HTML_ROOT) &&
                       (glosa_html_names_abstract(glosa_html_attribute(attributes, "class")) ||
                        glosa_html_names_abstract(glosa_html_attribute(attributes, "id")));
    glosa_string language = glosa_html_attribute(attributes, "lang");
    if (language.size)
        frame->language = glosa_language_of_tag(reader->document, language);
}

/* --- events --- */

static void start_document(glosa_html_reader *reader, const unsigned char **attributes)
{
    glosa_string tag = glosa_html_attribute(attributes, "lang");
    glosa_metadata *metadata = &reader->document->metadata;
    if (tag.size == 0)
        tag = glosa_html_attribute(attributes, "xml:lang");
    if (tag.size && metadata->language.size == 0)
        metadata->language = glosa_language_of_tag(reader->document, tag);
}

/* Two line breaks in a row end a paragraph. */
static void line_break(glosa_html_reader *reader)
{
    if (reader->raised)
        return;
    if (++reader->breaks >= 2)
        close_block(reader);
    else
        glosa_builder_space(&reader->builder);
}

static void start_role(glosa_html_reader *reader, glosa_html_frame *frame,
                       const unsigned char **attributes)
{
    switch ((glosa_html_role)frame->element->role) {
    case GLOSA_HTML_DOCUMENT: start_document(reader, attributes); break;
    case GLOSA_HTML_TITLE: frame->title = true; break;
    case GLOSA_HTML_META: glosa_html_meta(reader, attributes); break;
    case GLOSA_HTML_TABLE: start_table(reader, frame); break;
    case GLOSA_HTML_LINK:
        frame->link = glosa_html_attribute(attributes, "href").size > 0;
        reader->linked |= frame->link && reader->raised;
        break;
    case GLOSA_HTML_SUPERSCRIPT: start_superscript(reader, frame); break;
    case GLOSA_HTML_BREAK: line_break(reader); break;
    default: break;
    }
}

/* Fonts of icons show a picture in the place of such words as `table_chart`; and SciELO lays
 * beside each citation the reference, or note, that the end of the page has again. */
static bool is_unseen(const unsigned char **attributes)
{
    glosa_string class = glosa_html_attribute(attributes, "class");
    return glosa_string_starts(class, "material-") || glosa_string_starts(class, "refCtt");
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    glosa_html_reader *reader = context;
    if (reader->too_deep || reader->depth == reader->most) {
        reader->too_deep = true;
        xmlStopParser(reader->parser);
        return;
    }
    glosa_html_frame *parent = top(reader);
    glosa_html_frame *frame = &reader->frames[++reader->depth];
    *frame = *parent;
    frame->raises = frame->title = frame->names_title = false;
    frame->element = glosa_html_element_of((const char *)name);
    frame->drop |= (frame->element->flags & GLOSA_HTML_DROP) != 0 || is_unseen(attributes);
    if (frame->drop)
        return;
    if (frame->element->flags & GLOSA_HTML_BLOCK)
        start_block(reader, frame, attributes);
    if (is_aside(frame, attributes))
        start_aside(reader, frame);
    start_role(reader, frame, attributes);
}

static void on_end(void *context, const xmlChar *name)
{
    (void)name;
    glosa_html_reader *reader = context;
    if (reader->depth == 0)
        return;
    glosa_html_frame *frame = top(reader);
    if (frame->title)
        glosa_html_page_title(reader);
    if (frame->raises)
        lower(reader);
    if (!frame->drop && frame->element->flags & GLOSA_HTML_BLOCK)
        close_block(reader);
    reader->depth--;
}

static void on_text(void *context, const xmlChar *text, int size)
{
    glosa_html_reader *reader = context;
    glosa_string piece = {(const char *)text, (size_t)size};
    if (top(reader)->drop || reader->too_deep)
        return;
    if (top(reader)->title)
        glosa_buffer_string(&reader->title, piece);
    else
        emit(reader, piece);
    if (reader->builder.failed)
        xmlStopParser(reader->parser);
}

static bool note_memory(glosa_html_reader *reader, const xmlError *error)
{
    reader->no_memory |= error->code == XML_ERR_NO_MEMORY;
    return error->code == XML_ERR_NO_MEMORY;
}

/* The context's handler: after this the parser would never come to the end. */
static void on_error(void *context, xmlErrorPtr error)
{
    glosa_html_reader *reader = context;
    if (note_memory(reader, error))
        xmlStopParser(reader->parser);
}

/* The thread's handler, which alone hears of copies of strings, after which the same holds, and of
 * buffers, which are in use then: they cannot be taken from the parser, which ends with them. */
static void on_thread_error(void *context, xmlErrorPtr error)
{
    glosa_html_reader *reader = context;
    if (note_memory(reader, error) && error->domain == XML_FROM_PARSER)
        xmlStopParser(reader->parser);
}

static const htmlSAXHandler callbacks = {
    .initialized = XML_SAX2_MAGIC,
    .serror = on_error,
    .startElement = on_start,
    .endElement = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
};

/* --- format --- */

static void parse_quietly(glosa_html_reader *reader, glosa_string text)
{
    const glosa_xml_listener listener = {on_thread_error, reader};
    glosa_xml_listener before = glosa_xml_set_listener(listener);
    htmlDocPtr none = htmlCtxtReadMemory(reader->parser, text.data, (int)text.size, NULL, "UTF-8",
                                         HTML_PARSE_NONET | HTML_PARSE_RECOVER |
                                             HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    (void)glosa_xml_set_listener(before);
    if (none)
        xmlFreeDoc(none);
}

static glosa_status parse(glosa_html_reader *reader, glosa_string text, glosa_error *error)
{
    if (glosa_markup_excess(text, false) < text.size)
        return glosa_fail(error, GLOSA_REFUSED, NULL, -1,
                          "tag of more than %d attributes refused; document skipped",
                          GLOSA_MARKUP_ATTRIBUTES);
    htmlParserCtxtPtr parser = htmlNewParserCtxt();
    if (!parser)
        return glosa_fail_memory(error, "read");
    *parser->sax = callbacks;
    parser->userData = reader;
    reader->parser = parser;
    parse_quietly(reader, text);
    htmlFreeParserCtxt(parser);
    if (reader->no_memory)
        return glosa_fail_memory(error, "read");
    if (reader->too_deep)
        return glosa_fail(error, GLOSA_REFUSED, NULL, -1,
                          "nesting deeper than %u elements refused; document skipped, see "
                          "--max-depth",
                          reader->most);
    return GLOSA_OK;
}

static glosa_status read_text(glosa_html_reader *reader, glosa_string text,
                              glosa_buffer *buffer, glosa_error *error)
{
    glosa_builder_begin(&reader->builder, reader->document, buffer);
    glosa_status status = parse(reader, text, error);
    close_block(reader);
    if (reader->script.failed || reader->title.failed)
        status = status ? status : glosa_fail_memory(error, "read");
    glosa_buffer_free(&reader->script);
    glosa_buffer_free(&reader->title);
    if (status == GLOSA_OK)
        status = glosa_builder_finish(&reader->builder, error);
    if (status != GLOSA_OK)
        return status;
    glosa_html_classify(reader);
    glosa_name_by_identifier(&reader->document->metadata);
    return GLOSA_OK;
}

static glosa_status read_html(glosa_document *document, const glosa_limits *limits,
                              glosa_buffer *buffer, glosa_error *error)
{
    if (document->record.bytes.size > GLOSA_DOCUMENT_LIMIT)
        return glosa_fail(error, GLOSA_TOO_LARGE, NULL, -1,
                          "record exceeds %u bytes; document skipped", GLOSA_DOCUMENT_LIMIT);
    glosa_html_reader *reader = glosa_arena_alloc(&document->arena, sizeof *reader);
    unsigned most = limits->depth > GLOSA_HTML_DEPTH ? limits->depth : GLOSA_HTML_DEPTH;
    if (reader)
        reader->frames =
            glosa_arena_alloc(&document->arena, (most + 1) * sizeof *reader->frames);
    if (!reader || !reader->frames)
        return glosa_fail_memory(error, "read");
    reader->document = document;
    reader->most = most;
    reader->frames[0].element = glosa_html_element_of("");
    if (glosa_only_blanks(document->record.bytes))
        return glosa_fail(error, GLOSA_EMPTY, NULL, -1, "no text found; document skipped");
    return read_text(reader, document->record.bytes, buffer, error);
}

static size_t count(glosa_string text, const char *needle)
{
    size_t found = 0;
    for (size_t at; (at = glosa_find(text, needle)) < text.size; found++)
        text = glosa_string_slice(text, at + 1, text.size);
    return found;
}

/* A page says what it is; a fragment is known by tags that only HTML has. */
static int recognize_html(glosa_string head)
{
    static const char *const tags[] = {"<div", "<span", "<a ", "<h1",
                                       "<h2",  "<ul",   "<li", "<br"};
    glosa_string start = glosa_xml_without_lead(head);
    glosa_string root = glosa_xml_root_name(head);
    if (start.size > 14 && (memcmp(start.data, "<!doctype html", 14) == 0 ||
                            memcmp(start.data, "<!DOCTYPE html", 14) == 0 ||
                            memcmp(start.data, "<!DOCTYPE HTML", 14) == 0))
        return 100;
    if (glosa_string_is(root, "html") || glosa_string_is(root, "HTML"))
        return 100;
    size_t found = 0;
    for (size_t i = 0; i < sizeof tags / sizeof *tags && root.size; i++)
        found += count(head, tags[i]);
    /* A piece of a page: only the file's name can tell it from Markdown that begins with a tag.
     */
    bool piece = root.size && !glosa_recognize_xml(head);
    return found >= 3 ? 65 : piece ? 6 : 0;
}

const glosa_format glosa_format_html = {
    .name = "html",
    .summary = "web pages of articles; what is not the article is set aside",
    .recognize = recognize_html,
    .read = read_html,
};

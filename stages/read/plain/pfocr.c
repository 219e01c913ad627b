/* PFOCR figure records: YAML between two lines of dashes, one figure a file.
 *
 * The text is the article's title, the figure's title, its caption and the author's keywords.
 * The caption stands again in schema-jsonld, which is passed over; so that nothing is counted
 * twice, a figure title is left out where it is the article's title or the caption's beginning.
 */
#include <yaml.h>

#include "stages/read/builder.h"
#include "stages/read/format.h"

enum { DEPTH_LIMIT = 32 };

enum member { FIGID, FIGTITLE, PAPERTITLE, CAPTION, KEYWORDS, YEAR, DOI, PMCID, MEMBERS };

static const char *const names[MEMBERS] = {
    [FIGID] = "figid",     [FIGTITLE] = "figtitle", [PAPERTITLE] = "papertitle",
    [CAPTION] = "caption", [KEYWORDS] = "keywords", [YEAR] = "year",
    [DOI] = "doi",         [PMCID] = "pmcid",
};

struct figure {
    glosa_document *document;
    glosa_string values[MEMBERS];
    bool seen[MEMBERS];
    int member;    /* whose value comes next; MEMBERS: one that is passed over */
    bool in_value; /* a key was read, its value is due */
    int depth;
    bool ended;
    glosa_error *error;
};

/* --- events --- */

static int64_t line_of(const yaml_event_t *event)
{
    return (int64_t)event->start_mark.line + 1;
}

static glosa_status malformed(const struct figure *figure, const yaml_event_t *event,
                              const char *what)
{
    return glosa_fail(figure->error, GLOSA_MALFORMED, NULL, line_of(event), "%s", what);
}

static glosa_status take_key(struct figure *figure, const yaml_event_t *event, glosa_string key)
{
    figure->in_value = true;
    figure->member = 0;
    while (figure->member < MEMBERS && !glosa_string_is(key, names[figure->member]))
        figure->member++;
    if (figure->member == MEMBERS)
        return GLOSA_OK;
    if (figure->seen[figure->member])
        return glosa_fail(figure->error, GLOSA_MALFORMED, NULL, line_of(event),
                          "member '%s' stands twice", names[figure->member]);
    figure->seen[figure->member] = true;
    return GLOSA_OK;
}

static bool is_missing(glosa_string value, bool plain)
{
    value = glosa_string_trim(value);
    return !value.size || glosa_string_is(value, ".na.character") ||
           glosa_string_is(value, "NA") ||
           (plain && (glosa_string_is(value, "~") || glosa_string_is(value, "null")));
}

static glosa_status take_value(struct figure *figure, const yaml_event_t *event,
                               glosa_string value)
{
    figure->in_value = false;
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (figure->member == MEMBERS || is_missing(value, plain))
        return GLOSA_OK;
    if (memchr(value.data, 0, value.size))
        return malformed(figure, event, "a value holds the character U+0000");
    glosa_string kept = glosa_document_keep(figure->document, glosa_string_trim(value));
    figure->values[figure->member] = kept;
    return kept.data ? GLOSA_OK : glosa_fail_memory(figure->error, "read");
}

static glosa_status take_scalar(struct figure *figure, const yaml_event_t *event)
{
    glosa_string text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    if (figure->depth == 0)
        return malformed(figure, event, "expected members such as 'figid: ...'");
    if (figure->depth > 1)
        return GLOSA_OK;
    return figure->in_value ? take_value(figure, event, text) : take_key(figure, event, text);
}

static glosa_status take_start(struct figure *figure, const yaml_event_t *event, bool list)
{
    if (figure->depth == 0 && list)
        return malformed(figure, event, "expected members such as 'figid: ...'");
    if (figure->depth == 1 && !figure->in_value)
        return malformed(figure, event, "a member's name must be a word");
    if (figure->depth == 1 && figure->member < MEMBERS)
        return glosa_fail(figure->error, GLOSA_MALFORMED, NULL, line_of(event),
                          "member '%s' must be a single value", names[figure->member]);
    if (++figure->depth > DEPTH_LIMIT)
        return glosa_fail(figure->error, GLOSA_REFUSED, NULL, line_of(event),
                          "values nest deeper than %d; document skipped", DEPTH_LIMIT);
    return GLOSA_OK;
}

/* Aliases make a small file stand for a huge one. */
static bool has_alias(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_ALIAS_EVENT: return true;
    case YAML_SCALAR_EVENT: return event->data.scalar.anchor != NULL;
    case YAML_SEQUENCE_START_EVENT: return event->data.sequence_start.anchor != NULL;
    case YAML_MAPPING_START_EVENT: return event->data.mapping_start.anchor != NULL;
    default: return false;
    }
}

static glosa_status take_event(struct figure *figure, const yaml_event_t *event)
{
    if (has_alias(event))
        return glosa_fail(figure->error, GLOSA_REFUSED, NULL, line_of(event),
                          "YAML anchors and aliases are refused; document skipped");
    switch (event->type) {
    case YAML_SCALAR_EVENT: return take_scalar(figure, event);
    case YAML_SEQUENCE_START_EVENT: return take_start(figure, event, true);
    case YAML_MAPPING_START_EVENT: return take_start(figure, event, false);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: figure->in_value &= --figure->depth != 1; return GLOSA_OK;
    case YAML_DOCUMENT_END_EVENT:
    case YAML_STREAM_END_EVENT: figure->ended = true; return GLOSA_OK;
    default: return GLOSA_OK;
    }
}

static glosa_status parser_error(const yaml_parser_t *parser, glosa_error *error)
{
    if (parser->error == YAML_MEMORY_ERROR)
        return glosa_fail_memory(error, "read");
    bool placed = parser->error != YAML_READER_ERROR;
    return glosa_fail(
        error, GLOSA_MALFORMED, NULL, placed ? (int64_t)parser->problem_mark.line + 1 : -1,
        "not valid YAML: %s", parser->problem ? parser->problem : "no reason given");
}

static glosa_status parse(struct figure *figure)
{
    glosa_string bytes = figure->document->record.bytes;
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return glosa_fail_memory(figure->error, "read");
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.data, bytes.size);
    glosa_status status = GLOSA_OK;
    while (!status && !figure->ended) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            status = parser_error(&parser, figure->error);
            break;
        }
        status = take_event(figure, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return status;
}

/* --- text --- */

static glosa_string without_stop(glosa_string text)
{
    text = glosa_string_trim(text);
    while (text.size && text.data[text.size - 1] == '.')
        text.size--;
    return text;
}

static bool is_placeholder(glosa_string caption)
{
    return glosa_string_is(caption, "[missing figure legend]") ||
           glosa_string_is(without_stop(caption), "Figure");
}

static bool repeats(glosa_string title, glosa_string paper, glosa_string caption)
{
    title = without_stop(title);
    return !title.size || glosa_string_equal(title, without_stop(paper)) ||
           (caption.size >= title.size &&
            glosa_string_equal(title, glosa_string_slice(caption, 0, title.size)));
}

static void add(glosa_builder *builder, glosa_section_kind section, glosa_block_kind kind,
                glosa_string text)
{
    bool heading = kind == GLOSA_BLOCK_HEADING;
    glosa_builder_open(builder, (glosa_block){.kind = kind,
                                              .level = heading,
                                              .section_known = true,
                                              .section = section});
    glosa_builder_add(builder, text);
    glosa_builder_close(builder);
}

static void add_keywords(glosa_builder *builder, glosa_string keywords)
{
    glosa_string keyword;
    while (glosa_string_next(&keywords, '|', &keyword)) {
        if (!is_missing(keyword, false))
            add(builder, GLOSA_SECTION_KEYWORDS, GLOSA_BLOCK_ITEM, keyword);
    }
}

static glosa_status build(const struct figure *figure, glosa_buffer *buffer)
{
    const glosa_string *values = figure->values;
    glosa_string caption = values[CAPTION], title = values[FIGTITLE];
    glosa_builder builder;
    if (is_placeholder(caption))
        caption = (glosa_string){NULL, 0};
    glosa_builder_begin(&builder, figure->document, buffer);
    add(&builder, GLOSA_SECTION_TITLE, GLOSA_BLOCK_HEADING, values[PAPERTITLE]);
    if (!is_placeholder(title) && !repeats(title, values[PAPERTITLE], caption))
        add(&builder, GLOSA_SECTION_CAPTION, GLOSA_BLOCK_PARAGRAPH, title);
    add(&builder, GLOSA_SECTION_CAPTION, GLOSA_BLOCK_PARAGRAPH, caption);
    add_keywords(&builder, values[KEYWORDS]);
    return glosa_builder_finish(&builder, figure->error);
}

static glosa_status read_pfocr(glosa_document *document, const glosa_limits *limits,
                               glosa_buffer *buffer, glosa_error *error)
{
    (void)limits;
    struct figure figure = {.document = document, .member = MEMBERS, .error = error};
    glosa_status status = parse(&figure);
    if (status)
        return status;
    glosa_metadata *metadata = &document->metadata;
    metadata->name = figure.values[FIGID];
    metadata->title = figure.values[PAPERTITLE];
    metadata->year = figure.values[YEAR];
    metadata->doi = figure.values[DOI];
    metadata->pmcid = figure.values[PMCID];
    if (!metadata->name.size)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1, "no member 'figid'");
    return build(&figure, buffer);
}

/* A line of dashes, and a line that begins with figid: among those that follow. */
static int recognize(glosa_string head)
{
    glosa_string rest = glosa_string_trim(head), line;
    bool dashes = glosa_string_starts(rest, "---\n") || glosa_string_starts(rest, "---\r\n");
    if (!dashes)
        return glosa_string_starts(rest, "figid:") ? 90 : 0;
    while (glosa_string_next(&rest, '\n', &line)) {
        if (glosa_string_starts(line, "figid:"))
            return 100;
    }
    return 0;
}

const glosa_format glosa_format_pfocr = {
    .name = "pfocr",
    .summary = "figure records of the Pathway Figure OCR project (YAML)",
    .recognize = recognize,
    .read = read_pfocr,
};

/* PFOCR figure records: YAML between two lines of dashes, one figure a file.
 *
 * The text is the article's title, the figure's title, its caption and the author's keywords.
 * The caption stands again in schema-jsonld, where it is passed over; so that nothing is counted
 * twice, a figure title is left out where it is the article's title or stands in the caption.
 * What was recognized in the picture is metadata (pfocr_entities.h). */
#include <yaml.h>

#include "stages/read/builder.h"
#include "stages/read/format.h"
#include "stages/read/plain/pfocr_entities.h"

enum { DEPTH_LIMIT = 32 };

/* The keys that are known. Those before SCHEMA have single values, those before WORD are members
 * of the record itself; the rest are those of an entity, in the order of glosa_pfocr_field. */
enum key {
    FIGID, FIGTITLE, PAPERTITLE, CAPTION, KEYWORDS, YEAR, DOI, PMCID,
    SCHEMA, GENES, CHEMICALS, DISEASES,
    WORD, SYMBOL, HGNC_SYMBOL, ENTREZ, SOURCE, IDENTIFIER,
    KEYS,
    SINGLE_VALUES = SCHEMA,
    MEMBERS = WORD,
};

static const char *const names[KEYS] = {
    [FIGID] = "figid",         [FIGTITLE] = "figtitle",       [PAPERTITLE] = "papertitle",
    [CAPTION] = "caption",     [KEYWORDS] = "keywords",       [YEAR] = "year",
    [DOI] = "doi",             [PMCID] = "pmcid",             [SCHEMA] = "schema-jsonld",
    [GENES] = "genes",         [CHEMICALS] = "chemicals",     [DISEASES] = "diseases",
    [WORD] = "word",           [SYMBOL] = "symbol",           [HGNC_SYMBOL] = "hgnc_symbol",
    [ENTREZ] = "entrez",       [SOURCE] = "source",           [IDENTIFIER] = "identifier",
};

/* An open map or list. */
struct level {
    bool map;
    bool in_value; /* of a map: a key was read, its value is due */
    enum key key;  /* the last key read; KEYS: none that is known */
};

struct figure {
    glosa_document *document;
    glosa_string values[SINGLE_VALUES];
    bool seen[MEMBERS];
    glosa_pfocr_entities entities;
    struct level levels[DEPTH_LIMIT + 1]; /* from 1, the record itself */
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

static enum key key_of(glosa_string name)
{
    int key = 0;
    while (key < KEYS && !glosa_string_is(name, names[key]))
        key++;
    return (enum key)key;
}

static glosa_status take_key(struct figure *figure, const yaml_event_t *event, glosa_string name)
{
    struct level *level = &figure->levels[figure->depth];
    level->in_value = true;
    level->key = key_of(name);
    if (figure->depth > 1 || level->key >= MEMBERS)
        return GLOSA_OK;
    if (figure->seen[level->key])
        return glosa_fail(figure->error, GLOSA_MALFORMED, NULL, line_of(event),
                          "member '%s' stands twice", names[level->key]);
    figure->seen[level->key] = true;
    return GLOSA_OK;
}

static bool is_missing(glosa_string value, bool plain)
{
    value = glosa_string_trim(value);
    return !value.size || glosa_string_is(value, ".na.character") ||
           glosa_string_is(value, "NA") ||
           (plain && (glosa_string_is(value, "~") || glosa_string_is(value, "null")));
}

/* Whether this is an open map of a list of genes, chemicals or diseases. */
static bool in_entity(const struct figure *figure)
{
    enum key member = figure->levels[1].key;
    return figure->depth == 3 && member >= GENES && member <= DISEASES &&
           !figure->levels[2].map && figure->levels[3].map;
}

/* Whether a value here is one of schema-jsonld's keywords, a list or a single one. */
static bool in_symbols(const struct figure *figure)
{
    const struct level *levels = figure->levels;
    return levels[1].key == SCHEMA && figure->depth >= 2 && levels[2].map &&
           levels[2].key == KEYWORDS &&
           (figure->depth == 2 || (figure->depth == 3 && !levels[3].map));
}

static glosa_status keep_value(struct figure *figure, enum key key, glosa_string value)
{
    if (figure->depth > 1)
        return glosa_pfocr_set_field(&figure->entities, (glosa_pfocr_field)(key - WORD), value,
                                     figure->error);
    figure->values[key] = glosa_document_keep(figure->document, value);
    return figure->values[key].data ? GLOSA_OK : glosa_fail_memory(figure->error, "read");
}

static glosa_status take_value(struct figure *figure, const yaml_event_t *event,
                               glosa_string value)
{
    struct level *level = &figure->levels[figure->depth];
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    bool symbol = in_symbols(figure);
    bool kept = figure->depth == 1 ? level->key < SINGLE_VALUES
                                   : in_entity(figure) && level->key >= WORD && level->key < KEYS;
    level->in_value = false;
    if ((!symbol && !kept) || is_missing(value, plain))
        return GLOSA_OK;
    if (memchr(value.data, 0, value.size))
        return malformed(figure, event, "a value holds the character U+0000");
    value = glosa_string_trim(value);
    return symbol ? glosa_pfocr_add_symbol(&figure->entities, value, figure->error)
                  : keep_value(figure, level->key, value);
}

static glosa_status take_scalar(struct figure *figure, const yaml_event_t *event)
{
    glosa_string text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    const struct level *level = &figure->levels[figure->depth];
    if (figure->depth == 0)
        return malformed(figure, event, "expected members such as 'figid: ...'");
    return level->map && !level->in_value ? take_key(figure, event, text)
                                          : take_value(figure, event, text);
}

static glosa_status take_start(struct figure *figure, const yaml_event_t *event, bool list)
{
    const struct level *above = &figure->levels[figure->depth];
    if (figure->depth == 0 && list)
        return malformed(figure, event, "expected members such as 'figid: ...'");
    if (figure->depth == 1 && !above->in_value)
        return malformed(figure, event, "a member's name must be a word");
    if (figure->depth == 1 && above->key < SINGLE_VALUES)
        return glosa_fail(figure->error, GLOSA_MALFORMED, NULL, line_of(event),
                          "member '%s' must be a single value", names[above->key]);
    if (figure->depth == DEPTH_LIMIT)
        return glosa_fail(figure->error, GLOSA_REFUSED, NULL, line_of(event),
                          "values nest deeper than %d; document skipped", DEPTH_LIMIT);
    figure->levels[++figure->depth] = (struct level){.map = !list, .key = KEYS};
    return GLOSA_OK;
}

/* A list or map is a value of the level above, or a key that none of ours is. */
static glosa_status take_end(struct figure *figure)
{
    static const char *const kinds[] = {"gene", "chemical", "disease"};
    glosa_status status = GLOSA_OK;
    if (in_entity(figure))
        status = glosa_pfocr_close_map(&figure->entities, kinds[figure->levels[1].key - GENES],
                                       figure->error);
    struct level *above = &figure->levels[--figure->depth];
    if (!above->in_value)
        above->key = KEYS;
    above->in_value = above->map && !above->in_value;
    return status;
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
    case YAML_MAPPING_END_EVENT: return take_end(figure);
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
           (caption.size && memmem(caption.data, caption.size, title.data, title.size));
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
    struct figure figure = {
        .document = document, .entities = {.document = document}, .error = error};
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
    status = build(&figure, buffer);
    if (status == GLOSA_OK)
        glosa_pfocr_finish(&figure.entities);
    return status;
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

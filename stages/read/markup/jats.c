/* JATS, the Journal Article Tag Suite (NISO Z39.96), and the NLM DTDs before it: articles of
 * PubMed Central, Europe PMC, SciELO. Read in one pass, in document order. */
#include "stages/read/format.h"
#include "stages/read/identifiers.h"
#include "stages/read/language_tag.h"
#include "stages/read/markup/inline_markup.h"
#include "stages/read/markup/jats_reader.h"

enum { HIGHEST_LEVEL = 9 };

static bool has(const glosa_jats_frame *frame, glosa_jats_flag flag)
{
    return frame->element->flags & flag;
}

static glosa_jats_role role_of(const glosa_jats_frame *frame)
{
    return (glosa_jats_role)frame->element->role;
}

static bool is_of_vocabulary(const glosa_jats_frame *frame)
{
    return frame->element->role >= GLOSA_JATS_ROLE_COUNT;
}

/* --- blocks --- */

static void set_kind(glosa_jats_frame *frame, glosa_block_kind kind, unsigned level)
{
    frame->kind = (uint8_t)kind;
    frame->level = (uint8_t)(level < HIGHEST_LEVEL ? level : HIGHEST_LEVEL);
}

/* A new block, unless it continues the label that stands before it: of a division's only its
 * title does. */
static void begin_block(glosa_jats_reader *reader)
{
    const glosa_jats_frame *frame = glosa_jats_top(reader);
    bool heads = reader->builder.block.kind == GLOSA_BLOCK_HEADING;
    if (!reader->labelled || (heads && role_of(frame) != GLOSA_JATS_TITLE)) {
        glosa_jats_close_block(reader);
        return;
    }
    if (frame->section == GLOSA_SECTION_CAPTION &&
        !strchr(".:;)|", glosa_jats_last_character(reader))) {
        reader->builder.blank = false;
        glosa_builder_add(&reader->builder, GLOSA_LITERAL("."));
    }
    glosa_builder_space(&reader->builder);
    reader->labelled = false;
}

static void start_title(glosa_jats_frame *frame, const glosa_jats_frame *parent)
{
    bool boxed = role_of(parent) == GLOSA_JATS_CAPTION && role_of(parent - 1) == GLOSA_JATS_BOX;
    if (has(parent, GLOSA_JATS_DEEPER) || boxed)
        set_kind(frame, GLOSA_BLOCK_HEADING, frame->depth + 1u);
}

/* Labels of divisions and captions are text; those of notes, items and references only number
 * them. */
static void start_label(glosa_jats_reader *reader, glosa_jats_frame *frame,
                        const glosa_jats_frame *parent)
{
    if (!has(parent, GLOSA_JATS_LABELLED) || frame->flat) {
        frame->mute = frame->silent = true;
        return;
    }
    if (has(parent, GLOSA_JATS_DEEPER))
        set_kind(frame, GLOSA_BLOCK_HEADING, frame->depth + 1u);
    glosa_jats_close_block(reader);
}

/* The article's own title, or in other places part of a citation. */
static void start_article_title(glosa_jats_reader *reader, glosa_jats_frame *frame,
                                const glosa_jats_frame *parent)
{
    glosa_jats_role role = role_of(parent);
    if (role != GLOSA_JATS_TITLE_GROUP && role != GLOSA_JATS_ARTICLE_META)
        return;
    frame->mute = false;
    frame->section = GLOSA_SECTION_TITLE;
    set_kind(frame, GLOSA_BLOCK_HEADING, 1);
    glosa_jats_close_block(reader);
}

/* --- citations --- */

static void start_citation(glosa_jats_reader *reader, glosa_jats_frame *frame)
{
    frame->citation =
        role_of(frame) == GLOSA_JATS_MIXED_CITATION ? GLOSA_JATS_MIXED : GLOSA_JATS_PARTS;
    /* The same reference is often given written out and in parts: the first form counts. */
    if (reader->cited_as && reader->cited_as != frame->element)
        frame->mute = frame->silent = true;
    glosa_jats_space(reader);
    reader->last_part = frame->part = ++reader->parts;
}

static void end_citation(glosa_jats_reader *reader, const glosa_jats_frame *frame)
{
    if (reader->emitted > frame->emitted)
        reader->cited_as = frame->element;
}

/* Places in affiliations are parts of them, too. */
static bool is_part(const glosa_jats_frame *frame)
{
    return has(frame, GLOSA_JATS_PART) ||
           (frame->affiliation && role_of(frame) == GLOSA_JATS_NAMED);
}

static void start_part(glosa_jats_reader *reader, glosa_jats_frame *frame)
{
    if (frame->citation == GLOSA_JATS_PARTS)
        frame->part = ++reader->parts;
    if (!reader->touching || frame->citation == GLOSA_JATS_PARTS)
        return;
    if (frame->affiliation && glosa_jats_last_character(reader) &&
        glosa_jats_last_character(reader) != ',')
        glosa_builder_add(&reader->builder, GLOSA_LITERAL(","));
    if (frame->affiliation || frame->citation == GLOSA_JATS_MIXED)
        glosa_jats_space(reader);
}

/* Identifiers are often added behind the last full stop. */
static void start_publication_id(glosa_jats_reader *reader)
{
    char last = glosa_jats_last_character(reader);
    if (last && !strchr("([/:", last))
        glosa_jats_space(reader);
}

/* --- inline --- */

static void start_xref(glosa_jats_frame *frame, const glosa_xml_attributes *attributes)
{
    static const char *const notes[] = {"fn",      "table-fn",     "aff",
                                        "corresp", "author-notes", "contrib"};
    glosa_string type = glosa_xml_attribute(attributes, "ref-type", false);
    frame->mark |= glosa_string_is(type, "bibr");
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        if (glosa_string_is(type, notes[i]))
            frame->mark = frame->drop = true;
    }
}

/* Behind the term of a list, or inside a line, in brackets behind what it defines. */
static void start_definition(glosa_jats_reader *reader, glosa_jats_frame *frame)
{
    char last = glosa_jats_last_character(reader);
    frame->bracket = last && !frame->flat && !frame->mute;
    if (frame->bracket) {
        frame->flat = true;
        glosa_jats_space(reader);
        glosa_jats_emit(reader, GLOSA_LITERAL("("));
        return;
    }
    if (last && !strchr(":=;,-", last)) {
        reader->builder.blank = false;
        glosa_builder_add(&reader->builder, GLOSA_LITERAL(":"));
    }
    glosa_jats_space(reader);
}

static void start_math(glosa_jats_reader *reader, glosa_jats_frame *frame)
{
    frame->math = true;
    frame->token = role_of(frame) == GLOSA_JATS_MATH_TOKEN;
    if (role_of(frame) == GLOSA_JATS_MATH_FENCED && !frame->mute)
        glosa_jats_emit(reader, GLOSA_LITERAL("("));
}

/* Children of scripts and fractions have their meaning from their place. */
static void start_math_child(glosa_jats_reader *reader, glosa_jats_frame *frame,
                             const glosa_jats_frame *parent)
{
    unsigned place = parent->children;
    frame->raises = (role_of(parent) == GLOSA_JATS_MATH_SUPERSCRIPT && place == 2) ||
                    (role_of(parent) == GLOSA_JATS_MATH_BOTH_SCRIPTS && place == 3);
    if (frame->raises)
        glosa_jats_raise(reader);
    if (role_of(parent) == GLOSA_JATS_MATH_FRACTION && place == 2 && !frame->mute)
        glosa_jats_emit(reader, GLOSA_LITERAL("/"));
}

/* --- events --- */

static void start_sub_article(glosa_jats_reader *reader, glosa_jats_frame *frame,
                              const glosa_xml_attributes *attributes)
{
    glosa_string type = glosa_xml_attribute(attributes, "article-type", false);
    frame->sub_article = role_of(frame) == GLOSA_JATS_SUB_ARTICLE;
    frame->translation = frame->sub_article && glosa_string_is(type, "translation");
    frame->mute = false;
    frame->depth = 0;
    glosa_jats_close_block(reader);
}

static void start_role(glosa_jats_reader *reader, glosa_jats_frame *frame,
                       const glosa_xml_attributes *attributes)
{
    const glosa_jats_frame *parent = frame - 1;
    switch (role_of(frame)) {
    case GLOSA_JATS_ROOT:
    case GLOSA_JATS_SUB_ARTICLE: start_sub_article(reader, frame, attributes); break;
    case GLOSA_JATS_ARTICLE_TITLE: start_article_title(reader, frame, parent); break;
    case GLOSA_JATS_ARTICLE_ID:
        glosa_jats_start_article_id(reader, frame, parent, attributes);
        break;
    case GLOSA_JATS_YEAR: glosa_jats_start_year(reader, frame, parent); break;
    case GLOSA_JATS_TITLE: start_title(frame, parent); break;
    case GLOSA_JATS_LABEL: start_label(reader, frame, parent); break;
    case GLOSA_JATS_DEFINITION: start_definition(reader, frame); break;
    case GLOSA_JATS_AFFILIATION: glosa_jats_start_affiliation(reader, frame); break;
    case GLOSA_JATS_INSTITUTION: glosa_jats_start_institution(reader, frame, attributes); break;
    case GLOSA_JATS_REFERENCE: reader->cited_as = NULL; break;
    case GLOSA_JATS_MIXED_CITATION:
    case GLOSA_JATS_ELEMENT_CITATION: start_citation(reader, frame); break;
    case GLOSA_JATS_PUBLICATION_ID: start_publication_id(reader); break;
    case GLOSA_JATS_XREF: start_xref(frame, attributes); break;
    case GLOSA_JATS_SUPERSCRIPT:
        frame->raises = true;
        glosa_jats_raise(reader);
        break;
    case GLOSA_JATS_BREAK: glosa_jats_space(reader); break;
    case GLOSA_JATS_ALTERNATIVES:
        frame->alternative = true;
        glosa_buffer_clear(&reader->tex);
        break;
    case GLOSA_JATS_TEX:
        frame->tex = true;
        glosa_buffer_clear(&reader->tex);
        break;
    case GLOSA_JATS_MATH:
    case GLOSA_JATS_MATH_TOKEN:
    case GLOSA_JATS_MATH_SUPERSCRIPT:
    case GLOSA_JATS_MATH_BOTH_SCRIPTS:
    case GLOSA_JATS_MATH_FRACTION:
    case GLOSA_JATS_MATH_FENCED: start_math(reader, frame); break;
    default:
        if (is_of_vocabulary(frame))
            reader->vocabulary->start(reader, frame, attributes);
    }
}

/* What the table says of the element. */
static void apply_flags(glosa_jats_reader *reader, glosa_jats_frame *frame,
                        const glosa_xml_attributes *attributes)
{
    const glosa_jats_element *element = frame->element;
    bool inside = frame->flat;
    if (element->flags & GLOSA_JATS_SILENT)
        frame->silent = frame->mute = true;
    if (element->flags & GLOSA_JATS_MUTE)
        frame->mute = true;
    if (element->flags & GLOSA_JATS_SPEAK)
        frame->mute = false;
    frame->depth = (uint8_t)(frame->depth + ((element->flags & GLOSA_JATS_DEEPER) != 0));
    reader->opens |= (element->flags & GLOSA_JATS_OPENS) != 0;
    if (element->section != GLOSA_JATS_SAME_SECTION && !inside)
        frame->section = element->section;
    if (element->flags & (GLOSA_JATS_OPENS | GLOSA_JATS_LABELLED))
        set_kind(frame, GLOSA_BLOCK_PARAGRAPH, 0);
    if (element->flags & GLOSA_JATS_BLOCK && !inside) {
        if (element->kind != GLOSA_BLOCK_PARAGRAPH || frame->kind == GLOSA_BLOCK_HEADING)
            set_kind(frame, element->kind, 0);
        begin_block(reader);
    }
    if (element->flags & GLOSA_JATS_SPACED || (element->flags & GLOSA_JATS_BLOCK && inside))
        glosa_jats_space(reader);
    if (element->flags & GLOSA_JATS_FLAT)
        frame->flat = true;
    glosa_string tag = element->flags & GLOSA_JATS_INLINE
                           ? (glosa_string){NULL, 0}
                           : glosa_xml_attribute(attributes, "lang", true);
    if (tag.size)
        frame->language = glosa_language_of_tag(reader->document, tag);
}

/* All but what the document keeps is forgotten. */
static void on_begin(void *state)
{
    glosa_jats_reader *reader = state;
    glosa_buffer_clear(&reader->script);
    glosa_buffer_clear(&reader->tex);
    glosa_buffer_clear(&reader->value);
    glosa_buffer_clear(&reader->asides);
    *reader = (glosa_jats_reader){
        .vocabulary = reader->vocabulary,
        .document = reader->document,
        .builder = reader->builder,
        .frames = reader->frames,
        .script = reader->script,
        .tex = reader->tex,
        .value = reader->value,
        .asides = reader->asides,
    };
    reader->frames[0] = (glosa_jats_frame){
        .element = glosa_jats_element_of(""), .mute = true, .section = GLOSA_SECTION_BODY};
    glosa_builder_begin(&reader->builder, reader->document, reader->builder.text);
    if (reader->vocabulary->begin)
        reader->vocabulary->begin(reader);
}

static void on_start(void *state, const char *name, const glosa_xml_attributes *attributes)
{
    glosa_jats_reader *reader = state;
    glosa_jats_frame *parent = glosa_jats_top(reader);
    glosa_jats_frame *frame = &reader->frames[++reader->depth];
    parent->children = (uint16_t)(parent->children + (parent->children < UINT16_MAX));
    *frame = *parent;
    frame->element = reader->vocabulary->element_of(name);
    frame->children = 0;
    frame->emitted = reader->emitted;
    frame->raises = frame->aside = frame->bracket = frame->original = false;
    if (frame->silent)
        return;
    if (has(frame, GLOSA_JATS_ASIDE))
        glosa_jats_begin_aside(reader, frame);
    apply_flags(reader, frame, attributes);
    if (role_of(frame) == GLOSA_JATS_CAPTION && role_of(parent) != GLOSA_JATS_BOX)
        frame->section = GLOSA_SECTION_CAPTION;
    if (frame->math)
        start_math_child(reader, frame, parent);
    if (is_part(frame) && !frame->mute)
        start_part(reader, frame);
    start_role(reader, frame, attributes);
}

static void end_label(glosa_jats_reader *reader)
{
    reader->labelled = glosa_jats_last_character(reader) != 0;
}

static void end_role(glosa_jats_reader *reader, const glosa_jats_frame *frame)
{
    switch (role_of(frame)) {
    case GLOSA_JATS_ROOT:
        if (reader->document->metadata.language.size == 0)
            reader->document->metadata.language = frame->language;
        break;
    case GLOSA_JATS_ARTICLE_TITLE: glosa_jats_end_article_title(reader, frame); break;
    case GLOSA_JATS_ARTICLE_ID: glosa_jats_end_article_id(reader, frame); break;
    case GLOSA_JATS_YEAR: glosa_jats_end_year(reader, frame); break;
    case GLOSA_JATS_LABEL: end_label(reader); break;
    case GLOSA_JATS_MIXED_CITATION:
    case GLOSA_JATS_ELEMENT_CITATION: end_citation(reader, frame); break;
    case GLOSA_JATS_ET_AL:
        if (reader->emitted == frame->emitted && !frame->mute)
            glosa_jats_emit(reader, GLOSA_LITERAL("et al"));
        break;
    case GLOSA_JATS_ALTERNATIVES:
        if (reader->emitted == frame->emitted && !frame->mute)
            glosa_jats_emit_tex(reader);
        break;
    case GLOSA_JATS_TEX:
        if (!frame->alternative && !frame->mute)
            glosa_jats_emit_tex(reader);
        break;
    case GLOSA_JATS_MATH_FENCED:
        if (!frame->mute)
            glosa_jats_emit(reader, GLOSA_LITERAL(")"));
        break;
    case GLOSA_JATS_DEFINITION:
        if (frame->bracket) {
            reader->builder.blank = false;
            glosa_jats_emit(reader, GLOSA_LITERAL(")"));
        }
        break;
    case GLOSA_JATS_AFFILIATION: glosa_jats_end_affiliation(reader, frame); break;
    case GLOSA_JATS_INSTITUTION: glosa_jats_end_institution(reader, frame); break;
    default:
        if (is_of_vocabulary(frame))
            reader->vocabulary->end(reader, frame);
    }
}

static void on_end(void *state)
{
    glosa_jats_reader *reader = state;
    glosa_jats_frame *frame = glosa_jats_top(reader);
    if (!frame->silent)
        end_role(reader, frame);
    if (frame->raises)
        glosa_jats_lower(reader);
    reader->depth--;
    if (frame->silent)
        return;
    bool inside = glosa_jats_top(reader)->flat;
    if (has(frame, GLOSA_JATS_BLOCK) && !inside)
        glosa_jats_close_block(reader);
    else if (has(frame, GLOSA_JATS_BLOCK) || has(frame, GLOSA_JATS_SPACED))
        glosa_jats_space(reader);
    if (has(frame, GLOSA_JATS_DEEPER) || has(frame, GLOSA_JATS_LABELLED))
        glosa_jats_close_block(reader);
    if (is_part(frame))
        reader->touching = true;
    if (frame->aside)
        glosa_jats_end_aside(reader, frame);
}

static bool on_text(void *state, glosa_string text)
{
    glosa_jats_reader *reader = state;
    glosa_jats_text(reader, text);
    return !reader->builder.failed;
}

/* --- format --- */

/* How surely an XML document with that root is JATS: DocBook and HTML have articles too. */
static int recognize_jats(glosa_string head)
{
    glosa_string root = glosa_xml_root_name(head);
    bool front = glosa_find(head, "<article-meta") < head.size ||
                 glosa_find(head, "<journal-meta") < head.size;
    if (glosa_string_is(root, "article"))
        return front || glosa_find(head, "article-type=") < head.size ? 100 : 60;
    return 0;
}

/* How surely it is a file of many articles, whatever its root is called. */
static int recognize_set(glosa_string head)
{
    glosa_string root = glosa_xml_root_name(head);
    if (!root.size || glosa_string_is(root, "article"))
        return 0;
    if (glosa_string_is(root, "pmc-articleset") || glosa_string_is(root, "articles"))
        return 90;
    return glosa_find(head, "<article-meta") < head.size ||
                   glosa_find(head, "<journal-meta") < head.size
               ? 70
               : 0;
}

glosa_status glosa_jats_read(glosa_jats_reader *reader, const glosa_limits *limits,
                             glosa_buffer *buffer, glosa_error *error)
{
    static const glosa_xml_handler handler = {on_begin, on_start, on_end, on_text};
    glosa_document *document = reader->document;
    reader->frames =
        glosa_arena_alloc(&document->arena, (limits->depth + 1) * sizeof *reader->frames);
    if (!reader->frames)
        return glosa_fail_memory(error, "read");
    reader->builder.text = buffer;
    glosa_error damage;
    glosa_status status = glosa_xml_parse(&handler, reader, document, limits, &damage);
    glosa_jats_close_block(reader);
    reader->builder.failed |= reader->script.failed || reader->value.failed;
    glosa_buffer_free(&reader->asides);
    glosa_buffer_free(&reader->script);
    glosa_buffer_free(&reader->tex);
    glosa_buffer_free(&reader->value);
    status = glosa_builder_finish(&reader->builder, error);
    return glosa_xml_settle(document, &damage, status, error);
}

static glosa_status read_jats(glosa_document *document, const glosa_limits *limits,
                              glosa_buffer *buffer, glosa_error *error)
{
    static const glosa_jats_vocabulary vocabulary = {.element_of = glosa_jats_element_of};
    glosa_jats_reader *reader = glosa_arena_alloc(&document->arena, sizeof *reader);
    if (!reader)
        return glosa_fail_memory(error, "read");
    reader->vocabulary = &vocabulary;
    reader->document = document;
    glosa_status status = glosa_jats_read(reader, limits, buffer, error);
    if (status == GLOSA_OK)
        glosa_name_by_identifier(&document->metadata);
    return status;
}

const glosa_format glosa_format_jats = {
    .name = "jats",
    .summary = "JATS and NLM XML: PubMed Central, Europe PMC, SciELO",
    .recognize = recognize_jats,
    .read = read_jats,
};

static const char *const articles[] = {"article", NULL};

const glosa_format glosa_format_jats_set = {
    .name = "jats-set",
    .summary = "many articles of JATS in one file: <pmc-articleset>, <articles>",
    .cut = glosa_cut_elements,
    .units = articles,
    .recognize = recognize_set,
    .read = read_jats,
};

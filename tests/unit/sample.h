/* A small document with every layer, for tests that change or send one. */
#ifndef GLOSA_TESTS_SAMPLE_H
#define GLOSA_TESTS_SAMPLE_H

#include "pipeline/document/document.h"

#define SAMPLE_ADD(document, array) (*GLOSA_ARRAY_ADD(&(document)->arena, &(document)->array))

/* The part of the text from the start of `first` to the end of `last`. */
static inline glosa_span sample_span(const glosa_document *document, const char *first,
                                     const char *last)
{
    const char *start = strstr(document->text.data, first);
    const char *end = strstr(start, last) + strlen(last);
    return (glosa_span){(uint32_t)(start - document->text.data),
                        (uint32_t)(end - document->text.data)};
}

/* The source has a ligature that the text has not: one edit of three bytes into two. */
static inline void sample_text(glosa_document *document)
{
    static const char source[] = "Título\n\nActiva NF-κB. Y ﬁbronectin.";
    static const char text[] = "Título\n\nActiva NF-κB. Y fibronectin.";
    document->source = GLOSA_LITERAL(source);
    document->text = GLOSA_LITERAL(text);
    uint32_t at = (uint32_t)(strstr(text, "fibro") - text);
    SAMPLE_ADD(document, map) = (glosa_edit){at, 2, at, 3};
    SAMPLE_ADD(document, blocks) = (glosa_block){
        .span = {0, 7}, .kind = GLOSA_BLOCK_HEADING, .level = 1, .section_known = true};
    SAMPLE_ADD(document, blocks) =
        (glosa_block){.span = {9, sizeof source - 1}, .language = GLOSA_LITERAL("es")};
}

static inline void sample_sentences(glosa_document *document)
{
    const glosa_string es = GLOSA_LITERAL("es");
    glosa_span title = {0, 7}, body = {9, (uint32_t)document->text.size};
    SAMPLE_ADD(document, sections) =
        (glosa_section){title, title, GLOSA_SECTION_TITLE, es};
    SAMPLE_ADD(document, sections) =
        (glosa_section){body, {9, 9}, GLOSA_SECTION_BODY, es};
    glosa_span first = sample_span(document, "Activa", "κB."), second = body;
    second.start = first.end + 1;
    SAMPLE_ADD(document, sentences) = (glosa_sentence){first, 1, es};
    SAMPLE_ADD(document, sentences) = (glosa_sentence){second, 1, es};
}

static inline void sample_mentions(glosa_document *document)
{
    glosa_span one = sample_span(document, "NF", "κB");
    glosa_span two = sample_span(document, "fibro", "nectin");
    SAMPLE_ADD(document, tokens) = (glosa_token){one, GLOSA_SHAPE_MIXED};
    SAMPLE_ADD(document, tokens) = (glosa_token){two, GLOSA_SHAPE_LOWER};
    SAMPLE_ADD(document, entries) = (glosa_entry){
        .kind = GLOSA_LITERAL("family"), .curie = GLOSA_LITERAL("fplx:NFkappaB"),
        .preferred = GLOSA_LITERAL("NF-κB"), .name = GLOSA_LITERAL("NF-κB"),
        .role = GLOSA_LITERAL("preferred"), .language = GLOSA_LITERAL("mul"),
        .flags = GLOSA_NAME_CASE | GLOSA_NAME_NEEDS_CONTEXT};
    SAMPLE_ADD(document, entries) = (glosa_entry){
        .kind = GLOSA_LITERAL("gene"), .curie = GLOSA_LITERAL("hgnc:3778"),
        .preferred = GLOSA_LITERAL("FN1"), .name = GLOSA_LITERAL("fibronectin"),
        .role = GLOSA_LITERAL("synonym"), .language = GLOSA_LITERAL("en")};
    SAMPLE_ADD(document, hits) = (glosa_hit){one, 0};
    SAMPLE_ADD(document, hits) = (glosa_hit){two, 1};
    SAMPLE_ADD(document, candidates) = (glosa_candidate){0, 0.9f};
    SAMPLE_ADD(document, candidates) = (glosa_candidate){1, 0.1f};
    SAMPLE_ADD(document, mentions) =
        (glosa_mention){one, 0, 0, 1, GLOSA_LITERAL("dictionary"), false, false,
                        GLOSA_LITERAL("drug")};
    SAMPLE_ADD(document, mentions) =
        (glosa_mention){two, 1, 1, 1, GLOSA_LITERAL("dictionary"), false, false, {0}};
    SAMPLE_ADD(document, abbreviations) = (glosa_abbreviation){one, two};
}

static inline void sample_document(glosa_document *document)
{
    document->metadata.name = GLOSA_LITERAL("sample");
    document->metadata.format = GLOSA_LITERAL("text");
    sample_text(document);
    sample_sentences(document);
    sample_mentions(document);
    SAMPLE_ADD(document, figure_entities) = (glosa_figure_entity){
        .word = GLOSA_LITERAL("(IκBα"), .symbol = GLOSA_LITERAL("NFKBIA"),
        .kind = GLOSA_LITERAL("gene"), .curie = GLOSA_LITERAL("ncbigene:4792"),
        .source = GLOSA_LITERAL("hgnc_alias_symbol")};
    SAMPLE_ADD(document, figure_entities) =
        (glosa_figure_entity){.symbol = GLOSA_LITERAL("On")};
    document->layers = ((1u << GLOSA_LAYER_COUNT) - 1) & ~(glosa_layers)GLOSA_RECORD;
}

#endif

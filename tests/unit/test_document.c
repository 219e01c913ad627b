/* Documents: their invariants, and what is kept and dropped. */
#include <criterion/criterion.h>

#include "pipeline/document/document.h"
#include "tests/unit/sample.h"

Test(document, the_sample_is_sound)
{
    glosa_document document = {0};
    sample_document(&document);
    cr_assert_null(glosa_document_fault(&document), "%s", glosa_document_fault(&document));
    glosa_document_free(&document);
}

#define FAULT(change, words)                                                                   \
    do {                                                                                       \
        glosa_document document = {0};                                                         \
        sample_document(&document);                                                            \
        change;                                                                                \
        const char *fault = glosa_document_fault(&document);                                   \
        cr_expect(fault && strcmp(fault, words) == 0, "%s: %s", #change, fault ? fault : "-"); \
        glosa_document_free(&document);                                                        \
    } while (0)

Test(document, every_broken_rule_is_named)
{
    FAULT(document.blocks.items[0].span.end = 5000, "a block lies outside the source");
    FAULT(document.blocks.items[1].span.start = 0, "blocks overlap or are out of order");
    FAULT(document.map.items[0].text_size++, "the map does not fit text and source");
    FAULT(document.sections.items[0].span.end = 5000, "a section lies outside the text");
    FAULT(document.sections.items[0].heading.end = 5000, "a section lies outside the text");
    FAULT(document.sections.items[1].span.start = 0, "sections overlap or are out of order");
    FAULT(document.sentences.items[0].span = ((glosa_span){4, 2}),
          "a sentence lies outside the text");
    FAULT(document.sentences.items[1].span.start = 0, "sentences overlap or are out of order");
    FAULT(document.sentences.items[0].section = 9,
          "a sentence names a section that is not there");
    FAULT(document.tokens.items[0].span.end = document.tokens.items[0].span.start,
          "a token is empty or lies outside the text");
    FAULT(document.tokens.items[1].span.start = 0, "tokens overlap or are out of order");
    FAULT(document.hits.items[0].span.end = UINT32_MAX, "a hit is empty or lies outside the text");
    FAULT(document.hits.items[0].span.end = document.hits.items[0].span.start,
          "a hit is empty or lies outside the text");
    FAULT(document.hits.items[1].span.start = 0, "hits are out of order");
    FAULT(document.hits.items[0].entry = 7, "a hit names an entry that is not there");
    FAULT(document.mentions.items[0].span.end = document.mentions.items[0].span.start,
          "a mention is empty or lies outside the text");
    FAULT(document.mentions.items[0].sentence = 7,
          "a mention names a sentence that is not there");
    FAULT(document.mentions.items[0].sentence = 1, "a mention lies outside its sentence");
    FAULT(document.mentions.items[0].candidates = 0,
          "a mention names candidates that are not there");
    FAULT(document.mentions.items[0].first_candidate = UINT32_MAX,
          "a mention names candidates that are not there");
    FAULT(document.candidates.items[0].entry = 7,
          "a candidate names an entry that is not there");
    FAULT(document.abbreviations.items[0].long_form.end = UINT32_MAX,
          "an abbreviation lies outside the text");
    FAULT(document.figure_entities.items[1].symbol = ((glosa_string){NULL, 0}),
          "a figure entity has neither word nor symbol");
    FAULT(document.figure_entities.items[0].curie = GLOSA_LITERAL("4792"),
          "the identifier of a figure entity is no CURIE");
    FAULT(document.figure_entities.items[0].curie = GLOSA_LITERAL("ncbigene:"),
          "the identifier of a figure entity is no CURIE");
    FAULT(document.figure_entities.items[0].curie = GLOSA_LITERAL(":4792"),
          "the identifier of a figure entity is no CURIE");
}

Test(document, spans_must_not_cut_a_character)
{
    /* The sample's first sentence has a κ in it. */
    glosa_document document = {0};
    sample_document(&document);
    const char *kappa = strstr(document.text.data, "κ");
    document.tokens.items[0].span.end = (uint32_t)(kappa - document.text.data) + 1;
    cr_assert_not_null(glosa_document_fault(&document));
    glosa_document_free(&document);
}

Test(document, spans_come_back_to_the_source)
{
    glosa_document document = {0};
    sample_document(&document);
    for (uint32_t i = 0; i < document.mentions.size; i++) {
        glosa_span span = glosa_document_to_source(&document, document.mentions.items[i].span);
        glosa_string source = glosa_document_source(&document, span);
        cr_assert(glosa_string_is(source, i ? "ﬁbronectin" : "NF-κB"), "%.*s",
                  GLOSA_PRINT(source));
    }
    glosa_document_free(&document);
}

Test(document, a_reset_leaves_nothing)
{
    glosa_document document = {0};
    for (int round = 0; round < 3; round++) {
        sample_document(&document);
        glosa_document_reset(&document);
        cr_assert(document.layers == 0 && document.source.size == 0 && document.tokens.size == 0);
        cr_assert(!document.failed && document.problems.size == 0 && document.wire.size == 0);
        cr_assert(document.figure_entities.size == 0);
    }
    glosa_document_free(&document);
}

Test(document, problems_are_copied)
{
    glosa_document document = {0};
    glosa_error problem = {0};
    cr_assert_eq(glosa_fail(&problem, GLOSA_MALFORMED, "a.xml", 3, "tag not closed"),
                 GLOSA_MALFORMED);
    cr_assert_eq(glosa_document_add_problem(&document, "read", &problem, true, NULL), GLOSA_OK);
    memset(&problem, 'x', sizeof problem);
    const glosa_problem *kept = &document.problems.items[0];
    cr_assert(document.failed && glosa_string_is(kept->where, "a.xml"));
    cr_assert(glosa_string_is(kept->message, "tag not closed") && kept->position == 3);
    glosa_document_free(&document);
}

Test(document, names_and_values_are_one_to_one)
{
    for (unsigned i = 0; i < GLOSA_SECTION_KIND_COUNT; i++) {
        glosa_section_kind kind;
        const char *name = glosa_section_kind_name((glosa_section_kind)i);
        cr_assert(glosa_section_kind_of(glosa_string_of(name), &kind) && kind == i);
    }
    for (unsigned i = 0; i < GLOSA_SHAPE_COUNT; i++) {
        glosa_shape shape;
        const char *name = glosa_shape_name((glosa_shape)i);
        cr_assert(glosa_shape_of(glosa_string_of(name), &shape) && shape == i);
    }
    for (unsigned i = 0; i < GLOSA_NAME_FLAG_COUNT; i++)
        cr_assert_eq(glosa_name_flag_of(glosa_string_of(glosa_name_flag_name(i))), 1u << i);
    glosa_block_kind kind;
    cr_assert_not(glosa_block_kind_of(GLOSA_LITERAL("Heading"), &kind));
    cr_assert_eq(glosa_name_flag_of(GLOSA_LITERAL("")), 0);
}

/* The library as a program of somebody else uses it: only through pipeline/glosa.h. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/glosa.h"

static bool is(glosa_string text, const char *expected)
{
    return text.size == strlen(expected) && memcmp(text.data, expected, text.size) == 0;
}

static glosa_annotator *open_annotator(const char *const *dictionaries, size_t count)
{
    glosa_annotator *annotator = NULL;
    glosa_error error = {0};
    cr_assert_eq(glosa_annotator_open(&annotator, dictionaries, count, &error), GLOSA_OK, "%s: %s",
                 error.where, error.message);
    return annotator;
}

static glosa_status annotate(glosa_annotator *annotator, glosa_string text, glosa_error *error)
{
    return glosa_annotate(annotator, glosa_string_of("case-7"), glosa_string_of(""), text, error);
}

Test(annotator, gives_mentions_at_code_points)
{
    static const char text[] =
        "Sí: el imatinib mesilato (IM) falló. CXCR4 and ERK1/2 were active in the cells.";
    static const struct {
        size_t start, end, sentence;
        const char *text, *kind, *entity, *method;
    } expected[] = {
        {7, 24, 0, "imatinib mesilato", "drug", "drugbank:DB00619", "dictionary"},
        {26, 28, 0, "IM", "drug", "drugbank:DB00619", "abbreviation"},
        {37, 42, 1, "CXCR4", "gene", "hgnc:2561", "dictionary"},
        {47, 51, 1, "ERK1", "gene", "hgnc:6877", "dictionary"},
        {52, 53, 1, "2", "gene", "hgnc:6871", "coordination"},
    };
    size_t count = sizeof expected / sizeof *expected;
    glosa_annotator *annotator = open_annotator(NULL, 0);
    cr_assert_eq(annotate(annotator, glosa_string_of(text), NULL), GLOSA_OK);
    cr_assert_eq(glosa_sentence_count(annotator), 2);
    cr_expect(is(glosa_sentence_at(annotator, 0).language, "es"));
    cr_expect(is(glosa_sentence_at(annotator, 1).language, "en"));
    cr_expect_eq(glosa_sentence_at(annotator, 1).start, 37);
    cr_assert_eq(glosa_mention_count(annotator), count);
    for (size_t i = 0; i < count; i++) {
        glosa_mention_view mention = glosa_mention_at(annotator, i);
        cr_expect_eq(mention.start, expected[i].start, "%s", expected[i].text);
        cr_expect_eq(mention.end, expected[i].end, "%s", expected[i].text);
        cr_expect_eq(mention.sentence, expected[i].sentence, "%s", expected[i].text);
        cr_expect(is(mention.text, expected[i].text), "%s", expected[i].text);
        cr_expect(is(mention.kind, expected[i].kind), "%s", expected[i].text);
        cr_expect(is(mention.entity, expected[i].entity), "%s", expected[i].text);
        cr_expect(is(mention.method, expected[i].method), "%s", expected[i].text);
        cr_expect(mention.score > 0 && mention.score <= 1, "%s", expected[i].text);
    }
    glosa_annotator_free(annotator);
}

/* A name of two words in every 23, in one sentence or in many: wherever it stands, it is found. */
static void expect_names_throughout(const char *between)
{
    enum { WORDS = 6000, EACH = 23 };
    static const char name[] = "imatinib mesilato";
    char *text = calloc(WORDS, sizeof name + 4);
    size_t size = 0, starts[WORDS / EACH + 1], count = 0;
    cr_assert(text);
    for (size_t i = 0; i < WORDS; i++) {
        if (i % EACH == 7)
            starts[count++] = size;
        size += (size_t)snprintf(text + size, sizeof name + 4, "%s%s",
                                 i % EACH == 7 ? name : "la dosis",
                                 i % EACH == 20 ? between : " ");
    }
    glosa_annotator *annotator = open_annotator(NULL, 0);
    cr_assert_eq(annotate(annotator, (glosa_string){text, size}, NULL), GLOSA_OK);
    cr_assert_eq(glosa_mention_count(annotator), count);
    for (size_t i = 0; i < count; i++)
        cr_expect(glosa_mention_at(annotator, i).start == starts[i] &&
                  is(glosa_mention_at(annotator, i).text, name), "%zu", i);
    glosa_annotator_free(annotator);
    free(text);
}

Test(annotator, finds_names_throughout_a_long_sentence)
{
    expect_names_throughout(" ");
}

Test(annotator, finds_names_throughout_many_sentences)
{
    expect_names_throughout(". ");
}

/* A text replaces the one before, also where it fails: then there is nothing to look at. */
Test(annotator, forgets_what_came_before)
{
    glosa_annotator *annotator = open_annotator(NULL, 0);
    glosa_error error = {0};
    cr_assert_eq(annotate(annotator, glosa_string_of("CXCR4"), &error), GLOSA_OK);
    cr_assert_eq(glosa_mention_count(annotator), 1);
    cr_expect_eq(annotate(annotator, glosa_string_of("CXCR4 \xFF"), &error), GLOSA_ENCODING);
    cr_expect_str_eq(error.where, "case-7");
    cr_expect_eq(glosa_mention_count(annotator), 0);
    cr_expect_eq(annotate(annotator, glosa_string_of(" \n"), &error), GLOSA_EMPTY);
    cr_expect_eq(glosa_sentence_count(annotator), 0);
    cr_assert_eq(annotate(annotator, glosa_string_of("no name"), &error), GLOSA_OK);
    cr_expect_eq(glosa_mention_count(annotator), 0);
    cr_expect_eq(glosa_sentence_count(annotator), 1);
    glosa_annotator_free(annotator);
    glosa_annotator_free(NULL);
}

Test(annotator, uses_only_the_dictionaries_it_is_given)
{
    static const char rows[] = "kind\tid\tname\tlanguage\trole\tflags\txrefs\n"
                               "cell\tcl:0000134\tmesenchymal stem cell\ten\tpreferred\t\t\n";
    char path[] = "annotator-XXXXXX";
    int file = mkstemp(path);
    cr_assert_geq(file, 0);
    cr_assert_eq(write(file, rows, sizeof rows - 1), (ssize_t)(sizeof rows - 1));
    close(file);
    const char *dictionaries[] = {path};
    glosa_annotator *annotator = open_annotator(dictionaries, 1);
    unlink(path);
    cr_assert_eq(annotate(annotator, glosa_string_of("CXCR4 on a mesenchymal stem cell."), NULL),
                 GLOSA_OK);
    cr_assert_eq(glosa_mention_count(annotator), 1);
    cr_expect(is(glosa_mention_at(annotator, 0).entity, "cl:0000134"));
    glosa_annotator_free(annotator);
}

Test(annotator, refuses_a_dictionary_that_is_not_there)
{
    const char *dictionaries[] = {"no/such.glosa"};
    glosa_annotator *annotator = (glosa_annotator *)&dictionaries;
    glosa_error error = {0};
    cr_expect_eq(glosa_annotator_open(&annotator, dictionaries, 1, &error), GLOSA_DICTIONARY);
    cr_expect_null(annotator);
    cr_expect_str_eq(error.where, "no/such.glosa");
}

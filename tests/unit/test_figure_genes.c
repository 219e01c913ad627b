/* The genes that a figure lists, and what of a caption speaks for them. */
#include <criterion/criterion.h>

#include "stages/emit/figure_genes.h"

static glosa_folding *folding;

static void open_folding(void)
{
    cr_assert_eq(glosa_folding_new(&folding, NULL), GLOSA_OK);
}

static void close_folding(void)
{
    glosa_folding_free(folding);
}

TestSuite(figure_genes, .init = open_folding, .fini = close_folding);

static void add(glosa_figure_genes *genes, const char *symbol, const char *word,
                const char *curie)
{
    cr_assert_eq(glosa_figure_genes_add(genes, glosa_string_of(symbol), glosa_string_of(word),
                                        glosa_string_of(curie), NULL), GLOSA_OK);
}

/* Whether a figure that lists `name` finds it among the words of the sentence. */
static bool speaks(const char *name, const char *sentence)
{
    glosa_figure_genes genes = {.folding = folding};
    add(&genes, name, "", "");
    cr_assert_eq(glosa_figure_genes_find_words(&genes, glosa_string_of(sentence), NULL),
                 GLOSA_OK);
    bool found = genes.genes.items[0].found;
    glosa_figure_genes_free(&genes);
    return found;
}

Test(figure_genes, words_that_speak_for_a_gene)
{
    static const char *const cases[][2] = {
        {"IL6", "It binds IL-6."},      {"IL6", "IL 6"},          {"IL-6", "(il6)"},
        {"AR", "The AR moves."},        {"NO", "NO is made."},    {"GSK3β", "of GSK-3β."},
        {"Andorra", "In Andorra"},      {"AKT", "AKT-dependent"}, {"(Src,", "and SRC ends"},
        {"PI3K/AKT", "by PI3K / Akt."}, {"BCR", "BCR-ABL1"},      {"CKIIβ", "the CKIIbeta"},
        {"Ga12,Gaq", "(Ga12,Gaq)"},     {"GATA2", "GATA-2 and"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect(speaks(cases[i][0], cases[i][1]), "%s in '%s'", cases[i][0], cases[i][1]);
}

Test(figure_genes, words_that_do_not)
{
    static const char *const cases[][2] = {
        {"IL6", "It binds IL-6R and IL-16."}, {"IL", "IL-6"},      {"CLOCK", "the clock"},
        {"On", "On the way, on and on"},      {"oo", "oo"},        {"tor", "doc tor"},
        {"C", "Panel C"},                     {"GATA", "GATA-2"},  {"2", "p = 2"},
        {"Here", "Here it is"},               {"IMPACT", "Impact"}, {"6", "IL-6"},
        {"PI3K/AKT", "PI3K and AKT"},         {"[O]", "[O]"},      {"--", "--"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_not(speaks(cases[i][0], cases[i][1]), "%s in '%s'", cases[i][0], cases[i][1]);
}

Test(figure_genes, orthologues_and_identifiers_count_once)
{
    glosa_figure_genes genes = {.folding = folding};
    bool listed = false;
    add(&genes, "NFKBIA", "", "");
    add(&genes, "Nfkbia", "", "");
    add(&genes, "PTK2", "FAK", "ncbigene:5747");
    add(&genes, "", "pFAK", "ncbigene:5747");
    add(&genes, "AKT1", "Akt", "ncbigene:207");
    add(&genes, "AKT2", "Akt", "ncbigene:208");
    cr_assert_eq(genes.genes.size, 4);
    cr_expect(glosa_string_is(genes.genes.items[0].name, "NFKBIA"));
    cr_expect(glosa_string_is(genes.genes.items[1].name, "PTK2"));
    glosa_figure_genes_find_curie(&genes, GLOSA_LITERAL("ncbigene:20"), &listed);
    cr_expect_not(listed);
    glosa_figure_genes_find_curie(&genes, GLOSA_LITERAL("ncbigene:5747"), &listed);
    cr_expect(listed && genes.genes.items[1].found && !genes.genes.items[2].found);
    for (int twice = 0; twice < 2; twice++) {
        listed = false;
        cr_assert_eq(glosa_figure_genes_find_name(&genes, GLOSA_LITERAL("AKT"), &listed, NULL),
                     GLOSA_OK);
        cr_expect(listed && genes.genes.items[2].found && genes.genes.items[3].found);
    }
    cr_expect_not(genes.genes.items[0].found);
    glosa_figure_genes_clear(&genes);
    cr_expect_eq(genes.genes.size, 0);
    add(&genes, "AKT1", "", "");
    cr_expect(genes.genes.size == 1 && !genes.genes.items[0].found);
    glosa_figure_genes_free(&genes);
}

Test(figure_genes, a_defined_abbreviation_is_no_word_of_a_gene)
{
    glosa_figure_genes genes = {.folding = folding};
    bool listed = false;
    add(&genes, "MSC", "", "");
    cr_assert_eq(glosa_figure_genes_abbreviation(&genes, GLOSA_LITERAL("MSC"), NULL), GLOSA_OK);
    cr_assert_eq(glosa_figure_genes_find_words(&genes, GLOSA_LITERAL("The MSC rests."), NULL),
                 GLOSA_OK);
    cr_expect_not(genes.genes.items[0].found);
    cr_assert_eq(glosa_figure_genes_find_name(&genes, GLOSA_LITERAL("MSC"), &listed, NULL),
                 GLOSA_OK);
    cr_expect(listed && genes.genes.items[0].found);
    glosa_figure_genes_free(&genes);
}

/* Many genes under one word, and a caption that repeats it: marked once. */
Test(figure_genes, a_word_of_many_genes_is_looked_up_once)
{
    enum { GENES = 20000, WORDS = 200000 };
    glosa_figure_genes genes = {.folding = folding};
    glosa_buffer caption = {0};
    char curie[32];
    for (int i = 0; i < GENES; i++) {
        snprintf(curie, sizeof curie, "ncbigene:%d", i);
        add(&genes, "", i % 2 ? "Andorra" : "Akt1", curie);
    }
    for (int i = 0; i < WORDS; i++)
        glosa_buffer_text(&caption, i % 2 ? "by Andorra " : "by AKT-1 ");
    cr_assert_eq(glosa_figure_genes_find_words(&genes, glosa_buffer_view(&caption), NULL),
                 GLOSA_OK);
    for (uint32_t i = 0; i < GENES; i++)
        cr_assert(genes.genes.items[i].found);
    glosa_buffer_free(&caption);
    glosa_figure_genes_free(&genes);
}

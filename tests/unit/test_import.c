/* What importers share: names turned the right way round, identifiers taken apart. */
#include <criterion/criterion.h>

#include "dictionaries/import/prefix.h"
#include "dictionaries/import/uninvert.h"

static void expect_name(const char *published, const char *expected)
{
    glosa_buffer out = {0};
    glosa_uninvert(glosa_string_of(published), &out);
    glosa_buffer_byte(&out, '\0');
    cr_expect_str_eq(out.data, expected, "got %s\nwant %s", out.data, expected);
    glosa_buffer_free(&out);
}

Test(import, inverted_names)
{
    expect_name("", "");
    expect_name("Calcimycin", "Calcimycin");
    expect_name("Mesylate, Imatinib", "Imatinib Mesylate");
    expect_name("Receptors, Interleukin-1, Type I", "Type I Interleukin-1 Receptors");
    expect_name("2,4-Dinitrophenol", "2,4-Dinitrophenol");
    expect_name("Factor (alpha, beta), Human", "Human Factor (alpha, beta)");
}

Test(import, names_with_commas_that_are_not_inverted)
{
    expect_name("Benzene, 1-chloro-", "Benzene, 1-chloro-");
    expect_name("Diphtheria, Tetanus, and Pertussis Vaccine",
                "Diphtheria, Tetanus, and Pertussis Vaccine");
    expect_name("Trimethoprim, Sulfamethoxazole Drug Combination",
                "Trimethoprim, Sulfamethoxazole Drug Combination");
    expect_name("a, b, c, d, e", "a, b, c, d, e");
    expect_name("Oxides, ", "Oxides, ");
    expect_name(", Oxides", ", Oxides");
    expect_name("Complex (a, b", "Complex (a, b");
}

static void expect_split(const char *published, const char *prefix, const char *id)
{
    glosa_string got_prefix = {NULL, 0}, got_id = {NULL, 0};
    bool split = glosa_prefix_split(glosa_string_of(published), &got_prefix, &got_id);
    cr_expect_eq(split, prefix != NULL, "%s", published);
    if (!split || !prefix)
        return;
    cr_expect(glosa_string_is(got_prefix, prefix), "%s: prefix %.*s", published,
              GLOSA_PRINT(got_prefix));
    cr_expect(glosa_string_is(got_id, id), "%s: id %.*s", published, GLOSA_PRINT(got_id));
}

Test(import, identifiers)
{
    expect_split("CHEBI:15365", "CHEBI", "15365");
    expect_split("GO:GO:0005884", "GO", "0005884");
    expect_split("CVCL_0030", "CVCL", "0030");
    expect_split("http://purl.obolibrary.org/obo/CL_0000084", "CL", "0000084");
    expect_split("https://identifiers.org/mesh:D001241", "mesh", "D001241");
    expect_split("http://identifiers.org/mesh/D001241", "mesh", "D001241");
    expect_split("http://zfin.org/ZDB-GENE-1", "zfin", "ZDB-GENE-1");
    expect_split("http://example.org/1", NULL, NULL);
    expect_split("has_role", NULL, NULL);
    expect_split("CHEBI:", NULL, NULL);
    expect_split(":1", NULL, NULL);
    expect_split("", NULL, NULL);
    cr_expect_str_eq(glosa_prefix_named(GLOSA_LITERAL("Drug_Central"))->bioregistry,
                     "drugcentral");
    cr_expect_null(glosa_prefix_named(GLOSA_LITERAL("Wikipedia")));
}

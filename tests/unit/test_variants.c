/* Spellings derived from listed names, as "spelling (rule)" in the order they come; some come
 * twice. */
#include <criterion/criterion.h>

#include "dictionaries/build/name_rules.h"

static void note(void *context, const glosa_variant *variant)
{
    glosa_buffer *out = context;
    if (variant->rule.size)
        glosa_buffer_format(out, "%.*s (%.*s) ", GLOSA_PRINT(variant->text),
                            GLOSA_PRINT(variant->rule));
}

static void expect(const char *kind, const char *language, const char *name,
                   const char *expected)
{
    glosa_row row = {.kind = glosa_string_of(kind), .name = glosa_string_of(name),
                     .language = glosa_string_of(language), .role = GLOSA_LITERAL("synonym")};
    glosa_buffer scratch = {0}, out = {0};
    glosa_name_rules *rules;
    cr_assert_eq(glosa_name_rules_load(&rules, NULL), GLOSA_OK);
    glosa_variants(rules, &row, &scratch, note, &out);
    glosa_name_rules_free(rules);
    glosa_buffer_byte(&out, '\0');
    cr_expect_str_eq(out.data, expected);
    glosa_buffer_free(&scratch);
    glosa_buffer_free(&out);
}

Test(variants, greek_letters)
{
    expect("family", "mul", "NF-κB", "NFκB (greek-joined) NF-kB (greek-letter) "
                                     "NFkB (greek-letter) NFκB (hyphen-dropped) ");
    expect("gene", "mul", "TNF-α", "TNFα (greek-joined) TNF-a (greek-letter) TNFa (greek-letter) "
                                   "TNF-alfa (greek-spanish) TNFα (hyphen-dropped) ");
}

Test(variants, c_for_z_in_spanish_alone)
{
    expect("drug", "es", "isoniazida", "isoniacida (spanish-c) ");
    expect("drug", "en", "isoniazid", "");
    expect("drug", "es", "cefazolina", "");
}

Test(variants, plurals_of_families)
{
    expect("family", "es", "cadherina", "cadherinas (plural) ");
    expect("family", "en", "integrin", "integrins (plural) ");
}

Test(variants, hyphens_of_symbols)
{
    expect("gene", "mul", "BCL-XL", "BCLXL (hyphen-dropped) ");
    expect("drug", "mul", "Retin-A", "");
}

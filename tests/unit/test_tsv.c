/* Dictionary TSV: what is taken, what is refused and how it is said. */
#include "tests/unit/rows.h"

Test(tsv, faults_name_line_and_column)
{
    static const char *const cases[][3] = {
        {"", "-1", "is empty"},
        {"kind\tid\n", "1", "the header must be kind, id, name, language, role, flags, xrefs "
                            "and, at will, origin, separated by tabs"},
        {HEADER "gene\thgnc:1\tA\tmul\tsymbol\t\n", "2", "a row has seven columns separated by "
                                                       "tabs, as the header"},
        {HEADER "gene\thgnc:1\tA\tmul\tsymbol\t\t\t\n", "2", "a row has seven columns separated "
                                                           "by tabs, as the header"},
        {HEADER8 "gene\thgnc:1\tA\tmul\tsymbol\t\t\n", "2",
         "a row has eight columns separated by tabs, as the header"},
        {HEADER "gene\thgnc:1\tA\tmul\tsymbol\t\t\n\tx:1\tA\tmul\tsymbol\t\t\n", "3",
         "column 'kind': is empty"},
        {HEADER "gene\tHGNC:1\tA\tmul\tsymbol\t\t\n", "2",
         "column 'id': must be a CURIE such as hgnc:2561"},
        {HEADER "gene\thgnc:\tA\tmul\tsymbol\t\t\n", "2",
         "column 'id': must be a CURIE such as hgnc:2561"},
        {HEADER "gene\thgnc:1\t A\tmul\tsymbol\t\t\n", "2",
         "column 'name': is empty or has blanks at its ends"},
        {HEADER "gene\thgnc:1\tA\tfr\tsymbol\t\t\n", "2",
         "column 'language': must be en, es or mul"},
        {HEADER "gene\thgnc:1\tA\x01\tmul\tsymbol\t\t\n", "2",
         "column 'name': has a control character"},
        {HEADER "gene\thgnc:1\tA\tmul\tsymbols\t\t\n", "2",
         "column 'role': must be preferred, symbol, synonym, previous, abbreviation, brand, code "
         "or formula"},
        {HEADER "gene\thgnc:1\tA\tmul\tpreferred\t\thgnc:2|P61073\n", "2",
         "column 'xrefs': must be CURIEs such as uniprot:P61073, joined by |"},
        {HEADER "gene\thgnc:1\tA\tmul\tsymbol\tcase|loud\t\n", "2",
         "column 'flags': flags are case, never-alone, needs-context, joined by |"},
        {HEADER "gene\thgnc:1\tA\xFF\tmul\tsymbol\t\t\n", "2", "is not UTF-8"},
        {"\xEF\xBB\xBF" HEADER "gene\thgnc:1\tA\tmul\tsymbol\t\tx:\xFF\n", "2", "is not UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_row_table table = {0};
        glosa_error error = {0};
        glosa_status status = import(&table, cases[i][0], strlen(cases[i][0]), &error);
        cr_expect_eq(status, GLOSA_DICTIONARY, "case %zu", i);
        cr_expect_eq(error.position, strtol(cases[i][1], NULL, 10), "case %zu", i);
        cr_expect_str_eq(error.message, cases[i][2], "case %zu: %s", i, error.message);
        glosa_row_table_free(&table);
    }
}

Test(tsv, keeps_the_origin)
{
    static const char text[] =
        HEADER8 "gene\thgnc:5\tA1BG\tmul\tpreferred\t\tncbigene:1\tHGNC 2024-10 (CC0)\n";
    glosa_row_table table = {0};
    glosa_error error = {0};
    cr_assert_eq(import(&table, text, sizeof text - 1, &error), GLOSA_OK, "%s", error.message);
    cr_expect(glosa_string_is(table.rows.items[0].xrefs, "ncbigene:1"));
    cr_expect(glosa_string_is(table.rows.items[0].origin, "HGNC 2024-10 (CC0)"));
    glosa_row_table_free(&table);
}

Test(tsv, takes_what_editors_leave)
{
    static const char text[] = "\xEF\xBB\xBFkind\tid\tname\tlanguage\trole\tflags\txrefs\r\n"
                               "gene\thgnc:1\tA1BG\tmul\tsymbol\tcase|never-alone\t\r\n"
                               "gene\thgnc:1\tα-1B\tmul\tsynonym\t\tx:1";
    glosa_row_table table = {0};
    glosa_error error = {0};
    cr_assert_eq(import(&table, text, sizeof text - 1, &error), GLOSA_OK, "%s", error.message);
    cr_assert_eq(table.rows.size, 2);
    cr_assert_eq(table.rows.items[0].flags, GLOSA_NAME_CASE | GLOSA_NAME_NEVER_ALONE);
    cr_assert(glosa_string_is(table.rows.items[1].xrefs, "x:1"));
    glosa_row_table_free(&table);
}

Test(tsv, faults_that_show_when_compiling)
{
    static const char *const cases[][2] = {
        {HEADER "gene\thgnc:1\tA\tmul\tsymbol\t\t\ndrug\thgnc:1\tB\tmul\tsymbol\t\t\n",
         "'B': its entity has another kind in an earlier row"},
        {HEADER "gene\thgnc:1\t-\tmul\tsymbol\t\t\n", "'-': has no letter or digit"},
        {HEADER "gene\thgnc:1\t(+)\tmul\tsymbol\t\t\n", "'(+)': has no letter or digit"},
        {HEADER, "there is no name in it"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_row_table table = {0};
        glosa_buffer image = {0};
        glosa_error error = {0};
        cr_assert_eq(import(&table, cases[i][0], strlen(cases[i][0]), &error), GLOSA_OK);
        cr_expect_eq(compile_table(&table, &image, &error), GLOSA_DICTIONARY, "case %zu", i);
        cr_expect_str_eq(error.message, cases[i][1], "case %zu: %s", i, error.message);
        glosa_row_table_free(&table);
        glosa_buffer_free(&image);
    }
}

#include "stages/read/markup/html_elements.h"
#include "stages/read/markup/inline_markup.h"
#include "stages/read/markup/xml.h"
#include "tests/unit/read_record.h"

#include <criterion/criterion.h>

static void html(read_result *result, const char *text)
{
    read_text(result, &glosa_format_html, text);
}

TestSuite(html, .init = glosa_xml_init);

Test(html, metadata)
{
    read_result r;
    html(
        &r,
        "<html lang='en'><head><title>Journal | x</title>"
        "<meta name='DC.Title' content='worse'><meta name='citation_title' content='El\n TP53'>"
        "<meta name='citation_doi' content='https://doi.org/10.1/x'>"
        "<meta name='citation_pmid' content='123'>"
        "<meta name='citation_publication_date' content='2010/05/01'>"
        "<meta name='citation_language' content='es'></head><body><p>Texto.</body></html>");
    const glosa_metadata *m = &r.document.metadata;
    cr_assert_eq(r.status, GLOSA_OK);
    cr_expect(glosa_string_is(m->title, "El TP53"), "%.*s", GLOSA_PRINT(m->title));
    cr_expect(glosa_string_is(m->doi, "10.1/x"));
    cr_expect(glosa_string_is(m->pmid, "123"));
    cr_expect(glosa_string_is(m->name, "123"));
    cr_expect(glosa_string_is(m->year, "2010"));
    cr_expect(glosa_string_is(m->language, "es"));
    read_free(&r);
}

Test(html, declared_encoding_is_over)
{
    read_result r;
    html(&r, "<meta charset=iso-8859-1><p>ni\xC3\xB1o");
    cr_expect(read_gives(&r, "niño"), "the bytes are UTF-8 by now");
    read_free(&r);
}

Test(html, nothing_to_read)
{
    static const char *const pages[] = {"", " \n", "<html><body></body></html>", "<script>x"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        read_result r;
        html(&r, pages[i]);
        cr_expect_eq(r.status, GLOSA_EMPTY, "%zu: %s", i, glosa_status_name(r.status));
        read_free(&r);
    }
}

Test(html, depth_is_limited)
{
    glosa_buffer page = {0};
    for (int i = 0; i < 100000; i++)
        glosa_buffer_text(&page, "<div>");
    read_result r;
    read_bytes(&r, &glosa_format_html, page.data, page.size);
    cr_expect_eq(r.status, GLOSA_REFUSED);
    read_free(&r);
    glosa_buffer_free(&page);
}

Test(html, elements_are_found)
{
    static const char *const names[] = {"a", "caption", "center", "h6", "title", "video", "tr"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cr_expect(glosa_html_element_of(names[i])->name[0], "%s", names[i]);
}

static void expect_raised(const char *content, const char *text)
{
    glosa_buffer out = {0};
    glosa_superscript(&out, glosa_string_of(content));
    cr_expect(glosa_string_is(glosa_buffer_view(&out), text), "%s", content);
    glosa_buffer_free(&out);
}

Test(inline_markup, superscript)
{
    expect_raised("6", "⁶");
    expect_raised("2+", "²⁺");
    expect_raised("−1", "⁻¹");
    expect_raised("1.5", "¹.⁵");
    expect_raised("th", "th");
    expect_raised("-/-", "-/-");
    expect_raised(".", ".");
}

static void expect_tex(const char *tex, const char *text)
{
    glosa_buffer out = {0};
    bool good = glosa_tex_text(&out, glosa_string_of(tex));
    cr_expect_eq(good, text != NULL, "%s", tex);
    cr_expect(glosa_string_is(glosa_buffer_view(&out), text ? text : ""), "%s: %.*s", tex,
              GLOSA_PRINT(glosa_buffer_view(&out)));
    glosa_buffer_free(&out);
}

Test(inline_markup, tex)
{
    expect_tex("$\\beta$", "β");
    expect_tex("\\documentclass{x}\\begin{document}$$10^{-6}$$\\end{document}", "10⁻⁶");
    expect_tex("$37\\,^{\\circ}$C", "37°C");
    expect_tex("$p \\leq 0.05$", "p ≤0.05");
    expect_tex("$^{^{^{$", NULL);
    expect_tex("\\begin{array}", NULL);
    expect_tex("", NULL);
}

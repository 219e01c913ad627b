#include "stages/read/markup/jats_elements.h"
#include "stages/read/markup/xml.h"
#include "tests/unit/read_record.h"

#include <criterion/criterion.h>

static void jats(read_result *result, const char *text)
{
    read_text(result, &glosa_format_jats, text);
}

static void expect_fault(const char *text, glosa_status status, int64_t line, const char *words)
{
    read_result r;
    jats(&r, text);
    cr_expect_eq(r.status, status, "%s: %s", glosa_status_name(r.status), r.error.message);
    cr_expect_eq(r.error.position, line, "line %lld", (long long)r.error.position);
    cr_expect(strstr(r.error.message, words), "%s", r.error.message);
    read_free(&r);
}

TestSuite(jats, .init = glosa_xml_init);

Test(jats, metadata)
{
    read_result r;
    jats(&r,
         "<article xml:lang='es-MX'><front><article-meta>"
         "<article-id pub-id-type='pmid'>123</article-id>"
         "<article-id pub-id-type='pmc'>456</article-id>"
         "<article-id pub-id-type='doi'>10.1/x</article-id>"
         "<title-group><article-title>El <italic>TP53</italic></article-title></title-group>"
         "<pub-date><year>2011</year></pub-date><pub-date><year>2010</year></pub-date>"
         "<history><date><year>2009</year></date></history></article-meta></front>"
         "<body><p>Texto.</p></body><sub-article xml:lang='en'><front-stub>"
         "<article-id pub-id-type='doi'>10.1/y</article-id><title-group>"
         "<article-title>TP53</article-title></title-group></front-stub></sub-article>"
         "</article>");
    const glosa_metadata *m = &r.document.metadata;
    cr_assert_eq(r.status, GLOSA_OK);
    cr_expect(glosa_string_is(m->name, "PMC456"));
    cr_expect(glosa_string_is(m->pmcid, "PMC456"));
    cr_expect(glosa_string_is(m->pmid, "123"));
    cr_expect(glosa_string_is(m->doi, "10.1/x"));
    cr_expect(glosa_string_is(m->year, "2010"));
    cr_expect(glosa_string_is(m->language, "es"));
    cr_expect(glosa_string_is(m->title, "El TP53"));
    cr_expect(glosa_string_is(r.document.blocks.items[1].language, "es"));
    cr_expect(glosa_string_is(r.document.blocks.items[2].language, "en"));
    read_free(&r);
}

Test(jats, each_abstract_opens_a_section)
{
    read_result r;
    jats(&r, "<article xml:lang='es'><front><article-meta><abstract><p>a</p><p>b</p></abstract>"
             "<trans-abstract xml:lang='en'><p>c</p></trans-abstract></article-meta></front>"
             "</article>");
    cr_assert_eq(r.document.blocks.size, 3);
    cr_expect(r.document.blocks.items[0].opens_section);
    cr_expect_not(r.document.blocks.items[1].opens_section);
    cr_expect(r.document.blocks.items[2].opens_section);
    cr_expect(glosa_string_is(r.document.blocks.items[2].language, "en"));
    read_free(&r);
}

Test(jats, expansion_is_refused)
{
    glosa_buffer text = {0};
    glosa_buffer_text(&text, "<!DOCTYPE article [\n<!ENTITY a0 \"lol\">\n");
    for (int i = 1; i < 10; i++)
        glosa_buffer_format(&text,
                            "<!ENTITY a%d \"&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;\">\n", i,
                            i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    glosa_buffer_text(&text, "]>\n<article><body><p>&a9;</p></body></article>");
    glosa_buffer_byte(&text, 0);
    expect_fault(text.data, GLOSA_REFUSED, 13, "entity expansion refused (limit 8 MiB)");
    glosa_buffer_free(&text);
}

/* One big entity, used often: each use is small, all together are not. */
Test(jats, quadratic_expansion_is_refused)
{
    glosa_buffer text = {0};
    glosa_buffer_text(&text, "<!DOCTYPE article [<!ENTITY a \"");
    for (int i = 0; i < 50000; i++)
        glosa_buffer_byte(&text, 'x');
    glosa_buffer_text(&text, "\">]>\n<article><body><p>");
    for (int i = 0; i < 50000; i++)
        glosa_buffer_text(&text, "&a;");
    glosa_buffer_text(&text, "</p></body></article>");
    glosa_buffer_byte(&text, 0);
    expect_fault(text.data, GLOSA_REFUSED, 2, "entity expansion refused");
    glosa_buffer_free(&text);
}

Test(jats, entity_loop_is_refused)
{
    expect_fault("<!DOCTYPE article [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>\n"
                 "<article><body><p>&a;</p></body></article>",
                 GLOSA_REFUSED, 2, "entity expansion refused");
}

Test(jats, external_entities_are_refused)
{
    expect_fault("<!DOCTYPE article [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n"
                 "<article><body><p>&x;</p></body></article>",
                 GLOSA_REFUSED, 2, "external entity refused");
}

/* Declared but not used, or asked for by a parameter entity: nothing is opened, nothing lost.
 */
Test(jats, external_subsets_are_not_opened)
{
    read_result r;
    jats(&r, "<!DOCTYPE article SYSTEM \"file:///etc/passwd\" [<!ENTITY % d SYSTEM "
             "\"file:///etc/passwd\"> %d; <!ENTITY x SYSTEM \"http://127.0.0.1:1/\">]>"
             "<article><body><p>imatinib</p></body></article>");
    cr_expect(read_gives(&r, "imatinib"));
    read_free(&r);
}

static void nest(glosa_buffer *text, int depth)
{
    glosa_buffer_text(text, "<article><body>\n");
    for (int i = 0; i < depth - 2; i++)
        glosa_buffer_text(text, "<sec>");
    glosa_buffer_text(text, "x");
    for (int i = 0; i < depth - 2; i++)
        glosa_buffer_text(text, "</sec>");
    glosa_buffer_text(text, "</body></article>");
    glosa_buffer_byte(text, 0);
}

Test(jats, depth)
{
    glosa_buffer text = {0};
    read_result r;
    nest(&text, GLOSA_XML_DEPTH);
    jats(&r, text.data);
    cr_expect(read_gives(&r, "x"));
    read_free(&r);
    glosa_buffer_clear(&text);
    nest(&text, GLOSA_XML_DEPTH + 1);
    expect_fault(text.data, GLOSA_REFUSED, 2, "nesting deeper than 256 elements");
    glosa_buffer_free(&text);
}

Test(jats, not_well_formed)
{
    expect_fault("<article><body>\n<p>Imatinib</body></article>", GLOSA_MALFORMED, 2,
                 "opening and ending tag mismatch: p line 2 and body; document skipped");
    expect_fault("\n\n<?xml version='1.0'?>\n<article><body><p>Imatinib", GLOSA_MALFORMED, 4,
                 "");
    expect_fault("<article><body><p>a &nosuchthing; b</p></body></article>", GLOSA_MALFORMED, 1,
                 "nosuchthing");
    expect_fault("", GLOSA_EMPTY, -1, "no text");
    expect_fault(" \n ", GLOSA_EMPTY, -1, "no text");
}

Test(jats, lines_count_from_the_record)
{
    static const char text[] = "\n<article>\n<p>";
    read_result r = {0};
    r.document.record = (glosa_record){.bytes = {text, sizeof text - 1}, .line = 10};
    const glosa_limits limits = GLOSA_LIMITS_DEFAULT;
    r.status = glosa_format_jats.read(&r.document, &limits, &r.buffer, &r.error);
    cr_expect_eq(r.status, GLOSA_MALFORMED);
    cr_expect_eq(r.error.position, 12);
    read_free(&r);
}

Test(jats, encodings)
{
    read_result r;
    jats(&r, "<?xml version='1.0' encoding='ISO-8859-1'?><article><body><p>ni\xF1o</p></body>"
             "</article>");
    cr_expect(read_gives(&r, "niño"));
    read_free(&r);
    jats(&r, "\xEF\xBB\xBF<?xml version='1.0' encoding='ISO-8859-1'?><article><body><p>niño</p>"
             "</body></article>");
    cr_expect(read_gives(&r, "niño"), "a byte order mark outweighs the declaration");
    read_free(&r);
    expect_fault("<article><body>\n<p>ni\xF1o</p></body></article>", GLOSA_ENCODING, 2,
                 "UTF-8");
    expect_fault("<?xml version='1.0' encoding='klingon'?><article><body><p>x</p></body>"
                 "</article>",
                 GLOSA_ENCODING, 1, "klingon");
}

Test(jats, utf16)
{
    static const char text[] = "<article><body><p>imatinib</p></body></article>";
    char wide[2 * sizeof text] = "\xFF\xFE";
    for (size_t i = 0; i + 1 < sizeof text; i++) {
        wide[2 + 2 * i] = text[i];
        wide[3 + 2 * i] = 0;
    }
    read_result r;
    read_bytes(&r, &glosa_format_jats, wide, 2 * sizeof text);
    cr_expect(read_gives(&r, "imatinib"), "%s", r.error.message);
    read_free(&r);
}

Test(jats, recognize)
{
    static const struct {
        const char *head;
        bool jats, html;
    } heads[] = {
        {"<article article-type='research-article'><front>", true, false},
        {"\n<?xml version='1.0'?><!-- c --><?pi?>\n<!DOCTYPE article [<!ENTITY a \">\">\n"
         "<!-- ]> -->]><article dtd-version='1.1'><front><journal-meta>",
         true, false},
        {"<!DOCTYPE html><html><body><article>", false, true},
        {"<html lang=\"es\">", false, true},
        {"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x'><html>",
         false, true},
        {"<article class='post'><h1>T</h1><div><span>a</span></div></article>", false, true},
        {"<div><p>a</p><ul><li>b</ul></div>", false, true},
        {"Un <b>texto</b> sin más", false, false},
        {"{\"id\": 1}", false, false},
        {"<note>", false, false},
        {"<!DOCTYPE article [", false, false},
        {"<", false, false},
        {"", false, false},
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        glosa_string head = glosa_string_of(heads[i].head);
        int jats = glosa_format_jats.recognize(head), html = glosa_format_html.recognize(head);
        cr_expect_eq(jats > html, heads[i].jats, "jats %d html %d: %s", jats, html, head.data);
        cr_expect_eq(html > jats, heads[i].html, "jats %d html %d: %s", jats, html, head.data);
    }
}

Test(jats, elements_are_found)
{
    static const char *const names[] = {"abstract", "alternatives", "country", "counts", "fn",
                                        "fn-group", "TD",           "xref",    "year",   "aff"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cr_expect(glosa_jats_element_of(names[i])->name[0], "%s", names[i]);
    cr_expect_eq(glosa_jats_element_of("marquee")->flags, 0);
}

#include "stages/read/markup/jats_elements.h"
#include "stages/read/markup/xml.h"
#include "stages/read/markup/xml_repair.h"
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
    nest(&text, 256);
    jats(&r, text.data);
    cr_expect(read_gives(&r, "x"));
    read_free(&r);
    glosa_buffer_clear(&text);
    nest(&text, 257);
    expect_fault(text.data, GLOSA_REFUSED, 2,
                 "nesting deeper than 256 elements refused; document skipped, see --max-depth");
    glosa_buffer_free(&text);
}

Test(jats, depth_as_the_limits_say)
{
    glosa_limits limits = GLOSA_LIMITS_DEFAULT;
    limits.depth = 4096;
    glosa_buffer text = {0};
    nest(&text, 4096);
    read_result r = {.document.record = {.bytes = glosa_buffer_view(&text), .line = 1}};
    r.document.record.bytes.size--;
    r.status = glosa_format_jats.read(&r.document, &limits, &r.buffer, &r.error);
    cr_expect(read_gives(&r, "x"), "%s", r.error.message);
    read_free(&r);
    limits.depth = 16;
    r = (read_result){.document.record = {.bytes = glosa_buffer_view(&text), .line = 1}};
    r.status = glosa_format_jats.read(&r.document, &limits, &r.buffer, &r.error);
    cr_expect_eq(r.status, GLOSA_REFUSED);
    read_free(&r);
    glosa_buffer_free(&text);
}

/* Entities of little or no text, each of which uses another ten times. */
static void expect_bomb_refused(const char *first, const char *use)
{
    static const glosa_limits all[] = {
        GLOSA_LIMITS_DEFAULT, {.document = 1 << 20, .expansion = 1 << 20, .depth = 4096}};
    glosa_buffer text = {0};
    glosa_buffer_format(&text, "<!DOCTYPE article [<!ENTITY a0 \"%s\">", first);
    for (int i = 1; i < 12; i++) {
        glosa_buffer_format(&text, "<!ENTITY a%d \"", i);
        for (int j = 0; j < 10; j++)
            glosa_buffer_format(&text, "&a%d;", i - 1);
        glosa_buffer_text(&text, "\">");
    }
    glosa_buffer_format(&text, "]><article><body><p>lost</p>%s</body></article>", use);
    for (size_t i = 0; i < 2; i++) {
        read_result r = {.document.record = {.bytes = glosa_buffer_view(&text), .line = 1}};
        r.status = glosa_format_jats.read(&r.document, &all[i], &r.buffer, &r.error);
        cr_expect_eq(r.status, GLOSA_REFUSED, "%s %s", first, use);
        cr_expect(strstr(r.error.message, i ? "(limit 1 MiB); document skipped, see --max-exp"
                                            : "(limit 8 MiB); document skipped, see --max-exp"),
                  "%s", r.error.message);
        read_free(&r);
    }
    glosa_buffer_free(&text);
}

Test(jats, bombs_are_refused_wherever_they_stand)
{
    expect_bomb_refused("lol", "<p>&a11;</p>");
    expect_bomb_refused("", "<p>&a11;</p>");
    expect_bomb_refused("<b/>", "<p>&a11;</p>");
    expect_bomb_refused("lol", "<p id='&a11;'>x</p>");
    expect_bomb_refused("", "<p id='&a11;'>x</p>");
    expect_bomb_refused("", "<p>a & b</p><p>&a11;</p>");
}

/* Parameter entities may be used inside entities that a parameter entity declares. */
Test(jats, parameter_entities_are_not_expanded)
{
    glosa_buffer text = {0};
    glosa_buffer_text(&text, "<!DOCTYPE article [<!ENTITY % p0 \"lol\">");
    for (int i = 1; i < 10; i++) {
        glosa_buffer_format(&text, "<!ENTITY %% d%d '<!ENTITY &#37; p%d \"", i, i);
        for (int j = 0; j < 10; j++)
            glosa_buffer_format(&text, "&#37;p%d;", i - 1);
        glosa_buffer_format(&text, "\">'>\n%%d%d;", i);
    }
    glosa_buffer_text(&text, "]><article><body><p>kept</p></body></article>");
    read_result r;
    read_bytes(&r, &glosa_format_jats, text.data, text.size);
    cr_expect(read_gives(&r, "kept"), "%s", r.error.message);
    cr_expect_eq(r.document.problems.size, 0);
    read_free(&r);
    glosa_buffer_free(&text);
}

/* What libxml2 compares with all others: it is not let do so. */
Test(jats, many_declarations)
{
    glosa_buffer text = {0};
    read_result r;
    glosa_buffer_text(&text, "<!DOCTYPE article [<!ATTLIST p a (e");
    for (int i = 0; i < 100000; i++)
        glosa_buffer_format(&text, "|e%d", i);
    glosa_buffer_text(&text, ") 'e'>]><article><body><p>imatinib</p></body></article>");
    read_bytes(&r, &glosa_format_jats, text.data, text.size);
    cr_expect(read_gives(&r, "imatinib"));
    cr_expect_eq(r.document.problems.size, 1);
    read_free(&r);
    glosa_buffer_clear(&text);
    glosa_buffer_text(&text, "<article><body>");
    for (int i = 0; i < 200; i++) {
        glosa_buffer_text(&text, "\n<sec");
        for (int j = 0; j < 100; j++)
            glosa_buffer_format(&text, " xmlns:n%d_%d='u'", i, j);
        glosa_buffer_byte(&text, '>');
    }
    glosa_buffer_byte(&text, 0);
    expect_fault(text.data, GLOSA_REFUSED, 4, "namespaces refused");
    glosa_buffer_free(&text);
}

static void expect_recovered(const char *text, const char *source, int64_t line,
                             const char *words)
{
    read_result r;
    jats(&r, text);
    cr_assert_eq(r.status, GLOSA_OK, "%s", r.error.message);
    cr_expect(read_gives(&r, source), "%.*s", GLOSA_PRINT(r.document.source));
    cr_assert_eq(r.document.problems.size, 1);
    const glosa_problem *problem = r.document.problems.items;
    cr_expect_eq(problem->code, GLOSA_RECOVERED);
    cr_expect_eq(problem->position, line, "line %lld", (long long)problem->position);
    cr_expect(strstr(problem->message.data, words), "%s", problem->message.data);
    cr_expect(strstr(problem->message.data, "; read as far as it goes"));
    cr_expect_not(r.document.failed);
    read_free(&r);
}

Test(jats, not_well_formed)
{
    expect_recovered("<article><body>\n<p>Imatinib</body></article>", "Imatinib", 2,
                     "opening and ending tag mismatch: p line 2 and body");
    expect_recovered("\n\n<?xml version='1.0'?>\n<article><body><p>Imatinib", "Imatinib", 4,
                     "");
    expect_recovered("<article><body><p>a &nosuchthing; b</p></body></article>",
                     "a &nosuchthing; b", 1, "entity 'nosuchthing' is not declared");
    expect_fault("<article><front>\n<p>Imatinib</front></article>", GLOSA_MALFORMED, 2,
                 "opening and ending tag mismatch: p line 2 and front; document skipped");
    expect_fault("no XML", GLOSA_MALFORMED, 1, "; document skipped");
    expect_fault("", GLOSA_EMPTY, -1, "no text");
    expect_fault(" \n ", GLOSA_EMPTY, -1, "no text");
}

/* What was told of a record before its fault turned up is void: nothing is there twice. */
Test(jats, recovery_begins_anew)
{
    read_result r;
    jats(
        &r,
        "<article xml:lang='es'><front><article-meta><article-id pub-id-type='pmid'>1"
        "</article-id><title-group><article-title>Uno</article-title></title-group>"
        "</article-meta></front><body><p>x<sup>2</sup></p><p>p<sup>5 & 6</p></body></article>");
    cr_assert_eq(r.status, GLOSA_OK);
    cr_expect_eq(r.document.blocks.size, 3);
    cr_expect(glosa_string_is(r.document.metadata.title, "Uno"));
    cr_expect(glosa_string_is(r.document.metadata.name, "1"));
    cr_expect(glosa_string_is(r.document.metadata.language, "es"));
    read_free(&r);
}

/* A refusal ends the document although it was being recovered, and keeps its line. */
Test(jats, refused_behind_a_fault)
{
    expect_fault("<!DOCTYPE article [<!ENTITY x SYSTEM 'file:///etc/passwd'>\n]>\n"
                 "<article><body a=1\n b='\n'><!-- \n --><p>a & b\n&x;</p></body></article>",
                 GLOSA_REFUSED, 7, "external entity refused");
}

static void expect_repaired(const char *text, const char *repaired)
{
    glosa_xml_repair repair;
    char out[8];
    glosa_buffer all = {0};
    cr_assert_eq(glosa_xml_repair_begin(&repair, glosa_string_of(text), true, 4, NULL),
                 GLOSA_OK);
    for (int size; (size = glosa_xml_repair_read(&repair, out, sizeof out)) > 0;)
        glosa_buffer_append(&all, out, (size_t)size);
    cr_expect(glosa_string_is(glosa_buffer_view(&all), repaired), "%s gives %.*s", text,
              GLOSA_PRINT(glosa_buffer_view(&all)));
    glosa_buffer_free(&all);
    glosa_xml_repair_end(&repair);
}

Test(jats, repair)
{
    expect_repaired("<a>b</a>", "<a>b</a>");
    expect_repaired("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b '>'>]>\n<a>&b;</a>",
                    "\n<!DOCTYPE a [<!ENTITY b '>'>]><a\n>&b;</a>");
    expect_repaired("<a>R&D &amp; &#65; &#xG; &#0; &#xD800; &x y; &",
                    "<a>R&amp;D &amp; &#65; &amp;"
                    "#xG; \uFFFD \uFFFD &amp;x y; &amp;</a>");
    expect_repaired(
        "<a>p<0.05 < 3 <5> <é> <a@b.c> <http://x/> ]]></a>",
        "<a>p&lt;0.05 &lt; 3 &lt;5&gt; &lt;é&gt; &lt;a@b.c&gt; &lt;http://x/&gt; ]]&gt;"
        "</a>");
    expect_repaired("<a b=1 c='2\"' d e = \"<3&\" f>x</a>",
                    "<a b=\"1\" c=\"2&quot;\" e=\"&lt;3&amp;\">x</a>");
    expect_repaired("<a><b c='d>e</b><b c='f<b>g</b>",
                    "<a><b c=\"d\">e</b>&lt;b c='f<b>g</b></a>");
    expect_repaired("<a><b><c>1</b>2</c>3</a></a>4<a>5", "<a><b><c>1</c></b>234<a>5</a></a>");
    expect_repaired("<a><b/>1<b x='1' />2<a/", "<a><b/>1<b x=\"1\"/>2</a>");
    expect_repaired("<a><!-- -- -->1<!-- 2<?x 3>4<?y > ?>5<!X>6", "<a>1 2456</a>");
    expect_repaired("<a><![CDATA[<b>&amp;]]>1<![CDATA[2", "<a>&lt;b&gt;&amp;amp;12</a>");
    expect_repaired("x <a>1</ a>2</>3</ 4", "<a>123&lt;/ 4</a>");
    expect_repaired("<a>\x01\uFFFF\uFF01", "<a>\uFFFD\uFFFD\uFF01</a>");
    expect_repaired("<a><b><c><d><e><f>", "<a><b><c><d><e></d></c></b></a>");
    expect_repaired("<!DOCTYPE a [<!ENTITY b '>'><a>&b;</a>", "<a>&b;</a>");
    expect_repaired("no markup", "");
}

Test(jats, lines_count_from_the_record)
{
    static const char text[] = "\n<article>\n<p>";
    read_result r = {0};
    r.document.record = (glosa_record){.bytes = {text, sizeof text - 1}, .line = 10};
    const glosa_limits limits = GLOSA_LIMITS_DEFAULT;
    r.status = glosa_format_jats.read(&r.document, &limits, &r.buffer, &r.error);
    cr_expect_eq(r.status, GLOSA_MALFORMED);
    cr_expect_eq(r.error.position, 12, "line %lld", (long long)r.error.position);
    read_free(&r);
}

Test(jats, declared_encoding_is_over)
{
    static const char *const names[] = {"ISO-8859-1", "UTF-16", "klingon", "EBCDIC-CP-US"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[200];
        snprintf(text, sizeof text,
                 "<?xml version='1.0' encoding='%s'?><article><body><p>niño</p></body></article>",
                 names[i]);
        read_result r;
        jats(&r, text);
        cr_expect(read_gives(&r, "niño"), "%s: %s", names[i], r.error.message);
        read_free(&r);
    }
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

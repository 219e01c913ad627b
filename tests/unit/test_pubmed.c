#include "stages/read/identifiers.h"
#include "stages/read/markup/xml.h"
#include "tests/unit/read_record.h"

#include <criterion/criterion.h>

TestSuite(pubmed, .init = glosa_xml_init);

static bool is(glosa_string value, const char *expected)
{
    return glosa_string_is(value, expected);
}

Test(pubmed, metadata)
{
    read_result r;
    read_text(&r, &glosa_format_pubmed,
              "<PubmedArticle><MedlineCitation><PMID Version='1'>123</PMID>"
              "<DateCompleted><Year>1990</Year></DateCompleted><Article><Journal><JournalIssue>"
              "<PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue>"
              "</Journal><ArticleTitle>[On <i>TP53</i>].</ArticleTitle>"
              "<ELocationID EIdType='pii'>S1</ELocationID>"
              "<ELocationID EIdType='doi' ValidYN='N'>10.1/wrong</ELocationID>"
              "<Language>spa</Language><Language>eng</Language>"
              "<VernacularTitle>Sobre TP53.</VernacularTitle></Article>"
              "<OtherID Source='NLM'>PMC9 [Available on 01/01/09]</OtherID>"
              "<CommentsCorrectionsList><CommentsCorrections><PMID>7</PMID>"
              "</CommentsCorrections></CommentsCorrectionsList></MedlineCitation><PubmedData>"
              "<ArticleIdList><ArticleId IdType='pubmed'>124</ArticleId>"
              "<ArticleId IdType='doi'>10.1/x</ArticleId><ArticleId IdType='pmc'>PMC8</ArticleId>"
              "</ArticleIdList></PubmedData></PubmedArticle>");
    const glosa_metadata *m = &r.document.metadata;
    cr_assert_eq(r.status, GLOSA_OK, "%s", r.error.message);
    cr_expect(is(m->name, "123"));
    cr_expect(is(m->pmid, "123"));
    cr_expect(is(m->pmcid, "PMC9"));
    cr_expect(is(m->doi, "10.1/x"));
    cr_expect(is(m->year, "1998"));
    cr_expect(is(m->language, "es"));
    cr_expect(is(m->title, "[On TP53]."));
    cr_expect(is(r.document.blocks.items[0].language, "en"));
    cr_expect(is(r.document.blocks.items[1].language, "es"));
    read_free(&r);
}

Test(pubmed, the_last_version_of_a_number_counts)
{
    read_result r;
    read_text(&r, &glosa_format_pubmed,
              "<MedlineCitation><PMID Version='1'>1</PMID><PMID Version='2'>22</PMID>"
              "<Article><ArticleTitle>A</ArticleTitle></Article></MedlineCitation>");
    cr_expect(is(r.document.metadata.pmid, "22"));
    read_free(&r);
}

Test(pubmed, each_abstract_has_its_language)
{
    read_result r;
    read_text(&r, &glosa_format_pubmed,
              "<MedlineCitation><Article><Abstract><AbstractText Label='AIM'>a</AbstractText>"
              "<AbstractText>b</AbstractText></Abstract><Language>spa</Language></Article>"
              "<OtherAbstract Language='spa'><AbstractText>c</AbstractText></OtherAbstract>"
              "</MedlineCitation>");
    cr_assert_eq(r.document.blocks.size, 4);
    const glosa_block *blocks = r.document.blocks.items;
    for (int i = 0; i < 4; i++)
        cr_expect_eq(blocks[i].opens_section, i != 1, "block %d", i);
    cr_expect(is(blocks[0].language, "en"));
    cr_expect(is(blocks[2].language, "en"));
    cr_expect(is(blocks[3].language, "es"));
    read_free(&r);
}

Test(pubmed, a_citation_without_text_keeps_its_name)
{
    read_result r;
    read_text(&r, &glosa_format_pubmed,
              "<PubmedArticle><MedlineCitation><PMID>5</PMID></MedlineCitation></PubmedArticle>");
    cr_expect_eq(r.status, GLOSA_EMPTY);
    cr_expect(is(r.document.metadata.name, "5"));
    cr_expect(strstr(r.error.message, "citation 5 has no title"), "%s", r.error.message);
    read_free(&r);
}

Test(pubmed, deleted_citations_are_counted)
{
    read_result r;
    read_text(&r, &glosa_format_pubmed,
              "<DeleteCitation><PMID>5</PMID><PMID>6</PMID></DeleteCitation>");
    cr_expect_eq(r.status, GLOSA_EMPTY);
    cr_expect_eq(r.document.metadata.name.size, 0);
    cr_expect_str_eq(r.error.message,
                     "2 citations deleted from PubMed, first PMID 5; nothing to read");
    read_free(&r);
}

Test(pubmed, what_is_no_number_is_no_name)
{
    read_result r;
    read_text(&r, &glosa_format_pubmed,
              "<MedlineCitation><PMID>none</PMID><Article><ArticleTitle>A</ArticleTitle>"
              "</Article></MedlineCitation>");
    cr_expect_eq(r.status, GLOSA_OK);
    cr_expect_eq(r.document.metadata.name.size, 0);
    read_free(&r);
}

Test(medline, metadata)
{
    read_result r;
    read_text(&r, &glosa_format_medline,
              "PMID- 123\r\nDP  - 2001 Spring\r\nBTI - A book\r\nTI  - On\r\n      TP53\r\n"
              "TI  - More\r\nLID - S1 [pii]\r\nAID - 10.1/x [doi]\r\nPMC - PMC8\r\n"
              "PMCR- 2020/01/01\r\nLA  - spa\r\nLA  - eng\r\nOAB - Resumen\r\nOABL- spa\r\n"
              "TT  - Sobre TP53\r\n");
    const glosa_metadata *m = &r.document.metadata;
    cr_assert_eq(r.status, GLOSA_OK, "%s", r.error.message);
    cr_expect(is(m->name, "123"));
    cr_expect(is(m->pmid, "123"));
    cr_expect(is(m->pmcid, "PMC8"));
    cr_expect(is(m->doi, "10.1/x"));
    cr_expect(is(m->year, "2001"));
    cr_expect(is(m->language, "es"));
    cr_expect(is(m->title, "On TP53"));
    const glosa_block *blocks = r.document.blocks.items;
    cr_assert_eq(r.document.blocks.size, 5);
    cr_expect_eq(blocks[0].language.size, 0);
    cr_expect(is(blocks[1].language, "en"));
    cr_expect(is(blocks[3].language, "es"));
    cr_expect(is(blocks[4].language, "es"));
    read_free(&r);
}

static int sureness(const glosa_format *format, const char *head)
{
    return format->recognize(glosa_string_of(head));
}

Test(medline, recognition)
{
    const glosa_format *medline = &glosa_format_medline;
    cr_expect(sureness(medline, "\nPMID- 1\nTI  - A"));
    cr_expect(sureness(medline, "TI  - A\nPMID- 1\n"));
    cr_expect(sureness(medline, "PMC -22\nTI-\n"));
    cr_expect_not(sureness(medline, "TY  - JOUR\nTI  - A\nER  - \n"));
    cr_expect_not(sureness(medline, "PMC some PMC\n  PMID\n"));
    cr_expect_not(sureness(medline, "Text.\nPMID- 1\n"));
    cr_expect_not(sureness(medline, "IL-6 and PMID-1\n"));
    cr_expect_not(sureness(medline, ""));
}

Test(pubmed, recognition)
{
    const glosa_format *pubmed = &glosa_format_pubmed;
    cr_expect(sureness(pubmed, "<?xml version='1.0'?><!DOCTYPE PubmedArticleSet SYSTEM 'x'>\n"
                               "<PubmedArticleSet>"));
    cr_expect(sureness(pubmed, "<MedlineCitationSet><"));
    cr_expect(sureness(pubmed, "<PubmedBookArticle><"));
    cr_expect_not(sureness(pubmed, "<article><PubmedArticle>"));
    cr_expect_not(sureness(pubmed, "<NLMCatalogRecordSet><"));
}

Test(identifiers, years_and_numbers)
{
    cr_expect(is(glosa_year_in(GLOSA_LITERAL("1998 Dec-1999 Jan")), "1998"));
    cr_expect(is(glosa_year_in(GLOSA_LITERAL("Spring 2001")), "2001"));
    cr_expect(is(glosa_year_in(GLOSA_LITERAL("20010102 2003")), "2003"));
    cr_expect_eq(glosa_year_in(GLOSA_LITERAL("12 May")).size, 0);
    cr_expect_eq(glosa_year_in(GLOSA_LITERAL("")).size, 0);
    cr_expect(is(glosa_leading_digits(GLOSA_LITERAL(" 12a3")), "12"));
    cr_expect_eq(glosa_leading_digits(GLOSA_LITERAL("a1")).size, 0);
}

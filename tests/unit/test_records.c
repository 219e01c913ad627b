/* BioC, PubTator, Europe PMC and tables: offsets, metadata, what is recognized, what is refused. */
#include <criterion/criterion.h>

#include "stages/read/json.h"
#include "stages/read/recognize.h"
#include "tests/unit/read_record.h"

static void expect_source(const glosa_format *format, const char *record, const char *source)
{
    read_result result;
    read_text(&result, format, record);
    cr_expect(read_gives(&result, source), "%s\n%s\n%.*s", record, result.error.message,
              GLOSA_PRINT(result.document.source));
    cr_expect_null(glosa_document_fault(&result.document));
    read_free(&result);
}

/* --- offsets --- */

#define PASSAGES(a, b)                                                                         \
    "{\"id\":\"1\",\"passages\":[{\"offset\":" a ",\"text\":\"\\u03b2-catenin\"},"              \
    "{\"offset\":" b ",\"text\":\"TP53\"}]}"

Test(records, places_passages_at_their_offsets)
{
    const glosa_format *json = &glosa_format_bioc_json;
    expect_source(json, PASSAGES("0", "10"), "β-catenin\nTP53");
    expect_source(json, PASSAGES("0", "9"), "β-cateninTP53");
    expect_source(json, PASSAGES("2", "13"), "\n\nβ-catenin\n\nTP53");
    expect_source(json, PASSAGES("\"0\"", "\"11\""), "β-catenin\n\nTP53");
}

Test(records, joins_passages_whose_offsets_cannot_be)
{
    static const char *const offsets[] = {PASSAGES("0", "8"),    PASSAGES("0", "0"),
                                          PASSAGES("-1", "-1"),  PASSAGES("0", "5000"),
                                          PASSAGES("0", "1e18"), PASSAGES("5000", "5010"),
                                          PASSAGES("10", "0"),   PASSAGES("0", "99999999999"),
                                          PASSAGES("0", "[]")};
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++)
        expect_source(&glosa_format_bioc_json, offsets[i], "β-catenin\n\nTP53");
}

Test(records, do_not_ask_for_more_blanks_than_text)
{
    expect_source(&glosa_format_bioc_json,
                  "{\"passages\":[{\"offset\":0,\"text\":\"a\"},{\"offset\":900,\"text\":\"b\"},"
                  "{\"offset\":1800,\"text\":\"c\"}]}",
                  "a\n\nb\n\nc");
}

Test(records, places_sentences_of_a_passage)
{
    expect_source(&glosa_format_bioc_xml,
                  "<document><passage><offset>0</offset>"
                  "<sentence><offset>0</offset><text>Uno.</text></sentence>"
                  "<sentence><offset>4</offset><text> Dos.</text></sentence>"
                  "<sentence><offset>11</offset><text>Tres.</text></sentence>"
                  "</passage></document>",
                  "Uno. Dos.  Tres.");
    expect_source(&glosa_format_bioc_xml,
                  "<document><passage><offset>0</offset><text>Uno</text></passage>"
                  "<passage><offset> 4 </offset><text> dos</text></passage></document>",
                  "Uno\n dos");
}

Test(records, counts_as_pubtator_does)
{
    expect_source(&glosa_format_pubtator,
                  "1|t|Título\r\n1|a|Hay CXCL12.\r\n1\t7\t10\tHay\tX\tY\r\n",
                  "Título\nHay CXCL12.");
    expect_source(&glosa_format_pubtator, "1|t|\n1|a|Hay CXCL12.", "\nHay CXCL12.");
}

Test(records, keeps_a_text_alone_as_it_is)
{
    expect_source(&glosa_format_csv, "id,text\n1,\" One.\n\nTwo \"\"x\"\".\"\r\n",
                  " One.\n\nTwo \"x\".");
}

/* --- metadata --- */

static void expect_metadata(const glosa_format *format, const char *record,
                            const char *expected)
{
    read_result result;
    char found[300];
    read_text(&result, format, record);
    const glosa_metadata *m = &result.document.metadata;
    cr_assert_eq(result.status, GLOSA_OK, "%s", result.error.message);
    snprintf(found, sizeof found, "%.*s|%.*s|%.*s|%.*s|%.*s|%.*s|%.*s", GLOSA_PRINT(m->name),
             GLOSA_PRINT(m->title), GLOSA_PRINT(m->language), GLOSA_PRINT(m->year),
             GLOSA_PRINT(m->doi), GLOSA_PRINT(m->pmid), GLOSA_PRINT(m->pmcid));
    cr_expect_str_eq(found, expected, "%s", found);
    read_free(&result);
}

Test(records, takes_metadata)
{
    expect_metadata(&glosa_format_bioc_xml,
                    "<document><id>PMC7</id><infon key=\"language\">es</infon><passage>"
                    "<infon key=\"article-id_pmid\">12</infon><infon key=\"article-id_doi\">10.1/x"
                    "</infon><infon key=\"year\">2014</infon><infon key=\"type\">front</infon>"
                    "<text>El nicho </text></passage></document>",
                    "PMC7|El nicho|es|2014|10.1/x|12|PMC7");
    expect_metadata(&glosa_format_bioc_json,
                    "{\"id\":12,\"pmid\":12,\"pmcid\":\"7\",\"passages\":[{\"text\":\"a\"}]}",
                    "12|||||12|PMC7");
    expect_metadata(&glosa_format_bioc_xml,
                    "<document><passage><infon key=\"article-id_pmc\">7</infon><text>a</text>"
                    "</passage></document>",
                    "PMC7||||||PMC7");
    /* References have years and numbers of their own. */
    expect_metadata(&glosa_format_bioc_json,
                    "{\"id\":\"7\",\"passages\":[{\"infons\":{\"type\":\"front\"},\"text\":\"a\"},"
                    "{\"infons\":{\"type\":\"ref\",\"year\":\"1999\",\"pmid\":\"12\"},"
                    "\"text\":\"b\"}]}",
                    "7|a|||||");
    expect_metadata(&glosa_format_pubtator, "12|t|a\n", "12|a||||12|");
    expect_metadata(&glosa_format_pubtator, "PMC7|t|a\n", "PMC7|a|||||PMC7");
    expect_metadata(&glosa_format_europepmc,
                    "{\"id\":\"12\",\"pmid\":\"12\",\"title\":\"<i>El</i> nicho\","
                    "\"language\":\"spa\",\"pubYear\":\"2014\",\"doi\":\"10.1/x\"}",
                    "12|El nicho|es|2014|10.1/x|12|");
    expect_metadata(&glosa_format_europepmc, "{\"id\":[\"PPR7\"],\"title\":[\"a\"]}",
                    "PPR7|a|||||");
    expect_metadata(&glosa_format_csv,
                    "PMID;T\u00edtulo;Idioma;A\u00d1O;doi;pmc\n12;El nicho;spa;2014;10.1/x;7\n",
                    "PMC7|El nicho|es|2014|10.1/x|12|PMC7");
    expect_metadata(&glosa_format_csv, "id,text,year\n1,a,2014-05-30\n", "1|||2014|||");
    expect_metadata(&glosa_format_tsv, "\"id\"\t\"title\"\r\n\"a\"\t\"b\"\r\n", "a|b|||||");
    expect_metadata(&glosa_format_tsv, "Doc_ID\tname\tArticle Title\na\tb\tc\n", "a|c|||||");
}

/* --- recognizing --- */

Test(records, are_recognized_by_content)
{
    static const struct {
        const char *head, *name; /* NULL: nobody's */
    } cases[] = {
        {"<?xml version='1.0'?><!DOCTYPE collection SYSTEM 'BioC.dtd'><collection>", "bioc-xml"},
        {"<collection><document><id>1</id><passage>", "bioc-xml"},
        {"<collection><record/></collection>", NULL},
        {"{\"documents\":[{\"id\":\"1\",\"passages\":[{\"offset\":0,", "bioc-json"},
        {"{\"id\":\"1\",\"infons\":{},\"passages\":[]}", "bioc-json"},
        {"{\"id\":\"1\",\"text\":\"x\",\"passages\":[[0,1]]}", "jsonl"},
        {"{\"id\":\"1\",\"text\":\"\\\"passages\\\" \\\"offset\\\"\"}", "jsonl"},
        {"{\"id\":\"1\",\"text\":\"x\",\"pubYear\":1,\"journalInfo\":{}}", "jsonl"},
        {"{\"id\":\"1\",\"title\":\"x\",\"pubYear\":1,\"journalInfo\":{}}", "europepmc"},
        {"[{\"id\":\"1\",\n\"authorString\":\"x\",\n\"abstractText\":\"y\"}]", "europepmc"},
        {"\n12|t|Title\n12|a|Abstract\n", "pubtator"},
        {"12|t|Title\r\n", "pubtator"},
        {"12|x|Title\n", "text"},
        {"| a | t |\n|---|---|\n", "markdown"},
        {"id,text\n1,\"a\nb\"\n", "csv"},
        {"id;resumen;idioma\n1;a, b;es\n", "csv"},
        {"T\xEDtulo;A\xF1o;Revista\nEl nicho;2014;a\n", "csv"},
        {"id\ttitle\n1\ta \"b\n", "tsv"},
        {"\ttitle\n1\ta\n", "tsv"},
        {"title,abstract\n", "csv"},
        {"id,text\n1,CXCR4, is here\n2,CXCR4, is here\n", "csv"},
        {"pmid,abstract\n1,\"CXCR4\n2,\"KIT\"\n", "csv"},
        {"id,title,abstract,Number of patients who were alive after five years (n = 12)?\n", "csv"},
        {"CXCR4, title, and text\nare words.\n", "text"},
        {"Title, abstract\nWords, and more, words.\nAnd, again, words.\n", "text"},
        {"text\nCXCR4 binds.\n", "text"},
        {"Title, text and more.\nAnother line, here.\n", "text"},
        {"Imatinib, dasatinib\nnilotinib, ponatinib\nand others, too\n", "text"},
        {"name,gene\nx,y\n", "text"},
        {"T1\tGene 0 5\tCXCR4\n#1\tNotes T1\tx\n", NULL},
        {"kind\tid\tname\nx\ty\tz\nx\ty\tz\n", NULL},
        {"id,gene,dose\n1,JAK2,3\n2,KIT,4\n", NULL},
        {"filename\tlabel\tstart_span\tend_span\ttext\na\tb\t1\t2\tc\na\tb\t1\t2\tc\n", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const glosa_format *format = NULL;
        glosa_error error;
        glosa_status status =
            glosa_recognize(glosa_string_of(cases[i].head), "a", &format, &error);
        cr_expect_eq(status, cases[i].name ? GLOSA_OK : GLOSA_UNKNOWN_FORMAT, "%s",
                     cases[i].head);
        cr_expect(status || strcmp(format->name, cases[i].name) == 0, "%s is no %s",
                  cases[i].head, format ? format->name : "");
    }
}

Test(records, files_called_tables_are_tables)
{
    static const struct {
        const char *path, *head, *name; /* NULL: a table of no articles */
    } cases[] = {
        {"a.csv", "note,text\n1,CXCR4, is here\n", "csv"},
        {"a.csv.gz", "text\nCXCR4, is here\n", "csv"},
        {"a.tsv", "text\nCXCR4, is here\n", "tsv"},
        {"a.tsv", "id,text\n1,2,3\n", "csv"},
        {"a.csv", "A note\nof CXCR4, and KIT.\n", "text"},
        {"a.csv", "{\"id\":\"1\",\"text\":\"x\"}\n", "jsonl"},
        {"a.csv", "gene,dose\nKIT,1\n", NULL},
        {"a.txt", "note,text\n1,CXCR4, is here\n", "text"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const glosa_format *format = NULL;
        glosa_status status =
            glosa_recognize(glosa_string_of(cases[i].head), cases[i].path, &format, NULL);
        cr_expect_eq(status, cases[i].name ? GLOSA_OK : GLOSA_UNKNOWN_FORMAT, "case %zu", i);
        cr_expect(status || strcmp(format->name, cases[i].name) == 0, "case %zu is no %s", i,
                  format ? format->name : "");
    }
}

Test(records, tables_may_be_wide)
{
    glosa_buffer table = {0};
    const glosa_format *format = NULL;
    glosa_buffer_text(&table, "id,text");
    for (int i = 0; i < 1000; i++)
        glosa_buffer_format(&table, ",c%d", i);
    glosa_buffer_text(&table, "\n1,CXCR4");
    for (int i = 0; i < 1000; i++)
        glosa_buffer_byte(&table, ',');
    cr_assert_eq(glosa_recognize(glosa_buffer_view(&table), "a", &format, NULL), GLOSA_OK);
    cr_expect_str_eq(format->name, "csv");
    glosa_buffer_free(&table);
}

Test(records, annotations_of_brat_are_told)
{
    static const char *const yes[] = {
        "", "\n", "T1\tGene 0 5\tCXCR4\n",
        "T12\tGene 0 5;7 9\tCXCR4\nE1\tT:T1 A:T2\nR1\tx Arg1:T1\nA1\tNeg E1\nM1\tx\nN1\tx y\n"
        "#1\tAnnotatorNotes T1\tx\n*\tEquiv T1 T2\r\n\r\n"};
    static const char *const no[] = {"T1 Gene", "T\tx", "Text\n", "T1\tGene 0 5\tCXCR4\nmore\n",
                                     "# Title\n", "1\t2\n"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        cr_expect(glosa_is_brat_annotations(glosa_string_of(yes[i])), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        cr_expect_not(glosa_is_brat_annotations(glosa_string_of(no[i])), "%s", no[i]);
}

Test(records, annotations_of_brat_may_be_cut_off_by_the_head)
{
    glosa_buffer head = {0};
    while (head.size < GLOSA_FORMAT_HEAD)
        glosa_buffer_text(&head, "T1\tGene 0 5\tCXCR4\n");
    head.size = GLOSA_FORMAT_HEAD;
    while (head.data[head.size - 1] != 'T')
        head.size--;
    glosa_string cut = {head.data, head.size};
    cr_expect_not(glosa_is_brat_annotations(cut));
    glosa_buffer_clear(&head);
    for (int i = 0; head.size < GLOSA_FORMAT_HEAD; i++)
        glosa_buffer_format(&head, "T%d\tGene 0 5\tCXCR4\n", i);
    head.size = GLOSA_FORMAT_HEAD;
    cr_expect(glosa_is_brat_annotations(glosa_buffer_view(&head)));
    glosa_buffer_free(&head);
}

/* --- what is refused --- */

Test(records, say_what_is_wrong)
{
    static const struct {
        const glosa_format *format;
        const char *record;
        glosa_status status;
        const char *message;
    } cases[] = {
        {&glosa_format_bioc_xml, "<collection><source/></collection>", GLOSA_EMPTY,
         "no BioC document found; document skipped"},
        {&glosa_format_bioc_json, "{\"documents\":[]}", GLOSA_MALFORMED,
         "expected one BioC document, an object with passages; document skipped"},
        {&glosa_format_bioc_json, "{\"passages\":[{\"text\":\"a\\u0000b\"}]}", GLOSA_MALFORMED,
         "member 'text' holds the character U+0000"},
        {&glosa_format_bioc_json, "{\"passages\":[7]}", GLOSA_MALFORMED,
         "items of 'passages' must be objects; document skipped"},
        {&glosa_format_europepmc, "[]", GLOSA_MALFORMED,
         "expected one result of Europe PMC, an object with title or abstractText; document "
         "skipped"},
        {&glosa_format_europepmc, "{\"title\":[\"a\",\"b\"]}", GLOSA_MALFORMED,
         "member 'title' must be a string; document skipped"},
        {&glosa_format_europepmc, "{\"title\":null,\"abstractText\":\"\"}", GLOSA_EMPTY,
         "no text found; document skipped"},
        {&glosa_format_pubtator, "1|t|a\n1|t|b\n", GLOSA_MALFORMED,
         "the article has a second |t| line; document skipped"},
        {&glosa_format_csv, "id,gene\n1,KIT\n", GLOSA_UNKNOWN_FORMAT,
         "no column named text, abstract or title; document skipped"},
        {&glosa_format_csv, "id,text\n1,a\n2,b\n", GLOSA_MALFORMED,
         "more than one row in a record; document skipped"},
        {&glosa_format_csv, "id,text\n", GLOSA_MALFORMED,
         "0 fields under 2 columns; document skipped"},
        {&glosa_format_csv, "\"id,text", GLOSA_MALFORMED,
         "the row of names has a quote that is not closed; document skipped"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_result result;
        read_text(&result, cases[i].format, cases[i].record);
        cr_expect_eq(result.status, cases[i].status, "%s", cases[i].record);
        cr_expect_str_eq(result.error.message, cases[i].message, "%s", result.error.message);
        read_free(&result);
    }
}

Test(records, bioc_is_read_as_far_as_it_goes)
{
    read_result result;
    read_text(&result, &glosa_format_bioc_xml,
              "<document><id>1</id><passage><text>One.</text></passage><passage><text>Two <b>");
    cr_expect(read_gives(&result, "One.\n\nTwo "), "%.*s",
              GLOSA_PRINT(result.document.source));
    cr_assert_eq(result.document.problems.size, 1);
    cr_expect_eq(result.document.problems.items[0].code, GLOSA_RECOVERED);
    read_free(&result);
}

Test(records, number_of_json_values_is_bounded)
{
    glosa_buffer json = {0};
    glosa_buffer_byte(&json, '[');
    for (int i = 0; i < GLOSA_JSON_VALUES; i++)
        glosa_buffer_text(&json, "0,");
    glosa_buffer_text(&json, "0]");
    read_result result;
    read_bytes(&result, &glosa_format_europepmc, json.data, json.size);
    cr_expect_eq(result.status, GLOSA_REFUSED, "%s", result.error.message);
    read_free(&result);
    glosa_buffer_free(&json);
}

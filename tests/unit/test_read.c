/* The stage `read`: names, digests, encodings, and what it says of records that are broken. */
#include <criterion/criterion.h>

#include "pipeline/base/digest.h"
#include "stages/read/limits.h"
#include "stages/read/plain/blocks.h"
#include "stages/read/plain/mask.h"
#include "stages/read/read.h"

/* A document whose record is `data` with its NUL bytes, applied. */
static glosa_status apply(glosa_document *document, const char *format, const char *path,
                          glosa_string data, int64_t shared_line, glosa_error *error)
{
    void *shared = NULL, *scratch = NULL;
    glosa_document_reset(document);
    document->metadata.format = glosa_string_of(format);
    document->metadata.path = glosa_string_of(path);
    document->record.bytes = glosa_document_keep(document, data);
    document->record.shared = shared_line > 0;
    document->record.line = shared_line > 0 ? shared_line : 1;
    cr_assert_eq(glosa_stage_read.open(&shared, NULL, error), GLOSA_OK);
    cr_assert_eq(glosa_stage_read.begin(&scratch, shared, error), GLOSA_OK);
    glosa_status status = glosa_stage_read.apply(shared, scratch, document, error);
    glosa_stage_read.end(scratch);
    glosa_stage_read.close(shared);
    if (!status) {
        document->layers = GLOSA_RECORD | GLOSA_SOURCE | GLOSA_BLOCKS;
        cr_assert_null(glosa_document_fault(document), "%s", glosa_document_fault(document));
    }
    return status;
}

static void expect_problem(const char *format, glosa_string data, glosa_status code,
                           int64_t position, const char *message)
{
    bool lines = strcmp(format, "jsonl") == 0;
    glosa_document document = {0};
    glosa_error error = {0};
    cr_expect_eq(apply(&document, format, "d/a.b.txt", data, lines ? 9 : 0, &error), code,
                 "%.*s", GLOSA_PRINT(data));
    cr_expect_str_eq(error.message, message, "%s", error.message);
    cr_expect_str_eq(error.where, "d/a.b.txt");
    cr_expect_eq(error.position, position, "%s: %lld", message, (long long)error.position);
    glosa_document_free(&document);
}

/* --- names --- */

Test(read, names_documents_by_identifier_or_file)
{
    static const struct {
        const char *format, *path, *data;
        int64_t line;
        const char *name;
    } cases[] = {
        {"text", "d/a.b.txt", "x", 0, "a.b"},
        {"text", "a", "x", 0, "a"},
        {"text", "d.e/a", "x", 0, "a"},
        {"text", "d/.hidden", "x", 0, ".hidden"},
        {"text", "-", "x", 0, "stdin"},
        {"text", "-", "x", 4, "stdin#4"},
        {"text", "d/a.txt", "x", 12, "a#12"},
        {"markdown", "d/a.md", "# x", 0, "a"},
        {"jsonl", "d/a.jsonl", "{\"id\":-12,\"text\":\"x\"}", 3, "-12"},
        {"jsonl", "d/a.jsonl", "{\"id\":\"c\\u00e9\",\"text\":\"x\"}", 3, "c\xC3\xA9"},
        {"pfocr", "d/a.md", "figid: F1\ncaption: x", 0, "F1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_document document = {0};
        glosa_error error = {0};
        cr_assert_eq(apply(&document, cases[i].format, cases[i].path,
                           glosa_string_of(cases[i].data), cases[i].line, &error),
                     GLOSA_OK, "%s", error.message);
        cr_expect(glosa_string_is(document.metadata.name, cases[i].name), "%s: %.*s",
                  cases[i].name, GLOSA_PRINT(document.metadata.name));
        glosa_document_free(&document);
    }
}

Test(read, refuses_names_that_nobody_could_use)
{
    char name[300];
    memset(name, 'n', sizeof name);
    cr_expect_null(glosa_read_name_fault((glosa_string){name, 255}));
    cr_expect_str_eq(glosa_read_name_fault((glosa_string){name, 256}),
                     "is longer than 255 bytes");
    cr_expect_str_eq(glosa_read_name_fault(GLOSA_LITERAL("")), "is blank");
    cr_expect_str_eq(glosa_read_name_fault(GLOSA_LITERAL(" \xC2\xA0 ")), "is blank");
    cr_expect_str_eq(glosa_read_name_fault(GLOSA_LITERAL("\xE9")), "is not UTF-8");
    static const char *const controls[] = {"a\nb", "a\tb", "a\x7F", "a\xC2\x85",
                                           "\xE2\x80\xA8"};
    for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
        cr_expect_str_eq(glosa_read_name_fault(glosa_string_of(controls[i])),
                         "holds a control character or a line break");
}

/* --- bytes --- */

Test(read, digests_the_record)
{
    glosa_document document = {0};
    glosa_error error = {0};
    cr_assert_eq(apply(&document, "text", "a", GLOSA_LITERAL("abc"), 0, &error), GLOSA_OK);
    /* FIPS 180-2, appendix B.1 */
    cr_expect(glosa_string_is(document.metadata.sha256, "ba7816bf8f01cfea414140de5dae2223"
                                                        "b00361a396177a9cb410ff61f20015ad"));
    glosa_document_free(&document);
}

Test(read, digests_what_stood_in_the_file)
{
    glosa_document document = {0};
    glosa_error error = {0};
    char hex[GLOSA_DIGEST_SIZE];
    cr_assert_eq(apply(&document, "text", "a", GLOSA_LITERAL("caf\xE9"), 0, &error), GLOSA_OK);
    glosa_digest(GLOSA_LITERAL("caf\xE9"), hex);
    cr_expect(glosa_string_is(document.metadata.sha256, hex));
    cr_expect(glosa_string_is(document.metadata.encoding, "windows-1252"));
    cr_expect(glosa_string_is(document.source, "café"));
    glosa_document_free(&document);
}

Test(read, keeps_plain_text_byte_for_byte)
{
    static const char *const texts[] = {"  a\r\n\r\nb\rc \n", "\f1\f", "a\xC2\xA0"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        glosa_document document = {0};
        glosa_error error = {0};
        cr_assert_eq(apply(&document, "text", "a", glosa_string_of(texts[i]), 0, &error),
                     GLOSA_OK);
        cr_expect(glosa_string_is(document.source, texts[i]));
        glosa_document_free(&document);
    }
}

Test(read, refuses_bytes_that_are_no_text)
{
    expect_problem("text", GLOSA_LITERAL("\x89PNG\0\0"), GLOSA_ENCODING, -1,
                   "binary file: NUL byte at offset 4; convert it to UTF-8 text first");
    expect_problem("text", GLOSA_LITERAL(" \r\n\xC2\xA0\n"), GLOSA_EMPTY, -1,
                   "no text found; document skipped");
    expect_problem("markdown", GLOSA_LITERAL("***\n\n- \n"), GLOSA_EMPTY, -1,
                   "no text found; document skipped");
    expect_problem("none", GLOSA_LITERAL("x"), GLOSA_UNKNOWN_FORMAT, -1,
                   "no reader knows its format; name one with --format");
}

/* --- JSON --- */

Test(read, tells_what_is_wrong_with_json)
{
    static const struct {
        const char *data;
        glosa_status code;
        const char *message;
    } cases[] = {
        {"{\"text\":\"x\"}", GLOSA_MALFORMED,
         "no member 'id'; expected an object with id and text"},
        {"{\"id\":\"x\"}", GLOSA_MALFORMED,
         "no member 'text'; expected an object with id and text"},
        {"{\"id\":\"a\",\"text\":\"\"}", GLOSA_EMPTY, "member 'text' is empty"},
        {"{\"id\":\"a\",\"text\":\" \\n\"}", GLOSA_EMPTY, "no text found; document skipped"},
        {"{\"id\":\"\",\"text\":\"x\"}", GLOSA_MALFORMED, "member 'id' is empty"},
        {"{\"id\":\"a\",\"text\":3}", GLOSA_MALFORMED, "member 'text' must be a string"},
        {"{\"id\":\"a\",\"text\":null}", GLOSA_MALFORMED, "member 'text' must be a string"},
        {"{\"id\":\"a\",\"text\":[\"x\"]}", GLOSA_MALFORMED, "member 'text' must be a string"},
        {"{\"id\":1.5,\"text\":\"x\"}", GLOSA_MALFORMED,
         "member 'id' must be a string or an integer"},
        {"{\"id\":1e3,\"text\":\"x\"}", GLOSA_MALFORMED,
         "member 'id' must be a string or an integer"},
        {"{\"id\":true,\"text\":\"x\"}", GLOSA_MALFORMED,
         "member 'id' must be a string or an integer"},
        {"{\"id\":\"a\",\"text\":\"x\",\"lang\":1}", GLOSA_MALFORMED,
         "member 'lang' must be a string"},
        {"{\"id\":\"a\",\"text\":\"x\",\"text\":\"y\"}", GLOSA_MALFORMED,
         "member 'text' stands twice"},
        {"{\"id\":\"a\",\"text\":\"x\"} {}", GLOSA_MALFORMED,
         "not valid JSON at byte 23: parse error: trailing garbage"},
        {"{\"id\":\"a\",\"text\":\"x\"", GLOSA_MALFORMED,
         "not valid JSON at byte 20: parse error: premature EOF"},
        {"{\"id\":\"a\",\"text\":\"x", GLOSA_MALFORMED,
         "not valid JSON at byte 19: parse error: premature EOF"},
        {"[1]", GLOSA_MALFORMED, "expected a JSON object with id and text"},
        {"null", GLOSA_MALFORMED, "expected a JSON object with id and text"},
        {"\"x\"", GLOSA_MALFORMED, "expected a JSON object with id and text"},
        {"7 ", GLOSA_MALFORMED, "expected a JSON object with id and text"},
        {"{\"id\":\"a\",\"text\":\"\\ud83d\"}", GLOSA_MALFORMED,
         "escape \\ud83d at byte 18 is half of a surrogate pair"},
        {"{\"id\":\"a\",\"text\":\"\\uDC00\"}", GLOSA_MALFORMED,
         "escape \\uDC00 at byte 18 is half of a surrogate pair"},
        {"{\"id\":\"a\",\"text\":\"\\ud83d\\ud83d\\ude00\"}", GLOSA_MALFORMED,
         "escape \\ud83d at byte 18 is half of a surrogate pair"},
        {"{\"id\":\"a\",\"text\":\"a\\u0000b\"}", GLOSA_MALFORMED,
         "member 'text' holds the character U+0000"},
        {"{\"id\":\"a\\nb\",\"text\":\"x\"}", GLOSA_MALFORMED,
         "the document's name holds a control character or a line break; document skipped, "
         "change its identifier"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_problem("jsonl", glosa_string_of(cases[i].data), cases[i].code, 9,
                       cases[i].message);
}

Test(read, bounds_the_depth_of_json)
{
    static const char start[] = "{\"id\":1,\"text\":\"x\",\"y\":";
    for (int depth = 62; depth <= 64; depth++) {
        char data[300];
        int size = snprintf(data, sizeof data, "%s", start);
        for (int i = 0; i < 2 * depth; i++)
            data[size++] = i < depth ? '[' : ']';
        data[size++] = '}';
        glosa_document document = {0};
        glosa_error error = {0};
        glosa_status status =
            apply(&document, "jsonl", "a", (glosa_string){data, (size_t)size}, 1, &error);
        cr_expect_eq(status, depth < 64 ? GLOSA_OK : GLOSA_MALFORMED, "%d", depth);
        glosa_document_free(&document);
    }
}

Test(read, takes_metadata_from_json)
{
    glosa_document document = {0};
    glosa_error error = {0};
    glosa_string data = GLOSA_LITERAL(
        "{\"lang\":\"es-CL\",\"year\":2014,\"pmid\":\"25296972\",\"doi\":null,"
        "\"title\":\"T\\u00ed\",\"text\":\"a\\\\b \\ud83d\\ude00\",\"id\":\"x\"}");
    cr_assert_eq(apply(&document, "jsonl", "a", data, 1, &error), GLOSA_OK, "%s",
                 error.message);
    cr_expect(glosa_string_is(document.metadata.language, "es"));
    cr_expect(glosa_string_is(document.metadata.year, "2014"));
    cr_expect(glosa_string_is(document.metadata.pmid, "25296972"));
    cr_expect(glosa_string_is(document.metadata.title, "T\xC3\xAD"));
    cr_expect_eq(document.metadata.doi.size, 0);
    cr_expect(glosa_string_is(document.source, "a\\b \xF0\x9F\x98\x80"));
    glosa_document_free(&document);
}

/* --- YAML --- */

Test(read, refuses_tricks_of_yaml)
{
    static const struct {
        const char *data;
        glosa_status code;
        int64_t line;
        const char *message;
    } cases[] = {
        {"figid: F\ncaption: &a x\nfigtitle: *a\n", GLOSA_REFUSED, 2,
         "YAML anchors and aliases are refused; document skipped"},
        {"figid: F\nx: [&a [], *a]\n", GLOSA_REFUSED, 2,
         "YAML anchors and aliases are refused; document skipped"},
        {"figid: F\ncaption: *a\n", GLOSA_REFUSED, 2,
         "YAML anchors and aliases are refused; document skipped"},
        {"figid: F\nfigid: G\ncaption: x\n", GLOSA_MALFORMED, 2, "member 'figid' stands twice"},
        {"caption: x\n", GLOSA_MALFORMED, -1, "no member 'figid'"},
        {"figid: F\ncaption: [x]\n", GLOSA_MALFORMED, 2,
         "member 'caption' must be a single value"},
        {"figid: F\n[a]: b\n", GLOSA_MALFORMED, 2, "a member's name must be a word"},
        {"- figid\n", GLOSA_MALFORMED, 1, "expected members such as 'figid: ...'"},
        {"figid\n", GLOSA_MALFORMED, 1, "expected members such as 'figid: ...'"},
        {"figid: F\ncaption: NA\n", GLOSA_EMPTY, -1, "no text found; document skipped"},
        {"figid: F\ncaption: \"a\\0b\"\n", GLOSA_MALFORMED, 2,
         "a value holds the character U+0000"},
        {"figid: F\ncaption: 'x\n", GLOSA_MALFORMED, 3,
         "not valid YAML: found unexpected end of stream"},
        {"figid: F\nx: "
         "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
         GLOSA_REFUSED, 2, "values nest deeper than 32; document skipped"},
        {"figid: F\ncaption: x\ngenes:\n- word: \"a\\0b\"\n", GLOSA_MALFORMED, 4,
         "a value holds the character U+0000"},
        {"figid: F\ncaption: x\nschema-jsonld: {keywords: [\"\\0\"]}\n", GLOSA_MALFORMED, 3,
         "a value holds the character U+0000"},
        {"figid: F\ngenes:\n- word: [\n", GLOSA_MALFORMED, 4,
         "not valid YAML: did not find expected node content"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_problem("pfocr", glosa_string_of(cases[i].data), cases[i].code, cases[i].line,
                       cases[i].message);
}

Test(read, takes_metadata_from_a_figure)
{
    glosa_document document = {0};
    glosa_error error = {0};
    glosa_string data =
        GLOSA_LITERAL("---\nfigid: PMC1__f\npmcid: PMC1\nyear: '2016'\n"
                      "doi: .na.character\npapertitle: 'Bone\n  marrow.'\n---\n");
    cr_assert_eq(apply(&document, "pfocr", "a", data, 0, &error), GLOSA_OK, "%s",
                 error.message);
    cr_expect(glosa_string_is(document.metadata.name, "PMC1__f"));
    cr_expect(glosa_string_is(document.metadata.pmcid, "PMC1"));
    cr_expect(glosa_string_is(document.metadata.year, "2016"));
    cr_expect(glosa_string_is(document.metadata.title, "Bone marrow."));
    cr_expect_eq(document.metadata.doi.size, 0);
    glosa_document_free(&document);
}

/* A figure that lists `count` genes. */
static void long_list(glosa_buffer *data, unsigned count, bool maps)
{
    glosa_buffer_text(data, "figid: F\ncaption: x\n");
    glosa_buffer_text(data, maps ? "genes:\n" : "schema-jsonld:\n  keywords:\n");
    for (unsigned i = 0; i < count; i++)
        glosa_buffer_text(data, maps ? "- word: On\n" : "  - On\n");
}

Test(read, bounds_the_list_of_a_figure)
{
    enum { MOST = 1 << 16 };
    for (int maps = 0; maps < 2; maps++) {
        glosa_buffer data = {0};
        long_list(&data, MOST, maps);
        glosa_document document = {0};
        glosa_error error = {0};
        cr_assert_eq(apply(&document, "pfocr", "a", glosa_buffer_view(&data), 0, &error),
                     GLOSA_OK, "%s", error.message);
        cr_expect_eq(document.figure_entities.size, MOST);
        glosa_document_free(&document);
        glosa_buffer_clear(&data);
        long_list(&data, MOST + 1, maps);
        expect_problem("pfocr", glosa_buffer_view(&data), GLOSA_REFUSED, -1,
                       "lists more than 65536 entities; document skipped");
        glosa_buffer_free(&data);
    }
}

/* --- blocks --- */

/* Every letter of the source stands in a block. */
static void expect_nothing_lost(const char *format, glosa_string data)
{
    glosa_document document = {0};
    glosa_error error = {0};
    if (apply(&document, format, "a", data, 0, &error) == GLOSA_OK) {
        uint32_t block = 0;
        for (uint32_t at = 0; at < document.source.size; at++) {
            while (block < document.blocks.size && document.blocks.items[block].span.end <= at)
                block++;
            char c = document.source.data[at];
            bool inside =
                block < document.blocks.size && document.blocks.items[block].span.start <= at;
            cr_assert(inside || !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'), "lost at %u: %.*s",
                      at, GLOSA_PRINT(data));
        }
    }
    glosa_document_free(&document);
}

/* Pseudo-random Markdown, the same in every run (Numerical Recipes' generator). */
Test(read, loses_no_text_of_strange_markdown)
{
    static const char *const pieces[] = {
        "a",     "b ",       "\n",     "\n\n",   "# ",  "- ", "* ",
        "1. ",   "2) ",      "> ",     "    ",   "\t",  "|",  "---",
        "===",   "<div>",    "[x]: y", "**",     "_",   "`",  "\r\n",
        "\r",    "\xC3\xA9", "\\",     "&",      "<!",  "!",  "\xE2\x80\xA2 ",
        "|-|\n", "+ ",       "##",     "</div>", "7. ",
    };
    uint32_t state = 1;
    for (int run = 0; run < 3000; run++) {
        glosa_buffer text = {0};
        for (int i = 0; i < 24; i++) {
            state = state * 1664525u + 1013904223u;
            glosa_buffer_text(&text, pieces[(state >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        expect_nothing_lost("markdown", glosa_buffer_view(&text));
        expect_nothing_lost("text", glosa_buffer_view(&text));
        expect_nothing_lost("page", glosa_buffer_view(&text));
        glosa_buffer_free(&text);
    }
}

Test(read, survives_markdown_made_to_be_slow)
{
    static const char *const pieces[] = {"[",        ">",   "- ",        "*a **b ",
                                         "    <?\n", "1. ", "a\n<!--\n", "`",
                                         "> - a\n",  "<a ", "\t",        "| a ",
                                         "# <"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        glosa_buffer text = {0};
        glosa_buffer_text(&text, "# x\n\n");
        for (int n = 0; n < 50000; n++)
            glosa_buffer_text(&text, pieces[i]);
        glosa_document document = {0};
        glosa_error error = {0};
        cr_expect_eq(apply(&document, "markdown", "a", glosa_buffer_view(&text), 0, &error),
                     GLOSA_OK, "%s", error.message);
        glosa_document_free(&document);
        glosa_buffer_free(&text);
    }
}

Test(read, masks_byte_for_byte)
{
    static const struct {
        const char *text, *masked;
        size_t layout, lines;
    } cases[] = {
        {"a *b* [c](d) <e>", "a xbx xcx(d) xe>", 0, 1},
        {"* a\n<div>\n- [x]\n", "* a\n<div>\n- xxx\n", 0, 3},
        {"***\r\n    <?x\n<!-- a -->", "***\r\n    x?x\n<!-- a -->", 0, 3},
        {"k: v\n# a", "    \n# a", 5, 2},
        {"```a`b", "```a`b", 0, 1},
        {"", "", 0, 0},
    };
    glosa_buffer out = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t lines = glosa_mask(glosa_string_of(cases[i].text), cases[i].layout, &out);
        cr_expect_eq(lines, cases[i].lines, "%s", cases[i].text);
        cr_expect(glosa_string_is(glosa_buffer_view(&out), cases[i].masked), "%s: %.*s",
                  cases[i].text, GLOSA_PRINT(glosa_buffer_view(&out)));
    }
    glosa_buffer_free(&out);
}

Test(read, gives_the_title_of_a_text)
{
    static const struct {
        const char *format, *data, *title;
    } cases[] = {
        {"text", "Loss of TP53\n\nWords.", "Loss of TP53"},
        {"text", "Loss of the gene\n\nwas found.", ""},
        {"text", "Loss of TP53.\n\nWords.", ""},
        {"markdown", "# *BCR/ABL* y CD34<sup>+</sup>\n\nx", "BCR/ABL y CD34+"},
        {"markdown", "## Two\n\nx", ""},
        {"markdown", "---\ntitle: \"A: \\u03B2\"\n---\n# B\n\nx", "A: β"},
        {"markdown", "---\nx:\n  title: no\ntitle: yes it is\n---\nx", "yes it is"},
        {"markdown", "---\n- title: a\n- &b [*b\n---\nx", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_document document = {0};
        glosa_error error = {0};
        cr_assert_eq(
            apply(&document, cases[i].format, "a", glosa_string_of(cases[i].data), 0, &error),
            GLOSA_OK);
        cr_expect(glosa_string_is(document.metadata.title, cases[i].title), "%.*s",
                  GLOSA_PRINT(document.metadata.title));
        glosa_document_free(&document);
    }
}

Test(read, takes_metadata_from_front_matter)
{
    glosa_document document = {0};
    glosa_error error = {0};
    glosa_string page = GLOSA_LITERAL("---\nlang: spa\nfecha: 12/03/2021\ndoi: 10.1/x\n"
                                      "tags: [doi, y]\npmcid: 77\ndoi: 10.1/z\n---\nx");
    cr_assert_eq(apply(&document, "markdown", "a", page, 0, &error), GLOSA_OK);
    const glosa_metadata *metadata = &document.metadata;
    cr_expect(glosa_string_is(metadata->language, "es"));
    cr_expect(glosa_string_is(metadata->year, "2021"));
    cr_expect(glosa_string_is(metadata->doi, "10.1/x"));
    cr_expect(glosa_string_is(metadata->pmcid, "PMC77"));
    cr_expect(glosa_string_is(metadata->name, "PMC77"));
    glosa_document_free(&document);
}

/* The wire: what is written is read back the same, unknown members pass, faults are refused. */
#include <criterion/criterion.h>

#include "pipeline/wire/wire.h"
#include "tests/unit/random.h"
#include "tests/unit/sample.h"

static glosa_status parse(glosa_document *document, glosa_string line, glosa_error *error)
{
    document->record = (glosa_record){.bytes = line, .line = 7};
    document->layers = GLOSA_RECORD;
    return glosa_wire_parse(document, error);
}

/* Writes a document, reads it, writes that, and compares the two lines. */
static void round_trip(glosa_document *document)
{
    glosa_document back = {0};
    glosa_error error = {0};
    cr_assert_eq(glosa_wire_write(document, &error), GLOSA_OK);
    glosa_status status = parse(&back, glosa_buffer_view(&document->wire), &error);
    cr_assert_eq(status, GLOSA_OK, "%s\n%.*s", error.message,
                 GLOSA_PRINT(glosa_buffer_view(&document->wire)));
    cr_assert_eq(back.layers, document->layers & ~(glosa_layers)GLOSA_RECORD);
    back.kept = NULL;       /* written from its rows, not as it stands on the line */
    cr_assert_eq(glosa_wire_write(&back, &error), GLOSA_OK);
    cr_assert(glosa_string_equal(glosa_buffer_view(&document->wire),
                                 glosa_buffer_view(&back.wire)),
              "\n%.*s\n%.*s", GLOSA_PRINT(glosa_buffer_view(&document->wire)),
              GLOSA_PRINT(glosa_buffer_view(&back.wire)));
    glosa_document_free(&back);
}

Test(wire, the_sample_comes_back)
{
    glosa_document document = {0};
    sample_document(&document);
    round_trip(&document);
    glosa_document_free(&document);
}

/* Any prefix of the flow may have been gone through. */
Test(wire, partial_documents_come_back)
{
    for (unsigned count = 1; count < GLOSA_LAYER_COUNT; count++) {
        glosa_document document = {0};
        sample_document(&document);
        document.layers &= (2u << count) - 1;
        round_trip(&document);
        glosa_document_free(&document);
    }
}

static glosa_span random_span(uint64_t *seed, glosa_string text, uint32_t from)
{
    uint32_t ends[2];
    for (int i = 0; i < 2; i++) {
        uint32_t at = from + random_below(seed, (uint32_t)text.size - from + 1);
        while (at < text.size && (text.data[at] & 0xC0) == 0x80)
            at++;
        ends[i] = at;
    }
    bool turned = ends[0] > ends[1];
    return (glosa_span){ends[turned], ends[!turned]};
}

static glosa_string random_string(uint64_t *seed, glosa_document *document, size_t most)
{
    glosa_buffer text = {0};
    random_text(seed, random_below(seed, (uint32_t)most), &text);
    for (size_t i = 0; i < text.size; i++)
        text.data[i] = text.data[i] ? text.data[i] : '0';   /* U+0000 is refused */
    glosa_string kept = glosa_document_keep(document, glosa_buffer_view(&text));
    glosa_buffer_free(&text);
    return kept;
}

static void random_document(glosa_document *document, uint64_t *seed)
{
    document->metadata.name = GLOSA_LITERAL("random");
    document->metadata.title = random_string(seed, document, 40);
    document->source = document->text = random_string(seed, document, 400);
    document->layers = GLOSA_SOURCE | GLOSA_BLOCKS | GLOSA_TEXT | GLOSA_TOKENS | GLOSA_HITS;
    for (uint32_t from = 0, i = 0; i < 20; i++) {
        glosa_span span = random_span(seed, document->text, from);
        if (span.start == span.end)
            continue;
        glosa_shape shape = (glosa_shape)random_below(seed, GLOSA_SHAPE_COUNT);
        SAMPLE_ADD(document, tokens) = (glosa_token){span, shape};
        SAMPLE_ADD(document, hits) = (glosa_hit){span, document->entries.size};
        SAMPLE_ADD(document, entries) = (glosa_entry){
            .name = random_string(seed, document, 20), .flags = random_below(seed, 8)};
        SAMPLE_ADD(document, blocks) = (glosa_block){
            .span = span, .level = (uint8_t)random_next(seed), .opens_section = i % 3 == 0,
            .kind = (glosa_block_kind)random_below(seed, GLOSA_BLOCK_KIND_COUNT)};
        from = span.end;
    }
    for (uint32_t i = random_below(seed, 4); i; i--) {
        SAMPLE_ADD(document, figure_entities) = (glosa_figure_entity){
            .word = random_string(seed, document, 10), .symbol = GLOSA_LITERAL("x"),
            .source = random_string(seed, document, 10)};
    }
    if (random_below(seed, 4) == 0) {
        SAMPLE_ADD(document, problems) = (glosa_problem){
            .stage = GLOSA_LITERAL("read"), .code = GLOSA_RECOVERED, .position = -1,
            .message = random_string(seed, document, 30)};
        document->failed = random_below(seed, 2);
    }
}

Test(wire, random_documents_come_back)
{
    uint64_t seed = 21;
    for (int round = 0; round < 1500; round++) {
        glosa_document document = {0};
        random_document(&document, &seed);
        round_trip(&document);
        glosa_document_free(&document);
    }
}

static void expect_line(const char *in, const char *out)
{
    glosa_document document = {0};
    glosa_error error = {0};
    cr_expect_eq(parse(&document, glosa_string_of(in), &error), GLOSA_OK, "%s: %s", in,
                 error.message);
    cr_assert_eq(glosa_wire_write(&document, NULL), GLOSA_OK);
    cr_expect(glosa_string_is(glosa_buffer_view(&document.wire), out), "%.*s\nnot %s",
              GLOSA_PRINT(glosa_buffer_view(&document.wire)), out);
    glosa_document_free(&document);
}

Test(wire, unknown_members_pass)
{
    expect_line("{\"id\":\"a\",\"metadata\":{},\"my\":{\"deep\":[1,2.50,\"\\u00e9\",null]}}",
                "{\"id\":\"a\",\"metadata\":{},\"my\":{\"deep\":[1,2.50,\"\\u00e9\",null]}}");
    expect_line("{\"my\":1e400,\"id\":\"a\",\"metadata\":{\"doi\":\"x\",\"venue\":\"y\"}}",
                "{\"id\":\"a\",\"metadata\":{\"doi\":\"x\",\"venue\":\"y\"},\"my\":1e400}");
    expect_line("{\"id\":\"a\",\"metadata\":{},\"source\":\"κ\",\"blocks\":["
                "{\"x\":[],\"start\":0,\"end\":1,\"kind\":\"paragraph\",\"section\":\"title\","
                "\"y\":{}}]}",
                "{\"id\":\"a\",\"metadata\":{},\"source\":\"κ\",\"blocks\":["
                "{\"x\":[],\"start\":0,\"end\":1,\"kind\":\"paragraph\",\"section\":\"title\","
                "\"y\":{}}]}");
    expect_line("{\"id\":\"a\",\"metadata\":{},\"figure_entities\":["
                "{\"box\":[1,2],\"word\":\"On\",\"kind\":\"\"},"
                "{\"symbol\":\"oo\",\"n\":null}]}",
                "{\"id\":\"a\",\"metadata\":{},\"figure_entities\":["
                "{\"box\":[1,2],\"word\":\"On\",\"kind\":\"\"},"
                "{\"symbol\":\"oo\",\"n\":null}]}");
    expect_line("{\"id\":\"a\",\"metadata\":{},\"my\" : true , \"other\":\"\"}",
                "{\"id\":\"a\",\"metadata\":{},\"my\" : true,\"other\":\"\"}");
}

/* Rows are written anew where a stage has added one; what a user's own stage put in stays. */
Test(wire, unknown_members_of_rows_pass_when_rows_are_added)
{
    static const char in[] = "{\"id\":\"a\",\"metadata\":{},\"problems\":["
                             "{\"mine\":[1,\"}\"],\"code\":\"empty\",\"stage\":\"read\"}]}";
    static const char out[] = "{\"id\":\"a\",\"metadata\":{},\"problems\":["
                              "{\"stage\":\"read\",\"code\":\"empty\",\"mine\":[1,\"}\"]},"
                              "{\"stage\":\"tag\",\"code\":\"too-large\",\"message\":\"m\","
                              "\"position\":-1}]}";
    glosa_document document = {0};
    cr_assert_eq(parse(&document, glosa_string_of(in), NULL), GLOSA_OK);
    SAMPLE_ADD(&document, problems) = (glosa_problem){
        .stage = GLOSA_LITERAL("tag"), .code = GLOSA_TOO_LARGE, .position = -1,
        .message = GLOSA_LITERAL("m")};
    cr_assert_eq(glosa_wire_write(&document, NULL), GLOSA_OK);
    cr_expect(glosa_string_is(glosa_buffer_view(&document.wire), out), "%.*s",
              GLOSA_PRINT(glosa_buffer_view(&document.wire)));
    glosa_document_free(&document);
}

/* What no stage of a run reads is handed on as it stands, whatever it holds. */
Test(wire, unwanted_layers_pass)
{
    static const char line[] =
        "{\"id\":\"a\",\"metadata\":{},\"source\":\"\\u00e9x\",\"text\":\"\\u00e9x\","
        "\"blocks\":[{\"end\":99}],\"map\":[[ 9,9,9,9]],"
        "\"sections\":[{\"end\":2,\"kind\":\"body\"}],\"sentences\":[{\"end\":2}],"
        "\"tokens\":[[0,2,\"]\\\"\\\\\"]]}";
    glosa_document document = {.wanted = GLOSA_TEXT | GLOSA_SENTENCES};
    cr_assert_eq(parse(&document, glosa_string_of(line), NULL), GLOSA_OK);
    cr_expect(glosa_string_is(document.text, "éx"));
    cr_expect_eq(document.sentences.size, 1);
    cr_expect_eq(document.sentences.items[0].span.end, 3);
    cr_expect_eq(document.tokens.size + document.blocks.size + document.map.size, 0);
    cr_expect_eq(document.left, GLOSA_SOURCE | GLOSA_BLOCKS | GLOSA_TOKENS);
    cr_expect_null(glosa_document_fault(&document));
    cr_assert_eq(glosa_wire_write(&document, NULL), GLOSA_OK);
    cr_expect(glosa_string_is(glosa_buffer_view(&document.wire), line), "%.*s",
              GLOSA_PRINT(glosa_buffer_view(&document.wire)));
    glosa_document_free(&document);
}

static void expect_text(const char *json, const char *text, size_t size)
{
    char line[200];
    glosa_document document = {0};
    snprintf(line, sizeof line, "{\"id\":\"a\",\"source\":%s}", json);
    cr_assert_eq(parse(&document, glosa_string_of(line), NULL), GLOSA_OK, "%s", json);
    cr_expect(glosa_string_equal(document.source, (glosa_string){text, size}), "%s: %.*s", json,
              GLOSA_PRINT(document.source));
    glosa_document_free(&document);
}

Test(wire, escapes_are_read)
{
    expect_text("\"plain\"", "plain", 5);
    expect_text("\"\"", "", 0);
    expect_text("\"a\\n\\t\\r\\b\\f\\/\\\\\\\"\"", "a\n\t\r\b\f/\\\"", 9);
    expect_text("\"\\u00E9\\u03ba\\u20AC\"", "éκ€", 7);
    expect_text("\"\\ud83e\\uddec!\"", "🧬!", 5);
    expect_text("\"\\ud83ex \\uddec\\ud83e\"", "\xEF\xBF\xBDx \xEF\xBF\xBD\xEF\xBF\xBD", 11);
}

/* It is JSON, but ends a text for SQLite and C, so that offsets would lead behind its end. */
Test(wire, a_text_with_u0000_is_refused)
{
    glosa_document document = {0};
    glosa_error error = {0};
    cr_expect_eq(parse(&document, GLOSA_LITERAL("{\"id\":\"a\",\"source\":\"a\\u0000\"}"), &error),
                 GLOSA_MALFORMED);
    cr_expect(strstr(error.message, "U+0000"), "%s", error.message);
    glosa_document_free(&document);
}

Test(wire, broken_json_is_refused)
{
    static const char *const values[] = {
        "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\\"", "\"a\tb\"", "\"12345678\x01\"", "01",
        "1.", ".5", "+1", "1e", "-", "tru", "nul", "[1,]", "[,1]", "[1 2]", "[1}", "{\"a\"}",
        "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "[", "{", "\"", "1 2", "", "[\"\\q\"]", "{\"\\q\":1}",
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char line[100];
        glosa_document document = {0};
        glosa_error error = {0};
        snprintf(line, sizeof line, "{\"id\":\"a\",\"x\":%s}", values[i]);
        cr_expect_eq(parse(&document, glosa_string_of(line), &error), GLOSA_MALFORMED, "%s", line);
        cr_expect(strstr(error.message, "not a document as JSON"), "%s: %s", line, error.message);
        glosa_document_free(&document);
    }
}

Test(wire, nesting_has_an_end)
{
    for (int depth = 60; depth < 70; depth++) {
        char line[400];
        glosa_document document = {0};
        int size = snprintf(line, sizeof line, "{\"id\":\"a\",\"x\":");
        memset(line + size, '[', (size_t)depth);
        memset(line + size + depth, ']', (size_t)depth);
        snprintf(line + size + 2 * depth, sizeof line - (size_t)(size + 2 * depth), "}");
        cr_expect_eq(parse(&document, glosa_string_of(line), NULL),
                     depth <= 64 ? GLOSA_OK : GLOSA_MALFORMED);
        glosa_document_free(&document);
    }
}

/* A stage of a user's own may write the members in any order it likes. */
Test(wire, unknown_members_pass_in_any_order)
{
    static const char blocks[] = "\"blocks\":[{\"end\":1,\"kind\":\"paragraph\","
                                 "\"section\":\"title\",\"mine\":1}]";
    static const char sections[] = "\"sections\":[{\"end\":1,\"kind\":\"body\",\"mine\":2}]";
    char in[600], out[600];
    snprintf(out, sizeof out,
             "{\"id\":\"a\",\"metadata\":{\"mine\":0},\"source\":\"x\",\"text\":\"x\",%s,"
             "\"map\":[],%s}", blocks, sections);
    snprintf(in, sizeof in,
             "{%s,%s,\"text\":\"x\",\"source\":\"x\",\"metadata\":{\"mine\":0},\"id\":\"a\"}",
             sections, blocks);
    expect_line(in, out);
}

Test(wire, faults_are_refused)
{
    static const char *const cases[][2] = {
        {"", NULL},
        {"{\"id\":\"a\"", NULL},
        {"{\"id\":\"a\"}{}", NULL},
        {"{\"id\":\"a\xFF\"}", NULL},
        {"[]", "unexpected value in 'document'"},
        {"7", "unexpected value in 'document'"},
        {"\"a\"", "unexpected value in 'document'"},
        {"null", "unexpected value in 'document'"},
        {"{}", "there is no 'id'"},
        {"{\"id\":\"\"}", "there is no 'id'"},
        {"{\"id\":7}", "unexpected value in 'document'"},
        {"{\"id\":null}", "unexpected value in 'document'"},
        {"{\"id\":[\"a\"]}", "unexpected value in 'document'"},
        {"{\"id\":\"a\",\"failed\":1}", "unexpected value in 'document'"},
        {"{\"id\":\"a\",\"metadata\":{\"title\":{}}}", "unexpected value in 'document'"},
        {"{\"id\":\"a\",\"source\":\"x\",\"source\":\"y\"}",
         "the member stands twice: 'source'"},
        {"{\"id\":\"a\",\"tokens\":[],\"tokens\":[]}", "the member stands twice: 'tokens'"},
        {"{\"id\":\"a\",\"map\":[],\"map\":[]}", "the member stands twice: 'map'"},
        {"{\"id\":\"a\",\"text\":\"x\",\"tokens\":{}}", "unexpected value in 'tokens'"},
        {"{\"id\":\"a\",\"text\":\"x\",\"tokens\":[[0,1]]}", "a row is too short in 'tokens'"},
        {"{\"id\":\"a\",\"text\":\"x\",\"tokens\":[[0,1,\"lower\",2]]}",
         "unexpected value in 'tokens'"},
        {"{\"id\":\"a\",\"text\":\"x\",\"tokens\":[[0,1,\"huge\"]]}",
         "unexpected value in 'tokens'"},
        {"{\"id\":\"a\",\"text\":\"x\",\"tokens\":[[0,1.5,\"lower\"]]}",
         "unexpected value in 'tokens'"},
        {"{\"id\":\"a\",\"text\":\"x\",\"tokens\":[[-1,1,\"lower\"]]}",
         "unexpected value in 'tokens'"},
        {"{\"id\":\"a\",\"text\":\"x\",\"tokens\":[[0,4294967296,\"lower\"]]}",
         "unexpected value in 'tokens'"},
        {"{\"id\":\"a\",\"text\":\"x\",\"tokens\":[[0,99999999999999999999,\"lower\"]]}",
         "unexpected value in 'tokens'"},
        {"{\"id\":\"a\",\"text\":\"x\",\"tokens\":[[0,2,\"lower\"]]}",
         "an offset in 'tokens' lies beyond the end"},
        {"{\"id\":\"a\",\"text\":\"κ\",\"tokens\":[[0,2,\"lower\"]]}",
         "an offset in 'tokens' lies beyond the end"},
        {"{\"id\":\"a\",\"tokens\":[[0,1,\"lower\"]]}",
         "an offset in 'tokens' lies beyond the end"},
        {"{\"id\":\"a\",\"source\":\"xy\",\"text\":\"xy\",\"tokens\":[[1,1,\"lower\"]]}",
         "a token is empty or lies outside the text"},
        {"{\"id\":\"a\",\"source\":\"xy\",\"text\":\"xy\",\"map\":[[1,0,0,1]]}",
         "an edit of the map ends before it starts"},
        {"{\"id\":\"a\",\"source\":\"xy\",\"text\":\"x\",\"map\":[]}",
         "the map does not fit text and source"},
        {"{\"id\":\"a\",\"source\":\"xy\",\"text\":\"xy\",\"hits\":[[0,1,0]]}",
         "a hit names an entry that is not there"},
        {"{\"id\":\"a\",\"problems\":[{\"code\":\"io\"}]}", "unexpected value in 'problems'"},
        {"{\"id\":\"a\",\"entries\":[{\"flags\":\"case|odd\"}]}",
         "unexpected value in 'entries'"},
        {"{\"id\":\"a\",\"source\":\"x\",\"text\":\"x\",\"entries\":[{}],\"hits\":[[0,0,0]]}",
         "a hit is empty or lies outside the text"},
        {"{\"id\":\"a\",\"source\":\"xy\",\"text\":\"xy\",\"abbreviations\":[[2,0,1,0]]}",
         "there are 'abbreviations' but not the layer they belong to"},
        {"{\"id\":\"a\",\"source\":\"xy\",\"map\":[[0,0,0,1]]}",
         "there are 'map' but not the layer they belong to"},
        {"{\"id\":\"a\",\"candidates\":[[7,0.5]]}",
         "there are 'candidates' but not the layer they belong to"},
        {"{\"id\":\"a\",\"candidates\":[[0,1e999]]}", "unexpected value in 'candidates'"},
        {"{\"id\":\"a\",\"candidates\":[[0,1.5]]}", "unexpected value in 'candidates'"},
        {"{\"id\":\"a\",\"candidates\":[[0,-1]]}", "unexpected value in 'candidates'"},
        {"{\"id\":\"a\",\"figure_entities\":[{\"kind\":\"gene\"}]}",
         "a figure entity has neither word nor symbol"},
        {"{\"id\":\"a\",\"figure_entities\":[{\"word\":7}]}",
         "unexpected value in 'figure_entities'"},
        {"{\"id\":\"a\",\"figure_entities\":[[\"x\"]]}",
         "unexpected value in 'figure_entities'"},
        {"{\"id\":\"a\",\"figure_entities\":[{\"word\":\"x\",\"id\":\"7\"}]}",
         "the identifier of a figure entity is no CURIE"},
        {"{\"id\":\"a\",\"problems\":[{\"stage\":\"mine\"}]}", "a problem has no 'code'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_document document = {0};
        glosa_error error = {0};
        glosa_status status = parse(&document, glosa_string_of(cases[i][0]), &error);
        cr_expect_eq(status, GLOSA_MALFORMED, "%s", cases[i][0]);
        cr_expect_eq(error.position, 7, "%s", cases[i][0]);
        if (cases[i][1])
            cr_expect_str_eq(error.message, cases[i][1], "%s: %s", cases[i][0], error.message);
        glosa_document_free(&document);
    }
}

Test(wire, depth_is_limited)
{
    glosa_buffer line = {0};
    glosa_error error = {0};
    glosa_document document = {0};
    glosa_buffer_text(&line, "{\"id\":\"a\",\"my\":");
    for (int i = 0; i < 100000; i++)
        glosa_buffer_byte(&line, '[');
    cr_assert_eq(parse(&document, glosa_buffer_view(&line), &error), GLOSA_MALFORMED);
    cr_assert_str_eq(error.message, "nested too deeply in 'document'");
    glosa_document_free(&document);
    glosa_buffer_free(&line);
}

/* Every line with one byte changed is read or refused, and what is read is sound. */
Test(wire, changed_lines_do_no_harm)
{
    glosa_document sample = {0};
    uint64_t seed = 9;
    sample_document(&sample);
    cr_assert_eq(glosa_wire_write(&sample, NULL), GLOSA_OK);
    for (int round = 0; round < 20000; round++) {
        glosa_document document = {0};
        glosa_error error = {0};
        uint32_t at = random_below(&seed, (uint32_t)sample.wire.size);
        char before = sample.wire.data[at];
        static const char useful[] = "0123456789[]{}\",:-.eE\\ntf\xC3";
        sample.wire.data[at] = useful[random_below(&seed, sizeof useful - 1)];
        glosa_status status = parse(&document, glosa_buffer_view(&sample.wire), &error);
        cr_assert(status == GLOSA_MALFORMED ||
                  (status == GLOSA_OK && !glosa_document_fault(&document)));
        sample.wire.data[at] = before;
        glosa_document_free(&document);
    }
    glosa_document_free(&sample);
}

Test(wire, header_comes_back)
{
    glosa_buffer line = {0}, history = {0};
    bool marks_last = false;
    static const char past[] = "[{\"stage\":\"read\",\"options\":{\"n\":1.50,\"é\":[true,null]}}]";
    glosa_wire_write_header(&line, glosa_string_of(past));
    cr_assert_eq(glosa_wire_parse_header(glosa_buffer_view(&line), &marks_last, &history, NULL),
                 GLOSA_OK);
    cr_assert(marks_last && glosa_string_is(glosa_buffer_view(&history), past));
    glosa_buffer_free(&line);
    glosa_buffer_free(&history);
}

Test(wire, what_is_no_header_is_refused)
{
    static const char *const lines[] = {
        "", "{}", "[]", "null", "{\"glosa\":{}}", "{\"glosa\":{\"wire\":2}}",
        "{\"glosa\":{\"wire\":\"1\"}}", "{\"id\":\"a\",\"source\":\"x\"}", "plain text",
        "{\"glosa\":{\"wire\":1}", "{\"glosa\":{\"wire\":1}}}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        glosa_buffer history = {0};
        bool marks_last;
        cr_expect_eq(glosa_wire_parse_header(glosa_string_of(lines[i]), &marks_last, &history,
                                             NULL), GLOSA_USAGE, "%s", lines[i]);
        glosa_buffer_free(&history);
    }
    glosa_buffer deep = {0}, history = {0};
    bool marks_last;
    for (int i = 0; i < 200000; i++)
        glosa_buffer_byte(&deep, '[');
    cr_expect_eq(glosa_wire_parse_header(glosa_buffer_view(&deep), &marks_last, &history, NULL),
                 GLOSA_USAGE);
    glosa_buffer_free(&deep);
    glosa_buffer_free(&history);
}

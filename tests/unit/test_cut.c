/* Files cut into records: the same ones however few bytes come at a time. */
#include <criterion/criterion.h>

#include "pipeline/input/cut.h"

typedef struct drip {
    const char *text;
    size_t size, at, step;
} drip;

static glosa_status drip_read(void *state, char *out, size_t size, size_t *got,
                              glosa_error *error)
{
    (void)error;
    drip *from = state;
    size_t left = from->size - from->at;
    *got = left < from->step ? left : from->step;
    *got = *got < size ? *got : size;
    memcpy(out, from->text + from->at, *got);
    from->at += *got;
    return GLOSA_OK;
}

/* The records as "LINE:RECORD|", or "LINE:!STATUS|". */
static void cut(glosa_cutter *cutter, const char *const *units, size_t limit, drip from,
                glosa_buffer *out)
{
    glosa_reader reader = {0};
    glosa_cutting cutting = {.reader = &reader, .limit = limit};
    glosa_reader_begin(&reader, (glosa_stream){.path = "test", .state = &from, .read = drip_read});
    glosa_cutting_begin(&cutting, units);
    glosa_buffer_clear(out);
    for (bool more = true; more;) {
        glosa_string record = {0};
        more = false;
        glosa_status status = cutter(&cutting, &record, &more, NULL);
        if (status) {
            glosa_buffer_format(out, "%lld:!%s|", (long long)cutting.line,
                                glosa_status_name(status));
            more = true;
        } else if (more) {
            glosa_buffer_format(out, "%lld:%.*s|", (long long)cutting.line,
                                GLOSA_PRINT(record));
        }
    }
    glosa_buffer_byte(out, '\0');
    glosa_cutting_free(&cutting);
    glosa_reader_free(&reader);
}

static void expect_limited(glosa_cutter *cutter, const char *const *units, size_t limit,
                           const char *text, const char *expected)
{
    static const size_t steps[] = {1, 2, 3, 7, 4096};
    glosa_buffer out = {0};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        cut(cutter, units, limit, (drip){text, strlen(text), 0, steps[i]}, &out);
        cr_expect_str_eq(out.data, expected, "%zu at a time\n got %s\nwant %s", steps[i],
                         out.data, expected);
    }
    glosa_buffer_free(&out);
}

static void expect(glosa_cutter *cutter, const char *const *units, const char *text,
                   const char *expected)
{
    expect_limited(cutter, units, 1000, text, expected);
}

static const char *const elements[] = {"doc", "book", NULL};

Test(cut, elements_by_name)
{
    expect(glosa_cut_elements, elements, "<set>\n<doc>a</doc>\n\n<book id='1'>b\n</book></set>",
           "2:<doc>a</doc>|4:<book id='1'>b\n</book>|");
    expect(glosa_cut_elements, elements, "<set><doc/><doc a='x'/><doc>c</doc ></set>",
           "1:<doc/>|1:<doc a='x'/>|1:<doc>c</doc >|");
    expect(glosa_cut_elements, elements, "<doctor><doc>a<docs></docs><book></book></doc></doctor>",
           "1:<doc>a<docs></docs><book></book></doc>|");
    expect(glosa_cut_elements, elements, "<doc>a<doc id=''>b</doc>c</doc><doc>d</doc>",
           "1:<doc>a|1:<doc id=''>b</doc>|1:<doc>d</doc>|");
    expect(glosa_cut_elements, elements, "", "");
    expect(glosa_cut_elements, elements, "<set>\n</set>", "");
}

Test(cut, elements_in_comments_and_cdata_are_none)
{
    expect(glosa_cut_elements, elements,
           "<!-- <doc>x</doc> --><doc>a<!-- </doc> --><![CDATA[</doc>]]><?p </doc> ?>b</doc>",
           "1:<doc>a<!-- </doc> --><![CDATA[</doc>]]><?p </doc> ?>b</doc>|");
}

Test(cut, elements_that_are_cut_off)
{
    expect(glosa_cut_elements, elements, "<set><doc>a</doc><doc>b",
           "1:<doc>a</doc>|1:<doc>b|");
    expect(glosa_cut_elements, elements, "<set><doc>a</doc", "1:<doc>a</doc|");
    expect(glosa_cut_elements, elements, "<set><doc>a<!-- never", "1:<doc>a<!-- never|");
}

Test(cut, elements_keep_the_declaration_of_an_encoding)
{
    expect(glosa_cut_elements, elements,
           "<?xml version='1.0'\nencoding='latin1'?>\n<set>\n<doc>a</doc><doc>b</doc></set>",
           "4:<?xml version='1.0' encoding='latin1'?><doc>a</doc>|"
           "4:<?xml version='1.0' encoding='latin1'?><doc>b</doc>|");
    expect(glosa_cut_elements, elements, "<?xml version='1.0' encoding='UTF-8'?><doc>a</doc>",
           "1:<doc>a</doc>|");
}

Test(cut, what_is_too_large_is_passed_over)
{
    char text[6000];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = 0;
    memcpy(text, "<doc>b</doc>\n<doc>", 18);
    memcpy(text + sizeof text - 26, "\n</doc><doc>\nc</doc></set>", 26);
    text[sizeof text - 1] = 0;
    expect_limited(glosa_cut_elements, elements, 40, text,
                   "1:<doc>b</doc>|2:!too-large|3:<doc>\nc</doc>|");
}

static const char *const documents[] = {"documents", "items", NULL};
static const char *const any[] = {"result", "*", NULL};

Test(cut, objects_of_named_arrays)
{
    expect(glosa_cut_objects, documents,
           "{\"source\": \"documents\", \"documents\": [\n{\"a\": \"]}\\\"\"} , "
           "{\"b\": [1, {}]}\n], \"n\": {\"items\" : [3,\"x\"]}}",
           "2:{\"a\": \"]}\\\"\"}|2:{\"b\": [1, {}]}|3:3,\"x\"|");
    expect(glosa_cut_objects, documents, "[{\"documents\":[{}]},{\"documents\":[]}]", "1:{}|");
    expect(glosa_cut_objects, documents, "{\"documents\":[{\"a\":1", "1:{\"a\":1|");
}

Test(cut, objects_of_a_list_or_in_a_row)
{
    expect(glosa_cut_objects, documents, " [ {\"a\":1},\n{\"a\":2} ]\n{\"a\":3}",
           "1:{\"a\":1}|2:{\"a\":2}|3:{\"a\":3}|");
    expect(glosa_cut_objects, documents, "{\"a\":{\"b\":1}}\n{\"a\":2}",
           "1:{\"a\":{\"b\":1}}|2:{\"a\":2}|");
    expect(glosa_cut_objects, documents, "]]} 1 \"{\" true {\"a\":1}]",
           "1:]]} 1 \"{\" true |1:{\"a\":1}|1:]|");
    expect(glosa_cut_objects, documents, "[]", "");
    expect(glosa_cut_objects, documents, "", "");
}

Test(cut, objects_that_are_members)
{
    expect(glosa_cut_objects, any,
           "{\"P:1\": {\"t\": \"a\"}, \"n\": [[{}], {}], \"P2\" :{\"t\": {}}}",
           "1:{\"t\": \"a\"}|1:{\"t\": {}}|");
    expect(glosa_cut_objects, any, "{\"P1\": {\"t\": 1}}\n{\"n\": 0, \"P2\": {}}\n{\"P3\": {}}",
           "1:{\"t\": 1}|2:{}|3:{}|");
    expect(glosa_cut_objects, any, "{\"n\": 1, \"P2\": {\"t\": {}}}",
           "1:{\"n\": 1, \"P2\": {\"t\": {}}}|");
    expect(glosa_cut_objects, any, "{\"p\": {\"result\": [{\"t\":1}]}}", "1:{\"t\":1}|");
}

Test(cut, stanzas)
{
    expect(glosa_cut_stanzas, NULL, "\n\na\nb\n\n\nc\r\n\r\nd\n", "3:a\nb|7:c\r|9:d\n|");
    expect(glosa_cut_stanzas, NULL, "a", "1:a|");
    expect(glosa_cut_stanzas, NULL, "\r\n\n", "");
}

Test(cut, rows_behind_their_header)
{
    expect(glosa_cut_rows, NULL, "id,text\r\n1,\"a\n\"\"b\"\"\"\n\n2,5\" x\n3,c",
           "2:id,text\n1,\"a\n\"\"b\"\"\"|5:id,text\n2,5\" x|6:id,text\n3,c|");
    expect(glosa_cut_rows, NULL,
           "id,text\n1,\"a \"\"b\"\" c\nd\"\n2,\"\"\"x\"\"\ny\"\n3,\"\"\n\"4\",z\n",
           "2:id,text\n1,\"a \"\"b\"\" c\nd\"|4:id,text\n2,\"\"\"x\"\"\ny\"|"
           "6:id,text\n3,\"\"|7:id,text\n\"4\",z|");
    expect(glosa_cut_rows, NULL, "id\ttext\n1\t\"a\n2\tb\"\n",
           "2:id\ttext\n1\t\"a|3:id\ttext\n2\tb\"|");
    expect(glosa_cut_rows, NULL, "id;text\n", "");
    cr_expect_eq(glosa_rows_separator(GLOSA_LITERAL("id;text;\"a,b,c,d\"")), ';');
    cr_expect_eq(glosa_rows_separator(GLOSA_LITERAL("text")), 0);
}

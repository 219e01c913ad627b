/* The source `read`: which files it finds, in which order, and how it recognizes and cuts them.
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/input/stream.h"
#include "stages/read/formats.h"
#include "stages/read/input/input.h"
#include "stages/read/read.h"

/* --- a folder for one test --- */

static const char *test_folder(char *out, size_t size)
{
    const char *base = getenv("TMPDIR");
    snprintf(out, size, "%s/glosa-input-XXXXXX", base ? base : "/tmp");
    cr_assert_not_null(mkdtemp(out));
    cr_assert_eq(chdir(out), 0);
    return out;
}

static void remove_folder(const char *folder)
{
    char command[600];
    cr_assert_eq(chdir("/"), 0);
    snprintf(command, sizeof command, "chmod -R u+rwx '%s' && rm -r '%s'", folder, folder);
    cr_assert_eq(system(command), 0);
}

static void put(const char *path, const char *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file, "%s", path);
    cr_assert_eq(fwrite(data, 1, size, file), size);
    cr_assert_eq(fclose(file), 0);
}

static void put_text(const char *path, const char *text)
{
    put(path, text, strlen(text));
}

/* --- what comes out, as one line for each document --- */

static void describe(const glosa_document *document, glosa_buffer *out)
{
    const glosa_metadata *metadata = &document->metadata;
    glosa_buffer_string(out, metadata->path);
    for (uint32_t i = 0; i < document->problems.size; i++) {
        const glosa_problem *problem = &document->problems.items[i];
        cr_assert(document->failed);
        cr_assert(glosa_string_equal(problem->where, metadata->path));
        glosa_buffer_format(out, " %s %lld: ", glosa_status_name(problem->code),
                            (long long)problem->position);
        glosa_buffer_string(out, problem->message);
    }
    if (!document->failed) {
        cr_assert_eq(document->layers, (glosa_layers)GLOSA_RECORD);
        glosa_buffer_format(out, " %.*s %lld%s ", GLOSA_PRINT(metadata->format),
                            (long long)document->record.line,
                            document->record.shared ? " shared" : "");
        size_t size = document->record.bytes.size;
        glosa_string bytes = {document->record.bytes.data, size < 40 ? size : 40};
        glosa_buffer_string(out, bytes);
    }
    glosa_buffer_byte(out, '\n');
}

static glosa_status run(const char *const *inputs, size_t count, const char *format,
                        int64_t max_document, glosa_buffer *out, glosa_error *error)
{
    glosa_read_options options = {
        .format = format, .max_document = max_document, .max_depth = 256, .max_expansion = 8,
        .max_ratio = 250};
    const char *items[8];
    for (size_t i = 0; i < count; i++)
        items[i] = inputs[i];
    glosa_list list = {items, count};
    void *state = NULL;
    glosa_document document = {0};
    glosa_buffer_clear(out);
    glosa_status status = glosa_input.open(&state, &options, &list, error);
    for (bool more = status == GLOSA_OK; more;) {
        glosa_document_reset(&document);
        status = glosa_input.next(state, &document, &more, error);
        if (status)
            break;
        if (more)
            describe(&document, out);
    }
    glosa_document_free(&document);
    if (state)
        glosa_input.close(state);
    glosa_buffer_byte(out, '\0');
    return status;
}

static void expect(const char *input, const char *format, int64_t max_document,
                   const char *expected)
{
    glosa_buffer out = {0};
    glosa_error error = {0};
    cr_assert_eq(run(&input, 1, format, max_document, &out, &error), GLOSA_OK, "%s",
                 error.message);
    cr_expect_str_eq(out.data, expected);
    glosa_buffer_free(&out);
}

/* --- usage --- */

Test(input, refuses_what_makes_no_sense)
{
    static const struct {
        const char *inputs[2];
        size_t count;
        const char *format, *message; /* the beginning of it */
    } cases[] = {
        {{NULL}, 0, NULL, "no input; name files or folders, or - for standard input"},
        {{"absent"}, 1, NULL, "no such file or folder: 'absent'"},
        {{"a.txt", "a.txt/b"}, 2, NULL, "no such file or folder: 'a.txt/b'"},
        {{"-", "-"}, 2, NULL, "standard input (-) can be named only once"},
        {{"a.txt"}, 1, "doc", "no format is named 'doc'; one of: jats, "},
    };
    char folder[400];
    test_folder(folder, sizeof folder);
    put_text("a.txt", "a");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_buffer out = {0};
        glosa_error error = {0};
        cr_expect_eq(run(cases[i].inputs, cases[i].count, cases[i].format, 64, &out, &error),
                     GLOSA_USAGE);
        cr_expect(glosa_string_starts(glosa_string_of(error.message), cases[i].message), "%s",
                  error.message);
        glosa_buffer_free(&out);
    }
    remove_folder(folder);
}

/* --- the walk --- */

Test(input, walks_folders_in_byte_order)
{
    char folder[400];
    test_folder(folder, sizeof folder);
    cr_assert_eq(mkdir("d", 0777) | mkdir("d/b", 0777) | mkdir("d/.git", 0777) |
                     mkdir("d/empty", 0777) | mkdir("other", 0777),
                 0);
    put_text("d/c.txt", "c");
    put_text("d/B.txt", "B");
    put_text("d/b/z", "z");
    put_text("d/b/\xC3\xA1", "a");
    put_text("d/b-", "b-");
    put_text("d/.hidden", "no");
    put_text("d/.git/x", "no");
    put_text("other/y", "y");
    cr_assert_eq(symlink("../other", "d/link") | symlink("../d", "d/loop") |
                     symlink("../other/y", "d/y") | symlink("nowhere", "d/zz"),
                 0);
    const char *expected = "d/B.txt text 1 B\nd/b/z text 1 z\nd/b/\xC3\xA1 text 1 a\n"
                           "d/b- text 1 b-\nd/c.txt text 1 c\nd/y text 1 y\n"
                           "d/zz unreadable -1: cannot open: No such file or directory\n";
    expect("d", NULL, 64, expected);
    expect("d/", NULL, 64, expected);
    expect("./d/b///", NULL, 64, "./d/b/z text 1 z\n./d/b/\xC3\xA1 text 1 a\n");
    expect("d/.hidden", NULL, 64, "d/.hidden text 1 no\n");
    expect("d/link", NULL, 64, "d/link/y text 1 y\n");
    expect("d/empty", NULL, 64, "d/empty empty -1: folder holds no files\n");
    remove_folder(folder);
}

Test(input, keeps_the_order_of_the_inputs)
{
    char folder[400];
    test_folder(folder, sizeof folder);
    put_text("b", "b");
    put_text("a", "a");
    const char *inputs[] = {"b", "a", "b"};
    glosa_buffer out = {0};
    glosa_error error = {0};
    cr_assert_eq(run(inputs, 3, NULL, 64, &out, &error), GLOSA_OK);
    cr_expect_str_eq(out.data, "b text 1 b\na text 1 a\nb text 1 b\n");
    glosa_buffer_free(&out);
    remove_folder(folder);
}

/* The next document has these bytes, and then the input has come to a place in a range. */
static void expect_place(void *state, const char *bytes, double least, double most)
{
    glosa_document document = {0};
    bool more = false;
    cr_assert_eq(glosa_input.next(state, &document, &more, NULL), GLOSA_OK);
    cr_assert(more && glosa_string_is(document.record.bytes, bytes), "%s", bytes);
    double place = glosa_input.place(state);
    cr_expect(place > least - 1e-9 && place < most + 1e-9, "%s: %f", bytes, place);
    glosa_document_free(&document);
}

/* Inputs count alike, as do entries of a folder; inside a file its bytes do. */
Test(input, tells_how_far_it_has_come)
{
    char folder[400], large[300000];
    test_folder(folder, sizeof folder);
    static const char first[] = "{\"id\":\"1\",\"text\":\"a\"}";
    memset(large, '\n', sizeof large);
    memcpy(large, first, strlen(first));
    memcpy(large + sizeof large - sizeof first, first, strlen(first));
    cr_assert_eq(mkdir("d", 0777) | mkdir("d/b", 0777), 0);
    put_text("d/a", "a");
    put_text("d/b/x", "x");
    put_text("d/b/y", "y");
    put_text("d/c", "c");
    put("e.jsonl", large, sizeof large);
    const char *items[] = {"d", "e.jsonl"};
    glosa_list inputs = {items, 2};
    glosa_read_options options = {.format = "", .max_document = 64, .max_ratio = 250};
    void *state = NULL;
    cr_assert_eq(glosa_input.open(&state, &options, &inputs, NULL), GLOSA_OK);
    expect_place(state, "a", 1.0 / 6, 1.0 / 6);
    expect_place(state, "x", 1.5 / 6, 1.5 / 6);
    expect_place(state, "y", 2.0 / 6, 2.0 / 6);
    expect_place(state, "c", 3.0 / 6, 3.0 / 6);
    expect_place(state, first, 0.51, 0.99);
    glosa_input.close(state);
    remove_folder(folder);
}

Test(input, reports_what_cannot_be_read_and_goes_on)
{
    char folder[400];
    test_folder(folder, sizeof folder);
    cr_assert_eq(mkdir("d", 0777) | mkdir("d/b", 0777) | mkfifo("d/c", 0666), 0);
    put_text("d/a", "");
    put_text("d/d", "\xEF\xBB\xBF");
    put_text("d/e\xE9", "latin-1 name");
    expect("d", NULL, 64,
           "d/a empty -1: file is empty\n"
           "d/c refused -1: neither a file nor a folder; skipped\n"
           "d/d empty -1: file is empty\n"
           "d/e\xEF\xBF\xBD text 1 latin-1 name\n");
    remove_folder(folder);
}

Test(input, reports_missing_permission_and_goes_on)
{
    if (geteuid() == 0)
        cr_skip_test("root may read everything");
    char folder[400];
    test_folder(folder, sizeof folder);
    cr_assert_eq(mkdir("d", 0777) | mkdir("d/b", 0777), 0);
    put_text("d/a", "a");
    put_text("d/b/x", "x");
    put_text("d/c", "c");
    cr_assert_eq(chmod("d/a", 0) | chmod("d/b", 0), 0);
    expect("d", NULL, 64,
           "d/a unreadable -1: cannot open: Permission denied\n"
           "d/b unreadable -1: cannot open folder: Permission denied\n"
           "d/c text 1 c\n");
    expect("d/b", NULL, 64, "d/b unreadable -1: cannot open folder: Permission denied\n");
    remove_folder(folder);
}

Test(input, refuses_folders_that_nest_too_deep)
{
    char folder[400], path[1000] = "d";
    test_folder(folder, sizeof folder);
    for (int i = 0; i < 70; i++) {
        cr_assert_eq(mkdir(path, 0777), 0);
        size_t size = strlen(path);
        snprintf(path + size, sizeof path - size, "/d");
    }
    glosa_buffer out = {0};
    glosa_error error = {0};
    const char *input = "d";
    cr_assert_eq(run(&input, 1, NULL, 64, &out, &error), GLOSA_OK);
    cr_expect_not_null(strstr(out.data, "refused -1: folders nest deeper than 64"));
    glosa_buffer_free(&out);
    remove_folder(folder);
}

/* --- records --- */

Test(input, gives_each_line_of_json_lines)
{
    static const struct {
        const char *data, *expected;
    } cases[] = {
        {"{\"id\":1}\n{\"id\":2}\n",
         "j jsonl 1 shared {\"id\":1}\nj jsonl 2 shared {\"id\":2}\n"},
        {"{\"id\":1}\r\n{\"id\":2}",
         "j jsonl 1 shared {\"id\":1}\nj jsonl 2 shared {\"id\":2}\n"},
        {"\xEF\xBB\xBF{\"id\":1}\n", "j jsonl 1 shared {\"id\":1}\n"},
        {"{\"id\":1}\n\n{\"id\":3}\n",
         "j jsonl 1 shared {\"id\":1}\nj malformed 2: blank line; expected a JSON object\n"
         "j jsonl 3 shared {\"id\":3}\n"},
        {"{\"id\":1}\n \t\r\n",
         "j jsonl 1 shared {\"id\":1}\nj malformed 2: blank line; expected a JSON object\n"},
        {"{\"id\":1}\ntrash\n", "j jsonl 1 shared {\"id\":1}\nj jsonl 2 shared trash\n"},
    };
    char folder[400];
    test_folder(folder, sizeof folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_text("j", cases[i].data);
        expect("j", NULL, 64, cases[i].expected);
    }
    remove_folder(folder);
}

Test(input, passes_over_lines_and_files_that_are_too_large)
{
    char folder[400];
    test_folder(folder, sizeof folder);
    size_t size = (3 << 20) + 7;
    char *data = malloc(size + 100);
    cr_assert_not_null(data);
    memset(data, 'x', size);
    memcpy(data, "{\"id\":1}\n{\"id\":", 15);
    memcpy(data + size, "\n{\"id\":3}\n", 10);
    put("big", data, size + 10);
    expect("big", NULL, 1,
           "big jsonl 1 shared {\"id\":1}\n"
           "big too-large 2: larger than 1 MiB; document skipped, see --max-document\n"
           "big jsonl 3 shared {\"id\":3}\n");
    expect("big", "text", 1,
           "big too-large -1: larger than 1 MiB; document skipped, see --max-document\n");
    memset(data, 'x', 1 << 20);
    put("fits", data, 1 << 20);
    expect("fits", NULL, 1, "fits text 1 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n");
    put("fits", data, (1 << 20) + 1);
    expect("fits", NULL, 1,
           "fits too-large -1: larger than 1 MiB; document skipped, see --max-document\n");
    free(data);
    remove_folder(folder);
}

Test(input, reads_standard_input)
{
    static const struct {
        const char *data, *expected;
    } cases[] = {
        {"plain words\n", "- text 1 plain words\n\n"},
        {"{\"id\":1}\n{\"id\":2}\n",
         "- jsonl 1 shared {\"id\":1}\n- jsonl 2 shared {\"id\":2}\n"},
        {"", "- empty -1: file is empty\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int ends[2], old = dup(STDIN_FILENO);
        size_t size = strlen(cases[i].data);
        cr_assert_eq(pipe(ends), 0);
        cr_assert_eq(write(ends[1], cases[i].data, size), (ssize_t)size);
        close(ends[1]);
        dup2(ends[0], STDIN_FILENO);
        close(ends[0]);
        expect("-", NULL, 64, cases[i].expected);
        dup2(old, STDIN_FILENO);
        close(old);
    }
}

/* --- recognizing --- */

Test(input, recognizes_formats_by_their_content)
{
    static const struct {
        const char *path, *data, *expected;
    } cases[] = {
        {"a.txt", "---\nfigid: PMC1__f\ncaption: x\n---\n", "pfocr"},
        {"a.md", "---\nfigtitle: x\nfigid: PMC1__f\n---\n", "pfocr"},
        {"a.txt", "# T\xC3\xADtulo\n\nUno <sup>1</sup>\n", "markdown"},
        {"a.txt", "\n\n# Title\n\nwords\n", "markdown"},
        {"a.md", "words only\n", "markdown"},
        {"a.txt", "words only\n", "text"},
        {"a", "words **only**\n", "markdown"},
        {"a.txt", "words **only**\n", "text"},
        {"a.txt", "Add like\nAdd to saved papers\n\nTitle\n", "page"},
        {"a.md", "Skip to main content\nwords\n", "markdown"},
        {"a.txt", "Home\nSearch\n", "text"},
        {"a.txt", "Servicios Personalizados\nCitado por SciELO\n", "page"},
        {"a.txt", "{\"id\": 1, \"text\": \"x\"}\n", "jsonl"},
        {"a.json", "{\"id\": 1, \"text\": \"trunc\n", "jsonl"},
        {"a.txt", "{} a set\n", "jsonl"},
        {"a.txt", "{a, b} is a set\n", "text"},
        {"a.txt", "[[Imatinib]] is a drug\n", "text"},
        {"a.txt", "<!DOCTYPE article PUBLIC \"a\" \"b.dtd>\n<article><front/></article>", "jats"},
        {"a.txt", "<?xml version=\"1.0\"?>\n<!-- x --><article><front/></article>", "jats"},
        {"a.txt", "<!DOCTYPE article [<!ENTITY a \">\">]>\n<article/>", "jats"},
        {"a.txt", "<5 years old\n", "text"},
        {"a.html", "<h1>Title</h1>\n<table><tr><td>x</td></tr></table>\n", "html"},
        {"a.md", "<h1>Title</h1>\n<table><tr><td>x</td></tr></table>\n", "markdown"},
        {"a.txt",
         "<sup>1</sup>Servicio de Hematolog\xC3\xAD"
         "a\n",
         "text"},
        {"a.txt", "PDF- is not %PDF-\n", "text"},
        {"a.txt", "BZhang 1 of the authors\n", "text"},
    };
    char folder[400], expected[600];
    test_folder(folder, sizeof folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_text(cases[i].path, cases[i].data);
        snprintf(expected, sizeof expected, "%s %s 1", cases[i].path, cases[i].expected);
        glosa_buffer out = {0};
        glosa_error error = {0};
        cr_assert_eq(run(&cases[i].path, 1, NULL, 64, &out, &error), GLOSA_OK);
        cr_expect_eq(strncmp(out.data, expected, strlen(expected)), 0, "%s: %s", expected,
                     out.data);
        glosa_buffer_free(&out);
    }
    remove_folder(folder);
}

Test(input, says_what_it_does_not_know)
{
    char folder[400];
    test_folder(folder, sizeof folder);
    put_text("a", "<?xml version=\"1.0\"?><NLMCatalogRecordSet><x/></NLMCatalogRecordSet>");
    expect("a", NULL, 64,
           "a unknown-format -1: no reader knows <NLMCatalogRecordSet>; see glosa read --help\n");
    put_text("a", "{\n  \"id\": 1\n}\n");
    expect("a", NULL, 64,
           "a unknown-format -1: no reader knows this JSON; expected one object a line with id "
           "and text, see glosa read --help\n");
    expect("a", "text", 64, "a text 1 {\n  \"id\": 1\n}\n\n");
    put_text("a", "[[\"a\", 1], [\"b\", 2]]\n");
    expect("a", NULL, 64,
           "a unknown-format -1: no reader knows this JSON; expected one object a line with id "
           "and text, see glosa read --help\n");
    remove_folder(folder);
}

Test(input, says_what_holds_no_text)
{
    static const struct {
        const char *data, *message;
    } cases[] = {
        {"\x89PNG\r\n\x1A\n", "a picture (PNG); nothing to read"},
        {"%PDF-1.7\n", "a PDF; extract its text first, for example with pdftotext"},
        {"{\\rtf1 x}", "an RTF document; save it as plain text first"},
    };
    char folder[400], expected[200];
    test_folder(folder, sizeof folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_text("a.txt", cases[i].data);
        snprintf(expected, sizeof expected, "a.txt unknown-format -1: %s\n", cases[i].message);
        expect("a.txt", NULL, 64, expected);
    }
    remove_folder(folder);
}

Test(input, says_where_no_record_is)
{
    char folder[400];
    test_folder(folder, sizeof folder);
    put_text("a", "<PubmedArticleSet></PubmedArticleSet>");
    put_text("b", "<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>");
    expect("a", NULL, 64, "a empty -1: no article in it, though it begins like pubmed\n");
    expect("b", NULL, 64, "b pubmed 1 shared <PubmedArticle/>\n");
    remove_folder(folder);
}

/* Where a machine has no descriptors left it has none for the other files either: the run stops. A
 * file that is not there is a problem of its own. */
Test(input, running_out_of_descriptors_is_no_fault_of_the_file)
{
    glosa_stream stream;
    glosa_error error = {0};
    const struct rlimit few = {32, 32};
    int opened[32], count = 0;
    cr_assert_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
    while (count < 32 && (opened[count] = open("/dev/null", O_RDONLY)) >= 0)
        count++;
    cr_expect_eq(glosa_stream_open(&stream, "/dev/null", &error), GLOSA_IO);
    while (count > 0)
        close(opened[--count]);
    cr_expect_eq(glosa_stream_open(&stream, "/nowhere/at/all", &error), GLOSA_UNREADABLE);
}

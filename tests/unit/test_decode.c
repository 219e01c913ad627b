/* From the bytes of a record to UTF-8: which encoding is found, and what is said of bytes that
 * fit none. */
#include <criterion/criterion.h>

#include "pipeline/text/utf8.h"
#include "stages/read/encoding/decode.h"

typedef struct decoded {
    glosa_document document;
    glosa_buffer scratch;
    glosa_error error;
    glosa_status status;
} decoded;

static const glosa_decoder *decoder(void)
{
    static glosa_decoder one;
    static bool made;
    made = made || glosa_decoder_init(&one);
    cr_assert(made);
    return &one;
}

static void decode(decoded *result, const char *format, glosa_string bytes)
{
    *result = (decoded){0};
    result->document.metadata.path = GLOSA_LITERAL("a.b");
    result->document.metadata.format = glosa_string_of(format);
    result->document.record = (glosa_record){.bytes = bytes, .line = 7};
    result->status =
        glosa_decode(decoder(), &result->document, &result->scratch, &result->error);
}

static void decoded_free(decoded *result)
{
    glosa_document_free(&result->document);
    glosa_buffer_free(&result->scratch);
}

static void expect(const char *bytes, const char *encoding, const char *text)
{
    decoded r;
    decode(&r, "text", glosa_string_of(bytes));
    cr_expect_eq(r.status, GLOSA_OK, "%s: %s", text, r.error.message);
    cr_expect(glosa_string_is(r.document.metadata.encoding, encoding), "%s: %.*s", text,
              GLOSA_PRINT(r.document.metadata.encoding));
    cr_expect(glosa_string_is(r.document.record.bytes, text), "%s: %.*s", text,
              GLOSA_PRINT(r.document.record.bytes));
    cr_expect_eq(r.document.problems.size, 0, "%s", text);
    decoded_free(&r);
}

Test(decode, keeps_utf8_whatever_is_declared)
{
    expect("", "UTF-8", "");
    expect("a\r\nb", "UTF-8", "a\r\nb");
    expect("niño \xF0\x9D\x9B\xBC", "UTF-8", "niño 𝛼");
    expect("\xEF\xBB\xBFniño", "UTF-8", "niño");
    expect("<?xml version='1.0' encoding='ISO-8859-1'?><a>niño", "UTF-8",
           "<?xml version='1.0' encoding='ISO-8859-1'?><a>niño");
    expect("<meta charset=shift_jis>niño", "UTF-8", "<meta charset=shift_jis>niño");
    expect("<?xml version='1.0' encoding='klingon'?><a>x", "UTF-8",
           "<?xml version='1.0' encoding='klingon'?><a>x");
    /* C1 controls are the text's, for normalize to repair */
    expect("d\xC2\x92"
           "Arc",
           "UTF-8",
           "d\xC2\x92"
           "Arc");
}

Test(decode, tells_windows_1252_from_macintosh)
{
    expect("El ni\xF1o recibi\xF3 \xBFqu\xE9?", "windows-1252", "El niño recibió ¿qué?");
    expect("El ni\x96o recibi\x97 \xC0qu\x8E?", "macintosh", "El niño recibió ¿qué?");
    expect("\xABRAZ\xD3N\xBB y \x93raz\xF3n\x94", "windows-1252", "«RAZÓN» y “razón”");
    expect("\xC7RAZ\xEEN\xC8 y \xD2raz\x97n\xD3: \xC1s\x92, 38 \xBC", "macintosh",
           "«RAZÓN» y “razón”: ¡sí, 38 º");
    expect("The patient\x92s CD4\x96"
           "CD8 ratio \x97 5 \xB1 1 \xB5g",
           "windows-1252", "The patient’s CD4–CD8 ratio — 5 ± 1 µg");
    expect("The patient\xD5s \xD2ratio\xD3, isn\xD5t it", "macintosh",
           "The patient’s “ratio”, isn’t it");
    expect("cell\x96mediated and drug\x97induced", "windows-1252",
           "cell–mediated and drug—induced");
    expect("(a\x96h)", "windows-1252", "(a–h)");
    expect("linguist\xED"
           "ca ling\xFC\xEDstica",
           "windows-1252", "linguistíca lingüística");
    expect("administra\xE7\xE3o", "windows-1252", "administração");
    expect("administra\x8D\x8Bo", "macintosh", "administração");
    /* the bytes that windows-1252 leaves empty are controls; no reason to fail */
    expect("caf\xE9, ni\xF1o, \x81 raz\xF3n y despu\xE9s", "windows-1252",
           "café, niño, \xC2\x81 razón y después");
}

Test(decode, knows_old_dos)
{
    expect("El ni\xA4o recibi\xA2 \xA8qu\x82? \xAERaz\xA2n\xAF, 38 \xA7", "IBM850",
           "El niño recibió ¿qué? «Razón», 38 º");
    expect("m\x82"
           "dula \xA2sea seg\xA3n Mu\xA4oz",
           "IBM850", "médula ósea según Muñoz");
    expect("ESPA\xA5"
           "A, pinguino con di\x82resis: ping\x81ino",
           "IBM850", "ESPAÑA, pinguino con diéresis: pingüino");
}

Test(decode, looks_at_all_of_a_record)
{
    size_t size = 3 << 20;
    char *bytes = malloc(size);
    cr_assert_not_null(bytes);
    memset(bytes, 'x', size);
    memcpy(bytes + size - 30, " ni\x96o recibi\x97 \xC0qu\x8E? ", 19);
    decoded r;
    decode(&r, "text", (glosa_string){bytes, size});
    cr_expect(glosa_string_is(r.document.metadata.encoding, "macintosh"));
    decoded_free(&r);
    free(bytes);
}

Test(decode, believes_plausible_declarations)
{
    expect("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><p>ni\xF1o \x93x\x94",
           "windows-1252", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><p>niño “x”");
    expect("\n<?xml version='1.0' encoding = 'iso-8859-15' ?><p>5 \xA4", "ISO-8859-15",
           "\n<?xml version='1.0' encoding = 'iso-8859-15' ?><p>5 €");
    expect("<?xml version='1.0' encoding='ISO-8859-2'?><p>\xB3"
           "atwo</p>",
           "ISO-8859-2", "<?xml version='1.0' encoding='ISO-8859-2'?><p>łatwo</p>");
    expect(
        "<html><META HTTP-EQUIV=Content-Type CONTENT='text/html; CHARSET=koi8-r'>\xCE\xC5\xD4",
        "KOI8-R",
        "<html><META HTTP-EQUIV=Content-Type CONTENT='text/html; CHARSET=koi8-r'>нет");
    expect("<meta name=charset content=x><meta charset=Shift_JIS><p>\x88\xE2\x93`", "Shift_JIS",
           "<meta name=charset content=x><meta charset=Shift_JIS><p>遺伝");
    expect("<?xml version='1.0' encoding='x-mac-roman'?><p>ni\x96o", "macintosh",
           "<?xml version='1.0' encoding='x-mac-roman'?><p>niño");
    expect("<?xml version='1.0' encoding='ISO-2022-JP'?><p>\x1B$B0dEA\x1B(B", "ISO-2022-JP",
           "<?xml version='1.0' encoding='ISO-2022-JP'?><p>遺伝");
}

Test(decode, does_not_believe_others)
{
    static const char *const labels[] = {
        "UTF-8",
        "utf-16",
        "klingon",
        "ISO-8859-5",
        "windows-1251",
        "Shift_JIS",
        "UTF-7",
        "us-ascii",
        "",
        "cp037",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        char bytes[200], text[200];
        snprintf(bytes, sizeof bytes,
                 "<?xml version='1.0' encoding='%s'?><p>El ni\xF1o recibi\xF3 caf\xE9.",
                 labels[i]);
        snprintf(text, sizeof text,
                 "<?xml version='1.0' encoding='%s'?><p>El niño recibió café.", labels[i]);
        expect(bytes, "windows-1252", text);
    }
    expect("<?xml version='1.0' encoding='ISO-8859-1'?><p>El ni\x96o recibi\x97 caf\x8E.",
           "macintosh", "<?xml version='1.0' encoding='ISO-8859-1'?><p>El niño recibió café.");
    /* only a tag declares */
    expect("Use charset=koi8-r: caf\xE9", "windows-1252", "Use charset=koi8-r: café");
}

static void expect_mixed(const char *bytes, const char *text, int64_t line, glosa_status code,
                         const char *message)
{
    decoded r;
    decode(&r, "text", glosa_string_of(bytes));
    cr_assert_eq(r.status, GLOSA_OK, "%s: %s", text, r.error.message);
    cr_expect(glosa_string_is(r.document.metadata.encoding, "UTF-8"));
    cr_expect(glosa_string_is(r.document.record.bytes, text), "%s: %.*s", text,
              GLOSA_PRINT(r.document.record.bytes));
    cr_assert_eq(r.document.problems.size, 1, "%s", text);
    glosa_problem problem = r.document.problems.items[0];
    cr_expect_eq(problem.code, code);
    cr_expect_eq(problem.position, line, "%s: %lld", text, (long long)problem.position);
    cr_expect(glosa_string_is(problem.message, message), "%.*s", GLOSA_PRINT(problem.message));
    cr_expect(glosa_string_is(problem.where, "a.b"));
    cr_expect_not(r.document.failed);
    decoded_free(&r);
}

Test(decode, keeps_text_with_stray_bytes)
{
    expect_mixed("niño, razón\nd\x92"
                 "Arc",
                 "niño, razón\nd’Arc", 8, GLOSA_ENCODING,
                 "1 byte is not UTF-8, read as windows-1252; first 0x92");
    expect_mixed("<?xml version='1.0' encoding='ISO-8859-1'?>niño, razón, qué, así \x93x\x94",
                 "<?xml version='1.0' encoding='ISO-8859-1'?>niño, razón, qué, así “x”", 7,
                 GLOSA_ENCODING, "2 bytes are not UTF-8, read as windows-1252; first 0x93");
    /* two sources joined */
    expect_mixed("Los ni\xF1os recib\xED"
                 "an caf\xE9.\n\nDespués, té.",
                 "Los niños recibían café.\n\nDespués, té.", 7, GLOSA_ENCODING,
                 "3 bytes are not UTF-8, read as windows-1252; first 0xF1");
    /* surrogates, overlong forms, code points that are none */
    expect_mixed("á é í ó \xED\xA0\x80", "á é í ó í\xC2\xA0€", 7, GLOSA_ENCODING,
                 "3 bytes are not UTF-8, read as windows-1252; first 0xED");
    expect_mixed("\xFF", "ÿ", 7, GLOSA_ENCODING,
                 "1 byte is not UTF-8, read as windows-1252; first 0xFF");
}

Test(decode, keeps_text_that_is_cut_off)
{
    static const char message[] = "the last character is cut off; read as U+FFFD";
    expect_mixed("niño\nniñ\xC3", "niño\nniñ\uFFFD", 8, GLOSA_RECOVERED, message);
    expect_mixed("NF-\xE2\x82", "NF-\uFFFD", 7, GLOSA_RECOVERED, message);
    expect_mixed("niño \xF0\x9D\x9B", "niño \uFFFD", 7, GLOSA_RECOVERED, message);
    expect("caf\xE9", "windows-1252", "café");
}

Test(decode, asks_the_detector_for_other_scripts)
{
    expect(
        "\xCF\xF0\xE8\xE2\xE5\xF2, \xFD\xF2\xEE \xF2\xE5\xEA\xF1\xF2 \xEE \xE3\xE5\xED\xE0\xF5 "
        "\xF7\xE5\xEB\xEE\xE2\xE5\xEA\xE0 \xE8 \xEE \xEB\xE5\xEA\xE0\xF0\xF1\xF2\xE2\xE0\xF5.",
        "windows-1251", "Привет, это текст о генах человека и о лекарствах.");
}

static void expect_failure(const char *format, glosa_string bytes, glosa_status status,
                           int64_t line, const char *message)
{
    decoded r;
    decode(&r, format, bytes);
    cr_expect_eq(r.status, status, "%s", message);
    cr_expect_eq(r.error.position, line);
    cr_expect_str_eq(r.error.message, message);
    decoded_free(&r);
}

Test(decode, refuses_what_is_no_text)
{
    char noise[400];
    memset(noise, 0xFF, sizeof noise);
    memcpy(noise, "a\nb", 3);
    expect_failure("text", GLOSA_LITERAL("\x89PNG\0\0"), GLOSA_ENCODING, -1,
                   "binary file: NUL byte at offset 4; convert it to UTF-8 text first");
    expect_failure("jats", GLOSA_LITERAL("<article>\0"), GLOSA_ENCODING, -1,
                   "binary file: NUL byte at offset 9; convert it to UTF-8 text first");
    expect_failure(
        "text", (glosa_string){noise, sizeof noise}, GLOSA_ENCODING, 8,
        "no known encoding: 397 bytes are not UTF-8, first 0xFF at offset 3; convert it "
        "with iconv; document skipped");
    decoded r;
    decode(&r, "html", GLOSA_LITERAL("<p>a\0b"));
    cr_expect_eq(r.status, GLOSA_OK, "browsers pass over NUL bytes");
    decoded_free(&r);
}

/* A text in memory counts its own bytes. */
Test(decode, leaves_alone_what_is_known)
{
    static const struct {
        const char *bytes;
        glosa_status status;
        int64_t position;
    } cases[] = {{"\xEF\xBB\xBFni\xC3\xB1o", GLOSA_OK, 0},
                 {"<?xml version='1.0' encoding='ISO-2022-JP'?>\x1B$B0dEA", GLOSA_OK, 0},
                 {"ni\xC3\xB1o ni\xF1o", GLOSA_ENCODING, 8}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_document document = {0};
        glosa_buffer scratch = {0};
        glosa_error error = {0};
        document.metadata.encoding = GLOSA_LITERAL("UTF-16LE");
        document.record.bytes = glosa_string_of(cases[i].bytes);
        cr_expect_eq(glosa_decode(decoder(), &document, &scratch, &error), cases[i].status);
        cr_expect(glosa_string_is(document.record.bytes, cases[i].bytes));
        cr_expect(glosa_string_is(document.metadata.encoding, "UTF-16LE"));
        cr_expect_eq(error.position, cases[i].position);
        glosa_document_free(&document);
        glosa_buffer_free(&scratch);
    }
}

Test(decode, says_what_the_decoder_of_a_file_lost)
{
    static const struct {
        const char *encoding, *message;
    } cases[] = {{"UTF-16LE", "2 characters are U+FFFD: not UTF-16LE, or lost before"},
                 {"UTF-8", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_document document = {0};
        glosa_buffer scratch = {0};
        document.metadata.encoding = glosa_string_of(cases[i].encoding);
        document.record = (glosa_record){GLOSA_LITERAL("ni\nñ\uFFFDo \uFFFD"), .line = 3};
        cr_expect_eq(glosa_decode(decoder(), &document, &scratch, NULL), GLOSA_OK);
        cr_assert_eq(document.problems.size, cases[i].message ? 1 : 0);
        if (cases[i].message) {
            cr_expect_eq(document.problems.items[0].code, GLOSA_RECOVERED);
            cr_expect_eq(document.problems.items[0].position, 4);
            cr_expect(glosa_string_is(document.problems.items[0].message, cases[i].message));
        }
        glosa_document_free(&document);
        glosa_buffer_free(&scratch);
    }
}

/* Whatever comes, it is refused or is UTF-8, and text that was UTF-8 is not touched. */
Test(decode, gives_utf8_for_any_bytes)
{
    uint64_t seed = 12345;
    for (size_t round = 0; round < 20000; round++) {
        char bytes[64];
        size_t size = round % sizeof bytes;
        for (size_t i = 0; i < size; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            unsigned byte = (unsigned)(seed >> 56);
            bytes[i] = (char)(byte < 100 ? 'a' + byte % 26 : byte < 120 ? ' ' : byte);
        }
        decoded r;
        decode(&r, "text", (glosa_string){bytes, size});
        glosa_string text = r.document.record.bytes;
        if (r.status == GLOSA_OK)
            cr_assert_eq(glosa_utf8_valid_prefix(text), text.size);
        else
            cr_assert(glosa_status_is_documents(r.status));
        decoded_free(&r);
    }
}

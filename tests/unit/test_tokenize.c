/* Tokens and their shapes. */
#include <criterion/criterion.h>

#include <unicode/uchar.h>

#include "stages/tokenize/tokenize.h"

typedef struct fixture {
    void *shared, *scratch;
    glosa_document document;
} fixture;

static void open_fixture(fixture *fixture)
{
    glosa_error error = {0};
    *fixture = (struct fixture){0};
    cr_assert_eq(glosa_stage_tokenize.open(&fixture->shared, NULL, &error), GLOSA_OK);
    cr_assert_eq(glosa_stage_tokenize.begin(&fixture->scratch, fixture->shared, &error),
                 GLOSA_OK);
}

static void close_fixture(fixture *fixture)
{
    glosa_document_free(&fixture->document);
    glosa_stage_tokenize.end(fixture->scratch);
    glosa_stage_tokenize.close(fixture->shared);
}

/* Every character that is no blank belongs to exactly one token. */
static void check_cover(const glosa_document *document)
{
    glosa_string text = document->text;
    uint32_t token = 0;
    for (size_t at = 0, next; at < text.size; at = next) {
        int32_t c = glosa_utf8_at(text, at, &next);
        while (token < document->tokens.size && document->tokens.items[token].span.end <= at)
            token++;
        bool covered =
            token < document->tokens.size && document->tokens.items[token].span.start <= at;
        cr_assert(covered || u_isUWhiteSpace(c), "byte %zu of %.*s", at, GLOSA_PRINT(text));
    }
}

/* The whole text as one sentence. */
static glosa_document *tokenize(fixture *fixture, const char *text)
{
    glosa_error error = {0};
    glosa_document *document = &fixture->document;
    glosa_document_reset(document);
    document->source = document->text = glosa_document_keep(document, glosa_string_of(text));
    glosa_section *section = GLOSA_ARRAY_ADD(&document->arena, &document->sections);
    glosa_sentence *sentence = GLOSA_ARRAY_ADD(&document->arena, &document->sentences);
    cr_assert(section && sentence);
    section->span.end = sentence->span.end = (uint32_t)document->text.size;
    document->layers = GLOSA_SOURCE | GLOSA_TEXT | GLOSA_SECTIONS | GLOSA_SENTENCES;
    cr_assert_eq(
        glosa_stage_tokenize.apply(fixture->shared, fixture->scratch, document, &error),
        GLOSA_OK);
    document->layers |= glosa_stage_tokenize.writes;
    const char *fault = glosa_document_fault(document);
    cr_assert_null(fault, "%s: %s", fault, text);
    check_cover(document);
    return document;
}

Test(tokenize, names_are_one_token)
{
    static const struct {
        const char *text;
        glosa_shape shape;
    } cases[] = {
        {"quinasa", GLOSA_SHAPE_LOWER},
        {"Imatinib", GLOSA_SHAPE_TITLE},
        {"Índice", GLOSA_SHAPE_TITLE},
        {"CML", GLOSA_SHAPE_UPPER},
        {"mRNA", GLOSA_SHAPE_MIXED},
        {"NF-κB", GLOSA_SHAPE_MIXED},
        {"β-catenina", GLOSA_SHAPE_LOWER},
        {"12.5", GLOSA_SHAPE_NUMBER},
        {"100.000", GLOSA_SHAPE_NUMBER},
        {"12,5", GLOSA_SHAPE_NUMBER},
        {"10⁶", GLOSA_SHAPE_NUMBER},
        {"CXCR4", GLOSA_SHAPE_ALPHANUMERIC},
        {"BCR-ABL1", GLOSA_SHAPE_ALPHANUMERIC},
        {"CD34+", GLOSA_SHAPE_ALPHANUMERIC},
        {"CD34⁺", GLOSA_SHAPE_ALPHANUMERIC},
        {"K+", GLOSA_SHAPE_ALPHANUMERIC},
        {"t(9;22)(q34;q11)", GLOSA_SHAPE_ALPHANUMERIC},
        {"N-(2-aminoethyl)-glycine", GLOSA_SHAPE_ALPHANUMERIC},
        {"5'-UTR", GLOSA_SHAPE_ALPHANUMERIC},
        {"2,4-D", GLOSA_SHAPE_ALPHANUMERIC},
        {"17-AAG", GLOSA_SHAPE_ALPHANUMERIC},
        {"Crohn's", GLOSA_SHAPE_TITLE},
        {"e.g.", GLOSA_SHAPE_LOWER},
        {"...", GLOSA_SHAPE_PUNCTUATION},
        {"(", GLOSA_SHAPE_PUNCTUATION},
        {"<", GLOSA_SHAPE_OTHER},
        {"fermings@usal.es", GLOSA_SHAPE_OTHER},
        {"http://www.example.org/a(b)", GLOSA_SHAPE_OTHER},
        {"10.1155/2012/901783", GLOSA_SHAPE_OTHER},
        {"שלום", GLOSA_SHAPE_OTHER},
    };
    fixture fixture;
    open_fixture(&fixture);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_document *document = tokenize(&fixture, cases[i].text);
        cr_expect_eq(document->tokens.size, 1, "%s: %u tokens", cases[i].text,
                     document->tokens.size);
        cr_expect_eq(document->tokens.items[0].shape, cases[i].shape, "%s: %s", cases[i].text,
                     glosa_shape_name(document->tokens.items[0].shape));
    }
    close_fixture(&fixture);
}

Test(tokenize, counts)
{
    static const struct {
        const char *text;
        uint32_t count;
    } cases[] = {
        {"", 0},
        {" \n ", 0},
        {"CD34⁺CD38⁻", 2},
        {"Wnt/β-catenina", 3},
        {"mg/kg", 3},
        {"p < 0.05.", 4},
        {"et al. x", 3},
        {"-10", 2},
        {"CXCL12-", 2},
        {"\"stem\"", 3},
        {"50%", 2},
        {"(TKI)", 3},
        {"Jane.Doe@a.org", 1},
        {"日本語の文章", 3},
        {"((((((((((((((((((((", 20},
    };
    fixture fixture;
    open_fixture(&fixture);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_document *document = tokenize(&fixture, cases[i].text);
        cr_expect_eq(document->tokens.size, cases[i].count, "%s: %u", cases[i].text,
                     document->tokens.size);
    }
    close_fixture(&fixture);
}

Test(tokenize, covers_any_text)
{
    static const char *const pieces[] = {
        "a",        "B",
        "1",        "α",
        "é",        "Ñ",
        " ",        "-",
        "+",        "⁺",
        "⁻",        "⁶",
        ".",        ",",
        "'",        "’",
        "′",        "(",
        ")",        "[",
        "]",        "/",
        "://",      "@",
        "_",        "*",
        ":",        "日",
        "ไทย",      "。",
        "…",        "‐",
        "\xCC\x81", "\xE2\x80\x8B",
        "ש",        "😀",
        "t(",       "al",
        "10.",      "www.",
        "\xC2\xA0", "e.g",
        "ª",        "\xC2\xAD",
        "×",        "%",
    };
    fixture fixture;
    uint64_t state = 7;
    open_fixture(&fixture);
    for (int round = 0; round < 4000; round++) {
        glosa_buffer text = {0};
        for (int i = 0; i < round % 40; i++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            glosa_buffer_text(&text, pieces[(state >> 33) % (sizeof pieces / sizeof *pieces)]);
        }
        glosa_buffer_byte(&text, '\0');
        tokenize(&fixture, text.data);
        glosa_buffer_free(&text);
    }
    close_fixture(&fixture);
}

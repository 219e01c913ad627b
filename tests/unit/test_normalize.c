/* What normalize owes beside the text: the map. The texts themselves are in tests/spec. */
#include <criterion/criterion.h>

#include "pipeline/run/chain.h"
#include "stages/normalize/normalize.h"
#include "stages/normalize/rewrite.h"

typedef struct fixture {
    glosa_chain *chain;
    glosa_worker *worker;
    glosa_document document;
    glosa_error error;
} fixture;

static void bench_open(fixture *bench)
{
    static const glosa_step step = {&glosa_stage_normalize, NULL};
    *bench = (fixture){0};
    cr_assert_eq(glosa_chain_open(&bench->chain, &step, 1, &bench->error), GLOSA_OK);
    cr_assert_eq(glosa_worker_new(&bench->worker, bench->chain, &bench->error), GLOSA_OK);
}

static void bench_close(fixture *bench)
{
    glosa_document_free(&bench->document);
    glosa_worker_free(bench->worker);
    glosa_chain_free(bench->chain);
}

/* One paragraph block for each stretch between blank lines. Kept strings end in a zero byte. */
static void add_blocks(glosa_document *document)
{
    size_t start = 0;
    glosa_string source = document->source;
    while (start < source.size) {
        const char *blank = strstr(source.data + start, "\n\n");
        size_t end = blank ? (size_t)(blank - source.data) : source.size;
        glosa_block *block = GLOSA_ARRAY_ADD(&document->arena, &document->blocks);
        cr_assert_not_null(block);
        block->span = (glosa_span){(uint32_t)start, (uint32_t)end};
        start = blank ? end + 2 : source.size;
    }
}

static void normalize(fixture *bench, glosa_string source, const char *format)
{
    glosa_document *document = &bench->document;
    glosa_document_reset(document);
    document->source = glosa_document_keep(document, source);
    document->metadata.format = glosa_string_of(format);
    document->layers = GLOSA_SOURCE | GLOSA_BLOCKS;
    add_blocks(document);
    cr_assert_eq(glosa_worker_apply(bench->worker, document, &bench->error), GLOSA_OK);
    cr_assert_null(glosa_document_fault(document));
}

static const struct {
    const char *source, *word, *slice;
} offsets[] = {
    {"inhibidores de ti-\n\nrosina quinasa (ITK)", "tirosina quinasa", "ti-\n\nrosina quinasa"},
    {"inhibidores de ti-\n\nrosina quinasa (ITK)", "ITK", "ITK"},
    {"el IL-\n6 sube", "IL-6", "IL-\n6"},
    {"del *BCR-ABL1*<sup>8</sup>.", "BCR-ABL1", "BCR-ABL1"},
    {"del *BCR-ABL1*<sup>8</sup>.", ".", "."},
    {"de **BCL-2**, y", "BCL-2", "BCL-2"},
    {"de NF-кB.", "NF-κB", "NF-кB"},
    {"de NF-&#1082;B.", "NF-κB", "NF-&#1082;B"},
    {"de <i>NF</i>-кB.", "NF-κB", "NF</i>-кB"},
    {"de <i>NF</i>-кB.", "κ", "к"},
    {"CD34<sup>+</sup>CD38<sup>-</sup> en", "CD34⁺", "CD34<sup>+"},
    {"CD34<sup>+</sup>CD38<sup>-</sup> en", "CD38⁻", "CD38<sup>-"},
    {"CD34<sup>+</sup>CD38<sup>-</sup> en", "CD34", "CD34"},
    {"Ca<sup>2+</sup> libre", "²⁺", "2+"},
    {"la neurosí\uFB01lis es", "neurosífilis", "neurosí\uFB01lis"},
    {"la e\uFB03cacia", "ca", "ca"},
    {"administracio\xCC\x81n de", "administración", "administracio\xCC\x81n"},
    {"administracio\xCC\x81n de", "n de", "n de"},
    {"u\xCC\x81lcera", "ú", "u\xCC\x81"},
    {"Wnt/ $\\beta$ -catenina", "β-catenina", "$\\beta$ -catenina"},
    {"Wnt/ $\\beta$ -catenina", "Wnt/β", "Wnt/ $\\beta$"},
    {"Wnt/ $\\beta$ -catenina", "catenina", "catenina"},
    {"\u00AD0.19", "-0.19", "\u00AD0.19"},
    {"trans\u00ADcripción", "transcripción", "trans\u00ADcripción"},
    {"TNF-Œ± sube", "TNF-α", "TNF-Œ±"},
    {"a \xE2\x80\x8Bimatinib\xE2\x80\x8B b", "imatinib", "imatinib"},
    {"\xEF\xBB\xBFimatinib", "imatinib", "imatinib"},
    {"uno\r\ndos", "dos", "dos"},
    {"uno\r\ndos", "uno", "uno"},
    {"38 ºC, y", "38 °C", "38 ºC"},
    {"[imatinib](http://x.org/a) y", "imatinib", "imatinib"},
    {"JAK2<sup>V617F</sup>", "JAK2", "JAK2"},
    {"JAK2<sup>V617F</sup>", "V617F", "V617F"},
    {"a&nbsp;b", " ", "&nbsp;"},
};

Test(normalize, maps_words_back_to_the_source)
{
    fixture bench;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
        normalize(&bench, glosa_string_of(offsets[i].source), "markdown");
        glosa_string text = bench.document.text;
        size_t size = strlen(offsets[i].word);
        const char *hit = strstr(text.data, offsets[i].word);
        cr_assert_not_null(hit, "%s is not in %.*s", offsets[i].word, GLOSA_PRINT(text));
        uint32_t start = (uint32_t)(hit - text.data);
        glosa_span span = glosa_document_to_source(
            &bench.document, (glosa_span){start, start + (uint32_t)size});
        glosa_string slice = glosa_document_source(&bench.document, span);
        cr_expect(glosa_string_is(slice, offsets[i].slice), "%s came from %.*s, not %s",
                  offsets[i].word, GLOSA_PRINT(slice), offsets[i].slice);
    }
    bench_close(&bench);
}

Test(normalize, shares_a_source_that_needs_nothing)
{
    fixture bench;
    bench_open(&bench);
    normalize(&bench, glosa_string_of("La administración de imatinib (IM), 12,5 %."), "text");
    cr_expect_eq(bench.document.text.data, bench.document.source.data);
    cr_expect_eq(bench.document.map.size, 0);
    normalize(&bench, glosa_string_of(""), "text");
    cr_expect_eq(bench.document.text.size, 0);
    bench_close(&bench);
}

Test(normalize, composes_maps)
{
    glosa_arena arena = {0};
    glosa_offset_map first = {0}, second = {0}, both = {0};
    /* "<i>xABy" → "xABy" → "xCDEy" with AB → CDE; and a drop inside "AB". */
    cr_assert(glosa_offset_map_add(&first, &arena, (glosa_edit){0, 0, 0, 3}));
    cr_assert(glosa_offset_map_add(&first, &arena, (glosa_edit){2, 0, 5, 1}));
    cr_assert(glosa_offset_map_add(&second, &arena, (glosa_edit){1, 3, 1, 2}));
    cr_assert(glosa_offset_map_compose(&first, &second, &arena, &both));
    cr_assert_eq(both.size, 2);
    cr_expect(glosa_offset_map_valid(&both, 5, 8));
    cr_expect_eq(glosa_offset_map_start(&both, 0), 3);
    cr_expect_eq(glosa_offset_map_start(&both, 1), 4);
    cr_expect_eq(glosa_offset_map_end(&both, 4), 7);
    cr_expect_eq(glosa_offset_map_end(&both, 5), 8);
    glosa_arena_free(&arena);
}

/* --- any mixture of fragments: what is settled in one go, and what may bring more of its kind
 *     to light, as markup and misread bytes do --- */

static uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static const char *const plain[] = {
    "a",      "B",      "7",      " ",      "\n",     "\n\n",   "-",      "ti-\n",  "rosina",
    "IL-",    "\u00AD", "é",      "e\u0301", "\u0323", "к",     "B",      "NF-",    "ß",
    "ΑK",     "β",      "º",      "C",      "\u00A0", "\r",     "\r\n",   "\t",     "\uFEFF",
    "\uFB01", "±",      "€",      "™",      "©",      "\xC2\x96", "\xC2\x85", "ì",
    "Ñ",      "한",     "\u1112", "\u1161", "東",     "😀",     "ＣＤ",   "–",      "−",
    "Ĳ",      "\u2028", "\u200B", "И",      ".",      ",",      "(",      ")",      "y",
    "\U00010000", "\uFFFD",
};

static const char *const marked[] = {
    "*",      "**",     "_",      "`",      "[",      "]",      "](http://x.y)",    "![",
    "\\",     "$",      "$$",     "\\beta", "^{",     "}",      "{",      "^",      "_{",
    "<sup>",  "</sup>", "<sub>",  "<i>",    "</i>",   "<p>",    "<br/>",  "<!--",   "-->",
    "<",      ">",      "&beta;", "&amp;",  "&lt;",   "&#x3ba;", "&",     ";",      "2+",
    "10",     "\\\n",   "$\\beta$", "<a href=\"x\">",  "Œ",     "Ã",      "â",      "√",
    "³",      "‚",      "Ä",      "Â",      "ï",      "Œ±",     "Ã³",     "â€™",    "\u212B",
};

enum { PLAIN = sizeof plain / sizeof *plain, MARKED = sizeof marked / sizeof *marked };

static void mixture(glosa_buffer *out, uint64_t *state, bool markup)
{
    glosa_buffer_clear(out);
    for (uint32_t count = next_random(state) % 40; count; count--) {
        uint32_t pick = next_random(state) % (markup ? PLAIN + MARKED : PLAIN);
        uint32_t any = next_random(state) % 0x110000;
        if (markup && pick % 8 == 0 && (any < 0xD800 || any > 0xDFFF))
            glosa_utf8_append(out, (int32_t)(pick % 16 ? any : any % 0x3000));
        else
            glosa_buffer_text(out, pick < PLAIN ? plain[pick] : marked[pick - PLAIN]);
    }
}

/* Every span of the text maps to a span of the source, in order, on borders of characters. */
static void check_spans(const glosa_document *document)
{
    uint32_t before = 0;
    for (size_t at = 0; at < document->text.size;) {
        size_t next;
        (void)glosa_utf8_at(document->text, at, &next);
        uint32_t start = glosa_offset_map_start(&document->map, (uint32_t)at);
        uint32_t end = glosa_offset_map_end(&document->map, (uint32_t)next);
        cr_assert_leq(before, start);
        cr_assert_leq(start, end);
        cr_assert_leq(end, document->source.size);
        before = start;
        at = next;
    }
}

Test(normalize, keeps_its_promises_on_any_text)
{
    static const char *const formats[] = {"markdown", "text", "jats"};
    fixture bench;
    bench_open(&bench);
    glosa_buffer source = {0};
    uint64_t state = 20240607;
    for (int i = 0; i < 60000; i++) {
        mixture(&source, &state, true);
        normalize(&bench, glosa_buffer_view(&source), formats[i % 3]);
        check_spans(&bench.document);
        cr_assert_eq(glosa_utf8_valid_prefix(bench.document.text), bench.document.text.size);
    }
    glosa_buffer_free(&source);
    bench_close(&bench);
}

/* Without raised digits: their neighbours, which the passes change, tell what they are. */
Test(normalize, changes_nothing_the_second_time)
{
    fixture bench;
    bench_open(&bench);
    glosa_buffer source = {0}, once = {0};
    uint64_t state = 7;
    for (int i = 0; i < 60000; i++) {
        mixture(&source, &state, false);
        normalize(&bench, glosa_buffer_view(&source), "jats");
        glosa_buffer_clear(&once);
        glosa_buffer_string(&once, bench.document.text);
        /* A dash at a line end is a hyphen at a line end the next time, and what a raised digit
         * belongs to is judged by letters that may be composed only afterwards. */
        if (strstr(bench.document.text.data, "-\n") || strstr(bench.document.text.data, "- ") ||
            strstr(bench.document.text.data, "³"))
            continue;
        normalize(&bench, glosa_buffer_view(&once), "jats");
        cr_assert(glosa_string_equal(bench.document.text, glosa_buffer_view(&once)),
                  "\"%.*s\" gives \"%.*s\" and then \"%.*s\"",
                  GLOSA_PRINT(glosa_buffer_view(&source)),
                  GLOSA_PRINT(glosa_buffer_view(&once)),
                  GLOSA_PRINT(bench.document.text));
    }
    glosa_buffer_free(&source);
    glosa_buffer_free(&once);
    bench_close(&bench);
}

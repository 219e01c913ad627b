/* Sections, sentences and languages: the rules of the header, and what they come to. */
#include <criterion/criterion.h>

#include "stages/segment/segment.h"
#include "tests/unit/random.h"

typedef struct fixture {
    void *shared, *scratch;
    glosa_document document;
} fixture;

static void open_fixture(fixture *fixture)
{
    glosa_error error = {0};
    *fixture = (struct fixture){0};
    cr_assert_eq(glosa_stage_segment.open(&fixture->shared, NULL, &error), GLOSA_OK, "%s: %s",
                 error.where, error.message);
    cr_assert_eq(glosa_stage_segment.begin(&fixture->scratch, fixture->shared, &error),
                 GLOSA_OK);
}

static void close_fixture(fixture *fixture)
{
    glosa_document_free(&fixture->document);
    glosa_stage_segment.end(fixture->scratch);
    glosa_stage_segment.close(fixture->shared);
}

/* A new document of this text, without blocks. */
static glosa_document *begin_text(fixture *fixture, const char *text)
{
    glosa_document *document = &fixture->document;
    glosa_document_reset(document);
    document->source = document->text = glosa_document_keep(document, glosa_string_of(text));
    document->layers = GLOSA_SOURCE | GLOSA_BLOCKS | GLOSA_TEXT;
    return document;
}

static glosa_block *add_block(glosa_document *document, size_t start, size_t end,
                              glosa_block_kind kind)
{
    glosa_block *block = GLOSA_ARRAY_ADD(&document->arena, &document->blocks);
    cr_assert(block);
    *block = (glosa_block){.span = {(uint32_t)start, (uint32_t)end}, .kind = kind};
    block->level = kind == GLOSA_BLOCK_HEADING;
    return block;
}

/* Paragraphs at blank lines. */
static void add_paragraphs(glosa_document *document)
{
    const char *text = document->source.data, *end = text + document->source.size;
    for (const char *at = text; at < end;) {
        const char *stop = strstr(at, "\n\n");
        stop = stop ? stop : end;
        if (stop > at)
            add_block(document, (size_t)(at - text), (size_t)(stop - text),
                      GLOSA_BLOCK_PARAGRAPH);
        at = stop + 2;
    }
}

static void segment(fixture *fixture)
{
    glosa_error error = {0};
    glosa_document *document = &fixture->document;
    cr_assert_eq(glosa_stage_segment.apply(fixture->shared, fixture->scratch, document, &error),
                 GLOSA_OK);
    document->layers |= glosa_stage_segment.writes;
    const char *fault = glosa_document_fault(document);
    cr_assert_null(fault, "%s", fault);
    for (uint32_t i = 0; i < document->sentences.size; i++) {
        const glosa_sentence *row = &document->sentences.items[i];
        glosa_span section = document->sections.items[row->section].span;
        cr_assert(row->span.start >= section.start && row->span.end <= section.end);
        cr_assert_lt(row->span.start, row->span.end);
        glosa_string words = glosa_document_text(document, row->span);
        cr_assert_eq(glosa_string_trim(words).size, words.size);
    }
}

static void expect_sentence(const glosa_document *document, uint32_t index, const char *text,
                            const char *language, glosa_section_kind kind)
{
    cr_assert_lt(index, document->sentences.size);
    const glosa_sentence *row = &document->sentences.items[index];
    glosa_string words = glosa_document_text(document, row->span);
    cr_expect(glosa_string_is(words, text), "%.*s", GLOSA_PRINT(words));
    cr_expect(glosa_string_is(row->language, language), "%s: %.*s", text,
              GLOSA_PRINT(row->language));
    cr_expect_eq(document->sections.items[row->section].kind, kind, "%s: %s", text,
                 glosa_section_kind_name(document->sections.items[row->section].kind));
}

Test(segment, keeps_what_the_format_says)
{
    fixture fixture;
    open_fixture(&fixture);
    glosa_document *document = begin_text(&fixture, "Um estudo\n\nThe cells died.\n\nx 1");
    glosa_block *title = add_block(document, 0, 9, GLOSA_BLOCK_HEADING);
    title->section_known = true;
    title->section = GLOSA_SECTION_TITLE;
    title->language = glosa_string_of("pt");
    add_block(document, 11, 26, GLOSA_BLOCK_PARAGRAPH)->language = glosa_string_of("en");
    add_block(document, 28, 31, GLOSA_BLOCK_CELL);
    segment(&fixture);
    cr_assert_eq(document->sentences.size, 3);
    expect_sentence(document, 0, "Um estudo", "pt", GLOSA_SECTION_TITLE);
    expect_sentence(document, 1, "The cells died.", "en", GLOSA_SECTION_BODY);
    expect_sentence(document, 2, "x 1", "en", GLOSA_SECTION_TABLE);
    cr_expect_eq(document->sections.items[0].heading.end, 9);
    close_fixture(&fixture);
}

Test(segment, opens_a_section_where_told)
{
    fixture fixture;
    open_fixture(&fixture);
    glosa_document *document = begin_text(&fixture, "One is here.\n\nTwo is there.");
    for (size_t i = 0; i < 2; i++) {
        glosa_block *block = add_block(document, 14 * i, 12 + 15 * i, GLOSA_BLOCK_PARAGRAPH);
        block->section_known = block->opens_section = true;
        block->section = GLOSA_SECTION_ABSTRACT;
    }
    segment(&fixture);
    cr_expect_eq(document->sections.size, 2);
    close_fixture(&fixture);
}

Test(segment, joins_a_word_cut_by_a_page_break)
{
    fixture fixture;
    open_fixture(&fixture);
    glosa_document *document = begin_text(&fixture, "Es un inhibidor de tirosina. Fin.");
    document->source = glosa_string_of("Es un inhibidor de ti-\n\nrosina. Fin.");
    glosa_edit edit = {.text_start = 21, .source_start = 21, .source_size = 3};
    cr_assert(glosa_offset_map_add(&document->map, &document->arena, edit));
    add_block(document, 0, 22, GLOSA_BLOCK_PARAGRAPH);
    add_block(document, 24, 36, GLOSA_BLOCK_PARAGRAPH);
    segment(&fixture);
    cr_assert_eq(document->sentences.size, 2);
    expect_sentence(document, 0, "Es un inhibidor de tirosina.", "es", GLOSA_SECTION_BODY);
    close_fixture(&fixture);
}

Test(segment, does_not_join_items_and_headings)
{
    fixture fixture;
    open_fixture(&fixture);
    glosa_document *document = begin_text(&fixture, "fever and\n\nnausea in\n\nothers");
    add_block(document, 0, 9, GLOSA_BLOCK_ITEM);
    add_block(document, 11, 20, GLOSA_BLOCK_ITEM);
    add_block(document, 22, 28, GLOSA_BLOCK_HEADING);
    segment(&fixture);
    cr_expect_eq(document->sentences.size, 3);
    close_fixture(&fixture);
}

Test(segment, tells_languages)
{
    static const struct {
        const char *text, *language;
    } cases[] = {
        {"El paciente fue tratado con imatinib y la respuesta fue buena.", "es"},
        {"The patient was treated with imatinib and the response was good.", "en"},
        {"A doença não foi tratada com os inibidores até ao fim do estudo pelo serviço.", "pt"},
        {"Os gêneros que se destacaram nesta área foram Eugenia e Myrcia, também.", "pt"},
        {"Els pacients van ser tractats amb el fàrmac i els resultats són bons.", "ca"},
        {"I pazienti sono stati trattati con il farmaco e la risposta è stata buona.", "it"},
        {"La maladie est traitée dans les services de notre hôpital avec des drogues.", "fr"},
        {"Die Patienten wurden mit einem Inhibitor behandelt und sind nicht geheilt.", "de"},
        {"BCR-ABL1", "und"},
        {"12.5 %", "und"},
    };
    fixture fixture;
    open_fixture(&fixture);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_document *document = begin_text(&fixture, cases[i].text);
        add_paragraphs(document);
        segment(&fixture);
        expect_sentence(document, 0, cases[i].text, cases[i].language, GLOSA_SECTION_BODY);
        cr_expect(glosa_string_is(document->metadata.language, cases[i].language));
    }
    close_fixture(&fixture);
}

Test(segment, leaves_a_declared_language_of_the_document)
{
    fixture fixture;
    open_fixture(&fixture);
    glosa_document *document = begin_text(&fixture, "CXCR4 y CXCL12");
    document->metadata.language = glosa_string_of("es");
    add_paragraphs(document);
    segment(&fixture);
    expect_sentence(document, 0, "CXCR4 y CXCL12", "es", GLOSA_SECTION_BODY);
    cr_expect(glosa_string_is(document->metadata.language, "es"));
    close_fixture(&fixture);
}

Test(segment, cuts_other_scripts_with_icu)
{
    fixture fixture;
    open_fixture(&fixture);
    glosa_document *document = begin_text(&fixture, "白血病は病気です。治療が必要です。");
    add_paragraphs(document);
    segment(&fixture);
    cr_expect_eq(document->sentences.size, 2);
    close_fixture(&fixture);
}

Test(segment, takes_an_empty_document)
{
    fixture fixture;
    open_fixture(&fixture);
    glosa_document *document = begin_text(&fixture, " \n ");
    add_block(document, 0, 3, GLOSA_BLOCK_PARAGRAPH);
    segment(&fixture);
    cr_expect_eq(document->sections.size, 0);
    cr_expect_eq(document->sentences.size, 0);
    close_fixture(&fixture);
}

/* Pieces that the rules look at, put together at random, with a fixed seed. */
Test(segment, keeps_the_invariants_on_any_text)
{
    static const char *const pieces[] = {
        "a",
        "The ",
        "El ",
        ".",
        " ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "2) ",
        "(",
        ")",
        "[",
        "]",
        "…",
        "• ",
        "¿",
        "\"",
        "’",
        "。",
        "日本",
        "Fig. ",
        "p.",
        "à",
        "Ñ",
        "ǅ",
        "é. ",
        "U.S",
        "？",
        "!",
        "Resumen\n",
        "Tabla 1. ",
        "a) ",
        "\xC2\xA0",
        "\xE2\x80\xA8",
        "Palabras clave: ",
        "Referencias\n\n",
        "@",
        "Dr. ",
        "\x01",
    };
    fixture fixture;
    uint64_t state = 42;
    open_fixture(&fixture);
    for (int round = 0; round < 2000; round++) {
        glosa_buffer text = {0};
        for (int i = 0; i < round % 60; i++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            glosa_buffer_text(&text, pieces[(state >> 33) % (sizeof pieces / sizeof *pieces)]);
        }
        glosa_buffer_byte(&text, '\0');
        glosa_document *document = begin_text(&fixture, text.data);
        glosa_buffer_free(&text);
        add_paragraphs(document);
        segment(&fixture);
    }
    close_fixture(&fixture);
}

/* Words are read eight bytes at a time, those at the end of a text, too. */
Test(segment, words_count_the_same_wherever_they_stand)
{
    static const char letters[] = "aeiouybdhlmnrstwAEIOYT";
    glosa_words words;
    uint64_t seed = 5;
    uint32_t listed = 0;
    cr_assert_eq(glosa_words_init(&words, NULL), GLOSA_OK);
    for (uint32_t round = 0; round < 20000; round++) {
        char text[] = "                ";
        size_t size = 1 + random_below(&seed, 7);
        for (size_t i = 0; i < size; i++)
            text[i] = letters[random_below(&seed, sizeof letters - 1)];
        glosa_evidence end = {0}, middle = {0};
        glosa_words_count(&words, (glosa_string){text, size}, 4, &end);
        glosa_words_count(&words, glosa_string_of(text), 4, &middle);
        cr_assert(memcmp(&end, &middle, sizeof end) == 0, "'%s'", text);
        listed += end.en + end.es + end.other;
    }
    cr_assert(listed > 100, "%u", listed);
    glosa_words_free(&words);
}

static void add_evidence(glosa_evidence *sum, const glosa_evidence *one)
{
    const uint32_t *from = (const uint32_t *)one;
    uint32_t *to = (uint32_t *)sum;
    for (size_t i = 0; i < sizeof *one / sizeof *from; i++)
        to[i] += from[i];
}

Test(segment, a_text_counts_as_much_as_its_words)
{
    static const char *const pieces[] = {"the", "de", "ción", "ing", "ñ", "Á", "é", "y", "um",
                                         "mente", "ation", "x", "não", "¿", "€", "s", "Patients"};
    glosa_words words;
    uint64_t seed = 6;
    glosa_evidence all = {0};
    cr_assert_eq(glosa_words_init(&words, NULL), GLOSA_OK);
    for (uint32_t round = 0; round < 2000; round++) {
        glosa_buffer text = {0};
        glosa_evidence sum = {0}, whole = {0};
        for (uint32_t i = random_below(&seed, 150); i > 0; i--) {
            size_t start = text.size;
            for (uint32_t k = 1 + random_below(&seed, 5); k > 0; k--)
                glosa_buffer_text(&text, pieces[random_below(&seed, 17)]);
            glosa_evidence one = {0};
            glosa_string word = {text.data + start, text.size - start};
            glosa_words_count(&words, word, UINT32_MAX / 2, &one);
            add_evidence(&sum, &one);
            glosa_buffer_byte(&text, " .,5"[random_below(&seed, 4)]);
        }
        glosa_words_count(&words, glosa_buffer_view(&text), UINT32_MAX / 2, &whole);
        sum.lead = whole.lead;
        cr_assert(memcmp(&sum, &whole, sizeof sum) == 0, "%.*s",
                  GLOSA_PRINT(glosa_buffer_view(&text)));
        add_evidence(&all, &whole);
        glosa_buffer_free(&text);
    }
    cr_assert(all.en && all.es && all.pt && all.en_endings && all.es_endings && all.es_letters);
    glosa_words_free(&words);
}

Test(segment, endings_are_those_of_long_words)
{
    glosa_words words;
    glosa_evidence en = {0}, es = {0}, es_accent = {0};
    cr_assert_eq(glosa_words_init(&words, NULL), GLOSA_OK);
    glosa_words_count(&words, GLOSA_LITERAL("Overhospitalization afterwards"), 4, &en);
    glosa_words_count(&words, GLOSA_LITERAL("hospitalariamente afterwards"), 4, &es);
    glosa_words_count(&words, GLOSA_LITERAL("HOSPITALARIÁMENTE afterwards"), 4, &es_accent);
    cr_expect(en.en_endings == 1 && en.es_endings == 0);
    cr_expect(es.en_endings == 0 && es.es_endings == 1);
    cr_expect(es_accent.en_endings == 0 && es_accent.es_endings == 1);
    glosa_words_free(&words);
}

/* An ending counts where three bytes at least are before it, also in a word that has just the eight
 * bytes that are kept of it. */
Test(segment, endings_leave_three_bytes_of_a_word)
{
    static const struct {
        const char *word;
        uint32_t endings;
    } cases[] = {{"zqdad", 0}, {"zqxdad", 1}, {"zqmiento", 0}, {"zqxmiento", 1},
                 {"zqgraphy", 0}, {"zqxgraphy", 1}};
    glosa_words words;
    cr_assert_eq(glosa_words_init(&words, NULL), GLOSA_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_evidence found = {0};
        glosa_words_count(&words, glosa_string_of(cases[i].word), 4, &found);
        cr_expect_eq(found.en_endings + found.es_endings, cases[i].endings, "%s", cases[i].word);
    }
    glosa_words_free(&words);
}

/* Dictionaries: built, opened, asked, scanned; damaged ones refused. */
#include "dictionaries/build/image_writer.h"
#include "dictionaries/load.h"
#include "dictionaries/match/image.h"
#include "tests/unit/random.h"
#include "tests/unit/rows.h"

static const char names[] = HEADER
    "gene\thgnc:2561\tCXCR4\tmul\tsymbol\tcase\tuniprot:P61073\n"
    "gene\thgnc:2561\tC-X-C motif chemokine receptor 4\ten\tpreferred\t\t\n"
    "gene\thgnc:2561\treceptor de quimiocinas CXCR4\tes\tsynonym\t\t\n"
    "family\tfplx:NFkappaB\tNF-κB\tmul\tpreferred\tcase|needs-context\t\n"
    "drug\tdrugbank:DB00619\timatinib\tmul\tpreferred\t\tchebi:45783|atc:L01EA01\n"
    "drug\tdrugbank:DB00619\tmesilato de imatinib\tes\tsynonym\t\t\n"
    "gene\thgnc:17\tIL-6\tmul\tsymbol\tnever-alone\t\n"
    "chemical\tchebi:1\tIL-6\tmul\tsymbol\t\t\n";

static glosa_buffer compile(const char *text)
{
    glosa_row_table table = {0};
    glosa_buffer image = {0};
    glosa_error error = {0};
    cr_assert_eq(import(&table, text, strlen(text), &error), GLOSA_OK, "%s", error.message);
    cr_assert_eq(compile_table(&table, &image, &error), GLOSA_OK, "%s", error.message);
    glosa_row_table_free(&table);
    return image;
}

static glosa_dictionary *open_names(void)
{
    glosa_buffer image = compile(names);
    glosa_dictionary *dictionary = NULL;
    cr_assert_eq(glosa_dictionary_of_image(&dictionary, image.data, image.size, "test", NULL),
                 GLOSA_OK);
    return dictionary;
}

/* How many rows the dictionary has for a name as somebody writes it. */
static uint32_t find(const glosa_dictionary *dictionary, const char *name)
{
    glosa_folding *folding;
    glosa_folded folded = {0};
    glosa_buffer key = {0};
    uint32_t number, rows = 0;
    cr_assert_eq(glosa_folding_new(&folding, NULL), GLOSA_OK);
    cr_assert_eq(glosa_fold(folding, glosa_string_of(name), &folded, NULL), GLOSA_OK);
    glosa_folded_key(&folded, &key);
    if (glosa_dictionary_find(dictionary, glosa_buffer_view(&key), &number))
        rows = glosa_dictionary_rows_of(dictionary, number);
    glosa_buffer_free(&key);
    glosa_folded_free(&folded);
    glosa_folding_free(folding);
    return rows;
}

Test(dictionary, finds_every_name_and_no_other)
{
    glosa_dictionary *dictionary = open_names();
    static const struct {
        const char *name;
        uint32_t rows;
    } cases[] = {
        {"CXCR4", 1}, {"cxcr-4", 1}, {"C-X-C motif chemokine receptor 4", 1}, {"NF-κB", 1},
        {"NF-kappaB", 1}, {"NFκB", 1}, {"NF-kB", 1}, {"imatinib", 1}, {"Imatinib", 1},
        {"mesilato de imatinib", 1}, {"imatinib mesilato", 1}, {"IL6", 2}, {"IL 6", 2},
        {"CXCR", 0}, {"CXCR44", 0},
        {"imatinib de mesilato", 0}, {"", 0}, {"de", 0}, {"receptor", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(find(dictionary, cases[i].name), cases[i].rows, "%s", cases[i].name);
    cr_assert_eq(glosa_dictionary_entity_count(dictionary), 5);
    glosa_dictionary_free(dictionary);
}

typedef struct found {
    const glosa_dictionary *dictionary;
    const glosa_folded *folded;
    glosa_string text;
    size_t first;
    glosa_buffer *list;
} found;

static bool note(void *context, size_t last, uint32_t name)
{
    const found *found = context;
    glosa_entry entry = glosa_dictionary_entry(found->dictionary, name, 0);
    uint32_t start = found->folded->atoms[found->first].start;
    glosa_buffer_format(found->list, "%.*s=%.*s;",
                        (int)(found->folded->atoms[last].end - start),
                        found->text.data + start, GLOSA_PRINT(entry.curie));
    return true;
}

/* The first looks from where names may begin; to be freed. */
static glosa_first_look *look_at(const glosa_dictionary *dictionary, const glosa_folded *folded,
                                 size_t *count)
{
    glosa_first_look *looks = calloc(folded->size, sizeof *looks);
    glosa_opening *openings = calloc(folded->size, sizeof *openings);
    cr_assert(looks && openings);
    glosa_openings_of(folded, 0, folded->size, openings);
    *count = glosa_dictionary_sift(dictionary, openings, 0, folded->size, looks);
    free(openings);
    glosa_dictionary_look(dictionary, folded, looks, *count);
    return looks;
}

Test(dictionary, scan_gives_every_name_at_every_place)
{
    glosa_dictionary *dictionary = open_names();
    glosa_folding *folding;
    glosa_folded folded = {0};
    glosa_buffer list = {0};
    glosa_string text = GLOSA_LITERAL("El mesilato de imatinib inhibe CXCR-4, NF kB e IL-6.");
    cr_assert_eq(glosa_folding_new(&folding, NULL), GLOSA_OK);
    cr_assert_eq(glosa_fold(folding, text, &folded, NULL), GLOSA_OK);
    found found = {dictionary, &folded, text, 0, &list};
    size_t count;
    glosa_first_look *looks = look_at(dictionary, &folded, &count);
    for (size_t i = 0; i < count; i++) {
        found.first = looks[i].atom;
        glosa_dictionary_scan(dictionary, &folded, &looks[i], note, &found);
    }
    free(looks);
    glosa_buffer_byte(&list, '\0');
    cr_assert_str_eq(list.data, "mesilato de imatinib=drugbank:DB00619;imatinib=drugbank:DB00619;"
                                "CXCR-4=hgnc:2561;NF kB=fplx:NFkappaB;IL-6=chebi:1;");
    glosa_buffer_free(&list);
    glosa_folded_free(&folded);
    glosa_folding_free(folding);
    glosa_dictionary_free(dictionary);
}

/* Names and texts of few different pieces, so that they begin alike, contain one another and meet
 * in every way: letters, digits, a blank, ASCII punctuation and other. */
static void add_random_text(glosa_buffer *out, uint64_t *seed, uint32_t pieces)
{
    static const char *const all[] = {"a", "b", "ab", "1", "2", "12", " ", "-", "/", "·", "α", "(",
                                      "a1", "ñ", " a"};
    for (uint32_t i = 0; i < pieces; i++)
        glosa_buffer_text(out, all[random_below(seed, sizeof all / sizeof *all)]);
}

static glosa_dictionary *open_random(uint64_t *seed, uint32_t count)
{
    glosa_buffer rows = {0};
    glosa_dictionary *dictionary = NULL;
    glosa_buffer_text(&rows, HEADER);
    for (uint32_t i = 0; i < count; i++) {
        glosa_buffer_format(&rows, "other\tx:%u\ta", i);
        add_random_text(&rows, seed, random_below(seed, 6));
        glosa_buffer_text(&rows, "b\tmul\tsymbol\t\t\n");
    }
    glosa_buffer_byte(&rows, '\0');
    glosa_buffer image = compile(rows.data);
    cr_assert_eq(glosa_dictionary_of_image(&dictionary, image.data, image.size, "test", NULL),
                 GLOSA_OK);
    cr_assert_eq(glosa_dictionary_verify(dictionary, NULL), GLOSA_OK);
    glosa_buffer_free(&rows);
    return dictionary;
}

static bool note_place(void *context, size_t last, uint32_t name)
{
    glosa_buffer_format(context, "%zu=%u;", last, name);
    return true;
}

/* What scanning from one atom should give: the key of every stretch, looked up. */
static void note_all(const glosa_dictionary *dictionary, const glosa_folded *folded, size_t first,
                     glosa_buffer *out)
{
    glosa_buffer key = {0};
    for (size_t i = first; i < folded->size; i++) {
        const glosa_atom *atom = &folded->atoms[i];
        if (i > first && !atom->joined)
            glosa_buffer_byte(&key, ' ');
        glosa_buffer_append(&key, folded->keys.data + atom->key_start,
                            atom->key_end - atom->key_start);
        for (uint32_t name = 0; name < glosa_dictionary_name_count(dictionary); name++) {
            if (glosa_string_equal(glosa_image_key(dictionary, name), glosa_buffer_view(&key)))
                note_place(out, i, name);
        }
    }
    glosa_buffer_free(&key);
}

Test(dictionary, scan_of_random_names_finds_what_comparing_all_finds)
{
    uint64_t seed = 7;
    size_t hits = 0;
    glosa_folding *folding;
    glosa_folded folded = {0};
    cr_assert_eq(glosa_folding_new(&folding, NULL), GLOSA_OK);
    for (uint32_t round = 0; round < 40; round++) {
        glosa_dictionary *dictionary = open_random(&seed, 1 + 5 * round);
        glosa_buffer text = {0}, found = {0}, right = {0};
        add_random_text(&text, &seed, 300);
        cr_assert_eq(glosa_fold(folding, glosa_buffer_view(&text), &folded, NULL), GLOSA_OK);
        size_t count;
        glosa_first_look *looks = look_at(dictionary, &folded, &count);
        for (size_t i = 0; i < count; i++)
            glosa_dictionary_scan(dictionary, &folded, &looks[i], note_place, &found);
        free(looks);
        for (size_t first = 0; first < folded.size; first++)
            note_all(dictionary, &folded, first, &right);
        hits += right.size;
        cr_assert(glosa_string_equal(glosa_buffer_view(&found), glosa_buffer_view(&right)),
                  "round %u: %.*s", round, GLOSA_PRINT(glosa_buffer_view(&text)));
        glosa_buffer_free(&text);
        glosa_buffer_free(&found);
        glosa_buffer_free(&right);
        glosa_dictionary_free(dictionary);
    }
    cr_assert_gt(hits, 1000);
    glosa_folded_free(&folded);
    glosa_folding_free(folding);
}

Test(dictionary, entries_carry_what_the_rows_said)
{
    glosa_dictionary *dictionary = open_names();
    uint32_t name;
    cr_assert(glosa_dictionary_find(dictionary, GLOSA_LITERAL("imatinib"), &name));
    glosa_entry entry = glosa_dictionary_entry(dictionary, name, 0);
    cr_expect(glosa_string_is(entry.kind, "drug"));
    cr_expect(glosa_string_is(entry.xrefs, "chebi:45783|atc:L01EA01"));
    cr_expect(glosa_string_is(entry.rule, ""));
    cr_assert(glosa_dictionary_find(dictionary, GLOSA_LITERAL("cxcr4"), &name));
    entry = glosa_dictionary_entry(dictionary, name, 0);
    cr_expect(glosa_string_is(entry.preferred, "C-X-C motif chemokine receptor 4"));
    cr_expect(glosa_string_is(entry.name, "CXCR4") && entry.flags == GLOSA_NAME_CASE);
    glosa_dictionary_free(dictionary);
}

Test(dictionary, same_rows_give_same_bytes)
{
    static const char rows[] = HEADER8
        "gene\thgnc:2561\tCXCR4\tmul\tsymbol\tcase\tuniprot:P61073\tHGNC 2024-10 (CC0)\n"
        "drug\tdrugbank:DB00619\timatinib\tmul\tpreferred\t\tchebi:45783\tmade up\n";
    glosa_buffer one = compile(rows), two = compile(rows);
    cr_assert_eq(one.size, two.size);
    /* The file's own name, which is random here, stands in the last chunk; the header has the
     * digest of that. */
    glosa_chunk_entry sources;
    memcpy(&sources, one.data + sizeof(glosa_file_header) +
                         GLOSA_CHUNK_SOURCES * sizeof sources, sizeof sources);
    cr_assert_eq(memcmp(one.data + GLOSA_CHUNKS_START, two.data + GLOSA_CHUNKS_START,
                        sources.offset - GLOSA_CHUNKS_START), 0);
    glosa_buffer_free(&one);
    glosa_buffer_free(&two);
}

static glosa_status open_copy(const char *image, size_t size, glosa_dictionary **dictionary,
                              glosa_error *error)
{
    char *copy = malloc(size + 1);
    cr_assert_not_null(copy);
    memcpy(copy, image, size);
    return glosa_dictionary_of_image(dictionary, copy, size, "test", error);
}

Test(dictionary, every_changed_byte_is_refused)
{
    glosa_buffer image = compile(names);
    for (size_t at = 0; at < image.size; at++) {
        glosa_dictionary *dictionary = NULL;
        glosa_error error = {0};
        image.data[at] ^= (char)(1 << at % 8);
        glosa_status status = open_copy(image.data, image.size, &dictionary, &error);
        if (status == GLOSA_OK)
            status = glosa_dictionary_verify(dictionary, &error);
        cr_expect_eq(status, GLOSA_DICTIONARY, "byte %zu: %s", at, error.message);
        glosa_dictionary_free(dictionary);
        image.data[at] ^= (char)(1 << at % 8);
    }
    glosa_buffer_free(&image);
}

Test(dictionary, every_cut_is_refused)
{
    glosa_buffer image = compile(names);
    for (size_t size = 0; size < image.size; size++) {
        glosa_dictionary *dictionary = NULL;
        glosa_error error = {0};
        cr_expect_eq(open_copy(image.data, size, &dictionary, &error), GLOSA_DICTIONARY,
                     "%zu bytes", size);
        cr_expect_null(dictionary);
        glosa_dictionary_free(dictionary);
    }
    glosa_buffer_free(&image);
}

/* Reads all that can be asked for, so that the sanitizers see where it points. */
static void ask_everything(const glosa_dictionary *dictionary)
{
    uint32_t names_in_all = glosa_dictionary_name_count(dictionary);
    for (uint32_t name = 0; name < names_in_all; name++) {
        for (uint32_t i = 0; i < glosa_dictionary_rows_of(dictionary, name); i++) {
            glosa_entry entry = glosa_dictionary_entry(dictionary, name, i);
            const glosa_string parts[] = {entry.kind, entry.curie, entry.preferred, entry.xrefs,
                                          entry.name, entry.role,  entry.language,  entry.rule,
                                          glosa_dictionary_origin(
                                              dictionary,
                                              glosa_dictionary_origin_of(dictionary, name, i))};
            for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
                cr_assert_eq(glosa_utf8_valid_prefix(parts[p]), parts[p].size);
        }
    }
    find(dictionary, "CXCR4");
    find(dictionary, "receptor de quimiocinas CXCR4");
}

/* Chunks whose contents are wrong although every checksum is right, as a forger would make. */
Test(dictionary, forged_contents_are_refused_or_harmless)
{
    glosa_buffer image = compile(names);
    uint64_t seed = 31;
    for (int round = 0; round < 4000; round++) {
        glosa_buffer forged = {0};
        glosa_dictionary *dictionary = NULL;
        glosa_error error = {0};
        glosa_buffer_append(&forged, image.data, image.size);
        size_t contents = sizeof(glosa_file_header);
        uint32_t at = (uint32_t)contents + random_below(&seed, (uint32_t)(image.size - contents));
        forged.data[at] = (char)(random_below(&seed, 3) ? random_next(&seed) : 0xFF);
        glosa_image_seal(forged.data, forged.size);
        if (open_copy(forged.data, forged.size, &dictionary, &error) == GLOSA_OK)
            ask_everything(dictionary);
        glosa_dictionary_free(dictionary);
        glosa_buffer_free(&forged);
    }
    glosa_buffer_free(&image);
}

/* An image with one chunk replaced, the ones behind it moved, and all checksums right. */
static glosa_buffer replace_chunk(const glosa_buffer *image, unsigned number, glosa_string fresh)
{
    glosa_buffer forged = {0};
    glosa_buffer_append(&forged, image->data, GLOSA_CHUNKS_START);
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT; i++) {
        glosa_chunk_entry entry;
        size_t place = sizeof(glosa_file_header) + i * sizeof entry;
        memcpy(&entry, image->data + place, sizeof entry);
        glosa_string data = {image->data + entry.offset, entry.size};
        while (forged.size % 8)
            glosa_buffer_byte(&forged, 0);
        entry.offset = forged.size;
        glosa_buffer_string(&forged, i == number ? fresh : data);
        entry.size = forged.size - entry.offset;
        memcpy(forged.data + place, &entry, sizeof entry);
    }
    uint64_t size = forged.size;
    memcpy(forged.data + offsetof(glosa_file_header, file_size), &size, sizeof size);
    glosa_image_seal(forged.data, forged.size);
    return forged;
}

/* The origins as looking up "cxcr4" and "imatinib" tells them. */
Test(dictionary, rows_remember_their_origin)
{
    static const char rows[] = HEADER8
        "gene\thgnc:2561\tCXCR4\tmul\tpreferred\t\t\tHGNC 2024-10 (CC0)\n"
        "gene\thgnc:2561\tCXCR-4\tmul\tsymbol\t\t\tFamPlex (CC0)\n"
        "drug\tdrugbank:DB00619\timatinib\tmul\tpreferred\t\t\t\n";
    glosa_buffer image = compile(rows);
    glosa_dictionary *dictionary = NULL;
    uint32_t name;
    cr_assert_eq(glosa_dictionary_of_image(&dictionary, image.data, image.size, "test", NULL),
                 GLOSA_OK);
    cr_assert(glosa_dictionary_find(dictionary, GLOSA_LITERAL("cxcr4"), &name));
    cr_expect(glosa_string_is(
        glosa_dictionary_origin(dictionary, glosa_dictionary_origin_of(dictionary, name, 0)),
        "HGNC 2024-10 (CC0)"));
    cr_assert(glosa_dictionary_find(dictionary, GLOSA_LITERAL("imatinib"), &name));
    cr_expect(glosa_string_starts(
        glosa_dictionary_origin(dictionary, glosa_dictionary_origin_of(dictionary, name, 0)),
        "glosa-test-"));
    cr_expect_eq(glosa_dictionary_origin_count(dictionary), 2);
    glosa_dictionary_free(dictionary);
}

Test(dictionary, too_many_origins_are_refused)
{
    glosa_buffer text = {0}, image = {0};
    glosa_row_table table = {0};
    glosa_error error = {0};
    glosa_buffer_text(&text, HEADER8);
    for (int i = 0; i <= GLOSA_DICTIONARY_MOST_ORIGINS; i++)
        glosa_buffer_format(&text, "gene\tx:%d\tname%d\tmul\tpreferred\t\t\torigin %d\n", i, i,
                            i);
    cr_assert_eq(import(&table, text.data, text.size, &error), GLOSA_OK, "%s", error.message);
    cr_expect_eq(compile_table(&table, &image, &error), GLOSA_DICTIONARY);
    cr_expect(strstr(error.message, "more than 1024 different origins"), "%s", error.message);
    glosa_row_table_free(&table);
    glosa_buffer_free(&text);
    glosa_buffer_free(&image);

    glosa_text many[GLOSA_DICTIONARY_MOST_ORIGINS + 1] = {{0}};
    glosa_dictionary *dictionary = NULL;
    glosa_buffer whole = compile(names);
    glosa_buffer forged = replace_chunk(&whole, GLOSA_CHUNK_ORIGINS,
                                        (glosa_string){(const char *)many, sizeof many});
    cr_expect_eq(open_copy(forged.data, forged.size, &dictionary, &error), GLOSA_DICTIONARY);
    cr_expect(strstr(error.message, "origins: too many"), "%s", error.message);
    glosa_buffer_free(&forged);
    forged = replace_chunk(&whole, GLOSA_CHUNK_ORIGINS, (glosa_string){"", 0});
    cr_expect_eq(open_copy(forged.data, forged.size, &dictionary, &error), GLOSA_DICTIONARY);
    cr_expect(strstr(error.message, "uses: an origin that is not there"), "%s", error.message);
    glosa_buffer_free(&forged);
    glosa_buffer_free(&whole);
}

/* A forger's image with more words, and kinds of entities, than a use could name. */
Test(dictionary, too_many_words_are_refused)
{
    enum { WORDS = 300 };
    glosa_buffer image = compile(names);
    glosa_text words[WORDS] = {{0}};
    glosa_entity entities[WORDS] = {{.kind = 0}};
    for (uint32_t i = 0; i < WORDS; i++) {
        words[i].offset = i;
        entities[i].kind = i;
    }
    glosa_buffer half = replace_chunk(&image, GLOSA_CHUNK_WORDS,
                                      (glosa_string){(const char *)words, sizeof words});
    glosa_buffer forged = replace_chunk(&half, GLOSA_CHUNK_ENTITIES,
                                        (glosa_string){(const char *)entities, sizeof entities});
    glosa_dictionary *dictionary = NULL;
    glosa_error error = {0};
    cr_expect_eq(open_copy(forged.data, forged.size, &dictionary, &error), GLOSA_DICTIONARY);
    cr_expect(strstr(error.message, "words: too many"), "%s", error.message);
    glosa_dictionary_free(dictionary);
    glosa_buffer_free(&forged);
    glosa_buffer_free(&half);
    glosa_buffer_free(&image);
}

Test(load, takes_both_forms_and_says_what_is_missing)
{
    char tsv[] = "/tmp/glosa-test-XXXXXX", compiled[] = "/tmp/glosa-test-XXXXXX";
    glosa_buffer image = compile(names);
    write_file(tsv, names, sizeof names - 1);
    write_file(compiled, image.data, image.size);
    const char *const paths[] = {tsv, compiled};
    glosa_dictionaries dictionaries;
    cr_assert_eq(glosa_dictionaries_load(&dictionaries, paths, 2, NULL), GLOSA_OK);
    cr_assert_eq(dictionaries.size, 2);
    cr_assert_eq(find(dictionaries.items[0], "IL-6"), 2);
    cr_assert_eq(find(dictionaries.items[1], "IL-6"), 2);
    glosa_dictionaries_free(&dictionaries);
    unlink(tsv);
    glosa_error error = {0};
    const char *const missing[] = {compiled, tsv};
    cr_assert_eq(glosa_dictionaries_load(&dictionaries, missing, 2, &error), GLOSA_DICTIONARY);
    cr_assert_str_eq(error.where, tsv);
    cr_assert_str_eq(error.message, "cannot open: No such file or directory");
    unlink(compiled);
    glosa_buffer_free(&image);
}

Test(dictionary, one_without_slots_or_filters_is_refused)
{
    glosa_buffer image = compile(names);
    for (unsigned chunk = GLOSA_CHUNK_SLOTS; chunk <= GLOSA_CHUNK_PAIRS; chunk++) {
        glosa_buffer forged = replace_chunk(&image, chunk, (glosa_string){"", 0});
        glosa_dictionary *dictionary = NULL;
        glosa_error error = {0};
        cr_expect_eq(open_copy(forged.data, forged.size, &dictionary, &error), GLOSA_DICTIONARY);
        cr_expect(strstr(error.message, chunk == GLOSA_CHUNK_SLOTS    ? "slots: "
                                        : chunk == GLOSA_CHUNK_FIRSTS ? "firsts: "
                                                                      : "pairs: "),
                  "%s", error.message);
        glosa_dictionary_free(dictionary);
        glosa_buffer_free(&forged);
    }
    glosa_buffer_free(&image);
}

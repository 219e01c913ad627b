/* Compiled dictionaries from nobody knows where: refused, or all that is asked lies inside. The
 * checksums are made right first, or nothing behind them would ever be reached. */
#include "dictionaries/build/image_writer.h"
#include "dictionaries/match/image.h"
#include "tests/fuzz/fuzz.h"

static void make_right(char *image, size_t size)
{
    if (size < GLOSA_CHUNKS_START)
        return;
    uint64_t file_size = size;
    memcpy(image + offsetof(glosa_file_header, file_size), &file_size, sizeof file_size);
    glosa_image_seal(image, size);
}

static bool take(void *context, size_t last, uint32_t name)
{
    const glosa_dictionary *dictionary = context;
    (void)last;
    FUZZ_REQUIRE(name < glosa_dictionary_name_count(dictionary));
    return true;
}

static void scan(glosa_dictionary *dictionary)
{
    glosa_folding *folding = NULL;
    glosa_folded folded = {0};
    glosa_string text = GLOSA_LITERAL("CXCR4 NF-kappaB imatinib IL-6/IL-8 a b c (+)");
    if (glosa_folding_new(&folding, NULL) || glosa_fold(folding, text, &folded, NULL))
        abort();
    glosa_first_look looks[64];
    glosa_opening openings[64];
    FUZZ_REQUIRE(folded.size <= 64);
    glosa_openings_of(&folded, 0, folded.size, openings);
    (void)glosa_dictionary_sift(dictionary, openings, 0, folded.size, looks);
    for (size_t way = 0; way < 2; way++) {
        for (size_t i = 0; i < folded.size; i++)
            looks[i] = (glosa_first_look){.atom = i, .pair = way};
        glosa_dictionary_look(dictionary, &folded, looks, folded.size);
        for (size_t i = 0; i < folded.size; i++)
            glosa_dictionary_scan(dictionary, &folded, &looks[i], take, dictionary);
    }
    glosa_folded_free(&folded);
    glosa_folding_free(folding);
}

static void require_utf8(glosa_string text)
{
    FUZZ_REQUIRE(glosa_utf8_valid_prefix(text) == text.size);
}

/* Reads all that can be asked for; of a name with very many rows the first. */
static void ask(const glosa_dictionary *dictionary)
{
    for (uint32_t i = 0; i < glosa_dictionary_name_count(dictionary); i++) {
        require_utf8(glosa_dictionary_key(dictionary, i));
        for (uint32_t r = 0; r < glosa_dictionary_rows_of(dictionary, i) && r < 100; r++) {
            glosa_entry entry = glosa_dictionary_entry(dictionary, i, r);
            uint32_t origin = glosa_dictionary_origin_of(dictionary, i, r);
            const glosa_string texts[] = {entry.kind, entry.curie,    entry.preferred,
                                          entry.name, entry.language, entry.xrefs,
                                          entry.role, entry.rule,
                                          glosa_dictionary_origin(dictionary, origin)};
            for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
                require_utf8(texts[t]);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *image = malloc(size + 1);
    glosa_dictionary *dictionary = NULL;
    if (!image)
        return 0;
    if (size)
        memcpy(image, data, size);
    make_right(image, size);
    if (glosa_dictionary_of_image(&dictionary, image, size, "fuzz", NULL) == GLOSA_OK) {
        scan(dictionary);
        ask(dictionary);
        if (glosa_dictionary_verify(dictionary, NULL) == GLOSA_OK)
            FUZZ_REQUIRE(glosa_dictionary_sound(dictionary, NULL) == GLOSA_OK);
    }
    glosa_dictionary_free(dictionary);
    return 0;
}

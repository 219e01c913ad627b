/* Compiled dictionaries from nobody knows where: refused, or all that is asked lies inside. The
 * checksums are made right first, or nothing behind them would ever be reached. */
#include <xxhash.h>

#include "dictionaries/match/image.h"
#include "tests/fuzz/fuzz.h"

static void make_checksums_right(char *image, size_t size)
{
    size_t entries = sizeof(glosa_file_header), entry_size = sizeof(glosa_chunk_entry);
    if (size < GLOSA_CHUNKS_START)
        return;
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT; i++) {
        glosa_chunk_entry entry;
        memcpy(&entry, image + entries + i * entry_size, entry_size);
        if (entry.offset <= size && entry.size <= size - entry.offset)
            entry.checksum = XXH3_64bits(image + entry.offset, entry.size);
        memcpy(image + entries + i * entry_size, &entry, entry_size);
    }
    uint64_t file_size = size;
    memcpy(image + offsetof(glosa_file_header, file_size), &file_size, sizeof file_size);
    uint64_t checksum = glosa_image_header_checksum(image);
    memcpy(image + offsetof(glosa_file_header, checksum), &checksum, sizeof checksum);
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
    FUZZ_REQUIRE(folded.size <= 64);
    (void)glosa_dictionary_sift(dictionary, &folded, 0, folded.size, looks);
    for (size_t i = 0; i < folded.size; i++)
        looks[i].atom = i;
    glosa_dictionary_look(dictionary, &folded, looks, folded.size);
    for (size_t i = 0; i < folded.size; i++)
        glosa_dictionary_scan(dictionary, &folded, &looks[i], take, dictionary);
    glosa_folded_free(&folded);
    glosa_folding_free(folding);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *image = malloc(size + 1);
    glosa_dictionary *dictionary = NULL;
    if (!image)
        return 0;
    if (size)
        memcpy(image, data, size);
    make_checksums_right(image, size);
    if (glosa_dictionary_of_image(&dictionary, image, size, "fuzz", NULL) == GLOSA_OK) {
        for (uint32_t i = 0; i < glosa_dictionary_name_count(dictionary); i++) {
            for (uint32_t r = 0; r < glosa_dictionary_rows_of(dictionary, i); r++) {
                glosa_entry entry = glosa_dictionary_entry(dictionary, i, r);
                glosa_string origin = glosa_dictionary_origin(
                    dictionary, glosa_dictionary_origin_of(dictionary, i, r));
                FUZZ_REQUIRE(glosa_utf8_valid_prefix(entry.name) <= entry.name.size);
                FUZZ_REQUIRE(glosa_utf8_valid_prefix(origin) == origin.size);
            }
        }
        scan(dictionary);
    }
    glosa_dictionary_free(dictionary);
    return 0;
}

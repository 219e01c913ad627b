/* Verifying what stands in the chunks: small ones when a dictionary is opened, blocks of large ones
 * when something in them is first asked for. A block's checksum guards against damage; that what a
 * forger writes into one leads nowhere outside is seen to where items are taken out. */
#if defined __x86_64__ && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>    /* uses AVX2 where the processor has it: twice as fast */
#else
#include <xxhash.h>
#endif

#include "dictionaries/match/image.h"

bool glosa_image_damage(const glosa_dictionary *dictionary, const char *damage)
{
    const char *none = NULL;
    atomic_compare_exchange_strong(&dictionary->findings->damage, &none, damage);
    return false;
}

/* Whether the texts from `start` to `end` are UTF-8, with those characters that they only have a
 * part of. */
static bool is_utf8(glosa_string texts, size_t start, size_t end)
{
    for (int i = 0; i < 3 && glosa_image_cuts(texts, start); i++)
        start -= start > 0;
    for (int i = 0; i < 3 && glosa_image_cuts(texts, end); i++)
        end++;
    return glosa_utf8_valid_prefix(glosa_string_slice(texts, start, end)) == end - start;
}

/* Two threads that verify one block at once find out the same. */
bool glosa_image_check_block(const glosa_dictionary *dictionary, enum glosa_chunk chunk,
                             uint32_t block)
{
    static const char *const wrong[GLOSA_CHUNK_COUNT] = {
#define X(enumerator, name, type, block, meaning) [enumerator] = name ": wrong checksum",
        GLOSA_CHUNKS(X)
#undef X
    };
    const glosa_chunk_place *place = &dictionary->places[chunk];
    size_t whole = place->item << place->block, start = block * whole;
    size_t left = place->size - start, size = left < whole ? left : whole;
    uint64_t checksum = XXH3_64bits(dictionary->image + place->offset + start, size);
    if (checksum != dictionary->checksums[place->first_block + block])
        return glosa_image_damage(dictionary, wrong[chunk]);
    if (chunk == GLOSA_CHUNK_TEXTS && !is_utf8(dictionary->texts, start, start + size))
        return glosa_image_damage(dictionary, "texts: not UTF-8");
    atomic_fetch_or(&dictionary->sound[chunk][block / 8], (unsigned char)(1u << block % 8));
    return true;
}

/* --- small chunks: each gives what is wrong, or NULL --- */

static const char *look_at_uses(const glosa_dictionary *dictionary)
{
    for (uint32_t i = 0; i < dictionary->use_count; i++) {
        const glosa_use *use = &dictionary->uses[i];
        if (use->role >= dictionary->word_count || use->language >= dictionary->word_count ||
            use->rule >= dictionary->word_count)
            return "a word that is not there";
        if (use->origin >= dictionary->origin_count)
            return "an origin that is not there";
    }
    return NULL;
}

static const char *look_at_sources(const glosa_dictionary *dictionary)
{
    return glosa_utf8_valid_prefix(dictionary->sources) == dictionary->sources.size ? NULL
                                                                                    : "not UTF-8";
}

glosa_status glosa_image_check_small(const glosa_dictionary *dictionary, glosa_error *error)
{
    static const char *(*const looks[GLOSA_CHUNK_COUNT])(const glosa_dictionary *) = {
        [GLOSA_CHUNK_USES] = look_at_uses,
        [GLOSA_CHUNK_SOURCES] = look_at_sources,
    };
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT; i++) {
        const glosa_chunk_place *place = &dictionary->places[i];
        if (place->block)
            continue;
        const char *fault = looks[i] ? looks[i](dictionary) : NULL;
        if (XXH3_64bits(dictionary->image + place->offset, place->size) != place->checksum)
            fault = "wrong checksum";
        if (fault)
            return glosa_image_refuse(dictionary, place->name, fault, error);
    }
    return GLOSA_OK;
}

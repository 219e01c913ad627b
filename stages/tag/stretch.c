#include "stages/tag/stretch.h"

#include "pipeline/base/grow.h"

glosa_status glosa_stretch_init(glosa_stretch *stretch, const glosa_dictionaries *dictionaries,
                                glosa_error *error)
{
    memset(stretch, 0, sizeof *stretch);
    stretch->dictionaries = dictionaries;
    stretch->looks = calloc(dictionaries->size, sizeof *stretch->looks);
    return stretch->looks ? GLOSA_OK : glosa_fail_memory(error, "tag");
}

void glosa_stretch_free(glosa_stretch *stretch)
{
    for (size_t d = 0; stretch->looks && d < stretch->dictionaries->size; d++)
        free(stretch->looks[d].items);
    free(stretch->looks);
    free(stretch->sentences);
    glosa_folded_free(&stretch->folded);
}

void glosa_stretch_clear(glosa_stretch *stretch)
{
    stretch->size = 0;
    stretch->folded.size = 0;
    glosa_buffer_clear(&stretch->folded.keys);
}

glosa_status glosa_stretch_add(glosa_stretch *stretch, const glosa_folding *folding,
                               glosa_string text, glosa_span span, glosa_error *error)
{
    if (stretch->size == stretch->capacity &&
        !glosa_grow(&stretch->sentences, &stretch->capacity, sizeof *stretch->sentences))
        return glosa_fail_memory(error, "tag");
    glosa_status status = glosa_fold_more(
        folding, glosa_string_slice(text, span.start, span.end), &stretch->folded, error);
    stretch->sentences[stretch->size++] = (glosa_stretch_sentence){span, stretch->folded.size};
    return status;
}

/* Room for more looks. */
static bool make_room(glosa_stretch_looks *looks, size_t more)
{
    while (looks->capacity - looks->size < more) {
        if (!glosa_grow(&looks->items, &looks->capacity, sizeof *looks->items))
            return false;
    }
    return true;
}

/* Sifts `count` atoms from `first` on by every dictionary. False without memory. */
static bool sift(glosa_stretch *stretch, size_t first, size_t count)
{
    glosa_openings_of(&stretch->folded, first, count, stretch->openings);
    for (size_t d = 0; d < stretch->dictionaries->size; d++) {
        glosa_stretch_looks *looks = &stretch->looks[d];
        if (!make_room(looks, count))
            return false;
        looks->size += glosa_dictionary_sift(stretch->dictionaries->items[d], stretch->openings,
                                             first, count, looks->items + looks->size);
    }
    return true;
}

glosa_status glosa_stretch_look(glosa_stretch *stretch, glosa_error *error)
{
    const glosa_folded *folded = &stretch->folded;
    for (size_t d = 0; d < stretch->dictionaries->size; d++)
        stretch->looks[d].size = stretch->looks[d].taken = 0;
    for (size_t first = 0, count; first < folded->size; first += count) {
        size_t left = folded->size - first;
        count = left < GLOSA_STRETCH_ATOMS ? left : GLOSA_STRETCH_ATOMS;
        if (!sift(stretch, first, count))
            return glosa_fail_memory(error, "tag");
    }
    for (size_t d = 0; d < stretch->dictionaries->size; d++)
        glosa_dictionary_look(stretch->dictionaries->items[d], folded, stretch->looks[d].items,
                              stretch->looks[d].size);
    return GLOSA_OK;
}

size_t glosa_stretch_atoms_start(const glosa_stretch *stretch, size_t number)
{
    return number ? stretch->sentences[number - 1].atoms_end : 0;
}

const glosa_first_look *glosa_stretch_take_look(glosa_stretch *stretch, uint32_t dictionary,
                                                size_t end)
{
    glosa_stretch_looks *looks = &stretch->looks[dictionary];
    return looks->taken < looks->size && looks->items[looks->taken].atom < end
               ? &looks->items[looks->taken++]
               : NULL;
}

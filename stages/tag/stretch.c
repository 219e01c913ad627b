#include "stages/tag/stretch.h"

glosa_status glosa_stretch_init(glosa_stretch *stretch, const glosa_dictionaries *dictionaries,
                                glosa_error *error)
{
    *stretch = (glosa_stretch){.dictionaries = dictionaries};
    stretch->looks = calloc(dictionaries->size, sizeof *stretch->looks);
    return stretch->looks ? GLOSA_OK : glosa_fail_memory(error, "tag");
}

void glosa_stretch_free(glosa_stretch *stretch)
{
    for (size_t d = 0; stretch->looks && d < stretch->dictionaries->size; d++)
        free(stretch->looks[d].items);
    free(stretch->looks);
    free(stretch->openings);
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
    if (stretch->size == stretch->capacity) {
        size_t capacity = stretch->capacity ? 2 * stretch->capacity : 64;
        glosa_stretch_sentence *more =
            realloc(stretch->sentences, capacity * sizeof *stretch->sentences);
        if (!more)
            return glosa_fail_memory(error, "tag");
        stretch->sentences = more;
        stretch->capacity = capacity;
    }
    glosa_status status = glosa_fold_more(
        folding, glosa_string_slice(text, span.start, span.end), &stretch->folded, error);
    stretch->sentences[stretch->size++] = (glosa_stretch_sentence){span, stretch->folded.size};
    return status;
}

/* Room for what there is one of for each atom, at most; what stood there goes. */
static bool make_room(glosa_stretch *stretch)
{
    size_t wanted = stretch->folded.size, capacity = 2 * wanted;
    if (wanted <= stretch->room)
        return true;
    free(stretch->openings);
    stretch->openings = malloc(capacity * sizeof *stretch->openings);
    bool all = stretch->openings;
    for (size_t d = 0; d < stretch->dictionaries->size; d++) {
        glosa_stretch_looks *looks = &stretch->looks[d];
        free(looks->items);
        looks->items = malloc(capacity * sizeof *looks->items);
        all &= looks->items != NULL;
    }
    stretch->room = all ? capacity : 0;
    return all;
}

glosa_status glosa_stretch_look(glosa_stretch *stretch, glosa_error *error)
{
    const glosa_folded *folded = &stretch->folded;
    if (!make_room(stretch))
        return glosa_fail_memory(error, "tag");
    glosa_openings_find(folded, stretch->openings);
    for (size_t d = 0; d < stretch->dictionaries->size; d++) {
        const glosa_dictionary *dictionary = stretch->dictionaries->items[d];
        glosa_stretch_looks *looks = &stretch->looks[d];
        looks->taken = 0;
        looks->size = glosa_dictionary_sift(dictionary, stretch->openings, folded->size,
                                            looks->items);
        glosa_dictionary_look(dictionary, folded, looks->items, looks->size);
    }
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

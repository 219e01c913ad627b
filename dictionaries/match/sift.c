/* Which atoms of a text names may begin with, as the filters tell. Every atom is asked for, so that
 * there is next to no branch here, and all that comes from memory is asked for beforehand. */
#include "dictionaries/match/image.h"
#include "dictionaries/match/prefix.h"

void glosa_openings_of(const glosa_folded *folded, size_t first, size_t count,
                       glosa_opening *openings)
{
    for (size_t i = 0; i < count; i++) {
        glosa_prefix prefix = glosa_prefix_begin(0, &folded->atoms[first + i]);
        openings[i].first = glosa_filter_place_of(prefix.hash);
        glosa_prefix_go_on(&prefix, folded);
        openings[i].pair = glosa_filter_place_of(prefix.hash);
    }
}

static void expect(glosa_filter filter, glosa_filter_place place)
{
    __builtin_prefetch(&filter.words[glosa_filter_word(place, filter.size)]);
}

/* Keeps those whose first piece may be a name alone, and those whose first two may be a name's. */
static size_t sift_longer(const glosa_dictionary *dictionary, const glosa_opening *openings,
                          size_t first, glosa_first_look *looks, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        expect(dictionary->pairs, openings[looks[i].atom - first].pair);
    for (size_t i = 0; i < count; i++) {
        glosa_first_look look = looks[i];
        looks[found] = look;
        found += !look.pair |
                 glosa_filter_has(dictionary->pairs, openings[look.atom - first].pair);
    }
    return found;
}

size_t glosa_dictionary_sift(const glosa_dictionary *dictionary, const glosa_opening *openings,
                             size_t first, size_t count, glosa_first_look *looks)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        expect(dictionary->firsts, openings[i].first);
    for (size_t i = 0; i < count; i++) {
        glosa_filter_place place = openings[i].first;
        bool alone = glosa_filter_has(dictionary->firsts, place);
        bool longer = glosa_filter_has(dictionary->firsts, glosa_filter_place_longer(place));
        looks[found] = (glosa_first_look){.atom = first + i, .pair = !alone};
        found += alone | longer;
    }
    return sift_longer(dictionary, openings, first, looks, found);
}

/* Names of drugs that a hyphen cuts in two, as a line end leaves them: `cipro-floxacina`. */
#include "stages/tag/parts.h"

enum { LEAST_FIRST = 5, LEAST_SECOND = 3, LEAST_NAME = 10 };    /* letters */

/* Whether some drug has this name. */
static bool is_drug(const glosa_dictionary *dictionary, uint32_t name)
{
    uint32_t rows = glosa_dictionary_rows_of(dictionary, name), i = 0;
    while (i < rows && !glosa_string_is(glosa_dictionary_entry(dictionary, name, i).kind, "drug"))
        i++;
    return i < rows;
}

bool glosa_hits_is_cut(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_folded *folded = &collector->folded;
    if (atom + 1 >= folded->size || !glosa_has_hyphen(collector, atom + 1))
        return false;
    glosa_string first = glosa_atom_key(folded, atom), second = glosa_atom_key(folded, atom + 1);
    return first.size + second.size >= LEAST_NAME && first.size >= LEAST_FIRST &&
           second.size >= LEAST_SECOND && glosa_is_small_letters(first) &&
           glosa_is_small_letters(second) && !glosa_has_hyphen(collector, atom) &&
           (atom + 2 == folded->size || !glosa_has_hyphen(collector, atom + 2));
}

void glosa_hits_rejoin(glosa_hit_collector *collector, size_t atom)
{
    const glosa_dictionary *dictionary = collector->dictionaries->items[collector->dictionary];
    uint32_t name;
    glosa_buffer_clear(&collector->key);
    glosa_buffer_string(&collector->key, glosa_atom_key(&collector->folded, atom));
    glosa_buffer_string(&collector->key, glosa_atom_key(&collector->folded, atom + 1));
    collector->failed |= collector->key.failed;
    if (!collector->failed &&
        glosa_dictionary_find(dictionary, glosa_buffer_view(&collector->key), &name) &&
        glosa_hits_may_guess(collector, name) && is_drug(dictionary, name))
        glosa_hits_add(collector, atom, atom + 1, name, GLOSA_HIT_REJOINED);
}

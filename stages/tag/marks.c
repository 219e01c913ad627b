/* What an atom may be besides the beginning of a listed name. This is asked of every atom, and
 * nearly all are told by their ends to be nothing but a word. */
#include "stages/tag/hits.h"

/* Which marks the first character of a key may tell of, and the last. */
static const char of_first[256] = {
    ['('] = GLOSA_MARK_BRACKET, ['i'] = GLOSA_MARK_ODD, ['l'] = GLOSA_MARK_ODD,
};
static const char of_last[256] = {
    ['s'] = GLOSA_MARK_PLURAL, ['i'] = GLOSA_MARK_ODD, ['l'] = GLOSA_MARK_ODD,
};

/* The marks that an atom may have, but for GLOSA_MARK_CUT; GLOSA_MARK_ODD stands for all of its
 * kind. */
static int likely_marks(const glosa_atom *atom, const char *keys)
{
    return of_first[(unsigned char)keys[atom->key_start]] |
           of_last[(unsigned char)keys[atom->key_end - 1]] |
           (atom->piece_end < atom->key_end) * GLOSA_MARK_ODD;
}

/* Whether what stands right before an atom is neither a blank nor the atom before: a hyphen may. */
static bool hangs(const glosa_hit_collector *collector, const glosa_atom *atom)
{
    return !atom->touches &&
           collector->document->text.data[collector->offset + atom->start - 1] != ' ';
}

/* Which of its likely marks an atom has. */
static char marks_of(const glosa_hit_collector *collector, size_t atom, int likely)
{
    char marks = 0;
    if ((likely & GLOSA_MARK_PLURAL) && glosa_hits_is_plural(collector, atom))
        marks |= GLOSA_MARK_PLURAL;
    if ((likely & GLOSA_MARK_BRACKET) && glosa_hits_is_bracket(collector, atom))
        marks |= GLOSA_MARK_BRACKET;
    if (likely & GLOSA_MARK_ODD)
        marks |= glosa_hits_mark_odd(collector, atom);
    return marks;
}

void glosa_hits_mark(glosa_hit_collector *collector)
{
    const glosa_folded *folded = &collector->folded;
    glosa_buffer_clear(&collector->marks);
    char *marks = glosa_buffer_reserve(&collector->marks, folded->size);
    char all = 0;
    collector->failed |= !marks;
    for (size_t i = 0; marks && i < folded->size; i++) {
        const glosa_atom *atom = &folded->atoms[i];
        int likely = likely_marks(atom, folded->keys.data);
        marks[i] = likely ? marks_of(collector, i, likely) : 0;
        if (i + 1 < folded->size && hangs(collector, atom + 1) && glosa_hits_is_cut(collector, i))
            marks[i] |= GLOSA_MARK_CUT;
        all |= marks[i];
    }
    collector->marked = all;
    collector->marks.size = marks ? folded->size : 0;
}

/* What an atom may be besides the beginning of a listed name. This is asked of every atom, and
 * nearly all are told by their ends to be nothing but a word. */
#include "stages/tag/hits.h"

enum { AT_FIRST = 1, AT_LAST = 2 };

/* Where in a key a character may tell of a mark. */
static const char telling[256] = {
    ['('] = AT_FIRST, ['i'] = AT_FIRST | AT_LAST, ['l'] = AT_FIRST | AT_LAST, ['s'] = AT_LAST,
};

/* Whether the atom's key says that there may be marks. */
static bool may_be_more(const glosa_atom *atom, const char *keys)
{
    unsigned char first = (unsigned char)keys[atom->key_start];
    unsigned char last = (unsigned char)keys[atom->key_end - 1];
    return (telling[first] & AT_FIRST) | (telling[last] & AT_LAST) |
           (atom->piece_end < atom->key_end);
}

/* Whether something that is no blank stands between an atom and the one before it. */
static bool hangs(const glosa_hit_collector *collector, const glosa_atom *atom)
{
    return !atom->touches &&
           collector->document->text.data[collector->offset + atom->start - 1] != ' ';
}

/* The marks of an atom, but for GLOSA_MARK_CUT. */
static char marks_of(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_folded *folded = &collector->folded;
    const glosa_atom *this = &folded->atoms[atom];
    char marks = 0;
    if (folded->keys.data[this->key_end - 1] == 's' && glosa_hits_is_plural(collector, atom))
        marks |= GLOSA_MARK_PLURAL;
    if (folded->keys.data[this->key_start] == '(' && glosa_hits_is_bracket(collector, atom))
        marks |= GLOSA_MARK_BRACKET;
    return marks | glosa_hits_mark_odd(collector, atom);
}

void glosa_hits_mark(glosa_hit_collector *collector)
{
    const glosa_folded *folded = &collector->folded;
    glosa_buffer_clear(&collector->marks);
    char *marks = glosa_buffer_reserve(&collector->marks, folded->size), all = 0;
    collector->failed |= !marks;
    for (size_t i = 0; marks && i < folded->size; i++) {
        const glosa_atom *atom = &folded->atoms[i];
        marks[i] = may_be_more(atom, folded->keys.data) ? marks_of(collector, i) : 0;
        if (i + 1 < folded->size && hangs(collector, atom + 1) && glosa_hits_is_cut(collector, i))
            marks[i] |= GLOSA_MARK_CUT;
        all |= marks[i];
    }
    collector->marked = all;
    collector->marks.size = marks ? folded->size : 0;
}

/* Digits and letters that text recognition takes for each other: `CXCL1O`, `IL-l0`, `STATl`,
 * `P13K`, `BcI-2`, `am0xicillin`. A word, or words that hyphens join, in which digits and letters
 * stand in a way that nobody writes, is read with the others in their place, and counts where that
 * is a name that may be written anyhow, and what is written is none. */
#include "stages/tag/parts.h"

enum {
    MOST_ATOMS = 4,             /* of words joined by hyphens */
    MOST_DOUBTS = 3,            /* characters that may be others */
    LONGEST_KEY = 48,
    LEAST_NAME = 3,             /* letters and digits of a name */
    LEAST_WITH_ZERO = 4,        /* H2O and the like stay what they are */
    LEAST_SMALL = 6,            /* small letters of a word with a digit in it */
    LEAST_CAPITALS = 3,         /* before an l at the end */
};

/* A character of the compound's key that may be another. */
typedef struct doubt {
    size_t at;
    char others[2];             /* the second may be 0 */
} doubt;

/* Atoms that hyphens join, their keys one behind the other, and what is doubtful in them. */
typedef struct compound {
    size_t first, last;
    char key[LONGEST_KEY];
    size_t size;
    size_t starts[MOST_ATOMS];  /* of each atom in the key */
    doubt doubts[MOST_DOUBTS];
    unsigned doubtful;
} compound;

static bool is_foreign(char c)
{
    return (unsigned char)c >= 0x80;
}

/* A character of a word, with what stands on its sides: a hyphen where another word is joined
 * there, 0 where the word ends. */
typedef struct place {
    glosa_string word;
    size_t at;
    char before, c, after;
} place;

/* Whether the word is long, and of small letters but for its first and the digits. */
static bool is_in_text(const place *here)
{
    size_t small = 0;
    for (size_t i = 0; i < here->word.size; i++) {
        small += glosa_is_ascii_small(here->word.data[i]);
        if (i && glosa_is_ascii_capital(here->word.data[i]))
            return false;
    }
    return small >= LEAST_SMALL;
}

/* 1 for l or i: imat1nib, P13K, BC1-2, 1L-6, 1CAM-1; but not PC12. */
static bool may_be_letter(const place *here)
{
    bool upper = glosa_is_ascii_capital(here->before) && glosa_is_ascii_digit(here->after) &&
                 glosa_is_ascii_capital(here->word.data[here->word.size - 1]);
    bool joined = glosa_is_ascii_capital(here->before) && here->after == '-';
    bool first = here->at == 0 && glosa_is_ascii_capital(here->after) && here->word.size != 3;
    return upper || joined || first ||
           (glosa_is_ascii_letter(here->before) && glosa_is_ascii_small(here->after) &&
            is_in_text(here));
}

/* 0 for o: am0xicillin, 0meprazole, FOX03. */
static bool may_be_o(const place *here)
{
    bool upper = glosa_is_ascii_capital(here->before) && (glosa_is_ascii_capital(here->after) ||
                                            (glosa_is_ascii_digit(here->after) && here->at > 2));
    return upper || (!glosa_is_ascii_digit(here->before) && glosa_is_ascii_small(here->after) &&
                     is_in_text(here));
}

/* l for 1: CXCLl2, p2l, MCP-l, IL-lα, STATl; the l of CsCl and CNCl stays. */
static bool may_be_one(const place *here)
{
    if (glosa_is_ascii_digit(here->before) || glosa_is_ascii_digit(here->after))
        return true;
    if (here->before == '-')
        return is_foreign(here->after) || (here->word.size == 1 && here->after == 0);
    for (size_t i = 0; i < here->at; i++) {
        char c = here->word.data[i];
        if (!glosa_is_ascii_capital(c) && !glosa_is_ascii_digit(c))
            return false;
    }
    return glosa_is_ascii_capital(here->before) && (here->after == 0 || here->after == '-') &&
           here->at >= LEAST_CAPITALS + (size_t)(here->before == 'C');
}

/* What a character may be instead. */
static doubt doubt_at(const place *here)
{
    bool digit_behind = glosa_is_ascii_digit(here->after);
    bool digits = digit_behind || glosa_is_ascii_digit(here->before);
    if (here->c == '0' && may_be_o(here))
        return (doubt){0, {'o', 0}};
    if (here->c == '1' && may_be_letter(here))
        return (doubt){0, {'l', 'i'}};
    if (here->c == 'O' && (digits || here->before == 'l'))
        return (doubt){0, {'0', 0}};
    if (here->c == 'l' && glosa_is_ascii_capital(here->after))
        return (doubt){0, {'i', 0}};
    if (here->c == 'l' && may_be_one(here))
        return (doubt){0, {'1', 0}};
    if (here->c == 'I' && glosa_is_ascii_small(here->before) && here->after == '-')
        return (doubt){0, {'l', 0}};
    if (here->c == 'I' && (glosa_is_ascii_digit(here->before) ||
                           (here->before == '-' && (digit_behind || is_foreign(here->after)))))
        return (doubt){0, {'1', 0}};
    return (doubt){0};
}

/* Whether an atom may hold a doubt; this is asked of every word, so it looks at its ends alone. */
static bool is_odd(const glosa_atom *atom, glosa_string text)
{
    char first = text.data[0], last = text.data[text.size - 1];
    if (text.size == 1)
        return first == 'l';
    char second = text.data[1], before = text.data[text.size - 2];
    return atom->first_digit != atom->last_digit ||
           (last == 'l' && (glosa_is_ascii_capital(before) || glosa_is_ascii_digit(before))) ||
           (last == 'I' && glosa_is_ascii_small(before)) ||
           ((first == 'l' || first == 'I') && is_foreign(second)) ||
           (first == 'l' && glosa_is_ascii_capital(second));
}

/* Whether the atom goes on from the one before it: written in one, or joined by a hyphen. */
static bool is_joined(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_atom *atoms = collector->folded.atoms;
    return atom && atom < collector->folded.size && atoms[atom].word && atoms[atom - 1].word &&
           glosa_has_hyphen(collector, atom) &&
           atoms[atom].start - atoms[atom - 1].end <= sizeof "–" - 1;
}

/* The doubts of one atom whose key begins at it->size. Behind a letter that is not ASCII, text and
 * key no longer agree. False where there are too many. */
static bool add_doubts(const glosa_hit_collector *collector, size_t atom, compound *it)
{
    glosa_string text = glosa_atom_text(collector, atom);
    char first = atom > it->first ? '-' : 0, last = atom < it->last ? '-' : 0;
    for (size_t i = 0; i < text.size && !is_foreign(text.data[i]); i++) {
        place here = {text, i, i ? text.data[i - 1] : first, text.data[i],
                      i + 1 < text.size ? text.data[i + 1] : last};
        doubt found = doubt_at(&here);
        if (!found.others[0])
            continue;
        if (it->doubtful == MOST_DOUBTS)
            return false;
        found.at = it->size + i;
        it->doubts[it->doubtful++] = found;
    }
    return true;
}

/* Reads the compound around an atom; false where it has no doubt, or too many. */
static bool read_compound(const glosa_hit_collector *collector, size_t atom, compound *it)
{
    *it = (compound){.first = atom, .last = atom};
    while (is_joined(collector, it->first) && it->last - it->first < MOST_ATOMS - 1)
        it->first--;
    while (is_joined(collector, it->last + 1) && it->last - it->first < MOST_ATOMS - 1)
        it->last++;
    for (size_t i = it->first; i <= it->last; i++) {
        glosa_string key = glosa_atom_key(&collector->folded, i);
        if (it->size + key.size > sizeof it->key || !add_doubts(collector, i, it))
            return false;
        it->starts[i - it->first] = it->size;
        memcpy(it->key + it->size, key.data, key.size);
        it->size += key.size;
    }
    return it->doubtful > 0;
}

/* The scratch key of a reading, put together as the folding would. */
static void write_key(const compound *it, const char *reading, glosa_buffer *key)
{
    glosa_buffer_clear(key);
    for (size_t i = 0, part = 0; i < it->size; i++) {
        bool begins = part <= it->last - it->first && it->starts[part] == i;
        part += begins;
        if (begins && i &&
            glosa_is_ascii_digit(reading[i - 1]) == glosa_is_ascii_digit(reading[i]))
            glosa_buffer_byte(key, ' ');
        glosa_buffer_byte(key, reading[i]);
    }
}

/* Whether there are letters in it. */
static bool has_letters(const char *reading, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (glosa_is_ascii_small(reading[i]))
            return true;
    }
    return false;
}

/* Adds a hit where the reading is a name. */
static bool try_reading(glosa_hit_collector *collector, const compound *it, const char *reading)
{
    const glosa_dictionary *dictionary = collector->dictionaries->items[collector->dictionary];
    size_t least = memchr(reading, '0', it->size) ? LEAST_WITH_ZERO : LEAST_NAME;
    uint32_t name;
    write_key(it, reading, &collector->key);
    collector->failed |= collector->key.failed;
    if (it->size < least || collector->failed || !has_letters(reading, it->size) ||
        !glosa_dictionary_find(dictionary, glosa_buffer_view(&collector->key), &name) ||
        !glosa_hits_may_guess(collector, name))
        return false;
    glosa_hits_add(collector, it->first, it->last, name, GLOSA_HIT_LOOKALIKE);
    return true;
}

/* Reads the compound with the others in the place of `changed` doubts, in every way; true where
 * one is a name. */
static bool try_readings(glosa_hit_collector *collector, const compound *it, char *reading,
                         unsigned from, unsigned changed)
{
    if (changed == 0)
        return try_reading(collector, it, reading);
    for (unsigned i = from; i + changed <= it->doubtful; i++) {
        const doubt *doubt = &it->doubts[i];
        for (unsigned o = 0; o < sizeof doubt->others && doubt->others[o]; o++) {
            reading[doubt->at] = doubt->others[o];
            if (try_readings(collector, it, reading, i + 1, changed - 1))
                return true;
            reading[doubt->at] = it->key[doubt->at];
        }
    }
    return false;
}

/* Whether what is written is a name. */
static bool is_name(glosa_hit_collector *collector, const compound *it)
{
    const glosa_dictionary *dictionary = collector->dictionaries->items[collector->dictionary];
    uint32_t name;
    glosa_buffer_clear(&collector->key);
    glosa_append_keys(&collector->folded, it->first, it->last, &collector->key);
    return glosa_dictionary_find(dictionary, glosa_buffer_view(&collector->key), &name);
}

static size_t read_around(glosa_hit_collector *collector, size_t atom)
{
    compound it;
    char reading[LONGEST_KEY];
    if (!read_compound(collector, atom, &it) || is_name(collector, &it))
        return atom;
    memcpy(reading, it.key, it.size);
    for (unsigned changed = 1; changed <= it.doubtful; changed++) {
        if (try_readings(collector, &it, reading, 0, changed))
            break;
    }
    return it.last;
}

/* Marks of a 0 and a 1 that stand inside a key, beside a letter. */
static char mark_inner_digits(glosa_string key)
{
    char marks = 0;
    for (size_t i = 1; i + 1 < key.size; i++) {
        bool beside =
            glosa_is_ascii_small(key.data[i - 1]) || glosa_is_ascii_small(key.data[i + 1]);
        if (beside && key.data[i] == '0')
            marks |= GLOSA_MARK_ZERO;
        if (beside && key.data[i] == '1')
            marks |= GLOSA_MARK_ONE;
    }
    return marks;
}

char glosa_hits_mark_odd(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_atom *this = &collector->folded.atoms[atom];
    char marks = 0;
    if (this->piece_end < this->key_end)
        marks |= mark_inner_digits(glosa_atom_key(&collector->folded, atom));
    if (this->word && is_odd(this, glosa_atom_text(collector, atom)))
        marks |= GLOSA_MARK_ODD;
    return marks;
}

void glosa_hits_unmask(glosa_hit_collector *collector)
{
    static const char kinds[] = {GLOSA_MARK_ODD, GLOSA_MARK_ZERO, GLOSA_MARK_ONE};
    for (size_t kind = 0; kind < sizeof kinds; kind++) {
        if (!(collector->marked & kinds[kind]))
            continue;
        for (size_t i = 0; i < collector->marks.size && !collector->failed; i++) {
            if (collector->marks.data[i] & kinds[kind])
                i = read_around(collector, i);
        }
    }
}

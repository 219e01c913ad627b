/* Shortened names in a coordination: the second name of `ERK1/2` is ERK2, the third of `CXCL9, -10
 * y -11` is CXCL11. A part behind a slash, a comma or a conjunction takes the place of what the
 * name before it ends in, when both are of one shape, and counts where the dictionary has what
 * comes out. A plural before numbers (`interleucinas 1 y 6`) is the singular with each of them.
 * Of a range (`JNK1-3`) the ends are named. */
#include "stages/tag/hits.h"

/* What a shortened name is, or what a name ends in. */
typedef enum shape {
    SHAPE_NONE,
    SHAPE_DIGITS,               /* 2 */
    SHAPE_LETTER,               /* B */
    SHAPE_DIGITS_LETTER,        /* 2B */
    SHAPE_LETTER_DIGITS,        /* R2 */
    SHAPE_GREEK,                /* beta */
} shape;

enum {
    MOST_DIGITS = 3,
    LEAST_STEM = 2,             /* bytes that the names have in common ... */
    LEAST_LETTERED_STEM = 3,    /* ... where they differ in a letter: mm/h are no names */
    LONGEST_RANGE = 9,
    LEAST_PLURAL = 5,
    MOST_HEAD_WORDS = 3,
};

static const char *const greek[] = {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "theta"};
static const char *const conjunctions[] = {"and", "or", "y", "e", "o", "u", "&"};

/* What a number counts when this stands behind it, so that it is no part of a name. */
static const char *const counted[] = {
    "%", "mg", "g", "kg", "ml", "dl", "l", "ng", "nm", "mm", "cm", "um", "mum", "h", "hours",
    "min", "days", "day", "weeks", "week", "months", "month", "years", "year", "horas", "dias",
    "semanas", "meses", "anos", "patients", "pacientes", "cases", "casos", "of", "de", "fold",
    "times", "veces", "mice", "rats", "ratones", "ratas", "cells", "celulas", "kda", "kb", "bp",
};

static bool is_one_of(glosa_string key, const char *const *list, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (glosa_string_is(key, list[i]))
            return true;
    }
    return false;
}

/* --- shapes --- */

static size_t digits_before(glosa_string key, size_t end)
{
    size_t at = end;
    while (at && glosa_is_ascii_digit(key.data[at - 1]))
        at--;
    return end - at;
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* What a whole atom is as a shortened name. */
static shape shape_of(glosa_string atom)
{
    size_t size = atom.size, digits = digits_before(atom, size);
    if (is_one_of(atom, greek, sizeof greek / sizeof *greek))
        return SHAPE_GREEK;
    if (size == 0 || size > MOST_DIGITS)
        return SHAPE_NONE;
    if (digits == size)
        return SHAPE_DIGITS;
    if (size == 1)
        return SHAPE_LETTER;
    if (digits == size - 1 && is_letter(atom.data[0]))
        return SHAPE_LETTER_DIGITS;
    return is_letter(atom.data[size - 1]) && digits_before(atom, size - 1) == size - 1
               ? SHAPE_DIGITS_LETTER
               : SHAPE_NONE;
}

static size_t greek_size(glosa_string key)
{
    for (size_t i = 0; i < sizeof greek / sizeof *greek; i++) {
        size_t size = strlen(greek[i]);
        if (key.size > size && memcmp(key.data + key.size - size, greek[i], size) == 0)
            return size;
    }
    return 0;
}

/* How many bytes at the end of a name a part of this shape takes the place of; 0: none. */
static size_t replaced(glosa_string key, shape part, char first)
{
    size_t digits = digits_before(key, key.size);
    size_t lettered = key.size && is_letter(key.data[key.size - 1])
                          ? digits_before(key, key.size - 1)
                          : 0;
    size_t numbered = digits ? digits : lettered ? lettered + 1 : 0;
    switch (part) {
    case SHAPE_GREEK:
        return greek_size(key);
    case SHAPE_DIGITS:
    case SHAPE_DIGITS_LETTER:
        return numbered < key.size ? numbered : 0;
    case SHAPE_LETTER_DIGITS:
        return digits && digits + 1 < key.size && key.data[key.size - digits - 1] == first
                   ? digits + 1
                   : 0;
    case SHAPE_LETTER:
        return key.size > 1 && !digits && !greek_size(key) ? 1 : 0;
    default:
        return 0;
    }
}

/* --- atoms --- */

static glosa_string atom_key(const glosa_folded *folded, size_t atom)
{
    if (atom >= folded->size)
        return (glosa_string){NULL, 0};
    const glosa_atom *this = &folded->atoms[atom];
    return (glosa_string){folded->keys.data + this->key_start, this->key_end - this->key_start};
}

/* The key of the atoms [first, last]. */
static void append_keys(const glosa_folded *folded, size_t first, size_t last, glosa_buffer *key)
{
    for (size_t i = first; i <= last; i++) {
        if (i > first && !folded->atoms[i].joined)
            glosa_buffer_byte(key, ' ');
        glosa_buffer_string(key, atom_key(folded, i));
    }
}

/* Whether a hyphen or dash hangs on the atom, as in `, -10`. */
static bool has_hyphen(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_atom *atoms = collector->folded.atoms;
    uint32_t start = collector->offset + atoms[atom].start;
    uint32_t end = collector->offset + atoms[atom - 1].end;
    const char *text = collector->document->text.data;
    return start > end && !glosa_is_ascii_blank(text[start - 1]) &&
           (text[start - 1] == '-' || (unsigned char)text[start - 1] >= 0x80);
}

static bool is_slash(const glosa_folded *folded, size_t atom)
{
    glosa_string key = atom_key(folded, atom);
    return atom + 1 < folded->size && (glosa_string_is(key, "/") || glosa_string_is(key, "|")) &&
           folded->atoms[atom].touches && folded->atoms[atom + 1].touches;
}

/* The atom behind a comma, a conjunction or both that stand at `atom`; 0 where there is none. The
 * comma of 6,3 is none of a list. */
static size_t behind_list(const glosa_folded *folded, size_t atom)
{
    size_t at = atom;
    if (glosa_string_is(atom_key(folded, at), ",")) {
        at++;
        if (at < folded->size && folded->atoms[at].touches && folded->atoms[at].first_digit)
            return 0;
    }
    if (is_one_of(atom_key(folded, at), conjunctions,
                  sizeof conjunctions / sizeof *conjunctions))
        at++;
    return at > atom && at < folded->size ? at : 0;
}

/* The number that a key ends in; 0 where it ends in none, or in a large one. */
static unsigned last_number(glosa_string key)
{
    size_t digits = digits_before(key, key.size);
    unsigned number = 0;
    for (size_t i = key.size - digits; digits <= MOST_DIGITS && i < key.size; i++)
        number = 10 * number + (unsigned)(key.data[i] - '0');
    return number;
}

/* Whether the atom ends a range that begins with the number before it: the 3 of JNK1-3. */
static bool ends_range(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_folded *folded = &collector->folded;
    if (atom >= folded->size || !has_hyphen(collector, atom) ||
        shape_of(atom_key(folded, atom)) != SHAPE_DIGITS)
        return false;
    const glosa_atom *atoms = folded->atoms;
    unsigned from = last_number(atom_key(folded, atom - 1));
    unsigned to = last_number(atom_key(folded, atom));
    return from && to > from && to <= from + LONGEST_RANGE &&
           atoms[atom].start - atoms[atom - 1].end <= sizeof "–" - 1;
}

/* The atom of the next shortened name behind the name or part that ends before `atom`; 0 where
 * there is none. Behind a comma or a conjunction it is a number that counts nothing, or hangs on
 * a hyphen. */
static size_t next_part(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_folded *folded = &collector->folded;
    if (is_slash(folded, atom))
        return atom + 1;
    if (ends_range(collector, atom))
        return atom;
    size_t part = behind_list(folded, atom);
    if (!part || has_hyphen(collector, part))
        return part;
    shape shape = shape_of(atom_key(folded, part));
    bool number = shape == SHAPE_DIGITS || shape == SHAPE_DIGITS_LETTER;
    glosa_string behind = atom_key(folded, part + 1);
    return number && !is_one_of(behind, counted, sizeof counted / sizeof *counted) ? part : 0;
}

/* --- completing --- */

/* Adds a hit over the atoms [first, last] for the name that has the scratch key; false where the
 * dictionary has none. */
static bool add_named(glosa_hit_collector *collector, size_t first, size_t last)
{
    uint32_t name;
    if (collector->key.failed) {
        collector->failed = true;
        return false;
    }
    const glosa_dictionary *dictionary = collector->dictionaries->items[collector->dictionary];
    if (!glosa_dictionary_find(dictionary, glosa_buffer_view(&collector->key), &name))
        return false;
    glosa_hits_add(collector, first, last, name, true);
    return true;
}

/* Completes every part from atom `atom` on with the name whose key is the scratch. */
static void complete(glosa_hit_collector *collector, size_t atom)
{
    glosa_buffer *key = &collector->key;
    size_t part;
    while ((part = next_part(collector, atom)) != 0) {
        glosa_string shortened = atom_key(&collector->folded, part);
        shape shape = shape_of(shortened);
        size_t less = replaced(glosa_buffer_view(key), shape,
                               shortened.size ? shortened.data[0] : 0);
        size_t least = shape == SHAPE_LETTER ? LEAST_LETTERED_STEM : LEAST_STEM;
        if (less == 0 || key->size - less < least)
            return;
        key->size -= less;
        glosa_buffer_string(key, shortened);
        if (!add_named(collector, part, part))
            return;
        atom = part + 1;
    }
}

void glosa_hits_coordinate(glosa_hit_collector *collector, size_t first, size_t last)
{
    if (!collector->folded.atoms[last].word || !next_part(collector, last + 1))
        return;
    glosa_buffer_clear(&collector->key);
    append_keys(&collector->folded, first, last, &collector->key);
    complete(collector, last + 1);
}

/* --- plurals before numbers --- */

/* How many bytes the plural has more than the singular, at the try of that number: s, es. */
static size_t plural_ending(glosa_string word, unsigned number)
{
    size_t less = number + 1;
    bool es = word.size > 2 && word.data[word.size - 2] == 'e';
    return word.size >= LEAST_PLURAL && word.data[word.size - 1] == 's' && (number == 0 || es)
               ? less
               : 0;
}

/* The singular of atom `head`, with the words from `first` on before it and the number behind. */
static bool add_singular(glosa_hit_collector *collector, size_t first, size_t head)
{
    const glosa_folded *folded = &collector->folded;
    for (unsigned number = 0; number < 2; number++) {
        size_t less = plural_ending(atom_key(folded, head), number);
        if (!less)
            return false;
        glosa_buffer_clear(&collector->key);
        append_keys(folded, first, head, &collector->key);
        collector->key.size -= less;
        glosa_buffer_string(&collector->key, atom_key(folded, head + 1));
        if (add_named(collector, first, head + 1))
            return true;
    }
    return false;
}

void glosa_hits_enumerate(glosa_hit_collector *collector, size_t head)
{
    const glosa_folded *folded = &collector->folded;
    if (head + 2 >= folded->size || !plural_ending(atom_key(folded, head), 0) ||
        shape_of(atom_key(folded, head + 1)) != SHAPE_DIGITS ||
        !next_part(collector, head + 2))
        return;
    size_t first = head > MOST_HEAD_WORDS - 1 ? head - (MOST_HEAD_WORDS - 1) : 0;
    for (; first <= head; first++) {
        if (add_singular(collector, first, head)) {
            complete(collector, head + 2);
            return;
        }
    }
}

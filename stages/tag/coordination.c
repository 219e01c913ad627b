/* Names that a text leaves to its reader. The second name of `ERK1/2` is ERK2, the third of `CXCL9,
 * -10 y -11` is CXCL11: a part behind a slash, a comma or a conjunction takes the place of what the
 * name before it ends in, when both are of one shape, and counts where the dictionary has what
 * comes out. A plural before numbers (`interleucinas 1 y 6`) is the singular with each of them.
 * Of a range (`JNK1-3`, `RagA-D`) the ends are named by themselves, what lies between by the whole
 * range.
 * A short form in brackets is passed over: `interleukin (IL)-6` is interleukin 6. */
#include "stages/tag/parts.h"

enum {
    LEAST_STEM = 2,             /* bytes that the names have in common ... */
    LEAST_LETTERED_STEM = 3,    /* ... where they differ in a letter: mm/h are no names */
    LEAST_PLURAL = 5,           /* letters of a plural that is a word ... */
    LEAST_SYMBOLS = 3,          /* ... or a symbol */
    MOST_HEAD_WORDS = 3,
    MOST_LONG_FORM = 6,         /* words before a short form in brackets */
    MOST_NAME_ATOMS = 8,        /* of a name that ends a range */
    MOST_PARTS = 64,            /* that are completed by one name */
    MOST_UNKNOWN = 2,           /* parts behind slashes that name nothing */
};

/* The name that is completed: its key is the collector's scratch. */
typedef struct completion {
    glosa_hit_collector *collector;
    size_t first;               /* where the last name or part begins */
    size_t stem;                /* bytes of the key before what parts replace; 0: see replaced() */
    glosa_part_shape style;          /* of the parts of an enumeration */
    bool letters;               /* its range is one of letters */
} completion;

/* --- keys --- */

/* How many bytes of a key's end are the last of several words, and a Roman numeral. */
static size_t roman_before(glosa_string key)
{
    size_t at = key.size;
    while (at && memchr("ivx", key.data[at - 1], 3))
        at--;
    return at && key.data[at - 1] == ' ' ? key.size - at : 0;
}

/* How many bytes at the end of a name a part of this shape takes the place of; 0: none. */
static size_t replaced(glosa_string key, glosa_part_shape part, char first)
{
    size_t digits = glosa_digits_before(key, key.size);
    bool letter = key.size && glosa_is_ascii_small(key.data[key.size - 1]);
    size_t lettered = letter ? glosa_digits_before(key, key.size - 1) : 0;
    size_t numbered = digits ? digits : lettered ? lettered + 1 : 0;
    size_t roman = roman_before(key), greek;
    switch (part) {
    case GLOSA_PART_GREEK:
        return glosa_greek_before(key);
    case GLOSA_PART_GREEK_DIGITS:
        greek = glosa_greek_before(glosa_string_slice(key, 0, key.size - digits));
        return greek ? greek + digits : 0;
    case GLOSA_PART_DIGITS:
    case GLOSA_PART_DIGITS_LETTER:
        return numbered < key.size ? numbered : 0;
    case GLOSA_PART_LETTER_DIGITS:
        return digits && digits + 1 < key.size && key.data[key.size - digits - 1] == first
                   ? digits + 1
                   : 0;
    case GLOSA_PART_ROMAN:
        return roman;
    case GLOSA_PART_LETTER:
        return letter && key.size > 1 && !glosa_greek_before(key) ? 1 : 0;
    default:
        return 0;
    }
}

/* Appends a part to the stem that the key is, as the folding would. */
static void append_part(glosa_buffer *key, glosa_string part)
{
    if (key->size && part.size &&
        glosa_is_ascii_digit(key->data[key->size - 1]) == glosa_is_ascii_digit(part.data[0]) &&
        key->data[key->size - 1] != ' ')
        glosa_buffer_byte(key, ' ');
    glosa_buffer_string(key, part);
}

/* Finds the name that has the scratch key. */
static bool find_named(glosa_hit_collector *collector, uint32_t *name)
{
    const glosa_dictionary *dictionary = collector->dictionaries->items[collector->dictionary];
    if (collector->key.failed)
        collector->failed = true;
    return !collector->key.failed &&
           glosa_dictionary_find(dictionary, glosa_buffer_view(&collector->key), name);
}

/* Adds a hit over the atoms [first, last] for the name that has the scratch key; false where the
 * dictionary has none. */
static bool add_named(glosa_hit_collector *collector, size_t first, size_t last, unsigned manner)
{
    uint32_t name;
    if (!find_named(collector, &name))
        return false;
    glosa_hits_add(collector, first, last, name, manner);
    return true;
}

/* --- ranges --- */

/* Makes the key the stem and a number, or the letter of that number. */
static void put_number(const completion *it, size_t stem, unsigned number)
{
    glosa_buffer *key = &it->collector->key;
    key->size = stem;
    if (it->letters)
        glosa_buffer_byte(key, (char)('a' + number));
    else
        glosa_buffer_number(key, number);
}

/* Whether the dictionary has every name from `from` to `to` for the stem that the key begins with.
 * Where it lacks one, what looks like a range is something else: an allele, a page. */
static bool knows_all(const completion *it, size_t stem, unsigned from, unsigned to)
{
    uint32_t name;
    bool known = true;
    for (unsigned number = from + 1; number <= to && known; number++) {
        put_number(it, stem, number);
        known = find_named(it->collector, &name);
    }
    it->collector->key.size = stem;
    return known;
}

/* Adds the names between the numbers of a range, each over all of it; the key keeps its stem. */
static void add_between(const completion *it, size_t stem, unsigned from, unsigned to, size_t last)
{
    for (unsigned number = from + 1; number < to; number++) {
        put_number(it, stem, number);
        add_named(it->collector, it->first, last, GLOSA_HIT_BETWEEN + (number - from));
    }
    it->collector->key.size = stem;
}

/* Completes a range up to the number at a part. */
static bool complete_range(completion *it, size_t part)
{
    glosa_hit_collector *collector = it->collector;
    glosa_buffer *key = &collector->key;
    glosa_string end = glosa_atom_key(&collector->folded, part);
    it->letters = glosa_is_ascii_small(end.data[0]);
    unsigned from = it->letters ? (unsigned)(key->data[key->size - 1] - 'a')
                                : glosa_last_number(glosa_buffer_view(key));
    unsigned to = it->letters ? (unsigned)(end.data[0] - 'a') : glosa_last_number(end);
    size_t less = it->letters ? 1 : glosa_digits_before(glosa_buffer_view(key), key->size);
    size_t stem = key->size - less, least = it->letters ? LEAST_LETTERED_STEM : LEAST_STEM;
    if ((from == 0 && !it->letters) || to <= from || stem < least ||
        !knows_all(it, stem, from, to))
        return false;
    add_between(it, stem, from, to, part);
    glosa_buffer_string(key, end);
    return add_named(collector, part, part, GLOSA_HIT_COORDINATED);
}

/* The last atom of a name behind `at` that has the key's stem and a larger number, *to; 0 where
 * there is none. */
static size_t end_of_full_range(const glosa_hit_collector *collector, size_t at, size_t stem,
                                unsigned *to)
{
    const glosa_folded *folded = &collector->folded;
    glosa_string key = glosa_buffer_view(&collector->key);
    size_t taken = 0;
    for (size_t i = at; i < folded->size && i < at + MOST_NAME_ATOMS; i++) {
        if (i > at && !folded->atoms[i].joined && (taken >= stem || key.data[taken++] != ' '))
            return 0;
        glosa_string atom = glosa_atom_key(folded, i);
        size_t same = atom.size < stem - taken ? atom.size : stem - taken;
        if (memcmp(key.data + taken, atom.data, same) != 0)
            return 0;
        taken += same;
        *to = glosa_last_number(atom);
        if (taken == stem && atom.size > same)
            return glosa_digits_before(atom, atom.size) == atom.size - same ? i : 0;
    }
    return 0;
}

/* Adds the names inside HDAC1–HDAC3, whose ends are found by themselves. A plain hyphen is no
 * sign of a range there, and neither is a word behind that tells of a pair. */
static void span_full_range(completion *it, size_t behind)
{
    glosa_hit_collector *collector = it->collector;
    glosa_string key = glosa_buffer_view(&collector->key);
    size_t stem = key.size - glosa_digits_before(key, key.size);
    unsigned from = glosa_last_number(key), to = 0;
    size_t at = glosa_behind_up_to(collector, behind, false);
    if (!at || from == 0 || stem < LEAST_STEM || stem == key.size ||
        (at == behind && !glosa_has_long_dash(collector, at)))
        return;
    size_t last = end_of_full_range(collector, at, stem, &to);
    if (last && to > from + 1 && to <= from + GLOSA_LONGEST_RANGE &&
        !glosa_is_pair(&collector->folded, last + 1) && knows_all(it, stem, from, to))
        add_between(it, stem, from, to, last);
}

/* --- completing --- */

/* Puts a part into the place of what the key ends in. */
static bool put_part(const completion *it, size_t part)
{
    glosa_buffer *key = &it->collector->key;
    glosa_string shortened = glosa_atom_key(&it->collector->folded, part);
    if (it->stem) {
        key->size = it->stem;
        append_part(key, shortened);
        return true;
    }
    glosa_part_shape shape = glosa_part_shape_of(it->collector, part);
    if (shape == GLOSA_PART_ROMAN && shortened.size == 1 &&
        !roman_before(glosa_buffer_view(key)))
        shape = GLOSA_PART_LETTER;
    size_t less = replaced(glosa_buffer_view(key), shape, shortened.size ? *shortened.data : 0);
    size_t least = shape == GLOSA_PART_LETTER ? LEAST_LETTERED_STEM : LEAST_STEM;
    if (less == 0 || key->size - less < least)
        return false;
    key->size -= less;
    glosa_buffer_string(key, shortened);
    return true;
}

/* Completes every part from atom `atom` on with the name whose key is the scratch. */
static void complete(completion *it, size_t atom)
{
    unsigned unknown = 0;
    for (unsigned parts = 0; parts < MOST_PARTS; parts++) {
        glosa_part part = glosa_next_part(it->collector, atom, it->style);
        if (part.link == GLOSA_LINK_NONE)
            return;
        if (part.link == GLOSA_LINK_RANGE) {
            if (!complete_range(it, part.atom))
                return;
        } else if (!put_part(it, part.atom)) {
            return;
        } else if (!add_named(it->collector, part.atom, part.atom, GLOSA_HIT_COORDINATED) &&
                   (part.link != GLOSA_LINK_SLASH || ++unknown > MOST_UNKNOWN)) {
            return;
        }
        it->first = part.atom;
        atom = part.atom + 1;
    }
}

void glosa_hits_coordinate(glosa_hit_collector *collector, size_t first, size_t last)
{
    const glosa_atom *end = &collector->folded.atoms[last];
    bool range = end->last_digit && glosa_behind_up_to(collector, last + 1, false);
    if (!end->word || (!range && !glosa_next_part(collector, last + 1, 0).link))
        return;
    completion it = {.collector = collector, .first = first};
    glosa_buffer_clear(&collector->key);
    glosa_append_keys(&collector->folded, first, last, &collector->key);
    if (collector->key.failed) {
        collector->failed = true;
        return;
    }
    size_t size = collector->key.size;
    if (range)
        span_full_range(&it, last + 1);
    collector->key.size = size;
    complete(&it, last + 1);
}

/* --- plurals before numbers --- */

/* How many bytes the plural at an atom has more than the singular, at the try of that number: s,
 * es. A short one is a symbol in capitals: TLRs. */
static size_t plural_ending(const glosa_hit_collector *collector, size_t atom, unsigned number)
{
    glosa_string word = glosa_atom_key(&collector->folded, atom);
    size_t size = word.size, less = number + 1;
    if (size < LEAST_SYMBOLS || word.data[size - 1] != 's' ||
        (number > 0 && word.data[size - 2] != 'e'))
        return 0;
    glosa_string text = glosa_atom_text(collector, atom);
    bool symbol = text.size > 1 && text.data[text.size - 1] == 's' &&
                  text.data[text.size - 2] >= 'A' && text.data[text.size - 2] <= 'Z';
    return size >= LEAST_PLURAL || symbol ? less : 0;
}

/* The singular of atom `head`, with the words from `first` on before it and the designation
 * behind. */
static bool add_singular(completion *it, size_t head)
{
    glosa_hit_collector *collector = it->collector;
    const glosa_folded *folded = &collector->folded;
    for (unsigned number = 0; number < 2; number++) {
        size_t less = plural_ending(collector, head, number);
        if (!less)
            return false;
        glosa_buffer_clear(&collector->key);
        glosa_append_keys(folded, it->first, head, &collector->key);
        it->stem = collector->key.size -= less;
        append_part(&collector->key, glosa_atom_key(folded, head + 1));
        if (add_named(collector, it->first, head + 1, GLOSA_HIT_COORDINATED))
            return true;
    }
    return false;
}

bool glosa_hits_is_plural(const glosa_hit_collector *collector, size_t head)
{
    const glosa_folded *folded = &collector->folded;
    if (head + 2 >= folded->size || !plural_ending(collector, head, 0))
        return false;
    glosa_part_shape style = glosa_part_shape_of(collector, head + 1);
    return style && glosa_next_part(collector, head + 2, style).link;
}

void glosa_hits_enumerate(glosa_hit_collector *collector, size_t head)
{
    glosa_part_shape style = glosa_part_shape_of(collector, head + 1);
    size_t first = head > MOST_HEAD_WORDS - 1 ? head - (MOST_HEAD_WORDS - 1) : 0;
    for (; first <= head; first++) {
        completion it = {.collector = collector, .first = first, .style = style};
        if (add_singular(&it, head)) {
            complete(&it, head + 2);
            return;
        }
    }
}

/* --- a short form in brackets --- */

/* Appends the designation behind a closing bracket, one atom or two, to the key of the words. */
static bool add_designated(completion *it, size_t bracket, size_t last)
{
    glosa_hit_collector *collector = it->collector;
    const glosa_folded *folded = &collector->folded;
    glosa_buffer_clear(&collector->key);
    glosa_append_keys(folded, it->first, bracket - 1, &collector->key);
    for (size_t i = bracket + 3; i <= last; i++)
        append_part(&collector->key, glosa_atom_key(folded, i));
    if (!add_named(collector, it->first, last, GLOSA_HIT_COORDINATED))
        return false;
    complete(it, last + 1);
    return true;
}

/* Whether an atom can stand behind a bracket for the end of the name before it: 6, alpha, kB. */
static bool is_designation(const glosa_hit_collector *collector, size_t atom)
{
    return atom < collector->folded.size &&
           (glosa_part_shape_of(collector, atom) != GLOSA_PART_NONE ||
            glosa_string_is(glosa_atom_key(&collector->folded, atom), "kappab") ||
            glosa_string_is(glosa_atom_key(&collector->folded, atom), "kb"));
}

bool glosa_hits_is_bracket(const glosa_hit_collector *collector, size_t bracket)
{
    const glosa_folded *folded = &collector->folded;
    size_t behind = bracket + 3;
    return glosa_string_is(glosa_atom_key(folded, bracket), "(") && bracket > 0 &&
           behind < folded->size && !folded->atoms[bracket].touches &&
           glosa_string_is(glosa_atom_key(folded, bracket + 2), ")") &&
           folded->atoms[bracket + 1].word && is_designation(collector, behind) &&
           (folded->atoms[behind].touches || glosa_has_hyphen(collector, behind));
}

void glosa_hits_pass_bracket(glosa_hit_collector *collector, size_t bracket)
{
    size_t behind = bracket + 3;
    size_t first = bracket > MOST_LONG_FORM ? bracket - MOST_LONG_FORM : 0;
    for (; first < bracket; first++) {
        completion it = {.collector = collector, .first = first};
        bool two = is_designation(collector, behind + 1);
        if ((two && add_designated(&it, bracket, behind + 1)) ||
            add_designated(&it, bracket, behind))
            return;
    }
}

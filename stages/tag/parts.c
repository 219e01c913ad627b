#include "stages/tag/parts.h"

#include "pipeline/text/utf8.h"

#define IS_ONE_OF(key, list) is_one_of(key, list, sizeof(list) / sizeof *(list))

enum { MOST_DIGITS = 3 };

static const char *const greek[] = {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "theta"};
static const char *const roman[] = {"i",  "ii",  "iii",  "iv", "v",  "vi",  "vii",
                                    "viii", "ix", "x", "xi", "xii", "xiii", "xiv"};
static const char *const conjunctions[] = {"and", "or", "y", "e", "o", "u", "&"};
static const char *const up_to[] = {"through", "hasta", "to", "a"};
enum { UP_TO_NAMES = 2 };    /* so many of them stand between whole names, too */

/* What a number counts when this stands behind it, so that it is no part of a name. */
static const char *const counted[] = {
    "%", "mg", "g", "kg", "ml", "dl", "l", "ng", "nm", "mm", "cm", "um", "mum", "h", "hours",
    "min", "days", "day", "weeks", "week", "months", "month", "years", "year", "horas", "dias",
    "semanas", "meses", "anos", "años", "patients", "pacientes", "cases", "casos", "of", "de",
    "fold", "times", "veces", "mice", "rats", "ratones", "ratas", "cells", "celulas", "kda", "kb",
    "bp", "×", "mcg", "mug", "pg", "ui", "iu", "u", "mmol", "mumol", "nmol", "pmol", "minutes",
    "minutos", "mol", "m", "pm", "ug", "s", "points", "puntos",
};

/* Behind two names that are together, what they make. */
static const char *const pairs[] = {
    "complex", "complexes", "heterodimer", "heterodimers", "dimer", "dimers", "interaction",
    "interactions", "binding", "fusion", "axis", "pathway", "signaling", "signalling", "ratio",
    "complejo", "complejos", "heterodimero", "heterodimeros", "dimero", "interaccion", "union",
    "eje", "via", "señalizacion", "cociente", "relacion", "crosstalk", "switch", "loop", "cells",
};

static bool is_one_of(glosa_string key, const char *const *list, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (key.size && list[i][0] == key.data[0] && glosa_string_is(key, list[i]))
            return true;
    }
    return false;
}

/* --- atoms --- */

glosa_string glosa_atom_key(const glosa_folded *folded, size_t atom)
{
    if (atom >= folded->size)
        return (glosa_string){NULL, 0};
    const glosa_atom *this = &folded->atoms[atom];
    return (glosa_string){folded->keys.data + this->key_start, this->key_end - this->key_start};
}

glosa_string glosa_atom_text(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_atom *this = &collector->folded.atoms[atom];
    return glosa_string_slice(collector->document->text, collector->offset + this->start,
                              collector->offset + this->end);
}

void glosa_append_keys(const glosa_folded *folded, size_t first, size_t last, glosa_buffer *key)
{
    for (size_t i = first; i <= last; i++) {
        if (i > first && !folded->atoms[i].joined)
            glosa_buffer_byte(key, ' ');
        glosa_buffer_string(key, glosa_atom_key(folded, i));
    }
}

/* What stands between the atom and the one before it. */
static glosa_span gap_before(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_atom *atoms = collector->folded.atoms;
    return (glosa_span){collector->offset + (atom ? atoms[atom - 1].end : 0),
                        collector->offset + atoms[atom].start};
}

/* Whether a hyphen alone stands before the atom; the normalized text has no other dashes. */
static bool has_hyphen_alone(const glosa_hit_collector *collector, size_t atom)
{
    glosa_span gap = gap_before(collector, atom);
    return glosa_string_is(glosa_document_text(collector->document, gap), "-");
}

bool glosa_has_long_dash(const glosa_hit_collector *collector, size_t atom)
{
    glosa_span gap = gap_before(collector, atom);
    size_t next;
    if (!has_hyphen_alone(collector, atom))
        return false;
    const glosa_document *document = collector->document;
    glosa_string written = glosa_document_source(document, glosa_document_to_source(document, gap));
    int32_t c = written.size ? glosa_utf8_at(written, 0, &next) : 0;
    return c >= 0x2012 && c <= 0x2015;
}

bool glosa_has_hyphen(const glosa_hit_collector *collector, size_t atom)
{
    glosa_string gap = glosa_document_text(collector->document, gap_before(collector, atom));
    return gap.size && !glosa_is_ascii_blank(gap.data[gap.size - 1]) &&
           (gap.data[gap.size - 1] == '-' || (unsigned char)gap.data[gap.size - 1] >= 0x80);
}

/* --- shapes --- */

size_t glosa_digits_before(glosa_string key, size_t end)
{
    size_t at = end;
    while (at && glosa_is_ascii_digit(key.data[at - 1]))
        at--;
    return end - at;
}

bool glosa_is_small_letters(glosa_string key)
{
    size_t i = 0;
    while (i < key.size && glosa_is_ascii_small(key.data[i]))
        i++;
    return i == key.size;
}

static bool is_capital(const glosa_hit_collector *collector, size_t atom)
{
    char first = glosa_atom_text(collector, atom).data[0];
    return first >= 'A' && first <= 'Z';
}

static glosa_part_shape shape_of_greek(glosa_string key, size_t digits)
{
    if (!IS_ONE_OF(glosa_string_slice(key, 0, key.size - digits), greek))
        return GLOSA_PART_NONE;
    return digits ? GLOSA_PART_GREEK_DIGITS : GLOSA_PART_GREEK;
}

/* What letters and digits are, whether they are large or small. */
static glosa_part_shape shape_of_key(glosa_string key)
{
    size_t size = key.size, digits = glosa_digits_before(key, size);
    if (size == 0 || size > MOST_DIGITS)
        return shape_of_greek(key, digits);
    if (digits == size)
        return GLOSA_PART_DIGITS;
    if (size == 1)
        return glosa_is_ascii_small(key.data[0]) ? GLOSA_PART_LETTER : GLOSA_PART_NONE;
    if (digits == size - 1 && glosa_is_ascii_small(key.data[0]))
        return GLOSA_PART_LETTER_DIGITS;
    return glosa_is_ascii_small(key.data[size - 1]) &&
                   glosa_digits_before(key, size - 1) == size - 1
               ? GLOSA_PART_DIGITS_LETTER
               : GLOSA_PART_NONE;
}

glosa_part_shape glosa_part_shape_of(const glosa_hit_collector *collector, size_t atom)
{
    glosa_string key = glosa_atom_key(&collector->folded, atom);
    glosa_part_shape shape = shape_of_key(key);
    if (key.size && shape != GLOSA_PART_DIGITS && glosa_is_ascii_small(key.data[0]) &&
        IS_ONE_OF(key, roman) && is_capital(collector, atom))
        return GLOSA_PART_ROMAN;
    return shape;
}

size_t glosa_greek_before(glosa_string key)
{
    for (size_t i = 0; i < sizeof greek / sizeof *greek; i++) {
        size_t size = strlen(greek[i]);
        if (key.size > size && memcmp(key.data + key.size - size, greek[i], size) == 0)
            return size;
    }
    return 0;
}

unsigned glosa_last_number(glosa_string key)
{
    size_t digits = glosa_digits_before(key, key.size);
    unsigned number = 0;
    for (size_t i = key.size - digits; digits <= MOST_DIGITS && i < key.size; i++)
        number = 10 * number + (unsigned)(key.data[i] - '0');
    return number;
}

/* --- what binds parts --- */

static bool touches(const glosa_folded *folded, size_t atom)
{
    return atom < folded->size && folded->atoms[atom].touches;
}

/* Whether a point or comma and more digits follow the number: 2.5. */
static bool is_decimal(const glosa_folded *folded, size_t atom)
{
    return touches(folded, atom + 1) && touches(folded, atom + 2) &&
           glosa_string_is(glosa_atom_key(folded, atom + 1), ".") &&
           folded->atoms[atom + 2].first_digit;
}

bool glosa_counts_something(const glosa_folded *folded, size_t atom)
{
    return is_decimal(folded, atom) || IS_ONE_OF(glosa_atom_key(folded, atom + 1), counted);
}

bool glosa_is_pair(const glosa_folded *folded, size_t atom)
{
    return IS_ONE_OF(glosa_atom_key(folded, atom), pairs);
}

/* Whether a slash binds the atom behind it, also one with a hyphen: MMP-2/-9. */
static bool is_slash(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_folded *folded = &collector->folded;
    glosa_string key = glosa_atom_key(folded, atom);
    return atom + 1 < folded->size && (glosa_string_is(key, "/") || glosa_string_is(key, "|")) &&
           folded->atoms[atom].touches &&
           (folded->atoms[atom + 1].touches || has_hyphen_alone(collector, atom + 1));
}

/* Whether the number that ends before `atom` is written in one with its name, ERK1 or IL-6, or
 * follows such a one without a blank, as the 2 of TLR1,2 does. */
static bool is_attached(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_folded *folded = &collector->folded;
    const glosa_atom *before = &folded->atoms[atom - 1];
    return !before->first_digit || before->touches || glosa_has_hyphen(collector, atom - 1);
}

/* The atom behind a comma, a conjunction or both that stand at `atom`; 0 where there is none. The
 * comma of `TNF 6,3` is none of a list. */
static size_t behind_list(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_folded *folded = &collector->folded;
    size_t at = atom;
    if (glosa_string_is(glosa_atom_key(folded, at), ",")) {
        at++;
        if (touches(folded, at) && folded->atoms[at].first_digit &&
            !is_attached(collector, atom))
            return 0;
    }
    if (IS_ONE_OF(glosa_atom_key(folded, at), conjunctions) && !is_capital(collector, at))
        at++;
    return at > atom && at < folded->size ? at : 0;
}

/* Whether a dash alone stands before the atom. Behind a name that has a hyphen before its own
 * number (IL-1-3) it has to be a longer one. */
static bool is_range_dash(const glosa_hit_collector *collector, size_t atom)
{
    bool second = collector->folded.atoms[atom - 1].first_digit &&
                  glosa_has_hyphen(collector, atom - 1);
    return second ? glosa_has_long_dash(collector, atom) : has_hyphen_alone(collector, atom);
}

size_t glosa_behind_up_to(const glosa_hit_collector *collector, size_t atom, bool number)
{
    const glosa_folded *folded = &collector->folded;
    if (atom >= folded->size)
        return 0;
    if (folded->atoms[atom].word && is_range_dash(collector, atom))
        return atom;
    size_t words = number ? sizeof up_to / sizeof *up_to : UP_TO_NAMES;
    bool word = atom + 1 < folded->size &&
                is_one_of(glosa_atom_key(folded, atom), up_to, words) &&
                !is_capital(collector, atom) && !folded->atoms[atom].touches &&
                !glosa_has_hyphen(collector, atom);
    return word ? atom + 1 : 0;
}

/* Whether the name that ends before `atom` is one word without a capital: of csn1-10 the number
 * is that of an allele. */
static bool is_small_symbol(const glosa_hit_collector *collector, size_t atom)
{
    glosa_string text = glosa_atom_text(collector, atom - 1);
    if (!glosa_is_ascii_small(text.data[0]) || glosa_has_hyphen(collector, atom - 1))
        return false;
    for (size_t i = 0; i < text.size; i++) {
        if (!glosa_is_ascii_small(text.data[i]) && !glosa_is_ascii_digit(text.data[i]))
            return false;
    }
    return true;
}

/* Whether a hyphen makes the atom the beginning of a longer word: the 5 of 5-fluorouracil. */
static bool begins_word(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_folded *folded = &collector->folded;
    size_t next = atom + 1;
    return next < folded->size && folded->atoms[next].word &&
           !folded->atoms[next].first_digit && glosa_has_hyphen(collector, next);
}

/* The end of a range that begins with the number before `atom`: the 3 of JNK1-3, HDAC1 to 3. */
static size_t end_of_range(const glosa_hit_collector *collector, size_t atom)
{
    const glosa_folded *folded = &collector->folded;
    if (atom >= folded->size || !folded->atoms[atom - 1].last_digit)
        return 0;
    size_t part = glosa_behind_up_to(collector, atom, true);
    if (!part || glosa_part_shape_of(collector, part) != GLOSA_PART_DIGITS ||
        (part > atom && (!is_attached(collector, atom) || begins_word(collector, part))) ||
        glosa_counts_something(folded, part) ||
        (part == atom && is_small_symbol(collector, atom) &&
         !glosa_has_long_dash(collector, atom)))
        return 0;
    bool chain = part + 1 < folded->size && folded->atoms[part + 1].first_digit &&
                 is_range_dash(collector, part + 1);
    unsigned from = glosa_last_number(glosa_atom_key(folded, atom - 1));
    unsigned to = glosa_last_number(glosa_atom_key(folded, part));
    return !chain && from && to > from && to <= from + GLOSA_LONGEST_RANGE ? part : 0;
}

/* The end of a range of capitals that begins with the one before `atom`: the D of RagA-D. It has
 * three members or more, as two letters with a hyphen are anything. */
static size_t end_of_letters(const glosa_hit_collector *collector, size_t atom)
{
    if (atom >= collector->folded.size || glosa_behind_up_to(collector, atom, false) != atom ||
        begins_word(collector, atom))
        return 0;
    glosa_string before = glosa_atom_text(collector, atom - 1);
    glosa_string end = glosa_atom_text(collector, atom);
    char from = before.data[before.size - 1], to = end.data[0];
    bool letters = end.size == 1 && from >= 'A' && to <= 'Z';
    return letters && to >= from + 2 && to <= from + GLOSA_LONGEST_RANGE ? atom : 0;
}

/* Whether what a comma or conjunction leads to is a part though no hyphen hangs on it: a number
 * that counts nothing, a Greek letter, what the parts of an enumeration are; but nothing that a
 * hyphen makes the beginning of a word, as in 5-fluorouracil. */
static bool stands_alone(const glosa_hit_collector *collector, size_t part, glosa_part_shape style)
{
    if (begins_word(collector, part))
        return false;
    glosa_part_shape shape = glosa_part_shape_of(collector, part);
    if (shape == GLOSA_PART_DIGITS || shape == GLOSA_PART_DIGITS_LETTER)
        return !glosa_counts_something(&collector->folded, part);
    return shape == GLOSA_PART_GREEK || shape == GLOSA_PART_GREEK_DIGITS ||
           (style && shape == style && is_capital(collector, part));
}

glosa_part glosa_next_part(const glosa_hit_collector *collector, size_t atom,
                           glosa_part_shape style)
{
    if (is_slash(collector, atom))
        return (glosa_part){atom + 1, GLOSA_LINK_SLASH};
    size_t part = end_of_range(collector, atom);
    if (!part)
        part = end_of_letters(collector, atom);
    if (part)
        return (glosa_part){part, GLOSA_LINK_RANGE};
    part = behind_list(collector, atom);
    if (!part)
        return (glosa_part){0, GLOSA_LINK_NONE};
    bool fits = glosa_has_hyphen(collector, part) || stands_alone(collector, part, style);
    return (glosa_part){part, fits ? GLOSA_LINK_LIST : GLOSA_LINK_NONE};
}

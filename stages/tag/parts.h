/* What stands behind a name and may be the rest of another one: the 2 of `ERK1/2`, the 10 of
 * `CXCL9, -10 y -11`, the 3 of `JNK1-3`. For the files of this folder. */
#ifndef GLOSA_TAG_PARTS_H
#define GLOSA_TAG_PARTS_H

#include "stages/tag/hits.h"

/* The largest distance between the numbers of a range. */
enum { GLOSA_LONGEST_RANGE = 9 };

/* What a shortened name is. */
typedef enum glosa_part_shape {
    GLOSA_PART_NONE,
    GLOSA_PART_DIGITS,         /* 2 */
    GLOSA_PART_LETTER,         /* B */
    GLOSA_PART_DIGITS_LETTER,  /* 2B */
    GLOSA_PART_LETTER_DIGITS,  /* R2 */
    GLOSA_PART_GREEK,          /* beta */
    GLOSA_PART_GREEK_DIGITS,    /* beta2 */
    GLOSA_PART_ROMAN,          /* VII */
} glosa_part_shape;

typedef enum glosa_link { GLOSA_LINK_NONE, GLOSA_LINK_SLASH, GLOSA_LINK_LIST, GLOSA_LINK_RANGE }
    glosa_link;

typedef struct glosa_part {
    size_t atom;
    glosa_link link;            /* what binds it to the name before it; NONE: there is no part */
} glosa_part;

/* The folded text of an atom; empty behind the last one. */
glosa_string glosa_atom_key(const glosa_folded *folded, size_t atom);

/* The text of an atom as it is written. */
glosa_string glosa_atom_text(const glosa_hit_collector *collector, size_t atom);

/* Appends the key of the atoms [first, last]. */
void glosa_append_keys(const glosa_folded *folded, size_t first, size_t last,
                       glosa_buffer *key);

/* Whether a hyphen or dash hangs on the atom, as in `, -10`. */
bool glosa_has_hyphen(const glosa_hit_collector *collector, size_t atom);

/* Whether a dash longer than a hyphen stands alone before the atom, as the source has it: the
 * normalized text has hyphens only. */
bool glosa_has_long_dash(const glosa_hit_collector *collector, size_t atom);

/* What an atom is as a shortened name; of letters, capitals alone. */
glosa_part_shape glosa_part_shape_of(const glosa_hit_collector *collector, size_t atom);

/* Whether a key is of ASCII letters alone. */
bool glosa_is_small_letters(glosa_string key);

/* How many digits, and how many bytes of a Greek letter's name, a key ends in. */
size_t glosa_digits_before(glosa_string key, size_t end);
size_t glosa_greek_before(glosa_string key);

/* The number that a key ends in; 0 where it ends in none, or in one of more than three digits. */
unsigned glosa_last_number(glosa_string key);

/* The next part behind a name or part that ends before `atom`. `style` is the shape that parts of
 * an enumeration have, which need no hyphen behind a comma then; NONE elsewhere. */
glosa_part glosa_next_part(const glosa_hit_collector *collector, size_t atom,
                           glosa_part_shape style);

/* The atom behind what says "up to" at `atom`: a dash, `through`, `hasta`, and before a number
 * alone also `to` and `a`; 0 where there is nothing of that kind. */
size_t glosa_behind_up_to(const glosa_hit_collector *collector, size_t atom, bool number);

/* Whether a number at the atom counts something: `10 mg`, `8 patients`, `2.5`. */
bool glosa_counts_something(const glosa_folded *folded, size_t atom);

/* Whether two names that end before `atom` stand for what they are together, no range: the
 * STAT1–STAT3 heterodimer. */
bool glosa_is_pair(const glosa_folded *folded, size_t atom);

#endif

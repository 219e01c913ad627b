/* Collecting the hits of one sentence into the document; for the files of this folder. */
#ifndef GLOSA_TAG_HITS_H
#define GLOSA_TAG_HITS_H

#include "dictionaries/load.h"

/* How a text stands for the name of a hit. From GLOSA_HIT_BETWEEN on: as the first, second ...
 * number inside a range. Each manner but the first is told in the `rule` of the hit's entries. */
enum {
    GLOSA_HIT_LISTED,
    GLOSA_HIT_COORDINATED,      /* completed from a neighbour: the 2 of ERK1/2 */
    GLOSA_HIT_LOOKALIKE,        /* with letters and digits that look like those of the name */
    GLOSA_HIT_FUZZY,            /* with a misspelt word */
    GLOSA_HIT_REJOINED,         /* cut by a hyphen */
    GLOSA_HIT_BETWEEN,
    GLOSA_HIT_MANNERS = GLOSA_HIT_BETWEEN + 10,
};

/* Where in the document's pool the entries of a dictionary name begin, so that a name that occurs
 * often is pooled once. Open addressing; slots of an earlier document are told by their stamp. */
typedef struct glosa_pooled_name {
    uint64_t stamp;             /* of the document that pooled it; 0: never used */
    uint32_t dictionary, name;
    unsigned manner;
    uint32_t first_entry, entries;
} glosa_pooled_name;

/* What an atom may be besides the beginning of a listed name: told once, whatever the number of
 * dictionaries. */
enum {
    GLOSA_MARK_PLURAL = 1,      /* a plural before numbers: glosa_hits_enumerate */
    GLOSA_MARK_BRACKET = 2,     /* around a short form: glosa_hits_pass_bracket */
    GLOSA_MARK_CUT = 4,         /* a word before a hyphen: glosa_hits_rejoin */
    GLOSA_MARKS_OF_SCAN = GLOSA_MARK_PLURAL | GLOSA_MARK_BRACKET | GLOSA_MARK_CUT,
    GLOSA_MARK_ODD = 8,         /* may be misread at an end: glosa_hits_unmask */
    GLOSA_MARK_ZERO = 16,       /* has a 0 inside, beside a letter */
    GLOSA_MARK_ONE = 32,        /* has a 1 there */
};

typedef struct glosa_hit_collector {
    const glosa_dictionaries *dictionaries;
    glosa_document *document;
    glosa_folded folded;        /* the sentence: atoms and keys are those of its stretch */
    glosa_buffer marks;         /* GLOSA_MARK_... of each of its atoms ... */
    char marked;                /* ... and of all of them */
    glosa_buffer key;           /* scratch of coordination */
    uint32_t offset;            /* byte of the text where the sentence begins */
    size_t first_atom;          /* where the scan that is under way began */
    uint32_t dictionary;        /* which dictionary it scans */
    uint64_t stamp;
    glosa_pooled_name *pooled;
    size_t pooled_size, pooled_used;
    bool failed;                /* out of memory */
} glosa_hit_collector;

/* Adds a hit for each row of a name, over the atoms [first, last] of the sentence. */
void glosa_hits_add(glosa_hit_collector *collector, size_t first, size_t last, uint32_t name,
                    unsigned manner);

/* Whether a name may be guessed at, where it is written in another way: not one that counts only
 * with its capitals, in a context or inside others. */
bool glosa_hits_may_guess(const glosa_hit_collector *collector, uint32_t name);

/* Adds hits for shortened names that lean on the name over the atoms [first, last]: MEK1/2,
 * STAT5A/B, IL-1α/β, CXCL9, -10 and -11, JNK1-3. */
void glosa_hits_coordinate(glosa_hit_collector *collector, size_t first, size_t last);

/* Adds hits for the names that a plural at atom `head`, as is_plural tells, and the numbers behind
 * it stand for: `interleucinas 1 y 6`. */
bool glosa_hits_is_plural(const glosa_hit_collector *collector, size_t head);
void glosa_hits_enumerate(glosa_hit_collector *collector, size_t head);

/* Adds hits for names that are written with digits for letters or the other way round, as text
 * recognition does: `CXCL1O`. To be called once the sentence was marked, as mark_odd tells, and
 * scanned. Only atoms with letters and digits in one, or an l or i at an end, have such marks. */
char glosa_hits_mark_odd(const glosa_hit_collector *collector, size_t atom);
void glosa_hits_unmask(glosa_hit_collector *collector);

/* Adds hits for the names of drugs that a hyphen behind atom `atom`, as is_cut tells, cuts in two:
 * `cipro-floxacina`. */
bool glosa_hits_is_cut(const glosa_hit_collector *collector, size_t atom);
void glosa_hits_rejoin(glosa_hit_collector *collector, size_t atom);

/* Adds hits for the name that goes on behind the bracket that atom `bracket`, as is_bracket tells,
 * opens around a short form: `interleukin (IL)-6`. */
bool glosa_hits_is_bracket(const glosa_hit_collector *collector, size_t bracket);
void glosa_hits_pass_bracket(glosa_hit_collector *collector, size_t bracket);

/* Sets the marks of all atoms of the sentence. */
void glosa_hits_mark(glosa_hit_collector *collector);

#endif

/* The one folding, for dictionary names and for documents: two spellings that a reader takes for
 * the same name get the same key.
 *
 * A text is cut into atoms: words (runs of letters, digits and marks) and single punctuation
 * characters. Blanks and hyphens of every kind only separate. The key of a stretch is the folded
 * atoms one after the other, with one blank between two words, except
 *   - where a letter meets a digit: IL-6, IL 6 and IL6 are all `il6`;
 *   - next to punctuation: `Wnt / β` and `Wnt/β` are both `wnt/beta`.
 * A word is folded by Unicode's NFKC_Casefold (UAX #31, UAX #44), then loses its diacritics,
 * except the tilde of ñ, and its Greek letters are spelled out (κ is `kappa`). */
#ifndef GLOSA_TEXT_FOLD_H
#define GLOSA_TEXT_FOLD_H

#include "pipeline/text/key.h"

/* Recorded in compiled dictionaries; to be raised with every change that alters a key. */
#define GLOSA_FOLDING_PROFILE 2

/* Tables of the folding: constant once made, shared by all threads. */
typedef struct glosa_folding glosa_folding;

/* Errors: GLOSA_MEMORY; GLOSA_IO when ICU's own data cannot be loaded. */
GLOSA_CHECKED glosa_status glosa_folding_new(glosa_folding **out, glosa_error *error);
void glosa_folding_free(glosa_folding *folding);

/* The Unicode version behind the tables, e.g. "15.0"; constant text. */
const char *glosa_folding_unicode(void);

typedef struct glosa_atom {
    uint32_t start, end;            /* bytes of the text that was folded */
    uint32_t key_start, key_end;    /* bytes of glosa_folded.keys */
    uint32_t piece_end;             /* the end of the first piece of the key (key.h), ... */
    uint64_t piece_hash;            /* ... and its hash */
    bool word;                      /* else one punctuation character */
    bool joined;                    /* no blank between the key of the atom before and this one */
    bool touches;                   /* no separator between the atom before and this one */
    bool first_digit, last_digit;   /* whether the key begins and ends with a digit */
} glosa_atom;

/* A folded text, kept by its user as scratch. All zero is valid and empty. */
typedef struct glosa_folded {
    glosa_atom *atoms;
    size_t size, capacity;
    size_t first;                   /* atom of the text that was folded last */
    glosa_buffer keys;
} glosa_folded;

/* Folds valid UTF-8 in NFC (anything else folds, but not always to the key one would expect),
 * replacing what was in *out. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_fold(const glosa_folding *folding, glosa_string text,
                                      glosa_folded *out, glosa_error *error);

/* The same, behind what is in *out: a text of its own, whose atoms begin with no other's. */
GLOSA_CHECKED glosa_status glosa_fold_more(const glosa_folding *folding, glosa_string text,
                                           glosa_folded *out, glosa_error *error);
void glosa_folded_free(glosa_folded *folded);

/* Sets where the first piece of an atom's key ends, and its hash, after the key was changed. */
void glosa_atom_set_piece(const glosa_folded *folded, glosa_atom *atom);

/* Appends the key of the whole folded text. */
void glosa_folded_key(const glosa_folded *folded, glosa_buffer *key);

#endif

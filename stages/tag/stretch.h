/* Sentences that are folded, sifted and looked at together, so that what all of them need of a
 * large dictionary is asked for before any of it is waited for. */
#ifndef GLOSA_TAG_STRETCH_H
#define GLOSA_TAG_STRETCH_H

#include "dictionaries/load.h"

/* With so many atoms a stretch is long enough: many looks at a time, and all of it in a cache. One
 * with a longer sentence is sifted in parts of this size. */
enum { GLOSA_STRETCH_ATOMS = 1024 };

typedef struct glosa_stretch_sentence {
    glosa_span span;            /* of the document's text */
    size_t atoms_end;           /* behind its last atom; its first is behind those before */
} glosa_stretch_sentence;

/* The looks of one dictionary, in the order of their atoms. */
typedef struct glosa_stretch_looks {
    glosa_first_look *items;
    size_t size, capacity;
    size_t taken;               /* the first so many */
} glosa_stretch_looks;

typedef struct glosa_stretch {
    const glosa_dictionaries *dictionaries;
    glosa_folded folded;        /* its sentences, one behind the other */
    glosa_stretch_sentence *sentences;
    size_t size, capacity;      /* of them */
    glosa_opening openings[GLOSA_STRETCH_ATOMS];    /* scratch of sifting */
    glosa_stretch_looks *looks; /* by dictionary */
} glosa_stretch;

/* An empty stretch, to be freed also where this fails. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_stretch_init(glosa_stretch *stretch,
                                              const glosa_dictionaries *dictionaries,
                                              glosa_error *error);

/* Takes in the sentence at `span` of a text. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_stretch_add(glosa_stretch *stretch,
                                             const glosa_folding *folding, glosa_string text,
                                             glosa_span span, glosa_error *error);

/* Takes the first steps from all of its atoms. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_stretch_look(glosa_stretch *stretch, glosa_error *error);

/* Where sentence `number` begins among the atoms of the stretch. */
size_t glosa_stretch_atoms_start(const glosa_stretch *stretch, size_t number);

/* Takes the next look of a dictionary if its atom stands before `end`; NULL else. */
const glosa_first_look *glosa_stretch_take_look(glosa_stretch *stretch, uint32_t dictionary,
                                                size_t end);

/* Empties it, keeps the memory. */
void glosa_stretch_clear(glosa_stretch *stretch);
void glosa_stretch_free(glosa_stretch *stretch);

#endif

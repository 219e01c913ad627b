/* What a name looks like, as far as rules ask for it. */
#ifndef GLOSA_BUILD_NAME_SHAPE_H
#define GLOSA_BUILD_NAME_SHAPE_H

#include "pipeline/base/string.h"

/* X(enumerator, name in tables). */
#define GLOSA_NAME_SHAPES(X)                                                                   \
    X(GLOSA_LOOKS_SYMBOL, "symbol")     /* words with capitals or digits: IL-6, NF-kappa B */  \
    X(GLOSA_LOOKS_SHORT, "short")       /* a symbol of at most five letters and digits */      \
    X(GLOSA_LOOKS_NOUN, "noun")         /* ends in a word of five or more small letters */     \
    X(GLOSA_LOOKS_WORDS, "words")       /* two words or more, one of them in small letters */  \
    X(GLOSA_LOOKS_PHRASE, "phrase")     /* the same with three words or more */

enum glosa_name_shape_number {
#define X(enumerator, name) enumerator##_NUMBER,
    GLOSA_NAME_SHAPES(X)
#undef X
    GLOSA_NAME_SHAPE_COUNT
};

enum glosa_name_shape {
#define X(enumerator, name) enumerator = 1 << enumerator##_NUMBER,
    GLOSA_NAME_SHAPES(X)
#undef X
};

/* glosa_name_shape bits of a name. */
unsigned glosa_name_shapes(glosa_string name);

/* The bit of a shape's name; 0 where there is none. */
unsigned glosa_name_shape_of(glosa_string word);

#endif

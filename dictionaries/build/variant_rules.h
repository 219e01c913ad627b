/* The rules of `variants.tsv`, read and prepared. */
#ifndef GLOSA_BUILD_VARIANT_RULES_H
#define GLOSA_BUILD_VARIANT_RULES_H

#include "dictionaries/build/pattern.h"
#include "dictionaries/build/rule_table.h"

/* Where in a name `from` is looked for, X(enumerator, name). `set` makes no variant: its rows
 * define a set of texts for patterns. */
#define GLOSA_VARIANT_PLACES(X)                                                                \
    X(GLOSA_PLACE_SET, "set")                                                                  \
    X(GLOSA_PLACE_NAME, "name")                                                                \
    X(GLOSA_PLACE_ANYWHERE, "anywhere")                                                        \
    X(GLOSA_PLACE_WORD, "word")                                                                \
    X(GLOSA_PLACE_WORD_BEGIN, "word-begin")                                                    \
    X(GLOSA_PLACE_WORD_END, "word-end")                                                        \
    X(GLOSA_PLACE_NAME_END, "name-end")

typedef enum glosa_variant_place {
#define X(enumerator, name) enumerator,
    GLOSA_VARIANT_PLACES(X)
#undef X
    GLOSA_PLACE_COUNT
} glosa_variant_place;

/* What a name has, as one bit or more in each column, or what a row asks for: one of these bits. */
typedef struct glosa_variant_traits {
    uint32_t kinds, languages, roles;       /* bits by the lists below */
    uint32_t shapes;                        /* glosa_name_shape bits */
} glosa_variant_traits;

/* The bit of words that no row names, and of a name without shape. */
#define GLOSA_VARIANT_OTHER (UINT32_C(1) << 31)

typedef struct glosa_variant_row {
    glosa_variant_place place;
    glosa_variant_traits asks;              /* all bits where the cell is empty */
    glosa_pattern from, to;
    bool nothing;                           /* `to` is `!`: no spelling is made */
    glosa_string given, language;
    uint32_t flags;
} glosa_variant_row;

enum { GLOSA_VARIANT_MOST_ROWS = 64 };

/* Rows one behind the other that have one name. */
typedef struct glosa_variant_rule {
    glosa_string name;
    const glosa_variant_row *rows;
    size_t size;                            /* at most GLOSA_VARIANT_MOST_ROWS */
    glosa_variant_traits asks;              /* what any of its rows asks for */
    uint64_t begins[256];       /* the rows, as bits, that a match at such a byte may be of */
    uint64_t whole, at_end;     /* those of place `name`, and those that match nothing at the end */
} glosa_variant_rule;

/* Words of one column, by bit. */
typedef struct glosa_variant_words {
    glosa_string words[31];
    unsigned size;
} glosa_variant_words;

typedef struct glosa_variant_rules {
    glosa_pattern_sets sets;
    glosa_variant_words kinds, languages, roles;
    GLOSA_ARRAY(glosa_variant_row) rows;
    GLOSA_ARRAY(glosa_variant_rule) rules;
} glosa_variant_rules;

/* The bit of a word; GLOSA_VARIANT_OTHER where no row names it. */
uint32_t glosa_variant_word_bit(const glosa_variant_words *words, glosa_string word);

#endif

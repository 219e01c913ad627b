/* The words and patterns by which English names become Spanish ones, as a table gives them and in
 * the form that translating needs. */
#ifndef GLOSA_BUILD_SPANISH_RULES_H
#define GLOSA_BUILD_SPANISH_RULES_H

#include "dictionaries/build/rule_table.h"

enum {
    GLOSA_SPANISH_WORDS_MOST = 8,       /* of a name, and elements of a pattern */
    GLOSA_SPANISH_SLOTS_MOST = 4,       /* of a pattern */
    GLOSA_SPANISH_TEMPLATES_MOST = 8,   /* alternatives of one row */
    GLOSA_SPANISH_PARTS_MOST = 12,      /* of a template */
};

#define GLOSA_SPANISH_UNKNOWN UINT32_MAX    /* the number of a word that no rule has */

/* What part of a name something is. */
enum glosa_spanish_class {
    GLOSA_SPANISH_NOUN,
    GLOSA_SPANISH_SYMBOL,       /* IL-6 */
    GLOSA_SPANISH_LABEL,        /* 2, IIb, alfa */
    GLOSA_SPANISH_ADJECTIVE,
    GLOSA_SPANISH_PREFIX,       /* stands before a noun and does not change: acetil */
};

typedef struct glosa_spanish_sense {
    uint8_t class;
    char gender;                /* m, f, in the plural M, F, or 0: none is known */
    char group;                 /* a capital letter where patterns ask for nouns of this group */
    bool specific;              /* says enough to be a name, or part of what is one */
} glosa_spanish_sense;

/* A word, a phrase, an ending (both sides without their hyphen) or a spelling. */
typedef struct glosa_spanish_word {
    glosa_string english;       /* lower case, single blanks */
    glosa_string spanish;       /* alternatives, between vertical bars */
    glosa_spanish_sense sense;
    int64_t line;
} glosa_spanish_word;

/* A word of a pattern, or a slot. */
typedef struct glosa_spanish_element {
    uint32_t word;              /* its number; GLOSA_SPANISH_UNKNOWN in a slot */
    char slot;                  /* its letter; 0: a word */
} glosa_spanish_element;

typedef struct glosa_spanish_part {
    glosa_string text;          /* where slot is 0 */
    char slot;
    bool article;               /* the article stands before what fills the slot */
} glosa_spanish_part;

typedef struct glosa_spanish_template {
    glosa_spanish_part parts[GLOSA_SPANISH_PARTS_MOST];
    unsigned size;
} glosa_spanish_template;

typedef struct glosa_spanish_pattern {
    glosa_string rule;          /* "spanish:receptor" */
    glosa_spanish_element elements[GLOSA_SPANISH_WORDS_MOST];
    unsigned size;
    const glosa_spanish_template *templates;
    unsigned template_count;
    glosa_spanish_sense sense;  /* of the result; but for `specific` where `like` is not 0 */
    char like;                  /* the slot that the result takes after; 0: none */
} glosa_spanish_pattern;

typedef struct glosa_spanish_rules {
    GLOSA_ARRAY(glosa_spanish_pattern) patterns;            /* as listed */
    GLOSA_ARRAY(glosa_spanish_word) words;                  /* by their English, then as listed */
    GLOSA_ARRAY(glosa_spanish_word) endings, spellings;     /* as listed */
    GLOSA_ARRAY(glosa_string) vocabulary;       /* every single word of the rules, in order */
} glosa_spanish_rules;

/* rule, english, spanish, class */
extern const char *const glosa_spanish_columns[];

/* Prepares the rules in the arena of their table. Errors: GLOSA_DICTIONARY (a row that says
 * nothing clear), GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_spanish_rules_read(glosa_rule_table *table,
                                                    glosa_spanish_rules **rules,
                                                    glosa_error *error);

/* What may fill the slot of this letter: a noun or symbol (X, Y, Z), a symbol (S), a label (N, M),
 * an adjective (A, B), a prefix (P, Q), a noun of the group (others). */
bool glosa_spanish_fits(char slot, glosa_spanish_sense sense);

/* The number of a word in lower case, or GLOSA_SPANISH_UNKNOWN. */
uint32_t glosa_spanish_number(const glosa_spanish_rules *rules, glosa_string word);

/* The first of the words with this English, and *count of them. */
const glosa_spanish_word *glosa_spanish_words_find(const glosa_spanish_rules *rules,
                                                   glosa_string english, size_t *count);

/* The next word of a name or a pattern off the front of *rest, between blanks and hyphens; false
 * when there is none. */
bool glosa_spanish_next_word(glosa_string *rest, glosa_string *word);

#endif

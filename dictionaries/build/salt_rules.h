/* The words and patterns of the table `spanish_salts.tsv`, in the form that matching needs. For
 * spanish_salts.c alone. */
#ifndef GLOSA_BUILD_SALT_RULES_H
#define GLOSA_BUILD_SALT_RULES_H

#include "dictionaries/build/rule_table.h"

enum {
    GLOSA_SALT_WORDS_MOST = 6,          /* of a name, and elements of a pattern */
    GLOSA_SALT_ALTERNATIVES_MOST = 4,
    GLOSA_SALT_TEMPLATES_MOST = 4,
    GLOSA_SALT_WORD_MOST = 64,          /* bytes */
};

/* What a word of a name can be. */
typedef enum glosa_salt_class {
    GLOSA_SALT_ANION,           /* what is bound: hydrochloride, oxide */
    GLOSA_SALT_CATION,          /* to what: sodium, methyl */
    GLOSA_SALT_ESTER,           /* mofetil */
    GLOSA_SALT_WATER,           /* hydrate */
    GLOSA_SALT_DYE,             /* blue */
    GLOSA_SALT_MULTIPLIER,      /* before the others: di, hemi */
    GLOSA_SALT_CLASSES,
    GLOSA_SALT_DRUG = GLOSA_SALT_CLASSES,       /* the rest */
    GLOSA_SALT_ANY,             /* of patterns: whatever stands there */
    GLOSA_SALT_LITERAL,         /* of patterns: this word */
} glosa_salt_class;

typedef struct glosa_salt_texts {
    glosa_string items[GLOSA_SALT_ALTERNATIVES_MOST];
    size_t size;
} glosa_salt_texts;

typedef struct glosa_salt_word {
    glosa_salt_class class;
    glosa_salt_texts english, spanish, adjective;       /* the last two may be empty */
} glosa_salt_word;

/* How a word is written: lower case, without accents. */
typedef struct glosa_salt_form {
    glosa_string text;
    const glosa_salt_word *word;
    bool adjective;
} glosa_salt_form;

typedef GLOSA_ARRAY(glosa_salt_form) glosa_salt_forms;

typedef struct glosa_salt_element {
    glosa_salt_class class;
    bool adjective;             /* {cation:adjective} */
    bool english;               /* {anion:english} */
    glosa_string literal;
} glosa_salt_element;

typedef struct glosa_salt_phrase {
    glosa_salt_element items[GLOSA_SALT_WORDS_MOST];
    size_t size;
} glosa_salt_phrase;

typedef enum glosa_salt_direction {
    GLOSA_SALT_TO_SPANISH,      /* en>es */
    GLOSA_SALT_IN_SPANISH,      /* es>es */
    GLOSA_SALT_IN_ENGLISH,      /* en>en */
    GLOSA_SALT_DIRECTIONS
} glosa_salt_direction;

typedef struct glosa_salt_pattern {
    glosa_salt_phrase from, to[GLOSA_SALT_TEMPLATES_MOST];
    size_t templates;
} glosa_salt_pattern;

typedef struct glosa_salt_rules {
    GLOSA_ARRAY(glosa_salt_word) words;
    glosa_salt_forms english, spanish;          /* in byte order */
    GLOSA_ARRAY(glosa_salt_pattern) patterns[GLOSA_SALT_DIRECTIONS];    /* as listed */
} glosa_salt_rules;

/* Prepares the rules of a table, in its arena. Errors: GLOSA_DICTIONARY (where and position name
 * the line), GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_salt_rules_read(glosa_rule_table *table, glosa_salt_rules **out,
                                                 glosa_error *error);

/* The form with this text, or NULL. */
const glosa_salt_form *glosa_salt_form_find(const glosa_salt_forms *forms, glosa_string text);

/* The text in lower case without accents, in `out` of GLOSA_SALT_WORD_MOST bytes; empty where it
 * is longer. */
glosa_string glosa_salt_fold(glosa_string text, char *out);

#endif

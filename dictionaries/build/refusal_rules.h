/* The rules that say which imported names are no names worth having: rules/refusals.tsv, with the
 * lists of words that they speak of, rules/words.tsv. dictionaries/README.md describes both. */
#ifndef GLOSA_BUILD_REFUSAL_RULES_H
#define GLOSA_BUILD_REFUSAL_RULES_H

#include "dictionaries/build/identifier_map.h"
#include "dictionaries/build/rule_table.h"
#include "dictionaries/build/word_ranks.h"

/* What a condition asks, X(enumerator, name, what it is compared with). */
#define GLOSA_REFUSAL_TESTS(X)                                                                 \
    X(GLOSA_TEST_KIND, "kind", GLOSA_COMPARES_TEXT)                                            \
    X(GLOSA_TEST_PREFIX, "prefix", GLOSA_COMPARES_TEXT)         /* of the identifier */        \
    X(GLOSA_TEST_LANGUAGE, "language", GLOSA_COMPARES_TEXT)                                    \
    X(GLOSA_TEST_ROLE, "role", GLOSA_COMPARES_TEXT)                                            \
    X(GLOSA_TEST_SHAPE, "shape", GLOSA_COMPARES_TEXT)                                          \
    X(GLOSA_TEST_CURATED, "curated", GLOSA_COMPARES_TEXT)       /* kinds that have the name */ \
    X(GLOSA_TEST_PREFERRED, "preferred", GLOSA_COMPARES_TEXT)   /* kinds it is that of */     \
    X(GLOSA_TEST_CURATED_FLAGS, "curated.flags", GLOSA_COMPARES_TEXT)                          \
    X(GLOSA_TEST_CURATED_ENTITY, "curated.entity", GLOSA_COMPARES_TEXT) /* this, other ... */ \
    X(GLOSA_TEST_NAME, "name", GLOSA_COMPARES_LIST)                                            \
    X(GLOSA_TEST_FIRST, "first", GLOSA_COMPARES_LIST)                                          \
    X(GLOSA_TEST_LAST, "last", GLOSA_COMPARES_LIST)                                            \
    X(GLOSA_TEST_WORDS, "words", GLOSA_COMPARES_LIST)                                          \
    X(GLOSA_TEST_ENTITY, "entity", GLOSA_COMPARES_LIST)                                        \
    X(GLOSA_TEST_ENTITY_FIRST, "entity.first", GLOSA_COMPARES_LIST)                            \
    X(GLOSA_TEST_ENTITY_LAST, "entity.last", GLOSA_COMPARES_LIST)                              \
    X(GLOSA_TEST_LETTERS, "letters", GLOSA_COMPARES_NUMBER)                                    \
    X(GLOSA_TEST_BYTES, "bytes", GLOSA_COMPARES_NUMBER)                                        \
    X(GLOSA_TEST_RANK_EN, "rank.en", GLOSA_COMPARES_NUMBER)                                    \
    X(GLOSA_TEST_RANK_ES, "rank.es", GLOSA_COMPARES_NUMBER)

typedef enum glosa_refusal_test {
#define X(enumerator, name, compares) enumerator,
    GLOSA_REFUSAL_TESTS(X)
#undef X
    GLOSA_REFUSAL_TEST_COUNT
} glosa_refusal_test;

/* One number for each test: for texts the bit of the text that it is, for lists the bits of those
 * that have it, else the number itself. */
typedef struct glosa_judged {
    uint64_t values[GLOSA_REFUSAL_TEST_COUNT];
} glosa_judged;

typedef enum glosa_refusal_action {
    GLOSA_REFUSAL_KEEP,         /* no later rule is asked */
    GLOSA_REFUSAL_REFUSE,       /* nor here */
    GLOSA_REFUSAL_FLAG,
    GLOSA_REFUSAL_CHEMICAL,     /* the entity is one */
} glosa_refusal_action;

typedef struct glosa_condition {
    glosa_refusal_test test;
    char compare;               /* = in; ! not in; < and > */
    uint64_t value;             /* bits, or the number */
} glosa_condition;

typedef struct glosa_refusal_rule {
    glosa_refusal_action action;
    uint32_t flags;             /* to add, for GLOSA_REFUSAL_FLAG */
    uint32_t first, conditions; /* of glosa_refusal_rules.conditions; all must hold */
    const glosa_rule *source;   /* the cells, and the line */
} glosa_refusal_rule;

/* The cells of glosa_refusal_rule.source. */
enum { GLOSA_REFUSAL_ACTION, GLOSA_REFUSAL_WHEN, GLOSA_REFUSAL_REASON };

/* Bits are that of 64-bit numbers; the last is for texts that no rule speaks of. */
enum { GLOSA_REFUSAL_BITS = 63 };
#define GLOSA_REFUSAL_OTHER (UINT64_C(1) << GLOSA_REFUSAL_BITS)

typedef struct glosa_texts {
    glosa_string items[GLOSA_REFUSAL_BITS];
    uint32_t size;
} glosa_texts;

typedef struct glosa_refusal_rules {
    glosa_rule_table table, lists;
    GLOSA_ARRAY(glosa_refusal_rule) rules;
    GLOSA_ARRAY(glosa_condition) conditions;
    glosa_texts texts[GLOSA_REFUSAL_TEST_COUNT];    /* that tests compare with */
    glosa_texts list_names;
    glosa_identifier_map words;                     /* key -> bits of the lists that have it */
    glosa_folding *folding;
    glosa_word_ranks en, es;                        /* empty where no list was given */
} glosa_refusal_rules;          /* all zero is valid and empty */

/* Reads the rules of two files. Errors: GLOSA_DICTIONARY (where and position name the line),
 * GLOSA_IO, GLOSA_MEMORY. The paths must outlive the rules; freeing is due also on failure. */
GLOSA_CHECKED glosa_status glosa_refusal_rules_read(glosa_refusal_rules *rules, const char *path,
                                                    const char *lists, glosa_error *error);
void glosa_refusal_rules_free(glosa_refusal_rules *rules);

/* Reads the frequent words of a language, "en" or "es". Errors: as for glosa_word_ranks_read;
 * GLOSA_USAGE for another language, or one that has its list. The path must outlive the rules. */
GLOSA_CHECKED glosa_status glosa_refusal_rules_add_ranks(glosa_refusal_rules *rules,
                                                         glosa_string language,
                                                         const char *path, glosa_error *error);

/* Whether some rule asks for the frequencies of a language that has no list. */
bool glosa_refusal_rules_lack_ranks(const glosa_refusal_rules *rules, glosa_refusal_test test);

/* The bit of a text, as glosa_judged has it. */
uint64_t glosa_refusal_text(const glosa_refusal_rules *rules, glosa_refusal_test test,
                            glosa_string text);

/* Whether all conditions of a rule hold. */
bool glosa_refusal_rule_holds(const glosa_refusal_rules *rules, const glosa_refusal_rule *rule,
                              const glosa_judged *judged);

#endif

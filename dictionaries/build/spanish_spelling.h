/* How Spanish spells the English and international names of substances, word by word: phenytoin is
 * fenitoína. Everything about the languages stands in the table `spanish_spelling.tsv` of rules. */
#ifndef GLOSA_BUILD_SPANISH_SPELLING_H
#define GLOSA_BUILD_SPANISH_SPELLING_H

#include "dictionaries/build/rule_table.h"

/* The table has the columns place (word, begin, end, inside, never), from, to, example. */
extern const char *const glosa_spanish_spelling_columns[];

typedef struct glosa_spanish_speller glosa_spanish_speller;     /* constant once made */

enum { GLOSA_SPELLINGS_MOST = 8, GLOSA_SPELLED_WORD_MOST = 64 };

/* Spellings of one word, the usual one first. */
typedef struct glosa_spellings {
    glosa_string items[GLOSA_SPELLINGS_MOST];       /* point into `room` */
    size_t size;
    char room[2 * GLOSA_SPELLINGS_MOST * GLOSA_SPELLED_WORD_MOST];
} glosa_spellings;

/* Prepares the rules of a table, in its arena; a glosa_spanish_speller in *made. Errors:
 * GLOSA_DICTIONARY (no such place, nothing to look for, too many alternatives, letters that are
 * none of a to z; where and position name the line), GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_spanish_speller_read(glosa_rule_table *table, void **made,
                                                      glosa_error *error);

/* The Spanish spellings of a word in ASCII, such as N-acetylcysteine: its letters in small ones.
 * None where it does not end like the name of a substance, where it has other signs than letters,
 * digits, hyphens, commas and primes, or over GLOSA_SPELLED_WORD_MOST bytes. False then. */
bool glosa_spanish_spell(const glosa_spanish_speller *speller, glosa_string word,
                         glosa_spellings *out);

#endif

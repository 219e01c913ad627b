/* The words that the names of dictionaries are made of, found again from a misspelling. For the
 * files of this folder.
 *
 * A word of `GLOSA_SPELLINGS_LEAST` letters or more is found where one letter is wrong, missing,
 * too many or changed places with its neighbour, or `rn` stands for m; of `GLOSA_SPELLINGS_LONG`
 * or more, where two errors of that kind are. What is written must have `GLOSA_SPELLINGS_LEAST`
 * letters, too, and, unless `rn` and m are the error, the word's first letter and its last two:
 * neither imatnib nor imatinub is imatinib.
 *
 * Words are cut into one piece more than there may be errors, so that one piece of the right word
 * stands in the wrong one as it is: an index of the pieces gives few words to compare with (G. Li,
 * D. Deng, J. Wang, J. Feng: Pass-Join: A Partition-based Method for Similarity Joins, PVLDB 5(3),
 * 2011).
 */
#ifndef GLOSA_TAG_SPELLINGS_H
#define GLOSA_TAG_SPELLINGS_H

#include "dictionaries/load.h"

enum {
    GLOSA_SPELLINGS_LEAST = 8,      /* letters of a word that may have one error */
    GLOSA_SPELLINGS_LONG = 14,      /* letters of a word that may have two */
    GLOSA_SPELLINGS_LONGEST = 40,
    GLOSA_SPELLINGS_MOST = 8,       /* right words that are told for a wrong one */
};

/* Constant once made, shared by all threads. It points into the dictionaries, which must outlive
 * it, and takes some 20 bytes for each of their long words. */
typedef struct glosa_spellings glosa_spellings;

/* Errors: GLOSA_MEMORY. On success *out is the caller's. */
GLOSA_CHECKED glosa_status glosa_spellings_new(glosa_spellings **out,
                                               const glosa_dictionaries *dictionaries,
                                               glosa_error *error);
void glosa_spellings_free(glosa_spellings *spellings);

/* The words of names nearest to a folded word of small letters a to z, in byte order: how many
 * of them `near` holds. None where the word is itself one of a name. */
size_t glosa_spellings_near(const glosa_spellings *spellings, glosa_string word,
                            glosa_string near[GLOSA_SPELLINGS_MOST]);

#endif

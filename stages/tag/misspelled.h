/* Names with a misspelt word in them (`hidroxicloroqina`), found on request. For the files of this
 * folder. */
#ifndef GLOSA_TAG_MISSPELLED_H
#define GLOSA_TAG_MISSPELLED_H

#include "pipeline/text/word_list.h"
#include "stages/tag/parts.h"
#include "stages/tag/spellings.h"

/* What it takes: constant once made, shared by all threads. */
typedef struct glosa_misspelled glosa_misspelled;

/* Reads the words of all names. Errors: GLOSA_MEMORY. On success *out is the caller's. */
GLOSA_CHECKED glosa_status glosa_misspelled_new(glosa_misspelled **out,
                                                const glosa_dictionaries *dictionaries,
                                                glosa_error *error);
void glosa_misspelled_free(glosa_misspelled *misspelled);

/* Adds hits for words of the sentence that no hit covers and that are near to a word of a name:
 * the names that come out with that word in their place. The sentence's hits begin at `first_hit`
 * and are in the order of the text. */
void glosa_hits_misspelled(glosa_hit_collector *collector, const glosa_misspelled *misspelled,
                           uint32_t first_hit);

#endif

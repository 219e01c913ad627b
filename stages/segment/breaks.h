/* Whether a sentence ends at a mark. */
#ifndef GLOSA_SEGMENT_BREAKS_H
#define GLOSA_SEGMENT_BREAKS_H

#include "stages/segment/segment.h"

/* A stretch of text while its sentences are cut. */
typedef struct glosa_cutter {
    glosa_segmenting *work;
    glosa_string text;          /* the document's text up to the end of the stretch */
    const glosa_lexicon *abbreviations, *others;    /* of the stretch's language; of the other */
    size_t start;               /* of the sentence at hand */
    size_t words;               /* the same, behind a bullet */
    size_t at;                  /* what comes next */
    size_t label;               /* before here nothing ends */
    size_t closed;              /* where the bracket closes that is open at `at`; else <= at */
} glosa_cutter;

/* At the first of a run of full stops, marks or dots at cutter->at: moves past the run with what
 * closes behind it (quotes, brackets, raised numbers), and says whether a sentence ends there. */
bool glosa_cutter_ends(glosa_cutter *cutter);

/* At a full stop or closing bracket: whether it marks the list item that comes after the one the
 * sentence begins with (`1) first 2) second`); if so, moves to where that item begins. */
bool glosa_cutter_next_item(glosa_cutter *cutter);

/* Whether what begins at `at` opens like a list item: 1. 1) [1] a) (iv) • - */
bool glosa_is_item_start(glosa_string text, size_t at);

#endif

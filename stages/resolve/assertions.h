/* What a sentence says of its mentions: that the thing is not there (`sin CXCR4`, `HER2 negativo`),
 * or no longer (`se suspende imatinib`), or only perhaps (`may bind CXCR4`). Trigger words reach a
 * few words far in one sentence and one clause, as in NegEx (Chapman et al. 2001, J Biomed Inform
 * 34:301-310); the words are our own. */
#ifndef GLOSA_RESOLVE_ASSERTIONS_H
#define GLOSA_RESOLVE_ASSERTIONS_H

#include "pipeline/document/document.h"
#include "pipeline/text/word_list.h"

/* The triggers of data/assertions.txt. All zero is valid and empty. */
typedef struct glosa_triggers {
    struct glosa_trigger {
        glosa_string words;     /* in lower case, one blank between two */
        uint8_t does, stands;   /* a set of kinds, and a place, of assertions.c */
    } *items;
    size_t size;
    glosa_word_filter firsts;   /* the first words */
} glosa_triggers;

/* Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_triggers_init(glosa_triggers *triggers, glosa_error *error);
void glosa_triggers_free(glosa_triggers *triggers);

/* Sets `negated` and `uncertain` of the document's mentions, which are in text order. */
void glosa_assert_mentions(const glosa_triggers *triggers, glosa_document *document);

#endif

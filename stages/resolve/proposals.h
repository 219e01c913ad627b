/* What could become a mention: a span, an entry, how it was found and how sure that is. Hits
 * become proposals, definitions add and remove some, and the choice is made among them. */
#ifndef GLOSA_RESOLVE_PROPOSALS_H
#define GLOSA_RESOLVE_PROPOSALS_H

#include "stages/resolve/evidence.h"

/* Why a hit may be another word, as bits. */
enum { GLOSA_WEAK_CASE = 1, GLOSA_WEAK_WORD = 2, GLOSA_WEAK_KIND = 4 };

/* What the article's own definition says of a short form: that it is what is proposed; some
 * protein; something that the dictionary does not know; some substance; neither. */
typedef enum glosa_defined {
    GLOSA_DEFINED_NOWHERE, GLOSA_DEFINED_MEANT, GLOSA_DEFINED_PROTEIN, GLOSA_DEFINED_UNKNOWN,
    GLOSA_DEFINED_SUBSTANCE, GLOSA_DEFINED_OTHER
} glosa_defined;

typedef struct glosa_proposal {
    glosa_span span;
    uint32_t entry;
    uint32_t sentence;
    float score;                /* 0 to 1 */
    float agreement;            /* of its capitals with those of the name, 0 to 1 */
    glosa_defined defined;
    bool weak;                  /* looks like another word: counts only where it is judged to */
    bool shouted;               /* in a sentence of capitals, in which they tell nothing */
    bool doubtful;              /* counts only when the article supports it */
    bool supported;             /* the article has another name of the entity */
    bool shadow;                /* no mention itself, but what lies inside it is none either */
    bool dropped;
    const char *method;         /* constant text */
} glosa_proposal;

typedef struct glosa_proposals {
    glosa_document *document;
    const glosa_word_lists *lists;
    glosa_species species;      /* of the article */
    uint32_t *taxa;             /* by entry: the species of the gene; in the document's arena */
    bool foreign;               /* some are of another species than ours; else nobody asks what
                                   the article's are, and `species` stays empty */
    GLOSA_ARRAY(glosa_proposal) all;    /* in the document's arena */
    uint32_t of_hits;           /* the first so many are of hits, by start, longer first */
} glosa_proposals;

/* A proposal for every hit whose spelling allows it, but for genes of species (other than ours)
 * that the article does not name. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_proposals_of_hits(glosa_proposals *proposals,
                                                   glosa_error *error);

/* Whether a kind is that of a gene or a family. */
bool glosa_is_protein(glosa_string kind);

/* Adds one. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_proposals_add(glosa_proposals *proposals,
                                               glosa_proposal proposal, glosa_error *error);

/* Applies the definitions in document->abbreviations: a short form whose long form is a name
 * stands for that entity throughout; one whose long form is something else stands for nothing.
 * Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_proposals_define(glosa_proposals *proposals,
                                                  glosa_error *error);

/* Judges genes and families by data/weights.gene.txt: those of a span stay, without doubt, or are
 * dropped. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_proposals_judge(glosa_proposals *proposals, glosa_error *error);

/* Settles what else is doubtful: kept where the entity is named in another way elsewhere in the
 * article, or a context word stands near; dropped elsewhere. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_proposals_settle(glosa_proposals *proposals,
                                                  glosa_error *error);

/* Whether a name that the tagger completed may be written so, as far as it has words itself. */
bool glosa_completion_agrees(glosa_string text, const glosa_entry *entry);

/* Drops what completes a name that is dropped, or is none: the 8 of 21/8. */
void glosa_proposals_bind(glosa_proposals *proposals);

/* Takes note in `species` of how the symbols of what is left are written. */
void glosa_proposals_note_capitals(glosa_proposals *proposals);

/* Where a proposal stands, for what speaks for the species of its gene. */
glosa_species_spot glosa_proposal_spot(const glosa_proposals *proposals,
                                       const glosa_proposal *proposal);

/* Chooses among what is left: longer before shorter, then surer; proposals with the same span
 * become candidates of one mention, the gene of the species spoken of first. Errors:
 * GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_proposals_choose(glosa_proposals *proposals,
                                                  glosa_error *error);

#endif

/* The genes that one figure's record lists, and finding them again in its caption. Names are
 * compared by their keys (pipeline/text/fold.h), without punctuation at either end. */
#ifndef GLOSA_EMIT_FIGURE_GENES_H
#define GLOSA_EMIT_FIGURE_GENES_H

#include "pipeline/base/arena.h"
#include "pipeline/text/fold.h"
#include "stages/emit/entities.h"

typedef struct glosa_figure_gene {
    glosa_string name;          /* as first listed */
    bool found;                 /* the caption has it */
} glosa_figure_gene;

typedef struct glosa_figure_name {
    glosa_string key, text;     /* an abbreviation of the article has no text */
    uint32_t gene;              /* index of its gene; UINT32_MAX: an abbreviation */
    bool key_done, text_done;   /* all names from here on with this key, or this key and text, have
                                 * been marked */
} glosa_figure_name;            /* sorted by key, then text */

typedef struct glosa_figure_genes {
    const glosa_folding *folding;
    glosa_arena arena;
    glosa_entity_ids ids;       /* of the genes: identifiers, else keys */
    GLOSA_ARRAY(glosa_figure_gene) genes;       /* in the order of the list */
    GLOSA_ARRAY(glosa_figure_name) names;
    bool sorted;                /* the names */
    size_t longest;             /* bytes of the longest key */
    glosa_folded folded;        /* scratch */
    glosa_buffer key;           /* scratch */
} glosa_figure_genes;           /* all zero but the folding is valid and empty */

/* All is added before anything is looked for.
 *
 * Adds a gene by its symbol, the word in the picture and its CURIE, of which any may be empty, but
 * not both names. One that is there already, by CURIE or else by name, gains names. Errors:
 * GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_figure_genes_add(glosa_figure_genes *genes, glosa_string symbol,
                                                  glosa_string word, glosa_string curie,
                                                  glosa_error *error);

/* Says that the article defines this abbreviation: as a word it speaks for no gene. Errors:
 * GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_figure_genes_abbreviation(glosa_figure_genes *genes,
                                                           glosa_string short_form,
                                                           glosa_error *error);

/* Marks the genes with this identifier or with this name as found; *listed says whether there are
 * any, and is left alone where there are none. Errors: GLOSA_MEMORY. */
void glosa_figure_genes_find_curie(glosa_figure_genes *genes, glosa_string curie, bool *listed);
GLOSA_CHECKED glosa_status glosa_figure_genes_find_name(glosa_figure_genes *genes,
                                                        glosa_string name, bool *listed,
                                                        glosa_error *error);

/* Marks the genes that the words of a sentence name. Words are weaker than mentions: `impact` is
 * not IMPACT, nor `On` at the head of a sentence the gene On. So a word speaks for a gene only when
 * it has a digit, or a capital behind its first letter, or is written as listed, has at least four
 * letters and does not begin the sentence. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_figure_genes_find_words(glosa_figure_genes *genes,
                                                         glosa_string sentence,
                                                         glosa_error *error);

/* Empties it for the next figure. */
void glosa_figure_genes_clear(glosa_figure_genes *genes);
void glosa_figure_genes_free(glosa_figure_genes *genes);

#endif

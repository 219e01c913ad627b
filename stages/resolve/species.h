/* Which species an article speaks of, and where: a symbol of several species' genes is that of the
 * species named nearest, else of the one named most. */
#ifndef GLOSA_RESOLVE_SPECIES_H
#define GLOSA_RESOLVE_SPECIES_H

#include "pipeline/document/document.h"
#include "pipeline/text/word_list.h"

enum { GLOSA_MOST_TAXA = 64 };

/* The words of data/species.txt, by word. All zero is valid and empty. */
typedef struct glosa_species_list {
    struct glosa_species_word {
        glosa_string word;
        uint32_t taxon;         /* NCBI Taxonomy; none of a word for a host of tumours */
        uint32_t weight;
    } *items;
    size_t size;
    glosa_word_filter filter;
} glosa_species_list;

/* Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_species_list_init(glosa_species_list *list, glosa_error *error);
void glosa_species_list_free(glosa_species_list *list);

/* The words of an article that speak of a species, in text order, in the document's arena. */
typedef struct glosa_species {
    struct glosa_species_place {
        uint32_t at;            /* byte of the text */
        uint32_t taxon;
        uint32_t weight;        /* less where the word only hints at the species */
    } *places;
    uint32_t size;
    struct glosa_species_count {
        uint32_t taxon;
        uint32_t weight;        /* of all its places */
        bool named;             /* by a word that does not only hint */
    } taxa[GLOSA_MOST_TAXA];    /* each once, as they come */
    uint32_t taxon_count;
    float rodent_capitals;      /* the caller's: the share of the article's symbols that are written
                                   as those of mouse and rat are (Shh), not as ours (SHH) */
} glosa_species;

/* Finds them. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_species_find(glosa_species *species,
                                              const glosa_species_list *list,
                                              glosa_document *document, glosa_error *error);

/* Whether the article names the species at all, or, with `hints`, has a word that hints at it. */
bool glosa_species_has(const glosa_species *species, uint32_t taxon, bool hints);

/* How much speaks for the species of a gene named at `span`, in the sentence over `sentence`: how
 * often the article speaks of it, whether it is named nearest, or last before the sentence, how
 * symbols are written, and that it is ours. To be compared with that of another species. */
float glosa_species_score(const glosa_species *species, uint32_t taxon, glosa_span span,
                          glosa_span sentence);

#endif

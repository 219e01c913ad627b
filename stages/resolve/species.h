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
        uint32_t taxon;         /* NCBI Taxonomy */
    } *items;
    size_t size;
    glosa_word_filter filter;
} glosa_species_list;

/* Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_species_list_init(glosa_species_list *list, glosa_error *error);
void glosa_species_list_free(glosa_species_list *list);

/* The words of an article that name a species, in text order, in the document's arena. */
typedef struct glosa_species {
    struct glosa_species_place {
        uint32_t at;            /* byte of the text */
        uint32_t taxon;
    } *places;
    uint32_t size;
    uint32_t taxa[GLOSA_MOST_TAXA], taxon_count;    /* each once, as they come */
    uint32_t dominant;          /* the taxon named most; human where none is */
} glosa_species;

/* Finds them. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_species_find(glosa_species *species,
                                              const glosa_species_list *list,
                                              glosa_document *document, glosa_error *error);

/* Whether the article names the species at all. */
bool glosa_species_has(const glosa_species *species, uint32_t taxon);

/* The species that a gene named at `span`, in the sentence over `sentence`, is most likely of. */
uint32_t glosa_species_at(const glosa_species *species, glosa_span span, glosa_span sentence);

#endif

/* Which species an article speaks of, and where: a symbol of several species' genes is that of the
 * species named nearest, else of the one named most. */
#ifndef GLOSA_RESOLVE_SPECIES_H
#define GLOSA_RESOLVE_SPECIES_H

#include "pipeline/document/document.h"
#include "pipeline/text/word_list.h"

enum { GLOSA_MOST_TAXA = 64 };

/* How a word speaks of a species. */
typedef enum glosa_species_manner {
    GLOSA_SPECIES_NAME,         /* mouse, C57BL/6 */
    GLOSA_SPECIES_LINE,         /* a line of cells, or what is done with it: RAW264.7, knockout */
    GLOSA_SPECIES_HINT,         /* what is studied in it: hippocampus */
    GLOSA_SPECIES_MANNERS,
} glosa_species_manner;

/* What speaks for a species at a spot: X(enumerator, name, meaning). Counts n are told as
 * n / (n + 2), so that they grow to 1. */
#define GLOSA_SPECIES_FEATURES(X)                                                              \
    X(GLOSA_SPECIES_NAMED, "named", "1: the article names it")                                 \
    X(GLOSA_SPECIES_OFTEN_NAMED, "often-named", "how often")                                   \
    X(GLOSA_SPECIES_LINES, "lines", "how often it tells of its lines and of knocking out")     \
    X(GLOSA_SPECIES_HINTS, "hints", "how often it hints at it")                                \
    X(GLOSA_SPECIES_TITLE, "title", "1: it is named in the first sentence")                    \
    X(GLOSA_SPECIES_NEAREST, "nearest", "1: it is the one named nearest in the sentence")      \
    X(GLOSA_SPECIES_CLOSE, "close", "1: and that right beside the gene")                       \
    X(GLOSA_SPECIES_LAST, "last", "1: it is the last one named before the sentence")           \
    X(GLOSA_SPECIES_RODENT_CAPITALS, "rodent-capitals",                                        \
      "mouse and rat: the share of the article's symbols that are written as theirs")          \
    X(GLOSA_SPECIES_OWN_CAPITALS, "own-capitals",                                              \
      "mouse and rat: 1: this symbol is written as theirs, -1: as ours")                       \
    X(GLOSA_SPECIES_OURS, "ours", "1: it is man")

enum glosa_species_feature {
#define X(enumerator, name, meaning) enumerator,
    GLOSA_SPECIES_FEATURES(X)
#undef X
    GLOSA_SPECIES_FEATURE_COUNT
};

extern const char *const glosa_species_feature_names[GLOSA_SPECIES_FEATURE_COUNT];

/* The words of data/species.txt, by word, and the weights of data/weights.species.txt. All zero is
 * valid and empty. */
typedef struct glosa_species_list {
    float weights[GLOSA_SPECIES_FEATURE_COUNT];
    struct glosa_species_word {
        glosa_string word;
        uint32_t taxon;         /* NCBI Taxonomy; none of a word for a host of tumours */
        glosa_species_manner manner;
    } *items;
    size_t size;
    glosa_word_filter filter;
} glosa_species_list;

/* Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_species_list_init(glosa_species_list *list, glosa_error *error);
void glosa_species_list_free(glosa_species_list *list);

/* The words of an article that name a species or a line of it, in text order, in the document's
 * arena; and how often it is spoken of in any manner. */
typedef struct glosa_species {
    struct glosa_species_place {
        uint32_t at;            /* byte of the text */
        uint32_t taxon;
        glosa_species_manner manner;
    } *places;
    uint32_t size;
    struct glosa_species_count {
        uint32_t taxon;
        uint32_t words[GLOSA_SPECIES_MANNERS];
        bool in_title;          /* named there */
    } taxa[GLOSA_MOST_TAXA];    /* each once, as they come */
    uint32_t taxon_count;
    float rodent_capitals;      /* the share of the article's symbols that are written as those of
                                   mouse and rat are (Shh), not as ours (SHH); set by
                                   glosa_proposals_note_capitals */
} glosa_species;

/* Finds them. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_species_find(glosa_species *species,
                                              const glosa_species_list *list,
                                              glosa_document *document, glosa_error *error);

/* Whether the article names the species at all, or, with `hints`, speaks of it in any manner. */
bool glosa_species_has(const glosa_species *species, uint32_t taxon, bool hints);

/* Where a gene is named. */
typedef struct glosa_species_spot {
    glosa_span span, sentence;
    bool rodent, capitals;      /* its symbol is written as those of mouse and rat, as ours are */
} glosa_species_spot;

/* What speaks for the species of a gene named at a spot, into `features`, which are
 * GLOSA_SPECIES_FEATURE_COUNT. */
void glosa_species_features(const glosa_species *species, uint32_t taxon, glosa_species_spot spot,
                            float *features);

/* The sum of the weights of that: to be compared with that of another species. */
float glosa_species_score(const glosa_species *species, const glosa_species_list *list,
                          uint32_t taxon, glosa_species_spot spot);

#endif

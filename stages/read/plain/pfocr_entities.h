/* The entities that a PFOCR record lists: symbols under schema-jsonld in both generations of the
 * format; in the first also maps that say word, symbol, lexicon and identifier. */
#ifndef GLOSA_READ_PFOCR_ENTITIES_H
#define GLOSA_READ_PFOCR_ENTITIES_H

#include "pipeline/document/document.h"

/* A record that lists more is refused. */
enum { GLOSA_PFOCR_ENTITY_LIMIT = 1 << 16 };

typedef enum glosa_pfocr_field {
    GLOSA_PFOCR_WORD,           /* as written in the picture */
    GLOSA_PFOCR_SYMBOL,         /* the name in the lexicon */
    GLOSA_PFOCR_HGNC_SYMBOL,    /* comes before the other symbol */
    GLOSA_PFOCR_ENTREZ,         /* the number of the gene at NCBI */
    GLOSA_PFOCR_SOURCE,         /* the lexicon */
    GLOSA_PFOCR_IDENTIFIER,     /* in that lexicon */
    GLOSA_PFOCR_FIELDS
} glosa_pfocr_field;

/* What has been listed so far. All zero but the document is valid and empty; rows are in the
 * document's arena. Strings are copied, and must not be blank. */
typedef struct glosa_pfocr_entities {
    glosa_document *document;
    glosa_string fields[GLOSA_PFOCR_FIELDS];    /* of the map that is open */
    GLOSA_ARRAY(glosa_figure_entity) symbols;   /* of schema-jsonld */
    GLOSA_ARRAY(glosa_figure_entity) maps;
} glosa_pfocr_entities;

/* A symbol without further words. Errors: GLOSA_MEMORY, GLOSA_REFUSED (too many). */
GLOSA_CHECKED glosa_status glosa_pfocr_add_symbol(glosa_pfocr_entities *entities,
                                                  glosa_string symbol, glosa_error *error);

/* One member of the map that is open. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_pfocr_set_field(glosa_pfocr_entities *entities,
                                                 glosa_pfocr_field field, glosa_string value,
                                                 glosa_error *error);

/* Closes the map: an entity of this kind, unless it has no name. Errors: as for symbols. */
GLOSA_CHECKED glosa_status glosa_pfocr_close_map(glosa_pfocr_entities *entities,
                                                 const char *kind, glosa_error *error);

/* Hands the list to the document: the maps where there are any, for the symbols repeat them. */
void glosa_pfocr_finish(const glosa_pfocr_entities *entities);

#endif

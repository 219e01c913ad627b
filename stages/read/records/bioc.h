/* BioC documents, however they are written: what XML and JSON tell of one is collected here and
 * becomes source, blocks and metadata. */
#ifndef GLOSA_READ_BIOC_H
#define GLOSA_READ_BIOC_H

#include "stages/read/records/passages.h"

/* What has text of its own, the one inside the other. */
typedef enum glosa_bioc_level {
    GLOSA_BIOC_OUTSIDE,
    GLOSA_BIOC_DOCUMENT,
    GLOSA_BIOC_PASSAGE,
    GLOSA_BIOC_SENTENCE,
    GLOSA_BIOC_LEVELS
} glosa_bioc_level;

/* All zero but `document` at the start. */
typedef struct glosa_bioc {
    glosa_document *document;
    glosa_passages passages;
    glosa_bioc_level level;                 /* what is open */
    glosa_string texts[GLOSA_BIOC_LEVELS];  /* of what is open */
    int64_t offsets[GLOSA_BIOC_LEVELS];
    glosa_string section_type, type;        /* infons of the open passage */
    glosa_string language;
    uint32_t first;                         /* its first sentence in `passages` */
    unsigned documents;                     /* that were begun */
} glosa_bioc;

/* A document, passage or sentence begins, inside the one that is open. Errors: GLOSA_MALFORMED
 * for a second document: a record is one. */
GLOSA_CHECKED glosa_status glosa_bioc_open(glosa_bioc *bioc, glosa_error *error);

/* What is open ends. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_bioc_close(glosa_bioc *bioc, glosa_error *error);

/* A member of what is open: `id`, `offset`, `text`; others are passed over. Values live as long
 * as the document. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_bioc_value(glosa_bioc *bioc, glosa_string name,
                                            glosa_string value, glosa_error *error);

/* An infon of a document or passage: its section, or an identifier of the article, which stands
 * no later than in the first passage. */
GLOSA_CHECKED glosa_status glosa_bioc_infon(glosa_bioc *bioc, glosa_string key,
                                            glosa_string value, glosa_error *error);

/* Makes the document. Errors: GLOSA_EMPTY, also where no document was begun; GLOSA_TOO_LARGE,
 * GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_bioc_finish(glosa_bioc *bioc, glosa_buffer *buffer,
                                             glosa_error *error);

#endif

/* Makes a source of passages that say where in the article they stand, as annotated corpora do,
 * so that the offsets of their annotations count in the source. */
#ifndef GLOSA_READ_PASSAGES_H
#define GLOSA_READ_PASSAGES_H

#include "pipeline/document/document.h"

/* The text of a passage, or of one of its sentences. */
typedef struct glosa_passage {
    glosa_string text;      /* valid UTF-8 that lives as long as the document */
    int64_t offset;         /* code points of the article in front of it; -1 where not known */
    bool continues;         /* it is a further sentence of the passage before it */
    glosa_block like;       /* kind, level, section_known, section, language of its blocks */
} glosa_passage;

typedef struct glosa_passages {
    GLOSA_ARRAY(glosa_passage) list;
} glosa_passages;

/* Appends a passage unless its text is empty. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_passages_add(glosa_passages *passages, glosa_document *document,
                                              glosa_passage passage, glosa_error *error);

/* Sets the document's source and blocks. Where the offsets of all passages are known, rise and
 * leave gaps that a separator may fill, each passage stands at its own offset, and line ends (in
 * a passage: blanks) fill the gaps. Else passages are joined by a blank line, sentences by a
 * blank. Texts are kept as they are. The first title also becomes metadata.title. `buffer` is
 * scratch. Errors: GLOSA_EMPTY, GLOSA_TOO_LARGE, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_passages_finish(const glosa_passages *passages,
                                                 glosa_document *document, glosa_buffer *buffer,
                                                 glosa_error *error);

#endif

/* A document's rows as the database will hold them: offsets in code points, texts cut from the
 * source. Made by workers, written by the sink's thread. */
#ifndef GLOSA_EMIT_ROWS_H
#define GLOSA_EMIT_ROWS_H

#include "pipeline/run/stage.h"

typedef struct glosa_placed_text {
    uint32_t start, end;        /* code points of the source */
    glosa_string text;          /* of the source */
} glosa_placed_text;

/* One for each row of the document's layers; what does not change is read there. */
typedef struct glosa_emit_rows {
    glosa_placed_text *sections;        /* text: the heading */
    glosa_placed_text *sentences;
    glosa_placed_text *mentions;
    glosa_placed_text *short_forms;     /* of the abbreviations */
    glosa_string *long_forms;
} glosa_emit_rows;

/* Sets document->encoded to the rows. */
extern const glosa_stage glosa_emit_encode;

#endif

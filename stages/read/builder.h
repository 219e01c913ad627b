/* Builds a document's source out of pieces, for formats whose text is not the file itself.
 *
 * Blocks are separated by one blank line. Inside a block white space collapses as in a browser:
 * a run of blanks is one space, and none stands at either end. A block that stays empty
 * vanishes. */
#ifndef GLOSA_READ_BUILDER_H
#define GLOSA_READ_BUILDER_H

#include "pipeline/document/document.h"
#include "stages/read/limits.h"

typedef struct glosa_builder {
    glosa_document *document;
    glosa_buffer *text;         /* the source so far; the caller's */
    glosa_block block;          /* the open block; span.start is where its text begins */
    bool open;                  /* whether there is an open block */
    bool blank;                 /* a blank is due before the next character */
    bool failed;                /* out of memory, or over GLOSA_DOCUMENT_LIMIT */
} glosa_builder;

void glosa_builder_begin(glosa_builder *builder, glosa_document *document, glosa_buffer *text);

/* Closes the open block, if any, and opens another with the kind, level, section and language of
 * `block` (its span is ignored; its language must outlive the document or be kept by it). */
void glosa_builder_open(glosa_builder *builder, glosa_block block);
void glosa_builder_close(glosa_builder *builder);

/* Adds valid UTF-8 to the open block, collapsing white space; without an open block it opens a
 * paragraph unless the text is blank. No-break and typographic spaces are kept as they are. */
void glosa_builder_add(glosa_builder *builder, glosa_string text);

/* The text of the open block as it stands next to what is added now: empty behind a blank. */
glosa_string glosa_builder_line(const glosa_builder *builder);

/* Makes sure that what follows is separated by a blank from what stands before. */
void glosa_builder_space(glosa_builder *builder);

/* Hands source and blocks to the document. Errors: GLOSA_MEMORY, GLOSA_TOO_LARGE; GLOSA_EMPTY
 * where nothing was added. */
GLOSA_CHECKED glosa_status glosa_builder_finish(glosa_builder *builder, glosa_error *error);

/* A new block of the document, not set; NULL without memory and behind GLOSA_BLOCKS_MOST. */
glosa_block *glosa_add_block(glosa_document *document);

/* The error of a document to which a block could not be added. */
GLOSA_CHECKED glosa_status glosa_blocks_fault(const glosa_document *document,
                                              glosa_error *error);

#endif

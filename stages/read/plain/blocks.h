/* Cuts plain text into blocks: for formats whose source is the record itself. */
#ifndef GLOSA_READ_BLOCKS_H
#define GLOSA_READ_BLOCKS_H

#include "pipeline/document/document.h"
#include "stages/read/phrases.h"

/* Adds blocks to a document, which must have its source. */
typedef struct glosa_splitter {
    glosa_document *document;
    glosa_string source; /* the document's */
    glosa_block like;    /* section_known, section and language of every block added */
    uint32_t number;     /* of the last numbered item; 0 before the first */
    bool failed;         /* out of memory */
    glosa_phrases headings; /* made at the first need */
} glosa_splitter;

/* The line that starts at byte `start`, without its LF, CR LF or CR; *next is where the
 * following line starts. */
glosa_span glosa_blocks_line(glosa_string source, uint32_t start, uint32_t *next);

/* The next run of lines that are not blank, from byte *at on; false at the end. *at moves
 * behind it. The span has no blanks at either end. */
bool glosa_blocks_run(glosa_string source, uint32_t *at, glosa_span *run);

/* Adds one block, without blanks at either end; a blank one vanishes. Gives NULL then, and
 * without memory; otherwise the block, valid until the next. */
glosa_block *glosa_blocks_add(glosa_splitter *splitter, glosa_span span, glosa_block_kind kind,
                              uint8_t level);

/* Adds a run of lines as a block of `kind`, and as items those of its lines that begin with a
 * bullet or with the next number of a list; the marks are layout. */
void glosa_blocks_split(glosa_splitter *splitter, glosa_span run, glosa_block_kind kind);

/* The number that a line begins with as items do ("12. ", "12) ", "[12] "), or 0; *text is
 * where its text starts. */
uint32_t glosa_blocks_number(glosa_string line, uint32_t *text);

/* True where the line is one of the common headings of sections ("2.1. Métodos:"). */
bool glosa_blocks_heading(glosa_splitter *splitter, glosa_string line);

/* Cuts the document's source into blocks as plain text: paragraphs between blank lines, items,
 * a title, headings. The title, where there is one, also becomes metadata.title. Errors:
 * GLOSA_EMPTY, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_blocks_plain(glosa_document *document, glosa_error *error);

/* GLOSA_OK, or what went wrong while blocks were added: GLOSA_MEMORY; GLOSA_EMPTY where there
 * is none. */
GLOSA_CHECKED glosa_status glosa_blocks_finish(const glosa_splitter *splitter,
                                               glosa_error *error);

#endif

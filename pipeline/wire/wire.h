/* A document as one line of JSON, so that stages can be joined by pipes.
 *
 * The first line is the header, {"glosa":{"wire":1,"marks_last":true,"history":[...]}}; every
 * further line is one document. Its members are described in pipeline/wire/README.md; all
 * offsets on the wire count code points. Members that glosa does not know pass through untouched.
 * Where the header says so, the last document carries "last":true (the header itself when there
 * is none), so that a stage that was killed cannot pass for one that was done. */
#ifndef GLOSA_WIRE_WIRE_H
#define GLOSA_WIRE_WIRE_H

#include "pipeline/document/document.h"

enum { GLOSA_WIRE_VERSION = 1 };

/* Appends the header line without its line end; `history` is a JSON array. */
void glosa_wire_write_header(glosa_buffer *out, glosa_string history);

/* Checks a header line. `history` is cleared and becomes the header's history as a JSON array.
 * Errors: GLOSA_USAGE where the line is no header, or of another version; GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_wire_parse_header(glosa_string line, bool *marks_last,
                                                   glosa_buffer *history, glosa_error *error);

/* Writes the document into document->wire, without a line end. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_wire_write(glosa_document *document, glosa_error *error);

/* Fills the document from the line in document->record.bytes, which must live as long as the
 * document. Layers present on the line are marked as written. Errors: GLOSA_MALFORMED and
 * GLOSA_TOO_LARGE (position: the line number of the record), GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_wire_parse(glosa_document *document, glosa_error *error);

/* The member by which the last line says that it is the last. */
#define GLOSA_WIRE_LAST ",\"last\":true"

#endif

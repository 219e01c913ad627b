/* The one place that turns the bytes of a record into UTF-8, for every format. */
#ifndef GLOSA_READ_DECODE_H
#define GLOSA_READ_DECODE_H

#include "pipeline/document/document.h"
#include "stages/read/encoding/evidence.h"

/* The encodings that are told apart by evidence alone. */
enum { GLOSA_WESTERN, GLOSA_ROMAN, GLOSA_DOS, GLOSA_DECODER_PAGES };

/* windows-1252, macintosh and IBM850. Constant once made. */
typedef struct glosa_decoder {
    glosa_code_page pages[GLOSA_DECODER_PAGES];
    glosa_judge judges[GLOSA_DECODER_PAGES];
} glosa_decoder;

/* False without memory. */
GLOSA_CHECKED bool glosa_decoder_init(glosa_decoder *decoder);

/* Makes document->record.bytes UTF-8, without a byte order mark, and names in metadata.encoding
 * what they were. Where that is set already the bytes must be UTF-8 and are left alone: files
 * in UTF-16 and UTF-32 are decoded before they are cut into records (input/wide.h), and a text
 * in memory counts its own bytes. `scratch` is overwritten. Single bytes that are no UTF-8,
 * and U+FFFD in what was UTF-16 or UTF-32, leave a problem that does not fail the document.
 * Errors: GLOSA_ENCODING (binary; or no encoding explains it, position = line; or not the UTF-8
 * that it must be, position = byte), GLOSA_TOO_LARGE, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_decode(const glosa_decoder *decoder, glosa_document *document,
                                        glosa_buffer *scratch, glosa_error *error);

#endif

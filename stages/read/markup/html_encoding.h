/* The characters of an HTML file. */
#ifndef GLOSA_READ_HTML_ENCODING_H
#define GLOSA_READ_HTML_ENCODING_H

#include "pipeline/base/string.h"

/* Sets *text to the file's text in UTF-8, either the bytes themselves or a copy in `buffer`. The
 * encoding is that of a byte order mark, else that of a <meta> or an XML declaration, else UTF-8
 * where the bytes are valid, else windows-1252. Errors: GLOSA_ENCODING (position = line),
 * GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_html_decode(glosa_string bytes, glosa_buffer *buffer,
                                             glosa_string *text, glosa_error *error);

#endif

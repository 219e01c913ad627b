/* The formats that glosa reads, as one list. */
#ifndef GLOSA_READ_FORMATS_H
#define GLOSA_READ_FORMATS_H

#include "stages/read/format.h"

extern const glosa_format *const glosa_formats[];
extern const size_t glosa_formats_size;

/* The format of that name, or NULL. */
const glosa_format *glosa_format_named(glosa_string name);

/* True where the format's own parser deals with character encodings; the others take UTF-8. */
bool glosa_format_decodes(const glosa_format *format);

/* Appends the names: "jats, html, ...". */
void glosa_format_names(glosa_buffer *out);

#endif

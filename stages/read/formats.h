/* The formats that glosa reads, as one list. */
#ifndef GLOSA_READ_FORMATS_H
#define GLOSA_READ_FORMATS_H

#include "stages/read/format.h"

extern const glosa_format *const glosa_formats[];
extern const size_t glosa_formats_size;

/* The format of that name, or NULL. */
const glosa_format *glosa_format_named(glosa_string name);

/* Appends the names: "jats, html, ...". */
void glosa_format_names(glosa_buffer *out);

#endif

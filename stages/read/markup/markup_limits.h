/* What libxml2's parsers need time for that grows faster than their input, looked for before
 * they are asked to parse. */
#ifndef GLOSA_READ_MARKUP_LIMITS_H
#define GLOSA_READ_MARKUP_LIMITS_H

#include "pipeline/base/string.h"

/* Each attribute is compared with those before it in its tag. */
enum { GLOSA_MARKUP_ATTRIBUTES = 2000 };

/* The byte of the first start tag that has more attributes than that, or markup.size. In XML a
 * value holds no `<`, which makes looking much faster. */
size_t glosa_markup_excess(glosa_string markup, bool xml);

/* Whether the document type declaration, if the markup begins with one, is too much: each of the
 * alternatives of an attribute is compared with those before it. */
bool glosa_markup_heavy_doctype(glosa_string markup);

#endif

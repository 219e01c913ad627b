/* Abstracts in which HTML stands beside less-than signs that mean less than, as Europe PMC has
 * them (`<h4>Methods</h4>Patients <15 years`): neither a parser of HTML nor one of XML gets both
 * right, so only tags from a closed list are tags. */
#ifndef GLOSA_READ_ABSTRACT_MARKUP_H
#define GLOSA_READ_ABSTRACT_MARKUP_H

#include "stages/read/builder.h"

/* Adds the text to the builder: headings become blocks of their own, paragraphs end where HTML
 * ends them, superscripts are written as in other markup, characters named by `&rsquo;` and the
 * like are put in. `like` says what the blocks are. */
void glosa_add_abstract(glosa_builder *builder, glosa_string text, glosa_block like);

#endif

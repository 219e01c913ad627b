/* What PubMed's two forms of a citation, XML and MEDLINE text, have in common. */
#ifndef GLOSA_READ_CITATION_H
#define GLOSA_READ_CITATION_H

#include "pipeline/document/document.h"

/* True for what PubMed writes in the place of a title or abstract that it does not have. */
bool glosa_citation_is_filler(glosa_string text);

/* Names the document by its number of PubMed, else of PubMed Central; where neither is known it
 * is named after its file. */
void glosa_citation_name(glosa_metadata *metadata);

/* GLOSA_EMPTY, with a message that names the citation. */
GLOSA_CHECKED glosa_status glosa_citation_fail_empty(const glosa_metadata *metadata,
                                                     glosa_error *error);

#endif

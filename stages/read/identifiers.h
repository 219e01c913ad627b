/* How formats that carry identifiers name their documents. */
#ifndef GLOSA_READ_IDENTIFIERS_H
#define GLOSA_READ_IDENTIFIERS_H

#include "pipeline/document/document.h"

/* Sets metadata->pmcid to the number of PubMed Central `value`, which is written with and without
 * its prefix. False without memory. */
GLOSA_CHECKED bool glosa_keep_pmcid(glosa_document *document, glosa_string value);

/* Names a document that has no name yet by what identifies it best: the number of PubMed Central,
 * or that of PubMed. A document with neither is named after its file. */
void glosa_name_by_identifier(glosa_metadata *metadata);

#endif

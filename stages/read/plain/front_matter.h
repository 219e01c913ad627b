/* What YAML in front of a Markdown page says about the article. */
#ifndef GLOSA_READ_FRONT_MATTER_H
#define GLOSA_READ_FRONT_MATTER_H

#include "pipeline/document/document.h"

/* Sets title, doi, pmid, pmcid, year and language of the document from the outermost members of
 * the YAML that are called so (also titulo, fecha, idioma ...) and single values; the first
 * fault in the YAML ends what it says. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_front_matter(glosa_document *document, glosa_string yaml,
                                              glosa_error *error);

#endif

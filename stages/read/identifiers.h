/* Identifiers and years as formats write them, and how they name documents. */
#ifndef GLOSA_READ_IDENTIFIERS_H
#define GLOSA_READ_IDENTIFIERS_H

#include "pipeline/document/document.h"

/* Sets metadata->pmcid to the number of PubMed Central `value`, which is written with and without
 * its prefix. False without memory. */
GLOSA_CHECKED bool glosa_keep_pmcid(glosa_document *document, glosa_string value);

/* Names a document that has no name yet by what identifies it best: the number of PubMed Central,
 * or that of PubMed. A document with neither is named after its file. */
void glosa_name_by_identifier(glosa_metadata *metadata);

/* The first run of exactly four digits (`1998 Dec-1999 Jan` gives 1998), or empty. */
glosa_string glosa_year_in(glosa_string date);

/* The digits that a text begins with, apart from blanks: the number of PubMed in `12345 [pubmed]`.
 */
glosa_string glosa_leading_digits(glosa_string text);

#endif

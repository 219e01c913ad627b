/* Of which species an entity is, as its identifiers say. */
#ifndef GLOSA_MATCH_TAXON_H
#define GLOSA_MATCH_TAXON_H

#include "pipeline/base/string.h"

/* Identifiers of NCBI Taxonomy. */
enum {
    GLOSA_TAXON_NONE = 0,
    GLOSA_TAXON_HUMAN = 9606,
    GLOSA_TAXON_MOUSE = 10090,
    GLOSA_TAXON_RAT = 10116,
};

/* Before the CURIE, among the xrefs of a gene, of the gene that it is in another species. */
#define GLOSA_ORTHOLOGUE "orthologue:"

/* The number that a text begins with: an identifier of NCBI Taxonomy. */
uint32_t glosa_taxon_number(glosa_string digits);

/* The species of a gene: told by the prefix of its identifier (hgnc, mgi ...) or by a
 * cross-reference to ncbitaxon; GLOSA_TAXON_NONE where neither says. */
uint32_t glosa_taxon_of(glosa_string curie, glosa_string xrefs);

#endif

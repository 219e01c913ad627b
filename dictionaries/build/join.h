/* Makes one entity of what several sources say of the same gene or drug. */
#ifndef GLOSA_BUILD_JOIN_H
#define GLOSA_BUILD_JOIN_H

#include "dictionaries/import/rows.h"

/* Why an entity was not joined to another that shares an identifier with it. */
typedef struct glosa_join_conflict {
    uint32_t row;               /* of the entity that stayed apart */
    glosa_string identifier;    /* what it shares */
    glosa_string other;         /* the CURIE of the entity that it shares that with */
    const char *reason;         /* constant text */
} glosa_join_conflict;

typedef struct glosa_join_report {
    GLOSA_ARRAY(glosa_join_conflict) conflicts;     /* in the table's arena */
    uint32_t entities;          /* after joining */
    uint32_t joined;            /* entities that became part of another */
} glosa_join_report;

/* Joins the entities of the table. Where files disagree on the kind of one identifier, the first of
 * them decides. Sources are ranked by the prefixes of their identifiers (HGNC before Entrez before
 * UniProt; DrugBank before ChEBI before ChEMBL ...). From the best down, each entity joins the one
 * that names its identifier, or one of its xrefs, among its own; it stays apart
 *   - where that would put two identifiers of one source together (two genes of HGNC, which have
 *     one protein in UniProt), but for codes of ATC and a gene's records in MeSH, of which there
 *     may be many,
 *   - where its identifiers belong to several entities, or several of a better source are its
 *     parts (the genes of a fusion),
 *   - where the kinds differ; drug and chemical are alike.
 * A drug or chemical that shares no identifier joins the one entity that has its name (folded as
 * texts are): not all sources give identifiers of others, and a whole name says enough of a
 * substance, though not of a gene.
 * The rows of a joined entity take the CURIE of the best, whose preferred name stays the preferred
 * one and has the identifiers of all among its xrefs; other preferred names become synonyms. Their
 * kind is that of the best which has a curated row, else that of the best: what is a drug and what
 * a chemical is a judgement that no source makes. The result does not depend on the order of rows
 * but for entities of one prefix.
 * Errors: GLOSA_MEMORY, GLOSA_DICTIONARY (the xrefs that rows of one identifier have are over
 * GLOSA_LONGEST_XREFS). */
GLOSA_CHECKED glosa_status glosa_join(glosa_row_table *table, glosa_join_report *report,
                                      glosa_error *error);

#endif

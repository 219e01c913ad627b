/* The importers, one for each published format. */
#ifndef GLOSA_IMPORT_FORMATS_H
#define GLOSA_IMPORT_FORMATS_H

#include "dictionaries/import/importer.h"

/* Tables: genes.c, proteins.c, famplex.c, drugs.c, spanish_drugs.c, atc.c, terms.c, mesh_terms.c,
 * lspci.c, wikidata.c. */
extern const glosa_importer glosa_import_hgnc, glosa_import_gene_info, glosa_import_orghs,
    glosa_import_mgi, glosa_import_rgd, glosa_import_wormbase, glosa_import_uniprot,
    glosa_import_famplex, glosa_import_drugbank, glosa_import_drugbank_xrefs,
    glosa_import_drugcentral, glosa_import_chembl, glosa_import_chebi,
    glosa_import_chebi_compounds, glosa_import_chebi_names, glosa_import_mesh_terms,
    glosa_import_mesh_chebi, glosa_import_mesh_genes, glosa_import_lspci,
    glosa_import_aemps, glosa_import_invima,
    glosa_import_wikidata, glosa_import_ssslm, glosa_import_table, glosa_import_atc;

/* Ontologies: obo.c, obograph.c. */
extern const glosa_importer glosa_import_obo, glosa_import_obograph, glosa_import_zfin;

/* Records, each in a file of its name. */
extern const glosa_importer glosa_import_mesh_xml, glosa_import_mesh_ascii, glosa_import_rxnorm,
    glosa_import_cellosaurus, glosa_import_aemps_xml;

#endif

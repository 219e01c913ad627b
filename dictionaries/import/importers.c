/* The only list of importers. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/table.h"

const glosa_importer *const glosa_importers[] = {
    &glosa_import_hgnc, &glosa_import_gene_info, &glosa_import_orghs, &glosa_import_uniprot,
    &glosa_import_famplex, &glosa_import_mgi, &glosa_import_rgd, &glosa_import_wormbase,
    &glosa_import_drugbank, &glosa_import_drugbank_xrefs, &glosa_import_drugcentral,
    &glosa_import_chembl, &glosa_import_chebi, &glosa_import_chebi_compounds,
    &glosa_import_chebi_names, &glosa_import_lspci, &glosa_import_mesh_terms,
    &glosa_import_mesh_chebi, &glosa_import_mesh_genes,
    &glosa_import_aemps, &glosa_import_aemps_xml,
    &glosa_import_invima, &glosa_import_wikidata, &glosa_import_ssslm, &glosa_import_table,
    &glosa_import_atc, &glosa_import_obo, &glosa_import_obograph, &glosa_import_zfin,
    &glosa_import_mesh_xml, &glosa_import_mesh_ascii, &glosa_import_rxnorm,
    &glosa_import_cellosaurus,
};

const size_t glosa_importers_size = sizeof glosa_importers / sizeof *glosa_importers;

glosa_status glosa_importer_run(const glosa_importer *importer, const glosa_import *import,
                                glosa_error *error)
{
    return importer->table ? glosa_table_import(importer->table, import, error)
                           : importer->import(import, error);
}

const glosa_importer *glosa_importer_named(const char *name)
{
    for (size_t i = 0; i < glosa_importers_size; i++) {
        if (strcmp(glosa_importers[i]->name, name) == 0)
            return glosa_importers[i];
    }
    return NULL;
}

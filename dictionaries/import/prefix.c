#include "dictionaries/import/prefix.h"

#include <strings.h>

static const glosa_prefix prefixes[] = {
    {"fplx", "fplx", "family"},
    {"hgnc", "hgnc", "gene"},
    {"hgnc_group", "hgnc.genegroup", "family"},
    {"hgnc.genegroup", "hgnc.genegroup", "family"},
    {"ncbigene", "ncbigene", "gene"},
    {"ncbi_gene", "ncbigene", "gene"},
    {"entrez", "ncbigene", "gene"},
    {"geneid", "ncbigene", "gene"},
    {"ensembl", "ensembl", "gene"},
    {"uniprot", "uniprot", "gene"},
    {"uniprotkb", "uniprot", "gene"},
    {"pr", "pr", "gene"},
    {"mgi", "mgi", "gene"},
    {"rgd", "rgd", "gene"},
    {"zfin", "zfin", "gene"},
    {"flybase", "flybase", "gene"},
    {"sgd", "sgd", "gene"},
    {"wormbase", "wormbase", "gene"},
    {"pombase", "pombase", "gene"},
    {"complexportal", "complexportal", "family"},
    {"chebi", "chebi", "chemical"},
    {"drugbank", "drugbank", "drug"},
    {"drugcentral", "drugcentral", "drug"},
    {"drug_central", "drugcentral", "drug"},
    {"rxnorm", "rxnorm", "drug"},
    {"rxcui", "rxnorm", "drug"},
    {"atc", "atc", "drug"},
    {"chembl", "chembl.compound", "chemical"},
    {"chembl.compound", "chembl.compound", "chemical"},
    {"pubchem", "pubchem.compound", "chemical"},
    {"pubchem.compound", "pubchem.compound", "chemical"},
    {"unii", "unii", "chemical"},
    {"cas", "cas", "chemical"},
    {"inchikey", "inchikey", "chemical"},
    {"kegg_compound", "kegg.compound", "chemical"},
    {"kegg.compound", "kegg.compound", "chemical"},
    {"kegg_drug", "kegg.drug", "drug"},
    {"kegg.drug", "kegg.drug", "drug"},
    {"hmdb", "hmdb", "chemical"},
    {"lipidmaps", "lipidmaps", "chemical"},
    {"lipid_maps_instance", "lipidmaps", "chemical"},
    {"pdbechem", "pdb.ligand", "chemical"},
    {"pdb-ccd", "pdb.ligand", "chemical"},
    {"cvcl", "cellosaurus", "cell"},
    {"cellosaurus", "cellosaurus", "cell"},
    {"cl", "cl", "cell"},
    {"clo", "clo", "cell"},
    {"uberon", "uberon", "anatomy"},
    {"fma", "fma", "anatomy"},
    {"hp", "hp", "phenotype"},
    {"doid", "doid", "phenotype"},
    {"mondo", "mondo", "phenotype"},
    {"bto", "bto", NULL},
    {"efo", "efo", NULL},
    {"mesh", "mesh", NULL},
    {"msh", "mesh", NULL},
    {"ncit", "ncit", NULL},
    {"umls", "umls", NULL},
    {"go", "go", NULL},
    {"wikidata", "wikidata", NULL},
    {"signor", "signor", NULL},
    {"ip", "interpro", NULL},
    {"interpro", "interpro", NULL},
    {"xfam", "pfam", NULL},
    {"pfam", "pfam", NULL},
    {"re", "reactome", NULL},
    {"reactome", "reactome", NULL},
    {"eccode", "eccode", NULL},
    {"ec", "eccode", NULL},
    {"mirbase_family", "mirbase.family", NULL},
    {"nextprot-family", "nextprot.family", NULL},
};

const glosa_prefix *glosa_prefix_named(glosa_string published)
{
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        const glosa_prefix *prefix = &prefixes[i];
        if (strlen(prefix->published) == published.size &&
            strncasecmp(prefix->published, published.data, published.size) == 0)
            return prefix;
    }
    return NULL;
}

/* Addresses: what stands in front of the identifier, and between its prefix and the rest; 0 where
 * the address itself is that of one prefix. */
static const struct address {
    const char *start;
    char separator;
    const char *prefix;
} addresses[] = {
    {"http://purl.obolibrary.org/obo/", '_', NULL},
    {"https://bioregistry.io/", ':', NULL},
    {"http://identifiers.org/", '/', NULL},
    {"https://identifiers.org/", '/', NULL},
    {"http://zfin.org/", 0, "zfin"},
    {"https://zfin.org/", 0, "zfin"},
    {"http://purl.uniprot.org/geneid/", 0, "ncbigene"},
    {"http://purl.uniprot.org/uniprot/", 0, "uniprot"},
    {"http://www.ebi.ac.uk/efo/EFO_", 0, "efo"},
    {"http://www.orpha.net/ORDO/Orphanet_", 0, "orphanet"},
};

static bool split_at(glosa_string text, char separator, glosa_string *prefix, glosa_string *id)
{
    const char *found = text.size ? memchr(text.data, separator, text.size) : NULL;
    if (!found)
        return false;
    size_t at = (size_t)(found - text.data);
    *prefix = glosa_string_slice(text, 0, at);
    *id = glosa_string_slice(text, at + 1, text.size);
    bool twice = id->size > at && strncasecmp(id->data, text.data, at) == 0 &&
                 (id->data[at] == ':' || id->data[at] == separator);
    if (twice)
        *id = glosa_string_slice(*id, at + 1, id->size);
    return prefix->size && id->size;
}

bool glosa_prefix_split(glosa_string published, glosa_string *prefix, glosa_string *id)
{
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        const struct address *address = &addresses[i];
        if (!glosa_string_starts(published, address->start))
            continue;
        glosa_string rest =
            glosa_string_slice(published, strlen(address->start), published.size);
        if (address->prefix) {
            *prefix = glosa_string_of(address->prefix);
            *id = rest;
            return rest.size > 0;
        }
        return split_at(rest, address->separator, prefix, id) ||
               split_at(rest, ':', prefix, id);
    }
    if (glosa_string_starts(published, "CVCL_"))
        return split_at(published, '_', prefix, id);
    return split_at(published, ':', prefix, id) && !glosa_string_starts(*id, "//");
}

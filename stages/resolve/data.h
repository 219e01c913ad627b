/* The word lists in data/, embedded at build time. */
#ifndef GLOSA_RESOLVE_DATA_H
#define GLOSA_RESOLVE_DATA_H

#include <stddef.h>

extern const char glosa_data_resolve_ordinary_en[], glosa_data_resolve_ordinary_es[],
    glosa_data_resolve_context_gene[], glosa_data_resolve_context_drug[],
    glosa_data_resolve_other_heads[], glosa_data_resolve_gene_heads[],
    glosa_data_resolve_species[], glosa_data_resolve_weights_gene[],
    glosa_data_resolve_weights_species[],
    glosa_data_resolve_assertions[], glosa_data_resolve_given_substances[],
    glosa_data_resolve_given_diagnostics[], glosa_data_resolve_given_proteins[],
    glosa_data_resolve_given_medicines[], glosa_data_resolve_given_before[],
    glosa_data_resolve_given_behind[], glosa_data_resolve_given_units[],
    glosa_data_resolve_given_links[], glosa_data_resolve_measured_before[],
    glosa_data_resolve_measured_behind[], glosa_data_resolve_measured_volumes[];
extern const size_t glosa_data_resolve_ordinary_en_size, glosa_data_resolve_ordinary_es_size,
    glosa_data_resolve_context_gene_size, glosa_data_resolve_context_drug_size,
    glosa_data_resolve_other_heads_size, glosa_data_resolve_gene_heads_size,
    glosa_data_resolve_species_size, glosa_data_resolve_weights_gene_size,
    glosa_data_resolve_weights_species_size,
    glosa_data_resolve_assertions_size, glosa_data_resolve_given_substances_size,
    glosa_data_resolve_given_diagnostics_size, glosa_data_resolve_given_proteins_size,
    glosa_data_resolve_given_medicines_size, glosa_data_resolve_given_before_size,
    glosa_data_resolve_given_behind_size, glosa_data_resolve_given_units_size,
    glosa_data_resolve_given_links_size, glosa_data_resolve_measured_before_size,
    glosa_data_resolve_measured_behind_size, glosa_data_resolve_measured_volumes_size;

/* A list as a glosa_string. */
#define GLOSA_RESOLVE_DATA(list)                                                               \
    ((glosa_string){glosa_data_resolve_##list, glosa_data_resolve_##list##_size})

#endif

/* What terms of ontologies say, in OBO or in JSON, as names. */
#ifndef GLOSA_IMPORT_ONTOLOGY_H
#define GLOSA_IMPORT_ONTOLOGY_H

#include "dictionaries/import/naming.h"

/* The term's identifier, "CHEBI:15365" or an address, and with it the kind: the one that the user
 * gave, else the one that the prefix tells. False where there is none, so that the term is left
 * out: ontologies have many terms of others in them. */
bool glosa_ontology_id(glosa_naming *naming, glosa_string id);

/* Its name: of all languages where genes, families and cells have a symbol, else
 * English. */
void glosa_ontology_label(glosa_naming *naming, glosa_string label);

/* A synonym; `type`, which may be empty, tells abbreviations, brands, formulas and INNs. What is
 * a structure (InChI, SMILES) is no name. */
void glosa_ontology_synonym(glosa_naming *naming, glosa_string text, glosa_string type);

/* An identifier elsewhere; left out where its prefix is not known. */
void glosa_ontology_xref(glosa_naming *naming, glosa_string id);

/* A property: of ChEBI's the InChIKey is an xref and the formula a name. */
void glosa_ontology_property(glosa_naming *naming, glosa_string relation, glosa_string value);

#endif

/* A record of MeSH, in XML or ASCII, on its way to names.
 *
 * Only chemicals and drugs are taken: trees D below their two upper levels, which are classes, but
 * for macromolecules by form (D05), nucleic acids (D13.150, D13.400, D13.444), mixtures (D20), what
 * is called by its role in the body (D23), materials, dosage forms and actions (D25 to D27).
 * Proteins and enzymes are families, what has a pharmacological action is a drug, the rest are
 * chemicals, peptides too. Supplementary records have no trees: those that name a protein are
 * families. */
#ifndef GLOSA_IMPORT_MESH_H
#define GLOSA_IMPORT_MESH_H

#include "dictionaries/import/naming.h"

typedef struct glosa_mesh {
    glosa_naming naming;
    bool supplementary;         /* a record without trees, of chemicals */
    bool chemical, protein;     /* by its trees, or its name */
    bool acts;                  /* it has a pharmacological action */
    bool other;                 /* a supplementary record of a disease, organism, protocol */
} glosa_mesh;

void glosa_mesh_begin(glosa_mesh *mesh, const glosa_import *import, int64_t line);

/* A name that may be inverted: "Mesylate, Imatinib" becomes "Imatinib Mesylate". `tag` is MeSH's
 * lexical tag (ABB, ABX, ACR, ACX abbreviations; TRD brands; LAB codes, which are of all languages;
 * ...); role NULL: what the tag tells. */
void glosa_mesh_name(glosa_mesh *mesh, glosa_string name, glosa_string tag,
                     const char *language, const char *role);

/* A tree number, "D12.776.476". */
void glosa_mesh_tree(glosa_mesh *mesh, glosa_string number);

/* A registry number: of CAS ("52665-69-7 (calcimycin)"), EC, UNII; "0" is none. */
void glosa_mesh_registry(glosa_mesh *mesh, glosa_string number);

/* Gives the rows. Errors: GLOSA_DICTIONARY where there is no identifier ("D000001"), which the
 * message calls by its tag; those of glosa_naming_end. */
GLOSA_CHECKED glosa_status glosa_mesh_end(glosa_mesh *mesh, const char *tag, glosa_error *error);

#endif

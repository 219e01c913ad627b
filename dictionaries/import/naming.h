/* The names of one entity, while they are collected from one or more records of a file. */
#ifndef GLOSA_IMPORT_NAMING_H
#define GLOSA_IMPORT_NAMING_H

#include "dictionaries/import/importer.h"
#include "pipeline/base/arena.h"
#include "pipeline/base/string.h"

typedef struct glosa_naming_name {
    glosa_string name;
    const char *language, *role;
    bool repeated;
} glosa_naming_name;

typedef struct glosa_naming {
    const glosa_import *import;
    const char *kind;           /* import->kind; may be changed for an entity */
    int64_t line;               /* where the entity began */
    glosa_arena arena;
    glosa_buffer curie, xrefs;
    GLOSA_ARRAY(glosa_naming_name) names;
    bool too_many;              /* its xrefs are over GLOSA_LONGEST_XREFS */
    bool failed;                /* memory ran out */
} glosa_naming;                 /* all zero is valid and empty */

/* Starts on an entity whose first record is at that line. */
void glosa_naming_begin(glosa_naming *naming, const glosa_import *import, int64_t line);

/* Its identifier; a prefix that the publisher puts in front itself ("HGNC:5") is taken off,
 * whatever its case. False where the identifier is empty or has blanks or a vertical bar in it. */
bool glosa_naming_id(glosa_naming *naming, const char *prefix, glosa_string local);

/* An identifier elsewhere, likewise; one that is no identifier, or is there already, is left
 * out. */
void glosa_naming_xref(glosa_naming *naming, const char *prefix, glosa_string local);

/* One that is a CURIE already. */
void glosa_naming_xref_curie(glosa_naming *naming, glosa_string curie);

/* A name, of constant language and role, trimmed and with single blanks inside. Left out: what is
 * no name ("", "-", "withdrawn", "obsolete" and what begins with it, nothing but signs), and names
 * over GLOSA_LONGEST_NAME bytes. */
void glosa_naming_add(glosa_naming *naming, glosa_string name, const char *language,
                           const char *role);

/* Gives its rows, each name once (for both languages where several of its rows differ in that): the
 * first of role preferred before the others (which become synonyms where they were preferred,
 * too), with all xrefs on the first row. An
 * entity without identifier or without names gives none; one without preferred name continues
 * what another file says. Errors: the sink's, GLOSA_MEMORY, GLOSA_DICTIONARY (more xrefs than
 * GLOSA_LONGEST_XREFS). */
GLOSA_CHECKED glosa_status glosa_naming_end(glosa_naming *naming, glosa_error *error);

void glosa_naming_free(glosa_naming *naming);

#endif

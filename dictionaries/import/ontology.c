#include "dictionaries/import/ontology.h"

#include <ctype.h>

#include "dictionaries/import/prefix.h"

enum { PREFIX_SIZE = 40 };

/* The prefix in lower case, as bioregistry has most; false where it cannot be one. */
static bool lower_prefix(glosa_string published, char out[PREFIX_SIZE])
{
    if (published.size >= PREFIX_SIZE || !isalpha((unsigned char)published.data[0]))
        return false;
    for (size_t i = 0; i < published.size; i++) {
        char c = published.data[i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c == '_' ? '.' : c;
    }
    out[published.size] = '\0';
    return true;
}

/* The root of FamPlex; clones, constructs, transcripts and more of ZFIN, beside its genes. */
static bool is_no_entity(glosa_string published, glosa_string local)
{
    return glosa_string_is(local, "root") || (glosa_string_is(published, "zfin") &&
                                              !glosa_string_starts(local, "ZDB-GENE-"));
}

bool glosa_ontology_id(glosa_naming *naming, glosa_string id)
{
    glosa_string published, local;
    char lower[PREFIX_SIZE];
    bool split = glosa_prefix_split(id, &published, &local);
    if (!split || is_no_entity(published, local))
        return false;
    const glosa_prefix *prefix = glosa_prefix_named(published);
    const glosa_import *import = naming->import;
    naming->kind = import->kind_given ? import->kind : prefix ? prefix->kind : NULL;
    if (!naming->kind || (!prefix && !lower_prefix(published, lower)))
        return false;
    return glosa_naming_id(naming, prefix ? prefix->bioregistry : lower, local);
}

/* Several words, one of which has four small letters in a row: a name in English. */
static bool is_phrase(glosa_string name)
{
    size_t letters = 0;
    bool word = false;
    for (size_t i = 0; i < name.size && !word; i++) {
        letters = name.data[i] >= 'a' && name.data[i] <= 'z' ? letters + 1 : 0;
        word = letters == 4;
    }
    return word && memchr(name.data, ' ', name.size) != NULL;
}

/* Symbols, which are the same in all languages, are what genes, families and cells have. */
static const char *language_of(const glosa_naming *naming, glosa_string name)
{
    static const char *const symbols[] = {"gene", "family", "cell"};
    for (size_t i = 0; naming->kind && i < sizeof symbols / sizeof *symbols; i++) {
        if (strcmp(naming->kind, symbols[i]) == 0)
            return is_phrase(name) ? "en" : "mul";
    }
    return "en";
}

void glosa_ontology_label(glosa_naming *naming, glosa_string label)
{
    glosa_naming_add(naming, label, language_of(naming, label), "preferred");
}

/* Without capitals, and as part of the type's name or address. */
static bool says(glosa_string type, const char *word)
{
    char lower[64];
    size_t size = 0;
    for (; size < type.size && size < sizeof lower; size++) {
        char c = type.data[type.size - 1 - size];
        lower[sizeof lower - 1 - size] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
    }
    return memmem(lower + sizeof lower - size, size, word, strlen(word)) != NULL;
}

void glosa_ontology_synonym(glosa_naming *naming, glosa_string text, glosa_string type)
{
    if (says(type, "smiles") || says(type, "inchi"))
        return;
    if (says(type, "abbrev") || says(type, "omo:0003000") || says(type, "omo_0003000") ||
        says(type, "acronym"))
        glosa_naming_add(naming, text, "mul", "abbreviation");
    else if (says(type, "brand"))
        glosa_naming_add(naming, text, "mul", "brand");
    else if (says(type, "formula"))
        glosa_naming_add(naming, text, "mul", "formula");
    else if (says(type, "inn"))
        glosa_naming_add(naming, text, "mul", "synonym");
    else
        glosa_naming_add(naming, text, language_of(naming, text), "synonym");
}

void glosa_ontology_xref(glosa_naming *naming, glosa_string id)
{
    glosa_string published, local;
    if (!glosa_prefix_split(id, &published, &local))
        return;
    const glosa_prefix *prefix = glosa_prefix_named(published);
    if (prefix)
        glosa_naming_xref(naming, prefix->bioregistry, local);
}

void glosa_ontology_property(glosa_naming *naming, glosa_string relation, glosa_string value)
{
    if (says(relation, "inchikey") || says(relation, "inchi_key"))
        glosa_naming_xref(naming, "inchikey", value);
    else if (says(relation, "formula") && naming->names.size)
        glosa_naming_add(naming, value, "mul", "formula");
    else if (says(relation, "exactmatch"))
        glosa_ontology_xref(naming, value);
}

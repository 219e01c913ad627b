/* FamPlex: names of families and complexes, and what they are elsewhere. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/gathering.h"
#include "dictionaries/import/table.h"

/* The identifier is a name once its underscores are blanks. */
static void add_identifier(glosa_naming *naming, glosa_string id)
{
    char *name = glosa_arena_copy(&naming->arena, id.data, id.size);
    naming->failed |= !name;
    for (size_t i = 0; name && i < id.size; i++)
        name[i] = name[i] == '_' ? ' ' : name[i];
    if (name)
        glosa_naming_add(naming, (glosa_string){name, id.size}, "mul", "preferred");
}

static void take_identifier(glosa_naming *naming, const glosa_string *cells)
{
    add_identifier(naming, cells[0]);
}

static const char *const names_header[] = {"text", "database", "id", "database 2", "id 2",
                                           "database 3", "id 3", NULL};

static const glosa_column names_columns[] = {
    GLOSA_ID("id", "fplx"),
    {.name = "database", .use = GLOSA_COLUMN_KEEP, .text = "FPLX"},
    GLOSA_NAME("text", "synonym", "mul", 0),
    {0},
};

static const glosa_table names_table = {
    .columns = names_columns, .header = names_header, .separator = ',',
    .quoting = GLOSA_QUOTES_CSV, .row = take_identifier,
};

static void take_equivalence(glosa_naming *naming, const glosa_string *cells)
{
    static const char *const prefixes[][2] = {
        {"MESH", "mesh"},     {"IP", "interpro"},  {"PF", "pfam"},    {"GO", "go"},
        {"NCIT", "ncit"},     {"RE", "reactome"},  {"HGNC_GROUP", "hgnc.genegroup"},
        {"SIGNOR", "signor"}, {"COMPLEXPORTAL", "complexportal"},
    };
    add_identifier(naming, cells[0]);
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (glosa_string_is(cells[1], prefixes[i][0]))
            glosa_naming_xref(naming, prefixes[i][1], cells[2]);
    }
}

static const char *const equivalences_header[] = {"database", "elsewhere", "id", NULL};

static const glosa_column equivalences_columns[] = {
    GLOSA_ID("id", "fplx"),
    {.name = "database", .use = GLOSA_COLUMN_OTHER},
    {.name = "elsewhere", .use = GLOSA_COLUMN_OTHER},
    {0},
};

static const glosa_table equivalences_table = {
    .columns = equivalences_columns, .header = equivalences_header, .separator = ',',
    .quoting = GLOSA_QUOTES_CSV, .row = take_equivalence,
};

static glosa_status import(const glosa_import *import, glosa_error *error)
{
    glosa_gathering gathering = {0};
    glosa_import names = glosa_gathering_begin(&gathering, import);
    glosa_status status = glosa_table_import(&names_table, &names, error);
    if (status == GLOSA_OK && import->second) {
        glosa_import equivalences = names;
        equivalences.path = import->second_path;
        equivalences.reader = import->second;
        status = glosa_table_import(&equivalences_table, &equivalences, error);
    }
    if (status == GLOSA_OK)
        status = glosa_gathering_end(&gathering, error);
    glosa_gathering_free(&gathering);
    return status;
}

const glosa_importer glosa_import_famplex = {
    .name = "famplex", .title = "FamPlex", .licence = "CC0", .kind = "family",
    .file = "grounding_map.csv, https://github.com/sorgerlab/famplex",
    .second = "equivalences.csv",
    .import = import,
};

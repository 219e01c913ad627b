/* Cellosaurus: cellosaurus.txt, lines of two letters and a value, records that end with //. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/naming.h"
#include "dictionaries/import/published.h"

enum { LONGEST_RECORD = 1 << 20, VALUE = 5 };

typedef struct line_cell {
    const glosa_import *import;
    glosa_naming naming;
    bool found;                 /* the file has a record */
    bool open, identified;
    bool of_taxon;              /* the species that is wanted */
    size_t bytes;
} line_cell;

/* Databases whose identifiers of a cell line become xrefs. */
static const struct database {
    const char *name, *prefix, *start;  /* what the identifier begins with, and is taken off */
} databases[] = {
    {"CLO", "clo", "CLO_"},       {"BTO", "bto", "BTO_"},  {"EFO", "efo", "EFO_"},
    {"ATCC", "atcc", ""},         {"MeSH", "mesh", ""},    {"Wikidata", "wikidata", ""},
    {"ChEMBL-Cells", "chembl.cell", ""},
};

static glosa_string without(glosa_string text, const char *start)
{
    return glosa_string_starts(text, start)
               ? glosa_string_slice(text, strlen(start), text.size)
               : text;
}

static void on_accession(line_cell *cell, glosa_string value)
{
    cell->identified =
        glosa_naming_id(&cell->naming, "cellosaurus", without(value, "CVCL_"));
}

static void on_identifier(line_cell *cell, glosa_string value)
{
    glosa_naming_add(&cell->naming, value, "mul", "preferred");
}

static void on_synonyms(line_cell *cell, glosa_string value)
{
    glosa_string name;
    while (value.data && glosa_string_next(&value, ';', &name))
        glosa_naming_add(&cell->naming, name, "mul", "synonym");
}

static void on_database(line_cell *cell, glosa_string value)
{
    glosa_string name = {NULL, 0};
    glosa_string_next(&value, ';', &name);
    value = glosa_string_trim(value);
    for (size_t i = 0; i < sizeof databases / sizeof *databases; i++) {
        if (glosa_string_is(name, databases[i].name))
            glosa_naming_xref(&cell->naming, databases[i].prefix,
                              without(value, databases[i].start));
    }
}

/* NCBI_TaxID=9606; ! Homo sapiens (Human). Hybrids have several. */
static void on_species(line_cell *cell, glosa_string value)
{
    const char *wanted = cell->naming.import->taxon;
    glosa_string taxon = {NULL, 0};
    value = without(value, "NCBI_TaxID=");
    glosa_string_next(&value, ';', &taxon);
    cell->of_taxon |= wanted && glosa_string_is(taxon, wanted);
}

static const struct tag {
    const char *name;
    void (*take)(line_cell *cell, glosa_string value);
} tags[] = {
    {"AC", on_accession}, {"SY", on_synonyms}, {"DR", on_database}, {"OX", on_species},
};

static glosa_status end_record(line_cell *cell, const glosa_published *lines,
                               glosa_error *error)
{
    bool wanted = cell->of_taxon || !cell->naming.import->taxon;
    cell->open = false;
    if (!cell->identified)
        return GLOSA_PUBLISHED_FAULT(lines, error,
                                     "record without line 'AC', or none such as CVCL_0030");
    return wanted ? glosa_naming_end(&cell->naming, error) : GLOSA_OK;
}

static void begin_record(line_cell *cell, int64_t line)
{
    glosa_naming_begin(&cell->naming, cell->import, line);
    cell->open = cell->found = true;
    cell->identified = cell->of_taxon = false;
    cell->bytes = 0;
}

/* Before the first record stands a description of the file, with more blanks behind the codes. */
static glosa_status take_line(void *state, glosa_string line, const glosa_published *lines,
                              glosa_error *error)
{
    line_cell *cell = state;
    bool coded = line.size > VALUE && memcmp(line.data + 2, "   ", 3) == 0 &&
                 line.data[VALUE] != ' ';
    glosa_string value = glosa_string_trim(
        coded ? glosa_string_slice(line, VALUE, line.size) : (glosa_string){NULL, 0});
    if (coded && glosa_string_starts(line, "ID")) {
        if (cell->open)
            return GLOSA_PUBLISHED_FAULT(lines, error, "the record before lacks its end '//'");
        begin_record(cell, lines->number);
        on_identifier(cell, value);
        return GLOSA_OK;
    }
    if (!cell->open)
        return GLOSA_OK;
    cell->bytes += line.size;
    if (cell->bytes > LONGEST_RECORD)
        return GLOSA_PUBLISHED_FAULT(lines, error, "record exceeds %d MiB", LONGEST_RECORD >> 20);
    if (glosa_string_is(line, "//"))
        return end_record(cell, lines, error);
    for (size_t i = 0; coded && i < sizeof tags / sizeof *tags; i++) {
        if (glosa_string_starts(line, tags[i].name))
            tags[i].take(cell, value);
    }
    return GLOSA_OK;
}

static glosa_status import(const glosa_import *import, glosa_error *error)
{
    glosa_published lines = {.path = import->path, .reader = import->reader};
    line_cell cell = {.import = import};
    glosa_status status = glosa_published_each(&lines, take_line, &cell, error);
    if (!status && cell.open)
        status = GLOSA_PUBLISHED_FAULT(&lines, error, "ends inside a record: no '//'");
    if (!status && !cell.found)
        status = glosa_fail(error, GLOSA_DICTIONARY, import->path, -1,
                            "has no record (a line 'ID   name')");
    glosa_naming_free(&cell.naming);
    return status;
}

const glosa_importer glosa_import_cellosaurus = {
    .name = "cellosaurus", .title = "Cellosaurus", .licence = "CC BY 4.0", .kind = "cell",
    .file = "cellosaurus.txt, https://ftp.expasy.org/databases/cellosaurus/",
    .has_taxa = true,
    .import = import,
};

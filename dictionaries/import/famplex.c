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

/* Families that texts are grounded to, by CURIE; the others have no name but their identifier, and
 * TAC or AMY as a name is wrong more often than right. */
typedef struct grounded {
    const glosa_import *import; /* whose sink takes the rest */
    const glosa_row **rows;
    uint32_t size;
} grounded;

static int compare_curies(const void *a, const void *b)
{
    return glosa_string_compare((*(const glosa_row *const *)a)->curie,
                                (*(const glosa_row *const *)b)->curie);
}

static glosa_status pass_grounded(void *state, const glosa_row *row, glosa_error *error)
{
    const grounded *grounded = state;
    bool found = grounded->size && bsearch(&row, grounded->rows, grounded->size,
                                           sizeof(const glosa_row *), compare_curies);
    return found ? grounded->import->sink.add(grounded->import->sink.state, row, error)
                 : GLOSA_OK;
}

static glosa_status add_equivalences(glosa_gathering *gathering, const glosa_import *names,
                                     glosa_error *error)
{
    grounded grounded = {.import = names, .size = gathering->rows.size};
    grounded.rows = glosa_arena_alloc(&gathering->arena, grounded.size * sizeof(glosa_row *));
    glosa_row *kept = glosa_arena_alloc(&gathering->arena, grounded.size * sizeof *kept);
    if (!grounded.rows || !kept)
        return glosa_fail_memory(error, names->path);
    for (uint32_t i = 0; i < grounded.size; i++) {
        kept[i] = gathering->rows.items[i];     /* which move when more are gathered */
        grounded.rows[i] = &kept[i];
    }
    if (grounded.size)
        qsort(grounded.rows, grounded.size, sizeof(const glosa_row *), compare_curies);
    glosa_import equivalences = *names;
    equivalences.path = names->second_path;
    equivalences.reader = names->second;
    equivalences.sink = (glosa_row_sink){&grounded, pass_grounded};
    return glosa_table_import(&equivalences_table, &equivalences, error);
}

static glosa_status import(const glosa_import *import, glosa_error *error)
{
    glosa_gathering gathering = {0};
    glosa_import names = glosa_gathering_begin(&gathering, import);
    glosa_status status = glosa_table_import(&names_table, &names, error);
    if (status == GLOSA_OK && import->second)
        status = add_equivalences(&gathering, &names, error);
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

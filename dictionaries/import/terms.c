/* Tables of terms of any kind: SSSLM, and tables of one's own. */
#include <ctype.h>

#include "dictionaries/import/formats.h"
#include "dictionaries/import/table.h"

/* --- what SSSLM and other tables share --- */

/* An identifier that is a CURIE already, but for capitals in its prefix. */
static void take_curie(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    char prefix[64];
    size_t size = 0;
    (void)column;
    value = glosa_string_trim(value);
    while (size < value.size && size + 1 < sizeof prefix && value.data[size] != ':') {
        prefix[size] = (char)tolower((unsigned char)value.data[size]);
        size++;
    }
    prefix[size] = '\0';
    if (size < value.size && value.data[size] == ':')
        glosa_naming_id(naming, prefix, glosa_string_slice(value, size + 1, value.size));
}

/* The language of a name: as the file says, "es" or "es-419"; else by the kind, since names of
 * drugs and cells, and symbols of genes, are the same in both. NULL: another language. */
static const char *language_of(const glosa_naming *naming, glosa_string said, glosa_string name)
{
    if (glosa_string_is(said, "en") || glosa_string_starts(said, "en-"))
        return "en";
    if (glosa_string_is(said, "es") || glosa_string_starts(said, "es-"))
        return "es";
    if (said.size)
        return glosa_string_is(said, "mul") ? "mul" : NULL;
    if (strcmp(naming->kind, "drug") == 0 || strcmp(naming->kind, "cell") == 0)
        return "mul";
    bool symbols = strcmp(naming->kind, "gene") == 0 || strcmp(naming->kind, "family") == 0;
    return symbols && !memchr(name.data, ' ', name.size) ? "mul" : "en";
}

static void add_name(glosa_naming *naming, glosa_string name, glosa_string language,
                     const char *role)
{
    name = glosa_string_trim(name);
    const char *known = name.size ? language_of(naming, language, name) : NULL;
    if (known)
        glosa_naming_add(naming, name, known, role);
}

/* --- SSSLM: a row for each name, with a predicate --- */

enum { SSSLM_TEXT = 1, SSSLM_NAME, SSSLM_PREDICATE, SSSLM_TYPE, SSSLM_LANGUAGE };

static const glosa_column ssslm_columns[] = {
    {.name = "curie", .use = GLOSA_COLUMN_ID, .take = take_curie},
    [SSSLM_TEXT] = {.name = "text", .use = GLOSA_COLUMN_OTHER},
    [SSSLM_NAME] = {.name = "name", .use = GLOSA_COLUMN_OTHER},
    [SSSLM_PREDICATE] = {.name = "predicate", .use = GLOSA_COLUMN_OTHER},
    [SSSLM_TYPE] = {.name = "type", .use = GLOSA_COLUMN_OTHER, .optional = true},
    [SSSLM_LANGUAGE] = {.name = "language", .use = GLOSA_COLUMN_OTHER, .optional = true},
    {0},
};

/* The role of a name; NULL where it names something wider or narrower, or was given up. */
static const char *ssslm_role(glosa_string predicate, glosa_string type)
{
    static const char *const types[][2] = {
        {"omo:0003000", "abbreviation"}, {"omo:0003012", "abbreviation"},
        {"omo:0003008", "previous"},     {"omo:0003013", "brand"},
    };
    if (glosa_string_is(type, "owl:deprecated"))
        return NULL;
    if (glosa_string_is(predicate, "rdfs:label"))
        return "preferred";
    if (!glosa_string_is(predicate, "oboInOwl:hasExactSynonym") &&
        !glosa_string_is(predicate, "oboInOwl:hasRelatedSynonym") &&
        !glosa_string_is(predicate, "skos:altLabel"))
        return NULL;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (glosa_string_is(type, types[i][0]))
            return types[i][1];
    }
    return "synonym";
}

static void take_ssslm(glosa_naming *naming, const glosa_string *cells)
{
    glosa_string name = cells[SSSLM_NAME];
    if (glosa_string_starts(name, "obsolete"))
        return;
    const char *role = ssslm_role(cells[SSSLM_PREDICATE], cells[SSSLM_TYPE]);
    if (role)
        add_name(naming, cells[SSSLM_TEXT], cells[SSSLM_LANGUAGE], role);
    if (role)
        add_name(naming, name, (glosa_string){0}, "preferred");
}

static const glosa_table ssslm_table = {
    .columns = ssslm_columns, .separator = '\t', .row = take_ssslm,
};

const glosa_importer glosa_import_ssslm = {
    .name = "ssslm",
    .file = "SSSLM with text, curie, name, predicate; lexica of many publishers are at "
            "https://github.com/biopragmatics/biolexica and .../obo-db-ingest",
    .table = &ssslm_table,
};

/* --- a table of one's own --- */

enum { OWN_NAME = 1, OWN_SYNONYMS, OWN_LANGUAGE };

static const glosa_column own_columns[] = {
    {.name = "id|curie", .use = GLOSA_COLUMN_ID, .take = take_curie},
    [OWN_NAME] = {.name = "name|label", .use = GLOSA_COLUMN_OTHER},
    [OWN_SYNONYMS] = {.name = "synonyms", .use = GLOSA_COLUMN_OTHER, .optional = true},
    [OWN_LANGUAGE] = {.name = "language|lang", .use = GLOSA_COLUMN_OTHER, .optional = true},
    {0},
};

static void take_own(glosa_naming *naming, const glosa_string *cells)
{
    glosa_string synonyms = cells[OWN_SYNONYMS], one;
    add_name(naming, cells[OWN_NAME], cells[OWN_LANGUAGE], "preferred");
    while (synonyms.size && glosa_string_next(&synonyms, '|', &one))
        add_name(naming, one, cells[OWN_LANGUAGE], "synonym");
}

static const glosa_table own_table = {.columns = own_columns, .row = take_own};

const glosa_importer glosa_import_table = {
    .name = "table",
    .file = "TSV or CSV with id (a CURIE), name and, at will, synonyms (joined by |) and language",
    .table = &own_table,
};

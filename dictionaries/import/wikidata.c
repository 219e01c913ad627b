/* Answers of Wikidata's query service as TSV. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/table.h"

static const char entity[] = "http://www.wikidata.org/entity/";

/* <http://www.wikidata.org/entity/Q123>, with or without angle brackets, or Q123. */
static void take_item(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    value = glosa_string_trim(value);
    if (value.size > 1 && value.data[0] == '<' && value.data[value.size - 1] == '>')
        value = glosa_string_slice(value, 1, value.size - 1);
    if (glosa_string_starts(value, entity))
        value = glosa_string_slice(value, sizeof entity - 1, value.size);
    glosa_naming_id(naming, column->text, value);
}

/* What a backslash and a letter stand for in Turtle; others stand for themselves. */
static char unescape(char c)
{
    return c == 't' || c == 'n' || c == 'r' ? ' ' : c;
}

/* Takes a literal, "text"@es or "text" or text, apart. */
static glosa_string literal(glosa_naming *naming, glosa_string value, glosa_string *language)
{
    *language = (glosa_string){"", 0};
    value = glosa_string_trim(value);
    const char *end = value.size > 1 && value.data[0] == '"'
                          ? memrchr(value.data + 1, '"', value.size - 1)
                          : NULL;
    if (!end)
        return value;
    size_t closing = (size_t)(end - value.data);
    if (closing + 1 < value.size && value.data[closing + 1] == '@')
        *language = glosa_string_slice(value, closing + 2, value.size);
    char *text = glosa_arena_alloc(&naming->arena, value.size);
    size_t size = 0;
    naming->failed |= !text;
    for (size_t i = 1; text && i < closing; i++) {
        bool escape = value.data[i] == '\\' && i + 1 < closing;
        text[size++] = escape ? unescape(value.data[++i]) : value.data[i];
    }
    return (glosa_string){text, size};
}

/* Labels and other names in Spanish, English or no language; without label Wikidata gives Q123. */
static void take_label(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    glosa_string tag, name = literal(naming, value, &tag);
    const char *language = glosa_string_is(tag, "en")                             ? "en"
                           : glosa_string_is(tag, "es")                           ? "es"
                           : tag.size == 0 || glosa_string_is(tag, "mul") ? "mul"
                                                                                  : NULL;
    glosa_string id = glosa_buffer_view(&naming->curie);
    bool is_id = id.size > 9 && glosa_string_equal(name, glosa_string_slice(id, 9, id.size));
    if (language && !is_id)
        glosa_naming_add(naming, name, language, column->text);
}

static void take_identifier(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    glosa_string tag, id = literal(naming, value, &tag);
    glosa_naming_xref(naming, column->text, id);
}

#define LABEL(column, role)                                                                      \
    {.name = (column), .use = GLOSA_COLUMN_NAME, .text = (role), .optional = true,               \
     .take = take_label}
#define IDENTIFIER(column)                                                                       \
    {.name = (column), .use = GLOSA_COLUMN_XREF, .text = (column), .optional = true,             \
     .take = take_identifier}

static const glosa_column columns[] = {
    {.name = "item", .use = GLOSA_COLUMN_ID, .text = "wikidata", .take = take_item},
    {.name = "label|itemLabel", .use = GLOSA_COLUMN_NAME, .text = "preferred",
     .take = take_label},
    LABEL("altLabel|itemAltLabel", "synonym"),
    LABEL("symbol", "symbol"),
    LABEL("brand", "brand"),
    IDENTIFIER("hgnc"),
    IDENTIFIER("ncbigene"),
    IDENTIFIER("uniprot"),
    IDENTIFIER("ensembl"),
    IDENTIFIER("drugbank"),
    {.name = "chembl", .use = GLOSA_COLUMN_XREF, .text = "chembl.compound", .optional = true,
     .take = take_identifier},
    IDENTIFIER("chebi"),
    IDENTIFIER("mesh"),
    IDENTIFIER("atc"),
    IDENTIFIER("rxnorm"),
    IDENTIFIER("unii"),
    IDENTIFIER("cas"),
    IDENTIFIER("inchikey"),
    {0},
};

static const glosa_table table = {.columns = columns, .separator = '\t', .scattered = true};

const glosa_importer glosa_import_wikidata = {
    .name = "wikidata", .title = "Wikidata", .licence = "CC0",
    .file = "answer of https://query.wikidata.org as TSV with ?item, ?label and, at will, "
            "?altLabel, ?symbol, ?brand, ?drugbank, ?hgnc ...",
    .table = &table,
};

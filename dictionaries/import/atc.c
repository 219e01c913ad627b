/* The ATC index: a table of codes and names, one row for each dose. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/table.h"

/* "combinations", "other lipid modifying agents": what belongs nowhere else is no name. */
static bool is_rest(glosa_string name)
{
    return glosa_string_starts(name, "other ") || glosa_string_starts(name, "various") ||
           glosa_string_is(name, "others") ||
           memmem(name.data, name.size, "combination", 11) != NULL;
}

/* Substances have codes of seven characters, groups shorter ones. One word is an INN, the same in
 * all languages but for its ending. */
static void take_name(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    enum { CURIE_SIZE = sizeof "atc:B01AC06" - 1 };
    if (naming->curie.size != CURIE_SIZE || value.size == 0 || is_rest(value))
        return;
    bool words = memchr(value.data, ' ', value.size) != NULL;
    glosa_naming_add(naming, value, words ? "en" : column->language, column->text);
}

static const glosa_column columns[] = {
    GLOSA_ID("atc_code|ATC code|ATCCode|code", "atc"),
    {.name = "atc_name|ATC level name|name", .use = GLOSA_COLUMN_NAME, .text = "preferred",
     .language = "mul", .take = take_name},
    {0},
};

static const glosa_table table = {.columns = columns};

const glosa_importer glosa_import_atc = {
    .name = "atc", .title = "ATC", .licence = "WHO Collaborating Centre, no commercial use",
    .kind = "drug",
    .file = "the index as CSV or TSV with ATC code and ATC level name, "
            "https://atcddd.fhi.no/atc_ddd_index_and_guidelines/order/",
    .table = &table,
};

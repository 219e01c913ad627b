/* UniProt's table of proteins. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/table.h"

/* Other names in parentheses that are none: EC numbers, and what is said of the sequence. */
static bool is_remark(glosa_string name)
{
    bool ec = name.size > 3 && glosa_string_starts(name, "EC ") &&
              ((name.data[3] >= '0' && name.data[3] <= '9') || name.data[3] == '-');
    return ec || glosa_string_is(name, "Fragment") || glosa_string_is(name, "Fragments");
}

/* Where the parentheses open that close at the end of the text; text.size where none do. */
static size_t last_group(glosa_string text)
{
    int depth = 0;
    for (size_t at = text.size; at > 0; at--) {
        depth += text.data[at - 1] == ')';
        depth -= text.data[at - 1] == '(';
        if (depth == 0)
            return text.data[at - 1] == '(' ? at - 1 : text.size;
    }
    return text.size;
}

static bool is_balanced(glosa_string text)
{
    int depth = 0;
    for (size_t at = 0; at < text.size && depth >= 0; at++)
        depth += (text.data[at] == '(') - (text.data[at] == ')');
    return depth == 0;
}

/* "Name (other name) (another)": a group in parentheses behind a blank is a name of its own, and
 * others, "A(2)", belong to the name that they stand in. With unbalanced ones it is one name. */
static void take_names(glosa_naming *naming, glosa_string text, const char *role)
{
    glosa_string name = glosa_string_trim(text);
    size_t open = is_balanced(name) ? last_group(name) : name.size;
    while (open < name.size && open > 0 && name.data[open - 1] == ' ') {
        name = glosa_string_trim(glosa_string_slice(name, 0, open));
        open = last_group(name);
    }
    glosa_naming_add(naming, name, "en", role);
    if (!is_balanced(text))
        return;
    glosa_string rest = glosa_string_slice(text, (size_t)(name.data + name.size - text.data),
                                           text.size);
    size_t start = 0;
    int depth = 0;
    for (size_t at = 0; at < rest.size; at++) {
        if (rest.data[at] == '(' && depth++ == 0)
            start = at + 1;
        if (rest.data[at] != ')' || --depth != 0)
            continue;
        glosa_string other = glosa_string_slice(rest, start, at);
        if (!is_remark(other))
            glosa_naming_add(naming, other, "en", "synonym");
    }
}

/* What the protein is cut into, or has inside: "A (B); C]..." up to the bracket that closes. */
static void take_parts(glosa_naming *naming, glosa_string text)
{
    int brackets = 1, parentheses = 0;
    size_t start = 0;
    for (size_t at = 0; at < text.size && brackets > 0; at++) {
        char c = text.data[at];
        brackets += (c == '[') - (c == ']');
        parentheses += (c == '(') - (c == ')');
        if (brackets == 0 || (c == ';' && brackets == 1 && parentheses == 0)) {
            take_names(naming, glosa_string_slice(text, start, at), "synonym");
            start = at + 1;
        }
    }
}

static size_t find(glosa_string text, const char *what)
{
    const char *found = memmem(text.data, text.size, what, strlen(what));
    return found ? (size_t)(found - text.data) : text.size;
}

static void take_protein_names(glosa_naming *naming, glosa_string value,
                               const glosa_column *column)
{
    static const char *const sections[] = {" [Cleaved into: ", " [Includes: "};
    size_t starts[2], end = value.size;
    (void)column;
    for (size_t i = 0; i < 2; i++) {
        starts[i] = find(value, sections[i]);
        end = starts[i] < end ? starts[i] : end;
    }
    take_names(naming, glosa_string_slice(value, 0, end), "preferred");
    for (size_t i = 0; i < 2; i++) {
        if (starts[i] < value.size)
            take_parts(naming, glosa_string_slice(value, starts[i] + strlen(sections[i]),
                                                  value.size));
    }
}

/* Symbols between blanks; those of several genes of one protein have a semicolon between. */
static void take_symbol(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    (void)column;
    if (value.size && value.data[value.size - 1] == ';')
        value.size--;
    glosa_naming_add(naming, value, "mul", "symbol");
}

static const glosa_column columns[] = {
    GLOSA_ID("Entry", "uniprot"),
    {.name = "Organism (ID)", .use = GLOSA_COLUMN_TAXON, .optional = true},
    {.name = "Protein names", .use = GLOSA_COLUMN_OTHER, .take = take_protein_names},
    {.name = "Gene names", .use = GLOSA_COLUMN_OTHER, .between = ' ', .take = take_symbol},
    GLOSA_XREF_IF("GeneID|Cross-reference (GeneID)", "ncbigene", ';'),
    GLOSA_XREF_IF("HGNC|Cross-reference (HGNC)", "hgnc", ';'),
    {0},
};

static const glosa_table table = {.columns = columns, .separator = '\t'};

const glosa_importer glosa_import_uniprot = {
    .name = "uniprot", .title = "UniProt", .licence = "CC BY 4.0", .kind = "gene",
    .has_taxa = true,
    .file = "TSV with Entry, Protein names, Gene Names, Organism (ID), "
            "https://www.uniprot.org/uniprotkb?query=reviewed:true+organism_id:9606",
    .table = &table,
};

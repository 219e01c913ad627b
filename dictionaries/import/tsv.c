#include "dictionaries/import/tsv.h"

#include "dictionaries/import/whole_file.h"
#include "pipeline/base/digest.h"

enum { KIND, CURIE, NAME, LANGUAGE, ROLE, FLAGS, XREFS, ORIGIN, COLUMNS };

static const char *const column_names[COLUMNS] = {"kind", "id",    "name",  "language",
                                                  "role", "flags", "xrefs", "origin"};

typedef struct place {
    const char *path;
    int64_t line;
    size_t columns;                /* of the file: all, or all but the origin */
    glosa_error *error;
} place;

static glosa_status fault(const place *place, int column, const char *what)
{
    return glosa_fail(place->error, GLOSA_DICTIONARY, place->path, place->line,
                      "column '%s': %s", column_names[column], what);
}

static glosa_status add_source(glosa_row_table *table, const char *path, glosa_string bytes,
                               glosa_error *error)
{
    char hex[GLOSA_DIGEST_SIZE];
    glosa_digest(bytes, hex);
    return glosa_row_table_add_source(table, "", path, hex) ? GLOSA_OK
                                                            : glosa_fail_memory(error, path);
}

static glosa_status check_header(place *place, glosa_string line)
{
    glosa_string cells[COLUMNS];
    place->columns = glosa_split_cells(line, cells, COLUMNS);
    bool right = place->columns == COLUMNS || place->columns == COLUMNS - 1;
    for (size_t i = 0; right && i < place->columns; i++)
        right = glosa_string_is(cells[i], column_names[i]);
    if (right)
        return GLOSA_OK;
    return glosa_fail(place->error, GLOSA_DICTIONARY, place->path, place->line,
                      "the header must be kind, id, name, language, role, flags, xrefs and, at "
                      "will, origin, separated by tabs");
}

bool glosa_is_curie(glosa_string id)
{
    size_t at = 0;
    while (at < id.size && (id.data[at] == '.' || (id.data[at] >= 'a' && id.data[at] <= 'z') ||
                            (id.data[at] >= '0' && id.data[at] <= '9')))
        at++;
    if (at == 0 || at + 1 >= id.size || id.data[at] != ':')
        return false;
    for (; at < id.size; at++) {
        if ((unsigned char)id.data[at] <= ' ' || id.data[at] == '|')
            return false;
    }
    return true;
}

static glosa_status parse_flags(const place *place, glosa_string cell, uint32_t *flags)
{
    glosa_string word;
    while (cell.size && glosa_string_next(&cell, '|', &word)) {
        uint32_t flag = glosa_name_flag_of(word);
        if (!flag)
            return fault(place, FLAGS, "flags are case, never-alone, needs-context, joined by |");
        *flags |= flag;
    }
    return GLOSA_OK;
}

static bool is_one_of(glosa_string cell, const char *const *words)
{
    while (*words && !glosa_string_is(cell, *words))
        words++;
    return *words;
}

static bool are_curies(glosa_string cell)
{
    glosa_string one;
    while (cell.size && glosa_string_next(&cell, '|', &one)) {
        if (!glosa_is_curie(one))
            return false;
    }
    return true;
}

static bool has_control(glosa_string cell)
{
    for (size_t i = 0; i < cell.size; i++) {
        if ((unsigned char)cell.data[i] < ' ' || cell.data[i] == 0x7F)
            return true;
    }
    return false;
}

static glosa_status check_cells(const place *place, const glosa_string *cells)
{
    glosa_string name = glosa_string_trim(cells[NAME]);
    for (int i = 0; i < COLUMNS; i++) {
        if (has_control(cells[i]))
            return fault(place, i, "has a control character");
    }
    if (cells[KIND].size == 0)
        return fault(place, KIND, "is empty");
    if (!glosa_is_curie(cells[CURIE]))
        return fault(place, CURIE, "must be a CURIE such as hgnc:2561");
    if (name.size == 0 || name.size != cells[NAME].size)
        return fault(place, NAME, "is empty or has blanks at its ends");
    if (name.size > GLOSA_LONGEST_NAME)
        return fault(place, NAME, "exceeds 1000 bytes");
    if (!is_one_of(cells[LANGUAGE], glosa_row_languages))
        return fault(place, LANGUAGE, "must be en, es or mul");
    if (!is_one_of(cells[ROLE], glosa_row_roles))
        return fault(place, ROLE, "must be preferred, symbol, synonym, previous, abbreviation, "
                                  "brand, code or formula");
    if (!are_curies(cells[XREFS]))
        return fault(place, XREFS, "must be CURIEs such as uniprot:P61073, joined by |");
    return GLOSA_OK;
}

static glosa_status add_row(glosa_row_table *table, const place *place, glosa_string line)
{
    glosa_string cells[COLUMNS] = {0};
    if (glosa_split_cells(line, cells, COLUMNS) != place->columns)
        return glosa_fail(place->error, GLOSA_DICTIONARY, place->path, place->line,
                          "a row has %s columns separated by tabs, as the header",
                          place->columns == COLUMNS ? "eight" : "seven");
    uint32_t flags = 0;
    glosa_status status = check_cells(place, cells);
    if (status == GLOSA_OK)
        status = parse_flags(place, cells[FLAGS], &flags);
    if (status)
        return status;
    glosa_row *row = glosa_row_table_add(table);
    if (!row)
        return glosa_fail_memory(place->error, place->path);
    *row = (glosa_row){
        .kind = cells[KIND], .curie = cells[CURIE], .name = cells[NAME],
        .language = cells[LANGUAGE], .role = cells[ROLE], .xrefs = cells[XREFS],
        .curated = !cells[ORIGIN].size,
        .origin = cells[ORIGIN].size ? cells[ORIGIN]
                                     : table->sources.items[table->sources.size - 1].name,
        .flags = flags, .source = table->sources.size - 1, .line = (uint32_t)place->line,
    };
    table->sources.items[row->source].rows++;
    return GLOSA_OK;
}

glosa_status glosa_tsv_import(glosa_row_table *table, const char *path, glosa_error *error)
{
    glosa_string bytes, line;
    bool more = true;
    glosa_status status = glosa_read_whole(&table->arena, path, &bytes, error);
    if (status == GLOSA_OK)
        status = add_source(table, path, bytes, error);
    if (status)
        return status;
    place place = {.path = path, .error = error};
    glosa_text_lines lines = glosa_text_lines_of(path, bytes);
    while (status == GLOSA_OK) {
        status = glosa_text_lines_next(&lines, &line, &more, error);
        if (status || !more)
            break;
        place.line = lines.number;
        status = place.line == 1 ? check_header(&place, line) : add_row(table, &place, line);
    }
    if (status == GLOSA_OK && place.line == 0)
        status = glosa_fail(error, GLOSA_DICTIONARY, path, -1, "is empty");
    return status;
}

#include "dictionaries/import/table.h"

#include "dictionaries/import/gathering.h"
#include "dictionaries/import/table_rows.h"

enum { MOST_NAMES = 1 << 16 };  /* of one entity in memory */

typedef struct reading {
    const glosa_table *table;
    const glosa_import *import;
    glosa_table_rows rows;
    size_t width;                               /* columns of the file */
    size_t places[GLOSA_TABLE_MOST_COLUMNS];    /* of the recipe's; SIZE_MAX: not in the file */
    glosa_string cells[GLOSA_TABLE_MOST_COLUMNS];
    glosa_naming naming;
    glosa_buffer id;                            /* as published, of the entity being read */
} reading;

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool equal_without_case(glosa_string a, glosa_string b)
{
    size_t at = 0;
    while (at < a.size && at < b.size && lower(a.data[at]) == lower(b.data[at]))
        at++;
    return at == a.size && at == b.size;
}

/* Whether a column of the file is one of those. */
static bool is_named(glosa_string found, const char *names)
{
    glosa_string rest = glosa_string_of(names), name;
    found = glosa_string_trim(found);
    if (found.size && (found.data[0] == '#' || found.data[0] == '?'))
        found = glosa_string_slice(found, 1, found.size);
    while (glosa_string_next(&rest, '|', &name)) {
        if (equal_without_case(found, name))
            return true;
    }
    return false;
}

static glosa_status missing_column(const reading *reading, const char *name, glosa_error *error)
{
    glosa_buffer found = {0};
    for (size_t i = 0; i < reading->rows.size && found.size < 300; i++)
        glosa_buffer_format(&found, "%s%.*s", i ? ", " : "",
                            GLOSA_PRINT(reading->rows.items[i]));
    glosa_status status = glosa_fail(error, GLOSA_DICTIONARY, reading->import->path,
                                     reading->rows.line, "no column '%.*s'; found: %.*s",
                                     (int)strcspn(name, "|"), name, (int)found.size,
                                     found.data ? found.data : "");
    glosa_buffer_free(&found);
    return status;
}

static size_t find_column(const reading *reading, const char *name)
{
    for (size_t i = 0; i < reading->rows.size; i++) {
        if (is_named(reading->rows.items[i], name))
            return i;
    }
    return SIZE_MAX;
}

/* Columns that a file may lack, unless the user wants one species. */
static bool is_needed(const reading *reading, const glosa_column *column)
{
    return !column->optional || (column->use == GLOSA_COLUMN_TAXON && reading->import->taxon);
}

static glosa_status read_header(reading *reading, glosa_error *error)
{
    bool more;
    glosa_status status = glosa_table_rows_first(&reading->rows, reading->table->comment, &more,
                                                 error);
    if (status)
        return status;
    if (!more)
        return glosa_fail(error, GLOSA_DICTIONARY, reading->import->path, -1, "is empty");
    reading->width = reading->rows.size;
    const glosa_column *columns = reading->table->columns;
    for (size_t i = 0; columns[i].name; i++) {
        reading->places[i] = find_column(reading, columns[i].name);
        if (reading->places[i] == SIZE_MAX && is_needed(reading, &columns[i]))
            return missing_column(reading, columns[i].name, error);
    }
    return GLOSA_OK;
}

static void place_columns(reading *reading)
{
    const char *const *header = reading->table->header;
    while (header[reading->width])
        reading->width++;
    const glosa_column *columns = reading->table->columns;
    for (size_t i = 0; columns[i].name; i++) {
        size_t at = 0;
        while (at < reading->width && strcmp(header[at], columns[i].name) != 0)
            at++;
        reading->places[i] = at < reading->width ? at : SIZE_MAX;
    }
}

static glosa_status wrong_width(const reading *reading, glosa_error *error)
{
    const glosa_table_rows *rows = &reading->rows;
    const glosa_column *column = reading->table->columns;
    const size_t *place = reading->places;
    while (column->name && (*place == SIZE_MAX || *place < rows->size))
        column++, place++;
    const char *name = column->name ? column->name : "";
    return glosa_fail(error, GLOSA_DICTIONARY, reading->import->path, rows->line,
                      "row has %zu columns; expected %zu%s%.*s%s", rows->size, reading->width,
                      *name ? ", there is no '" : "", (int)strcspn(name, "|"), name,
                      *name ? "'" : "");
}

static glosa_status pick_cells(reading *reading, glosa_error *error)
{
    const glosa_table_rows *rows = &reading->rows;
    if (rows->size != reading->width)
        return wrong_width(reading, error);
    const char *missing = reading->table->missing;
    for (size_t i = 0; reading->table->columns[i].name; i++) {
        size_t place = reading->places[i];
        reading->cells[i] = (glosa_string){"", 0};
        if (place != SIZE_MAX && !(missing && glosa_string_is(rows->items[place], missing)))
            reading->cells[i] = rows->items[place];
    }
    return GLOSA_OK;
}

static bool is_one_of(glosa_string value, const char *list)
{
    glosa_string rest = glosa_string_of(list), one;
    value = glosa_string_trim(value);
    while (glosa_string_next(&rest, '|', &one)) {
        if (glosa_string_equal(one, value))
            return true;
    }
    return false;
}

/* Whether the taxon, "9606" or "NCBITaxon:9606", is the one that is wanted. */
static bool is_wanted_taxon(glosa_string cell, const char *taxon)
{
    const char *colon = cell.size ? memchr(cell.data, ':', cell.size) : NULL;
    if (colon)
        cell = glosa_string_slice(cell, (size_t)(colon + 1 - cell.data), cell.size);
    return !taxon || glosa_string_is(glosa_string_trim(cell), taxon);
}

static bool is_kept(const reading *reading)
{
    const glosa_column *columns = reading->table->columns;
    for (size_t i = 0; columns[i].name; i++) {
        if (reading->places[i] == SIZE_MAX)
            continue;
        bool keep = columns[i].use == GLOSA_COLUMN_KEEP;
        if ((keep || columns[i].use == GLOSA_COLUMN_DROP) &&
            is_one_of(reading->cells[i], columns[i].text) != keep)
            return false;
        if (columns[i].use == GLOSA_COLUMN_TAXON &&
            !is_wanted_taxon(reading->cells[i], reading->import->taxon))
            return false;
    }
    return true;
}

/* Goes on with the entity of this row: the one before, or a new one. */
static glosa_status set_entity(reading *reading, glosa_error *error)
{
    size_t at = 0;
    const glosa_column *columns = reading->table->columns;
    while (columns[at].use != GLOSA_COLUMN_ID)
        at++;
    glosa_string id = reading->cells[at];
    if (reading->naming.import && glosa_string_equal(id, glosa_buffer_view(&reading->id)) &&
        reading->naming.names.size < MOST_NAMES)
        return GLOSA_OK;
    glosa_status status = glosa_naming_end(&reading->naming, error);
    if (status)
        return status;
    glosa_naming_begin(&reading->naming, reading->import, reading->rows.line);
    glosa_buffer_clear(&reading->id);
    glosa_buffer_string(&reading->id, id);
    if (reading->id.failed)
        return glosa_fail_memory(error, reading->import->path);
    if (columns[at].take)
        columns[at].take(&reading->naming, id, &columns[at]);
    else if (!glosa_naming_id(&reading->naming, columns[at].text, id))
        return glosa_fail(error, GLOSA_DICTIONARY, reading->import->path, reading->rows.line,
                          "column '%s': '%.*s' is no identifier", columns[at].name,
                          (int)(id.size < 100 ? id.size : 100), id.data);
    return GLOSA_OK;
}

static void take_value(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    if (column->take)
        column->take(naming, value, column);
    else if (column->use == GLOSA_COLUMN_NAME)
        glosa_naming_add(naming, value, column->language, column->text);
    else if (column->use == GLOSA_COLUMN_XREF)
        glosa_naming_xref(naming, column->text, value);
}

static void take_cell(glosa_naming *naming, glosa_string cell, const glosa_column *column)
{
    glosa_string value;
    if (!column->between) {
        take_value(naming, cell, column);
        return;
    }
    while (cell.size && glosa_string_next(&cell, column->between, &value))
        take_value(naming, value, column);
}

static glosa_status read_row(reading *reading, glosa_error *error)
{
    glosa_status status = pick_cells(reading, error);
    if (status || !is_kept(reading))
        return status;
    status = set_entity(reading, error);
    if (status)
        return status;
    const glosa_column *columns = reading->table->columns;
    for (size_t i = 0; columns[i].name; i++) {
        if (columns[i].use != GLOSA_COLUMN_ID && reading->cells[i].size)
            take_cell(&reading->naming, reading->cells[i], &columns[i]);
    }
    if (reading->table->row)
        reading->table->row(&reading->naming, reading->cells);
    return GLOSA_OK;
}

static glosa_status read_rows(reading *reading, glosa_error *error)
{
    bool more = true;
    glosa_status status = GLOSA_OK;
    while (status == GLOSA_OK && more) {
        status = glosa_table_rows_next(&reading->rows, &more, error);
        if (status == GLOSA_OK && more)
            status = read_row(reading, error);
    }
    return status ? status : glosa_naming_end(&reading->naming, error);
}

static glosa_status read_table(reading *reading, glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    if (reading->table->header)
        place_columns(reading);
    else
        status = read_header(reading, error);
    if (status == GLOSA_OK)
        status = read_rows(reading, error);
    glosa_naming_free(&reading->naming);
    glosa_buffer_free(&reading->id);
    glosa_table_rows_free(&reading->rows);
    return status;
}

glosa_status glosa_table_import(const glosa_table *table, const glosa_import *import,
                                glosa_error *error)
{
    glosa_gathering gathering = {0};
    glosa_import gathered = glosa_gathering_begin(&gathering, import);
    reading reading = {
        .table = table, .import = table->scattered ? &gathered : import,
        .rows = {.lines = {.path = import->path, .reader = import->reader,
                           .separator = table->separator == '\t' ? '\t' : 0},
                 .separator = table->separator, .quoting = table->quoting},
    };
    glosa_status status = read_table(&reading, error);
    if (status == GLOSA_OK && table->scattered)
        status = glosa_gathering_end(&gathering, error);
    glosa_gathering_free(&gathering);
    return status;
}

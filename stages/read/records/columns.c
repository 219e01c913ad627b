#include "stages/read/records/columns.h"

#include "pipeline/input/cut.h"

enum {
    NAME_SIZE = 40,     /* bytes of the longest name of a column, and one */
    ROWS = 4,           /* that are looked at, the names included */
};

static size_t skip_quoted(glosa_string text, bool *doubled)
{
    size_t at = 1;
    for (; at < text.size; at++) {
        if (text.data[at] != '"')
            continue;
        if (at + 1 == text.size || text.data[at + 1] != '"')
            return at;
        *doubled = true;
        at++;
    }
    return at;
}

static size_t field_end(glosa_string text, size_t at, char separator)
{
    while (at < text.size && text.data[at] != separator && text.data[at] != '\n')
        at++;
    return at;
}

/* Whether a field is written in quotes. Many programs write tabs without any, so between tabs
 * they must enclose the whole field. */
static bool is_quoted(glosa_string text, char separator)
{
    bool doubled;
    if (!text.size || text.data[0] != '"')
        return false;
    if (separator != '\t')
        return true;
    size_t end = field_end(text, 0, separator);
    end -= text.data[end - 1] == '\r';
    return end > 1 && skip_quoted(glosa_string_slice(text, 0, end), &doubled) == end - 1;
}

glosa_field glosa_field_next(glosa_string *rest, char separator)
{
    glosa_field field = {0};
    size_t from = 0, at = 0;
    bool quoted = is_quoted(*rest, separator);
    if (quoted) {
        from = 1;
        at = skip_quoted(*rest, &field.doubled);
        field.broken = at == rest->size;
        field.text = glosa_string_slice(*rest, from, at);
        from = at += at < rest->size;
    }
    at = field_end(*rest, at, separator);
    size_t end = at;
    field.last = at == rest->size || rest->data[at] == '\n';
    if (field.last && end > from && rest->data[end - 1] == '\r')
        end--;
    if (quoted)
        field.broken |= end > from;
    else
        field.text = glosa_string_slice(*rest, from, end);
    at += at < rest->size;
    *rest = glosa_string_slice(*rest, at, rest->size);
    return field;
}

/* The name in small letters without accents, blanks and the like: "Año de publicación", in UTF-8 or
 * Latin-1, is "anodepublicacion". Empty where it is too long to be of any list. */
static void simplify(glosa_string name, char out[NAME_SIZE])
{
    static const char plain[] = "aaaaaaaceeeeiiiidnooooo*ouuuuyts"; /* U+00E0 ... */
    size_t size = 0;
    memset(out, 0, NAME_SIZE);
    for (size_t i = 0; i < name.size && name.size < NAME_SIZE; i++) {
        unsigned char c = (unsigned char)name.data[i];
        if (c >= 0xC0) {
            bool pair = c == 0xC3 && i + 1 < name.size && (name.data[i + 1] & 0xC0) == 0x80;
            i += pair;
            out[size++] = plain[(unsigned char)name.data[i] & 0x1F];
        } else if (c >= 'A' && c <= 'Z') {
            out[size++] = (char)(c | 0x20);
        } else if (c != ' ' && c != '_' && c != '-' && c != '.' && c != '"') {
            out[size++] = (char)c;
        }
    }
}

glosa_column glosa_column_of(glosa_string name)
{
    static const struct {
        char name[NAME_SIZE];
        glosa_column column;
    } names[] = {
        {"title", GLOSA_COLUMN_TITLE},           {"titulo", GLOSA_COLUMN_TITLE},
        {"articletitle", GLOSA_COLUMN_TITLE},    {"titulodelarticulo", GLOSA_COLUMN_TITLE},
        {"abstract", GLOSA_COLUMN_ABSTRACT},     {"resumen", GLOSA_COLUMN_ABSTRACT},
        {"abstracttext", GLOSA_COLUMN_ABSTRACT}, {"text", GLOSA_COLUMN_TEXT},
        {"texto", GLOSA_COLUMN_TEXT},            {"fulltext", GLOSA_COLUMN_TEXT},
        {"textocompleto", GLOSA_COLUMN_TEXT},    {"id", GLOSA_COLUMN_ID},
        {"name", GLOSA_COLUMN_ID},               {"nombre", GLOSA_COLUMN_ID},
        {"identifier", GLOSA_COLUMN_ID},         {"identificador", GLOSA_COLUMN_ID},
        {"documentid", GLOSA_COLUMN_ID},         {"docid", GLOSA_COLUMN_ID},
        {"document", GLOSA_COLUMN_ID},           {"documento", GLOSA_COLUMN_ID},
        {"lang", GLOSA_COLUMN_LANGUAGE},         {"language", GLOSA_COLUMN_LANGUAGE},
        {"idioma", GLOSA_COLUMN_LANGUAGE},       {"lengua", GLOSA_COLUMN_LANGUAGE},
        {"year", GLOSA_COLUMN_YEAR},             {"ano", GLOSA_COLUMN_YEAR},
        {"anio", GLOSA_COLUMN_YEAR},             {"publicationyear", GLOSA_COLUMN_YEAR},
        {"pubyear", GLOSA_COLUMN_YEAR},          {"anodepublicacion", GLOSA_COLUMN_YEAR},
        {"doi", GLOSA_COLUMN_DOI},               {"pmid", GLOSA_COLUMN_PMID},
        {"pubmedid", GLOSA_COLUMN_PMID},         {"pmcid", GLOSA_COLUMN_PMCID},
        {"pmc", GLOSA_COLUMN_PMCID},             {"start", GLOSA_COLUMN_PLACE},
        {"end", GLOSA_COLUMN_PLACE},             {"startspan", GLOSA_COLUMN_PLACE},
        {"endspan", GLOSA_COLUMN_PLACE},         {"span", GLOSA_COLUMN_PLACE},
        {"offset", GLOSA_COLUMN_PLACE},          {"off0", GLOSA_COLUMN_PLACE},
        {"off1", GLOSA_COLUMN_PLACE},            {"inicio", GLOSA_COLUMN_PLACE},
        {"fin", GLOSA_COLUMN_PLACE},             {"length", GLOSA_COLUMN_PLACE},
    };
    char simple[NAME_SIZE];
    simplify(glosa_string_trim(name), simple);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(simple, names[i].name) == 0)
            return names[i].column;
    }
    return GLOSA_COLUMNS;
}

/* --- recognizing --- */

struct names {
    unsigned count, known;
    bool texts, places;
    bool identified;    /* one says which article it is */
    bool named;         /* every field may be a name */
};

/* Whether a field may be the name of a column: a few words, no end of a sentence. */
static bool is_name(glosa_field field)
{
    glosa_string name = glosa_string_trim(field.text);
    unsigned blanks = 0;
    for (size_t i = 0; i < name.size; i++)
        blanks += name.data[i] == ' ';
    return name.size && name.size < NAME_SIZE && blanks < 4 && !field.broken &&
           !memchr(".:;?!", name.data[name.size - 1], 5);
}

static struct names read_names(glosa_string *rest, char separator)
{
    struct names names = {.named = true};
    bool more = true;
    while (more && names.count < GLOSA_MOST_COLUMNS) {
        glosa_field field = glosa_field_next(rest, separator);
        glosa_column column = glosa_column_of(field.text);
        more = !field.last;
        /* The first of a table that a program wrote with its row numbers has no name. */
        names.named &= is_name(field) || (names.count == 0 && !field.text.size);
        names.count++;
        names.known += column < GLOSA_COLUMNS;
        names.texts |= column <= GLOSA_COLUMN_TEXT;
        names.places |= column == GLOSA_COLUMN_PLACE;
        names.identified |= column == GLOSA_COLUMN_ID || column == GLOSA_COLUMN_DOI ||
                            column == GLOSA_COLUMN_PMID || column == GLOSA_COLUMN_PMCID;
    }
    return names;
}

/* How many of the next rows have as many fields as there are names; *others those that have not.
 * A row that the head cuts off counts for neither. */
static unsigned count_rows(glosa_string rest, char separator, unsigned fields, unsigned *others)
{
    unsigned even = 0;
    *others = 0;
    for (unsigned row = 1; row < ROWS && rest.size; row++) {
        unsigned count = 0;
        glosa_field field = {0};
        while (!field.last && count < 2 * GLOSA_MOST_COLUMNS) {
            field = glosa_field_next(&rest, separator);
            count += field.last || !field.broken;
        }
        bool ended = rest.size || !field.broken;
        even += ended && count == fields;
        *others += ended && count != fields;
    }
    return even;
}

static glosa_string first_line(glosa_string text)
{
    const char *end = text.size ? memchr(text.data, '\n', text.size) : NULL;
    return end ? glosa_string_slice(text, 0, (size_t)(end - text.data)) : text;
}

/* Whether so many names that are known are no accident: two, or one and rows that fit. */
static bool is_sure(struct names names, unsigned even, unsigned others)
{
    bool all = names.known == names.count && names.identified;
    return even > others || (names.known > 1 && (!others || all)) || names.known > 2;
}

glosa_table_kind glosa_table_of(glosa_string head, char usual, char *separator)
{
    unsigned others;
    *separator = glosa_rows_separator(first_line(head));
    if (!*separator)
        *separator = usual;
    if (!*separator || !head.size || memchr("{[<", head.data[0], 3))
        return GLOSA_TABLE_NONE;
    glosa_string rest = head;
    struct names names = read_names(&rest, *separator);
    unsigned even = count_rows(rest, *separator, names.count, &others);
    bool readable = names.texts && !names.places;
    if (usual && (readable || names.count > 1))
        return readable ? GLOSA_TABLE_TEXTS : GLOSA_TABLE_OTHER;
    /* Beside three names that are known another one may be a whole sentence. */
    if ((!names.named && names.known < 3) || names.count < 2)
        return GLOSA_TABLE_NONE;
    if (readable && is_sure(names, even, others))
        return GLOSA_TABLE_TEXTS;
    /* Lists in prose have commas, too: more is asked of a table that nobody can read. */
    bool table = even > 1 && !others && names.count > 2 && (*separator == '\t' || names.known);
    return table ? GLOSA_TABLE_OTHER : GLOSA_TABLE_NONE;
}

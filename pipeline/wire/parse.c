/* Parsing a line of the wire: yajl's events fill rows by the tables; what no table knows is kept
 * as it stands. Offsets are read as code points and become bytes once the whole line is read, so
 * that the order of the members does not matter. */
#include <yajl/yajl_parse.h>

#include "pipeline/wire/json.h"
#include "pipeline/wire/tables.h"
#include "pipeline/wire/wire.h"

enum { DEEPEST = 64 };

/* What the member of the document that is being read is. */
typedef enum place {
    PLACE_NONE,
    PLACE_STRING,
    PLACE_FAILED,
    PLACE_LAST,
    PLACE_METADATA,
    PLACE_TABLE,
} place;

typedef struct line_parser {
    glosa_document *document;
    yajl_handle yajl;
    place place;
    unsigned depth;                 /* open brackets; 1 is between the document's members */
    glosa_string *string;           /* where PLACE_STRING puts the value */
    const glosa_wire_table *table;
    uint32_t row_number;
    char *row;
    const glosa_column *columns;    /* of the row or the metadata */
    size_t column_count, column;    /* the column that the next value belongs to */
    unsigned unknown_depth;         /* depth of the unknown member being skipped; 0: none */
    size_t unknown_start;           /* byte behind its key */
    glosa_buffer unknown;           /* the unknown member, as it will be handed on */
    glosa_buffer extras;            /* unknown members of the document itself */
    glosa_layers seen;
    bool memory_failed;
    char fault[160];
} line_parser;

static int refuse(line_parser *parser, const char *fault, const char *detail)
{
    snprintf(parser->fault, sizeof parser->fault, "%s '%s'", fault, detail);
    return 0;
}

static int no_memory(line_parser *parser)
{
    parser->memory_failed = true;
    return 0;
}

/* --- values of rows --- */

static bool store_number(glosa_column_type type, char *member, double real, int64_t number)
{
    uint32_t small = (uint32_t)number;
    float score = real >= 0 && real <= 1 ? (float)real : 0;
    switch (type) {
    case GLOSA_COLUMN_SCORE:
        memcpy(member, &score, sizeof score);
        return real >= 0 && real <= 1;
    case GLOSA_COLUMN_POSITION: memcpy(member, &number, sizeof number); return true;
    case GLOSA_COLUMN_LEVEL:
        *(uint8_t *)member = (uint8_t)number;
        return number >= 0 && number <= UINT8_MAX;
    case GLOSA_COLUMN_SOURCE_OFFSET:
    case GLOSA_COLUMN_TEXT_OFFSET:
    case GLOSA_COLUMN_NUMBER:
        memcpy(member, &small, sizeof small);
        return number >= 0 && number <= UINT32_MAX;
    default: return false;
    }
}

static bool status_of(glosa_string name, glosa_status *status)
{
#define X(enumerator, text, meaning)                                                           \
    if (glosa_string_is(name, text)) {                                                         \
        *status = enumerator;                                                                  \
        return true;                                                                           \
    }
    GLOSA_DOCUMENT_STATUSES(X)
#undef X
    return false;
}

static bool store_flags(char *member, glosa_string names)
{
    uint32_t flags = 0;
    glosa_string name;
    while (names.size && glosa_string_next(&names, '|', &name)) {
        uint32_t flag = glosa_name_flag_of(name);
        if (!flag)
            return false;
        flags |= flag;
    }
    memcpy(member, &flags, sizeof flags);
    return true;
}

static bool store_string(line_parser *parser, glosa_column_type type, char *member,
                         glosa_string value)
{
    glosa_string kept;
    switch (type) {
    case GLOSA_COLUMN_STRING:
        kept = glosa_document_keep(parser->document, value);
        memcpy(member, &kept, sizeof kept);
        return kept.data || !no_memory(parser);
    case GLOSA_COLUMN_SECTION_KIND:
        return glosa_section_kind_of(value, (glosa_section_kind *)member);
    case GLOSA_COLUMN_BLOCK_KIND: return glosa_block_kind_of(value, (glosa_block_kind *)member);
    case GLOSA_COLUMN_SHAPE: return glosa_shape_of(value, (glosa_shape *)member);
    case GLOSA_COLUMN_STATUS: return status_of(value, (glosa_status *)member);
    case GLOSA_COLUMN_FLAGS: return store_flags(member, value);
    default: return false;
    }
}

/* The column for the next value, moving on in rows that are arrays; NULL where none is due. */
static const glosa_column *next_column(line_parser *parser)
{
    if (!parser->row || parser->column >= parser->column_count)
        return NULL;
    const glosa_column *column = &parser->columns[parser->column];
    if (parser->place == PLACE_TABLE && parser->table->arrays)
        parser->column++;
    else
        parser->column = parser->column_count;
    return column;
}

/* --- unknown members --- */

static int start_unknown(line_parser *parser, glosa_string key)
{
    parser->unknown_depth = parser->depth;
    parser->unknown_start = yajl_get_bytes_consumed(parser->yajl);
    glosa_buffer_clear(&parser->unknown);
    glosa_buffer_byte(&parser->unknown, ',');
    glosa_json_string(&parser->unknown, key);
    return 1;
}

static int keep_row_extra(line_parser *parser)
{
    glosa_document *document = parser->document;
    glosa_string members = glosa_document_keep(document, glosa_buffer_view(&parser->unknown));
    glosa_row_extra *extra = GLOSA_ARRAY_ADD(&document->arena, &document->row_extras);
    if (parser->unknown.failed || !members.data || !extra)
        return no_memory(parser);
    *extra = (glosa_row_extra){.order = document->row_extras.size, .members = members};
    if (parser->place == PLACE_TABLE) {
        extra->table = 1 + (uint32_t)(parser->table - glosa_wire_tables);
        extra->row = parser->row_number;
    }
    return 1;
}

static int end_unknown(line_parser *parser)
{
    size_t end = yajl_get_bytes_consumed(parser->yajl);
    glosa_string line = parser->document->record.bytes;
    glosa_buffer_string(&parser->unknown,
                        glosa_string_slice(line, parser->unknown_start, end));
    parser->unknown_depth = 0;
    if (parser->depth > 1)
        return keep_row_extra(parser);
    glosa_buffer_string(&parser->extras, glosa_buffer_view(&parser->unknown));
    return 1;
}

/* --- yajl's events --- */

static int end_value(line_parser *parser)
{
    if (parser->unknown_depth)
        return parser->depth == parser->unknown_depth ? end_unknown(parser) : 1;
    if (parser->depth == 1)
        parser->place = PLACE_NONE;
    return 1;
}

static int bad_value(line_parser *parser)
{
    const char *key = parser->table ? parser->table->key : "document";
    return refuse(parser, "unexpected value in", key);
}

static int on_null(void *context)
{
    line_parser *parser = context;
    return parser->unknown_depth ? end_value(parser) : bad_value(parser);
}

static int on_boolean(void *context, int value)
{
    line_parser *parser = context;
    if (parser->unknown_depth || parser->place == PLACE_LAST)
        return end_value(parser);
    if (parser->place == PLACE_FAILED) {
        parser->document->failed = value != 0;
        return end_value(parser);
    }
    const glosa_column *column = next_column(parser);
    if (!column || column->type != GLOSA_COLUMN_BOOL)
        return bad_value(parser);
    *(bool *)(parser->row + column->offset) = value != 0;
    return 1;
}

/* Whole numbers of up to 18 digits, the common case, without strtod. */
static bool parse_integer(const char *digits, size_t size, int64_t *number)
{
    bool negative = size && digits[0] == '-';
    if (size == negative || size > 18)
        return false;
    *number = 0;
    for (size_t i = negative; i < size; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            return false;
        *number = 10 * *number + (digits[i] - '0');
    }
    if (negative)
        *number = -*number;
    return true;
}

static int on_number(void *context, const char *digits, size_t size)
{
    line_parser *parser = context;
    if (parser->unknown_depth)
        return end_value(parser);
    const glosa_column *column = next_column(parser);
    if (!column)
        return bad_value(parser);
    int64_t number = 0;
    double real;
    if (parse_integer(digits, size, &number)) {
        real = (double)number;
    } else {
        char copy[40];
        if (size >= sizeof copy || column->type != GLOSA_COLUMN_SCORE)
            return bad_value(parser);
        memcpy(copy, digits, size);
        copy[size] = '\0';
        real = strtod(copy, NULL);
    }
    bool stored = store_number(column->type, parser->row + column->offset, real, number);
    return stored ? 1 : bad_value(parser);
}

static int on_string(void *context, const unsigned char *bytes, size_t size)
{
    line_parser *parser = context;
    glosa_string value = {(const char *)bytes, size};
    if (parser->unknown_depth)
        return end_value(parser);
    if (parser->place == PLACE_STRING) {
        *parser->string = glosa_document_keep(parser->document, value);
        return parser->string->data ? end_value(parser) : no_memory(parser);
    }
    const glosa_column *column = next_column(parser);
    if (!column ||
        !store_string(parser, column->type, parser->row + column->offset, value))
        return parser->memory_failed ? 0 : bad_value(parser);
    return 1;
}

static int open_bracket(line_parser *parser)
{
    return ++parser->depth <= DEEPEST ? 1 : refuse(parser, "nested too deeply in", "document");
}

static int start_row(line_parser *parser)
{
    parser->row = glosa_wire_add_row(parser->document, parser->table);
    if (!parser->row)
        return no_memory(parser);
    parser->row_number = glosa_wire_rows(parser->document, parser->table).size - 1;
    parser->columns = parser->table->columns;
    parser->column_count = parser->table->column_count;
    parser->column = parser->table->arrays ? 0 : parser->column_count;
    return 1;
}

static int on_start_map(void *context)
{
    line_parser *parser = context;
    if (!open_bracket(parser))
        return 0;
    if (parser->unknown_depth || parser->depth == 1)
        return 1;
    if (parser->place == PLACE_METADATA && parser->depth == 2) {
        parser->row = (char *)&parser->document->metadata;
        parser->columns = glosa_wire_metadata;
        parser->column_count = parser->column = glosa_wire_metadata_count;
        return 1;
    }
    bool row = parser->place == PLACE_TABLE && parser->depth == 3 && !parser->table->arrays;
    return row ? start_row(parser) : bad_value(parser);
}

static int on_start_array(void *context)
{
    line_parser *parser = context;
    if (!open_bracket(parser))
        return 0;
    if (parser->unknown_depth || (parser->place == PLACE_TABLE && parser->depth == 2))
        return 1;
    bool row = parser->place == PLACE_TABLE && parser->depth == 3 && parser->table->arrays;
    return row ? start_row(parser) : bad_value(parser);
}

static int on_end(void *context)
{
    line_parser *parser = context;
    parser->depth--;
    if (parser->unknown_depth)
        return end_value(parser);
    if (parser->place == PLACE_TABLE && parser->depth == 2) {
        if (parser->table->arrays && parser->column != parser->column_count)
            return refuse(parser, "a row is too short in", parser->table->key);
    }
    if (parser->depth <= 2)
        parser->row = NULL;
    return end_value(parser);
}

/* --- keys --- */

static int start_layer(line_parser *parser, glosa_layers layer, const char *key)
{
    if (parser->seen & layer)
        return refuse(parser, "the member stands twice:", key);
    parser->seen |= layer;
    return 1;
}

static int start_string(line_parser *parser, glosa_string *target)
{
    parser->place = PLACE_STRING;
    parser->string = target;
    return 1;
}

static int start_table(line_parser *parser, const glosa_wire_table *table)
{
    parser->place = PLACE_TABLE;
    parser->table = table;
    return table->marks ? start_layer(parser, table->layer, table->key) : 1;
}

static int start_member(line_parser *parser, glosa_string key)
{
    static const struct {
        const char *key;
        place place;
    } others[] = {{"metadata", PLACE_METADATA}, {"failed", PLACE_FAILED}, {"last", PLACE_LAST}};
    glosa_document *document = parser->document;
    parser->table = NULL;
    if (glosa_string_is(key, "id"))
        return start_string(parser, &document->metadata.name);
    if (glosa_string_is(key, "source"))
        return start_layer(parser, GLOSA_SOURCE, "source") &&
               start_string(parser, &document->source);
    if (glosa_string_is(key, "text"))
        return start_layer(parser, GLOSA_TEXT, "text") && start_string(parser, &document->text);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (glosa_string_is(key, others[i].key)) {
            parser->place = others[i].place;
            return 1;
        }
    }
    for (size_t i = 0; i < glosa_wire_table_count; i++) {
        if (glosa_string_is(key, glosa_wire_tables[i].key))
            return start_table(parser, &glosa_wire_tables[i]);
    }
    return start_unknown(parser, key);
}

static int on_key(void *context, const unsigned char *bytes, size_t size)
{
    line_parser *parser = context;
    glosa_string key = {(const char *)bytes, size};
    if (parser->unknown_depth)
        return 1;
    if (parser->depth == 1)
        return start_member(parser, key);
    for (size_t i = 0; i < parser->column_count; i++) {
        if (glosa_string_is(key, parser->columns[i].key)) {
            parser->column = i;
            return 1;
        }
    }
    return start_unknown(parser, key);
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_start_map,
    .yajl_map_key = on_key,
    .yajl_end_map = on_end,
    .yajl_start_array = on_start_array,
    .yajl_end_array = on_end,
};

/* --- after the line has been read --- */

static bool to_byte(const glosa_utf8_index *index, char *member)
{
    uint32_t offset;
    memcpy(&offset, member, sizeof offset);
    if (offset > index->total)
        return false;
    offset = glosa_utf8_byte_of(index, offset);
    memcpy(member, &offset, sizeof offset);
    return true;
}

static bool offsets_to_bytes(const glosa_wire_table *table, glosa_rows rows,
                             const glosa_utf8_index *source, const glosa_utf8_index *text)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const glosa_column *column = &table->columns[i];
        bool of_source = column->type == GLOSA_COLUMN_SOURCE_OFFSET;
        if (!of_source && column->type != GLOSA_COLUMN_TEXT_OFFSET)
            continue;
        for (uint32_t r = 0; r < rows.size; r++) {
            char *member = rows.items + r * table->row_size + column->offset;
            if (!to_byte(of_source ? source : text, member))
                return false;
        }
    }
    return true;
}

static bool turn_ends_into_sizes(glosa_offset_map *map)
{
    for (uint32_t i = 0; i < map->size; i++) {
        glosa_edit *edit = &map->items[i];
        if (edit->text_size < edit->text_start || edit->source_size < edit->source_start)
            return false;
        edit->text_size -= edit->text_start;
        edit->source_size -= edit->source_start;
    }
    return true;
}

static int compare_extras(const void *a, const void *b)
{
    const glosa_row_extra *left = a, *right = b;
    if (left->table != right->table)
        return left->table < right->table ? -1 : 1;
    if (left->row != right->row)
        return left->row < right->row ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

/* Turns offsets into bytes and checks all that a document from outside could have wrong. */
static glosa_status complete(line_parser *parser, glosa_error *error)
{
    glosa_document *document = parser->document;
    glosa_utf8_index source, text;
    if (document->source.size > GLOSA_DOCUMENT_LIMIT)
        return glosa_fail(error, GLOSA_TOO_LARGE, "wire", document->record.line,
                          "its source exceeds %u bytes", GLOSA_DOCUMENT_LIMIT);
    if (glosa_utf8_index_init(&source, document->source, &document->arena, error) ||
        glosa_utf8_index_init(&text, document->text, &document->arena, error))
        return GLOSA_MEMORY;
    for (size_t i = 0; i < glosa_wire_table_count; i++) {
        const glosa_wire_table *table = &glosa_wire_tables[i];
        glosa_rows rows = glosa_wire_rows(document, table);
        if (table->layer && rows.size && !(parser->seen & table->layer))
            return glosa_fail(error, GLOSA_MALFORMED, "wire", document->record.line,
                              "there are '%s' but not the layer they belong to", table->key);
        if (!offsets_to_bytes(table, rows, &source, &text))
            return glosa_fail(error, GLOSA_MALFORMED, "wire", document->record.line,
                              "an offset in '%s' lies beyond the end", table->key);
    }
    if (document->row_extras.size)
        qsort(document->row_extras.items, document->row_extras.size, sizeof(glosa_row_extra),
              compare_extras);
    document->layers = parser->seen;
    document->extras = glosa_document_keep(document, glosa_buffer_view(&parser->extras));
    if (parser->extras.failed || !document->extras.data)
        return glosa_fail_memory(error, "wire");
    const char *fault = turn_ends_into_sizes(&document->map)
                            ? glosa_document_fault(document)
                            : "an edit of the map ends before it starts";
    if (!fault && document->metadata.name.size == 0 && !document->failed)
        fault = "there is no 'id'";
    for (uint32_t i = 0; i < document->problems.size && !fault; i++) {
        if (!glosa_status_is_documents(document->problems.items[i].code))
            fault = "a problem has no 'code'";
    }
    if (fault)
        return glosa_fail(error, GLOSA_MALFORMED, "wire", document->record.line, "%s", fault);
    return GLOSA_OK;
}

static glosa_status fail_parse(line_parser *parser, yajl_status status, glosa_error *error)
{
    int64_t line = parser->document->record.line;
    if (parser->memory_failed)
        return glosa_fail_memory(error, "wire");
    if (status == yajl_status_client_canceled)
        return glosa_fail(error, GLOSA_MALFORMED, "wire", line, "%s", parser->fault);
    return glosa_fail(error, GLOSA_MALFORMED, "wire", line,
                      "not a document as JSON: fault near byte %zu of the line",
                      yajl_get_bytes_consumed(parser->yajl));
}

glosa_status glosa_wire_parse(glosa_document *document, glosa_error *error)
{
    line_parser parser = {.document = document};
    glosa_string line = document->record.bytes;
    parser.yajl = yajl_alloc(&callbacks, NULL, &parser);
    if (!parser.yajl)
        return glosa_fail_memory(error, "wire");
    yajl_status status = yajl_parse(parser.yajl, (const unsigned char *)line.data, line.size);
    if (status == yajl_status_ok)
        status = yajl_complete_parse(parser.yajl);
    glosa_status result = status == yajl_status_ok ? complete(&parser, error)
                                                   : fail_parse(&parser, status, error);
    yajl_free(parser.yajl);
    glosa_buffer_free(&parser.extras);
    glosa_buffer_free(&parser.unknown);
    return result;
}

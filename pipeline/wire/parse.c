/* Parsing a line of the wire: rows are filled by the tables; members that no stage of this run
 * reads, and those that no table knows, are kept as they stand. Offsets are read as code points and
 * become bytes once the whole line is read, so that the order of the members does not matter. */
#include "pipeline/wire/cursor.h"
#include "pipeline/wire/json.h"
#include "pipeline/wire/tables.h"
#include "pipeline/wire/wire.h"

typedef struct line_parser {
    glosa_document *document;
    glosa_json_cursor json;
    glosa_layers wanted;            /* layers whose members are read */
    glosa_layers seen;
    glosa_kept_member *kept;        /* GLOSA_WIRE_KEPT of them */
    const glosa_wire_table *table;  /* of the member that is being read; NULL: none */
    uint32_t row;                   /* its number in the table */
    glosa_buffer extras;            /* unknown members of the document itself */
    bool memory_failed;
    char fault[160];                /* what is wrong with JSON that is JSON */
} line_parser;

static bool refuse(line_parser *parser, const char *fault, const char *detail)
{
    if (!*parser->fault)
        snprintf(parser->fault, sizeof parser->fault, "%s '%s'", fault, detail);
    return false;
}

static bool bad_value(line_parser *parser)
{
    return refuse(parser, "unexpected value in", parser->table ? parser->table->key : "document");
}

static bool no_memory(line_parser *parser)
{
    parser->memory_failed = true;
    return false;
}

/* Whether all went well so far. */
static bool sound(const line_parser *parser)
{
    return !parser->json.fault && !*parser->fault && !parser->memory_failed;
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

/* Whole numbers of up to 18 digits, the common case, without strtod. */
static bool parse_integer(const char *digits, size_t size, int64_t *number)
{
    bool negative = size && digits[0] == '-';
    if (size == negative || size > 18)
        return false;
    *number = 0;
    for (size_t i = negative; i < size; i++) {
        if (!glosa_is_ascii_digit(digits[i]))
            return false;
        *number = 10 * *number + (digits[i] - '0');
    }
    if (negative)
        *number = -*number;
    return true;
}

/* Refuses the next value, or its absence. */
static bool refuse_value(line_parser *parser)
{
    parser->json.fault = parser->json.at == parser->json.end;
    return parser->json.fault ? false : bad_value(parser);
}

/* Whether the next value begins with this byte; it is refused otherwise. */
static bool begins(line_parser *parser, char first)
{
    return glosa_json_peek(&parser->json) == first || refuse_value(parser);
}

/* A string of the document; *value has data where the result is true. */
static bool read_string(line_parser *parser, glosa_string *value)
{
    if (!begins(parser, '"'))
        return false;
    *value = glosa_json_take_string(&parser->json, &parser->document->arena);
    if (value->data && memchr(value->data, '\0', value->size))
        return refuse(parser, "the character U+0000 in",
                      parser->table ? parser->table->key : "document");
    return !parser->json.fault && (value->data || no_memory(parser));
}

static bool read_bool(line_parser *parser, bool *value)
{
    char first = glosa_json_peek(&parser->json);
    if (first != 't' && first != 'f')
        return refuse_value(parser);
    *value = glosa_json_take_bool(&parser->json);
    return sound(parser);
}

/* Whole numbers of up to nine digits, nearly all there are, where they stand. */
static bool read_short_number(glosa_json_cursor *json, uint32_t *number)
{
    const char *at = json->at, *last = json->end - at > 10 ? at + 10 : json->end;
    uint32_t value = 0;
    for (; at < last && glosa_is_ascii_digit(*at); at++)
        value = 10 * value + (uint32_t)(*at - '0');
    bool short_one = at > json->at && at < last && at - json->at < 10 &&
                     (*at == ',' || *at == ']' || *at == '}') &&
                     (*json->at != '0' || at - json->at == 1);
    if (short_one) {
        *number = value;
        json->at = at;
    }
    return short_one;
}

static bool read_number(line_parser *parser, glosa_column_type type, char *member)
{
    uint32_t small;
    char first = glosa_json_peek(&parser->json);
    if (first != '-' && !glosa_is_ascii_digit(first))
        return refuse_value(parser);
    if (read_short_number(&parser->json, &small))
        return store_number(type, member, small, small) || bad_value(parser);
    glosa_string digits = glosa_json_take_number(&parser->json);
    int64_t number = 0;
    double real = 0;
    if (parser->json.fault)
        return false;
    if (parse_integer(digits.data, digits.size, &number)) {
        real = (double)number;
    } else {
        char copy[40];
        if (digits.size >= sizeof copy || type != GLOSA_COLUMN_SCORE)
            return bad_value(parser);
        memcpy(copy, digits.data, digits.size);
        copy[digits.size] = '\0';
        real = strtod(copy, NULL);
    }
    return store_number(type, member, real, number) || bad_value(parser);
}

static bool read_word(line_parser *parser, glosa_column_type type, char *member)
{
    glosa_string value;
    if (!read_string(parser, &value))
        return false;
    bool known = false;
    switch (type) {
    case GLOSA_COLUMN_SECTION_KIND:
        known = glosa_section_kind_of(value, (glosa_section_kind *)member);
        break;
    case GLOSA_COLUMN_BLOCK_KIND:
        known = glosa_block_kind_of(value, (glosa_block_kind *)member);
        break;
    case GLOSA_COLUMN_SHAPE: known = glosa_shape_of(value, (glosa_shape *)member); break;
    case GLOSA_COLUMN_STATUS: known = status_of(value, (glosa_status *)member); break;
    case GLOSA_COLUMN_FLAGS: known = store_flags(member, value); break;
    default: break;
    }
    return known || bad_value(parser);
}

/* Reads a value into a member of a row. */
static bool read_value(line_parser *parser, glosa_column_type type, char *member)
{
    switch (type) {
    case GLOSA_COLUMN_SOURCE_OFFSET:
    case GLOSA_COLUMN_TEXT_OFFSET:
    case GLOSA_COLUMN_NUMBER:
    case GLOSA_COLUMN_LEVEL:
    case GLOSA_COLUMN_POSITION:
    case GLOSA_COLUMN_SCORE: return read_number(parser, type, member);
    case GLOSA_COLUMN_BOOL: return read_bool(parser, (bool *)member);
    case GLOSA_COLUMN_STRING: return read_string(parser, (glosa_string *)member);
    default: return read_word(parser, type, member);
    }
}

/* --- rows --- */

static bool keep_row_extra(line_parser *parser, glosa_string member)
{
    glosa_document *document = parser->document;
    glosa_row_extra *extra = GLOSA_ARRAY_ADD(&document->arena, &document->row_extras);
    char *members = glosa_arena_alloc(&document->arena, member.size + 1);
    if (!extra || !members)
        return no_memory(parser);
    members[0] = ',';
    memcpy(members + 1, member.data, member.size);
    *extra = (glosa_row_extra){
        .order = document->row_extras.size, .members = {members, member.size + 1}};
    if (parser->table) {
        extra->table = 1 + (uint32_t)(parser->table - glosa_wire_tables);
        extra->row = parser->row;
    }
    return true;
}

/* Reads an object into a row, or into the metadata. */
static bool read_object(line_parser *parser, const glosa_column *columns, size_t count, char *row)
{
    glosa_json_cursor *json = &parser->json;
    if (!begins(parser, '{') || !glosa_json_take(json, '{'))
        return false;
    for (size_t number = 0; glosa_json_more(json, number, '}'); number++) {
        glosa_json_peek(json);
        const char *start = json->at;
        glosa_string key = glosa_json_take_key(json);
        size_t i = 0;
        while (i < count && !glosa_string_is(key, columns[i].key))
            i++;
        if (json->fault)
            return false;
        if (i < count) {
            if (!read_value(parser, columns[i].type, row + columns[i].offset))
                return false;
            continue;
        }
        glosa_json_skip(json);
        glosa_string member = {start, (size_t)(json->at - start)};
        if (json->fault || !keep_row_extra(parser, member))
            return false;
    }
    return sound(parser);
}

/* Reads an array with a value for each column into a row. */
static bool read_array(line_parser *parser, char *row)
{
    const glosa_wire_table *table = parser->table;
    glosa_json_cursor *json = &parser->json;
    if (!begins(parser, '[') || !glosa_json_take(json, '['))
        return false;
    size_t number = 0;
    for (; glosa_json_more(json, number, ']'); number++) {
        if (number == table->column_count)
            return bad_value(parser);
        const glosa_column *column = &table->columns[number];
        if (!read_value(parser, column->type, row + column->offset))
            return false;
    }
    if (sound(parser) && number < table->column_count)
        return refuse(parser, "a row is too short in", table->key);
    return sound(parser);
}

static bool read_rows(line_parser *parser)
{
    const glosa_wire_table *table = parser->table;
    glosa_json_cursor *json = &parser->json;
    if (!begins(parser, '[') || !glosa_json_take(json, '['))
        return false;
    for (parser->row = 0; glosa_json_more(json, parser->row, ']'); parser->row++) {
        char *row = glosa_wire_add_row(parser->document, table);
        if (!row)
            return no_memory(parser);
        if (!(table->arrays ? read_array(parser, row)
                            : read_object(parser, table->columns, table->column_count, row)))
            return false;
    }
    return sound(parser);
}

/* --- members of the document --- */

/* Reads a member, or leaves it as it stands where its layer is of no use here. */
static bool read_kept(line_parser *parser, unsigned number, bool wanted, glosa_string *text)
{
    glosa_kept_member *kept = &parser->kept[number];
    const char *key = number == GLOSA_WIRE_SOURCE ? "source"
                      : number == GLOSA_WIRE_TEXT ? "text"
                                                  : parser->table->key;
    if (kept->value.data)
        return refuse(parser, "the member stands twice:", key);
    glosa_json_peek(&parser->json);
    const char *start = parser->json.at;
    bool read = true;
    if (!wanted)
        glosa_json_pass(&parser->json);
    else
        read = text ? read_string(parser, text) : read_rows(parser);
    kept->value = (glosa_string){start, (size_t)(parser->json.at - start)};
    kept->rows = text || !wanted ? 0 : parser->row;
    return read && sound(parser);
}

static bool read_text(line_parser *parser, glosa_layers layer, unsigned number,
                      glosa_string *text)
{
    parser->seen |= layer;
    return read_kept(parser, number, (parser->wanted & layer) != 0, text);
}

static bool read_table(line_parser *parser, const glosa_wire_table *table)
{
    glosa_layers wanted = parser->wanted;
    bool is_map = table->layer == GLOSA_TEXT;
    bool read = table->layer == 0 || (is_map ? (wanted & GLOSA_TEXT) && (wanted & GLOSA_SOURCE)
                                             : (wanted & table->layer) != 0);
    parser->table = table;
    if (table->marks)
        parser->seen |= table->layer;
    return read_kept(parser, GLOSA_WIRE_TABLES + (unsigned)(table - glosa_wire_tables), read, NULL);
}

/* `last` is for those who read lines; here it only has to be true or false. */
static bool read_other(line_parser *parser, glosa_string key, bool *known)
{
    glosa_document *document = parser->document;
    bool last;
    *known = true;
    if (glosa_string_is(key, "id"))
        return read_string(parser, &document->metadata.name);
    if (glosa_string_is(key, "source"))
        return read_text(parser, GLOSA_SOURCE, GLOSA_WIRE_SOURCE, &document->source);
    if (glosa_string_is(key, "text"))
        return read_text(parser, GLOSA_TEXT, GLOSA_WIRE_TEXT, &document->text);
    if (glosa_string_is(key, "metadata"))
        return read_object(parser, glosa_wire_metadata, glosa_wire_metadata_count,
                           (char *)&document->metadata);
    if (glosa_string_is(key, "failed"))
        return read_bool(parser, &document->failed);
    if (glosa_string_is(key, "last"))
        return read_bool(parser, &last);
    *known = false;
    return true;
}

static bool read_member(line_parser *parser)
{
    glosa_json_cursor *json = &parser->json;
    glosa_json_peek(json);
    const char *start = json->at;
    glosa_string key = glosa_json_take_key(json);
    if (json->fault)
        return false;
    parser->table = NULL;
    for (size_t i = 0; i < glosa_wire_table_count; i++) {
        if (glosa_string_is(key, glosa_wire_tables[i].key))
            return read_table(parser, &glosa_wire_tables[i]);
    }
    bool known;
    if (!read_other(parser, key, &known) || known)
        return known && sound(parser);
    glosa_json_skip(json);
    glosa_buffer_byte(&parser->extras, ',');
    glosa_buffer_append(&parser->extras, start, (size_t)(json->at - start));
    return sound(parser);
}

static bool read_document(line_parser *parser)
{
    glosa_json_cursor *json = &parser->json;
    glosa_json_peek(json);
    json->fault = json->at == json->end;
    if (json->fault || !begins(parser, '{') || !glosa_json_take(json, '{'))
        return false;
    for (size_t number = 0; glosa_json_more(json, number, '}'); number++) {
        if (!read_member(parser))
            return false;
    }
    glosa_json_peek(json);
    json->fault |= json->at < json->end;
    return sound(parser);
}

/* --- after the line has been read --- */

static bool to_byte(glosa_utf8_place *place, char *member)
{
    uint32_t offset;
    memcpy(&offset, member, sizeof offset);
    if (offset > place->index->total)
        return false;
    offset = glosa_utf8_move_to_code_point(place, offset);
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
        glosa_utf8_place place = {.index = of_source ? source : text};
        for (uint32_t r = 0; r < rows.size; r++) {
            char *member = rows.items + r * table->row_size + column->offset;
            if (!to_byte(&place, member))
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
        bool there = parser->kept[GLOSA_WIRE_TABLES + i].value.size > strlen("[]");
        if (table->layer && there && !(parser->seen & table->layer))
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
    document->left = parser->seen & ~parser->wanted;
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
    document->kept = parser->kept;
    return GLOSA_OK;
}

static glosa_status fail_parse(const line_parser *parser, glosa_error *error)
{
    int64_t line = parser->document->record.line;
    if (parser->memory_failed)
        return glosa_fail_memory(error, "wire");
    if (*parser->fault)
        return glosa_fail(error, GLOSA_MALFORMED, "wire", line, "%s", parser->fault);
    if (parser->json.too_deep)
        return glosa_fail(error, GLOSA_MALFORMED, "wire", line, "nested too deeply in 'document'");
    return glosa_fail(error, GLOSA_MALFORMED, "wire", line,
                      "not a document as JSON: fault near byte %zu of the line",
                      (size_t)(parser->json.at - parser->document->record.bytes.data) + 1);
}

/* What the wanted layers cannot be checked, or turned into bytes, without. */
static glosa_layers with_grounds(glosa_layers wanted)
{
    if (!wanted)
        return (1u << GLOSA_LAYER_COUNT) - 1;
    if (wanted & GLOSA_MENTIONS)
        wanted |= GLOSA_SENTENCES;
    if (wanted & GLOSA_SENTENCES)
        wanted |= GLOSA_SECTIONS;
    if (wanted & (GLOSA_SECTIONS | GLOSA_TOKENS | GLOSA_HITS))
        wanted |= GLOSA_TEXT;
    if (wanted & GLOSA_BLOCKS)
        wanted |= GLOSA_SOURCE;
    return wanted;
}

/* Rows that are not sound, or half turned into bytes, are of no use; of problems, which belong to
 * no layer, those stay that can be told again. */
static void forget_rows(glosa_document *document)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < document->problems.size; i++) {
        if (glosa_status_is_documents(document->problems.items[i].code))
            document->problems.items[kept++] = document->problems.items[i];
    }
    document->problems.size = kept;
    document->figure_entities.size = document->row_extras.size = 0;
    document->layers = GLOSA_RECORD;
    document->left = 0;
}

glosa_status glosa_wire_parse(glosa_document *document, glosa_error *error)
{
    glosa_string line = document->record.bytes;
    size_t valid = glosa_utf8_valid_prefix(line);
    line_parser parser = {
        .document = document,
        .json = {.at = line.data, .end = line.data + valid},
        .wanted = with_grounds(document->wanted),
        .kept = glosa_arena_alloc(&document->arena,
                                  GLOSA_WIRE_KEPT * sizeof(glosa_kept_member)),
    };
    if (!parser.kept)
        return glosa_fail_memory(error, "wire");
    bool read = read_document(&parser);
    if (read && valid < line.size) {
        parser.json.fault = true;
        read = false;
    }
    glosa_status status = read ? complete(&parser, error) : fail_parse(&parser, error);
    if (status)
        forget_rows(document);
    glosa_buffer_free(&parser.extras);
    return status;
}

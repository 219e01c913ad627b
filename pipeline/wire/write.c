#include "pipeline/wire/json.h"
#include "pipeline/wire/tables.h"
#include "pipeline/wire/wire.h"

typedef struct line_writer {
    glosa_buffer *out;
    const glosa_document *document;
    glosa_utf8_index source_index, text_index;
    glosa_utf8_place source, text;
    uint32_t next_extra;            /* the first of document->row_extras not yet written */
} line_writer;

void glosa_wire_write_header(glosa_buffer *out, glosa_string history)
{
    glosa_buffer_format(out, "{\"glosa\":{\"wire\":%d,\"marks_last\":true,\"history\":",
                        GLOSA_WIRE_VERSION);
    glosa_buffer_string(out, history);
    glosa_buffer_text(out, "}}");
}

static uint32_t load_number(const char *member)
{
    uint32_t number;
    memcpy(&number, member, sizeof number);
    return number;
}

static glosa_string load_string(const char *member)
{
    glosa_string string;
    memcpy(&string, member, sizeof string);
    return string;
}

static int64_t load_position(const char *member)
{
    int64_t position;
    memcpy(&position, member, sizeof position);
    return position;
}

/* A word of ours: nothing in it needs an escape. */
static void write_word(glosa_buffer *out, const char *word)
{
    glosa_buffer_byte(out, '"');
    glosa_buffer_text(out, word);
    glosa_buffer_byte(out, '"');
}

static void write_flags(glosa_buffer *out, uint32_t flags)
{
    glosa_buffer_byte(out, '"');
    const char *separator = "";
    for (unsigned i = 0; i < GLOSA_NAME_FLAG_COUNT; i++) {
        if (flags & (1u << i)) {
            glosa_buffer_format(out, "%s%s", separator, glosa_name_flag_name(i));
            separator = "|";
        }
    }
    glosa_buffer_byte(out, '"');
}

static void write_score(glosa_buffer *out, const char *member)
{
    float score;
    memcpy(&score, member, sizeof score);
    glosa_buffer_format(out, "%.9g", (double)score);
}

enum { MOST_DIGITS = 10 };

/* Writes the number to `out`, which has room, and gives where it ends. */
static char *put_number(char *out, uint32_t number)
{
    char digits[MOST_DIGITS];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    memcpy(out, digits + at, sizeof digits - at);
    return out + sizeof digits - at;
}

static void write_number(glosa_buffer *out, uint32_t number)
{
    char *room = glosa_buffer_reserve(out, MOST_DIGITS);
    if (room)
        out->size = (size_t)(put_number(room, number) - out->data);
}

static void write_value(line_writer *writer, glosa_column_type type, const char *member)
{
    glosa_buffer *out = writer->out;
    switch (type) {
    case GLOSA_COLUMN_SOURCE_OFFSET:
        write_number(out, glosa_utf8_move_to_byte(&writer->source, load_number(member)));
        break;
    case GLOSA_COLUMN_TEXT_OFFSET:
        write_number(out, glosa_utf8_move_to_byte(&writer->text, load_number(member)));
        break;
    case GLOSA_COLUMN_NUMBER: write_number(out, load_number(member)); break;
    case GLOSA_COLUMN_LEVEL: glosa_buffer_number(out, *(const uint8_t *)member); break;
    case GLOSA_COLUMN_POSITION: glosa_buffer_number(out, load_position(member)); break;
    case GLOSA_COLUMN_SCORE: write_score(out, member); break;
    case GLOSA_COLUMN_BOOL: glosa_buffer_text(out, *(const bool *)member ? "true" : "false"); break;
    case GLOSA_COLUMN_STRING: glosa_json_string(out, load_string(member)); break;
    case GLOSA_COLUMN_SECTION_KIND:
        write_word(out, glosa_section_kind_name((glosa_section_kind)load_number(member)));
        break;
    case GLOSA_COLUMN_BLOCK_KIND:
        write_word(out, glosa_block_kind_name((glosa_block_kind)load_number(member)));
        break;
    case GLOSA_COLUMN_SHAPE:
        write_word(out, glosa_shape_name((glosa_shape)load_number(member)));
        break;
    case GLOSA_COLUMN_STATUS:
        write_word(out, glosa_status_name((glosa_status)load_number(member)));
        break;
    case GLOSA_COLUMN_FLAGS: write_flags(out, load_number(member)); break;
    }
}

/* Whether an object row may leave the member out: parsing gives it back as zero. */
static bool is_default(glosa_column_type type, const char *member)
{
    switch (type) {
    case GLOSA_COLUMN_STRING: return load_string(member).size == 0;
    case GLOSA_COLUMN_BOOL: return !*(const bool *)member;
    case GLOSA_COLUMN_LEVEL: return *(const uint8_t *)member == 0;
    case GLOSA_COLUMN_POSITION: return load_position(member) == 0;
    case GLOSA_COLUMN_SECTION_KIND:
    case GLOSA_COLUMN_BLOCK_KIND:
    case GLOSA_COLUMN_SHAPE:
    case GLOSA_COLUMN_STATUS: return false;
    default: return load_number(member) == 0;
    }
}

static void write_members(line_writer *writer, const glosa_column *columns, size_t count,
                          const char *row)
{
    for (size_t i = 0; i < count; i++) {
        const char *member = row + columns[i].offset;
        if (is_default(columns[i].type, member))
            continue;
        glosa_json_key(writer->out, columns[i].key);
        write_value(writer, columns[i].type, member);
    }
}

/* Members of this row that a line of the wire brought and glosa does not know. Those of tables
 * that are not written, because their layer is not there, are passed over. */
static void write_extras(line_writer *writer, uint32_t table, uint32_t row)
{
    const glosa_document *document = writer->document;
    uint32_t *next = &writer->next_extra;
    while (*next < document->row_extras.size && document->row_extras.items[*next].table < table)
        (*next)++;
    while (*next < document->row_extras.size) {
        const glosa_row_extra *extra = &document->row_extras.items[*next];
        if (extra->table != table || extra->row != row)
            return;
        bool first = writer->out->size && writer->out->data[writer->out->size - 1] == '{';
        glosa_string members = extra->members;
        glosa_buffer_append(writer->out, members.data + first, members.size - first);
        (*next)++;
    }
}

static void write_object(line_writer *writer, size_t table, uint32_t number, const char *row)
{
    const glosa_wire_table *shape = &glosa_wire_tables[table];
    glosa_buffer_byte(writer->out, '{');
    write_members(writer, shape->columns, shape->column_count, row);
    write_extras(writer, (uint32_t)table + 1, number);
    glosa_buffer_byte(writer->out, '}');
}

/* The numbers that an array begins with, as those of tokens, of which there are most, do: with one
 * look for room. Gives how many there are. */
static size_t write_numbers(line_writer *writer, const glosa_wire_table *table, const char *row)
{
    char *room = glosa_buffer_reserve(writer->out, table->column_count * (MOST_DIGITS + 1));
    size_t i = 0;
    for (; room && i < table->column_count; i++) {
        uint32_t number = load_number(row + table->columns[i].offset);
        glosa_column_type type = table->columns[i].type;
        if (type == GLOSA_COLUMN_TEXT_OFFSET)
            number = glosa_utf8_move_to_byte(&writer->text, number);
        else if (type == GLOSA_COLUMN_SOURCE_OFFSET)
            number = glosa_utf8_move_to_byte(&writer->source, number);
        else if (type != GLOSA_COLUMN_NUMBER)
            break;
        if (i)
            *room++ = ',';
        room = put_number(room, number);
    }
    if (room)
        writer->out->size = (size_t)(room - writer->out->data);
    return i;
}

static void write_array(line_writer *writer, const glosa_wire_table *table, const char *row)
{
    glosa_buffer_byte(writer->out, '[');
    for (size_t i = write_numbers(writer, table, row); i < table->column_count; i++) {
        if (i)
            glosa_buffer_byte(writer->out, ',');
        write_value(writer, table->columns[i].type, row + table->columns[i].offset);
    }
    glosa_buffer_byte(writer->out, ']');
}

/* What stands on the line that the document came on, where nothing was added to it since: stages
 * add layers, rows of problems and entries, and change none. NULL where it has to be written. */
static const glosa_string *still_right(const line_writer *writer, unsigned number, uint32_t rows)
{
    const glosa_kept_member *kept = writer->document->kept;
    bool same = kept && kept[number].value.data && kept[number].rows == rows;
    return same ? &kept[number].value : NULL;
}

static void write_table(line_writer *writer, size_t number)
{
    const glosa_wire_table *table = &glosa_wire_tables[number];
    glosa_rows rows = glosa_wire_rows(writer->document, table);
    const glosa_string *kept = still_right(writer, GLOSA_WIRE_TABLES + (unsigned)number, rows.size);
    if (kept) {
        glosa_json_key(writer->out, table->key);
        glosa_buffer_string(writer->out, *kept);
        return;
    }
    glosa_json_key(writer->out, table->key);
    glosa_buffer_byte(writer->out, '[');
    for (uint32_t i = 0; i < rows.size; i++) {
        const char *row = rows.items + (size_t)i * table->row_size;
        if (i)
            glosa_buffer_byte(writer->out, ',');
        if (table->arrays)
            write_array(writer, table, row);
        else
            write_object(writer, number, i, row);
    }
    glosa_buffer_byte(writer->out, ']');
}

/* Edits hold sizes; the wire shows ends, which survive the change from bytes to code points. */
static void turn_sizes_into_ends(glosa_offset_map *map, bool back)
{
    for (uint32_t i = 0; i < map->size; i++) {
        glosa_edit *edit = &map->items[i];
        edit->text_size += back ? -edit->text_start : edit->text_start;
        edit->source_size += back ? -edit->source_start : edit->source_start;
    }
}

static void write_member(glosa_buffer *out, const char *key, glosa_string value)
{
    glosa_json_key(out, key);
    glosa_json_string(out, value);
}

static void write_text(line_writer *writer, unsigned number, const char *key, glosa_string text)
{
    const glosa_string *kept = still_right(writer, number, 0);
    if (!kept) {
        write_member(writer->out, key, text);
        return;
    }
    glosa_json_key(writer->out, key);
    glosa_buffer_string(writer->out, *kept);
}

static void write_metadata(line_writer *writer)
{
    glosa_json_key(writer->out, "metadata");
    glosa_buffer_byte(writer->out, '{');
    write_members(writer, glosa_wire_metadata, glosa_wire_metadata_count,
                  (const char *)&writer->document->metadata);
    write_extras(writer, 0, 0);
    glosa_buffer_byte(writer->out, '}');
}

static void write_layers(line_writer *writer)
{
    const glosa_document *document = writer->document;
    if (document->layers & GLOSA_SOURCE)
        write_text(writer, GLOSA_WIRE_SOURCE, "source", document->source);
    if (document->layers & GLOSA_TEXT)
        write_text(writer, GLOSA_WIRE_TEXT, "text", document->text);
    for (size_t i = 0; i < glosa_wire_table_count; i++) {
        const glosa_wire_table *table = &glosa_wire_tables[i];
        bool written = table->layer ? (document->layers & table->layer) != 0
                                    : glosa_wire_rows(document, table).size != 0;
        if (written)
            write_table(writer, i);
    }
}

glosa_status glosa_wire_write(glosa_document *document, glosa_error *error)
{
    line_writer writer = {.out = &document->wire, .document = document};
    glosa_buffer *out = &document->wire;
    glosa_arena *arena = &document->arena;
    if (glosa_utf8_index_init(&writer.source_index, document->source, arena, error) ||
        glosa_utf8_index_init(&writer.text_index, document->text, arena, error))
        return GLOSA_MEMORY;
    writer.source.index = &writer.source_index;
    writer.text.index = &writer.text_index;
    glosa_buffer_clear(out);
    glosa_buffer_byte(out, '{');
    write_member(out, "id", document->metadata.name);
    write_metadata(&writer);
    if (document->failed)
        glosa_buffer_text(out, ",\"failed\":true");
    turn_sizes_into_ends(&document->map, false);
    write_layers(&writer);
    turn_sizes_into_ends(&document->map, true);
    glosa_buffer_string(out, document->extras);
    glosa_buffer_byte(out, '}');
    return out->failed ? glosa_fail_memory(error, "wire") : GLOSA_OK;
}

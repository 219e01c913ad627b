#include "pipeline/wire/tables.h"

#include <assert.h>

#define COLUMN(key, type, row, member) {key, GLOSA_COLUMN_##type, offsetof(row, member)}

static const glosa_column problems[] = {
    COLUMN("stage", STRING, glosa_problem, stage),
    COLUMN("code", STATUS, glosa_problem, code),
    COLUMN("where", STRING, glosa_problem, where),
    COLUMN("message", STRING, glosa_problem, message),
    COLUMN("position", POSITION, glosa_problem, position),
};

static const glosa_column figure_entities[] = {
    COLUMN("word", STRING, glosa_figure_entity, word),
    COLUMN("symbol", STRING, glosa_figure_entity, symbol),
    COLUMN("kind", STRING, glosa_figure_entity, kind),
    COLUMN("id", STRING, glosa_figure_entity, curie),
    COLUMN("source", STRING, glosa_figure_entity, source),
};

static const glosa_column blocks[] = {
    COLUMN("start", SOURCE_OFFSET, glosa_block, span.start),
    COLUMN("end", SOURCE_OFFSET, glosa_block, span.end),
    COLUMN("kind", BLOCK_KIND, glosa_block, kind),
    COLUMN("level", LEVEL, glosa_block, level),
    COLUMN("section_known", BOOL, glosa_block, section_known),
    COLUMN("section", SECTION_KIND, glosa_block, section),
    COLUMN("opens_section", BOOL, glosa_block, opens_section),
    COLUMN("language", STRING, glosa_block, language),
};

static const glosa_column map[] = {
    COLUMN("text_start", TEXT_OFFSET, glosa_edit, text_start),
    COLUMN("text_end", TEXT_OFFSET, glosa_edit, text_size),
    COLUMN("source_start", SOURCE_OFFSET, glosa_edit, source_start),
    COLUMN("source_end", SOURCE_OFFSET, glosa_edit, source_size),
};

static const glosa_column sections[] = {
    COLUMN("start", TEXT_OFFSET, glosa_section, span.start),
    COLUMN("end", TEXT_OFFSET, glosa_section, span.end),
    COLUMN("kind", SECTION_KIND, glosa_section, kind),
    COLUMN("heading_start", TEXT_OFFSET, glosa_section, heading.start),
    COLUMN("heading_end", TEXT_OFFSET, glosa_section, heading.end),
    COLUMN("language", STRING, glosa_section, language),
};

static const glosa_column sentences[] = {
    COLUMN("start", TEXT_OFFSET, glosa_sentence, span.start),
    COLUMN("end", TEXT_OFFSET, glosa_sentence, span.end),
    COLUMN("section", NUMBER, glosa_sentence, section),
    COLUMN("language", STRING, glosa_sentence, language),
};

static const glosa_column tokens[] = {
    COLUMN("start", TEXT_OFFSET, glosa_token, span.start),
    COLUMN("end", TEXT_OFFSET, glosa_token, span.end),
    COLUMN("shape", SHAPE, glosa_token, shape),
};

static const glosa_column entries[] = {
    COLUMN("kind", STRING, glosa_entry, kind),
    COLUMN("id", STRING, glosa_entry, curie),
    COLUMN("preferred", STRING, glosa_entry, preferred),
    COLUMN("xrefs", STRING, glosa_entry, xrefs),
    COLUMN("name", STRING, glosa_entry, name),
    COLUMN("role", STRING, glosa_entry, role),
    COLUMN("language", STRING, glosa_entry, language),
    COLUMN("rule", STRING, glosa_entry, rule),
    COLUMN("flags", FLAGS, glosa_entry, flags),
};

static const glosa_column hits[] = {
    COLUMN("start", TEXT_OFFSET, glosa_hit, span.start),
    COLUMN("end", TEXT_OFFSET, glosa_hit, span.end),
    COLUMN("entry", NUMBER, glosa_hit, entry),
};

static const glosa_column candidates[] = {
    COLUMN("entry", NUMBER, glosa_candidate, entry),
    COLUMN("score", SCORE, glosa_candidate, score),
};

static const glosa_column mentions[] = {
    COLUMN("start", TEXT_OFFSET, glosa_mention, span.start),
    COLUMN("end", TEXT_OFFSET, glosa_mention, span.end),
    COLUMN("sentence", NUMBER, glosa_mention, sentence),
    COLUMN("first_candidate", NUMBER, glosa_mention, first_candidate),
    COLUMN("candidates", NUMBER, glosa_mention, candidates),
    COLUMN("method", STRING, glosa_mention, method),
    COLUMN("negated", BOOL, glosa_mention, negated),
    COLUMN("uncertain", BOOL, glosa_mention, uncertain),
    COLUMN("kind", STRING, glosa_mention, kind),
};

static const glosa_column abbreviations[] = {
    COLUMN("start", TEXT_OFFSET, glosa_abbreviation, short_form.start),
    COLUMN("end", TEXT_OFFSET, glosa_abbreviation, short_form.end),
    COLUMN("long_start", TEXT_OFFSET, glosa_abbreviation, long_form.start),
    COLUMN("long_end", TEXT_OFFSET, glosa_abbreviation, long_form.end),
};

#define TABLE(name, layer, arrays, marks)                                                      \
    {                                                                                          \
        #name, layer, arrays, marks, offsetof(glosa_document, name),                           \
            sizeof(*((glosa_document *)0)->name.items), name, sizeof name / sizeof *name       \
    }

const glosa_wire_table glosa_wire_tables[] = {
    TABLE(problems, 0, false, false),
    TABLE(figure_entities, 0, false, false),
    TABLE(blocks, GLOSA_BLOCKS, false, true),
    TABLE(map, GLOSA_TEXT, true, false),
    TABLE(sections, GLOSA_SECTIONS, false, true),
    TABLE(sentences, GLOSA_SENTENCES, false, true),
    TABLE(tokens, GLOSA_TOKENS, true, true),
    TABLE(entries, GLOSA_HITS | GLOSA_MENTIONS, false, false),
    TABLE(hits, GLOSA_HITS, true, true),
    TABLE(candidates, GLOSA_MENTIONS, true, false),
    TABLE(mentions, GLOSA_MENTIONS, false, true),
    TABLE(abbreviations, GLOSA_MENTIONS, true, false),
};
const size_t glosa_wire_table_count = sizeof glosa_wire_tables / sizeof *glosa_wire_tables;
static_assert(sizeof glosa_wire_tables / sizeof *glosa_wire_tables ==
                  GLOSA_WIRE_KEPT - GLOSA_WIRE_TABLES, "every table is kept");

const glosa_column glosa_wire_metadata[] = {
    COLUMN("named_by_file", BOOL, glosa_metadata, named_by_file),
    COLUMN("path", STRING, glosa_metadata, path),
    COLUMN("format", STRING, glosa_metadata, format),
    COLUMN("language", STRING, glosa_metadata, language),
    COLUMN("title", STRING, glosa_metadata, title),
    COLUMN("year", STRING, glosa_metadata, year),
    COLUMN("doi", STRING, glosa_metadata, doi),
    COLUMN("pmid", STRING, glosa_metadata, pmid),
    COLUMN("pmcid", STRING, glosa_metadata, pmcid),
    COLUMN("sha256", STRING, glosa_metadata, sha256),
    COLUMN("encoding", STRING, glosa_metadata, encoding),
};
const size_t glosa_wire_metadata_count =
    sizeof glosa_wire_metadata / sizeof *glosa_wire_metadata;

/* Every GLOSA_ARRAY begins with its item pointer, followed by size and capacity. */
typedef GLOSA_ARRAY(char) any_array;

glosa_rows glosa_wire_rows(const glosa_document *document, const glosa_wire_table *table)
{
    any_array array;
    memcpy(&array, (const char *)document + table->rows, sizeof array);
    return (glosa_rows){array.items, array.size};
}

void *glosa_wire_add_row(glosa_document *document, const glosa_wire_table *table)
{
    any_array array;
    char *home = (char *)document + table->rows;
    memcpy(&array, home, sizeof array);
    if (array.size == array.capacity &&
        !glosa_array_grow(&document->arena, &array.items, array.size, &array.capacity,
                          table->row_size))
        return NULL;
    void *row = array.items + (size_t)array.size * table->row_size;
    array.size++;
    memcpy(home, &array, sizeof array);
    return memset(row, 0, table->row_size);
}

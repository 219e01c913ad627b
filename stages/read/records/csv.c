/* Tables of articles, one a row: a record is the row with the names of the columns and one more.
 * Spreadsheets set to Spanish separate with semicolons. */
#include "stages/read/format.h"
#include "stages/read/identifiers.h"
#include "stages/read/language_tag.h"
#include "stages/read/plain/blocks.h"
#include "stages/read/records/columns.h"
#include "stages/read/records/passages.h"

struct row {
    glosa_document *document;
    glosa_string values[GLOSA_COLUMNS];
    uint16_t columns[GLOSA_MOST_COLUMNS]; /* what each holds */
    unsigned count;
    glosa_error *error;
};

static glosa_status take_names(struct row *row, glosa_string *rest, char separator)
{
    glosa_field field = {0};
    bool texts = false, seen[GLOSA_COLUMN_PLACE + 1] = {false};
    while (!field.last) {
        field = glosa_field_next(rest, separator);
        if (row->count == GLOSA_MOST_COLUMNS || field.broken)
            return glosa_fail(row->error, GLOSA_MALFORMED, NULL, 1,
                              row->count == GLOSA_MOST_COLUMNS
                                  ? "more than 1024 columns; document skipped"
                                  : "the row of names has a quote that is not closed; document "
                                    "skipped");
        glosa_column column = glosa_column_of(field.text);
        /* Of two columns of one meaning (id and name) the first counts. */
        row->columns[row->count++] = (uint16_t)(seen[column] ? GLOSA_COLUMNS : column);
        seen[column] = true;
        texts |= column <= GLOSA_COLUMN_TEXT;
    }
    return texts ? GLOSA_OK
                 : glosa_fail(row->error, GLOSA_UNKNOWN_FORMAT, NULL, -1,
                              "no column named text, abstract or title; document skipped");
}

/* A field with its doubled quotes made single. */
static glosa_string unquote(struct row *row, glosa_field field)
{
    if (!field.doubled)
        return field.text;
    char *out = glosa_arena_alloc(&row->document->arena, field.text.size);
    size_t size = 0;
    if (!out)
        return (glosa_string){NULL, 0};
    for (size_t i = 0; i < field.text.size; i++) {
        out[size++] = field.text.data[i];
        i += field.text.data[i] == '"';
    }
    return (glosa_string){out, size};
}

static glosa_status take_fields(struct row *row, glosa_string *rest, char separator)
{
    glosa_field field = {.last = !rest->size};
    unsigned count = 0;
    for (; !field.last; count++) {
        field = glosa_field_next(rest, separator);
        if (field.broken)
            return glosa_fail(row->error, GLOSA_MALFORMED, NULL, -1,
                              "field %u has a quote that is not closed, or text behind it; "
                              "document skipped",
                              count + 1);
        unsigned column = count < row->count ? row->columns[count] : GLOSA_COLUMNS;
        if (column >= GLOSA_COLUMNS)
            continue;
        row->values[column] = unquote(row, field);
        if (field.text.size && !row->values[column].data)
            return glosa_fail_memory(row->error, "read");
    }
    if (count != row->count)
        return glosa_fail(row->error, GLOSA_MALFORMED, NULL, -1,
                          "%u fields under %u columns; document skipped", count, row->count);
    return GLOSA_OK;
}

static glosa_status set_metadata(struct row *row)
{
    glosa_metadata *metadata = &row->document->metadata;
    for (int i = 0; i < GLOSA_COLUMNS; i++) {
        if (i != GLOSA_COLUMN_TEXT && i != GLOSA_COLUMN_ABSTRACT)
            row->values[i] = glosa_string_trim(row->values[i]);
    }
    const glosa_string *values = row->values;
    metadata->name = values[GLOSA_COLUMN_ID];
    metadata->language = glosa_language_of_tag(row->document, values[GLOSA_COLUMN_LANGUAGE]);
    metadata->title = values[GLOSA_COLUMN_TITLE];
    metadata->year = glosa_year_in(values[GLOSA_COLUMN_YEAR]);
    metadata->doi = values[GLOSA_COLUMN_DOI];
    metadata->pmid = values[GLOSA_COLUMN_PMID];
    if (values[GLOSA_COLUMN_PMCID].size &&
        !glosa_keep_pmcid(row->document, values[GLOSA_COLUMN_PMCID]))
        return glosa_fail_memory(row->error, "read");
    glosa_name_by_identifier(metadata);
    return GLOSA_OK;
}

/* A text alone is the source as it stands, so that offsets count in the field. */
static glosa_status set_text(struct row *row, glosa_buffer *buffer)
{
    static const glosa_block likes[] = {
        [GLOSA_COLUMN_TITLE] = {.kind = GLOSA_BLOCK_HEADING,
                                .level = 1,
                                .section_known = true,
                                .section = GLOSA_SECTION_TITLE},
        [GLOSA_COLUMN_ABSTRACT] = {.section_known = true, .section = GLOSA_SECTION_ABSTRACT},
        [GLOSA_COLUMN_TEXT] = {.kind = GLOSA_BLOCK_PARAGRAPH},
    };
    const glosa_string *values = row->values;
    if (!values[GLOSA_COLUMN_TITLE].size && !values[GLOSA_COLUMN_ABSTRACT].size) {
        row->document->source = values[GLOSA_COLUMN_TEXT];
        return glosa_blocks_plain(row->document, row->error);
    }
    glosa_passages passages = {0};
    for (int i = 0; i <= GLOSA_COLUMN_TEXT; i++) {
        glosa_passage passage = {.text = values[i], .offset = -1, .like = likes[i]};
        glosa_status status = glosa_passages_add(&passages, row->document, passage, row->error);
        if (status)
            return status;
    }
    return glosa_passages_finish(&passages, row->document, buffer, row->error);
}

static glosa_status read_row(glosa_document *document, const glosa_limits *limits,
                             glosa_buffer *buffer, glosa_error *error)
{
    (void)limits;
    struct row row = {.document = document, .error = error};
    glosa_string rest = document->record.bytes;
    const char *end = rest.size ? memchr(rest.data, '\n', rest.size) : NULL;
    size_t size = end ? (size_t)(end - rest.data) : rest.size;
    char separator = glosa_rows_separator(glosa_string_slice(rest, 0, size));
    if (!separator)
        separator = glosa_string_is(document->metadata.format, "tsv") ? '\t' : ',';
    glosa_status status = take_names(&row, &rest, separator);
    if (!status)
        status = take_fields(&row, &rest, separator);
    if (!status && glosa_string_trim(rest).size)
        status = glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                            "more than one row in a record; document skipped");
    if (!status)
        status = set_metadata(&row);
    return status ? status : set_text(&row, buffer);
}

static int recognize(glosa_string head, bool tabs)
{
    char separator;
    bool table = glosa_table_of(head, 0, &separator) == GLOSA_TABLE_TEXTS;
    return table && (separator == '\t') == tabs ? 80 : 0;
}

static int recognize_csv(glosa_string head)
{
    return recognize(head, false);
}

static int recognize_tsv(glosa_string head)
{
    return recognize(head, true);
}

const glosa_format glosa_format_csv = {
    .name = "csv",
    .summary = "tables with a column text, abstract or title; commas or semicolons between",
    .cut = glosa_cut_rows,
    .recognize = recognize_csv,
    .read = read_row,
};

const glosa_format glosa_format_tsv = {
    .name = "tsv",
    .summary = "the same with tabs between columns",
    .cut = glosa_cut_rows,
    .recognize = recognize_tsv,
    .read = read_row,
};

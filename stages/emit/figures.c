/* `glosa figures`: the genes that figures list against those of their captions. */
#include "stages/emit/emit.h"
#include "stages/emit/figure_genes.h"
#include "stages/emit/table.h"

typedef struct figures_options {
    const char *format;
} figures_options;

static const glosa_option figures_table[] = {
    {.name = "format", .letter = 'f', .type = GLOSA_OPTION_TEXT, .argument = "FORMAT",
     .offset = offsetof(figures_options, format), .fallback = "tsv",
     .help = "csv (RFC 4180), tsv (blanks for tabs and line ends) or jsonl (default: tsv)"},
};

static const char details[] =
    "One row for each document that has rows in table figure_entity:\n"
    "  document        its name\n"
    "  listed          genes that the record lists: each identifier once, without one each\n"
    "                  symbol. An entity whose kind the record does not say counts as a gene\n"
    "                  unless its name is no symbol (it holds a blank, or seven small letters\n"
    "                  in a row) or the caption mentions it as something else, such as a drug\n"
    "  found           those that the caption has: a mention of the same entity (by identifier,\n"
    "                  or name), or the name as a word\n"
    "  missing         those that it has not: listed = found + missing\n"
    "  unlisted        genes and families of the caption that the record does not list\n"
    "  found_names, missing_names, unlisted_names\n"
    "                  the same by name, joined by |\n"
    "Lists of figures are made by machine from the picture: they are no gold standard.\n";

/* The mentions of the caption of document ?1. */
#define FROM_CAPTION                                                                           \
    "FROM (SELECT sentence_id FROM sentence JOIN section USING (section_id)"                   \
    "  WHERE sentence.document_id = ?1 AND section.kind = 'caption')"                          \
    " JOIN mention USING (sentence_id) JOIN entity USING (entity_id)"

/* What is asked about one figure, X(enumerator, SQL). */
#define QUERIES(X)                                                                             \
    X(QUERY_FIGURES, "SELECT document_id, name FROM document"                                  \
      " WHERE document_id IN (SELECT document_id FROM figure_entity) ORDER BY document_id")    \
    X(QUERY_LISTED, "SELECT symbol, word, curie, kind FROM figure_entity"                      \
      " WHERE document_id = ?1"                                                                \
      " AND (kind = 'gene' OR kind IS NULL AND lower(coalesce(symbol, word)) NOT IN"           \
      "  (SELECT lower(mention.text) " FROM_CAPTION                                            \
      "   WHERE mention.kind NOT IN ('gene', 'family')))"                                      \
      " ORDER BY ordinal")                                                                     \
    X(QUERY_ABBREVIATIONS, "SELECT DISTINCT short_form FROM abbreviation"                      \
      " WHERE document_id = ?")                                                                \
    X(QUERY_WORDS, "SELECT sentence.text FROM sentence JOIN section USING (section_id)"        \
      " WHERE sentence.document_id = ? AND section.kind = 'caption'")                          \
    X(QUERY_MENTIONS, "SELECT entity_id, entity.name, curie, xrefs, mention.text,"             \
      "  min(min(mention_id)) OVER (PARTITION BY entity_id) AS first " FROM_CAPTION            \
      "  WHERE mention.kind IN ('gene', 'family')"                                             \
      " GROUP BY entity_id, mention.text ORDER BY first, entity_id, min(mention_id)")          \
    X(QUERY_ROW, "SELECT ?1 AS document, ?2 AS listed, ?3 AS found, ?4 AS missing,"            \
      " ?5 AS unlisted, ?6 AS found_names, ?7 AS missing_names, ?8 AS unlisted_names")

enum query {
#define X(enumerator, sql) enumerator,
    QUERIES(X)
#undef X
    QUERY_COUNT
};

typedef struct report {
    sqlite3 *database;
    const char *path;
    sqlite3_stmt *queries[QUERY_COUNT];
    glosa_folding *folding;
    glosa_figure_genes genes;   /* of the figure at hand */
    glosa_buffer found, missing, unlisted;      /* names of the figure at hand, joined by | */
    int64_t found_count, missing_count, unlisted_count;
    int64_t entity;             /* the entity of the caption at hand; 0: none */
    glosa_string entity_name;   /* in the arena of the genes */
    bool entity_listed;
    glosa_table table;
    glosa_error *error;
} report;

static glosa_string text_of(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return (glosa_string){text, (size_t)sqlite3_column_bytes(row, column)};
}

/* Calls `take` with each row of a question about the document. */
static glosa_status ask(report *report, enum query query, int64_t document,
                        glosa_status (*take)(struct report *report, sqlite3_stmt *row))
{
    sqlite3_stmt *row = report->queries[query];
    glosa_status status = GLOSA_OK;
    int result = SQLITE_DONE;
    sqlite3_bind_int64(row, 1, document);
    while (status == GLOSA_OK && (result = sqlite3_step(row)) == SQLITE_ROW)
        status = take(report, row);
    if (status == GLOSA_OK && result != SQLITE_DONE)
        status = glosa_database_fail(report->database, report->path, report->error);
    sqlite3_reset(row);
    return status;
}

/* Whether a name of unknown kind may be a gene's symbol, rather than a chemical or a disease. */
static bool may_be_symbol(glosa_string name)
{
    enum { MOST_SMALL_LETTERS = 6 };
    int small = 0;
    for (size_t i = 0; i < name.size; i++) {
        small = name.data[i] >= 'a' && name.data[i] <= 'z' ? small + 1 : 0;
        if (small > MOST_SMALL_LETTERS || name.data[i] == ' ')
            return false;
    }
    return true;
}

static glosa_status take_listed(report *report, sqlite3_stmt *row)
{
    enum { SYMBOL, WORD, CURIE, KIND };
    glosa_string symbol = text_of(row, SYMBOL), word = text_of(row, WORD);
    bool known = sqlite3_column_type(row, KIND) != SQLITE_NULL;
    if (!known && !may_be_symbol(symbol.size ? symbol : word))
        return GLOSA_OK;
    return glosa_figure_genes_add(&report->genes, symbol, word, text_of(row, CURIE),
                                  report->error);
}

static glosa_status take_abbreviation(report *report, sqlite3_stmt *row)
{
    return glosa_figure_genes_abbreviation(&report->genes, text_of(row, 0), report->error);
}

static glosa_status take_words(report *report, sqlite3_stmt *row)
{
    return glosa_figure_genes_find_words(&report->genes, text_of(row, 0), report->error);
}

/* --- mentions --- */

static void add_to(glosa_buffer *names, int64_t *count, glosa_string name)
{
    if ((*count)++)
        glosa_buffer_byte(names, '|');
    glosa_buffer_string(names, name);
}

/* What is known of an entity of the caption once all its mentions have been seen. */
static void leave_entity(report *report)
{
    if (report->entity && !report->entity_listed)
        add_to(&report->unlisted, &report->unlisted_count, report->entity_name);
    report->entity = 0;
}

static glosa_status enter_entity(report *report, sqlite3_stmt *row)
{
    enum { ENTITY, NAME, CURIE, XREFS };
    int64_t entity = sqlite3_column_int64(row, ENTITY);
    if (entity == report->entity)
        return GLOSA_OK;
    leave_entity(report);
    glosa_string name = text_of(row, NAME), xrefs = text_of(row, XREFS), xref;
    char *copy = glosa_arena_copy(&report->genes.arena, name.data, name.size);
    if (!copy)
        return glosa_fail_memory(report->error, "figures");
    report->entity = entity;
    report->entity_name = (glosa_string){copy, name.size};
    report->entity_listed = false;
    glosa_figure_genes_find_curie(&report->genes, text_of(row, CURIE), &report->entity_listed);
    while (glosa_string_next(&xrefs, '|', &xref))
        glosa_figure_genes_find_curie(&report->genes, xref, &report->entity_listed);
    return glosa_figure_genes_find_name(&report->genes, report->entity_name,
                                        &report->entity_listed, report->error);
}

/* Rows of one entity follow each other. */
static glosa_status take_mention(report *report, sqlite3_stmt *row)
{
    enum { TEXT = 4 };
    glosa_status status = enter_entity(report, row);
    return status ? status
                  : glosa_figure_genes_find_name(&report->genes, text_of(row, TEXT),
                                                 &report->entity_listed, report->error);
}

/* --- figures --- */

static void clear(report *report)
{
    glosa_figure_genes_clear(&report->genes);
    glosa_buffer_clear(&report->found);
    glosa_buffer_clear(&report->missing);
    glosa_buffer_clear(&report->unlisted);
    report->found_count = report->missing_count = report->unlisted_count = 0;
}

static void count_genes(report *report)
{
    for (uint32_t i = 0; i < report->genes.genes.size; i++) {
        const glosa_figure_gene *gene = &report->genes.genes.items[i];
        if (gene->found)
            add_to(&report->found, &report->found_count, gene->name);
        else
            add_to(&report->missing, &report->missing_count, gene->name);
    }
}

static void bind_names(sqlite3_stmt *row, int column, const glosa_buffer *names)
{
    glosa_string text = glosa_buffer_view(names);
    glosa_database_bind_text(row, column, text.data ? text : GLOSA_LITERAL(""));
}

static glosa_status write_row(report *report, glosa_string name, bool *going)
{
    sqlite3_stmt *row = report->queries[QUERY_ROW];
    if (report->found.failed || report->missing.failed || report->unlisted.failed)
        return glosa_fail_memory(report->error, "figures");
    glosa_database_bind_text(row, 1, name);
    sqlite3_bind_int64(row, 2, report->found_count + report->missing_count);
    sqlite3_bind_int64(row, 3, report->found_count);
    sqlite3_bind_int64(row, 4, report->missing_count);
    sqlite3_bind_int64(row, 5, report->unlisted_count);
    bind_names(row, 6, &report->found);
    bind_names(row, 7, &report->missing);
    bind_names(row, 8, &report->unlisted);
    bool there = sqlite3_step(row) == SQLITE_ROW;
    if (there)
        *going = glosa_table_row(&report->table, row);
    sqlite3_reset(row);
    return there ? GLOSA_OK : glosa_database_fail(report->database, report->path, report->error);
}

static glosa_status report_figure(report *report, int64_t document)
{
    static const struct {
        enum query query;
        glosa_status (*take)(struct report *report, sqlite3_stmt *row);
    } steps[] = {
        {QUERY_LISTED, take_listed},
        {QUERY_ABBREVIATIONS, take_abbreviation},
        {QUERY_MENTIONS, take_mention},
        {QUERY_WORDS, take_words},
    };
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == GLOSA_OK; i++)
        status = ask(report, steps[i].query, document, steps[i].take);
    leave_entity(report);
    count_genes(report);
    return status;
}

static glosa_status report_all(report *report)
{
    sqlite3_stmt *figure = report->queries[QUERY_FIGURES];
    glosa_status status = GLOSA_OK;
    bool going = true;
    int result = SQLITE_DONE;
    glosa_table_names(&report->table, report->queries[QUERY_ROW]);
    while (status == GLOSA_OK && going && (result = sqlite3_step(figure)) == SQLITE_ROW) {
        clear(report);
        status = report_figure(report, sqlite3_column_int64(figure, 0));
        if (status == GLOSA_OK)
            status = write_row(report, text_of(figure, 1), &going);
    }
    if (status == GLOSA_OK && going && result != SQLITE_DONE)
        status = glosa_database_fail(report->database, report->path, report->error);
    return status;
}

static glosa_status open_report(report *report)
{
    static const char *const sql[] = {
#define X(enumerator, text) text,
        QUERIES(X)
#undef X
    };
    glosa_status status = glosa_database_open(&report->database, report->path, report->error);
    for (size_t i = 0; i < QUERY_COUNT && status == GLOSA_OK; i++)
        status = glosa_database_prepare(report->database, report->path, sql[i],
                                        &report->queries[i], report->error);
    if (status == GLOSA_OK)
        status = glosa_folding_new(&report->folding, report->error);
    report->genes.folding = report->folding;
    return status;
}

static void close_report(report *report)
{
    for (size_t i = 0; i < QUERY_COUNT; i++)
        sqlite3_finalize(report->queries[i]);
    sqlite3_close(report->database);
    glosa_figure_genes_free(&report->genes);
    glosa_folding_free(report->folding);
    glosa_buffer_free(&report->found);
    glosa_buffer_free(&report->missing);
    glosa_buffer_free(&report->unlisted);
}

static glosa_status run_figures(const void *options, const glosa_list *operands,
                                glosa_command_context *context, glosa_error *error)
{
    const figures_options *chosen = options;
    report report = {.path = operands->items[0], .error = error};
    glosa_status status = glosa_table_open(&report.table, chosen->format, context->out, error);
    if (status)
        return status;
    status = open_report(&report);
    if (status == GLOSA_OK)
        status = report_all(&report);
    glosa_status closed = glosa_table_close(&report.table, "figures", status ? NULL : error);
    close_report(&report);
    return status ? status : closed;
}

const glosa_command glosa_figures_command = {
    .name = "figures",
    .summary = "compare the genes that figures list with those of their captions",
    .details = details,
    .operands = "DB",
    .example = "glosa figures mentions.db > figures.tsv",
    .operands_least = 1,
    .operands_most = 1,
    .options = GLOSA_OPTIONS(figures_table, figures_options),
    .run = run_figures,
};

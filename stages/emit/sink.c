/* The writer: one thread, prepared statements, ids given out in the order of the documents. */
#include <assert.h>
#include <math.h>

#include "stages/emit/emit.h"
#include "stages/emit/entities.h"
#include "stages/emit/loading.h"
#include "stages/emit/origin.h"
#include "stages/emit/rows.h"

typedef struct sink_options {
    const char *output;
} sink_options;

static const glosa_option sink_table[] = {
    {.name = "output", .letter = 'o', .type = GLOSA_OPTION_TEXT, .argument = "DB",
     .offset = offsetof(sink_options, output), .required = true, .silent = true,
     .help = "the database to write; one that is there is replaced when the load is whole"},
};

/* Sentences are most of all rows, and SQLite takes several at a time with less ado. */
enum { SENTENCES_TOGETHER = 8, SENTENCE_VALUES = 7 };
#define SENTENCE_ROW "(NULL,?,?,?,?,?,?,?)"
#define EIGHT(row) row "," row "," row "," row "," row "," row "," row "," row

/* The tables that documents fill, X(enumerator, SQL). Where ids are NULL, SQLite numbers the rows
 * from 1: it finds the end of a table sooner than the place of an id. */
#define INSERTS(X)                                                                             \
    X(INSERT_DOCUMENT, "INSERT INTO document VALUES (?,?,?,?,?,?,?,?,?,?,?,1,?)")                \
    X(INSERT_SECTION, "INSERT INTO section VALUES (NULL,?,?,?,?,?)")                           \
    X(INSERT_SENTENCE, "INSERT INTO sentence VALUES " SENTENCE_ROW)                            \
    X(INSERT_SENTENCES, "INSERT INTO sentence VALUES " EIGHT(SENTENCE_ROW))                    \
    X(INSERT_ENTITY, "INSERT INTO entity VALUES (?,?,?,?,?)")                                  \
    X(INSERT_MENTION, "INSERT INTO mention VALUES (NULL,?,?,?,?,?,?,?,?,?,?)")                 \
    X(INSERT_CANDIDATE, "INSERT INTO mention_candidate VALUES (?,?,?,?)")                      \
    X(INSERT_ABBREVIATION, "INSERT INTO abbreviation VALUES (?,?,?,?,?)")                      \
    X(INSERT_FIGURE_ENTITY, "INSERT INTO figure_entity VALUES (?,?,?,?,?,?,?)")                \
    X(INSERT_PROBLEM, "INSERT INTO problem VALUES (NULL,?,?,?,?,?,?)")

enum insert {
#define X(enumerator, sql) enumerator,
    INSERTS(X)
#undef X
    INSERT_COUNT
};

typedef struct sink {
    glosa_loading loading;
    sqlite3_stmt *inserts[INSERT_COUNT];
    glosa_entity_ids entities;
    int64_t documents, sections, sentences, mentions;   /* last ids given */
    glosa_error *error;         /* of the call under way */
} sink;

static glosa_status fail(sink *sink)
{
    return glosa_database_fail(sink->loading.database, sink->loading.path, sink->error);
}

/* Executes an insert whose values are bound. */
static glosa_status insert(sink *sink, enum insert number)
{
    sqlite3_stmt *statement = sink->inserts[number];
    if (sqlite3_step(statement) != SQLITE_DONE) {
        glosa_status status = fail(sink);
        sqlite3_reset(statement);
        return status;
    }
    sqlite3_reset(statement);
    return GLOSA_OK;
}

/* The same where SQLite numbers the rows: the last one is to be row `id`. */
static glosa_status insert_row(sink *sink, enum insert number, int64_t id)
{
    glosa_status status = insert(sink, number);
    assert(status || sqlite3_last_insert_rowid(sink->loading.database) == id);
    (void)id;
    return status;
}

static void bind_numbers(sqlite3_stmt *statement, int first, int64_t a, int64_t b)
{
    sqlite3_bind_int64(statement, first, a);
    sqlite3_bind_int64(statement, first + 1, b);
}

static void bind_constant(sqlite3_stmt *statement, int column, const char *text)
{
    glosa_database_bind_text(statement, column, glosa_string_of(text));
}

/* Text of a column that is never NULL. */
static void bind_filled(sqlite3_stmt *statement, int column, glosa_string text)
{
    glosa_database_bind_text(statement, column, text.data ? text : GLOSA_LITERAL(""));
}

/* Four digits are more than a score means, and show as they are written. */
static void bind_score(sqlite3_stmt *statement, int column, float score)
{
    sqlite3_bind_double(statement, column, round((double)score * 1e4) / 1e4);
}

/* --- rows --- */

static glosa_status write_problem(sink *sink, const glosa_document *document,
                                  const glosa_problem *problem, int64_t document_id)
{
    sqlite3_stmt *statement = sink->inserts[INSERT_PROBLEM];
    if (document_id)
        sqlite3_bind_int64(statement, 1, document_id);
    else
        sqlite3_bind_null(statement, 1);
    bind_filled(statement, 2, document->metadata.path.size ? document->metadata.path
                                                           : problem->where);
    bind_filled(statement, 3, problem->stage);
    bind_constant(statement, 4, glosa_status_name(problem->code));
    bind_filled(statement, 5, problem->message);
    if (problem->position < 0)
        sqlite3_bind_null(statement, 6);
    else
        sqlite3_bind_int64(statement, 6, problem->position);
    return insert(sink, INSERT_PROBLEM);
}

static glosa_status write_problems(sink *sink, const glosa_document *document,
                                   int64_t document_id)
{
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < document->problems.size && status == GLOSA_OK; i++)
        status = write_problem(sink, document, &document->problems.items[i], document_id);
    return status;
}

/* Empty metadata is unknown metadata. */
static void bind_metadata(sqlite3_stmt *statement, int column, glosa_string text)
{
    glosa_database_bind_text(statement, column, text.size ? text : (glosa_string){NULL, 0});
}

/* *repeated says that a document of this name is there already. */
static glosa_status write_document(sink *sink, const glosa_metadata *metadata, bool *repeated)
{
    sqlite3_stmt *statement = sink->inserts[INSERT_DOCUMENT];
    sqlite3_bind_int64(statement, 1, sink->documents + 1);
    bind_filled(statement, 2, metadata->name);
    bind_filled(statement, 3, metadata->path);
    bind_filled(statement, 4, metadata->format);
    bind_filled(statement, 5, metadata->language.size ? metadata->language
                                                      : GLOSA_LITERAL("und"));
    bind_metadata(statement, 6, metadata->title);
    bind_metadata(statement, 7, metadata->year);
    bind_metadata(statement, 8, metadata->doi);
    bind_metadata(statement, 9, metadata->pmid);
    bind_metadata(statement, 10, metadata->pmcid);
    bind_filled(statement, 11, metadata->sha256);
    bind_filled(statement, 12, metadata->encoding);
    int result = sqlite3_step(statement);
    *repeated = result != SQLITE_DONE && sqlite3_extended_errcode(sink->loading.database) ==
                                             SQLITE_CONSTRAINT_UNIQUE;
    glosa_status status = result == SQLITE_DONE || *repeated ? GLOSA_OK : fail(sink);
    sqlite3_reset(statement);
    sink->documents += result == SQLITE_DONE;
    return status;
}

static glosa_status write_figure_entities(sink *sink, const glosa_document *document)
{
    sqlite3_stmt *statement = sink->inserts[INSERT_FIGURE_ENTITY];
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < document->figure_entities.size && status == GLOSA_OK; i++) {
        const glosa_figure_entity *entity = &document->figure_entities.items[i];
        bind_numbers(statement, 1, sink->documents, (int64_t)i + 1);
        bind_metadata(statement, 3, entity->word);
        bind_metadata(statement, 4, entity->symbol);
        bind_metadata(statement, 5, entity->kind);
        bind_metadata(statement, 6, entity->curie);
        bind_metadata(statement, 7, entity->source);
        status = insert(sink, INSERT_FIGURE_ENTITY);
    }
    return status;
}

static glosa_status write_sections(sink *sink, const glosa_document *document,
                                   const glosa_emit_rows *rows)
{
    sqlite3_stmt *statement = sink->inserts[INSERT_SECTION];
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < document->sections.size && status == GLOSA_OK; i++) {
        const glosa_section *section = &document->sections.items[i];
        sqlite3_bind_int64(statement, 1, sink->documents);
        bind_constant(statement, 2, glosa_section_kind_name(section->kind));
        bind_filled(statement, 3, rows->sections[i].text);
        bind_numbers(statement, 4, rows->sections[i].start, rows->sections[i].end);
        status = insert_row(sink, INSERT_SECTION, sink->sections + 1 + i);
    }
    return status;
}

/* Binds sentence `number` of a document to the values from `first` on. */
static void bind_sentence(const sink *sink, sqlite3_stmt *statement, int first,
                          const glosa_document *document, uint32_t number)
{
    const glosa_sentence *sentence = &document->sentences.items[number];
    const glosa_emit_rows *rows = document->encoded;
    const glosa_placed_text *place = &rows->sentences[number];
    bind_numbers(statement, first, sink->documents, sink->sections + 1 + sentence->section);
    sqlite3_bind_int64(statement, first + 2, (int64_t)number + 1);
    bind_numbers(statement, first + 3, place->start, place->end);
    bind_filled(statement, first + 5, sentence->language);
    bind_filled(statement, first + 6, place->text);
}

static glosa_status write_sentences(sink *sink, const glosa_document *document)
{
    glosa_status status = GLOSA_OK;
    uint32_t size = document->sentences.size;
    for (uint32_t i = 0, count; i < size && status == GLOSA_OK; i += count) {
        count = size - i < SENTENCES_TOGETHER ? 1 : SENTENCES_TOGETHER;
        enum insert number = count == 1 ? INSERT_SENTENCE : INSERT_SENTENCES;
        for (uint32_t k = 0; k < count; k++)
            bind_sentence(sink, sink->inserts[number], 1 + SENTENCE_VALUES * (int)k, document,
                          i + k);
        status = insert_row(sink, number, sink->sentences + i + count);
    }
    return status;
}

static glosa_status write_entity(sink *sink, const glosa_entry *entry, int64_t *id)
{
    bool fresh;
    glosa_status status = glosa_entity_ids_get(&sink->entities, entry->curie, id, &fresh,
                                               sink->error);
    if (status || !fresh)
        return status;
    sqlite3_stmt *statement = sink->inserts[INSERT_ENTITY];
    sqlite3_bind_int64(statement, 1, *id);
    bind_filled(statement, 2, entry->kind);
    bind_filled(statement, 3, entry->curie);
    bind_filled(statement, 4, entry->preferred);
    bind_filled(statement, 5, entry->xrefs);
    return insert(sink, INSERT_ENTITY);
}

static glosa_status write_candidates(sink *sink, const glosa_document *document,
                                     const glosa_mention *mention)
{
    sqlite3_stmt *statement = sink->inserts[INSERT_CANDIDATE];
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < mention->candidates && status == GLOSA_OK; i++) {
        const glosa_candidate *candidate =
            &document->candidates.items[mention->first_candidate + i];
        int64_t entity;
        status = write_entity(sink, &document->entries.items[candidate->entry], &entity);
        if (status)
            break;
        bind_numbers(statement, 1, sink->mentions, (int64_t)i + 1);
        sqlite3_bind_int64(statement, 3, entity);
        bind_score(statement, 4, candidate->score);
        status = insert(sink, INSERT_CANDIDATE);
    }
    return status;
}

static glosa_status write_mention(sink *sink, const glosa_document *document,
                                  const glosa_mention *mention, const glosa_placed_text *place)
{
    sqlite3_stmt *statement = sink->inserts[INSERT_MENTION];
    const glosa_candidate *best = &document->candidates.items[mention->first_candidate];
    const glosa_entry *entry = &document->entries.items[best->entry];
    int64_t entity;
    glosa_status status = write_entity(sink, entry, &entity);
    if (status)
        return status;
    sqlite3_bind_int64(statement, 1, sink->sentences + 1 + mention->sentence);
    bind_numbers(statement, 2, place->start, place->end);
    bind_filled(statement, 4, place->text);
    bind_filled(statement, 5, mention->kind.size ? mention->kind : entry->kind);
    sqlite3_bind_int64(statement, 6, entity);
    bind_filled(statement, 7, mention->method);
    bind_score(statement, 8, best->score);
    bind_numbers(statement, 9, mention->negated, mention->uncertain);
    status = insert_row(sink, INSERT_MENTION, ++sink->mentions);
    if (status == GLOSA_OK && mention->candidates > 1)
        status = write_candidates(sink, document, mention);
    return status;
}

static glosa_status write_abbreviations(sink *sink, const glosa_document *document,
                                        const glosa_emit_rows *rows)
{
    sqlite3_stmt *statement = sink->inserts[INSERT_ABBREVIATION];
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < document->abbreviations.size && status == GLOSA_OK; i++) {
        sqlite3_bind_int64(statement, 1, sink->documents);
        bind_filled(statement, 2, rows->short_forms[i].text);
        bind_filled(statement, 3, rows->long_forms[i]);
        bind_numbers(statement, 4, rows->short_forms[i].start, rows->short_forms[i].end);
        status = insert(sink, INSERT_ABBREVIATION);
    }
    return status;
}

static glosa_status write_layers(sink *sink, const glosa_document *document)
{
    const glosa_emit_rows *rows = document->encoded;
    glosa_status status = write_figure_entities(sink, document);
    if (status == GLOSA_OK)
        status = write_sections(sink, document, rows);
    if (status == GLOSA_OK)
        status = write_sentences(sink, document);
    for (uint32_t i = 0; i < document->mentions.size && status == GLOSA_OK; i++)
        status = write_mention(sink, document, &document->mentions.items[i],
                               &rows->mentions[i]);
    if (status == GLOSA_OK)
        status = write_abbreviations(sink, document, rows);
    sink->sections += document->sections.size;
    sink->sentences += document->sentences.size;
    return status;
}

static glosa_status refuse_repeated(sink *sink, glosa_document *document)
{
    glosa_error problem;
    char where[256];
    snprintf(where, sizeof where, "%.*s", GLOSA_PRINT(document->metadata.path));
    glosa_status status = glosa_fail(
        &problem, GLOSA_DUPLICATE, where, -1,
        "a document named '%.*s' is stored already; this one is skipped: give it another "
        "identifier, or leave one out",
        GLOSA_PRINT(document->metadata.name));
    if (status == GLOSA_DUPLICATE)
        status = glosa_document_add_problem(document, "emit", &problem, true, sink->error);
    return status ? status : write_problems(sink, document, 0);
}

/* Writes the row of the document. Files that share a stem are told apart by their paths; an
 * identifier that a format gives has to be one document's alone. */
static glosa_status name_and_write(sink *sink, glosa_metadata *metadata, bool *repeated)
{
    glosa_status status = write_document(sink, metadata, repeated);
    bool path_helps = metadata->named_by_file && metadata->path.size &&
                      !glosa_string_equal(metadata->name, metadata->path);
    if (status || !*repeated || !path_helps)
        return status;
    metadata->name = metadata->path;
    return write_document(sink, metadata, repeated);
}

static glosa_status write_sink(void *state, glosa_document *document, glosa_error *error)
{
    sink *sink = state;
    bool repeated = false;
    sink->error = error;
    if (document->failed)
        return write_problems(sink, document, 0);
    glosa_status status = name_and_write(sink, &document->metadata, &repeated);
    if (status)
        return status;
    if (repeated)
        return refuse_repeated(sink, document);
    status = write_problems(sink, document, sink->documents);
    return status ? status : write_layers(sink, document);
}

/* --- opening and closing --- */

static glosa_status prepare(sink *sink)
{
    static const char *const sql[] = {
#define X(enumerator, text) text,
        INSERTS(X)
#undef X
    };
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < INSERT_COUNT && status == GLOSA_OK; i++)
        status = glosa_database_prepare(sink->loading.database, sink->loading.path, sql[i],
                                        &sink->inserts[i], sink->error);
    return status;
}

static void finalize(sink *sink)
{
    for (size_t i = 0; i < INSERT_COUNT; i++) {
        sqlite3_finalize(sink->inserts[i]);
        sink->inserts[i] = NULL;
    }
}

static void close_sink(void *state)
{
    sink *sink = state;
    finalize(sink);
    glosa_loading_close(&sink->loading);
    glosa_entity_ids_free(&sink->entities);
    free(sink);
}

static glosa_status open_sink(void **state, const void *options,
                              const glosa_provenance *provenance, glosa_error *error)
{
    const sink_options *chosen = options;
    sink *sink = calloc(1, sizeof *sink);
    if (!sink)
        return glosa_fail_memory(error, "emit");
    sink->error = error;
    glosa_status status = glosa_loading_open(&sink->loading, chosen->output, error);
    if (status == GLOSA_OK)
        status = glosa_origin_write(&sink->loading, provenance, error);
    if (status == GLOSA_OK)
        status = prepare(sink);
    if (status)
        close_sink(sink);
    else
        *state = sink;
    return status;
}

static const char *sink_output(const void *state, size_t number)
{
    const glosa_loading *loading = &((const sink *)state)->loading;
    const char *const paths[] = {loading->part, loading->path, NULL};
    return paths[number];
}

static glosa_status finish_sink(void *state, glosa_error *error)
{
    sink *sink = state;
    finalize(sink);
    glosa_status status = glosa_origin_finish(&sink->loading, error);
    return status ? status : glosa_loading_finish(&sink->loading, error);
}

const glosa_sink glosa_database_sink = {
    .name = "emit",
    .summary = "store documents in an SQLite database",
    .options = GLOSA_OPTIONS(sink_table, sink_options),
    .encode = &glosa_emit_encode,
    .open = open_sink,
    .output = sink_output,
    .write = write_sink,
    .finish = finish_sink,
    .close = close_sink,
};

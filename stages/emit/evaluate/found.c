#include "stages/emit/evaluate/found.h"

enum { RUN = 1 };               /* the parameter of all insertions that names the run */

/* One statement's rows become another's parameters, behind the run. */
typedef struct copying {
    sqlite3 *database;
    const char *path;
    sqlite3_stmt *select, *insert;
} copying;

static glosa_status open_copying(copying *copying, sqlite3 *from, const char *select,
                                 const char *insert, glosa_error *error)
{
    glosa_status status = glosa_database_prepare(from, copying->path, select, &copying->select,
                                                 error);
    if (status == GLOSA_OK)
        status = glosa_database_prepare(copying->database, copying->path, insert,
                                        &copying->insert, error);
    return status;
}

/* `bound` says whether SQLite took the values of the row. */
static glosa_status insert(const copying *copying, bool bound, glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    if (!bound || sqlite3_step(copying->insert) != SQLITE_DONE)
        status = glosa_database_fail(copying->database, copying->path, error);
    sqlite3_reset(copying->insert);
    return status;
}

static glosa_status copy_values(const copying *copying, glosa_error *error)
{
    bool bound = true;          /* not where memory ends: values are copied */
    for (int i = 0; bound && i < sqlite3_column_count(copying->select); i++)
        bound = sqlite3_bind_value(copying->insert, RUN + 1 + i,
                                   sqlite3_column_value(copying->select, i)) == SQLITE_OK;
    return insert(copying, bound, error);
}

/* An entity's CURIE and each of its cross-references is an identifier of it. */
static glosa_status copy_ids(const copying *copying, glosa_error *error)
{
    const char *name = (const char *)sqlite3_column_text(copying->select, 0);
    const char *xrefs = (const char *)sqlite3_column_text(copying->select, 1);
    if (!name || !xrefs)        /* neither column is ever NULL */
        return glosa_fail_memory(error, copying->path);
    glosa_string curie = glosa_string_of(name), rest = glosa_string_of(xrefs), id = curie;
    glosa_status status = GLOSA_OK;
    do {
        bool bound = glosa_database_bind_text(copying->insert, RUN + 1, curie) &&
                     glosa_database_bind_text(copying->insert, RUN + 2, id);
        status = insert(copying, bound, error);
    } while (status == GLOSA_OK && rest.size && glosa_string_next(&rest, '|', &id));
    return status;
}

typedef glosa_status copy_row(const copying *copying, glosa_error *error);

static glosa_status copy_rows(const copying *copying, copy_row *copy, int run,
                              glosa_error *error)
{
    int result;
    glosa_status status = GLOSA_OK;
    if (sqlite3_bind_int(copying->insert, RUN, run) != SQLITE_OK)
        return glosa_database_fail(copying->database, copying->path, error);
    while (status == GLOSA_OK && (result = sqlite3_step(copying->select)) == SQLITE_ROW)
        status = copy(copying, error);
    if (status == GLOSA_OK && result != SQLITE_DONE)
        status = glosa_database_fail(sqlite3_db_handle(copying->select), copying->path, error);
    return status;
}

glosa_status glosa_found_copy(sqlite3 *database, sqlite3 *from, const char *path, int run,
                              glosa_error *error)
{
    static const struct {
        const char *select, *insert;
        copy_row *copy;
    } all[] = {
        {"SELECT document, start, \"end\", kind, entity, text, language, section, sentence"
         " FROM mention_table",
         "INSERT INTO found_mention SELECT ?1,?2,?3,?4,?5,?6,?7,?8,?9,?10"
         " WHERE ?2 IN (SELECT name FROM gold_document)",
         copy_values},
        {"SELECT name, ordinal, text FROM sentence JOIN document USING (document_id)",
         "INSERT INTO found_sentence SELECT ?1,?2,?3,?4"
         " WHERE ?2 IN (SELECT name FROM gold_document)",
         copy_values},
        {"SELECT curie, xrefs FROM entity",
         "INSERT OR IGNORE INTO found_id VALUES (?1, ?2, lower(?3))", copy_ids},
    };
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < sizeof all / sizeof *all && status == GLOSA_OK; i++) {
        copying copying = {.database = database, .path = path};
        status = open_copying(&copying, from, all[i].select, all[i].insert, error);
        if (status == GLOSA_OK)
            status = copy_rows(&copying, all[i].copy, run, error);
        sqlite3_finalize(copying.select);
        sqlite3_finalize(copying.insert);
    }
    return status;
}

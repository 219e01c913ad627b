#include "stages/emit/origin.h"

#include <yajl/yajl_tree.h>

static void now(char *out, size_t size)
{
    time_t seconds = time(NULL);
    struct tm parts;
    gmtime_r(&seconds, &parts);
    strftime(out, size, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

/* Executes a statement once with `count` texts. */
static glosa_status execute(const glosa_loading *loading, const char *sql,
                            const glosa_string *texts, int count, glosa_error *error)
{
    sqlite3_stmt *statement;
    glosa_status status = glosa_database_prepare(loading->database, loading->path, sql,
                                                 &statement, error);
    if (status)
        return status;
    for (int i = 0; i < count; i++)
        glosa_database_bind_text(statement, i + 1, texts[i]);
    if (sqlite3_step(statement) != SQLITE_DONE)
        status = glosa_database_fail(loading->database, loading->path, error);
    sqlite3_finalize(statement);
    return status;
}

/* A member of the history, as text; empty where it is not there. */
static glosa_string member(yajl_val object, const char *key)
{
    const char *path[] = {key, NULL};
    const char *text = YAJL_GET_STRING(yajl_tree_get(object, path, yajl_t_string));
    return glosa_string_of(text ? text : "");
}

static glosa_status write_dictionaries_of(const glosa_loading *loading, yajl_val stage,
                                          glosa_error *error)
{
    const char *path[] = {"dictionaries", NULL};
    yajl_val list = yajl_tree_get(stage, path, yajl_t_array);
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; list && i < list->u.array.len && status == GLOSA_OK; i++) {
        yajl_val dictionary = list->u.array.values[i];
        glosa_string texts[] = {member(dictionary, "path"), member(dictionary, "sha256"),
                                member(dictionary, "sources")};
        status = execute(loading,
                         "INSERT INTO dictionary (run_id, path, sha256, sources) "
                         "VALUES (1,?,?,?)",
                         texts, 3, error);
    }
    return status;
}

static glosa_status write_dictionaries(const glosa_loading *loading, glosa_string history,
                                       glosa_error *error)
{
    char message[128];
    char *json = strndup(history.data, history.size);
    yajl_val stages = json ? yajl_tree_parse(json, message, sizeof message) : NULL;
    free(json);
    if (!stages)
        return glosa_fail_memory(error, "emit");
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; YAJL_IS_ARRAY(stages) && i < stages->u.array.len && !status; i++)
        status = write_dictionaries_of(loading, stages->u.array.values[i], error);
    yajl_tree_free(stages);
    return status;
}

glosa_status glosa_origin_write(const glosa_loading *loading,
                                const glosa_provenance *provenance, glosa_error *error)
{
    char started[32];
    now(started, sizeof started);
    glosa_string texts[] = {glosa_string_of(glosa_version()),
                            glosa_string_of(provenance->arguments), glosa_string_of(started),
                            provenance->history};
    glosa_status status = execute(loading, "INSERT INTO run VALUES (1,?,?,?,NULL,?)", texts, 4,
                                  error);
    return status ? status : write_dictionaries(loading, provenance->history, error);
}

glosa_status glosa_origin_finish(const glosa_loading *loading, glosa_error *error)
{
    char finished[32];
    now(finished, sizeof finished);
    glosa_string text = glosa_string_of(finished);
    return execute(loading, "UPDATE run SET finished = ?", &text, 1, error);
}

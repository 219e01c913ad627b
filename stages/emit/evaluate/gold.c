#include "stages/emit/evaluate/gold.h"

#include <errno.h>
#include <sys/stat.h>

extern const char glosa_data_emit_eval_gold[];

static const struct {
    const char *name, *suffix;  /* of files that have it without being told */
    glosa_status (*read)(glosa_gold *gold, glosa_error *error);
} formats[] = {
    {"jsonl", ".jsonl", glosa_gold_read_jsonl},
    {"brat", ".ann", glosa_gold_read_brat},
    {"pubtator", ".pubtator", glosa_gold_read_pubtator},
    {"pubtator", ".txt", glosa_gold_read_pubtator},
    {"bioc-json", ".json", glosa_gold_read_bioc_json},
    {"bioc-xml", ".xml", glosa_gold_read_bioc_xml},
};

enum { FORMATS = sizeof formats / sizeof *formats };

glosa_status glosa_gold_fail(const glosa_gold *gold, const char *what, glosa_error *error)
{
    return glosa_fail(error, GLOSA_USAGE, gold->path, gold->line, "%s", what);
}

const char *glosa_gold_value(const glosa_list *list, glosa_string key)
{
    for (size_t i = 0; i < list->size; i++) {
        const char *entry = list->items[i];
        if (strlen(entry) > key.size && memcmp(entry, key.data, key.size) == 0 &&
            entry[key.size] == '=')
            return entry + key.size + 1;
    }
    return NULL;
}

static bool is_ignored(const glosa_gold *gold, glosa_string type)
{
    for (size_t i = 0; i < gold->ignored->size; i++) {
        if (glosa_string_is(type, gold->ignored->items[i]))
            return true;
    }
    return false;
}

/* Executes an insert; `bound` says whether SQLite took its values. */
static glosa_status add(const glosa_gold *gold, sqlite3_stmt *statement, bool bound,
                        glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    if (!bound || sqlite3_step(statement) != SQLITE_DONE)
        status = glosa_database_fail(gold->database, gold->path, error);
    sqlite3_reset(statement);
    return status;
}

glosa_status glosa_gold_document(glosa_gold *gold, glosa_string name, glosa_error *error)
{
    gold->has_documents = true;
    bool bound = glosa_database_bind_text(gold->add_document, 1, name);
    return add(gold, gold->add_document, bound, error);
}

glosa_status glosa_gold_mention(glosa_gold *gold, const glosa_gold_span *span, bool *counts,
                                glosa_error *error)
{
    if (span->start < 0 || span->end < span->start || span->end > INT32_MAX)
        return glosa_gold_fail(gold, "an annotation ends before it starts, or lies nowhere",
                               error);
    *counts = !is_ignored(gold, span->type);
    sqlite3_stmt *statement = *counts ? gold->add_mention : gold->add_ignored;
    bool bound = glosa_database_bind_text(statement, 1, span->document) &&
                 sqlite3_bind_int64(statement, 2, span->start) == SQLITE_OK &&
                 sqlite3_bind_int64(statement, 3, span->end) == SQLITE_OK;
    if (bound && *counts) {
        const char *kind = glosa_gold_value(gold->maps, span->type);
        bound = glosa_database_bind_text(statement, 4, kind ? glosa_string_of(kind) : span->type);
    }
    return add(gold, statement, bound, error);
}

/* Whether an identifier says something: MESH:-1 and `-` stand for none. */
static bool says_something(glosa_string id)
{
    const char *colon = id.size ? memrchr(id.data, ':', id.size) : NULL;
    size_t start = colon ? (size_t)(colon + 1 - id.data) : 0;
    glosa_string local = glosa_string_slice(id, start, id.size);
    return local.size && local.data[0] != '-';
}

static glosa_status add_id(glosa_gold *gold, const glosa_gold_span *span, glosa_string id,
                           glosa_error *error)
{
    const char *prefix = memchr(id.data, ':', id.size) ? NULL
                                                       : glosa_gold_value(gold->prefixes,
                                                                          span->type);
    glosa_buffer whole = {0};
    if (prefix)
        glosa_buffer_format(&whole, "%s:", prefix);
    glosa_buffer_string(&whole, id);
    bool bound = glosa_database_bind_text(gold->add_entity, 1, span->document) &&
                 glosa_database_bind_text(gold->add_entity, 2, glosa_buffer_view(&whole));
    glosa_status status = whole.failed ? glosa_fail_memory(error, gold->path)
                                       : add(gold, gold->add_entity, bound, error);
    glosa_buffer_free(&whole);
    return status;
}

glosa_status glosa_gold_ids(glosa_gold *gold, const glosa_gold_span *span, glosa_string ids,
                            glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    size_t start = 0;
    for (size_t at = 0; at <= ids.size && status == GLOSA_OK; at++) {
        if (at < ids.size && !memchr(",;|+", ids.data[at], 4))
            continue;
        glosa_string id = glosa_string_trim(glosa_string_slice(ids, start, at));
        start = at + 1;
        if (says_something(id))
            status = add_id(gold, span, id, error);
    }
    return status;
}

glosa_status glosa_gold_each_line(glosa_gold *gold, glosa_gold_taker *take, glosa_error *error)
{
    FILE *file = fopen(gold->path, "r");
    gold->line = -1;
    if (!file)
        return glosa_fail(error, GLOSA_USAGE, gold->path, -1, "cannot open: %s",
                          strerror(errno));
    char *line = NULL;
    size_t room = 0;
    glosa_status status = GLOSA_OK;
    gold->line = 0;
    while (status == GLOSA_OK && getline(&line, &room, file) >= 0) {
        gold->line++;
        status = take(gold, line, error);
    }
    if (status == GLOSA_OK && ferror(file))
        status = glosa_gold_fail(gold, "cannot be read on", error);
    free(line);
    fclose(file);
    return status;
}

static glosa_status prepare(glosa_gold *gold, glosa_error *error)
{
    const struct {
        sqlite3_stmt **statement;
        const char *sql;
    } all[] = {
        {&gold->add_document, "INSERT OR IGNORE INTO gold_document VALUES (?)"},
        {&gold->add_mention, "INSERT OR IGNORE INTO gold_mention VALUES (?,?,?,?)"},
        {&gold->add_ignored, "INSERT OR IGNORE INTO gold_ignored VALUES (?,?,?)"},
        {&gold->add_entity, "INSERT OR IGNORE INTO gold_entity VALUES (?,lower(?))"},
    };
    glosa_status status = glosa_database_execute(gold->database, gold->path,
                                                 glosa_data_emit_eval_gold, error);
    for (size_t i = 0; i < sizeof all / sizeof *all && status == GLOSA_OK; i++)
        status = glosa_database_prepare(gold->database, gold->path, all[i].sql,
                                        all[i].statement, error);
    return status;
}

static bool fits(size_t format, const char *path, const char *name)
{
    size_t size = strlen(path), suffix = strlen(formats[format].suffix);
    if (name)
        return strcmp(formats[format].name, name) == 0;
    return size > suffix && strcmp(path + size - suffix, formats[format].suffix) == 0;
}

static glosa_status choose_format(const char *path, const char *name, size_t *format,
                                  glosa_error *error)
{
    struct stat status;
    *format = 0;
    if (stat(path, &status) != 0)
        return glosa_fail(error, GLOSA_USAGE, path, -1, "cannot open: %s", strerror(errno));
    if (!name && S_ISDIR(status.st_mode))
        name = "brat";
    while (*format < FORMATS && !fits(*format, path, name))
        ++*format;
    if (*format < FORMATS)
        return GLOSA_OK;
    return glosa_fail(error, GLOSA_USAGE, path, -1,
                      "which format is this? --gold-format takes jsonl, brat, pubtator, "
                      "bioc-json or bioc-xml");
}

glosa_status glosa_gold_read(glosa_gold *gold, const char *path, const char *format,
                             glosa_error *error)
{
    size_t chosen;
    gold->path = path;
    gold->line = -1;
    glosa_status status = choose_format(path, format, &chosen, error);
    if (status == GLOSA_OK)
        status = prepare(gold, error);
    if (status == GLOSA_OK)
        status = formats[chosen].read(gold, error);
    if (status == GLOSA_OK && !gold->has_documents)
        status = glosa_fail(error, GLOSA_USAGE, path, -1,
                            "no document in it; is it %s? --gold-format says what it is",
                            formats[chosen].name);
    return status;
}

void glosa_gold_close(glosa_gold *gold)
{
    sqlite3_finalize(gold->add_document);
    sqlite3_finalize(gold->add_mention);
    sqlite3_finalize(gold->add_ignored);
    sqlite3_finalize(gold->add_entity);
}

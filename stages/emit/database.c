#include "stages/emit/database.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

glosa_status glosa_database_fail(sqlite3 *database, const char *path, glosa_error *error)
{
    return glosa_fail(error, GLOSA_DATABASE, path, -1, "%s",
                      database ? sqlite3_errmsg(database) : "out of memory");
}

glosa_status glosa_database_execute(sqlite3 *database, const char *path, const char *sql,
                                    glosa_error *error)
{
    return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK
               ? GLOSA_OK
               : glosa_database_fail(database, path, error);
}

bool glosa_database_is_ours(const char *path)
{
    unsigned char head[72];
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t got = fread(head, 1, sizeof head, file);
    fclose(file);
    if (got < sizeof head || memcmp(head, "SQLite format 3", 16) != 0)
        return false;
    uint32_t id = (uint32_t)head[68] << 24 | (uint32_t)head[69] << 16 | (uint32_t)head[70] << 8 |
                  head[71];
    return id == GLOSA_APPLICATION_ID;
}

bool glosa_database_may_replace(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return true;
    return S_ISREG(status.st_mode) && (status.st_size == 0 || glosa_database_is_ours(path));
}

static glosa_status check_version(sqlite3 *database, const char *path, glosa_error *error)
{
    sqlite3_stmt *statement = NULL;
    glosa_status status = glosa_database_prepare(database, path, "PRAGMA user_version",
                                                 &statement, error);
    if (status)
        return status;
    bool readable = sqlite3_step(statement) == SQLITE_ROW;
    int version = readable ? sqlite3_column_int(statement, 0) : 0;
    sqlite3_finalize(statement);
    if (!readable)
        return glosa_fail(error, GLOSA_DATABASE, path, -1,
                          "damaged database: %s; make it again with glosa run",
                          sqlite3_errmsg(database));
    if (version == GLOSA_SCHEMA_VERSION)
        return GLOSA_OK;
    return glosa_fail(error, GLOSA_DATABASE, path, -1,
                      "database version %d, but this program reads version %d; make it again "
                      "with glosa run",
                      version, GLOSA_SCHEMA_VERSION);
}

glosa_status glosa_database_connect(sqlite3 **out, const char *path, int flags,
                                    glosa_error *error)
{
    /* A connection is used by one thread at a time, so it needs no locks of its own.
     * SQLite takes `file:` for the beginning of a URI, and `:memory:` for no file at all. */
    bool plain = path[0] == '/' || path[0] == '.';
    size_t size = strlen(path) + sizeof "./";
    char *name = malloc(size);
    *out = NULL;
    if (!name)
        return glosa_fail_memory(error, path);
    snprintf(name, size, "%s%s", plain ? "" : "./", path);
    /* Nobody asks how much memory it uses, and counting takes a lock at each piece. Once there is a
     * connection this changes nothing; the first is opened while there are no other threads. */
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int result = sqlite3_open_v2(name, out, flags | SQLITE_OPEN_NOMUTEX, NULL);
    free(name);
    return result == SQLITE_OK ? GLOSA_OK : glosa_database_fail(*out, path, error);
}

glosa_status glosa_database_open(sqlite3 **out, const char *path, glosa_error *error)
{
    *out = NULL;
    if (access(path, R_OK) != 0)
        return glosa_fail(error, GLOSA_DATABASE, path, -1, "cannot open database: %s",
                          strerror(errno));
    if (!glosa_database_is_ours(path))
        return glosa_fail(error, GLOSA_DATABASE, path, -1, "is not a glosa database");
    sqlite3 *database;
    glosa_status status = glosa_database_connect(&database, path, SQLITE_OPEN_READONLY, error);
    if (status == GLOSA_OK)
        status = check_version(database, path, error);
    if (status)
        sqlite3_close(database);
    else
        *out = database;
    return status;
}

glosa_status glosa_database_prepare(sqlite3 *database, const char *path, const char *sql,
                                    sqlite3_stmt **out, glosa_error *error)
{
    return sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) ==
                   SQLITE_OK
               ? GLOSA_OK
               : glosa_database_fail(database, path, error);
}

bool glosa_database_bind_text(sqlite3_stmt *statement, int column, glosa_string text)
{
    if (!text.data)
        return sqlite3_bind_null(statement, column) == SQLITE_OK;
    return sqlite3_bind_text64(statement, column, text.data, text.size, SQLITE_STATIC,
                               SQLITE_UTF8) == SQLITE_OK;
}

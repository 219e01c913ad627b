#include "stages/emit/loading.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

extern const char glosa_data_emit_settings[], glosa_data_emit_schema[],
    glosa_data_emit_indexes[];

static glosa_status fail_file(const char *path, glosa_error *error)
{
    return glosa_fail(error, GLOSA_DATABASE, path, -1, "cannot write database: %s",
                      strerror(errno));
}

/* Whether DB.part is what a load that broke off leaves: nothing, a database of ours, or one whose
 * first page was never written. */
static bool is_leftover(const glosa_loading *loading)
{
    static const char unwritten[16];
    char head[sizeof unwritten];
    struct stat status;
    if (fstat(loading->lock, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    if (status.st_size == 0 || glosa_database_is_ours(loading->part))
        return true;
    return pread(loading->lock, head, sizeof head, 0) == sizeof head &&
           memcmp(head, unwritten, sizeof head) == 0;
}

static bool is_there(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

/* Takes DB.part for this process: one that an ended run left behind may be used again. */
static glosa_status take_part(glosa_loading *loading, glosa_error *error)
{
    loading->lock = open(loading->part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (loading->lock < 0)
        return fail_file(is_there(loading->part) ? loading->part : loading->path, error);
    bool locked = flock(loading->lock, LOCK_EX | LOCK_NB) == 0;
    if (!locked || !is_leftover(loading)) {
        close(loading->lock);
        loading->lock = -1;
        return locked ? glosa_fail(error, GLOSA_DATABASE, loading->part, -1,
                                   "is in the way: it is no database; move it elsewhere")
                      : glosa_fail(error, GLOSA_DATABASE, loading->path, -1,
                                   "another run is writing it");
    }
    if (ftruncate(loading->lock, 0) != 0)
        return fail_file(loading->path, error);
    return GLOSA_OK;
}

static glosa_status create(glosa_loading *loading, glosa_error *error)
{
    char versions[128];
    snprintf(versions, sizeof versions, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
             GLOSA_APPLICATION_ID, GLOSA_SCHEMA_VERSION);
    glosa_status status = glosa_database_connect(
        &loading->database, loading->part, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
    const char *const steps[] = {glosa_data_emit_settings, "BEGIN", versions,
                                 glosa_data_emit_schema};
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == GLOSA_OK; i++)
        status = glosa_database_execute(loading->database, loading->path, steps[i], error);
    return status;
}

static glosa_status set_paths(glosa_loading *loading, const char *path, glosa_error *error)
{
    size_t size = strlen(path) + sizeof ".part";
    loading->path = strdup(path);
    loading->part = malloc(size);
    if (!loading->path || !loading->part)
        return glosa_fail_memory(error, path);
    snprintf(loading->part, size, "%s.part", path);
    return GLOSA_OK;
}

/* A database that a symbolic link leads to is replaced where it lies, as its name there is the one
 * that counts; *target, NULL where `path` is no link, is the caller's to free. */
static glosa_status follow_link(const char *path, char **target, glosa_error *error)
{
    struct stat status;
    *target = NULL;
    if (lstat(path, &status) != 0 || !S_ISLNK(status.st_mode))
        return GLOSA_OK;
    *target = realpath(path, NULL);
    return *target ? GLOSA_OK
                   : glosa_fail(error, GLOSA_DATABASE, path, -1,
                                "is a symbolic link to no file (%s); make the file, or name "
                                "another", strerror(errno));
}

static glosa_status open_file(glosa_loading *loading, const char *path, glosa_error *error)
{
    if (!glosa_database_may_replace(path))
        return glosa_fail(error, GLOSA_DATABASE, path, -1,
                          "exists and is no glosa database; it is not overwritten");
    glosa_status status = set_paths(loading, path, error);
    if (status == GLOSA_OK)
        status = take_part(loading, error);
    if (status == GLOSA_OK)
        status = create(loading, error);
    return status;
}

glosa_status glosa_loading_open(glosa_loading *loading, const char *path, glosa_error *error)
{
    char *target;
    *loading = (glosa_loading){.lock = -1};
    if (!*path)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1, "--output needs the name of a file");
    glosa_status status = follow_link(path, &target, error);
    if (status == GLOSA_OK)
        status = open_file(loading, target ? target : path, error);
    free(target);
    if (status)
        glosa_loading_close(loading);
    return status;
}

/* After a rename the folder itself has to reach the disk for the new name to survive a crash. */
static void flush_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    int descriptor = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    free(folder);
}

glosa_status glosa_loading_finish(glosa_loading *loading, glosa_error *error)
{
    glosa_status status = glosa_database_execute(loading->database, loading->path,
                                                 glosa_data_emit_indexes, error);
    if (status == GLOSA_OK)
        status = glosa_database_execute(loading->database, loading->path, "COMMIT", error);
    if (status)
        return status;
    if (sqlite3_close(loading->database) != SQLITE_OK)
        return glosa_database_fail(loading->database, loading->path, error);
    loading->database = NULL;
    if (fsync(loading->lock) != 0 || rename(loading->part, loading->path) != 0)
        return fail_file(loading->path, error);
    flush_folder(loading->path);
    free(loading->part);
    loading->part = NULL;
    return GLOSA_OK;
}

void glosa_loading_close(glosa_loading *loading)
{
    sqlite3_close(loading->database);
    if (loading->lock >= 0 && loading->part)
        unlink(loading->part);
    if (loading->lock >= 0)
        close(loading->lock);
    free(loading->path);
    free(loading->part);
    *loading = (glosa_loading){.lock = -1};
}

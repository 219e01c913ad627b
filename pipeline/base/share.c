#include "pipeline/base/share.h"

#include <unistd.h>

#ifndef GLOSA_SHARE_FOLDER
#error "the build defines GLOSA_SHARE_FOLDER, the installed share/glosa"
#endif

enum { LONGEST_PATH = 4096 };

/* The folder of the running program, without a slash at the end; empty where unknown. */
static void program_folder(char *folder, size_t size)
{
    ssize_t got = readlink("/proc/self/exe", folder, size - 1);
    folder[got > 0 ? got : 0] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
}

static bool readable(const char *folder, const char *below, const char *file, char *path,
                     size_t size)
{
    int written = snprintf(path, size, "%s%s/%s", folder, below, file);
    return written > 0 && (size_t)written < size && access(path, R_OK) == 0;
}

glosa_status glosa_share_find(const char *file, char *path, size_t size, glosa_error *error)
{
    char folder[LONGEST_PATH];
    program_folder(folder, sizeof folder);
    if ((folder[0] && (readable(folder, "/share/glosa", file, path, size) ||
                       readable(folder, "/../share/glosa", file, path, size))) ||
        readable(GLOSA_SHARE_FOLDER, "", file, path, size))
        return GLOSA_OK;
    return glosa_fail(error, GLOSA_IO, file, -1,
                      "not found in share/glosa beside the program nor in %s",
                      GLOSA_SHARE_FOLDER);
}

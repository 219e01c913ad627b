/* Files that come with the program: beside it in a build tree, under PREFIX/share/glosa when
 * installed. */
#ifndef GLOSA_BASE_SHARE_H
#define GLOSA_BASE_SHARE_H

#include "pipeline/base/error.h"

/* The path of a shipped file, in `path` of `size` bytes: the first that exists of share/glosa
 * beside the running program, ../share/glosa from it, and the folder it was configured for.
 * Errors: GLOSA_IO, which names the file and the folders looked in. */
GLOSA_CHECKED glosa_status glosa_share_find(const char *file, char *path, size_t size,
                                            glosa_error *error);

#endif

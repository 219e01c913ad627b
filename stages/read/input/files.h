/* The files of a run: those that the walk finds, and instead of an archive or a compressed file
 * what is in it, down to an archive inside an archive. */
#ifndef GLOSA_READ_FILES_H
#define GLOSA_READ_FILES_H

#include "pipeline/input/archive.h"
#include "stages/read/input/walk.h"

/* How deep archives may nest: an archive, and one inside it. */
enum { GLOSA_ARCHIVE_DEPTH = 2 };

typedef struct glosa_files {
    glosa_walk *walk;
    unsigned ratio;             /* as for glosa_archive_open */
    const char *paths[GLOSA_ARCHIVE_DEPTH + 1];
    glosa_reader readers[GLOSA_ARCHIVE_DEPTH + 1];  /* of the file, its member, that one's */
    glosa_archive *archives[GLOSA_ARCHIVE_DEPTH];   /* archives[i] is what readers[i] read */
    int depth;                  /* open archives */
} glosa_files;                  /* all zero is valid and at its end */

/* As glosa_walk_open. */
GLOSA_CHECKED glosa_status glosa_files_open(glosa_files *files, const glosa_list *inputs,
                                            unsigned ratio, glosa_error *error);
void glosa_files_free(glosa_files *files);

/* Goes to the start of the next file, which *reader then reads. Its path is valid until the next
 * call; *more is false at the end. Where something cannot be read the status is a document's,
 * *path names it, and the next call goes on behind it. Other errors stop a run. */
GLOSA_CHECKED glosa_status glosa_files_next(glosa_files *files, const char **path,
                                            glosa_reader **reader, bool *more,
                                            glosa_error *error);

/* How far the files have come, from 0 to 1; less than 0 where that cannot be known, as of standard
 * input. */
double glosa_files_place(glosa_files *files);

#endif

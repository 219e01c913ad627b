/* A published file as it is downloaded: plain, compressed, or alone in an archive. */
#ifndef GLOSA_IMPORT_UNPACKED_H
#define GLOSA_IMPORT_UNPACKED_H

#include "pipeline/input/archive.h"

typedef struct glosa_unpacked {
    const char *path;           /* the caller's */
    glosa_reader file, member;
    glosa_archive *archive;
    glosa_reader *reader;       /* the one to read */
} glosa_unpacked;               /* all zero is valid and closed */

/* Opens a file, `-` for standard input. Errors: those of the stream and the archive; closing is
 * due whether it succeeds or not. */
GLOSA_CHECKED glosa_status glosa_unpacked_open(glosa_unpacked *unpacked, const char *path,
                                               glosa_error *error);

/* Sees to it, behind the last byte, that an archive held one file: which of several is meant
 * nobody can say. Errors: GLOSA_DICTIONARY; those of the archive. */
GLOSA_CHECKED glosa_status glosa_unpacked_end(glosa_unpacked *unpacked, glosa_error *error);

void glosa_unpacked_close(glosa_unpacked *unpacked);

/* What is wrong with the file, said of the dictionary that it is. */
GLOSA_CHECKED glosa_status glosa_as_dictionary_error(glosa_status status, const char *path,
                                                     glosa_error *error);

#endif

/* Walks the inputs that a user named and gives their files one after the other: files as they
 * are named, folders from front to end in byte order of their entries' names.
 *
 * In folders, names that begin with a dot, symbolic links to folders, so that no walk goes in a
 * circle, and what the run itself writes are passed over. */
#ifndef GLOSA_READ_WALK_H
#define GLOSA_READ_WALK_H

#include "pipeline/run/stage.h"

/* How deep folders may nest. */
enum { GLOSA_WALK_DEPTH = 64 };

typedef struct glosa_walk glosa_walk;

/* Copies the inputs. Errors: GLOSA_USAGE where there is none, one does not exist, or standard
 * input is named twice; GLOSA_MEMORY. On success *out is the caller's. */
GLOSA_CHECKED glosa_status glosa_walk_open(glosa_walk **out, const glosa_list *inputs,
                                           glosa_error *error);
void glosa_walk_free(glosa_walk *walk);

/* Folders are walked as if the file at `path`, by whatever name, were not in them. Does nothing
 * where there is no such file. */
void glosa_walk_pass_over(glosa_walk *walk, const char *path);

/* The path of the next file ("-" for standard input), valid until the next call; *more is false
 * at the end. Where something cannot be walked the status is a document's (GLOSA_UNREADABLE,
 * GLOSA_EMPTY, GLOSA_REFUSED), *path names it, and the walk can go on. Other errors:
 * GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_walk_next(glosa_walk *walk, const char **path, bool *more,
                                           glosa_error *error);

/* How far the walk has come, from 0 to 1, where `inside` is the same for the file that was given
 * last. Inputs count alike, as do entries of a folder: nobody has to ask for their sizes. */
double glosa_walk_place(const glosa_walk *walk, double inside);

#endif

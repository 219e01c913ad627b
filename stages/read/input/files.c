#include "stages/read/input/files.h"

#include <unistd.h>

glosa_status glosa_files_open(glosa_files *files, const glosa_list *inputs, unsigned ratio,
                              glosa_error *error)
{
    files->ratio = ratio;
    return glosa_walk_open(&files->walk, inputs, error);
}

static void leave_archive(glosa_files *files)
{
    files->depth--;
    glosa_archive_free(files->archives[files->depth]);
    files->archives[files->depth] = NULL;
}

void glosa_files_free(glosa_files *files)
{
    while (files->depth)
        leave_archive(files);
    for (int i = 0; i <= GLOSA_ARCHIVE_DEPTH; i++)
        glosa_reader_free(&files->readers[i]);
    glosa_walk_free(files->walk);
}

/* Opens the next file of the walk. */
static glosa_status open_file(glosa_files *files, bool *more, glosa_error *error)
{
    glosa_stream stream = {0};
    glosa_status status = glosa_walk_next(files->walk, &files->paths[0], more, error);
    if (status || !*more)
        return status;
    status = glosa_stream_open(&stream, files->paths[0], error);
    if (!status)
        glosa_reader_begin(&files->readers[0], stream);
    return status;
}

/* Opens the next member of the innermost archive, which is left where it has no more. */
static glosa_status open_member(glosa_files *files, bool *more, glosa_error *error)
{
    glosa_stream member;
    glosa_status status =
        glosa_archive_next(files->archives[files->depth - 1], &member, more, error);
    files->paths[files->depth] = member.path;
    if (!status && *more)
        glosa_reader_begin(&files->readers[files->depth], member);
    else if (!*more)
        leave_archive(files);
    return status;
}

/* Goes into the file that has just been opened where it is an archive. */
static glosa_status enter_archive(glosa_files *files, bool *entered, glosa_error *error)
{
    glosa_string head;
    int depth = files->depth;
    const char *path = files->paths[depth];
    *entered = false;
    glosa_status status =
        glosa_reader_look(&files->readers[depth], GLOSA_ARCHIVE_HEAD, &head, error);
    if (status || !glosa_is_archive(head))
        return status;
    if (depth == GLOSA_ARCHIVE_DEPTH)
        return glosa_fail(error, GLOSA_REFUSED, path, -1,
                          "archive nested deeper than %d refused; unpack it first",
                          GLOSA_ARCHIVE_DEPTH);
    status = glosa_archive_open(&files->archives[depth], &files->readers[depth], path,
                                files->ratio, error);
    files->depth += !status;
    *entered = !status;
    return status;
}

glosa_status glosa_files_next(glosa_files *files, const char **path, glosa_reader **reader,
                              bool *more, glosa_error *error)
{
    glosa_reader_end(&files->readers[files->depth]);
    for (;;) {
        int depth = files->depth;
        bool entered = false;
        glosa_status status =
            depth ? open_member(files, more, error) : open_file(files, more, error);
        *path = files->paths[files->depth];
        if (status) {
            *more = true;
            return status;
        }
        if (!*more && depth == 0)
            return GLOSA_OK;
        if (!*more) {
            glosa_reader_end(&files->readers[files->depth]);
            continue;
        }
        status = enter_archive(files, &entered, error);
        if (status || !entered) {
            *reader = &files->readers[files->depth];
            return status;
        }
    }
}

double glosa_files_place(glosa_files *files)
{
    glosa_reader *file = &files->readers[0];
    if (!file->stream.read)
        return glosa_walk_place(files->walk, 1);
    if (!file->stream.seek)
        return -1;
    int64_t at = file->stream.seek(file->stream.state, 0, SEEK_CUR);
    int64_t size = file->stream.seek(file->stream.state, 0, SEEK_END);
    file->stream.seek(file->stream.state, at, SEEK_SET);
    return glosa_walk_place(files->walk, size > 0 ? (double)at / (double)size : 1);
}

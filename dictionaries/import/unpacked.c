#include "dictionaries/import/unpacked.h"

static const unsigned most_ratio = 1000;

static glosa_status enter_archive(glosa_unpacked *unpacked, glosa_error *error)
{
    glosa_stream stream = {0};
    bool more = false;
    glosa_status status = glosa_archive_open(&unpacked->archive, &unpacked->file,
                                             unpacked->path, most_ratio, error);
    if (status == GLOSA_OK)
        status = glosa_archive_next(unpacked->archive, &stream, &more, error);
    if (status == GLOSA_OK && !more)
        status = glosa_fail(error, GLOSA_DICTIONARY, unpacked->path, -1,
                            "no file in this archive");
    if (status == GLOSA_OK)
        glosa_reader_begin(&unpacked->member, stream);
    unpacked->reader = &unpacked->member;
    return status;
}

glosa_status glosa_unpacked_open(glosa_unpacked *unpacked, const char *path, glosa_error *error)
{
    glosa_stream stream = {0};
    glosa_string head = {0};
    *unpacked = (glosa_unpacked){.path = path};
    glosa_status status = glosa_stream_open(&stream, path, error);
    if (status)
        return status;
    glosa_reader_begin(&unpacked->file, stream);
    unpacked->reader = &unpacked->file;
    status = glosa_reader_look(&unpacked->file, GLOSA_ARCHIVE_HEAD, &head, error);
    if (status || !glosa_is_archive(head))
        return status;
    return enter_archive(unpacked, error);
}

glosa_status glosa_unpacked_end(glosa_unpacked *unpacked, glosa_error *error)
{
    glosa_stream stream = {0};
    bool more = false;
    if (!unpacked->archive)
        return GLOSA_OK;
    glosa_status status = glosa_archive_next(unpacked->archive, &stream, &more, error);
    if (status == GLOSA_OK && more)
        status = glosa_fail(error, GLOSA_DICTIONARY, unpacked->path, -1,
                            "holds several files; take out the one to import");
    return status;
}

void glosa_unpacked_close(glosa_unpacked *unpacked)
{
    glosa_reader_free(&unpacked->member);
    glosa_archive_free(unpacked->archive);
    glosa_reader_free(&unpacked->file);
    *unpacked = (glosa_unpacked){0};
}

glosa_status glosa_as_dictionary_error(glosa_status status, const char *path, glosa_error *error)
{
    bool of_file = status >= GLOSA_EMPTY && status <= GLOSA_DUPLICATE;
    if (!of_file)
        return status;
    glosa_error said = *error;
    return glosa_fail(error, GLOSA_DICTIONARY, said.where[0] ? said.where : path, said.position,
                      "%s", said.message);
}

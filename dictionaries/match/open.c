#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dictionaries/match/image.h"

static glosa_status fail_open(const char *path, glosa_error *error)
{
    return glosa_fail(error, GLOSA_DICTIONARY, path, -1, "cannot open dictionary: %s",
                      strerror(errno));
}

/* Maps an open file; the caller closes it. */
static glosa_status map(int file, glosa_dictionary *parts, const char *path, glosa_error *error)
{
    struct stat status;
    if (fstat(file, &status) != 0)
        return fail_open(path, error);
    if (!S_ISREG(status.st_mode) || status.st_size == 0)
        return glosa_fail(error, GLOSA_DICTIONARY, path, -1,
                          "damaged dictionary: it is empty or no file");
    void *pages = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (pages == MAP_FAILED)
        return fail_open(path, error);
    parts->mapped = true;
    parts->image = pages;
    parts->size = (size_t)status.st_size;
    return GLOSA_OK;
}

static void release(char *image, size_t size, bool mapped)
{
    if (mapped)
        munmap(image, size);
    else
        free(image);
}

static glosa_status adopt(glosa_dictionary **out, glosa_dictionary parts, const char *path,
                          glosa_error *error)
{
    *out = NULL;
    glosa_dictionary *dictionary = calloc(1, sizeof *dictionary);
    char *kept = strdup(path);
    if (!dictionary || !kept) {
        free(dictionary);
        free(kept);
        release(parts.image, parts.size, parts.mapped);
        return glosa_fail_memory(error, path);
    }
    *dictionary = parts;
    dictionary->path = kept;
    glosa_status status = glosa_image_take(dictionary, error);
    if (status == GLOSA_OK)
        status = glosa_image_check_small(dictionary, error);
    if (status)
        glosa_dictionary_free(dictionary);
    else
        *out = dictionary;
    return status;
}

glosa_status glosa_dictionary_open(glosa_dictionary **out, const char *path, glosa_error *error)
{
    *out = NULL;
    glosa_dictionary parts = {0};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail_open(path, error);
    glosa_status status = map(file, &parts, path, error);
    close(file);
    return status ? status : adopt(out, parts, path, error);
}

glosa_status glosa_dictionary_of_image(glosa_dictionary **out, char *image, size_t size,
                                       const char *path, glosa_error *error)
{
    glosa_dictionary parts = {.image = image, .size = size};
    return adopt(out, parts, path, error);
}

void glosa_dictionary_free(glosa_dictionary *dictionary)
{
    if (!dictionary)
        return;
    release(dictionary->image, dictionary->size, dictionary->mapped);
    free(dictionary->findings);
    free(dictionary->path);
    free(dictionary);
}

bool glosa_dictionary_is_compiled(const char *path)
{
    char magic[8] = {0};
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t got = fread(magic, 1, sizeof magic, file);
    fclose(file);
    return got == sizeof magic && memcmp(magic, GLOSA_DICTIONARY_MAGIC, sizeof magic) == 0;
}

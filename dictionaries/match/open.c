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

static glosa_status map(const char *path, char **image, size_t *size, glosa_error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail_open(path, error);
    struct stat status;
    glosa_status result = GLOSA_OK;
    void *pages = MAP_FAILED;
    if (fstat(descriptor, &status) != 0)
        result = fail_open(path, error);
    else if (!S_ISREG(status.st_mode) || status.st_size == 0)
        result = glosa_fail(error, GLOSA_DICTIONARY, path, -1,
                            "damaged dictionary: it is empty or no file");
    else if ((pages = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, descriptor,
                           0)) == MAP_FAILED)
        result = fail_open(path, error);
    close(descriptor);
    if (result == GLOSA_OK) {
        *image = pages;
        *size = (size_t)status.st_size;
    }
    return result;
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
    glosa_status status = glosa_image_verify(dictionary, error);
    if (status)
        glosa_dictionary_free(dictionary);
    else
        *out = dictionary;
    return status;
}

glosa_status glosa_dictionary_open(glosa_dictionary **out, const char *path, glosa_error *error)
{
    *out = NULL;
    glosa_dictionary parts = {.mapped = true};
    glosa_status status = map(path, &parts.image, &parts.size, error);
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

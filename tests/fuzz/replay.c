/* Stands in for the fuzzer: gives every file (of the folders) named on the command line to the
 * target. What the fuzzer once found lies in seeds/ and is replayed in every test run. */
#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "tests/fuzz/fuzz.h"

static bool replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    glosa_buffer bytes = {0};
    size_t got = 1;
    if (!file) {
        fprintf(stderr, "%s: cannot open: %s\n", path, strerror(errno));
        return false;
    }
    while (got) {
        char *room = glosa_buffer_reserve(&bytes, 1 << 16);
        got = room ? fread(room, 1, 1 << 16, file) : 0;
        bytes.size += got;
    }
    fclose(file);
    /* An exact copy, so that AddressSanitizer sees a read behind its end. */
    uint8_t *copy = malloc(bytes.size + !bytes.size);
    if (copy) {
        if (bytes.size)
            memcpy(copy, bytes.data, bytes.size);
        LLVMFuzzerTestOneInput(copy, bytes.size);
    }
    free(copy);
    glosa_buffer_free(&bytes);
    return copy != NULL;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int replay_folder(const char *path, bool *good)
{
    struct dirent **entries = NULL;
    int count = scandir(path, &entries, NULL, by_name), files = 0;
    for (int i = 0; i < count; i++) {
        char name[4096];
        snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.') {
            *good = replay_file(name) && *good;
            files++;
        }
        free(entries[i]);
    }
    free(entries);
    return files;
}

int main(int count, char **words)
{
    bool good = true;
    int files = 0;
    for (int i = 1; i < count; i++) {
        struct stat status;
        if (stat(words[i], &status) == 0 && S_ISDIR(status.st_mode)) {
            files += replay_folder(words[i], &good);
        } else {
            good = replay_file(words[i]) && good;
            files++;
        }
    }
    printf("replay: %d files\n", files);
    return good && files ? 0 : 1;
}

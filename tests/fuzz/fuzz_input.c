/* The source on bytes of a file: archives, recognition, cutting into records. Whatever comes, each
 * document is a record of known format or carries a problem. */
#include <sys/mman.h>
#include <unistd.h>

#include "pipeline/run/options.h"
#include "stages/read/formats.h"
#include "stages/read/input/input.h"
#include "tests/fuzz/fuzz.h"

static void check(const glosa_document *document)
{
    if (document->failed) {
        FUZZ_REQUIRE(document->problems.size == 1);
        return;
    }
    FUZZ_REQUIRE(document->layers == (glosa_layers)GLOSA_RECORD);
    FUZZ_REQUIRE(glosa_format_named(document->metadata.format) != NULL);
    FUZZ_REQUIRE(document->record.line > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    const char *items[] = {path};
    glosa_list inputs = {items, 1};
    void *options = glosa_options_new(&glosa_input.options), *state = NULL;
    int file = memfd_create("fuzz", MFD_CLOEXEC);
    FUZZ_REQUIRE(options && file >= 0 && write(file, data, size) == (ssize_t)size);
    FUZZ_REQUIRE(lseek(file, 0, SEEK_SET) == 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    FUZZ_REQUIRE(glosa_input.open(&state, options, &inputs, NULL) == GLOSA_OK);
    glosa_document document = {0};
    for (bool more = true; more; glosa_document_reset(&document)) {
        FUZZ_REQUIRE(glosa_input.next(state, &document, &more, NULL) == GLOSA_OK);
        if (more)
            check(&document);
    }
    glosa_input.close(state);
    glosa_document_free(&document);
    close(file);
    glosa_options_free(&glosa_input.options, options);
    return 0;
}

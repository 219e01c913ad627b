/* The whole chain on bytes of every format: the first byte chooses the format. Whatever comes,
 * the document is sound, and its wire is read back. */
#include "pipeline/run/registry.h"
#include "pipeline/run/chain.h"
#include "pipeline/run/options.h"
#include "pipeline/wire/wire.h"
#include "tests/fuzz/fuzz.h"

static const char *const formats[] = {
    "text",   "markdown", "html",     "jats",      "pfocr",     "page",     "jsonl", "pubmed",
    "medline", "bioc-xml", "bioc-json", "europepmc", "pubtator", "csv",     "tsv",
};

/* Opened once for all inputs; opening maps the dictionary. */
static glosa_worker *open_worker(void)
{
    const glosa_registry *registry = &glosa_registry_of_all;
    static glosa_step steps[16];
    size_t count = 0;
    glosa_chain *chain = NULL;
    glosa_worker *worker = NULL;
    steps[count++] = (glosa_step){registry->input->decode,
                                  glosa_options_new(&registry->input->options)};
    for (size_t i = 0; i < registry->stage_count && count < 16; i++)
        steps[count++] = (glosa_step){registry->stages[i],
                                      glosa_options_new(&registry->stages[i]->options)};
    glosa_error error = {0};
    if (glosa_chain_open(&chain, steps, count, &error) ||
        glosa_worker_new(&worker, chain, &error)) {
        fprintf(stderr, "%s: %s\n", error.where, error.message);
        exit(1);
    }
    return worker;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static glosa_worker *worker;
    glosa_document document = {0}, back = {0};
    if (size == 0)
        return 0;
    if (!worker)
        worker = open_worker();
    document.metadata.path = GLOSA_LITERAL("fuzz");
    document.metadata.format =
        glosa_string_of(formats[data[0] % (sizeof formats / sizeof *formats)]);
    document.record = (glosa_record){.bytes = {(const char *)data + 1, size - 1}, .line = 1};
    document.layers = GLOSA_RECORD;
    FUZZ_REQUIRE(glosa_worker_apply(worker, &document, NULL) == GLOSA_OK);
    FUZZ_REQUIRE(glosa_document_fault(&document) == NULL);
    FUZZ_REQUIRE(glosa_wire_write(&document, NULL) == GLOSA_OK);
    back.record = (glosa_record){.bytes = glosa_buffer_view(&document.wire), .line = 1};
    back.layers = GLOSA_RECORD;
    FUZZ_REQUIRE(glosa_wire_parse(&back, NULL) == GLOSA_OK);
    glosa_document_free(&document);
    glosa_document_free(&back);
    return 0;
}

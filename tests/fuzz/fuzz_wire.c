/* Lines of the wire: what is read is sound, and once written is read and written the same. */
#include "pipeline/wire/wire.h"
#include "tests/fuzz/fuzz.h"

static glosa_status parse(glosa_document *document, glosa_string line)
{
    document->record = (glosa_record){.bytes = line, .line = 1};
    document->layers = GLOSA_RECORD;
    return glosa_wire_parse(document, NULL);
}

static void check_header(glosa_string line)
{
    glosa_buffer history = {0};
    bool marks_last = false;
    glosa_status status = glosa_wire_parse_header(line, &marks_last, &history, NULL);
    FUZZ_REQUIRE(status == GLOSA_OK || status == GLOSA_USAGE);
    glosa_buffer_free(&history);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    glosa_string line = {(const char *)data, size};
    glosa_document first = {0}, second = {0};
    check_header(line);
    if (parse(&first, line) == GLOSA_OK) {
        FUZZ_REQUIRE(glosa_document_fault(&first) == NULL);
        FUZZ_REQUIRE(glosa_wire_write(&first, NULL) == GLOSA_OK);
        FUZZ_REQUIRE(parse(&second, glosa_buffer_view(&first.wire)) == GLOSA_OK);
        FUZZ_REQUIRE(glosa_wire_write(&second, NULL) == GLOSA_OK);
        FUZZ_REQUIRE(glosa_string_equal(glosa_buffer_view(&first.wire),
                                        glosa_buffer_view(&second.wire)));
    }
    glosa_document_free(&first);
    glosa_document_free(&second);
    return 0;
}

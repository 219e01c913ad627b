/* Lines of the wire: what is read is sound, and once written is read and written the same, from
 * its rows as well as where they are handed on as they stand; so is a line of which a run wants
 * only some layers. */
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

/* Reads the line, wanting these layers, writes it, reads what was written and writes that. */
static void check_line(glosa_string line, glosa_layers wanted, bool from_rows)
{
    glosa_document first = {.wanted = wanted}, second = {.wanted = wanted};
    if (parse(&first, line) == GLOSA_OK) {
        FUZZ_REQUIRE(glosa_document_fault(&first) == NULL);
        if (from_rows)
            first.kept = NULL;
        FUZZ_REQUIRE(glosa_wire_write(&first, NULL) == GLOSA_OK);
        FUZZ_REQUIRE(parse(&second, glosa_buffer_view(&first.wire)) == GLOSA_OK);
        if (from_rows)
            second.kept = NULL;
        FUZZ_REQUIRE(glosa_wire_write(&second, NULL) == GLOSA_OK);
        FUZZ_REQUIRE(glosa_string_equal(glosa_buffer_view(&first.wire),
                                        glosa_buffer_view(&second.wire)));
    }
    glosa_document_free(&first);
    glosa_document_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    glosa_string line = {(const char *)data, size};
    check_header(line);
    check_line(line, 0, true);
    check_line(line, 0, false);
    check_line(line, GLOSA_TEXT | GLOSA_SENTENCES, false);
    check_line(line, GLOSA_SOURCE | GLOSA_TEXT | GLOSA_MENTIONS, false);
    return 0;
}

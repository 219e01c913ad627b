/* What is the same for every format: the record is digested and decoded before its reader sees
 * it, and the document gets its name afterwards. */
#include "stages/read/read.h"

#include <unicode/uchar.h>

#include "pipeline/base/digest.h"
#include "stages/read/encoding/decode.h"
#include "stages/read/formats.h"
#include "pipeline/input/archive.h"
#include "stages/read/markup/xml.h"

enum { NAME_LIMIT = 255, KEPT_MEMORY = 8 << 20 };

static glosa_status add_digest(glosa_document *document, glosa_error *error)
{
    char hex[GLOSA_DIGEST_SIZE];
    glosa_digest(document->record.bytes, hex);
    document->metadata.sha256 = glosa_document_keep(document, glosa_string_of(hex));
    return document->metadata.sha256.data ? GLOSA_OK : glosa_fail_memory(error, "read");
}

/* --- name --- */

const char *glosa_read_name_fault(glosa_string name)
{
    if (name.size > NAME_LIMIT)
        return "is longer than 255 bytes";
    if (glosa_utf8_valid_prefix(name) != name.size)
        return "is not UTF-8";
    bool blank = true;
    for (size_t at = 0; at < name.size;) {
        int32_t c = glosa_utf8_at(name, at, &at);
        if (u_charType(c) == U_CONTROL_CHAR || c == 0x2028 || c == 0x2029)
            return "holds a control character or a line break";
        blank &= (bool)u_isUWhiteSpace(c);
    }
    return blank ? "is blank" : NULL;
}

/* The last part of a path without its extension: "a/b.c.xml.gz" gives "b.c", "a/.x" gives ".x".
 */
static glosa_string stem_of(glosa_string path)
{
    if (glosa_string_is(path, "-"))
        return GLOSA_LITERAL("stdin");
    path = glosa_path_unpacked(path);
    size_t start = path.size;
    while (start && path.data[start - 1] != '/')
        start--;
    size_t end = path.size;
    while (end > start && path.data[end - 1] != '.')
        end--;
    return glosa_string_slice(path, start, end > start + 1 ? end - 1 : path.size);
}

static glosa_status name_by_file(glosa_document *document, glosa_buffer *buffer,
                                 glosa_error *error)
{
    glosa_buffer_clear(buffer);
    glosa_buffer_string(buffer, stem_of(document->metadata.path));
    if (document->record.shared)
        glosa_buffer_format(buffer, "#%lld", (long long)document->record.line);
    if (document->record.shared && document->record.on_line)
        glosa_buffer_format(buffer, ".%lld", (long long)document->record.on_line + 1);
    document->metadata.name = glosa_document_keep(document, glosa_buffer_view(buffer));
    document->metadata.named_by_file = true;
    return buffer->failed || !document->metadata.name.data ? glosa_fail_memory(error, "read")
                                                           : GLOSA_OK;
}

static glosa_status settle_name(glosa_document *document, glosa_buffer *buffer,
                                glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    if (!document->metadata.name.size)
        status = name_by_file(document, buffer, error);
    if (status)
        return status;
    const char *fault = glosa_read_name_fault(document->metadata.name);
    if (!fault)
        return GLOSA_OK;
    document->metadata.name = (glosa_string){NULL, 0};
    return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                      "the document's name %s; document skipped, %s", fault,
                      document->metadata.named_by_file ? "rename the file"
                                                       : "change its identifier");
}

/* --- stage --- */

/* What stays constant after the stage was opened. */
typedef struct reading {
    glosa_limits limits;
    glosa_decoder decoder;
} reading;

static glosa_status read_record(const reading *reading, glosa_document *document,
                                glosa_buffer *buffer, glosa_error *error)
{
    const glosa_format *format = glosa_format_named(document->metadata.format);
    if (!format)
        return glosa_fail(error, GLOSA_UNKNOWN_FORMAT, NULL, -1,
                          "no reader knows its format; name one with --format");
    if (document->record.bytes.size > GLOSA_DOCUMENT_LIMIT)
        return glosa_fail(error, GLOSA_TOO_LARGE, NULL, -1,
                          "larger than %u bytes; document skipped", GLOSA_DOCUMENT_LIMIT);
    glosa_status status =
        document->metadata.sha256.size ? GLOSA_OK : add_digest(document, error);
    if (!status)
        status = glosa_decode(&reading->decoder, document, buffer, error);
    glosa_buffer_clear(buffer);
    if (!status)
        status = format->read(document, &reading->limits, buffer, error);
    return status ? status : settle_name(document, buffer, error);
}

static glosa_status read_apply(const void *shared, void *scratch, glosa_document *document,
                               glosa_error *error)
{
    glosa_buffer *buffer = scratch;
    glosa_status status = read_record(shared, document, buffer, error);
    if (buffer->capacity > KEPT_MEMORY)
        glosa_buffer_free(buffer);
    if (error && glosa_status_is_documents(status)) {
        glosa_error_set_where(error, document->metadata.path);
        if (document->record.shared && error->position < 0)
            error->position = document->record.line;
    }
    return status;
}

static glosa_status read_open(void **shared, const void *options, glosa_error *error)
{
    const glosa_read_options *given = options;
    reading *reading = malloc(sizeof *reading);
    if (!reading || !glosa_decoder_init(&reading->decoder)) {
        free(reading);
        return glosa_fail_memory(error, "read");
    }
    reading->limits = (glosa_limits)GLOSA_LIMITS_DEFAULT;
    if (given) {
        reading->limits.document = (size_t)given->max_document << 20;
        reading->limits.expansion = (size_t)given->max_expansion << 20;
        reading->limits.depth = (unsigned)given->max_depth;
    }
    *shared = reading;
    glosa_xml_init();
    return GLOSA_OK;
}

static glosa_status read_begin(void **scratch, const void *shared, glosa_error *error)
{
    (void)shared;
    *scratch = calloc(1, sizeof(glosa_buffer));
    return *scratch ? GLOSA_OK : glosa_fail_memory(error, "read");
}

static void read_end(void *scratch)
{
    glosa_buffer_free(scratch);
    free(scratch);
}

const glosa_stage glosa_stage_read = {
    .name = "read",
    .summary = "turn records of every format into source text and blocks",
    .reads = GLOSA_RECORD,
    .writes = GLOSA_SOURCE | GLOSA_BLOCKS,
    .open = read_open,
    .begin = read_begin,
    .apply = read_apply,
    .end = read_end,
    .close = free,
};

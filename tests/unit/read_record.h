/* Reads one record with one format, for tests of formats. */
#ifndef GLOSA_TESTS_READ_RECORD_H
#define GLOSA_TESTS_READ_RECORD_H

#include "stages/read/format.h"

typedef struct read_result {
    glosa_document document;
    glosa_buffer buffer;
    glosa_error error;
    glosa_status status;
} read_result;

static inline void read_bytes(read_result *result, const glosa_format *format,
                              const char *bytes, size_t size)
{
    static const glosa_limits limits = GLOSA_LIMITS_DEFAULT;
    *result = (read_result){0};
    result->document.record = (glosa_record){.bytes = {bytes, size}, .line = 1};
    result->status = format->read(&result->document, &limits, &result->buffer, &result->error);
}

static inline void read_text(read_result *result, const glosa_format *format, const char *text)
{
    read_bytes(result, format, text, strlen(text));
}

static inline void read_free(read_result *result)
{
    glosa_document_free(&result->document);
    glosa_buffer_free(&result->buffer);
}

static inline bool read_gives(const read_result *result, const char *source)
{
    return result->status == GLOSA_OK && glosa_string_is(result->document.source, source);
}

#endif

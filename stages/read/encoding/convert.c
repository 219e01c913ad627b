#include "stages/read/encoding/convert.h"

#include "pipeline/text/utf8.h"

enum { GROWTH = 1 << 16, PIVOT = 1024 };

const char *glosa_encoding_name(const char *name)
{
    static const char *const standards[] = {"MIME", "IANA"};
    for (size_t i = 0; i < sizeof standards / sizeof *standards; i++) {
        UErrorCode code = U_ZERO_ERROR;
        const char *standard = ucnv_getStandardName(name, standards[i], &code);
        if (standard && U_SUCCESS(code))
            return standard;
    }
    UErrorCode code = U_ZERO_ERROR;
    return ucnv_getAlias(name, 0, &code);
}

bool glosa_encoding_keeps_ascii(const char *encoding)
{
    static const char sample[] = "<?xml version=\"1.0\"?> AZ az 09 />";
    glosa_buffer text = {0};
    bool keeps = glosa_convert(GLOSA_LITERAL(sample), encoding, &text) &&
                 glosa_string_is(glosa_buffer_view(&text), sample);
    glosa_buffer_free(&text);
    return keeps;
}

/* All of it, where glosa_encoding_keeps_ascii lets pass the yen sign of Shift_JIS. */
static bool page_keeps_ascii(const glosa_code_page *page)
{
    for (unsigned byte = ' '; byte < 0x7F; byte++) {
        if (page->characters[byte] != byte)
            return false;
    }
    return page->characters['\n'] == '\n';
}

bool glosa_code_page_of(const char *encoding, glosa_code_page *page)
{
    char bytes[256];
    for (unsigned byte = 0; byte < sizeof bytes; byte++)
        bytes[byte] = (char)byte;
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &code);
    if (!converter)
        return false;
    UConverterType type = ucnv_getType(converter);
    bool single = type == UCNV_SBCS || type == UCNV_LATIN_1 || type == UCNV_US_ASCII;
    int32_t size = single ? ucnv_toUChars(converter, page->characters, sizeof bytes, bytes,
                                          sizeof bytes, &code)
                          : 0;
    ucnv_close(converter);
    return U_SUCCESS(code) && size == sizeof bytes && page_keeps_ascii(page);
}

void glosa_code_page_convert(const glosa_code_page *page, glosa_string bytes, glosa_buffer *out)
{
    for (size_t at = 0; at < bytes.size; at++) {
        size_t start = at;
        while (at < bytes.size && (unsigned char)bytes.data[at] < 0x80)
            at++;
        glosa_buffer_append(out, bytes.data + start, at - start);
        if (at < bytes.size)
            glosa_utf8_append(out, page->characters[(unsigned char)bytes.data[at]]);
    }
}

bool glosa_converter_open(glosa_converter *converter, const char *encoding, bool strict)
{
    UErrorCode code = U_ZERO_ERROR;
    converter->from = ucnv_open(encoding, &code);
    converter->to = ucnv_open("UTF-8", &code);
    converter->pivot_source = converter->pivot_target = converter->pivot;
    if (strict && U_SUCCESS(code))
        ucnv_setToUCallBack(converter->from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &code);
    return U_SUCCESS(code);
}

void glosa_converter_close(glosa_converter *converter)
{
    ucnv_close(converter->from);
    ucnv_close(converter->to);
    converter->from = converter->to = NULL;
}

glosa_conversion glosa_converter_step(glosa_converter *converter, glosa_string *bytes,
                                      bool last, glosa_buffer *out)
{
    UErrorCode code = U_ZERO_ERROR;
    const char *source = bytes->data ? bytes->data : "";
    const char *end = source + bytes->size;
    char *target = out->data + out->size;
    ucnv_convertEx(converter->to, converter->from, &target, out->data + out->capacity, &source,
                   end, converter->pivot, &converter->pivot_source, &converter->pivot_target,
                   converter->pivot + PIVOT, false, last, &code);
    out->size = (size_t)(target - out->data);
    *bytes = (glosa_string){source, (size_t)(end - source)};
    if (code == U_BUFFER_OVERFLOW_ERROR)
        return GLOSA_CONVERTED_FULL;
    return U_SUCCESS(code) ? GLOSA_CONVERTED : GLOSA_CONVERTED_NOT;
}

bool glosa_convert(glosa_string bytes, const char *encoding, glosa_buffer *out)
{
    glosa_converter converter;
    glosa_conversion step = GLOSA_CONVERTED_NOT;
    if (glosa_converter_open(&converter, encoding, true)) {
        do
            step = glosa_buffer_reserve(out, GROWTH)
                       ? glosa_converter_step(&converter, &bytes, true, out)
                       : GLOSA_CONVERTED_NOT;
        while (step == GLOSA_CONVERTED_FULL);
    }
    glosa_converter_close(&converter);
    return step == GLOSA_CONVERTED;
}

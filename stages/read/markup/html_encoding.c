#include "stages/read/markup/html_encoding.h"

#include "pipeline/text/utf8.h"
#include "stages/read/markup/inline_markup.h"

#include <unicode/ucnv.h>

enum {
    HEAD = 4096,                /* where a declaration must stand */
    LABEL = 40,                 /* the longest name of an encoding, with its end */
};

static bool is_label_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}

/* The name behind `key=` (`charset`, `encoding`), in small letters; empty where there is none. */
static void find_label(glosa_string head, const char *key, char label[LABEL])
{
    size_t at = glosa_find(head, key);
    size_t size = 0;
    for (at += strlen(key); at < head.size && strchr(" =\"'", head.data[at]); at++)
        continue;
    while (at < head.size && size + 1 < LABEL) {
        char c = head.data[at++];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        if (!is_label_byte(c))
            break;
        label[size++] = c;
    }
    label[size] = 0;
}

static void declared_label(glosa_string bytes, char label[LABEL])
{
    glosa_string head = glosa_string_slice(bytes, 0, bytes.size < HEAD ? bytes.size : HEAD);
    label[0] = 0;
    if (glosa_string_starts(glosa_string_trim(head), "<?xml"))
        find_label(glosa_string_slice(head, 0, glosa_find(head, "?>")), "encoding", label);
    if (!label[0])
        find_label(head, "charset", label);
    if (!label[0])
        find_label(head, "CHARSET", label);
}

/* What browsers read, whatever these names once meant (WHATWG Encoding Standard, 4.2). */
static const char *real_encoding(const char *label)
{
    static const char *const western[] = {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1",
                                          "latin-1",    "us-ascii",  "ascii",      "cp1252",
                                          "x-cp1252",   "windows-1252"};
    for (size_t i = 0; i < sizeof western / sizeof *western; i++) {
        if (strcmp(label, western[i]) == 0)
            return "windows-1252";
    }
    /* A declaration that could be read as ASCII is not UTF-16. */
    bool utf8 = strcmp(label, "utf8") == 0 || strncmp(label, "utf-16", 6) == 0;
    return utf8 ? "utf-8" : label;
}

static int64_t line_of(glosa_string bytes, size_t end)
{
    int64_t line = 1;
    for (size_t i = 0; i < end; i++)
        line += bytes.data[i] == '\n';
    return line;
}

static glosa_status convert(glosa_string bytes, const char *encoding, glosa_buffer *buffer,
                            glosa_error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = bytes.size < INT32_MAX / 4 ? ucnv_open(encoding, &code) : NULL;
    if (!converter)
        return glosa_fail(error, GLOSA_ENCODING, NULL, -1,
                          "unknown encoding '%s'; document skipped", encoding);
    int32_t size = ucnv_toAlgorithmic(UCNV_UTF8, converter, NULL, 0, bytes.data,
                                      (int32_t)bytes.size, &code);
    char *room = NULL;
    if (code == U_BUFFER_OVERFLOW_ERROR) {
        code = U_ZERO_ERROR;
        room = glosa_buffer_reserve(buffer, (size_t)size + 1);
    }
    if (room)
        buffer->size += (size_t)ucnv_toAlgorithmic(UCNV_UTF8, converter, room, size + 1,
                                                   bytes.data, (int32_t)bytes.size, &code);
    ucnv_close(converter);
    if (buffer->failed)
        return glosa_fail_memory(error, "read");
    if (U_FAILURE(code))
        return glosa_fail(error, GLOSA_ENCODING, NULL, -1,
                          "bytes are not %s; document skipped", encoding);
    return GLOSA_OK;
}

glosa_status glosa_html_decode(glosa_string bytes, glosa_buffer *buffer, glosa_string *text,
                               glosa_error *error)
{
    char label[LABEL];
    const char *encoding = "utf-8";
    bool marked = glosa_string_starts(bytes, "\xEF\xBB\xBF");
    declared_label(bytes, label);
    if (marked)
        bytes = glosa_string_slice(bytes, 3, bytes.size);
    else if (glosa_string_starts(bytes, "\xFF\xFE") || glosa_string_starts(bytes, "\xFE\xFF"))
        encoding = "utf-16";
    else if (label[0])
        encoding = real_encoding(label);
    size_t valid = glosa_utf8_valid_prefix(bytes);
    /* Bytes that are valid UTF-8 are UTF-8, also where a page that was saved anew still declares
     * the single-byte encoding it once had. */
    if (valid == bytes.size && strcmp(encoding, "utf-16") != 0 &&
        (strcmp(encoding, "utf-8") == 0 || strcmp(encoding, "windows-1252") == 0)) {
        *text = bytes;
        return GLOSA_OK;
    }
    if (strcmp(encoding, "utf-8") == 0 && (marked || label[0]))
        return glosa_fail(error, GLOSA_ENCODING, NULL, line_of(bytes, valid),
                          "bytes are not UTF-8; document skipped");
    glosa_status status = convert(
        bytes, strcmp(encoding, "utf-8") == 0 ? "windows-1252" : encoding, buffer, error);
    *text = glosa_buffer_view(buffer);
    return status;
}

#include "stages/read/encoding/detect.h"

#include <unicode/ucsdet.h>

#include "stages/read/encoding/convert.h"

enum {
    SAMPLE = 8000, /* ICU looks at no more bytes than these */
    SURE = 35,     /* ICU's confidence, of 100: a sentence of its language has about 40 */
};

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Appends the words that are not all ASCII: a long article in English may have none before its
 * list of references, and markup is none of them. */
static void take_sample(glosa_string bytes, glosa_buffer *sample)
{
    for (size_t at = 0; at < bytes.size && sample->size < SAMPLE; at++) {
        size_t start = at;
        bool high = false;
        for (; at < bytes.size && !is_blank(bytes.data[at]) && at - start < SAMPLE; at++)
            high |= (unsigned char)bytes.data[at] >= 0x80;
        if (!high)
            continue;
        glosa_buffer_string(sample, glosa_string_slice(bytes, start, at));
        glosa_buffer_byte(sample, ' ');
    }
}

const char *glosa_detect_encoding(glosa_string bytes, glosa_buffer *scratch)
{
    UErrorCode code = U_ZERO_ERROR;
    const char *encoding = NULL;
    glosa_buffer_clear(scratch);
    take_sample(bytes, scratch);
    UCharsetDetector *detector = scratch->failed ? NULL : ucsdet_open(&code);
    if (detector)
        ucsdet_setText(detector, scratch->data, (int32_t)scratch->size, &code);
    const UCharsetMatch *match = detector ? ucsdet_detect(detector, &code) : NULL;
    if (match && ucsdet_getConfidence(match, &code) >= SURE) {
        const char *name = ucsdet_getName(match, &code);
        encoding = U_SUCCESS(code) ? glosa_encoding_name(name) : NULL;
    }
    ucsdet_close(detector);
    if (encoding && strcmp(encoding, "ISO-8859-1") == 0)
        return "windows-1252";
    return encoding;
}

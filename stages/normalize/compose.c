/* NFC, segment by segment: only where a character may not stand as it is. */
#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "stages/normalize/passes.h"

/* Ranges that are common in articles and always in NFC by themselves, so that ICU need not be
 * asked for each of their characters. */
static bool is_settled(int32_t c)
{
    if (c < 0x300 || (c >= 0x391 && c <= 0x3FF) || (c >= 0x400 && c <= 0x47F) ||
        (c >= 0x2010 && c <= 0x20CF) || (c >= 0x3400 && c <= 0x9FFF))
        return true;
    return u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) == UNORM_YES &&
           u_getCombiningClass(c) == 0;
}

/* The longest segment that is looked at as one; what exceeds it is a new segment. Text has a
 * mark or two on a letter, and Unicode's own limit for safe streams is 30 (UAX #15, section
 * 13). */
enum { LONGEST = 1024 };

/* Where the segment starts that the character at `at` belongs to; not before `floor`. */
static size_t segment_start(const glosa_pass *pass, size_t at, size_t floor)
{
    glosa_string text = pass->rewrite.in;
    size_t start = at;
    int32_t c = glosa_peek(text, at);
    while (start > floor && !unorm2_hasBoundaryBefore(pass->normalizer->nfc, c))
        c = glosa_char_before(text, start, &start);
    return start;
}

static size_t segment_end(const glosa_pass *pass, size_t start, size_t at)
{
    glosa_string text = pass->rewrite.in;
    size_t end, next;
    (void)glosa_utf8_at(text, at, &end);
    while (end < text.size && end - start < LONGEST &&
           !unorm2_hasBoundaryBefore(pass->normalizer->nfc, glosa_char_at(text, end, &next)))
        end = next;
    return end;
}

/* Writes the NFC of a segment over it where that is something else. A unit of UTF-16 becomes at
 * most three, and each of them at most three bytes. */
static void compose_segment(glosa_pass *pass, size_t start, size_t end)
{
    enum { UNITS = LONGEST + 4 };
    UChar units[UNITS], normal[3 * UNITS];
    char bytes[9 * UNITS];
    int32_t size = 0, out = 0;
    UErrorCode status = U_ZERO_ERROR;
    glosa_string segment = glosa_string_slice(pass->rewrite.in, start, end);
    u_strFromUTF8(units, UNITS, &size, segment.data, (int32_t)segment.size, &status);
    size = unorm2_normalize(pass->normalizer->nfc, units, size, normal, 3 * UNITS, &status);
    u_strToUTF8(bytes, sizeof bytes, &out, normal, size, &status);
    glosa_string composed = {bytes, (size_t)out};
    if (U_SUCCESS(status) && !glosa_string_equal(segment, composed))
        glosa_rewrite_replace(&pass->rewrite, start, end, composed);
}

void glosa_normalize_compose(glosa_pass *pass)
{
    glosa_string text = pass->rewrite.in;
    size_t at = 0, floor = 0, next;
    while ((at = glosa_next_call(text, at, GLOSA_CALL_COMPOSE)) < text.size) {
        if (is_settled(glosa_utf8_at(text, at, &next))) {
            at = next;
            continue;
        }
        size_t start = segment_start(pass, at, floor), end = segment_end(pass, start, at);
        compose_segment(pass, start, end);
        at = floor = end;
    }
}

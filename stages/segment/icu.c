/* Sentence borders by ICU (UAX #29), for scripts that our own rules do not cover. */
#include <unicode/ubrk.h>

#include "stages/segment/segment.h"

static UBreakIterator *breaker_of(glosa_segment_scratch *scratch)
{
    if (!scratch->breaker && !scratch->breaker_failed) {
        UErrorCode status = U_ZERO_ERROR;
        scratch->breaker = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &status);
        scratch->breaker_failed = U_FAILURE(status) || !scratch->breaker;
    }
    return scratch->breaker;
}

size_t glosa_icu_sentence_end(glosa_segment_scratch *scratch, glosa_string text, size_t start)
{
    UBreakIterator *breaker = breaker_of(scratch);
    UErrorCode status = U_ZERO_ERROR;
    if (!breaker || start >= text.size)
        return text.size;
    /* The iterator works on the rest alone, so that a piece is found in time of its own size.
     */
    UText *rest =
        utext_openUTF8(NULL, text.data + start, (int64_t)(text.size - start), &status);
    ubrk_setUText(breaker, rest, &status);
    int32_t end = U_FAILURE(status) ? UBRK_DONE : ubrk_next(breaker);
    utext_close(rest);
    return end == UBRK_DONE || end <= 0 ? text.size : start + (size_t)end;
}

void glosa_icu_close(glosa_segment_scratch *scratch)
{
    if (scratch->breaker)
        ubrk_close(scratch->breaker);
    scratch->breaker = NULL;
}

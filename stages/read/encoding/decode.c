/* In this order:
 *
 *   1. bytes that are UTF-8 all through are UTF-8, whatever is declared: pages that were saved
 *      anew still name the encoding they once had. Only ISO-2022, which looks like ASCII, is
 *      believed first;
 *   2. mostly UTF-8 is UTF-8, too: text in another encoding has hardly ever a byte sequence of
 *      UTF-8, and a declaration that holds for any bytes (ISO-8859-1) says nothing against it;
 *   3. a declared encoding, when the text it gives is plausible, or no other is plausible;
 *   4. windows-1252, macintosh or IBM850 (DOS; its small letters, and so nearly all of its
 *      Spanish, are those of IBM437), by the evidence of all bytes outside ASCII;
 *   5. UTF-8 and windows-1252 mixed, as where two sources were joined;
 *   6. what ICU's detector is sure of, unless the evidence is against it;
 *   7. a text in which the bytes without explanation are rare, or not so odd in windows-1252:
 *      better with some wrong signs than not at all.
 *
 * UTF-16 and UTF-32 do not come here: they are decoded before files are cut into records, so a
 * NUL byte means a binary file. */
#include "stages/read/encoding/decode.h"

#include <unicode/utf8.h>

#include "pipeline/text/utf8.h"
#include "stages/read/encoding/convert.h"
#include "stages/read/encoding/declared.h"
#include "stages/read/encoding/detect.h"

static const char *const names[GLOSA_DECODER_PAGES] = {"windows-1252", "macintosh", "IBM850"};

/* Bytes without explanation are rare up to so many, and one for so many bytes more. */
enum { RARE_COUNT = 3, RARE_SHARE = 256 };

/* What in the bytes is UTF-8 and what is not. */
typedef struct survey {
    size_t sequences; /* characters of several bytes */
    size_t strays;    /* bytes that belong to no character */
    size_t first;     /* where the first of them stands */
    size_t cut;       /* bytes at the end that begin a character */
} survey;

/* A record being decoded. */
typedef struct decoding {
    const glosa_decoder *decoder;
    glosa_document *document;
    glosa_string bytes;
    glosa_buffer *scratch;
    survey survey;
    glosa_encoding_evidence western; /* that the bytes are windows-1252 */
} decoding;

bool glosa_decoder_init(glosa_decoder *decoder)
{
    for (size_t i = 0; i < GLOSA_DECODER_PAGES; i++) {
        if (!glosa_code_page_of(names[i], &decoder->pages[i]))
            return false;
        glosa_judge_init(&decoder->judges[i], &decoder->pages[i]);
    }
    return true;
}

/* --- UTF-8 --- */

/* How many bytes of an unfinished character are all that is left at `at`, or 0. */
static size_t cut_at(glosa_string bytes, size_t at)
{
    size_t left = bytes.size - at;
    unsigned char lead = (unsigned char)bytes.data[at];
    if (lead < 0xC2 || lead > 0xF4 || left > (size_t)U8_COUNT_TRAIL_BYTES(lead))
        return 0;
    for (size_t i = 1; i < left; i++) {
        if (!U8_IS_TRAIL(bytes.data[at + i]))
            return 0;
    }
    return left;
}

static survey survey_of(glosa_string bytes)
{
    survey s = {0};
    for (size_t at = 0; at < bytes.size && !s.cut;) {
        size_t start = at;
        UChar32 c;
        U8_NEXT(bytes.data, at, bytes.size, c);
        s.sequences += c >= 0x80;
        if (c >= 0)
            continue;
        s.cut = cut_at(bytes, start);
        if (!s.cut && s.strays++ == 0)
            s.first = start;
        at = start + 1;
    }
    /* A single byte at the end may as well be the é of `café`. */
    if (s.cut == 1 && s.sequences == 0) {
        s.cut = 0;
        if (s.strays++ == 0)
            s.first = bytes.size - 1;
    }
    return s;
}

static int64_t line_at(const glosa_document *document, size_t offset)
{
    int64_t line = document->record.line;
    for (size_t i = 0; i < offset; i++)
        line += document->record.bytes.data[i] == '\n';
    return line;
}

/* Says what was wrong with text that is kept as UTF-8. */
static glosa_status report(const decoding *d, glosa_error *error)
{
    const survey *s = &d->survey;
    glosa_error problem;
    if (s->strays)
        problem.code = glosa_fail(
            &problem, GLOSA_ENCODING, NULL, line_at(d->document, s->first),
            "%zu byte%s not UTF-8, read as windows-1252; first 0x%02X", s->strays,
            s->strays == 1 ? " is" : "s are", (unsigned char)d->bytes.data[s->first]);
    else
        problem.code =
            glosa_fail(&problem, GLOSA_RECOVERED, NULL, line_at(d->document, d->bytes.size),
                       "the last character is cut off; read as U+FFFD");
    glosa_error_set_where(&problem, d->document->metadata.path);
    return glosa_document_add_problem(d->document, "read", &problem, false, error);
}

static glosa_status take(decoding *d, const char *encoding, glosa_error *error)
{
    glosa_document *document = d->document;
    if (d->scratch->failed)
        return glosa_fail_memory(error, "read");
    if (d->scratch->size > GLOSA_DOCUMENT_LIMIT)
        return glosa_fail(error, GLOSA_TOO_LARGE, NULL, -1,
                          "larger than %u bytes as UTF-8; document skipped",
                          GLOSA_DOCUMENT_LIMIT);
    document->record.bytes = glosa_document_keep(document, glosa_buffer_view(d->scratch));
    document->metadata.encoding = glosa_string_of(encoding);
    return document->record.bytes.data ? GLOSA_OK : glosa_fail_memory(error, "read");
}

/* Keeps what is UTF-8, and reads the other bytes as windows-1252. */
static glosa_status take_mixed(decoding *d, glosa_error *error)
{
    const UChar *western = d->decoder->pages[GLOSA_WESTERN].characters;
    size_t end = d->bytes.size - d->survey.cut;
    glosa_buffer_clear(d->scratch);
    for (size_t at = 0; at < end; at++) {
        glosa_string rest = glosa_string_slice(d->bytes, at, end);
        size_t valid = glosa_utf8_valid_prefix(rest);
        glosa_buffer_append(d->scratch, rest.data, valid);
        at += valid;
        if (at < end)
            glosa_utf8_append(d->scratch, western[(unsigned char)d->bytes.data[at]]);
    }
    if (d->survey.cut)
        glosa_utf8_append(d->scratch, 0xFFFD);
    glosa_status status = report(d, error);
    return status ? status : take(d, "UTF-8", error);
}

static bool is_mostly_utf8(const survey *s)
{
    return s->strays < s->sequences || (s->cut && !s->strays);
}

/* The evidence of those bytes alone that are not UTF-8. */
static glosa_encoding_evidence stray_evidence(const decoding *d)
{
    glosa_encoding_evidence evidence = {0};
    for (size_t at = 0; at < d->bytes.size;) {
        size_t start = at;
        UChar32 c;
        U8_NEXT(d->bytes.data, at, d->bytes.size, c);
        if (c >= 0)
            continue;
        glosa_encoding_evidence_add(&evidence, &d->decoder->judges[GLOSA_WESTERN], d->bytes,
                                    start);
        at = start + 1;
    }
    return evidence;
}

/* --- other encodings --- */

static bool convert(decoding *d, const char *encoding)
{
    glosa_buffer_clear(d->scratch);
    return glosa_convert(d->bytes, encoding, d->scratch) || d->scratch->failed;
}

/* The evidence for an encoding; false where there is none, as it takes several bytes for a
 * character. */
static bool find_evidence(const decoding *d, const char *encoding,
                          glosa_encoding_evidence *evidence)
{
    glosa_code_page page;
    glosa_judge judge;
    if (!glosa_code_page_of(encoding, &page))
        return false;
    glosa_judge_init(&judge, &page);
    *evidence = glosa_encoding_evidence_of(&judge, d->bytes);
    return true;
}

static bool explains(const decoding *d, const char *encoding)
{
    glosa_encoding_evidence evidence;
    return find_evidence(d, encoding, &evidence) && glosa_encoding_evidence_convinces(evidence);
}

/* The most plausible page, or -1 where none is. Much must speak against windows-1252, which is
 * by far the commonest: the dashes of English are ñ and ó in macintosh. */
static int best_page(const decoding *d)
{
    glosa_encoding_evidence western = d->western;
    int best = glosa_encoding_evidence_convinces(western) ? GLOSA_WESTERN : -1;
    int64_t margin = (int64_t)western.good - (int64_t)western.bad;
    for (int page = GLOSA_WESTERN + 1; page < GLOSA_DECODER_PAGES; page++) {
        glosa_encoding_evidence other =
            glosa_encoding_evidence_of(&d->decoder->judges[page], d->bytes);
        int64_t others = (int64_t)other.good - (int64_t)other.bad;
        if (glosa_encoding_evidence_convinces(other) && western.bad > other.good / 8 &&
            others > margin) {
            best = page;
            margin = others;
        }
    }
    return best;
}

/* The encoding that explains the bytes, with the text in `scratch`; NULL where none does. */
static const char *find_encoding(decoding *d, const char *declared)
{
    if (declared && explains(d, declared) && convert(d, declared))
        return declared;
    int page = best_page(d);
    if (page < 0 && declared && convert(d, declared))
        return declared;
    if (page < 0 && d->western.bad == 0)
        page = GLOSA_WESTERN;
    if (page < 0)
        return NULL;
    glosa_buffer_clear(d->scratch);
    glosa_code_page_convert(&d->decoder->pages[page], d->bytes, d->scratch);
    return names[page];
}

/* What ICU is sure of, with the text in `scratch`, unless the evidence is against it. */
static const char *detect(decoding *d)
{
    glosa_encoding_evidence evidence = {0};
    const char *encoding = glosa_detect_encoding(d->bytes, d->scratch);
    if (!encoding || strcmp(encoding, "UTF-8") == 0 || !glosa_encoding_keeps_ascii(encoding))
        return NULL;
    bool against = find_evidence(d, encoding, &evidence) && evidence.bad > evidence.good / 4;
    return !against && convert(d, encoding) ? encoding : NULL;
}

/* Whether windows-1252 for want of better would leave a text that can be read. */
static bool is_bearable(const decoding *d)
{
    const survey *s = &d->survey;
    return s->strays <= RARE_COUNT + d->bytes.size / RARE_SHARE ||
           (s->strays <= d->bytes.size / 4 && d->western.bad <= s->strays / 2);
}

static glosa_status decode_other(decoding *d, const char *declared, glosa_error *error)
{
    const survey *s = &d->survey;
    d->western = glosa_encoding_evidence_of(&d->decoder->judges[GLOSA_WESTERN], d->bytes);
    const char *encoding = find_encoding(d, declared);
    if (encoding)
        return take(d, encoding, error);
    if (s->sequences && glosa_encoding_evidence_convinces(stray_evidence(d)))
        return take_mixed(d, error);
    encoding = detect(d);
    if (encoding)
        return take(d, encoding, error);
    if (is_bearable(d))
        return take_mixed(d, error);
    return glosa_fail(error, GLOSA_ENCODING, NULL, line_at(d->document, s->first),
                      "no known encoding: %zu bytes are not UTF-8, first 0x%02X at offset %zu; "
                      "convert it with iconv; document skipped",
                      s->strays, (unsigned char)d->bytes.data[s->first], s->first);
}

static glosa_status decode_not_utf8(decoding *d, const char *declared, glosa_error *error)
{
    d->survey = survey_of(d->bytes);
    if (declared && strcmp(declared, "UTF-8") == 0)
        declared = NULL;
    return is_mostly_utf8(&d->survey) ? take_mixed(d, error) : decode_other(d, declared, error);
}

/* --- records --- */

/* Browsers pass over NUL bytes, and so does the parser of HTML. */
static glosa_status check_binary(const glosa_document *document, glosa_error *error)
{
    glosa_string bytes = document->record.bytes;
    const char *nul = bytes.size ? memchr(bytes.data, 0, bytes.size) : NULL;
    if (nul && !glosa_string_is(document->metadata.format, "html"))
        return glosa_fail(error, GLOSA_ENCODING, NULL, -1,
                          "binary file: NUL byte at offset %zu; convert it to UTF-8 text first",
                          (size_t)(nul - bytes.data));
    return GLOSA_OK;
}

/* Encodings that take seven bits and look like ASCII with escapes between. */
static bool is_stateful(const char *encoding)
{
    return encoding && strncmp(encoding, "ISO-2022-", 9) == 0;
}

/* For whoever knows that the bytes are UTF-8, and counts in them. */
static glosa_status check_utf8(glosa_string bytes, size_t valid, glosa_error *error)
{
    if (valid == bytes.size)
        return GLOSA_OK;
    return glosa_fail(error, GLOSA_ENCODING, NULL, (int64_t)valid,
                      "byte 0x%02X at offset %zu is not UTF-8",
                      (unsigned char)bytes.data[valid], valid);
}

/* Says where a file in UTF-16 or UTF-32 was not all of that, which its decoder left as U+FFFD.
 */
static glosa_status report_lost(glosa_document *document, glosa_error *error)
{
    static const char lost[] = "\uFFFD";
    glosa_string rest = document->record.bytes, encoding = document->metadata.encoding;
    size_t count = 0;
    const char *first = NULL, *found;
    while (rest.size && (found = memmem(rest.data, rest.size, lost, sizeof lost - 1))) {
        first = first ? first : found;
        count++;
        rest =
            glosa_string_slice(rest, (size_t)(found - rest.data) + sizeof lost - 1, rest.size);
    }
    if (!count || glosa_string_is(encoding, "UTF-8"))
        return GLOSA_OK;
    glosa_error problem;
    problem.code = glosa_fail(&problem, GLOSA_RECOVERED, NULL,
                              line_at(document, (size_t)(first - document->record.bytes.data)),
                              "%zu character%s U+FFFD: not %.*s, or lost before", count,
                              count == 1 ? " is" : "s are", GLOSA_PRINT(encoding));
    glosa_error_set_where(&problem, document->metadata.path);
    return glosa_document_add_problem(document, "read", &problem, false, error);
}

glosa_status glosa_decode(const glosa_decoder *decoder, glosa_document *document,
                          glosa_buffer *scratch, glosa_error *error)
{
    glosa_string *bytes = &document->record.bytes;
    bool known = document->metadata.encoding.size > 0;
    if (!known && glosa_string_starts(*bytes, "\xEF\xBB\xBF"))
        *bytes = glosa_string_slice(*bytes, 3, bytes->size);
    size_t valid = glosa_utf8_valid_prefix(*bytes);
    glosa_status status = check_binary(document, error);
    if (!status && known)
        status = check_utf8(*bytes, valid, error);
    if (status || known)
        return status ? status : report_lost(document, error);
    bool escapes = bytes->size && memchr(bytes->data, 0x1B, bytes->size);
    const char *declared =
        valid == bytes->size && !escapes ? NULL : glosa_declared_encoding(*bytes);
    decoding d = {decoder, document, *bytes, scratch, {0}, {0}};
    if (is_stateful(declared) && convert(&d, declared))
        return take(&d, declared, error);
    if (valid < bytes->size)
        return decode_not_utf8(&d, declared, error);
    document->metadata.encoding = GLOSA_LITERAL("UTF-8");
    return GLOSA_OK;
}

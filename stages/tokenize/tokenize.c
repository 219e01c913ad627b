/* The stage: sentences to tokens. */
#include "stages/tokenize/tokenize.h"

#include <unicode/ubrk.h>

#include "stages/tokenize/scan.h"

/* Bytes of text for each token, to begin with. */
enum { BYTES_PER_TOKEN = 5 };

typedef struct tokenize_scratch {
    UBreakIterator *words; /* for scripts without blanks; made at the first need */
    bool failed;
} tokenize_scratch;

static glosa_status open_tokenizer(void **shared, const void *options, glosa_error *error)
{
    (void)options;
    glosa_classes *classes = malloc(sizeof *classes);
    if (!classes)
        return glosa_fail_memory(error, "tokenize");
    glosa_classes_init(classes);
    *shared = classes;
    return GLOSA_OK;
}

static glosa_status begin(void **scratch, const void *shared, glosa_error *error)
{
    (void)shared;
    *scratch = calloc(1, sizeof(tokenize_scratch));
    return *scratch ? GLOSA_OK : glosa_fail_memory(error, "tokenize");
}

static void end(void *scratch)
{
    tokenize_scratch *mine = scratch;
    if (mine && mine->words)
        ubrk_close(mine->words);
    free(mine);
}

static bool add(glosa_document *document, size_t start, size_t at, glosa_shape shape)
{
    glosa_token *token = GLOSA_ARRAY_ADD(&document->arena, &document->tokens);
    if (!token)
        return false;
    *token = (glosa_token){{(uint32_t)start, (uint32_t)at}, shape};
    return true;
}

/* --- scripts that write no blanks --- */

static size_t dense_end(const glosa_classes *classes, glosa_string text, size_t at)
{
    for (size_t next; at < text.size; at = next) {
        uint8_t class = glosa_class_at(classes, text, at, &next);
        if (!(class & (GLOSA_CLASS_DENSE | GLOSA_CLASS_MARK)))
            break;
    }
    return at;
}

static UBreakIterator *words_of(tokenize_scratch *scratch)
{
    if (!scratch->words && !scratch->failed) {
        UErrorCode status = U_ZERO_ERROR;
        scratch->words = ubrk_open(UBRK_WORD, "en", NULL, 0, &status);
        scratch->failed = U_FAILURE(status) || !scratch->words;
    }
    return scratch->words;
}

/* The words of a stretch by ICU's dictionaries; the whole stretch where it cannot help. */
static bool add_dense(glosa_document *document, tokenize_scratch *scratch, size_t start,
                      size_t stop)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *words = words_of(scratch);
    UText *text =
        utext_openUTF8(NULL, document->text.data + start, (int64_t)(stop - start), &status);
    if (words)
        ubrk_setUText(words, text, &status);
    bool usable = words && U_SUCCESS(status), added = true;
    size_t from = start;
    while (added && from < stop) {
        int32_t border = usable ? ubrk_next(words) : UBRK_DONE;
        size_t to = border == UBRK_DONE ? stop : start + (size_t)border;
        if (to > from)
            added = add(document, from, to, GLOSA_SHAPE_OTHER);
        from = to > from ? to : from + (border == UBRK_DONE ? stop - from : 0);
    }
    utext_close(text);
    return added;
}

/* --- all others --- */

static bool is_local_part(glosa_string text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool word = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (!word && !strchr("._-+%", c))
            return false;
    }
    return true;
}

/* The part of an e-mail address before the @ may have been cut at its dots: puts it back. */
static void gather_address(glosa_document *document, glosa_scanner *scanner, size_t least)
{
    while (document->tokens.size) {
        glosa_span last = document->tokens.items[document->tokens.size - 1].span;
        if (last.end != scanner->start || last.start < least ||
            !is_local_part(glosa_document_text(document, last)))
            return;
        scanner->start = last.start;
        document->tokens.size--;
    }
}

static bool is_email(const glosa_scanner *scanner)
{
    return scanner->web &&
           memchr(scanner->text.data + scanner->start, '@', scanner->at - scanner->start);
}

static bool add_next(glosa_document *document, glosa_scanner *scanner, size_t least)
{
    glosa_scanner_take(scanner);
    if (is_email(scanner))
        gather_address(document, scanner, least);
    return add(document, scanner->start, scanner->at, glosa_scanner_shape(scanner));
}

static bool tokenize(glosa_document *document, const glosa_classes *classes,
                     tokenize_scratch *scratch, glosa_span sentence)
{
    glosa_string text = glosa_string_slice(document->text, 0, sentence.end);
    glosa_scanner scanner = {.classes = classes, .text = text};
    size_t at = sentence.start, next;
    while (at < text.size) {
        uint8_t class = glosa_class_at(classes, text, at, &next);
        if (class & GLOSA_CLASS_BLANK) {
            at = next;
        } else if (class & GLOSA_CLASS_DENSE) {
            next = dense_end(classes, text, at);
            if (!add_dense(document, scratch, at, next))
                return false;
            at = next;
        } else {
            glosa_shape shape;
            scanner.start = at;
            bool added = glosa_scanner_take_plain(&scanner, &shape)
                             ? add(document, at, scanner.at, shape)
                             : add_next(document, &scanner, sentence.start);
            if (!added)
                return false;
            at = scanner.at;
        }
    }
    return true;
}

/* Room for about as many tokens as there will be, so that growing copies little. */
static bool reserve(glosa_document *document)
{
    size_t count = document->text.size / BYTES_PER_TOKEN + 16;
    glosa_token *items = glosa_arena_take(&document->arena, count * sizeof *items);
    if (!items)
        return false;
    document->tokens.items = items;
    document->tokens.capacity = (uint32_t)count;
    return true;
}

static glosa_status apply(const void *shared, void *scratch, glosa_document *document,
                          glosa_error *error)
{
    bool done = reserve(document);
    for (uint32_t i = 0; done && i < document->sentences.size; i++)
        done = tokenize(document, shared, scratch, document->sentences.items[i].span);
    return done ? GLOSA_OK : glosa_fail_memory(error, "tokenize");
}

const glosa_stage glosa_stage_tokenize = {
    .name = "tokenize",
    .summary = "cut sentences into tokens, as the field writes its names",
    .reads = GLOSA_TEXT | GLOSA_SENTENCES,
    .writes = GLOSA_TOKENS,
    .open = open_tokenizer,
    .begin = begin,
    .apply = apply,
    .end = end,
    .close = free,
};

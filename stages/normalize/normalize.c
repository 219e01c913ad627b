#include "stages/normalize/normalize.h"

#include <assert.h>

#include "stages/normalize/data.h"
#include "stages/normalize/passes.h"

/* How much an idle worker keeps of what a large document needed. */
enum { KEPT_MEMORY = 4 << 20, MOJIBAKE_LAYERS = 3 };

/* A worker's scratch: two texts, which passes read and write in turns, and the edits. */
typedef struct scratch {
    glosa_arena arena;
    glosa_buffer texts[2];
} scratch;

/* A document on its way through the passes. */
typedef struct progress {
    const glosa_normalizer *normalizer;
    const glosa_document *document;
    scratch *scratch;
    unsigned turn;              /* which of the two texts is written next */
    glosa_string text;          /* as the last pass left it */
    unsigned calls;             /* what the text calls for */
    glosa_offset_map map;       /* from the document's source to `text` */
    glosa_error *error;
} progress;

typedef void (*pass_function)(glosa_pass *pass);

static glosa_status take(progress *work, glosa_pass *pass)
{
    glosa_rewrite *rewrite = &pass->rewrite;
    glosa_offset_map whole = rewrite->edits;
    if (work->map.size &&
        !glosa_offset_map_compose(&work->map, &rewrite->edits, &work->scratch->arena, &whole))
        return glosa_fail_memory(work->error, "normalize");
    work->map = whole;
    work->text = glosa_buffer_view(rewrite->out);
    work->calls = glosa_text_calls(work->text);
    work->turn ^= 1;
    return GLOSA_OK;
}

/* Applies a pass if the text calls for it; *changed says whether it made an edit. */
static glosa_status apply_pass(progress *work, unsigned call, pass_function function,
                               bool *changed)
{
    *changed = false;
    if (!(work->calls & call))
        return GLOSA_OK;
    glosa_pass pass = {
        .normalizer = work->normalizer,
        .document = work->document,
        .map = &work->map,
        .rewrite = {.in = work->text,
                    .out = &work->scratch->texts[work->turn],
                    .arena = &work->scratch->arena},
    };
    glosa_buffer_clear(pass.rewrite.out);
    function(&pass);
    glosa_rewrite_finish(&pass.rewrite);
    if (pass.rewrite.failed)
        return glosa_fail_memory(work->error, "normalize");
    *changed = pass.rewrite.edits.size > 0;
    return *changed ? take(work, &pass) : GLOSA_OK;
}

/* Also where a reader has parsed the markup: pages and articles that were converted often have
 * it twice (`&amp;lt;`, `&lt;i&gt;`). */
static glosa_status apply_markup(progress *work)
{
    bool changed;
    if (glosa_string_is(work->document->metadata.format, "markdown"))
        return apply_pass(work, GLOSA_CALL_MARKDOWN, glosa_normalize_markdown, &changed);
    return apply_pass(work, GLOSA_CALL_TAGS, glosa_normalize_tags, &changed);
}

static glosa_status apply_passes(progress *work)
{
    static const struct {
        unsigned call;
        pass_function function;
    } passes[] = {
        {GLOSA_CALL_CHARACTERS, glosa_normalize_characters},
        {GLOSA_CALL_HYPHENS, glosa_normalize_hyphens},
        {GLOSA_CALL_LETTERS, glosa_normalize_letters},
        {GLOSA_CALL_COMPOSE, glosa_normalize_compose},
    };
    bool changed = true;
    glosa_status status = apply_markup(work);
    for (int i = 0; !status && changed && i < MOJIBAKE_LAYERS; i++)
        status = apply_pass(work, GLOSA_CALL_MOJIBAKE, glosa_normalize_mojibake, &changed);
    for (size_t i = 0; !status && i < sizeof passes / sizeof *passes; i++)
        status = apply_pass(work, passes[i].call, passes[i].function, &changed);
    return status;
}

/* Moves the result from the scratch to the document. */
static glosa_status keep(const progress *work, glosa_document *document)
{
    if (work->map.size == 0) {
        document->text = document->source;
        return GLOSA_OK;
    }
    document->text = glosa_document_keep(document, work->text);
    glosa_edit *edits = glosa_arena_alloc(&document->arena,
                                          work->map.size * sizeof *work->map.items);
    if (!document->text.data || !edits)
        return glosa_fail_memory(work->error, "normalize");
    memcpy(edits, work->map.items, work->map.size * sizeof *edits);
    document->map.items = edits;
    document->map.size = document->map.capacity = work->map.size;
    return GLOSA_OK;
}

static glosa_status apply(const void *shared, void *memory, glosa_document *document,
                          glosa_error *error)
{
    progress work = {
        .normalizer = shared,
        .document = document,
        .scratch = memory,
        .text = document->source,
        .calls = glosa_text_calls(document->source),
        .error = error,
    };
    document->map = (glosa_offset_map){0};
    glosa_status status = apply_passes(&work);
    if (!status)
        status = keep(&work, document);
    assert(status || glosa_offset_map_valid(&document->map, document->text.size,
                                            document->source.size));
    glosa_arena_reset(&work.scratch->arena, KEPT_MEMORY);
    for (size_t i = 0; i < 2; i++) {
        if (work.scratch->texts[i].capacity > KEPT_MEMORY)
            glosa_buffer_free(&work.scratch->texts[i]);
    }
    return status;
}

static void close_stage(void *shared)
{
    glosa_normalizer *normalizer = shared;
    if (!normalizer)
        return;
    glosa_word_list_free(&normalizer->greek);
    glosa_word_list_free(&normalizer->firsts);
    glosa_word_list_free(&normalizer->seconds);
    free(normalizer);
}

static glosa_status load_words(glosa_normalizer *normalizer, glosa_error *error)
{
    const struct {
        glosa_word_list *words;
        glosa_string data;
    } lists[] = {
        {&normalizer->greek, GLOSA_NORMALIZE_DATA(greek_letters)},
        {&normalizer->firsts, GLOSA_NORMALIZE_DATA(compound_firsts)},
        {&normalizer->seconds, GLOSA_NORMALIZE_DATA(compound_seconds)},
    };
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; !status && i < sizeof lists / sizeof *lists; i++)
        status = glosa_word_list_init(lists[i].words, lists[i].data, "normalize", error);
    return status;
}

static glosa_status open_stage(void **shared, const void *options, glosa_error *error)
{
    (void)options;
    glosa_normalizer *normalizer = calloc(1, sizeof *normalizer);
    if (!normalizer)
        return glosa_fail_memory(error, "normalize");
    UErrorCode icu = U_ZERO_ERROR;
    normalizer->nfc = unorm2_getNFCInstance(&icu);
    glosa_status status = GLOSA_OK;
    if (U_FAILURE(icu))
        status = glosa_fail(error, GLOSA_IO, "ICU", -1, "cannot load normalization data: %s",
                            u_errorName(icu));
    if (!status)
        status = load_words(normalizer, error);
    if (status) {
        close_stage(normalizer);
        return status;
    }
    *shared = normalizer;
    return GLOSA_OK;
}

static glosa_status begin(void **memory, const void *shared, glosa_error *error)
{
    (void)shared;
    *memory = calloc(1, sizeof(scratch));
    return *memory ? GLOSA_OK : glosa_fail_memory(error, "normalize");
}

static void end(void *memory)
{
    scratch *own = memory;
    glosa_arena_free(&own->arena);
    glosa_buffer_free(&own->texts[0]);
    glosa_buffer_free(&own->texts[1]);
    free(own);
}

const glosa_stage glosa_stage_normalize = {
    .name = "normalize",
    .summary = "write the normalized text, and its map back to the source",
    .reads = GLOSA_SOURCE | GLOSA_BLOCKS,
    .writes = GLOSA_TEXT,
    .open = open_stage,
    .begin = begin,
    .apply = apply,
    .end = end,
    .close = close_stage,
};

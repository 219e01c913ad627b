/* The stage: opens the lists, takes a document through the steps. */
#include "stages/segment/segment.h"

#include "stages/segment/data.h"

static const char *const section_names[] = {
#define X(enumerator, name) name,
    GLOSA_SECTION_KINDS(X)
#undef X
};
static const char *const opening_names[] = {"caption", "table", "place", "notice"};
static const char *const abbreviation_names[] = {"never", "number", "maybe"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void close_segmenter(void *shared)
{
    glosa_segmenter *segmenter = shared;
    if (!segmenter)
        return;
    glosa_lexicon_free(&segmenter->headings);
    glosa_lexicon_free(&segmenter->openings);
    glosa_lexicon_free(&segmenter->abbreviations_en);
    glosa_lexicon_free(&segmenter->abbreviations_es);
    glosa_words_free(&segmenter->words);
    free(segmenter);
}

static glosa_status load(glosa_segmenter *segmenter, glosa_error *error)
{
    const struct {
        glosa_lexicon *lexicon;
        glosa_string file;
        const char *const *names;
        size_t count;
    } lists[] = {
        {&segmenter->headings, GLOSA_SEGMENT_DATA(headings), section_names,
         COUNT(section_names)},
        {&segmenter->openings, GLOSA_SEGMENT_DATA(openings), opening_names,
         COUNT(opening_names)},
        {&segmenter->abbreviations_en, GLOSA_SEGMENT_DATA(abbreviations_en),
         abbreviation_names, COUNT(abbreviation_names)},
        {&segmenter->abbreviations_es, GLOSA_SEGMENT_DATA(abbreviations_es),
         abbreviation_names, COUNT(abbreviation_names)},
    };
    for (size_t i = 0; i < COUNT(lists); i++) {
        glosa_status status = glosa_lexicon_init(lists[i].lexicon, lists[i].file,
                                                 lists[i].names, lists[i].count, error);
        if (status != GLOSA_OK)
            return status;
    }
    return glosa_words_init(&segmenter->words, error);
}

static glosa_status open_segmenter(void **shared, const void *options, glosa_error *error)
{
    (void)options;
    glosa_status status = glosa_textcat_check(error);
    if (status != GLOSA_OK)
        return status;
    glosa_segmenter *segmenter = calloc(1, sizeof *segmenter);
    if (!segmenter)
        return glosa_fail_memory(error, "segment");
    status = load(segmenter, error);
    if (status != GLOSA_OK) {
        close_segmenter(segmenter);
        return status;
    }
    *shared = segmenter;
    return GLOSA_OK;
}

static glosa_status begin(void **scratch, const void *shared, glosa_error *error)
{
    (void)shared;
    *scratch = calloc(1, sizeof(glosa_segment_scratch));
    return *scratch ? GLOSA_OK : glosa_fail_memory(error, "segment");
}

static void end(void *scratch)
{
    if (!scratch)
        return;
    glosa_textcat_close(scratch);
    glosa_icu_close(scratch);
    free(scratch);
}

static glosa_status apply(const void *shared, void *scratch, glosa_document *document,
                          glosa_error *error)
{
    glosa_segmenting work = {.shared = shared, .scratch = scratch, .document = document};
    if (!glosa_units_make(&work))
        return glosa_fail_memory(error, "segment");
    glosa_units_classify(&work);
    glosa_languages_of_units(&work);
    if (!glosa_units_to_sections(&work) || !glosa_units_to_sentences(&work))
        return glosa_fail_memory(error, "segment");
    glosa_languages_of_sentences(&work);
    return GLOSA_OK;
}

const glosa_stage glosa_stage_segment = {
    .name = "segment",
    .summary = "find sections and sentences, and the language of each",
    .reads = GLOSA_BLOCKS | GLOSA_TEXT,
    .writes = GLOSA_SECTIONS | GLOSA_SENTENCES,
    .open = open_segmenter,
    .begin = begin,
    .apply = apply,
    .end = end,
    .close = close_segmenter,
};

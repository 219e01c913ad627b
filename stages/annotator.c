/* The library's front (pipeline/glosa.h): the stages in one chain, on one text at a time. */
#include "pipeline/run/registry.h"
#include "pipeline/run/chain.h"
#include "pipeline/run/options.h"

struct glosa_annotator {
    size_t count;               /* stages, with the input's decode as the first */
    glosa_step *steps;
    glosa_chain *chain;
    glosa_worker *worker;
    glosa_document document;
    glosa_utf8_index source;    /* of the document's source */
};

static const glosa_stage *stage_at(size_t number)
{
    const glosa_registry *registry = &glosa_registry_of_all;
    return number ? registry->stages[number - 1] : registry->input->decode;
}

/* Hands the dictionaries to the stage that has an option for them. */
static glosa_status set_dictionaries(const glosa_options *options, void *values,
                                     const char *const *dictionaries, size_t count,
                                     glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < options->count; i++) {
        if (strcmp(options->table[i].name, "dict") != 0)
            continue;
        for (size_t d = 0; d < count && status == GLOSA_OK; d++)
            status = glosa_option_set(&options->table[i], values, dictionaries[d], error);
    }
    return status;
}

static glosa_status make_steps(glosa_annotator *annotator, const char *const *dictionaries,
                               size_t count, glosa_error *error)
{
    size_t stages = glosa_registry_of_all.stage_count + 1;
    annotator->steps = calloc(stages, sizeof *annotator->steps);
    if (!annotator->steps)
        return glosa_fail_memory(error, "annotator");
    for (; annotator->count < stages; annotator->count++) {
        const glosa_stage *stage = stage_at(annotator->count);
        void *values = glosa_options_new(&stage->options);
        if (!values && stage->options.size)
            return glosa_fail_memory(error, "annotator");
        annotator->steps[annotator->count] = (glosa_step){stage, values};
        glosa_status status = set_dictionaries(&stage->options, values, dictionaries, count,
                                               error);
        if (status) {
            annotator->count++;
            return status;
        }
    }
    return GLOSA_OK;
}

glosa_status glosa_annotator_open(glosa_annotator **out, const char *const *dictionaries,
                                  size_t count, glosa_error *error)
{
    *out = NULL;
    glosa_annotator *annotator = calloc(1, sizeof *annotator);
    if (!annotator)
        return glosa_fail_memory(error, "annotator");
    glosa_status status = make_steps(annotator, dictionaries, count, error);
    if (status == GLOSA_OK)
        status = glosa_chain_open(&annotator->chain, annotator->steps, annotator->count, error);
    if (status == GLOSA_OK)
        status = glosa_worker_new(&annotator->worker, annotator->chain, error);
    if (status)
        glosa_annotator_free(annotator);
    else
        *out = annotator;
    return status;
}

void glosa_annotator_free(glosa_annotator *annotator)
{
    if (!annotator)
        return;
    glosa_worker_free(annotator->worker);
    glosa_chain_free(annotator->chain);
    for (size_t i = 0; i < annotator->count; i++)
        glosa_options_free(&annotator->steps[i].stage->options,
                           (void *)annotator->steps[i].options);
    free(annotator->steps);
    glosa_document_free(&annotator->document);
    free(annotator);
}

static bool fill(glosa_document *document, glosa_string id, glosa_string language,
                 glosa_string text)
{
    document->metadata.name = glosa_document_keep(document, id);
    document->metadata.language = glosa_document_keep(document, language);
    document->metadata.path = document->metadata.name;
    document->metadata.format = GLOSA_LITERAL("text");
    document->record = (glosa_record){.bytes = glosa_document_keep(document, text), .line = 1};
    document->metadata.encoding = GLOSA_LITERAL("UTF-8");
    document->layers = GLOSA_RECORD;
    return document->metadata.name.data && document->metadata.language.data &&
           document->record.bytes.data;
}

/* A problem of the document is the caller's: there is no run that could go on without it. */
static glosa_status first_problem(const glosa_document *document, glosa_error *error)
{
    const glosa_problem *problem = &document->problems.items[0];
    return glosa_fail(error, problem->code, problem->where.data, problem->position, "%.*s",
                      GLOSA_PRINT(problem->message));
}

glosa_status glosa_annotate(glosa_annotator *annotator, glosa_string id, glosa_string language,
                            glosa_string text, glosa_error *error)
{
    glosa_document *document = &annotator->document;
    glosa_document_reset(document);
    if (text.size > GLOSA_DOCUMENT_LIMIT)
        return glosa_fail(error, GLOSA_TOO_LARGE, "annotator", -1, "text exceeds %u bytes",
                          GLOSA_DOCUMENT_LIMIT);
    if (!fill(document, id, language, text))
        return glosa_fail_memory(error, "annotator");
    glosa_status status = glosa_worker_apply(annotator->worker, document, error);
    if (status == GLOSA_OK && document->failed)
        status = first_problem(document, error);
    if (status == GLOSA_OK)
        status = glosa_utf8_index_init(&annotator->source, document->source, &document->arena,
                                       error);
    if (status)
        glosa_document_reset(document);
    return status;
}

/* --- views --- */

static glosa_string place(const glosa_annotator *annotator, glosa_span span, size_t *start,
                          size_t *end)
{
    glosa_span source = glosa_document_to_source(&annotator->document, span);
    *start = glosa_utf8_code_point_of(&annotator->source, source.start);
    *end = glosa_utf8_code_point_of(&annotator->source, source.end);
    return glosa_document_source(&annotator->document, source);
}

size_t glosa_sentence_count(const glosa_annotator *annotator)
{
    return annotator->document.sentences.size;
}

glosa_sentence_view glosa_sentence_at(const glosa_annotator *annotator, size_t index)
{
    const glosa_document *document = &annotator->document;
    const glosa_sentence *sentence = &document->sentences.items[index];
    glosa_section_kind kind = document->sections.items[sentence->section].kind;
    glosa_sentence_view view = {
        .language = sentence->language,
        .section = glosa_string_of(glosa_section_kind_name(kind)),
    };
    view.text = place(annotator, sentence->span, &view.start, &view.end);
    return view;
}

size_t glosa_mention_count(const glosa_annotator *annotator)
{
    return annotator->document.mentions.size;
}

glosa_mention_view glosa_mention_at(const glosa_annotator *annotator, size_t index)
{
    const glosa_document *document = &annotator->document;
    const glosa_mention *mention = &document->mentions.items[index];
    const glosa_candidate *best = &document->candidates.items[mention->first_candidate];
    const glosa_entry *entry = &document->entries.items[best->entry];
    glosa_mention_view view = {
        .sentence = mention->sentence,
        .kind = mention->kind.size ? mention->kind : entry->kind,
        .entity = entry->curie,
        .name = entry->preferred,
        .method = mention->method,
        .score = best->score,
        .negated = mention->negated,
        .uncertain = mention->uncertain,
    };
    view.text = place(annotator, mention->span, &view.start, &view.end);
    return view;
}

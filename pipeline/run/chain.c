#include "pipeline/run/chain.h"

#include <assert.h>

struct glosa_chain {
    size_t count;
    struct link {
        const glosa_stage *stage;
        void *shared;
    } links[];
};

struct glosa_worker {
    const glosa_chain *chain;
    void *scratch[];            /* one for each link; NULL where a stage needs none */
};

glosa_status glosa_chain_check(const glosa_step *steps, size_t count, glosa_layers given,
                               glosa_error *error)
{
    for (size_t i = 0; i < count; i++) {
        const glosa_stage *stage = steps[i].stage;
        glosa_layers missing = stage->reads & ~given;
        if (missing) {
            unsigned number = glosa_layer_first(missing);
            return glosa_fail(error, GLOSA_USAGE, stage->name, -1,
                              "needs the layer '%s', which '%s' writes and nothing before it does",
                              glosa_layer_key(number), glosa_layer_writer(number));
        }
        if (stage->writes & given)
            return glosa_fail(error, GLOSA_USAGE, stage->name, -1,
                              "the layer '%s' has already been written",
                              glosa_layer_key(glosa_layer_first(stage->writes & given)));
        given |= stage->writes;
    }
    return GLOSA_OK;
}

glosa_status glosa_chain_open(glosa_chain **out, const glosa_step *steps, size_t count,
                              glosa_error *error)
{
    *out = NULL;
    glosa_chain *chain = calloc(1, sizeof *chain + count * sizeof *chain->links);
    if (!chain)
        return glosa_fail_memory(error, "chain");
    for (size_t i = 0; i < count; i++) {
        const glosa_stage *stage = steps[i].stage;
        struct link *link = &chain->links[i];
        link->stage = stage;
        if (stage->open) {
            glosa_status status = stage->open(&link->shared, steps[i].options, error);
            if (status) {
                glosa_chain_free(chain);
                return status;
            }
        }
        chain->count++;
    }
    *out = chain;
    return GLOSA_OK;
}

void glosa_chain_free(glosa_chain *chain)
{
    if (!chain)
        return;
    for (size_t i = chain->count; i-- > 0;) {
        if (chain->links[i].stage->close)
            chain->links[i].stage->close(chain->links[i].shared);
    }
    free(chain);
}

void glosa_chain_describe(const glosa_chain *chain, size_t number, glosa_buffer *json)
{
    const struct link *link = &chain->links[number];
    if (link->stage->describe)
        link->stage->describe(link->shared, json);
}

glosa_status glosa_worker_new(glosa_worker **out, const glosa_chain *chain, glosa_error *error)
{
    *out = NULL;
    glosa_worker *worker = calloc(1, sizeof *worker + chain->count * sizeof *worker->scratch);
    if (!worker)
        return glosa_fail_memory(error, "chain");
    worker->chain = chain;
    for (size_t i = 0; i < chain->count; i++) {
        const struct link *link = &chain->links[i];
        if (!link->stage->begin)
            continue;
        glosa_status status = link->stage->begin(&worker->scratch[i], link->shared, error);
        if (status) {
            glosa_worker_free(worker);
            return status;
        }
    }
    *out = worker;
    return GLOSA_OK;
}

void glosa_worker_free(glosa_worker *worker)
{
    if (!worker)
        return;
    for (size_t i = worker->chain->count; i-- > 0;) {
        const glosa_stage *stage = worker->chain->links[i].stage;
        if (stage->end && worker->scratch[i])
            stage->end(worker->scratch[i]);
    }
    free(worker);
}

/* A document from another process may lack what a stage needs, or have been through it. */
static glosa_status check_layers(const glosa_stage *stage, const glosa_document *document,
                                 glosa_error *error)
{
    glosa_layers missing = stage->reads & ~document->layers;
    glosa_layers twice = stage->writes & document->layers;
    if (missing) {
        unsigned number = glosa_layer_first(missing);
        return glosa_fail(error, GLOSA_USAGE, stage->name, -1,
                          "document '%.*s' has no layer '%s'; it must go through '%s' first",
                          GLOSA_PRINT(document->metadata.name), glosa_layer_key(number),
                          glosa_layer_writer(number));
    }
    if (twice)
        return glosa_fail(error, GLOSA_USAGE, stage->name, -1,
                          "document '%.*s' already has the layer '%s'",
                          GLOSA_PRINT(document->metadata.name),
                          glosa_layer_key(glosa_layer_first(twice)));
    return GLOSA_OK;
}

static glosa_status apply_stage(const struct link *link, void *scratch,
                                glosa_document *document, glosa_error *error)
{
    glosa_error problem = {0};
    glosa_status status = check_layers(link->stage, document, &problem);
    if (status == GLOSA_OK)
        status = link->stage->apply(link->shared, scratch, document, &problem);
    if (glosa_status_is_documents(status))
        return glosa_document_add_problem(document, link->stage->name, &problem, true, error);
    if (status) {
        if (error)
            *error = problem;
        return status;
    }
    document->layers |= link->stage->writes;
    assert(glosa_document_fault(document) == NULL);
    return GLOSA_OK;
}

glosa_status glosa_worker_apply(glosa_worker *worker, glosa_document *document,
                                glosa_error *error)
{
    const glosa_chain *chain = worker->chain;
    for (size_t i = 0; i < chain->count; i++) {
        if (document->failed && !chain->links[i].stage->failed_too)
            continue;
        glosa_status status =
            apply_stage(&chain->links[i], worker->scratch[i], document, error);
        if (status)
            return status;
    }
    return GLOSA_OK;
}

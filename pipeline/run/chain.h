/* A chain of opened stages, and workers that apply it to documents, one thread each. */
#ifndef GLOSA_RUN_CHAIN_H
#define GLOSA_RUN_CHAIN_H

#include "pipeline/run/stage.h"

typedef struct glosa_step {
    const glosa_stage *stage;
    const void *options;        /* the stage's options structure; must outlive the chain */
} glosa_step;

/* Constant once opened; shared by all workers. */
typedef struct glosa_chain glosa_chain;

/* Refuses, as GLOSA_USAGE, steps whose layers cannot come: a stage that reads what nothing before
 * it writes, or writes what is already there. `given` are the layers of incoming documents. */
GLOSA_CHECKED glosa_status glosa_chain_check(const glosa_step *steps, size_t count,
                                             glosa_layers given, glosa_error *error);

/* Opens the stages in order. On failure *out is NULL and whatever was opened is closed again. */
GLOSA_CHECKED glosa_status glosa_chain_open(glosa_chain **out, const glosa_step *steps,
                                            size_t count, glosa_error *error);
void glosa_chain_free(glosa_chain *chain);

/* What the opened stage number `number` adds to its element of the history. */
void glosa_chain_describe(const glosa_chain *chain, size_t number, glosa_buffer *json);

/* The scratch of all stages for one thread. The chain must outlive it. */
typedef struct glosa_worker glosa_worker;

GLOSA_CHECKED glosa_status glosa_worker_new(glosa_worker **out, const glosa_chain *chain,
                                            glosa_error *error);
void glosa_worker_free(glosa_worker *worker);

/* Applies every stage to the document. What is the document's fault becomes a problem of the
 * document, which stops there, and GLOSA_OK is returned. Errors: those that stop a run. */
GLOSA_CHECKED glosa_status glosa_worker_apply(glosa_worker *worker, glosa_document *document,
                                              glosa_error *error);

#endif

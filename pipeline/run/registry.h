/* All that the program and the library know of stages: one constant table, which stages/registry.c
 * defines. Nothing in pipeline/ names a stage. */
#ifndef GLOSA_RUN_REGISTRY_H
#define GLOSA_RUN_REGISTRY_H

#include "pipeline/run/stage.h"

typedef struct glosa_registry {
    const glosa_source *input;          /* the beginning of the flow: `glosa read` */
    const glosa_stage *const *stages;   /* in the order of the flow, behind the input's decode */
    size_t stage_count;
    const glosa_sink *database;         /* the end of the flow: `glosa emit` */
} glosa_registry;

extern const glosa_registry glosa_registry_of_all;

#endif

/* The weights of features: what data/weights.gene.txt says, which tests/accuracy/learn makes. */
#ifndef GLOSA_RESOLVE_WEIGHTS_H
#define GLOSA_RESOLVE_WEIGHTS_H

#include "pipeline/base/string.h"

/* Views of the data in an open hash table. All zero is valid and empty. */
typedef struct glosa_weights {
    struct glosa_weight *slots;
    uint32_t *marks;                /* of the features in the slots; 0: a free slot */
    size_t count;                   /* a power of two */
} glosa_weights;

/* Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_weights_init(glosa_weights *weights, glosa_error *error);
void glosa_weights_free(glosa_weights *weights);

/* The weight of a feature that has this value; 0 where the table has none. */
float glosa_weights_of(const glosa_weights *weights, const char *name, glosa_string value);

/* A number as the data writes it: a sign, digits, a point, digits. */
float glosa_weights_number(glosa_string text);

#endif

#include "pipeline/document/layers.h"

#include <assert.h>

static const struct {
    const char *key, *writer;
} layers[] = {
#define X(enumerator, key, writer, meaning) {key, writer},
    GLOSA_LAYERS(X)
#undef X
};

const char *glosa_layer_key(unsigned number)
{
    assert(number < GLOSA_LAYER_COUNT);
    return layers[number].key;
}

const char *glosa_layer_writer(unsigned number)
{
    assert(number < GLOSA_LAYER_COUNT);
    return layers[number].writer;
}

unsigned glosa_layer_first(glosa_layers set)
{
    assert(set);
    unsigned number = 0;
    while (!(set & (1u << number)))
        number++;
    return number;
}

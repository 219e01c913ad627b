#include "stages/resolve/weights.h"

#include <assert.h>

#include "pipeline/text/runs.h"
#include "stages/resolve/data.h"

struct glosa_weight {
    glosa_string name, value;
    float weight;
};

/* What the table keeps of a hash beside the slot, never 0: nearly all other features are told from
 * the one in the slot without a look at their texts. */
static uint32_t mark_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32) | 1;
}

/* The number of the slot of a feature: the one that has it, or a free one. */
static size_t slot_of(const glosa_weights *weights, uint64_t hash, glosa_string name,
                      glosa_string value)
{
    uint32_t mark = mark_of(hash);
    for (uint64_t at = hash;; at++) {
        size_t slot = at & (weights->count - 1);
        const struct glosa_weight *weight = &weights->slots[slot];
        if (!weights->marks[slot] ||
            (weights->marks[slot] == mark && glosa_string_equal(weight->value, value) &&
             glosa_string_equal(weight->name, name)))
            return slot;
    }
}

static uint64_t hash_of(glosa_string name, glosa_string value)
{
    return glosa_bytes_hash(glosa_bytes_hash(0, name), value);
}

float glosa_weights_number(glosa_string text)
{
    float number = 0, place = 1;
    bool fraction = false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        fraction |= c == '.';
        if (c < '0' || c > '9')
            continue;
        place = fraction ? place / 10 : place;
        number = fraction ? number + place * (float)(c - '0') : number * 10 + (float)(c - '0');
    }
    return text.size && text.data[0] == '-' ? -number : number;
}

static void take_line(glosa_weights *weights, glosa_string line)
{
    glosa_string name, value, weight;
    if (line.size == 0 || line.data[0] == '#' || !glosa_string_next(&line, '\t', &name) ||
        !glosa_string_next(&line, '\t', &value) || !glosa_string_next(&line, '\t', &weight))
        return;
    uint64_t hash = hash_of(name, value);
    size_t slot = slot_of(weights, hash, name, value);
    weights->marks[slot] = mark_of(hash);
    weights->slots[slot] = (struct glosa_weight){name, value, glosa_weights_number(weight)};
}

glosa_status glosa_weights_init(glosa_weights *weights, glosa_error *error)
{
    glosa_string rest = GLOSA_RESOLVE_DATA(weights_gene), line;
    size_t lines = 1;
    for (size_t i = 0; i < rest.size; i++)
        lines += rest.data[i] == '\n';
    *weights = (glosa_weights){.count = 16};
    while (weights->count < 2 * lines)
        weights->count *= 2;
    weights->slots = calloc(weights->count, sizeof *weights->slots);
    weights->marks = calloc(weights->count, sizeof *weights->marks);
    if (!weights->slots || !weights->marks) {
        glosa_weights_free(weights);
        return glosa_fail_memory(error, "resolve");
    }
    while (glosa_string_next(&rest, '\n', &line))
        take_line(weights, line);
    return GLOSA_OK;
}

void glosa_weights_free(glosa_weights *weights)
{
    free(weights->slots);
    free(weights->marks);
    *weights = (glosa_weights){0};
}

float glosa_weights_of(const glosa_weights *weights, const char *name, glosa_string value)
{
    glosa_string known = glosa_string_of(name);
    return weights->slots[slot_of(weights, hash_of(known, value), known, value)].weight;
}

#include "stages/resolve/weights.h"

#include <assert.h>

#include "pipeline/text/runs.h"
#include "stages/resolve/data.h"

struct glosa_weight {
    glosa_string name, value;
    float weight;
};

static struct glosa_weight *slot_of(const glosa_weights *weights, glosa_string name,
                                    glosa_string value)
{
    for (uint64_t at = glosa_bytes_hash(glosa_bytes_hash(0, name), value);; at++) {
        struct glosa_weight *slot = &weights->slots[at & (weights->count - 1)];
        if (!slot->name.data ||
            (glosa_string_equal(slot->value, value) && glosa_string_equal(slot->name, name)))
            return slot;
    }
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
    *slot_of(weights, name, value) =
        (struct glosa_weight){name, value, glosa_weights_number(weight)};
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
    if (!weights->slots)
        return glosa_fail_memory(error, "resolve");
    while (glosa_string_next(&rest, '\n', &line))
        take_line(weights, line);
    return GLOSA_OK;
}

void glosa_weights_free(glosa_weights *weights)
{
    free(weights->slots);
    *weights = (glosa_weights){0};
}

float glosa_weights_of(const glosa_weights *weights, const char *name, glosa_string value)
{
    return slot_of(weights, glosa_string_of(name), value)->weight;
}

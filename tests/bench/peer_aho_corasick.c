/* An Aho-Corasick automaton: one pass over the bytes, failure links, the children of a state side
 * by side and searched, those of the root found directly. */
#include <stdlib.h>

#include "tests/bench/peer.h"

typedef struct state {
    uint32_t first_child, fail;
    uint32_t output;            /* the next shorter name that ends here; 0: none */
    uint16_t depth, child_count;
    unsigned char byte;
    bool terminal;
} state;

typedef struct automaton {
    state *states;              /* breadth first; 0 is the root */
    size_t count, room;
    uint32_t from_root[256];
} automaton;

typedef struct range {
    uint32_t low, high;         /* keys that pass through a state */
} range;

static uint32_t child(const automaton *automaton, uint32_t at, unsigned char byte)
{
    const state *state = &automaton->states[at];
    if (at == 0)
        return automaton->from_root[byte];
    uint32_t low = state->first_child, high = low + state->child_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (automaton->states[middle].byte < byte)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < state->first_child + state->child_count &&
                 automaton->states[low].byte == byte;
    return found ? low : 0;
}

static uint32_t step(const automaton *automaton, uint32_t at, unsigned char byte)
{
    for (;;) {
        uint32_t next = child(automaton, at, byte);
        if (next || at == 0)
            return next;
        at = automaton->states[at].fail;
    }
}

/* Adds the children of a state, each with the range of keys that pass through it. */
static void expand(automaton *automaton, range **ranges, uint32_t at, const bench_key *keys)
{
    range whole = (*ranges)[at];
    uint16_t depth = automaton->states[at].depth;
    while (whole.low < whole.high && keys[whole.low].size == depth)
        whole.low++;
    automaton->states[at].first_child = (uint32_t)automaton->count;
    for (uint32_t low = whole.low, high; low < whole.high; low = high) {
        unsigned char byte = (unsigned char)keys[low].data[depth];
        for (high = low; high < whole.high && (unsigned char)keys[high].data[depth] == byte;)
            high++;
        if (automaton->count == automaton->room) {
            automaton->room *= 2;
            automaton->states = realloc(automaton->states,
                                        automaton->room * sizeof *automaton->states);
            *ranges = realloc(*ranges, automaton->room * sizeof **ranges);
            if (!automaton->states || !*ranges)
                abort();
        }
        (*ranges)[automaton->count] = (range){low, high};
        automaton->states[automaton->count++] =
            (state){.depth = (uint16_t)(depth + 1), .byte = byte,
                    .terminal = keys[low].size == depth + 1u};
        automaton->states[at].child_count++;
    }
}

/* Failure links of the children of a state, whose own is known. */
static void link_children(automaton *automaton, uint32_t at)
{
    const state *parent = &automaton->states[at];
    for (uint32_t i = 0; i < parent->child_count; i++) {
        state *state = &automaton->states[parent->first_child + i];
        if (at == 0)
            automaton->from_root[state->byte] = parent->first_child + i;
        else
            state->fail = step(automaton, parent->fail, state->byte);
        state->output = automaton->states[state->fail].terminal
                            ? state->fail : automaton->states[state->fail].output;
    }
}

static void *build(const bench_key *keys, size_t count)
{
    automaton *automaton = calloc(1, sizeof *automaton);
    range *ranges = malloc(1024 * sizeof *ranges);
    if (!automaton || !ranges || !(automaton->states = calloc(1024, sizeof(state))))
        abort();
    automaton->room = 1024;
    automaton->count = 1;
    ranges[0] = (range){0, (uint32_t)count};
    for (uint32_t at = 0; at < automaton->count; at++)
        expand(automaton, &ranges, at, keys);
    free(ranges);
    for (uint32_t at = 0; at < automaton->count; at++)
        link_children(automaton, at);
    return automaton;
}

static size_t bytes(const void *built)
{
    return ((const automaton *)built)->count * sizeof(state);
}

static size_t scan(void *built, const bench_line *line)
{
    const automaton *automaton = built;
    size_t hits = 0;
    uint32_t at = 0;
    for (size_t i = 0; i < line->size; i++) {
        at = step(automaton, at, (unsigned char)line->bytes[i]);
        if (!line->ends[i + 1])
            continue;
        uint32_t end = automaton->states[at].terminal ? at : automaton->states[at].output;
        for (; end; end = automaton->states[end].output)
            hits += line->starts_here[i + 1 - automaton->states[end].depth];
    }
    return hits;
}

const bench_peer bench_aho_corasick = {"Aho-Corasick", build, bytes, scan};

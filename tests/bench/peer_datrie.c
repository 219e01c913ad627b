/* A double-array trie: libdatrie. */
#include <datrie/trie.h>
#include <stdlib.h>

#include "tests/bench/peer.h"

enum { LONGEST = 1 << 16 };

static void *build(const bench_key *keys, size_t count)
{
    AlphaMap *alphabet = alpha_map_new();
    if (!alphabet || alpha_map_add_range(alphabet, 1, 255) != 0)
        abort();
    Trie *trie = trie_new(alphabet);
    AlphaChar *key = malloc((LONGEST + 1) * sizeof *key);
    if (!trie || !key)
        abort();
    for (size_t i = 0; i < count; i++) {
        size_t size = keys[i].size < LONGEST ? keys[i].size : LONGEST;
        for (size_t at = 0; at < size; at++)
            key[at] = (unsigned char)keys[i].data[at];
        key[size] = 0;
        if (!trie_store(trie, key, (TrieData)i))
            abort();
    }
    free(key);
    alpha_map_free(alphabet);
    return trie;
}

static size_t bytes(const void *built)
{
    return trie_get_serialized_size((Trie *)(uintptr_t)built);
}

static size_t scan(void *built, const bench_line *line)
{
    size_t hits = 0;
    TrieState *state = trie_root(built);
    for (size_t i = 0; i < line->start_count; i++) {
        trie_state_rewind(state);
        for (size_t at = line->starts[i]; at < line->size; at++) {
            if (!trie_state_walk(state, (unsigned char)line->bytes[at]))
                break;
            hits += line->ends[at + 1] && trie_state_is_terminal(state);
        }
    }
    trie_state_free(state);
    return hits;
}

const bench_peer bench_datrie = {"double-array trie (libdatrie)", build, bytes, scan};

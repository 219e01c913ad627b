// A succinct static trie: libmarisa.
#include <marisa.h>

#include "tests/bench/peer.h"

static void *build(const bench_key *keys, size_t count)
{
    marisa::Keyset set;
    for (size_t i = 0; i < count; i++)
        set.push_back(keys[i].data, keys[i].size);
    marisa::Trie *trie = new marisa::Trie;
    trie->build(set);
    return trie;
}

static size_t bytes(const void *built)
{
    return static_cast<const marisa::Trie *>(built)->io_size();
}

static size_t scan(void *built, const bench_line *line)
{
    static marisa::Agent agent;
    const marisa::Trie *trie = static_cast<const marisa::Trie *>(built);
    size_t hits = 0;
    for (size_t i = 0; i < line->start_count; i++) {
        uint32_t start = line->starts[i];
        agent.set_query(line->bytes + start, line->size - start);
        while (trie->common_prefix_search(agent))
            hits += line->ends[start + agent.key().length()];
    }
    return hits;
}

extern "C" const bench_peer bench_marisa;
const bench_peer bench_marisa = {"succinct trie (libmarisa)", build, bytes, scan};

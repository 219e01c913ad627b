/* A data structure that finds names in a text as the dictionary does, to be compared with it. */
#ifndef GLOSA_BENCH_PEER_H
#define GLOSA_BENCH_PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct bench_key {
    const char *data;
    size_t size;
} bench_key;

/* A line of folded text: the keys of its atoms as one string. Names begin at `starts` and end
 * where `ends` is set (at a byte: before it). */
typedef struct bench_line {
    const char *bytes;
    size_t size, start_count;
    const uint32_t *starts;
    const bool *starts_here;    /* by byte */
    const bool *ends;           /* by byte, and one more */
} bench_line;

/* Keys are sorted by bytes and different. `scan` gives the number of hits. */
typedef struct bench_peer {
    const char *name;
    void *(*build)(const bench_key *keys, size_t count);
    size_t (*bytes)(const void *built);
    size_t (*scan)(void *built, const bench_line *line);
} bench_peer;

extern const bench_peer bench_datrie, bench_marisa, bench_aho_corasick;

#ifdef __cplusplus
}
#endif

#endif

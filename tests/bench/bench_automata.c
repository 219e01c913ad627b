/* bench-automata FILE.glosa TEXT: the prefix table of a compiled dictionary beside other data
 * structures with the same keys, over the same folded text. */
#include <stdio.h>
#include <stdlib.h>

#include "dictionaries/build/prefix_table.h"
#include "dictionaries/match/image.h"
#include "tests/bench/bench.h"
#include "tests/bench/peer.h"

static void *need(size_t count, size_t size)
{
    void *memory = calloc(count + 1, size);
    if (!memory)
        abort();
    return memory;
}

static bench_line line_of(const glosa_folded *folded)
{
    glosa_buffer bytes = {0};
    uint32_t *starts = need(folded->size, sizeof *starts);
    bool *begins = need(2 * folded->keys.size, 1), *ends = need(2 * folded->keys.size, 1);
    for (size_t i = 0; i < folded->size; i++) {
        const glosa_atom *atom = &folded->atoms[i];
        if (i && !atom->joined)
            glosa_buffer_byte(&bytes, ' ');
        starts[i] = (uint32_t)bytes.size;
        begins[bytes.size] = true;
        glosa_buffer_append(&bytes, folded->keys.data + atom->key_start,
                            atom->key_end - atom->key_start);
        ends[bytes.size] = true;
    }
    return (bench_line){bytes.data, bytes.size, folded->size, starts, begins, ends};
}

static int by_bytes(const void *a, const void *b)
{
    const bench_key *left = a, *right = b;
    return glosa_string_compare((glosa_string){left->data, left->size},
                                (glosa_string){right->data, right->size});
}

static void measure_own(const glosa_dictionary *dictionary, const bench_text *text)
{
    uint32_t count = dictionary->name_count;
    size_t keys = dictionary->names[count].key;
    glosa_buffer names = {0}, texts = {0}, slots = {0};
    glosa_error error = {0};
    uint64_t seed;
    glosa_buffer_append(&names, dictionary->names, (count + 1) * sizeof *dictionary->names);
    glosa_buffer_append(&texts, dictionary->texts.data, keys);
    double start = bench_seconds();
    bench_require(glosa_prefix_table_make(&names, &texts, &seed, &slots, &error), &error);
    printf("prefix table\t%.1f s\t%.1f bytes per name, of which slots\t%.1f\n",
           bench_seconds() - start,
           (double)(slots.size + keys + count * sizeof(uint32_t)) / count,
           (double)slots.size / count);
    bench_scan(dictionary, text);
}

static void measure(const bench_peer *peer, const bench_key *keys, size_t count,
                    const bench_line *lines, const bench_text *text)
{
    double start = bench_seconds(), best = 0;
    void *built = peer->build(keys, count);
    printf("%s\t%.1f s\t%.1f bytes per name\n", peer->name, bench_seconds() - start,
           (double)peer->bytes(built) / (double)count);
    size_t hits = 0;
    for (int round = 0; round < 5; round++) {
        hits = 0;
        start = bench_seconds();
        for (size_t i = 0; i < text->size; i++)
            hits += peer->scan(built, &lines[i]);
        double took = bench_seconds() - start;
        best = round == 0 || took < best ? took : best;
    }
    printf("scan\t%.1f ns per token\t%zu tokens\t%zu hits\n",
           1e9 * best / (double)text->tokens, text->tokens, hits);
    fflush(stdout);
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fprintf(stderr, "usage: bench-automata FILE.glosa TEXT\n");
        return 2;
    }
    glosa_dictionary *dictionary = NULL;
    glosa_error error = {0};
    bench_require(glosa_dictionary_open(&dictionary, arguments[1], &error), &error);
    bench_text text = bench_text_read(arguments[2]);
    bench_key *keys = need(dictionary->name_count, sizeof *keys);
    for (uint32_t i = 0; i < dictionary->name_count; i++) {
        glosa_string key = glosa_image_key(dictionary, i);
        keys[i] = (bench_key){key.data, key.size};
    }
    qsort(keys, dictionary->name_count, sizeof *keys, by_bytes);
    bench_line *lines = need(text.size, sizeof *lines);
    for (size_t i = 0; i < text.size; i++)
        lines[i] = line_of(&text.lines[i]);
    measure_own(dictionary, &text);
    const bench_peer *peers[] = {&bench_aho_corasick, &bench_marisa, &bench_datrie};
    for (size_t i = 0; i < sizeof peers / sizeof *peers; i++)
        measure(peers[i], keys, dictionary->name_count, lines, &text);
    return 0;
}

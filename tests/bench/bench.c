#include "tests/bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double bench_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void bench_require(glosa_status status, const glosa_error *error)
{
    if (status == GLOSA_OK)
        return;
    fprintf(stderr, "bench: %s: %s\n", error->where, error->message);
    exit(1);
}

bench_text bench_text_read(const char *path)
{
    bench_text text = {0};
    glosa_folding *folding = NULL;
    glosa_error error = {0};
    char *line = NULL;
    size_t room = 0, lines_room = 0;
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }
    bench_require(glosa_folding_new(&folding, &error), &error);
    for (ssize_t size; (size = getline(&line, &room, file)) > 0;) {
        if (text.size == lines_room) {
            lines_room = lines_room ? 2 * lines_room : 1024;
            text.lines = realloc(text.lines, lines_room * sizeof *text.lines);
            if (!text.lines)
                abort();
        }
        glosa_folded *folded = &text.lines[text.size++];
        *folded = (glosa_folded){0};
        bench_require(glosa_fold(folding, (glosa_string){line, (size_t)size}, folded, &error),
                      &error);
        text.tokens += folded->size;
    }
    free(line);
    fclose(file);
    glosa_folding_free(folding);
    return text;
}

static bool count_hit(void *context, size_t last, uint32_t name)
{
    size_t *hits = context;
    (void)last;
    (void)name;
    ++*hits;
    return true;
}

static void scan_line(const glosa_dictionary *dictionary, const glosa_folded *line, size_t *hits)
{
    enum { TOGETHER = 1024 };       /* atoms */
    glosa_opening openings[TOGETHER];
    glosa_first_look looks[TOGETHER];
    for (size_t first = 0, count; first < line->size; first += count) {
        size_t left = line->size - first;
        count = left < TOGETHER ? left : TOGETHER;
        glosa_openings_of(line, first, count, openings);
        size_t found = glosa_dictionary_sift(dictionary, openings, first, count, looks);
        glosa_dictionary_look(dictionary, line, looks, found);
        for (size_t i = 0; i < found; i++)
            glosa_dictionary_scan(dictionary, line, &looks[i], count_hit, hits);
    }
}

static size_t scan_all(const glosa_dictionary *dictionary, const bench_text *text)
{
    size_t hits = 0;
    for (size_t i = 0; i < text->size; i++)
        scan_line(dictionary, &text->lines[i], &hits);
    return hits;
}

void bench_scan(const glosa_dictionary *dictionary, const bench_text *text)
{
    double best = 0;
    size_t hits = 0;
    for (int round = 0; round < 5; round++) {
        double start = bench_seconds();
        hits = scan_all(dictionary, text);
        double took = bench_seconds() - start;
        best = round == 0 || took < best ? took : best;
    }
    printf("scan\t%.1f ns per token\t%zu tokens\t%zu hits\n",
           1e9 * best / (double)(text->tokens ? text->tokens : 1), text->tokens, hits);
}

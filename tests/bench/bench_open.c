/* bench-open FILE.glosa TEXT: opens and scans a compiled dictionary. */
#include <stdio.h>

#include "dictionaries/match/dictionary.h"
#include "tests/bench/bench.h"

static void measure_opening(const char *path, glosa_dictionary **dictionary)
{
    glosa_error error = {0};
    double start = bench_seconds();
    bench_require(glosa_dictionary_open(dictionary, path, &error), &error);
    printf("open\t%.2f ms\n", 1e3 * (bench_seconds() - start));
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fprintf(stderr, "usage: bench-open FILE.glosa TEXT\n");
        return 2;
    }
    glosa_dictionary *dictionary = NULL;
    measure_opening(arguments[1], &dictionary);
    bench_text text = bench_text_read(arguments[2]);
    bench_scan(dictionary, &text);
    return 0;
}

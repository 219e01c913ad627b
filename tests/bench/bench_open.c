/* bench-open FILE.glosa TEXT: opens, verifies and scans a compiled dictionary. */
#include <stdio.h>

#include "dictionaries/match/image.h"
#include "tests/bench/bench.h"

static void measure_opening(const char *path, glosa_dictionary **dictionary)
{
    glosa_error error = {0};
    double start = bench_seconds();
    bench_require(glosa_dictionary_open(dictionary, path, &error), &error);
    double opened = bench_seconds();
    bench_require(glosa_image_verify(*dictionary, &error), &error);
    double again = bench_seconds() - opened;
    printf("open\t%.1f ms, of which\tverifying\t%.1f ms (measured on mapped pages)\n",
           1e3 * (opened - start), 1e3 * again);
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

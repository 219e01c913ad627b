/* What every fuzz target defines. */
#ifndef GLOSA_TESTS_FUZZ_H
#define GLOSA_TESTS_FUZZ_H

#include "pipeline/base/string.h"

/* Takes any bytes; must return 0, without a leak, a crash or a sanitizer's report. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops the fuzzer where a promise is broken, also in builds without assertions. */
#define FUZZ_REQUIRE(condition)                                                                \
    do {                                                                                       \
        if (!(condition)) {                                                                    \
            fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition);            \
            abort();                                                                           \
        }                                                                                      \
    } while (0)

#endif

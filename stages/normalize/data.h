/* The word lists in data/, embedded at build time. */
#ifndef GLOSA_NORMALIZE_DATA_H
#define GLOSA_NORMALIZE_DATA_H

#include <stddef.h>

extern const char glosa_data_normalize_greek_letters[];
extern const size_t glosa_data_normalize_greek_letters_size;
extern const char glosa_data_normalize_compound_firsts[];
extern const size_t glosa_data_normalize_compound_firsts_size;
extern const char glosa_data_normalize_compound_seconds[];
extern const size_t glosa_data_normalize_compound_seconds_size;

/* A list as a glosa_string. */
#define GLOSA_NORMALIZE_DATA(list)                                                             \
    ((glosa_string){glosa_data_normalize_##list, glosa_data_normalize_##list##_size})

#endif

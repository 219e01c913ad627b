/* The text files of data/, embedded by the build. */
#ifndef GLOSA_SEGMENT_DATA_H
#define GLOSA_SEGMENT_DATA_H

#include "pipeline/base/string.h"

#define GLOSA_SEGMENT_FILES(X)                                                                 \
    X(headings)                                                                                \
    X(openings)                                                                                \
    X(abbreviations_en)                                                                        \
    X(abbreviations_es)                                                                        \
    X(words_en)                                                                                \
    X(words_es)                                                                                \
    X(words_pt)                                                                                \
    X(words_other)

#define X(name)                                                                                \
    extern const char glosa_data_segment_##name[];                                             \
    extern const size_t glosa_data_segment_##name##_size;
GLOSA_SEGMENT_FILES(X)
#undef X

/* The bytes of a file. */
#define GLOSA_SEGMENT_DATA(name)                                                               \
    ((glosa_string){glosa_data_segment_##name, glosa_data_segment_##name##_size})

#endif

/* The word list in data/, embedded at build time. */
#ifndef GLOSA_TAG_DATA_H
#define GLOSA_TAG_DATA_H

#include <stddef.h>

extern const char glosa_data_tag_words[];
extern const size_t glosa_data_tag_words_size;

#endif

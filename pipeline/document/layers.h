/* The layers of a document, as one table: the bits that stages declare, the keys on the wire and
 * the words in messages all come from here. */
#ifndef GLOSA_DOCUMENT_LAYERS_H
#define GLOSA_DOCUMENT_LAYERS_H

#include "pipeline/base/string.h"

/* X(enumerator, wire key, written by, meaning); in the order of the flow. */
#define GLOSA_LAYERS(X)                                                                        \
    X(GLOSA_RECORD, "record", "a source", "the bytes of one article as they were stored")      \
    X(GLOSA_SOURCE, "source", "read", "the article's text; user-visible offsets count in it")  \
    X(GLOSA_BLOCKS, "blocks", "read", "what the format says of the source's parts")            \
    X(GLOSA_TEXT, "text", "normalize", "the normalized text, and its map back to the source")  \
    X(GLOSA_SECTIONS, "sections", "segment", "title, abstract, body ... of the text")          \
    X(GLOSA_SENTENCES, "sentences", "segment", "sentences and their languages")                \
    X(GLOSA_TOKENS, "tokens", "tokenize", "tokens and their shapes")                           \
    X(GLOSA_HITS, "hits", "tag", "everything that matches a name of a dictionary")             \
    X(GLOSA_MENTIONS, "mentions", "resolve", "what was decided, with abbreviations found")

enum glosa_layer_number {
#define X(enumerator, key, writer, meaning) enumerator##_NUMBER,
    GLOSA_LAYERS(X)
#undef X
    GLOSA_LAYER_COUNT
};

typedef enum glosa_layer {
#define X(enumerator, key, writer, meaning) enumerator = 1 << enumerator##_NUMBER,
    GLOSA_LAYERS(X)
#undef X
} glosa_layer;

typedef uint32_t glosa_layers;      /* a set of glosa_layer bits */

/* The wire key and the writing stage of layer number `number` (< GLOSA_LAYER_COUNT). */
const char *glosa_layer_key(unsigned number);
const char *glosa_layer_writer(unsigned number);

/* The number of the first layer in the set, which must not be empty. */
unsigned glosa_layer_first(glosa_layers layers);

#endif

/* JSON: writing it, straight into a buffer, and a look at it before a tree is made of it. */
#ifndef GLOSA_WIRE_JSON_H
#define GLOSA_WIRE_JSON_H

#include "pipeline/base/string.h"

/* Appends `string` as a JSON string with its quotes (RFC 8259); bytes that
 * are not UTF-8, as file names may have, become U+FFFD. */
void glosa_json_string(glosa_buffer *out, glosa_string string);

/* Appends `"key":`, with a comma before it unless it is the first member of its object. */
void glosa_json_key(glosa_buffer *out, const char *key);

/* Whether no more brackets are open at once than a parser that builds a tree, and frees it by
 * recursion, can bear. Those in strings count as well, which matters only where they stay open. */
bool glosa_json_is_shallow(glosa_string json);

#endif

/* Bytes of an encoding that ICU knows, made UTF-8. */
#ifndef GLOSA_READ_CONVERT_H
#define GLOSA_READ_CONVERT_H

#include <unicode/ucnv.h>

#include "pipeline/base/string.h"

/* The name that an encoding is registered by ("windows-1252"), which is constant text, for any
 * of its names in any letters. NULL where ICU does not know it. */
const char *glosa_encoding_name(const char *name);

/* Whether letters and marks of ASCII stay what they are, in the state that a text begins in. */
bool glosa_encoding_keeps_ascii(const char *encoding);

/* What each byte of a single-byte encoding is; U+FFFD where it is nothing. */
typedef struct glosa_code_page {
    UChar characters[256];
} glosa_code_page;

/* False where the encoding is not known, takes several bytes for a character, or changes ASCII.
 */
bool glosa_code_page_of(const char *encoding, glosa_code_page *page);

/* Appends all of the bytes as UTF-8. */
void glosa_code_page_convert(const glosa_code_page *page, glosa_string bytes,
                             glosa_buffer *out);

/* A conversion to UTF-8 in steps, of which each may end anywhere. */
typedef struct glosa_converter {
    UConverter *from, *to;
    UChar pivot[1024]; /* what was decoded and does not stand in UTF-8 yet: */
    UChar *pivot_source, *pivot_target;
} glosa_converter;

/* With `strict` bytes that are not of this encoding end the conversion; else they become
 * U+FFFD. False where the encoding is not known. To be closed in either case. */
bool glosa_converter_open(glosa_converter *converter, const char *encoding, bool strict);
void glosa_converter_close(glosa_converter *converter);

typedef enum glosa_conversion {
    GLOSA_CONVERTED,      /* all bytes are taken */
    GLOSA_CONVERTED_FULL, /* there is more to write than fits: to be called again */
    GLOSA_CONVERTED_NOT,  /* the bytes are not of this encoding */
} glosa_conversion;

/* Takes bytes off the front of *bytes and appends to `out` up to its capacity, of which at
 * least a byte must be free. `last` says that no bytes follow these. */
glosa_conversion glosa_converter_step(glosa_converter *converter, glosa_string *bytes,
                                      bool last, glosa_buffer *out);

/* Appends all of the bytes as UTF-8. False where they are not of this encoding, or without
 * memory (out->failed). */
bool glosa_convert(glosa_string bytes, const char *encoding, glosa_buffer *out);

#endif

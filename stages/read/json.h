/* JSON as a tree of values, from bytes that nobody vouches for.
 *
 * The tree lives in the document; strings without escapes lie in its record. */
#ifndef GLOSA_READ_JSON_H
#define GLOSA_READ_JSON_H

#include "pipeline/document/document.h"

enum {
    GLOSA_JSON_DEPTH = 64,         /* lists and objects open at a time; nobody means more */
    GLOSA_JSON_VALUES = 1 << 20,   /* in one record */
};

typedef enum glosa_json_kind {
    GLOSA_JSON_NULL,
    GLOSA_JSON_BOOLEAN,
    GLOSA_JSON_NUMBER,
    GLOSA_JSON_STRING,
    GLOSA_JSON_LIST,
    GLOSA_JSON_OBJECT,
} glosa_json_kind;

typedef struct glosa_json {
    glosa_json_kind kind;
    glosa_string name;              /* as a member of an object; else empty */
    glosa_string text;              /* a string's characters; a number as it was written */
    const struct glosa_json *first; /* of a list or object: its values in order, or NULL */
    const struct glosa_json *next;  /* the value behind it in the list or object, or NULL */
} glosa_json;

/* Reads the document's record, which must be valid UTF-8. *root is what was read, also of a
 * record that is broken further on, and NULL where there was nothing. `depth` is the run's limit,
 * which only counts below GLOSA_JSON_DEPTH. Errors: GLOSA_MALFORMED, GLOSA_REFUSED (too many
 * values), GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_json_parse(glosa_document *document, unsigned depth,
                                            const glosa_json **root, glosa_error *error);

/* The first member of that name, or NULL; also where `object` is NULL or no object. */
const glosa_json *glosa_json_member(const glosa_json *object, const char *name);

/* Gives the text of a string or number; of other values, and of NULL, the empty string. Errors:
 * GLOSA_MALFORMED where it holds the character U+0000, which no text may. */
GLOSA_CHECKED glosa_status glosa_json_text(const glosa_json *value, glosa_string *text,
                                           glosa_error *error);

#endif

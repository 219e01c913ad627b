/* A dictionary from a path, whichever form it has: what `--dict` takes. */
#ifndef GLOSA_DICTIONARIES_LOAD_H
#define GLOSA_DICTIONARIES_LOAD_H

#include "dictionaries/match/dictionary.h"

/* The compiled dictionary that ships, in share/glosa. */
#define GLOSA_SHIPPED_DICTIONARY "home.glosa"

/* Opens a compiled file, or compiles a TSV file in memory. Errors: GLOSA_DICTIONARY, GLOSA_IO,
 * GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_dictionary_load(glosa_dictionary **out, const char *path,
                                                 glosa_error *error);

/* Loads every path of the list, or the shipped dictionary when it is empty. On success the array
 * and its dictionaries are the caller's, for glosa_dictionaries_free. */
typedef struct glosa_dictionaries {
    glosa_dictionary **items;
    size_t size;
} glosa_dictionaries;

GLOSA_CHECKED glosa_status glosa_dictionaries_load(glosa_dictionaries *out,
                                                   const char *const *paths, size_t count,
                                                   glosa_error *error);

/* As glosa_dictionary_sound, of all of them. Errors: GLOSA_DICTIONARY. */
GLOSA_CHECKED glosa_status glosa_dictionaries_sound(const glosa_dictionaries *dictionaries,
                                                    glosa_error *error);
void glosa_dictionaries_free(glosa_dictionaries *dictionaries);

#endif

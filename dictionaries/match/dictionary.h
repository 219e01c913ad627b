/* A compiled dictionary: opened, asked, verified where it is asked. Constant once open, but for
 * what is found out of damage; shared by all threads. */
#ifndef GLOSA_MATCH_DICTIONARY_H
#define GLOSA_MATCH_DICTIONARY_H

#include "dictionaries/match/filter.h"
#include "dictionaries/match/format.h"
#include "pipeline/base/digest.h"
#include "pipeline/document/document.h"
#include "pipeline/text/fold.h"

typedef struct glosa_dictionary glosa_dictionary;

/* Maps a compiled file and verifies its header and small chunks; everything else is verified in
 * blocks, each when something in it is first asked for. Whatever the file holds, nothing leads
 * outside. On success *out is the caller's. Errors: GLOSA_DICTIONARY (no such file, damaged,
 * another format, folding or Unicode version), GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_dictionary_open(glosa_dictionary **out, const char *path,
                                                 glosa_error *error);

/* The same for an image in memory, which the dictionary takes over (also when it fails). `path`
 * says where it came from. */
GLOSA_CHECKED glosa_status glosa_dictionary_of_image(glosa_dictionary **out, char *image,
                                                     size_t size, const char *path,
                                                     glosa_error *error);
void glosa_dictionary_free(glosa_dictionary *dictionary);

/* Whether all that was asked for so far is as it was written. What is damaged is given as nothing:
 * no name, no row, empty texts, and after it no name has rows; so this is to be asked when work is
 * done, before its result counts. Errors: GLOSA_DICTIONARY, of the first damage that any thread
 * met. */
GLOSA_CHECKED glosa_status glosa_dictionary_sound(const glosa_dictionary *dictionary,
                                                  glosa_error *error);

/* Verifies everything: all blocks, that the SHA-256 of the contents is the recorded one, every
 * offset and index, and that the slots lead to every name and the filters let it through. Errors:
 * GLOSA_DICTIONARY. */
GLOSA_CHECKED glosa_status glosa_dictionary_verify(const glosa_dictionary *dictionary,
                                                   glosa_error *error);

/* True where the file at `path` begins like a compiled dictionary. */
bool glosa_dictionary_is_compiled(const char *path);

const char *glosa_dictionary_path(const glosa_dictionary *dictionary);
/* SHA-256 of the contents of the compiled file, as recorded when it was built: of its bytes from
 * GLOSA_CHUNKS_START on; for one compiled from a TSV file in memory, of that file. */
void glosa_dictionary_digest(const glosa_dictionary *dictionary, char hex[GLOSA_DIGEST_SIZE]);

typedef struct glosa_dictionary_facts {
    uint32_t format, folding;
    char unicode[9];            /* version, terminated */
    size_t size;                /* bytes of the file */
} glosa_dictionary_facts;

glosa_dictionary_facts glosa_dictionary_describe(const glosa_dictionary *dictionary);

/* The lines of the chunk of sources. */
glosa_string glosa_dictionary_sources(const glosa_dictionary *dictionary);
uint32_t glosa_dictionary_name_count(const glosa_dictionary *dictionary);
uint32_t glosa_dictionary_entity_count(const glosa_dictionary *dictionary);
uint32_t glosa_dictionary_row_count(const glosa_dictionary *dictionary);

/* Row `number` of those that name `name` stands for, as an entry whose strings belong to the
 * dictionary; rows_of gives how many there are. */
uint32_t glosa_dictionary_rows_of(const glosa_dictionary *dictionary, uint32_t name);
glosa_entry glosa_dictionary_entry(const glosa_dictionary *dictionary, uint32_t name,
                                   uint32_t number);

/* The same name as one of entity number `as` (< entity count). */
glosa_entry glosa_dictionary_entry_as(const glosa_dictionary *dictionary, uint32_t name,
                                      uint32_t number, uint32_t as);

/* The number of the entity with a CURIE; false where there is none. */
bool glosa_dictionary_entity(const glosa_dictionary *dictionary, glosa_string curie,
                             uint32_t *entity);

/* Where such a row comes from: publisher, release and licence, or the file that it stood in. The
 * origins are numbered; several rows have the same. */
uint32_t glosa_dictionary_origin_count(const glosa_dictionary *dictionary);
uint32_t glosa_dictionary_origin_of(const glosa_dictionary *dictionary, uint32_t name,
                                    uint32_t number);
glosa_string glosa_dictionary_origin(const glosa_dictionary *dictionary, uint32_t origin);

/* The key of name number `name` (< name count). */
glosa_string glosa_dictionary_key(const glosa_dictionary *dictionary, uint32_t name);

/* The kind of entity number `entity` (< entity count), for statistics. */
glosa_string glosa_dictionary_entity_kind(const glosa_dictionary *dictionary, uint32_t entity);

/* The name with exactly this key; false where there is none. */
bool glosa_dictionary_find(const glosa_dictionary *dictionary, glosa_string key,
                           uint32_t *name);

/* The first step of scanning from one atom of a folded text. */
typedef struct glosa_first_look {
    size_t atom;
    uint32_t value;             /* of the slot of the first piece or two from the atom on; 0 where
                                   no name begins with it and can go on as the text does */
    bool pair;                  /* of two, as one is no name */
} glosa_first_look;

/* How a name would begin at an atom of a text: with its first piece, with that and the one behind.
 * All dictionaries are asked for the same. */
typedef struct glosa_opening {
    glosa_filter_place first, pair;
} glosa_opening;

/* Sets the openings of `count` atoms from `first` on. */
void glosa_openings_of(const glosa_folded *folded, size_t first, size_t count,
                       glosa_opening *openings);

/* Sets looks at the atoms from which a name may begin, but for their values: from the others of
 * `count` from `first` on, whose openings these are, none does. Gives how many there are; `looks`
 * has room for `count`. */
size_t glosa_dictionary_sift(const glosa_dictionary *dictionary, const glosa_opening *openings,
                             size_t first, size_t count, glosa_first_look *looks);

/* Takes the first step from the atoms of `count` looks. What all of them need from memory is asked
 * for before any of it is waited for, as a large dictionary is in no cache: the more looks, the
 * better. */
void glosa_dictionary_look(const glosa_dictionary *dictionary, const glosa_folded *folded,
                           glosa_first_look *looks, size_t count);

/* Every name that a folded text has from the atom of a first step on: calls `found` with the last
 * atom of each, shortest first; scanning goes on while it is true. */
typedef bool (*glosa_found)(void *context, size_t last_atom, uint32_t name);
void glosa_dictionary_scan(const glosa_dictionary *dictionary, const glosa_folded *folded,
                           const glosa_first_look *look, glosa_found found, void *context);

#endif

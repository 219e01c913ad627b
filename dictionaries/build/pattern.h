/* The patterns in tables of rules: what is looked for in a name, and what takes its place.
 *
 *     letters    a small letter stands for itself and for its capital, a capital for itself
 *     _          one blank or hyphen; in what takes the place, a blank
 *     {set}      the longest member of a set that stands there; in what takes the place, the
 *                partner of that member
 *     *          any text of two characters or more: only in a pattern for the whole name, once
 */
#ifndef GLOSA_BUILD_PATTERN_H
#define GLOSA_BUILD_PATTERN_H

#include "pipeline/base/arena.h"
#include "pipeline/base/string.h"

/* A set of texts, each with its partner: the Greek letters and how else they are written. */
typedef struct glosa_pattern_set {
    glosa_string name;
    struct glosa_pattern_pair {
        glosa_string from, to;
    } *pairs;
    uint32_t size, capacity;    /* as in GLOSA_ARRAY */
} glosa_pattern_set;

typedef struct glosa_pattern_sets {
    glosa_arena *arena;
    GLOSA_ARRAY(glosa_pattern_set) all;
} glosa_pattern_sets;

/* Adds a member, and the set at its first. False without memory. */
bool glosa_pattern_sets_add(glosa_pattern_sets *sets, glosa_string set, glosa_string from,
                            glosa_string to);

enum { GLOSA_PATTERN_MOST_PARTS = 8 };

typedef struct glosa_pattern_part {
    enum { GLOSA_PART_TEXT, GLOSA_PART_SEPARATOR, GLOSA_PART_SET, GLOSA_PART_STAR } kind;
    glosa_string text;          /* of GLOSA_PART_TEXT */
    uint32_t set;               /* of GLOSA_PART_SET: its number */
} glosa_pattern_part;

typedef struct glosa_pattern {
    const glosa_pattern_sets *sets;
    glosa_pattern_part parts[GLOSA_PATTERN_MOST_PARTS];
    size_t size;
    size_t star;                /* index of the star; `size` where there is none */
} glosa_pattern;

/* What stood where: the text of the star, and the partner of each part that is a set. */
typedef struct glosa_pattern_match {
    glosa_string star;
    glosa_string partners[GLOSA_PATTERN_MOST_PARTS];
} glosa_pattern_match;

/* Reads a pattern out of a cell of a table. False where it is none; *fault then says why, in
 * constant text. */
bool glosa_pattern_read(const glosa_pattern_sets *sets, glosa_string cell,
                        glosa_pattern *pattern, const char **fault);

/* Where a match of a pattern without star ends that begins at byte `at`; SIZE_MAX: none does. */
size_t glosa_pattern_match_at(const glosa_pattern *pattern, glosa_string name, size_t at,
                              glosa_pattern_match *match);

/* Whether a pattern matches the whole name. */
bool glosa_pattern_match_whole(const glosa_pattern *pattern, glosa_string name,
                               glosa_pattern_match *match);

/* Whether a match can begin with the byte; one of nothing begins nowhere. */
bool glosa_pattern_may_begin(const glosa_pattern *pattern, char byte);

/* Whether `to` can be written after a match of `from`: its sets and star are in it. */
bool glosa_pattern_follows(const glosa_pattern *to, const glosa_pattern *from);

/* Writes `to` with what the match of `from` found. */
void glosa_pattern_write(const glosa_pattern *to, const glosa_pattern *from,
                         const glosa_pattern_match *match, glosa_buffer *out);

#endif

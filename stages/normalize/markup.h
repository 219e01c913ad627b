/* Inline markup: what the passes over tags and over Markdown are made of.
 *
 * Every function stands at byte `at` of the text, which holds its first character, makes its
 * edits, and returns the byte from where to go on (at + 1 where it is no markup). */
#ifndef GLOSA_NORMALIZE_MARKUP_H
#define GLOSA_NORMALIZE_MARKUP_H

#include "stages/normalize/passes.h"

typedef struct glosa_markup {
    glosa_rewrite *rewrite;
    bool markdown;
    uint8_t open[3];                /* length of the run of * _ ` that opened last; 0: closed */
    size_t link_close, link_end;    /* `](` of the link that is open, and the byte behind it */
    size_t next_target;             /* where the next `](` was found, or the end of the text */
    size_t no_comment_end;          /* up to here no comment that has begun ends */
} glosa_markup;

size_t glosa_markup_tag(glosa_markup *markup, size_t at);
size_t glosa_markup_entity(glosa_markup *markup, size_t at);
size_t glosa_markup_delimiters(glosa_markup *markup, size_t at);
size_t glosa_markup_escape(glosa_markup *markup, size_t at);
size_t glosa_markup_link(glosa_markup *markup, size_t at);
size_t glosa_markup_image(glosa_markup *markup, size_t at);
size_t glosa_markup_formula(glosa_markup *markup, size_t at);

/* The character that an entity at `at` stands for and where it ends; 0 where it is none. */
int32_t glosa_entity_at(glosa_string text, size_t at, size_t *end);

/* --- superscripts, of `<sup>` and of formulas --- */

enum { GLOSA_RAISED_MOST = 32 };

/* One character of a superscript and the source bytes that it stands in. */
typedef struct glosa_raised {
    int32_t c;
    size_t start, end;
} glosa_raised;

typedef enum glosa_superscript {
    GLOSA_SUPERSCRIPT_DROP,     /* a citation, a footnote mark */
    GLOSA_SUPERSCRIPT_RAISE,    /* a charge, a sign, a power: superscript characters */
    GLOSA_SUPERSCRIPT_DEGREE,   /* an o or 0 for a degree sign */
    GLOSA_SUPERSCRIPT_APART,    /* a word of its own: JAK2<sup>V617F</sup> */
    GLOSA_SUPERSCRIPT_PLAIN,    /* the rest: 4<sup>th</sup> */
} glosa_superscript;

/* What a superscript means between the text before it and the text after. */
glosa_superscript glosa_superscript_judge(const glosa_raised *items, size_t count,
                                          glosa_string before, glosa_string after);

/* Judges the run of superscript digits that begins at `at` as if it were marked up, and drops it
 * when it is a citation. Gives the byte behind the run; `at` where no such digit stands. */
size_t glosa_superscript_run(glosa_rewrite *rewrite, size_t at);

/* Writes the items as superscript characters (+, - and digits; anything else as it is). */
void glosa_superscript_write(glosa_rewrite *rewrite, const glosa_raised *items, size_t count);

#endif

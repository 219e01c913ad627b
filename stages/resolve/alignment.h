/* Whether, and from where on, words in front of a bracket spell out the short form in it.
 *
 * Each letter of the short form is set on a letter of the words, in order, the first on the
 * beginning of a word. Every way of doing so has a cost: words passed over and letters inside
 * words make it dearer. The cheapest way is taken where its cost is small for that many letters.
 * This brings the rules of Schwartz and Hearst (2003, Pac Symp Biocomput 8:451-462) and of Ab3P
 * (Sohn et al. 2008, BMC Bioinformatics 9:402) under one measure. */
#ifndef GLOSA_RESOLVE_ALIGNMENT_H
#define GLOSA_RESOLVE_ALIGNMENT_H

#include "pipeline/base/string.h"

enum {
    GLOSA_MOST_SHORT_LETTERS = 16,
    GLOSA_LONGEST_LONG_FORM = 300,  /* bytes */
};

/* The long form at the end of `before`, for the short form: true, and a slice of `before` in
 * *long_form. Letters compare without case and accents, and k also meets q and c, as Spanish
 * writes quinasa and abbreviates it K. Initials in another order (`virus de la inmunodeficiencia
 * humana (HIV)`) do, too. */
bool glosa_align_long_form(glosa_string before, glosa_string short_form,
                           glosa_string *long_form);

/* Without blanks at the end. */
glosa_string glosa_without_end_blanks(glosa_string text);

#endif

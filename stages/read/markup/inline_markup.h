/* What markup inside a line means for its text, shared by the formats that have markup:
 * superscripts, mathematics, and blanks next to punctuation. */
#ifndef GLOSA_READ_INLINE_MARKUP_H
#define GLOSA_READ_INLINE_MARKUP_H

#include "pipeline/base/string.h"

/* Appends the content of a superscript: as Unicode superscript characters where all of it has
 * such (digits, signs, parentheses, n, and between digits a point or comma), else as it is. */
void glosa_superscript(glosa_buffer *out, glosa_string content);

/* The same for a superscript behind `before`, the text of its block so far. Where it would become
 * part of a word of several letters a blank parts it (`BRAF V600E`); ordinals stay whole (4th,
 * 1er), and the o of one is º. True where a blank is due behind it if a letter or digit follows. */
bool glosa_superscript_behind(glosa_buffer *out, glosa_string before, glosa_string content);

/* True where text begins with a letter or a digit. */
bool glosa_begins_word(glosa_string text);

/* True where the content is what stands around and between the numbers of a citation: digits,
 * commas, dashes, brackets, blanks. */
bool glosa_is_citation_rest(glosa_string content);

/* True where no blank is due in front of this text because it begins with closing punctuation. */
bool glosa_closes(glosa_string text);

/* True where text has nothing but ASCII blanks. */
bool glosa_only_blanks(glosa_string text);

/* Where `needle` begins in the text, or text.size. */
size_t glosa_find(glosa_string text, const char *needle);

/* Appends short LaTeX as the text it shows (`$\beta$` is β), without a document's preamble.
 * False, and nothing appended, where it is longer or more than that. */
bool glosa_tex_text(glosa_buffer *out, glosa_string tex);

#endif

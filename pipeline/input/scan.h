/* What the cutters share: scanning for the end of a record while more of the file comes in. */
#ifndef GLOSA_INPUT_SCAN_H
#define GLOSA_INPUT_SCAN_H

#include "pipeline/input/cut.h"

/* Looks at view[*at ...] and moves *at behind what it has dealt with: true when it has found
 * what it looks for, with *at there. Else it is called again with a view that begins with the
 * same bytes and has more behind them, or, when `ended`, not any more (then it must deal with all
 * of it). The bytes before *at may be gone by then, and *at 0: it must not look back. */
typedef bool glosa_scanner(void *state, glosa_string view, size_t *at, bool ended);

/* Takes what the scanner passes over until it finds, or the file ends; valid until the next
 * call. Errors: GLOSA_TOO_LARGE (no message) where that is over the limit; the reader's. */
GLOSA_CHECKED glosa_status glosa_cut_scan(glosa_cutting *cutting, glosa_scanner *scanner,
                                          void *state, glosa_string *scanned,
                                          glosa_error *error);

/* The same without keeping what is passed over, however much it is. Errors: the reader's. */
GLOSA_CHECKED glosa_status glosa_cut_skip(glosa_cutting *cutting, glosa_scanner *scanner,
                                          void *state, bool *found, glosa_error *error);

/* Finds the first byte that is no line end. */
glosa_scanner glosa_scan_line_ends;

/* Puts the kept part of the head in front of *record. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_cut_behind_head(glosa_cutting *cutting, glosa_string *record,
                                                 glosa_error *error);

#endif

/* Cuts a file into records while it streams by, so that a file of any size takes the memory of
 * one record.
 *
 * Every cutter works on bytes of an encoding that keeps ASCII, and never looks into a record
 * further than it must to find its end. */
#ifndef GLOSA_INPUT_CUT_H
#define GLOSA_INPUT_CUT_H

#include "pipeline/input/reader.h"

/* A file on its way through a cutter. */
typedef struct glosa_cutting {
    glosa_reader *reader;
    const char *const *units;   /* of the format: what a record is called, NULL at the end */
    size_t limit;               /* bytes of one record; memory stays within it and a constant */
    int64_t line;               /* where the last record began, from 1 */
    int64_t next_line;          /* the line of what comes next; 1 at the start */
    glosa_buffer head;          /* the cutter's: what it keeps from the start of the file, */
    size_t kept;                /* ... so many bytes, with a record behind them */
    bool begun;                 /* the cutter has seen the start of the file */
    int mode;                   /* the cutter's own, 0 at the start */
} glosa_cutting;

/* Makes ready for the file that the reader has just begun on. */
void glosa_cutting_begin(glosa_cutting *cutting, const char *const *units);
void glosa_cutting_free(glosa_cutting *cutting);

/* Takes the next record; *more is false, and *record untouched, where there is none. The record
 * is valid until the next call. Errors: GLOSA_TOO_LARGE (no message) where the record is over
 * the limit, after which the next can be taken; GLOSA_MALFORMED where what stands here is no
 * record: when *more is true the next can be taken all the same; the reader's errors, which end
 * the file. */
typedef glosa_status glosa_cutter(glosa_cutting *cutting, glosa_string *record, bool *more,
                                  glosa_error *error);

/* Every line is a record. Blank ones in a row are GLOSA_MALFORMED, once. */
glosa_cutter glosa_cut_lines;

/* XML elements that are called as one of the units, wherever they stand. What is around them is
 * passed over. An element whose end tag is missing ends where the next of its name begins, or
 * with the file. In front of each stands the file's XML declaration where that names an encoding
 * other than UTF-8. */
glosa_cutter glosa_cut_elements;

/* JSON values: the items of every array that is a member called as one of the units, if the
 * first 64 KiB have such a member; else, with a unit "*" and an object whose first member is an
 * object, the members that are objects, of it and of the objects behind it; else the items of a
 * list, or the objects that follow each other. */
glosa_cutter glosa_cut_objects;

/* Lines up to a blank line. */
glosa_cutter glosa_cut_stanzas;

/* Rows of a table whose first one names its columns, each behind that row and a line end. A
 * field may hold line ends in double quotes (RFC 4180), except between tabs. Blank rows are
 * passed over. */
glosa_cutter glosa_cut_rows;

/* What separates the fields of this row (the first of a table): a tab, semicolon or comma,
 * whichever stands in it most often outside quotes; 0 where none does. */
char glosa_rows_separator(glosa_string row);

#endif

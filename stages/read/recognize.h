/* Recognizes the format of an input by its first bytes; its name only breaks ties. */
#ifndef GLOSA_READ_RECOGNIZE_H
#define GLOSA_READ_RECOGNIZE_H

#include "stages/read/format.h"

/* The format whose reader is surest of these bytes (up to GLOSA_FORMAT_HEAD, without a byte
 * order mark). Errors: GLOSA_UNKNOWN_FORMAT, saying what was found instead. */
GLOSA_CHECKED glosa_status glosa_recognize(glosa_string head, const char *path,
                                           const glosa_format **format, glosa_error *error);

/* True for bytes that begin like XML or like JSON, neither of which is ever read as plain text.
 * Text that begins with a tag for inline markup (<sup>, <b>) is not XML. */
bool glosa_recognize_xml(glosa_string head);
bool glosa_recognize_json(glosa_string head);

/* True where every line is an annotation of brat's (T1, E1, R1, A1, M1, N1, #1, *), and where
 * there is none: files of annotations are empty where nothing was found. To be asked only of
 * files whose name says so. */
bool glosa_is_brat_annotations(glosa_string head);

#endif

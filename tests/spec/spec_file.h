/* A spec file in memory: cases of an input and the expected form of a layer (tests/README.md).
 *
 *     # comment
 *     @ name of the case format=markdown lang=es
 *     input, line by line
 *     ---
 *     expectation, line by line
 *
 * A blank line ends a case. A line that is only `\n` stands for a blank one; `\u{00AD}` for a
 * code point and `\\` for a backslash, everywhere; `\n` inside an expected line for a line end. */
#ifndef GLOSA_TESTS_SPEC_FILE_H
#define GLOSA_TESTS_SPEC_FILE_H

#include "pipeline/document/document.h"

/* Stands, in forms and expectations, for a line end inside one line of them. */
enum { SPEC_INNER_LINE_END = 1 };

typedef struct spec_case {
    glosa_string name, format, language;    /* format is "text" where none is given */
    glosa_string input, expected;           /* escapes undone, lines joined by line ends */
    glosa_string raw_expected;              /* as it stands in the file, with its line ends */
    int line;                               /* of the `@`, from 1 */
} spec_case;

typedef struct spec_file {
    const char *path;
    glosa_string stage;                     /* of the file's name: STAGE[-more].LANG.spec */
    glosa_string bytes;                     /* the whole file */
    glosa_arena arena;                      /* owns everything above */
    GLOSA_ARRAY(spec_case) cases;
} spec_file;                                /* all zero is valid and empty */

/* Reads and cuts up a file; false after saying on standard error what is wrong with it. */
bool spec_file_read(spec_file *file, const char *path);
void spec_file_free(spec_file *file);

/* Writes `form` as an expectation: escapes put back, `\n` for blank lines. */
void spec_escape(glosa_buffer *out, glosa_string form);

#endif

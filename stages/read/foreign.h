/* Files that hold an article, perhaps, but no text that glosa could read. */
#ifndef GLOSA_READ_FOREIGN_H
#define GLOSA_READ_FOREIGN_H

#include "pipeline/base/string.h"

/* What a file is that begins so and what can be done about it, as constant text ("a PDF; extract
 * its text first, for example with pdftotext"), or NULL where nothing speaks against reading it. */
const char *glosa_foreign(glosa_string head);

#endif

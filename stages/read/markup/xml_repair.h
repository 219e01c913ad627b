/* Markup that is not well-formed XML, made so: what libxml2 reads instead of the record once it
 * has found a fault there. Its own recovery drops text (a bare `&`, `<15`, all behind the
 * root).
 *
 * No text is lost and none is added: what is no reference, no tag and no comment is text. Bare
 * `&` and `<` stand for themselves. An end tag closes what is open inside its element; one
 * without an element is dropped. The root stays open to the end, so that a second root and what
 * stands behind the first are inside it, and then all is closed. Attributes get quotes, and
 * those without a value go. Control characters become U+FFFD, form feeds a blank. Comments,
 * processing instructions and a tag that the end of the input cuts leave no trace, nor does text
 * in front of the root. Line ends keep their number, for the lines in messages. */
#ifndef GLOSA_READ_XML_REPAIR_H
#define GLOSA_READ_XML_REPAIR_H

#include "pipeline/base/string.h"

typedef struct glosa_xml_repair {
    glosa_string rest;           /* not looked at yet; UTF-8 */
    glosa_buffer out;            /* repaired */
    size_t taken;                /* of `out`, by the parser */
    glosa_string *open;          /* names of the open elements, outermost first */
    unsigned depth, most;        /* how many are open, and may be */
    const char *counted;         /* the line ends in front of this are in `lines` */
    int64_t lines;               /* line ends of the input that are not in the output yet */
    size_t data;                 /* bytes of a CDATA section still to come, with its end */
    const char *instruction_end; /* the next `?>`, or the end of the input */
    bool no_comment_end, no_data_end; /* there are none further on */
    bool ended;
} glosa_xml_repair;

/* Begins with the bytes behind a byte order mark, which stay the caller's. `doctype`: whether
 * to keep the document type declaration as it is. With more than `depth` elements open the rest
 * is left out: a parser with that limit refuses before. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_xml_repair_begin(glosa_xml_repair *repair, glosa_string bytes,
                                                  bool doctype, unsigned depth,
                                                  glosa_error *error);

/* Gives up to `size` bytes, 0 at the end and -1 without memory: a callback as libxml2 wants it.
 */
int glosa_xml_repair_read(void *repair, char *bytes, int size);

void glosa_xml_repair_end(glosa_xml_repair *repair);

#endif

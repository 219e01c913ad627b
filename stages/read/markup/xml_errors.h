/* What libxml2 says is wrong, in glosa's words. */
#ifndef GLOSA_READ_XML_ERRORS_H
#define GLOSA_READ_XML_ERRORS_H

#include "pipeline/base/error.h"

#include <libxml/xmlerror.h>

/* GLOSA_MALFORMED, GLOSA_ENCODING, GLOSA_REFUSED (entities that hold themselves or grow too much)
 * or GLOSA_MEMORY. */
glosa_status glosa_xml_error_status(const xmlError *error);

/* Its message: one line, lower case at the start, no full stop. `before` are the lines of the file
 * in front of what was parsed. */
void glosa_xml_error_message(const xmlError *error, int64_t before, char *out, size_t size);

/* Who hears of the errors of libxml2 on a thread, which prints them where nobody does. */
typedef struct glosa_xml_listener {
    xmlStructuredErrorFunc function;
    void *context;
} glosa_xml_listener;

/* Sets the one of this thread, and gives the one before, to be set again. */
glosa_xml_listener glosa_xml_set_listener(glosa_xml_listener listener);

#endif

/* The first fault that libxml2 finds in a record, for a message of ours. */
#ifndef GLOSA_IMPORT_XML_FAULT_H
#define GLOSA_IMPORT_XML_FAULT_H

#include <libxml/xmlreader.h>
#include <stdint.h>

typedef struct glosa_xml_fault {
    char message[200];          /* what is wrong with the XML; empty: nothing */
    int64_t line;               /* within the record */
} glosa_xml_fault;

/* For xmlTextReaderSetStructuredErrorHandler; `fault` is a glosa_xml_fault. */
void glosa_xml_fault_note(void *fault, xmlErrorPtr error);

#endif

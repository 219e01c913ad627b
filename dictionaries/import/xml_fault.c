#include "dictionaries/import/xml_fault.h"

#include <stdio.h>
#include <string.h>

void glosa_xml_fault_note(void *fault, xmlErrorPtr error)
{
    glosa_xml_fault *first = fault;
    if (first->message[0] || error->level < XML_ERR_ERROR)
        return;
    snprintf(first->message, sizeof first->message, "%s",
             error->message ? error->message : "cannot be parsed");
    first->message[strcspn(first->message, "\n")] = '\0';
    first->line = error->line;
}

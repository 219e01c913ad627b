/* Languages as formats declare them. */
#ifndef GLOSA_READ_LANGUAGE_TAG_H
#define GLOSA_READ_LANGUAGE_TAG_H

#include "pipeline/document/document.h"

/* The ISO 639-1 code of a language tag (BCP 47: `es-MX`, `pt_BR`, `EN`) or of an ISO 639-2 code
 * (`spa`); empty where there is none. The result is constant or lives in the document. */
glosa_string glosa_language_of_tag(glosa_document *document, glosa_string tag);

#endif

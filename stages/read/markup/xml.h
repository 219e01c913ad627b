/* XML as a stream of events, from bytes that nobody vouches for.
 *
 * libxml2's SAX2 interface without a tree. No DTD is loaded and no file or address is opened,
 * whatever the document asks for. General entities of the internal subset are expanded up to a
 * limit, parameter entities are not. Entities that nobody declares but HTML or the ISO sets name
 * (&mu; &thinsp; &rsqb;) are known. */
#ifndef GLOSA_READ_XML_H
#define GLOSA_READ_XML_H

#include "pipeline/document/document.h"
#include "stages/read/limits.h"

/* The attributes of one start tag, valid during the call that they came with. */
typedef struct glosa_xml_attributes {
    const unsigned char **items;
    int count;
} glosa_xml_attributes;

/* The value of an attribute by its local name, or the empty string. With `xml` only attributes
 * of the xml namespace (xml:lang) are looked at, else only those without a namespace. Entities
 * in the value are not resolved. */
glosa_string glosa_xml_attribute(const glosa_xml_attributes *attributes, const char *name,
                                 bool xml);

/* What is told of a document. `name` is the local name; within one document equal names have
 * equal addresses. At most limits->depth elements are open at a time, and each that was started
 * is ended. Text is UTF-8 and comes in pieces of any size. Comments and processing instructions
 * leave no trace. When `text` returns false nothing more is told.
 *
 * `begin` comes first, and once more where a fault turned up: then all begins anew from repaired
 * markup, and what was told before, and kept of it in the state, is void. The document's metadata
 * and blocks have been put back by then. */
typedef struct glosa_xml_handler {
    void (*begin)(void *state);
    void (*start)(void *state, const char *name, const glosa_xml_attributes *attributes);
    void (*end)(void *state);
    bool (*text)(void *state, glosa_string text);
} glosa_xml_handler;

/* Prepares libxml2 for threads: to be called once before the first parse, on one thread. */
void glosa_xml_init(void);

/* Tells the handler what is in the document's record, whose bytes are UTF-8, whatever encoding its
 * XML declaration names. What is wrong is put into *damage, whose
 * code is GLOSA_OK where nothing is, with the line of the record's file as position; its code is
 * returned. GLOSA_MALFORMED: the record is not well-formed, and all that is in it has been told;
 * glosa_xml_settle decides what comes of it. The end of the document: GLOSA_ENCODING,
 * GLOSA_EMPTY, GLOSA_REFUSED (expansion, external entity, depth, attributes, namespaces),
 * GLOSA_TOO_LARGE, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_xml_parse(const glosa_xml_handler *handler, void *state,
                                           glosa_document *document, const glosa_limits *limits,
                                           glosa_error *damage);

/* What becomes of the document, when its source has been put together with status `finished`
 * (GLOSA_EMPTY: no text was found; *error says so): a record that is not well-formed but has text
 * is a document with a problem of code GLOSA_RECOVERED; else the damage, if any, ends it. */
GLOSA_CHECKED glosa_status glosa_xml_settle(glosa_document *document, const glosa_error *damage,
                                            glosa_status finished, glosa_error *error);

/* The bytes without a UTF-8 byte order mark and ASCII blanks in front. */
glosa_string glosa_xml_without_lead(glosa_string bytes);

/* The local name of the root element, found without parsing: behind the declaration, comments,
 * processing instructions and a DOCTYPE with its internal subset. Empty where the bytes are no
 * XML or end before it. */
glosa_string glosa_xml_root_name(glosa_string head);

/* What stands behind the declaration, comments, processing instructions and the document type;
 * empty where the bytes end before it. *doctype is the document type declaration, or empty. */
glosa_string glosa_xml_behind_prolog(glosa_string head, glosa_string *doctype);

/* The UTF-8 of a character entity that HTML 4 or the ISO sets of JATS name, zero-terminated.
 * False where none has that name. */
bool glosa_xml_character(const char *name, char utf8[8]);

#endif

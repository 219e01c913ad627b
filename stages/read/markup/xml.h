/* XML as a stream of events, from bytes that nobody vouches for.
 *
 * libxml2's SAX2 interface without a tree. No DTD is loaded and no file or address is opened,
 * whatever the document asks for. Entities of the internal subset are expanded up to a limit;
 * entities that nobody declares but HTML or the ISO sets name (&mu; &thinsp; &rsqb;) are known. */
#ifndef GLOSA_READ_XML_H
#define GLOSA_READ_XML_H

#include "pipeline/document/document.h"

enum {
    GLOSA_XML_DEPTH = 256,              /* elements open at a time */
    GLOSA_XML_EXPANSION = 8 << 20,      /* bytes that entities may expand to, in one document */
};

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
 * equal addresses. At most GLOSA_XML_DEPTH elements are open at a time. Text is UTF-8 and comes
 * in pieces of any size. Comments and processing instructions leave no trace. When `text` returns
 * false nothing more is told and glosa_xml_parse returns GLOSA_OK. */
typedef struct glosa_xml_handler {
    void (*start)(void *state, const char *name, const glosa_xml_attributes *attributes);
    void (*end)(void *state);
    bool (*text)(void *state, glosa_string text);
} glosa_xml_handler;

typedef enum glosa_xml_mode {
    GLOSA_XML_STRICT,           /* the first error ends the document */
    GLOSA_XML_RECOVER,          /* events go on behind errors; the first one is still returned */
} glosa_xml_mode;

/* Prepares libxml2 for threads: to be called once before the first parse, on one thread. */
void glosa_xml_init(void);

/* Tells the handler what is in the record. Errors, with the line of the record's file as
 * position: GLOSA_MALFORMED, GLOSA_ENCODING, GLOSA_REFUSED (expansion, external entity, depth),
 * GLOSA_TOO_LARGE, GLOSA_MEMORY. Events before an error have been told by then. */
GLOSA_CHECKED glosa_status glosa_xml_parse(const glosa_xml_handler *handler, void *state,
                                           glosa_record record, glosa_xml_mode mode,
                                           glosa_error *error);

/* The bytes without a UTF-8 byte order mark and ASCII blanks in front. */
glosa_string glosa_xml_without_lead(glosa_string bytes);

/* The local name of the root element, found without parsing: behind the declaration, comments,
 * processing instructions and a DOCTYPE with its internal subset. Empty where the bytes are no
 * XML or end before it. */
glosa_string glosa_xml_root_name(glosa_string head);

/* The UTF-8 of a character entity that HTML 4 or the ISO sets of JATS name, zero-terminated.
 * False where none has that name. */
bool glosa_xml_character(const char *name, char utf8[8]);

#endif

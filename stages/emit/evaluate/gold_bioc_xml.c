/* Gold standards in BioC XML, read node by node: annotations stand in documents, passages and
 * sentences alike. */
#include <libxml/xmlreader.h>

#include "stages/emit/evaluate/gold.h"

typedef struct bioc {
    glosa_gold *gold;
    xmlTextReaderPtr reader;
    glosa_buffer document, key, type, ids;
    int64_t start, end;
    bool in_annotation, has_place;
} bioc;

/* What a failed parser says goes into the message, not to standard error. */
static void say_nothing(void *context, const char *message, xmlParserSeverities severity,
                        xmlTextReaderLocatorPtr place)
{
    (void)context, (void)message, (void)severity, (void)place;
}

static void set_text(glosa_buffer *buffer, xmlChar *text)
{
    glosa_buffer_clear(buffer);
    if (text)
        glosa_buffer_text(buffer, (const char *)text);
    xmlFree(text);
}

static int64_t number_of(bioc *bioc, const char *attribute)
{
    xmlChar *text = xmlTextReaderGetAttribute(bioc->reader, (const xmlChar *)attribute);
    int64_t number = text ? strtoll((const char *)text, NULL, 10) : -1;
    xmlFree(text);
    return number;
}

static void begin_annotation(bioc *bioc)
{
    bioc->in_annotation = true;
    bioc->has_place = false;
    bioc->start = INT64_MAX;
    bioc->end = 0;
    glosa_buffer_clear(&bioc->type);
    glosa_buffer_clear(&bioc->ids);
}

static void take_location(bioc *bioc)
{
    int64_t start = number_of(bioc, "offset"), size = number_of(bioc, "length");
    if (start < 0 || size < 0 || size > INT32_MAX || start > INT32_MAX)
        return;
    bioc->start = start < bioc->start ? start : bioc->start;
    bioc->end = start + size > bioc->end ? start + size : bioc->end;
    bioc->has_place = true;
}

static void take_infon(bioc *bioc)
{
    set_text(&bioc->key, xmlTextReaderGetAttribute(bioc->reader, (const xmlChar *)"key"));
    if (glosa_string_is(glosa_buffer_view(&bioc->key), "type"))
        set_text(&bioc->type, xmlTextReaderReadString(bioc->reader));
    else if (glosa_string_is(glosa_buffer_view(&bioc->key), "identifier"))
        set_text(&bioc->ids, xmlTextReaderReadString(bioc->reader));
}

static glosa_status end_annotation(bioc *bioc, glosa_error *error)
{
    glosa_gold_span span = {.document = glosa_buffer_view(&bioc->document),
                            .type = glosa_string_trim(glosa_buffer_view(&bioc->type)),
                            .start = bioc->start, .end = bioc->end};
    bioc->in_annotation = false;
    if (!bioc->has_place || !span.type.size)
        return glosa_gold_fail(bioc->gold, "an annotation needs a type and a location", error);
    bool counts;
    glosa_status status = glosa_gold_mention(bioc->gold, &span, &counts, error);
    if (status || !counts)
        return status;
    return glosa_gold_ids(bioc->gold, &span, glosa_buffer_view(&bioc->ids), error);
}

static glosa_status begin_element(bioc *bioc, const char *name, bool outside, glosa_error *error)
{
    if (strcmp(name, "annotation") == 0)
        begin_annotation(bioc);
    else if (bioc->in_annotation && strcmp(name, "location") == 0)
        take_location(bioc);
    else if (bioc->in_annotation && strcmp(name, "infon") == 0)
        take_infon(bioc);
    else if (outside && strcmp(name, "id") == 0) {
        set_text(&bioc->document, xmlTextReaderReadString(bioc->reader));
        return glosa_gold_document(bioc->gold, glosa_buffer_view(&bioc->document), error);
    }
    return GLOSA_OK;
}

static glosa_status take_node(bioc *bioc, glosa_error *error)
{
    enum { DEPTH_OF_ID = 2 };   /* collection, document, id */
    int type = xmlTextReaderNodeType(bioc->reader);
    const char *name = (const char *)xmlTextReaderConstName(bioc->reader);
    bioc->gold->line = xmlTextReaderGetParserLineNumber(bioc->reader);
    if (!name)
        return GLOSA_OK;
    if (type == XML_READER_TYPE_ELEMENT)
        return begin_element(bioc, name, xmlTextReaderDepth(bioc->reader) == DEPTH_OF_ID,
                             error);
    if (type == XML_READER_TYPE_END_ELEMENT && strcmp(name, "annotation") == 0)
        return end_annotation(bioc, error);
    return GLOSA_OK;
}

static glosa_status read_nodes(bioc *bioc, glosa_error *error)
{
    int result;
    while ((result = xmlTextReaderRead(bioc->reader)) == 1) {
        glosa_status status = take_node(bioc, error);
        if (status)
            return status;
    }
    if (result < 0)
        return glosa_gold_fail(bioc->gold, "is not well-formed XML", error);
    bool failed = bioc->document.failed || bioc->key.failed || bioc->type.failed ||
                  bioc->ids.failed;
    return failed ? glosa_fail_memory(error, bioc->gold->path) : GLOSA_OK;
}

glosa_status glosa_gold_read_bioc_xml(glosa_gold *gold, glosa_error *error)
{
    bioc bioc = {.gold = gold};
    bioc.reader = xmlReaderForFile(gold->path, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
    if (!bioc.reader)
        return glosa_gold_fail(gold, "cannot open", error);
    xmlTextReaderSetErrorHandler(bioc.reader, say_nothing, NULL);
    glosa_status status = read_nodes(&bioc, error);
    xmlFreeTextReader(bioc.reader);
    glosa_buffer_free(&bioc.document);
    glosa_buffer_free(&bioc.key);
    glosa_buffer_free(&bioc.type);
    glosa_buffer_free(&bioc.ids);
    return status;
}

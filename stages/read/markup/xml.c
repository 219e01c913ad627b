#include "stages/read/markup/xml.h"

#include "stages/read/markup/markup_limits.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

/* One parse. libxml2 parses the text of an entity with a context of its own, which shares
 * `_private`: callbacks may therefore come from another context than `parser`. */
typedef struct run {
    xmlParserCtxtPtr parser;
    const glosa_xml_handler *handler;
    void *state;
    glosa_xml_mode mode;
    int64_t line;               /* added to the parser's line */
    unsigned depth;
    size_t expanded;            /* bytes that came out of entities */
    bool stopped;
    xmlEntity entity;           /* the named character asked for last */
    char character[8];
    glosa_error error;          /* the first one; code GLOSA_OK where there is none */
} run;

/* The line in the document itself, also while the text of an entity is being parsed. */
static int64_t line_of(const run *r)
{
    bool known = r->parser && r->parser->inputNr > 0;
    return known ? r->line + r->parser->inputTab[0]->line : -1;
}

static void stop(run *r)
{
    if (r->stopped)
        return;
    r->stopped = true;
    xmlStopParser(r->parser);
}

static void refuse(run *r, const char *what, size_t limit)
{
    if (!r->stopped && r->error.code == GLOSA_OK)
        r->error.code = glosa_fail(&r->error, GLOSA_REFUSED, NULL, line_of(r),
                                   limit ? "%s refused (limit %zu MiB); document skipped"
                                         : "%s refused; document skipped",
                                   what, limit >> 20);
    stop(r);
}

/* The parse that a callback belongs to, or NULL when it is over; then a context that works on
 * the text of an entity is ended as well. */
static run *live(void *context)
{
    xmlParserCtxtPtr parser = context;
    run *r = parser->_private;
    if (!r->stopped)
        return r;
    if (parser != r->parser)
        xmlStopParser(parser);
    return NULL;
}

/* Counts what an entity expands to. libxml2 has a limit of its own, but a proportional one. */
static bool within_expansion(run *r, const void *context, size_t size)
{
    if (context == r->parser)
        return true;
    r->expanded += size + 1;    /* elements without text count as well */
    if (r->expanded <= GLOSA_XML_EXPANSION)
        return true;
    refuse(r, "entity expansion", GLOSA_XML_EXPANSION);
    return false;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int namespaces, const xmlChar **declared, int count,
                     int defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)namespaces, (void)declared, (void)defaulted;
    run *r = live(context);
    if (!r || !within_expansion(r, context, 0))
        return;
    if (r->depth == GLOSA_XML_DEPTH) {
        refuse(r, "nesting deeper than 256 elements", 0);
        return;
    }
    r->depth++;
    glosa_xml_attributes list = {attributes, count};
    r->handler->start(r->state, (const char *)name, &list);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    run *r = live(context);
    if (!r || r->depth == 0)
        return;
    r->depth--;
    r->handler->end(r->state);
}

static void on_text(void *context, const xmlChar *text, int size)
{
    run *r = live(context);
    if (!r || !within_expansion(r, context, (size_t)size))
        return;
    if (!r->handler->text(r->state, (glosa_string){(const char *)text, (size_t)size}))
        stop(r);
}

static xmlEntityPtr on_entity(void *context, const xmlChar *name)
{
    run *r = live(context);
    if (!r)
        return NULL;
    xmlEntityPtr declared = xmlSAX2GetEntity(context, name);
    if (declared) {
        if (declared->etype == XML_EXTERNAL_GENERAL_PARSED_ENTITY)
            refuse(r, "external entity", 0);
        return declared;
    }
    if (!glosa_xml_character((const char *)name, r->character))
        return NULL;
    r->entity = (xmlEntity){
        .type = XML_ENTITY_DECL,
        .name = name,
        .content = (xmlChar *)r->character,
        .length = (int)strlen(r->character),
        .etype = XML_INTERNAL_PREDEFINED_ENTITY,
    };
    return &r->entity;
}

/* Called for entities that only an external DTD could declare, and, out of habit, behind those
 * that have been expanded. The former are kept as they were written. */
static void on_reference(void *context, const xmlChar *name)
{
    run *r = live(context);
    if (!r || xmlSAX2GetEntity(context, name))
        return;
    on_text(context, (const xmlChar *)"&", 1);
    on_text(context, name, (int)strlen((const char *)name));
    on_text(context, (const xmlChar *)";", 1);
}

static xmlParserInputPtr resolve_nothing(void *context, const xmlChar *id, const xmlChar *uri)
{
    (void)context, (void)id, (void)uri;
    return NULL;
}

/* libxml2's message in glosa's form: one line, lower case at the start, no full stop. */
static void tidy_message(const char *message, char *out, size_t size)
{
    snprintf(out, size, "%s", message ? message : "not well-formed");
    size_t end = strlen(out);
    for (size_t i = 0; i < end; i++)
        out[i] = (unsigned char)out[i] < ' ' ? ' ' : out[i];
    while (end && strchr(" .!", out[end - 1]))
        out[--end] = 0;
    bool acronym = end > 1 && out[1] >= 'A' && out[1] <= 'Z';
    if (out[0] >= 'A' && out[0] <= 'Z' && !acronym)
        out[0] = (char)(out[0] + ('a' - 'A'));
    out[glosa_utf8_valid_prefix(glosa_string_of(out))] = 0;
}

static glosa_status status_of(const xmlError *error)
{
    static const char improper[] = "Input is not proper UTF-8";
    switch (error->code) {
    case XML_ERR_INVALID_CHAR:  /* also the code of a control character */
        return error->message && strncmp(error->message, improper, sizeof improper - 1) == 0
                   ? GLOSA_ENCODING
                   : GLOSA_MALFORMED;
    case XML_ERR_NO_MEMORY: return GLOSA_MEMORY;
    case XML_ERR_ENTITY_LOOP: return GLOSA_REFUSED;
    case XML_ERR_INVALID_ENCODING:
    case XML_ERR_UNKNOWN_ENCODING:
    case XML_ERR_UNSUPPORTED_ENCODING:
    case XML_ERR_ENCODING_NAME:
    case XML_I18N_NO_NAME:
    case XML_I18N_NO_HANDLER:
    case XML_I18N_EXCESS_HANDLER:
    case XML_I18N_CONV_FAILED:
    case XML_IO_ENCODER: return GLOSA_ENCODING;
    default: return GLOSA_MALFORMED;
    }
}

static void record_error(run *r, const xmlError *error)
{
    if (r->stopped || r->error.code != GLOSA_OK || error->level < XML_ERR_ERROR ||
        error->domain == XML_FROM_NAMESPACE || error->code == XML_WAR_UNDECLARED_ENTITY)
        return;
    glosa_status status = status_of(error);
    if (status == GLOSA_REFUSED) {
        refuse(r, "entity expansion", GLOSA_XML_EXPANSION);
        return;
    }
    char message[256];
    tidy_message(error->message, message, sizeof message);
    r->error.code = status == GLOSA_MEMORY
                        ? glosa_fail_memory(&r->error, "read")
                        : glosa_fail(&r->error, status, NULL, line_of(r),
                                     "%s; document skipped", message);
    if (status == GLOSA_MEMORY || r->mode == GLOSA_XML_STRICT)
        stop(r);
}

/* The context's handler, and the thread's, which alone hears of failed conversions. */
static void on_error(void *context, xmlErrorPtr error)
{
    record_error(((xmlParserCtxtPtr)context)->_private, error);
}

static void on_thread_error(void *state, xmlErrorPtr error)
{
    record_error(state, error);
}

static const xmlSAXHandler callbacks = {
    .initialized = XML_SAX2_MAGIC,
    .startDocument = xmlSAX2StartDocument,
    .internalSubset = xmlSAX2InternalSubset,
    .entityDecl = xmlSAX2EntityDecl,
    .unparsedEntityDecl = xmlSAX2UnparsedEntityDecl,
    .getParameterEntity = xmlSAX2GetParameterEntity,
    .getEntity = on_entity,
    .reference = on_reference,
    .resolveEntity = resolve_nothing,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .serror = on_error,
};

/* Runs the parser with the thread's error handler set aside, so that nothing is printed. */
static void parse_quietly(run *r)
{
    xmlStructuredErrorFunc handler = xmlStructuredError;
    void *context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(r, on_thread_error);
    xmlParseDocument(r->parser);
    xmlSetStructuredErrorFunc(context, handler);
}

void glosa_xml_init(void)
{
    xmlInitParser();
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

glosa_string glosa_xml_without_lead(glosa_string bytes)
{
    size_t at = glosa_string_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0;
    while (at < bytes.size && is_blank(bytes.data[at]))
        at++;
    return glosa_string_slice(bytes, at, bytes.size);
}

/* UCS-4, whose first `<` stands among three zero bytes: libxml2 knows the signature but has no
 * decoder for it, and falls over (2.9.14, in xmlSwitchEncoding). */
static bool is_ucs4(glosa_string bytes)
{
    static const char signatures[][4] = {
        {0, 0, 0, '<'}, {'<', 0, 0, 0}, {0, 0, '<', 0}, {0, '<', 0, 0}};
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (bytes.size >= 4 && memcmp(bytes.data, signatures[i], 4) == 0)
            return true;
    }
    return false;
}

glosa_status glosa_xml_parse(const glosa_xml_handler *handler, void *state, glosa_record record,
                             glosa_xml_mode mode, glosa_error *error)
{
    glosa_string bytes = glosa_xml_without_lead(record.bytes);
    if (bytes.size == 0)
        return glosa_fail(error, GLOSA_EMPTY, NULL, -1, "no text found; document skipped");
    if (bytes.size > GLOSA_DOCUMENT_LIMIT)
        return glosa_fail(error, GLOSA_TOO_LARGE, NULL, -1,
                          "record exceeds %u bytes; document skipped", GLOSA_DOCUMENT_LIMIT);
    if (is_ucs4(bytes))
        return glosa_fail(error, GLOSA_ENCODING, NULL, 1,
                          "XML in UCS-4; convert it with iconv -f UCS-4 -t UTF-8");
    run r = {.handler = handler, .state = state, .mode = mode, .error.code = GLOSA_OK};
    r.line = record.line > 0 ? record.line - 1 : 0;
    for (const char *at = record.bytes.data; at < bytes.data; at++)
        r.line += *at == '\n';
    if (glosa_markup_excess(bytes, true) < bytes.size)
        return glosa_fail(error, GLOSA_REFUSED, NULL, -1,
                          "tag of more than %d attributes refused; document skipped",
                          GLOSA_MARKUP_ATTRIBUTES);
    r.parser = xmlCreateMemoryParserCtxt(bytes.data, (int)bytes.size);
    if (!r.parser)
        return glosa_fail_memory(error, "read");
    *r.parser->sax = callbacks;
    r.parser->_private = &r;
    /* Not XML_PARSE_HUGE: it lifts libxml2's own limit on expansion, and long text comes in
     * pieces without it. Not XML_PARSE_NOENT: it loads external entities. */
    int options = XML_PARSE_NONET | (mode == GLOSA_XML_RECOVER ? XML_PARSE_RECOVER : 0);
    if (glosa_string_starts(record.bytes, "\xEF\xBB\xBF"))
        options |= XML_PARSE_IGNORE_ENC;
    xmlCtxtUseOptions(r.parser, options);
    parse_quietly(&r);
    if (r.parser->myDoc)
        xmlFreeDoc(r.parser->myDoc);
    r.parser->myDoc = NULL;
    xmlFreeParserCtxt(r.parser);
    if (r.error.code != GLOSA_OK && error)
        *error = r.error;
    return r.error.code;
}

glosa_string glosa_xml_attribute(const glosa_xml_attributes *attributes, const char *name,
                                 bool xml)
{
    for (int i = 0; i < attributes->count; i++) {
        const unsigned char **item = attributes->items + 5 * i;
        const char *prefix = (const char *)item[1];
        if ((xml ? prefix && strcmp(prefix, "xml") == 0 : !prefix) &&
            strcmp((const char *)item[0], name) == 0)
            return (glosa_string){(const char *)item[3], (size_t)(item[4] - item[3])};
    }
    return (glosa_string){NULL, 0};
}

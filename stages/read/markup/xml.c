#include "stages/read/markup/xml.h"

#include "stages/read/markup/markup_limits.h"
#include "stages/read/markup/xml_errors.h"
#include "stages/read/markup/xml_repair.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

/* What a reference to an entity counts for beside its text: libxml2 sets up a parser for each,
 * which takes as long as reading this many bytes. */
enum { REFERENCE = 64 };

/* Each prefix is looked for among the namespaces in scope. */
enum { MOST_NAMESPACES = 256 };

/* Deeper than this only with XML_PARSE_HUGE. */
enum { DEPTH_OF_LIBXML2 = 256 };

/* One parse. libxml2 parses the text of an entity with a context of its own, which shares
 * `_private`: callbacks may therefore come from another context than `parser`. */
typedef struct run {
    xmlParserCtxtPtr parser;
    const glosa_xml_handler *handler;
    void *state;
    const glosa_limits *limits;
    int64_t line; /* added to the parser's line */
    unsigned depth;
    size_t expanded; /* bytes that came out of entities */
    bool repaired;   /* it reads repaired markup, whose faults are known */
    bool rooted;     /* the root element has begun */
    bool stopped;
    xmlEntity entity;       /* the undeclared entity asked for last */
    glosa_buffer character; /* its text */
    glosa_error error;      /* the first one; code GLOSA_OK where there is none */
} run;

/* The line in the document itself, also while the text of an entity is being parsed. */
static int64_t line_of(const run *r)
{
    bool known = r->parser && r->parser->inputNr > 0;
    return known ? r->line + r->parser->inputTab[0]->line : -1;
}

/* Refuses the whole document; an earlier fault counts no more. */
static void refuse(run *r, const char *what)
{
    if (!r->stopped)
        r->error.code = glosa_fail(&r->error, GLOSA_REFUSED, NULL, line_of(r),
                                   "%s; document skipped", what);
    r->stopped = true;
}

static void refuse_expansion(run *r)
{
    if (!r->stopped)
        r->error.code = glosa_fail(&r->error, GLOSA_REFUSED, NULL, line_of(r),
                                   "entity expansion refused (limit %zu MiB); document "
                                   "skipped, see --max-expansion",
                                   r->limits->expansion >> 20);
    r->stopped = true;
}

static void refuse_depth(run *r)
{
    if (!r->stopped)
        r->error.code = glosa_fail(&r->error, GLOSA_REFUSED, NULL, line_of(r),
                                   "nesting deeper than %u elements refused; document "
                                   "skipped, see --max-depth",
                                   r->limits->depth);
    r->stopped = true;
}

/* The parse that a callback of content belongs to, or NULL when it is over; then the context
 * that asks, be it one that works on the text of an entity, is ended. Never where it reports an
 * error or asks for an entity: ending frees its input, which it may go on with (libxml2 2.9.14
 * does in the error of a stray `]]>`). */
static run *live(void *context)
{
    xmlParserCtxtPtr parser = context;
    run *r = parser->_private;
    if (!r->stopped)
        return r;
    xmlStopParser(parser);
    return NULL;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int namespaces, const xmlChar **declared, int count,
                     int defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)namespaces, (void)declared, (void)defaulted;
    run *r = live(context);
    if (!r)
        return;
    if (r->depth == r->limits->depth) {
        refuse_depth(r);
        return;
    }
    if (((xmlParserCtxtPtr)context)->nsNr > 2 * MOST_NAMESPACES) {
        refuse(r, "more than 256 namespaces refused");
        return;
    }
    r->rooted = true;
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
    if (r && !r->handler->text(r->state, (glosa_string){(const char *)text, (size_t)size}))
        r->stopped = true;
}

/* --- entities --- */

/* Counts one use of an entity, wherever it stands: in text, in a value, in another entity.
 * libxml2 has a limit of its own, but a proportional one, and none with XML_PARSE_HUGE. */
static void count_use(run *r, const xmlEntity *entity)
{
    r->expanded += (size_t)(entity->length > 0 ? entity->length : 0) + REFERENCE;
    if (r->expanded > r->limits->expansion)
        refuse_expansion(r);
}

/* An entity of this text, valid until the next one. libxml2 would hang a declaration's own text on
 * it, for nobody to free, if there were none. */
static xmlEntityPtr made_entity(run *r, const xmlChar *name, const char *text)
{
    r->entity = (xmlEntity){
        .type = XML_ENTITY_DECL,
        .name = name,
        .orig = (xmlChar *)text,
        .content = (xmlChar *)text,
        .length = (int)strlen(text),
        .etype = XML_INTERNAL_PREDEFINED_ENTITY,
    };
    return &r->entity;
}

/* An entity that nobody declares: a character that HTML or the ISO sets name, else its
 * reference as it was written. That is a fault only where no external DTD could declare it. */
static xmlEntityPtr undeclared(run *r, const xmlChar *name)
{
    char utf8[8];
    const char *written = (const char *)name;
    glosa_buffer_clear(&r->character);
    if (glosa_xml_character(written, utf8)) {
        glosa_buffer_text(&r->character, utf8);
    } else {
        glosa_buffer_format(&r->character, "&%s;", written);
        if (r->error.code == GLOSA_OK && !r->parser->hasExternalSubset && !r->parser->hasPErefs)
            r->error.code = glosa_fail(&r->error, GLOSA_MALFORMED, NULL, line_of(r),
                                       "entity '%.60s' is not declared", written);
    }
    glosa_buffer_byte(&r->character, 0);
    if (!r->character.failed)
        return made_entity(r, name, r->character.data);
    r->error.code = glosa_fail_memory(&r->error, "read");
    r->stopped = true;
    return made_entity(r, name, "");
}

/* Where it is over an empty entity is given: for none libxml2 would look by itself, and go on.
 */
static xmlEntityPtr on_entity(void *context, const xmlChar *name)
{
    run *r = ((xmlParserCtxtPtr)context)->_private;
    if (r->stopped)
        return made_entity(r, name, "");
    xmlEntityPtr declared = xmlSAX2GetEntity(context, name);
    if (!declared)
        return undeclared(r, name);
    if (declared->etype == XML_EXTERNAL_GENERAL_PARSED_ENTITY)
        refuse(r, "external entity refused");
    count_use(r, declared);
    return r->stopped ? made_entity(r, name, "") : declared;
}

/* Parameter entities, which could hide any number of declarations, are not expanded: those that
 * articles have are external. An entity that is none makes libxml2 warn and go on. */
static xmlEntityPtr on_parameter_entity(void *context, const xmlChar *name)
{
    return made_entity(((xmlParserCtxtPtr)context)->_private, name, "");
}

/* Forgets the attributes that the internal subset adds to elements: libxml2 compares each with
 * all others in every tag. */
static void on_subset_end(void *context, const xmlChar *name, const xmlChar *id,
                          const xmlChar *uri)
{
    (void)name, (void)id, (void)uri;
    xmlParserCtxtPtr parser = context;
    xmlHashFree(parser->attsDefault, xmlHashDefaultDeallocator);
    parser->attsDefault = NULL;
}

static xmlParserInputPtr resolve_nothing(void *context, const xmlChar *id, const xmlChar *uri)
{
    (void)context, (void)id, (void)uri;
    return NULL;
}

static void record_error(run *r, const xmlError *error)
{
    if (r->stopped || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE ||
        error->code == XML_WAR_UNDECLARED_ENTITY)
        return;
    glosa_status status = glosa_xml_error_status(error);
    if (status == GLOSA_REFUSED) {
        refuse_expansion(r);
        return;
    }
    if (r->repaired && status != GLOSA_MEMORY)
        return;
    char message[256];
    glosa_xml_error_message(error, r->line, message, sizeof message);
    if (status == GLOSA_MEMORY)
        r->error.code = glosa_fail_memory(&r->error, "read");
    else if (r->error.code == GLOSA_OK)
        r->error.code = glosa_fail(&r->error, status, NULL, line_of(r), "%s", message);
    r->stopped = true;
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
    .externalSubset = on_subset_end,
    .getParameterEntity = on_parameter_entity,
    .getEntity = on_entity,
    .resolveEntity = resolve_nothing,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .serror = on_error,
};

static void parse_quietly(run *r)
{
    const glosa_xml_listener listener = {on_thread_error, r};
    glosa_xml_listener before = glosa_xml_set_listener(listener);
    xmlParseDocument(r->parser);
    (void)glosa_xml_set_listener(before);
}

void glosa_xml_init(void)
{
    xmlInitParser();
}

glosa_string glosa_xml_without_lead(glosa_string bytes)
{
    size_t at = glosa_string_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0;
    while (at < bytes.size && glosa_is_ascii_blank(bytes.data[at]))
        at++;
    return glosa_string_slice(bytes, at, bytes.size);
}

/* Reads with a parser made for it. */
static void parse(run *r, xmlParserCtxtPtr parser, int options)
{
    r->parser = parser;
    if (!parser) {
        r->error.code = glosa_fail_memory(&r->error, "read");
        return;
    }
    *parser->sax = callbacks;
    parser->_private = r;
    /* XML_PARSE_HUGE lifts limits of libxml2 that do not know ours; long text comes in pieces
     * without it. Not XML_PARSE_NOENT: it loads external entities. */
    static const glosa_limits usual = GLOSA_LIMITS_DEFAULT;
    if (r->limits->depth > DEPTH_OF_LIBXML2 || r->limits->expansion > usual.expansion)
        options |= XML_PARSE_HUGE;
    xmlCtxtUseOptions(parser, options | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    parse_quietly(r);
    if (parser->myDoc)
        xmlFreeDoc(parser->myDoc);
    parser->myDoc = NULL;
    xmlFreeParserCtxt(parser);
    r->parser = NULL;
    glosa_buffer_free(&r->character);
}

/* Reads repaired markup from the beginning, with the fault that made it necessary in `damage`.
 */
static void parse_repaired(run *r, glosa_string bytes, glosa_error *damage)
{
    glosa_xml_repair repair;
    *r = (run){.handler = r->handler,
               .state = r->state,
               .limits = r->limits,
               .line = r->line,
               .rooted = r->rooted,
               .repaired = true,
               .error.code = GLOSA_OK};
    r->error.code =
        glosa_xml_repair_begin(&repair, bytes, r->rooted, r->limits->depth, &r->error);
    if (r->error.code == GLOSA_OK) {
        r->handler->begin(r->state);
        parse(r,
              xmlCreateIOParserCtxt(NULL, NULL, glosa_xml_repair_read, NULL, &repair,
                                    XML_CHAR_ENCODING_NONE),
              XML_PARSE_RECOVER);
    }
    if (repair.out.failed)
        r->error.code = glosa_fail_memory(&r->error, "read");
    if (r->error.code != GLOSA_OK && r->error.code != GLOSA_MALFORMED)
        *damage = r->error;
    glosa_xml_repair_end(&repair);
}

/* What is known without a parser. */
static glosa_status check(glosa_string bytes, glosa_error *error)
{
    if (bytes.size == 0)
        return glosa_fail(error, GLOSA_EMPTY, NULL, -1, "no text found; document skipped");
    if (bytes.size > GLOSA_DOCUMENT_LIMIT)
        return glosa_fail(error, GLOSA_TOO_LARGE, NULL, -1,
                          "record exceeds %u bytes; document skipped", GLOSA_DOCUMENT_LIMIT);
    if (glosa_markup_excess(bytes, true) < bytes.size)
        return glosa_fail(error, GLOSA_REFUSED, NULL, -1,
                          "tag of more than %d attributes refused; document skipped",
                          GLOSA_MARKUP_ATTRIBUTES);
    return GLOSA_OK;
}

glosa_status glosa_xml_parse(const glosa_xml_handler *handler, void *state,
                             glosa_document *document, const glosa_limits *limits,
                             glosa_error *damage)
{
    const glosa_record *record = &document->record;
    glosa_string bytes = glosa_xml_without_lead(record->bytes);
    *damage = (glosa_error){.code = GLOSA_OK, .position = -1};
    glosa_status status = check(bytes, damage);
    if (status)
        return status;
    run r = {.handler = handler, .state = state, .limits = limits, .error.code = GLOSA_OK};
    r.line = record->line > 0 ? record->line - 1 : 0;
    for (const char *at = record->bytes.data; at < bytes.data; at++)
        r.line += *at == '\n';
    glosa_metadata metadata = document->metadata;
    if (glosa_markup_heavy_doctype(bytes)) {
        r.stopped = true;
        r.error.code = glosa_fail(&r.error, GLOSA_MALFORMED, NULL, r.line + 1,
                                  "document type declaration of more than 1 MiB or 1000 "
                                  "alternatives");
    } else {
        handler->begin(state);
        parse(&r, xmlCreateMemoryParserCtxt(bytes.data, (int)bytes.size), XML_PARSE_RECOVER);
    }
    *damage = r.error;
    if (damage->code == GLOSA_MALFORMED && r.stopped) {
        document->metadata = metadata;
        document->blocks.size = 0;
        parse_repaired(&r, bytes, damage);
    }
    for (; r.depth; r.depth--)
        handler->end(state);
    return damage->code;
}

glosa_status glosa_xml_settle(glosa_document *document, const glosa_error *damage,
                              glosa_status finished, glosa_error *error)
{
    if (damage->code == GLOSA_OK)
        return finished;
    bool found = damage->code == GLOSA_MALFORMED && finished != GLOSA_EMPTY;
    if (found && finished != GLOSA_OK)
        return finished;
    glosa_error problem = *damage;
    if (damage->code == GLOSA_MALFORMED)
        problem.code = glosa_fail(&problem, found ? GLOSA_RECOVERED : GLOSA_MALFORMED, NULL,
                                  damage->position, "%s; %s", damage->message,
                                  found ? "read as far as it goes" : "document skipped");
    if (found) {
        glosa_error_set_where(&problem, document->metadata.path);
        return glosa_document_add_problem(document, "read", &problem, false, error);
    }
    if (error)
        *error = problem;
    return problem.code;
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

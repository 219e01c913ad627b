/* Ontologies in OBO 1.2 and 1.4: FamPlex, ChEBI, Cellosaurus, CL, and others. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/published.h"
#include "dictionaries/import/naming.h"
#include "dictionaries/import/ontology.h"

/* Bytes of one stanza. */
static const size_t longest_term = (size_t)16 << 20;

typedef struct term {
    glosa_naming naming;
    const glosa_import *import;
    bool open, identified, taken, obsolete;
    size_t bytes;
    int64_t line;
    glosa_buffer text;          /* of the value at hand, without escapes */
} term;

/* Unescapes up to the end of the value: a quote where it is quoted, else " !" (a comment) or " {"
 * with an equals sign behind it (qualifiers). Gives the bytes passed over, with a closing quote;
 * 0 where that is missing. */
static size_t unescape(glosa_string value, bool quoted, glosa_buffer *text)
{
    size_t at = 0;
    glosa_buffer_clear(text);
    for (; at < value.size; at++) {
        char c = value.data[at];
        glosa_string rest = glosa_string_slice(value, at, value.size);
        if (quoted && c == '"')
            return at + 1;
        if (!quoted && (glosa_string_starts(rest, " ! ") ||
                        (glosa_string_starts(rest, " {") && memchr(rest.data, '=', rest.size))))
            break;
        if (c == '\\' && at + 1 < value.size) {
            c = value.data[++at];
            c = c == 'n' || c == 'W' || c == 't' ? ' ' : c;
        }
        glosa_buffer_byte(text, c);
    }
    return quoted ? 0 : at;
}

static glosa_string word(glosa_string *rest)
{
    size_t size = 0;
    *rest = glosa_string_trim(*rest);
    while (size < rest->size && rest->data[size] != ' ')
        size++;
    glosa_string first = glosa_string_slice(*rest, 0, size);
    *rest = glosa_string_slice(*rest, size, rest->size);
    return first;
}

static glosa_status on_id(term *term, glosa_string value, const glosa_published *lines,
                          glosa_error *error)
{
    glosa_string id = word(&value);
    if (id.size == 0)
        return GLOSA_PUBLISHED_FAULT(lines, error, "tag 'id' is empty");
    term->identified = true;
    term->taken = glosa_ontology_id(&term->naming, id);
    return GLOSA_OK;
}

static glosa_status on_name(term *term, glosa_string value, const glosa_published *lines,
                            glosa_error *error)
{
    (void)lines, (void)error;
    unescape(value, false, &term->text);
    glosa_ontology_label(&term->naming, glosa_buffer_view(&term->text));
    return GLOSA_OK;
}

/* "text" SCOPE TYPE [xrefs], the type often left out. */
static glosa_status on_synonym(term *term, glosa_string value, const glosa_published *lines,
                               glosa_error *error)
{
    size_t end = 0;
    if (value.size && value.data[0] == '"')
        end = unescape(glosa_string_slice(value, 1, value.size), true, &term->text);
    if (!end)
        return GLOSA_PUBLISHED_FAULT(lines, error, "tag 'synonym' lacks a text in double quotes");
    glosa_string rest = glosa_string_slice(value, end + 1, value.size);
    glosa_string scope = word(&rest), type = word(&rest);
    if (type.size && type.data[0] == '[')
        type.size = 0;
    if (glosa_string_is(scope, "EXACT") || glosa_string_is(scope, "RELATED"))
        glosa_ontology_synonym(&term->naming, glosa_buffer_view(&term->text), type);
    return GLOSA_OK;
}

static glosa_status on_xref(term *term, glosa_string value, const glosa_published *lines,
                            glosa_error *error)
{
    (void)lines, (void)error;
    glosa_ontology_xref(&term->naming, word(&value));
    return GLOSA_OK;
}

/* RELATION "value" TYPE, or RELATION IDENTIFIER. */
static glosa_status on_property(term *term, glosa_string value, const glosa_published *lines,
                                glosa_error *error)
{
    (void)lines, (void)error;
    glosa_string relation = word(&value);
    value = glosa_string_trim(value);
    bool quoted = value.size && value.data[0] == '"';
    unescape(glosa_string_slice(value, quoted, value.size), quoted, &term->text);
    glosa_ontology_property(&term->naming, relation, glosa_buffer_view(&term->text));
    return GLOSA_OK;
}

static glosa_status on_obsolete(term *term, glosa_string value, const glosa_published *lines,
                                glosa_error *error)
{
    (void)lines, (void)error;
    term->obsolete = glosa_string_is(word(&value), "true");
    return GLOSA_OK;
}

static const struct tag {
    const char *name;
    glosa_status (*take)(term *, glosa_string, const glosa_published *, glosa_error *);
} tags[] = {
    {"id", on_id},     {"name", on_name},               {"synonym", on_synonym},
    {"xref", on_xref}, {"property_value", on_property}, {"is_obsolete", on_obsolete},
};

static glosa_status take_tag(term *term, glosa_string line, const glosa_published *lines,
                             glosa_error *error)
{
    const char *colon = line.size ? memchr(line.data, ':', line.size) : NULL;
    if (!colon)
        return line.size == 0 || line.data[0] == '!'
                   ? GLOSA_OK
                   : GLOSA_PUBLISHED_FAULT(lines, error, "is no 'tag: value' as a [Term] has it");
    size_t size = (size_t)(colon - line.data);
    glosa_string name = glosa_string_slice(line, 0, size);
    glosa_string value = glosa_string_trim(glosa_string_slice(line, size + 1, line.size));
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (glosa_string_is(name, tags[i].name))
            return tags[i].take(term, value, lines, error);
    }
    return GLOSA_OK;
}

static glosa_status end_term(term *term, glosa_error *error)
{
    bool whole = term->open && !term->obsolete;
    term->open = false;
    if (whole && !term->identified)
        return glosa_fail(error, GLOSA_DICTIONARY, term->import->path, term->line,
                          "[Term] without tag 'id'");
    return whole && term->taken ? glosa_naming_end(&term->naming, error) : GLOSA_OK;
}

static void begin_term(term *term, int64_t line)
{
    glosa_naming_begin(&term->naming, term->import, line);
    term->open = true;
    term->identified = term->taken = term->obsolete = false;
    term->bytes = 0;
    term->line = line;
}

static glosa_status take_line(term *term, glosa_string line, const glosa_published *lines,
                              glosa_error *error)
{
    line = glosa_string_trim(line);
    bool head = line.size && line.data[0] == '[';
    glosa_status status = head ? end_term(term, error) : GLOSA_OK;
    if (head && glosa_string_is(line, "[Term]"))
        begin_term(term, lines->number);
    if (status || head || !term->open)
        return status;
    term->bytes += line.size;
    if (term->bytes > longest_term)
        return GLOSA_PUBLISHED_FAULT(lines, error, "[Term] of more than %zu MiB",
                                longest_term >> 20);
    return take_tag(term, line, lines, error);
}

static glosa_status check_header(const glosa_published *lines, glosa_string line,
                                 glosa_error *error)
{
    line = glosa_string_trim(line);
    if (line.size && (line.data[0] == '[' || line.data[0] == '!' ||
                      memchr(line.data, ':', line.size)))
        return GLOSA_OK;
    return GLOSA_PUBLISHED_FAULT(lines, error,
                                 "is no OBO: its first line should be 'format-version: 1.2' or "
                                 "another 'tag: value'");
}

static glosa_status import(const glosa_import *import, glosa_error *error)
{
    glosa_published lines = {.path = import->path, .reader = import->reader};
    term term = {.import = import};
    glosa_status status = GLOSA_OK;
    bool terms = false;
    for (bool more = true; more && !status;) {
        glosa_string line;
        status = glosa_published_line(&lines, &line, &more, error);
        if (!status && more && lines.number == 1)
            status = check_header(&lines, line, error);
        if (!status && more)
            status = take_line(&term, line, &lines, error);
        terms |= term.open;
    }
    if (!status)
        status = end_term(&term, error);
    if (!status && !terms)
        status = glosa_fail(error, GLOSA_DICTIONARY, import->path, -1, "has no [Term]");
    if (!status && term.text.failed)
        status = glosa_fail_memory(error, import->path);
    glosa_naming_free(&term.naming);
    glosa_buffer_free(&term.text);
    return status;
}

const glosa_importer glosa_import_obo = {
    .name = "obo",
    .file = "an ontology in OBO: chebi.obo, famplex.obo, cellosaurus.obo, cl.obo",
    .sorts = true,
    .import = import,
};

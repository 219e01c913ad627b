/* XML elements by name, found among the bytes: comments, CDATA and processing instructions are
 * passed over, everything else is left to the parser that gets the record. So a record that is
 * not well-formed harms only itself. */
#include "pipeline/input/scan.h"

enum { DECLARATION_LIMIT = 256 };

struct elements {
    const char *const *units;
    const char *unit;           /* the element that is open, or NULL while looking for one */
    const char *until;          /* what ends the stretch that is being passed over, or NULL */
    bool inside_tag;            /* of its start tag, which may end with "/>" */
    bool begun;                 /* its start tag has been passed */
    bool ended;                 /* its end tag has been seen */
};

static bool ends_name(char c)
{
    return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether `rest` begins with this name, and a name ends there. */
static bool is_named(glosa_string rest, const char *name)
{
    size_t size = strlen(name);
    return rest.size > size && memcmp(rest.data, name, size) == 0 && ends_name(rest.data[size]);
}

static const char *unit_of(const struct elements *elements, glosa_string rest)
{
    if (elements->unit)
        return is_named(rest, elements->unit) ? elements->unit : NULL;
    for (size_t i = 0; elements->units[i]; i++) {
        if (is_named(rest, elements->units[i]))
            return elements->units[i];
    }
    return NULL;
}

static const char *stretch_end(glosa_string markup)
{
    if (glosa_string_starts(markup, "<!--"))
        return "-->";
    if (glosa_string_starts(markup, "<![CDATA["))
        return "]]>";
    return glosa_string_starts(markup, "<?") ? "?>" : NULL;
}

/* Passes over bytes up to and with `until`; false where it is not there yet. */
static bool pass(glosa_string view, size_t *at, const char *until, bool ended)
{
    size_t size = strlen(until);
    const char *found = memmem(view.data + *at, view.size - *at, until, size);
    if (found)
        *at = (size_t)(found - view.data) + size;
    else if (ended)
        *at = view.size;
    else if (view.size - *at >= size)
        *at = view.size - size + 1;
    return found != NULL;
}

/* Deals with the markup at *at; true where an element begins that is a record, *at being still in
 * front of it: it is the wanted one, or ends the open one, which then lacks its end tag. */
static bool markup(struct elements *elements, glosa_string view, size_t *at)
{
    glosa_string here = glosa_string_slice(view, *at, view.size);
    bool end = here.size > 1 && here.data[1] == '/';
    elements->until = stretch_end(here);
    const char *unit =
        elements->until ? NULL
                        : unit_of(elements, glosa_string_slice(here, end ? 2 : 1, here.size));
    bool open = elements->unit != NULL;
    if (unit && !end && (!open || elements->begun)) {
        elements->unit = unit;
        return true;
    }
    *at += 1;
    if (unit && open && end) {
        elements->ended = true;
        elements->until = ">";
    } else if (unit && open) {
        elements->begun = elements->inside_tag = true;
    }
    return false;
}

/* The end of a start tag of the unit, which may be the end of the element as well. */
static bool tag_end(struct elements *elements, glosa_string view, size_t *at)
{
    const char *close = memchr(view.data + *at, '>', view.size - *at);
    if (!close) {
        *at = view.size > *at ? view.size - 1 : *at;
        return false;
    }
    size_t end = (size_t)(close - view.data);
    bool empty = end > *at && view.data[end - 1] == '/';
    *at = end + 1;
    elements->inside_tag = false;
    return empty;
}

/* The longest name and a byte behind it, or "<![CDATA[". */
enum { MARKUP_SIZE = 64 };

static bool scan(void *state, glosa_string view, size_t *at, bool ended)
{
    struct elements *elements = state;
    while (*at < view.size) {
        if (elements->until) {
            if (!pass(view, at, elements->until, ended))
                return false;
            elements->until = NULL;
            if (elements->ended)
                return true;
        } else if (elements->inside_tag) {
            if (tag_end(elements, view, at))
                return true;
            if (elements->inside_tag)
                break;
        } else {
            const char *next = memchr(view.data + *at, '<', view.size - *at);
            *at = next ? (size_t)(next - view.data) : view.size;
            if (!next || (!ended && view.size - *at < MARKUP_SIZE))
                break;
            if (markup(elements, view, at))
                return true;
        }
    }
    if (ended)
        *at = view.size;
    return false;
}

/* Keeps the XML declaration for every record where it names an encoding that is not UTF-8. */
static glosa_status keep_declaration(glosa_cutting *cutting, glosa_error *error)
{
    glosa_string head;
    glosa_status status =
        glosa_reader_look(cutting->reader, DECLARATION_LIMIT, &head, error);
    cutting->begun = true;
    if (status || !glosa_string_starts(head, "<?xml"))
        return status;
    const char *end = memmem(head.data, head.size, "?>", 2);
    if (!end)
        return GLOSA_OK;
    glosa_string declaration = {head.data, (size_t)(end - head.data) + 2};
    bool other = memmem(declaration.data, declaration.size, "encoding", 8) != NULL &&
                 !memmem(declaration.data, declaration.size, "utf-8", 5) &&
                 !memmem(declaration.data, declaration.size, "UTF-8", 5);
    for (size_t i = 0; other && i < declaration.size; i++)
        glosa_buffer_byte(&cutting->head,
                          declaration.data[i] == '\n' ? ' ' : declaration.data[i]);
    cutting->kept = cutting->head.size;
    return cutting->head.failed ? glosa_fail_memory(error, "input") : GLOSA_OK;
}

glosa_status glosa_cut_elements(glosa_cutting *cutting, glosa_string *record, bool *more,
                                glosa_error *error)
{
    struct elements elements = {.units = cutting->units};
    glosa_status status = cutting->begun ? GLOSA_OK : keep_declaration(cutting, error);
    if (!status)
        status = glosa_cut_skip(cutting, scan, &elements, more, error);
    if (status || !*more)
        return status;
    cutting->line = cutting->next_line;
    status = glosa_cut_scan(cutting, scan, &elements, record, error);
    return status ? status : glosa_cut_behind_head(cutting, record, error);
}

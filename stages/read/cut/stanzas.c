#include "stages/read/cut/scan.h"

/* Finds the first byte that is no line end. */
static bool scan_blank(void *state, glosa_string view, size_t *at, bool ended)
{
    (void)state, (void)ended;
    while (*at < view.size && (view.data[*at] == '\n' || view.data[*at] == '\r'))
        ++*at;
    return *at < view.size;
}

/* Finds a line end with another behind it. */
static bool scan_stanza(void *state, glosa_string view, size_t *at, bool ended)
{
    (void)state;
    while (*at < view.size) {
        const char *line = memchr(view.data + *at, '\n', view.size - *at);
        *at = line ? (size_t)(line - view.data) : view.size;
        size_t next = *at + 1;
        next += next < view.size && view.data[next] == '\r';
        if (!line || (next >= view.size && !ended))
            return false;
        if (next < view.size && view.data[next] == '\n')
            return true;
        ++*at;
    }
    return false;
}

glosa_status glosa_cut_stanzas(glosa_cutting *cutting, glosa_string *record, bool *more,
                               glosa_error *error)
{
    glosa_status status = glosa_cut_skip(cutting, scan_blank, NULL, more, error);
    if (status || !*more)
        return status;
    cutting->line = cutting->next_line;
    return glosa_cut_scan(cutting, scan_stanza, NULL, record, error);
}

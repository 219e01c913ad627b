#include "pipeline/input/scan.h"

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
    glosa_status status = glosa_cut_skip(cutting, glosa_scan_line_ends, NULL, more, error);
    if (status || !*more)
        return status;
    cutting->line = cutting->next_line;
    return glosa_cut_scan(cutting, scan_stanza, NULL, record, error);
}

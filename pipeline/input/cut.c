#include <assert.h>

#include "pipeline/input/scan.h"

void glosa_cutting_begin(glosa_cutting *cutting, const char *const *units)
{
    cutting->units = units;
    cutting->line = cutting->next_line = 1;
    cutting->begun = false;
    cutting->mode = 0;
    cutting->kept = 0;
    glosa_buffer_clear(&cutting->head);
}

void glosa_cutting_free(glosa_cutting *cutting)
{
    glosa_buffer_free(&cutting->head);
}

/* Takes bytes off the reader and counts their lines. */
static void take(glosa_cutting *cutting, glosa_string bytes)
{
    const char *at = bytes.data, *end = bytes.data + bytes.size;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        cutting->next_line++;
        at++;
    }
    glosa_reader_take(cutting->reader, bytes.size);
}

glosa_status glosa_cut_scan(glosa_cutting *cutting, glosa_scanner *scanner, void *state,
                            glosa_string *scanned, glosa_error *error)
{
    glosa_string view;
    size_t at = 0, wanted = 1;
    bool found = false, large = false;
    for (bool ended = false; !found && !ended;) {
        glosa_status status = glosa_reader_peek(cutting->reader, wanted, &view, error);
        if (status)
            return status;
        ended = view.size < wanted;
        found = scanner(state, view, &at, ended);
        assert(at <= view.size && (found || !ended || at == view.size));
        wanted = view.size + 1;
        if (!found && at > cutting->limit) {
            take(cutting, glosa_string_slice(view, 0, at));
            wanted -= at;
            at = 0;
            large = true;
        }
    }
    *scanned = glosa_string_slice(view, 0, at);
    take(cutting, *scanned);
    return large || at > cutting->limit ? GLOSA_TOO_LARGE : GLOSA_OK;
}

glosa_status glosa_cut_skip(glosa_cutting *cutting, glosa_scanner *scanner, void *state,
                            bool *found, glosa_error *error)
{
    glosa_string view;
    size_t wanted = 1;
    *found = false;
    for (bool ended = false; !*found && !ended;) {
        size_t at = 0;
        glosa_status status = glosa_reader_peek(cutting->reader, wanted, &view, error);
        if (status)
            return status;
        ended = view.size < wanted;
        *found = scanner(state, view, &at, ended);
        wanted = view.size - at + 1;
        take(cutting, glosa_string_slice(view, 0, at));
    }
    return GLOSA_OK;
}

bool glosa_scan_line_ends(void *state, glosa_string view, size_t *at, bool ended)
{
    (void)state, (void)ended;
    while (*at < view.size && (view.data[*at] == '\n' || view.data[*at] == '\r'))
        ++*at;
    return *at < view.size;
}

glosa_status glosa_cut_behind_head(glosa_cutting *cutting, glosa_string *record,
                                   glosa_error *error)
{
    if (!cutting->kept)
        return GLOSA_OK;
    cutting->head.size = cutting->kept;
    glosa_buffer_string(&cutting->head, *record);
    if (cutting->head.failed)
        return glosa_fail_memory(error, "input");
    *record = glosa_buffer_view(&cutting->head);
    return GLOSA_OK;
}

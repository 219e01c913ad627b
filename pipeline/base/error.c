#include "pipeline/base/error.h"

#include <errno.h>
#include <stdarg.h>

const char *glosa_status_name(glosa_status status)
{
    switch (status) {
    case GLOSA_OK: return "ok";
#define X(enumerator, name, meaning) case enumerator: return name;
    GLOSA_DOCUMENT_STATUSES(X)
    GLOSA_RUN_STATUSES(X)
#undef X
    }
    return "unknown";
}

bool glosa_status_is_documents(glosa_status status)
{
    switch (status) {
#define X(enumerator, name, meaning) case enumerator: return true;
    GLOSA_DOCUMENT_STATUSES(X)
#undef X
    default: return false;
    }
}

/* A text that was cut to fit may end inside a character of several bytes: drops that. */
static void drop_cut_character(char *text, size_t room)
{
    size_t end = strlen(text);
    if (end + 1 < room)
        return;
    while (end > 0 && ((unsigned char)text[end - 1] & 0xC0) == 0x80)
        end--;
    if (end > 0 && (unsigned char)text[end - 1] >= 0xC0)
        text[end - 1] = '\0';
}

glosa_status glosa_fail(glosa_error *error, glosa_status code, const char *where,
                        int64_t position, const char *format, ...)
{
    if (!error)
        return code;
    error->code = code;
    error->position = position;
    snprintf(error->where, sizeof error->where, "%s", where ? where : "");
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    drop_cut_character(error->where, sizeof error->where);
    drop_cut_character(error->message, sizeof error->message);
    return code;
}

void glosa_error_set_where(glosa_error *error, glosa_string path)
{
    bool fits = path.size < sizeof error->where;
    snprintf(error->where, sizeof error->where, "%.*s", fits ? (int)path.size : 0,
             fits && path.data ? path.data : "");
}

glosa_status glosa_status_of_errno(int number)
{
    bool machine = number == EMFILE || number == ENFILE || number == ENOMEM;
    return machine ? GLOSA_IO : GLOSA_UNREADABLE;
}

glosa_status glosa_fail_memory(glosa_error *error, const char *where)
{
    return glosa_fail(error, GLOSA_MEMORY, where, -1, "out of memory");
}

int glosa_error_format(const glosa_error *error, char *out, size_t size)
{
    if (!error->where[0])
        return snprintf(out, size, "%s", error->message);
    if (error->position < 0)
        return snprintf(out, size, "%s: %s", error->where, error->message);
    return snprintf(out, size, "%s:%lld: %s", error->where, (long long)error->position,
                    error->message);
}

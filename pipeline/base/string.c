#include "pipeline/base/string.h"

#include <stdarg.h>

glosa_string glosa_string_of(const char *text)
{
    return (glosa_string){text, text ? strlen(text) : 0};
}

bool glosa_string_starts(glosa_string a, const char *prefix)
{
    size_t size = strlen(prefix);
    return a.size >= size && (size == 0 || memcmp(a.data, prefix, size) == 0);
}

int glosa_string_compare(glosa_string a, glosa_string b)
{
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.data, b.data, common) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

glosa_string glosa_string_trim(glosa_string whole)
{
    while (whole.size && glosa_is_ascii_blank(whole.data[0])) {
        whole.data++;
        whole.size--;
    }
    while (whole.size && glosa_is_ascii_blank(whole.data[whole.size - 1]))
        whole.size--;
    return whole;
}

bool glosa_string_next(glosa_string *rest, char separator, glosa_string *part)
{
    if (!rest->data)
        return false;
    const char *hit = rest->size ? memchr(rest->data, separator, rest->size) : NULL;
    if (!hit) {
        *part = *rest;
        *rest = (glosa_string){NULL, 0};
        return true;
    }
    size_t size = (size_t)(hit - rest->data);
    *part = (glosa_string){rest->data, size};
    *rest = (glosa_string){hit + 1, rest->size - size - 1};
    return true;
}

char *glosa_buffer_reserve(glosa_buffer *buffer, size_t more)
{
    if (buffer->failed)
        return NULL;
    if (buffer->capacity - buffer->size < more || !buffer->data) {
        size_t capacity = buffer->capacity ? buffer->capacity : 256;
        while (capacity - buffer->size < more && capacity < SIZE_MAX / 4)
            capacity *= 2;
        char *data = capacity - buffer->size < more ? NULL : realloc(buffer->data, capacity);
        if (!data) {
            buffer->failed = true;
            return NULL;
        }
        buffer->data = data;
        buffer->capacity = capacity;
    }
    return buffer->data + buffer->size;
}

void glosa_buffer_append(glosa_buffer *buffer, const void *data, size_t size)
{
    char *room = glosa_buffer_reserve(buffer, size);
    if (!room || !size)
        return;
    memcpy(room, data, size);
    buffer->size += size;
}

void glosa_buffer_string(glosa_buffer *buffer, glosa_string string)
{
    glosa_buffer_append(buffer, string.data, string.size);
}

void glosa_buffer_text(glosa_buffer *buffer, const char *text)
{
    glosa_buffer_append(buffer, text, strlen(text));
}

void glosa_buffer_byte(glosa_buffer *buffer, char byte)
{
    char *room = glosa_buffer_reserve(buffer, 1);
    if (!room)
        return;
    *room = byte;
    buffer->size++;
}

void glosa_buffer_number(glosa_buffer *buffer, int64_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (number < 0)
        digits[--at] = '-';
    glosa_buffer_append(buffer, digits + at, sizeof digits - at);
}

void glosa_buffer_format(glosa_buffer *buffer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    char *room = size < 0 ? NULL : glosa_buffer_reserve(buffer, (size_t)size + 1);
    if (room) {
        vsnprintf(room, (size_t)size + 1, format, again);
        buffer->size += (size_t)size;
    } else {
        buffer->failed = true;
    }
    va_end(again);
    va_end(arguments);
}

void glosa_buffer_clear(glosa_buffer *buffer)
{
    buffer->size = 0;
    buffer->failed = false;
}

void glosa_buffer_free(glosa_buffer *buffer)
{
    free(buffer->data);
    *buffer = (glosa_buffer){0};
}

glosa_string glosa_buffer_view(const glosa_buffer *buffer)
{
    return (glosa_string){buffer->data, buffer->size};
}

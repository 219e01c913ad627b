/* Sized strings: comparing, slicing, and one growing buffer for building them. */
#ifndef GLOSA_BASE_STRING_H
#define GLOSA_BASE_STRING_H

#include "pipeline/base/error.h"

/* A glosa_string as printf arguments: printf("%.*s", GLOSA_PRINT(name)). */
#define GLOSA_PRINT(string) (int)(string).size, (string).data ? (string).data : ""

/* A constant glosa_string of a literal, for tables and comparisons. */
#define GLOSA_LITERAL(literal) ((glosa_string){(literal), sizeof(literal) - 1})

static inline bool glosa_string_equal(glosa_string a, glosa_string b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static inline bool glosa_string_is(glosa_string a, const char *literal)
{
    return glosa_string_equal(a, (glosa_string){literal, strlen(literal)});
}

bool glosa_string_starts(glosa_string a, const char *prefix);

/* Byte order, shorter first where one begins the other; for sorting that never depends on a
 * locale. Negative, zero or positive. */
int glosa_string_compare(glosa_string a, glosa_string b);

/* The bytes [start, end) of a string; the range must lie inside it. */
static inline glosa_string glosa_string_slice(glosa_string whole, size_t start, size_t end)
{
    return (glosa_string){whole.data ? whole.data + start : NULL, end - start};
}

/* True for an ASCII blank: space, tab, line feed, carriage return. */
static inline bool glosa_is_ascii_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* True for 0 to 9. */
static inline bool glosa_is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* True for A to Z. */
static inline bool glosa_is_ascii_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* True for a to z. */
static inline bool glosa_is_ascii_small(char c)
{
    return c >= 'a' && c <= 'z';
}

/* True for A to Z and a to z. */
static inline bool glosa_is_ascii_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* True for 0 to 9, A to Z and a to z. */
static inline bool glosa_is_ascii_alnum(char c)
{
    return glosa_is_ascii_digit(c) || glosa_is_ascii_letter(c);
}

/* Without ASCII blanks (space, tab, line ends) at both ends. */
glosa_string glosa_string_trim(glosa_string whole);

/* Takes the part before the next `separator` (or the rest) off the front of *rest. False when
 * *rest was exhausted, which a NULL data pointer marks. Empty parts are given. */
bool glosa_string_next(glosa_string *rest, char separator, glosa_string *part);

/* Bytes that grow. Appending never has to be checked: when memory runs out `failed` is set and
 * stays, and the caller looks once at the end. All zero is a valid, empty buffer. */
typedef struct glosa_buffer {
    char *data;             /* not terminated */
    size_t size, capacity;
    bool failed;
} glosa_buffer;

/* Room for `more` bytes behind the contents, which the caller may write and then add to `size`;
 * NULL (and failed) without memory. */
char *glosa_buffer_reserve(glosa_buffer *buffer, size_t more);
void glosa_buffer_append(glosa_buffer *buffer, const void *data, size_t size);
void glosa_buffer_string(glosa_buffer *buffer, glosa_string string);
void glosa_buffer_text(glosa_buffer *buffer, const char *text);
void glosa_buffer_byte(glosa_buffer *buffer, char byte);
void glosa_buffer_number(glosa_buffer *buffer, int64_t number);
void glosa_buffer_format(glosa_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Empties it, keeps the memory, forgets a failure. */
void glosa_buffer_clear(glosa_buffer *buffer);
void glosa_buffer_free(glosa_buffer *buffer);
glosa_string glosa_buffer_view(const glosa_buffer *buffer);

#endif

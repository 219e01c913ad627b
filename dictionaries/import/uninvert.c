#include "dictionaries/import/uninvert.h"

enum { MOST_PARTS = 4 };

/* The part up to the next comma with a blank behind it that is in no brackets; false where a
 * bracket is not closed. */
static bool next_part(glosa_string *rest, glosa_string *part)
{
    int depth = 0;
    size_t at = 0;
    for (; at < rest->size; at++) {
        char c = rest->data[at];
        depth += c == '(' || c == '[' || c == '{';
        depth -= c == ')' || c == ']' || c == '}';
        if (depth == 0 && c == ',' && at + 1 < rest->size && rest->data[at + 1] == ' ')
            break;
    }
    *part = glosa_string_trim(glosa_string_slice(*rest, 0, at));
    *rest = at < rest->size ? glosa_string_slice(*rest, at + 1, rest->size)
                            : (glosa_string){NULL, 0};
    return depth == 0;
}

static bool is_part(glosa_string part)
{
    static const char *const lists[] = {"and ", "or ", "etc", "other "};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (glosa_string_starts(part, lists[i]))
            return false;
    }
    return part.size && part.data[part.size - 1] != '-' &&
           !memmem(part.data, part.size, " and ", 5) &&
           !memmem(part.data, part.size, "rug combination", 15) &&
           !memmem(part.data, part.size, "rug Combination", 15);
}

void glosa_uninvert(glosa_string name, glosa_buffer *out)
{
    glosa_string parts[MOST_PARTS], rest = name;
    size_t count = 0;
    bool inverted = name.size > 0;
    while (inverted && rest.data) {
        inverted = count < MOST_PARTS && next_part(&rest, &parts[count]);
        inverted = inverted && is_part(parts[count]);
        count++;
    }
    if (!inverted) {
        glosa_buffer_string(out, name);
        return;
    }
    for (size_t i = count; i > 0; i--) {
        glosa_buffer_string(out, parts[i - 1]);
        if (i > 1)
            glosa_buffer_byte(out, ' ');
    }
}

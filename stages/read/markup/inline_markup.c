#include "stages/read/markup/inline_markup.h"

#include "pipeline/text/utf8.h"

#include <unicode/uchar.h>

bool glosa_only_blanks(glosa_string text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return false;
    }
    return true;
}

/* The superscript form of a code point; 0 where there is none that a reader would expect. */
static int32_t superscript_of(int32_t code_point)
{
    static const int32_t digits[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                     0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    if (code_point >= '0' && code_point <= '9')
        return digits[code_point - '0'];
    switch (code_point) {
    case '+': return 0x207A;
    case '-':
    case 0x2010:
    case 0x2013:
    case 0x2212: return 0x207B;
    case '=': return 0x207C;
    case '(': return 0x207D;
    case ')': return 0x207E;
    case 'n': return 0x207F;
    default: return 0;
    }
}

/* A point or comma between two digits stays as it is: `10` to the power of `1.5` must not
 * become the number 101.5. */
static bool is_decimal_mark(glosa_string content, size_t at)
{
    return (content.data[at] == '.' || content.data[at] == ',') && at > 0 &&
           at + 1 < content.size && glosa_is_ascii_digit(content.data[at - 1]) &&
           glosa_is_ascii_digit(content.data[at + 1]);
}

static bool is_raisable(glosa_string content)
{
    for (size_t at = 0, next; at < content.size; at = next) {
        if (!superscript_of(glosa_utf8_at(content, at, &next)) && !is_decimal_mark(content, at))
            return false;
    }
    return true;
}

void glosa_superscript(glosa_buffer *out, glosa_string content)
{
    if (!is_raisable(content)) {
        glosa_buffer_string(out, content);
        return;
    }
    for (size_t at = 0, next; at < content.size; at = next) {
        int32_t code_point = glosa_utf8_at(content, at, &next);
        int32_t raised = superscript_of(code_point);
        glosa_utf8_append(out, raised ? raised : code_point);
    }
}

bool glosa_begins_word(glosa_string text)
{
    size_t next;
    return text.size && u_isalnum(glosa_utf8_at(text, 0, &next));
}

/* The last word of the text, if it ends with one. */
static glosa_string last_word(glosa_string text)
{
    size_t start = text.size;
    while (start) {
        size_t at = start - 1, next;
        while (at && ((unsigned char)text.data[at] & 0xC0) == 0x80)
            at--;
        if (!u_isalnum(glosa_utf8_at(text, at, &next)))
            break;
        start = at;
    }
    return glosa_string_slice(text, start, text.size);
}

bool glosa_superscript_behind(glosa_buffer *out, glosa_string before, glosa_string content)
{
    enum { LONGEST_WORD = 256 };
    size_t looked = before.size < LONGEST_WORD ? 0 : before.size - LONGEST_WORD;
    while (looked < before.size && ((unsigned char)before.data[looked] & 0xC0) == 0x80)
        looked++;
    glosa_string word = last_word(glosa_string_slice(before, looked, before.size));
    bool number = true;
    for (size_t i = 0; i < word.size; i++)
        number &= glosa_is_ascii_digit(word.data[i]);
    size_t letter = 0;
    if (word.size)
        glosa_utf8_at(word, 0, &letter);
    if (glosa_string_is(content, "o") &&
        (number || glosa_string_is(word, "n") || glosa_string_is(word, "N"))) {
        glosa_buffer_text(out, "º");
        return false;
    }
    size_t end = content.size;      /* `km<sup>2,</sup>` */
    while (end > 1 && strchr(",;.", content.data[end - 1]))
        end--;
    glosa_string rest = glosa_string_slice(content, end, content.size);
    content = glosa_string_slice(content, 0, end);
    bool plain = !is_raisable(content) && glosa_begins_word(content);
    bool parted = plain && !number && word.size > letter;
    if (parted)
        glosa_buffer_byte(out, ' ');
    glosa_superscript(out, content);
    glosa_buffer_string(out, rest);
    return parted || (plain && word.size == 0 && content.size == 1);
}

bool glosa_is_citation_rest(glosa_string content)
{
    for (size_t at = 0, next; at < content.size; at = next) {
        int32_t c = glosa_utf8_at(content, at, &next);
        bool dash = c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
        bool blank = c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F;
        if (!dash && !blank && (c > 0x7F || c == 0 || !strchr("0123456789,;.:[]()& \t\n\r", c)))
            return false;
    }
    return true;
}

bool glosa_closes(glosa_string text)
{
    return text.size && text.data[0] && strchr(".,;:)]", text.data[0]);
}

size_t glosa_find(glosa_string text, const char *needle)
{
    size_t size = strlen(needle);
    for (size_t at = 0; at + size <= text.size; at++) {
        const char *first = memchr(text.data + at, needle[0], text.size - size + 1 - at);
        if (!first)
            return text.size;
        at = (size_t)(first - text.data);
        if (memcmp(first, needle, size) == 0)
            return at;
    }
    return text.size;
}

#include "stages/read/markup/inline_markup.h"
#include "stages/read/markup/xml.h"

static bool is_name_byte(char c)
{
    unsigned char u = (unsigned char)c;
    return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') ||
           u == '-' || u == '_' || u == '.' || u >= 0x80;
}

/* The text behind the first `end`, or nothing. */
static glosa_string behind(glosa_string text, const char *end)
{
    size_t at = glosa_find(text, end);
    return at < text.size ? glosa_string_slice(text, at + strlen(end), text.size)
                          : (glosa_string){NULL, 0};
}

/* Behind a DOCTYPE, whose internal subset may hold `>` in quotes and comments. A quote that was
 * never closed ends with the DOCTYPE: in front of the next tag. */
static glosa_string behind_doctype(glosa_string text)
{
    bool subset = false;
    char quote = 0;
    size_t closed = 0;          /* behind the last `>` in the open quote */
    for (size_t at = 0; at < text.size; at++) {
        char c = text.data[at];
        if (quote && !subset && c == '<' && closed)
            return glosa_string_slice(text, closed, text.size);
        closed = !quote ? 0 : c == '>' ? at + 1 : closed;
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (subset && c == '<' &&
                 glosa_string_starts(glosa_string_slice(text, at, text.size), "<!--"))
            at += glosa_find(glosa_string_slice(text, at, text.size), "-->");
        else if (c == '[' || c == ']')
            subset = c == '[';
        else if (c == '>' && !subset)
            return glosa_string_slice(text, at + 1, text.size);
    }
    return (glosa_string){NULL, 0};
}

glosa_string glosa_xml_behind_prolog(glosa_string head, glosa_string *doctype)
{
    *doctype = (glosa_string){NULL, 0};
    for (;;) {
        head = glosa_xml_without_lead(head);
        if (glosa_string_starts(head, "<?")) {
            head = behind(head, "?>");
        } else if (glosa_string_starts(head, "<!--")) {
            head = behind(head, "-->");
        } else if (glosa_string_starts(head, "<!DOCTYPE") ||
                   glosa_string_starts(head, "<!doctype")) {
            glosa_string rest = behind_doctype(head);
            *doctype = glosa_string_slice(head, 0, head.size - rest.size);
            head = rest;
        } else {
            return head;
        }
    }
}

glosa_string glosa_xml_root_name(glosa_string head)
{
    glosa_string doctype;
    head = glosa_xml_behind_prolog(head, &doctype);
    bool named = head.size > 1 && head.data[0] == '<' && is_name_byte(head.data[1]) &&
                 !memchr("0123456789-.", head.data[1], 12);
    if (!named)
        return (glosa_string){NULL, 0};
    size_t start = 1, end = 1;
    for (; end < head.size && (is_name_byte(head.data[end]) || head.data[end] == ':'); end++) {
        if (head.data[end] == ':')
            start = end + 1;
    }
    return glosa_string_slice(head, start, end);
}

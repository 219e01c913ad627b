/* The little LaTeX that stands where a character was meant. */
#include "stages/read/markup/inline_markup.h"
#include "stages/read/markup/xml.h"

/* Longer formulas are equations, which hold no names. */
enum { LONGEST = 80 };

typedef struct reader {
    glosa_string rest;
    glosa_buffer text;
    bool failed;                /* something that has no plain text */
} reader;

static const struct {
    const char *command, *text;
} commands[] = {
    {"times", "×"},   {"pm", "±"},     {"leq", "≤"},        {"le", "≤"},       {"geq", "≥"},
    {"ge", "≥"},      {"sim", "~"},    {"approx", "≈"},     {"circ", "°"},     {"cdot", "·"},
    {"neq", "≠"},     {"varepsilon", "ε"}, {"varphi", "φ"}, {"vartheta", "θ"}, {"lt", "<"},
    {"gt", ">"},      {"rightarrow", "→"}, {"to", "→"},     {"quad", " "},     {"mathrm", ""},
    {"rm", ""},       {"text", ""},    {"textit", ""},      {"mathit", ""},    {"it", ""},
    {"mathbf", ""},   {"bf", ""},      {"textrm", ""},      {"mathsf", ""},    {"left", ""},
    {"right", ""},    {"ensuremath", ""}, {"displaystyle", ""}, {"upmu", "μ"}, {"prime", "′"},
};

/* The part between \begin{document} and \end{document}, or all. */
static glosa_string body_of(glosa_string tex)
{
    static const char begin[] = "\\begin{document}";
    size_t start = glosa_find(tex, begin);
    if (start < tex.size)
        tex = glosa_string_slice(tex, start + sizeof begin - 1, tex.size);
    return glosa_string_slice(tex, 0, glosa_find(tex, "\\end{document}"));
}

static void read_command(reader *r)
{
    char name[24] = {0}, utf8[8];
    size_t size = 0;
    while (size < r->rest.size && size + 1 < sizeof name &&
           glosa_is_ascii_letter(r->rest.data[size])) {
        name[size] = r->rest.data[size];
        size++;
    }
    if (size == 0) {            /* an escaped character or a thin space */
        if (r->rest.size && strchr("%&_#{}$", r->rest.data[0]))
            glosa_buffer_byte(&r->text, r->rest.data[0]);
        size = r->rest.size ? 1 : 0;
    }
    r->rest = glosa_string_slice(r->rest, size, r->rest.size);
    if (!name[0])
        return;
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(commands[i].command, name) == 0) {
            glosa_buffer_text(&r->text, commands[i].text);
            r->rest = glosa_string_trim(r->rest);
            return;
        }
    }
    if (glosa_xml_character(name, utf8))
        glosa_buffer_text(&r->text, utf8);
    else
        r->failed = true;
    r->rest = glosa_string_trim(r->rest);
}

/* The argument of ^: a group without groups inside, a command, or one character. */
static void read_superscript(reader *r)
{
    glosa_string group = {r->rest.data, r->rest.size ? 1 : 0};
    if (r->rest.size && r->rest.data[0] == '{') {
        const char *end = memchr(r->rest.data, '}', r->rest.size);
        r->failed |= !end;
        size_t size = end ? (size_t)(end - r->rest.data) : r->rest.size;
        group = glosa_string_slice(r->rest, 1, size);
        r->rest = glosa_string_slice(r->rest, end ? size + 1 : size, r->rest.size);
    } else if (r->rest.size && r->rest.data[0] == '\\') {
        return;
    } else {
        r->rest = glosa_string_slice(r->rest, group.size, r->rest.size);
    }
    if (memchr(group.data ? group.data : "", '\\', group.size))
        r->failed |= !glosa_tex_text(&r->text, group);
    else
        glosa_superscript(&r->text, glosa_string_trim(group));
}

static void read_text(reader *r)
{
    while (r->rest.size && !r->failed) {
        char c = r->rest.data[0];
        r->rest = glosa_string_slice(r->rest, 1, r->rest.size);
        if (c == '\\')
            read_command(r);
        else if (c == '^')
            read_superscript(r);
        else if (!strchr("${}_~", c))
            glosa_buffer_byte(&r->text, c);
        else if (c == '~')
            glosa_buffer_byte(&r->text, ' ');
    }
}

bool glosa_tex_text(glosa_buffer *out, glosa_string tex)
{
    reader r = {.rest = glosa_string_trim(tex.size ? body_of(tex) : tex)};
    if (r.rest.size == 0 || r.rest.size > LONGEST)
        return false;
    read_text(&r);
    bool good = !r.failed && !r.text.failed && r.text.size > 0;
    if (good)
        glosa_buffer_string(out, glosa_buffer_view(&r.text));
    out->failed |= r.text.failed;
    glosa_buffer_free(&r.text);
    return good;
}

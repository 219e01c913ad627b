/* The scanner over markup. */
#include "stages/normalize/markup.h"

static size_t dispatch(glosa_markup *markup, size_t at)
{
    switch (markup->rewrite->in.data[at]) {
    case '<': return glosa_markup_tag(markup, at);
    case '&': return glosa_markup_entity(markup, at);
    case '\\': return glosa_markup_escape(markup, at);
    case '[':
    case ']': return glosa_markup_link(markup, at);
    case '!': return glosa_markup_image(markup, at);
    case '$': return glosa_markup_formula(markup, at);
    default: return glosa_markup_delimiters(markup, at);
    }
}

static void scan(glosa_pass *pass, unsigned call)
{
    glosa_markup markup = {.rewrite = &pass->rewrite, .markdown = call == GLOSA_CALL_MARKDOWN};
    glosa_string text = pass->rewrite.in;
    size_t at = 0;
    while ((at = glosa_next_call(text, at, call)) < text.size)
        at = dispatch(&markup, at);
}

void glosa_normalize_tags(glosa_pass *pass)
{
    scan(pass, GLOSA_CALL_TAGS);
}

void glosa_normalize_markdown(glosa_pass *pass)
{
    scan(pass, GLOSA_CALL_MARKDOWN);
}

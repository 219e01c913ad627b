/* Markdown's delimiters, escapes, links and images.
 *
 * A delimiter is judged by what stands beside it (left- and right-flanking runs, CommonMark
 * 0.30, section 6.2) and not by its partner, which may be a paragraph away in text that was
 * read from pages. Only where the neighbours leave it open does the partner count. */
#include <unicode/uchar.h>

#include "stages/normalize/markup.h"

enum { LONGEST_RUN = 3, LONGEST_WORD = 64, LONGEST_LABEL = 1024, LONGEST_TARGET = 2048 };

static bool is_white(int32_t c)
{
    return c == 0 || u_isUWhiteSpace(c);
}

static bool is_mark(int32_t c)
{
    if (c < 0x80)
        return c > ' ' && !glosa_is_letter(c) && !glosa_is_digit(c);
    return u_ispunct(c) || (U_GET_GC_MASK(c) & U_GC_S_MASK);
}

static bool is_ascii_mark(char c)
{
    return c > ' ' && c < 0x7F && is_mark(c);
}

/* CYP2D6*4, HLA-DRB1*04:01, 5*3: the star of an allele or of a product. */
static bool is_allele(int32_t before, int32_t after)
{
    return glosa_is_digit(after) && (glosa_is_digit(before) || glosa_is_upper(before));
}

/* Whether the same delimiter stands elsewhere in the word around [start, end). */
static bool has_partner(glosa_string text, size_t start, size_t end)
{
    char delimiter = text.data[start];
    for (size_t i = start; i > 0 && start - i < LONGEST_WORD; i--) {
        if (text.data[i - 1] == ' ' || text.data[i - 1] == '\n')
            break;
        if (text.data[i - 1] == delimiter)
            return true;
    }
    for (size_t i = end; i < text.size && i - end < LONGEST_WORD; i++) {
        if (text.data[i] == ' ' || text.data[i] == '\n')
            break;
        if (text.data[i] == delimiter)
            return true;
    }
    return false;
}

size_t glosa_markup_delimiters(glosa_markup *markup, size_t at)
{
    glosa_string text = markup->rewrite->in;
    char delimiter = text.data[at];
    size_t end = at + 1;
    while (end < text.size && text.data[end] == delimiter)
        end++;
    if (end - at > LONGEST_RUN)
        return end;
    uint8_t *open = &markup->open[delimiter == '*' ? 0 : delimiter == '_' ? 1 : 2];
    int32_t before = glosa_peek_back(text, at), after = glosa_peek(text, end);
    bool left = !is_white(after) && (!is_mark(after) || is_white(before) || is_mark(before));
    bool right = !is_white(before) && (!is_mark(before) || is_white(after) || is_mark(after));
    bool delimits = left != right;
    if (left && right && is_mark(before))
        delimits = *open == end - at;
    else if (left && right && delimiter == '*')
        delimits = !is_allele(before, after) && has_partner(text, at, end);
    if (delimits) {
        *open = left && !right ? (uint8_t)(end - at) : 0;
        glosa_rewrite_drop(markup->rewrite, at, end);
    }
    return end;
}

size_t glosa_markup_escape(glosa_markup *markup, size_t at)
{
    glosa_string text = markup->rewrite->in;
    char next = at + 1 < text.size ? text.data[at + 1] : '\0';
    if (!is_ascii_mark(next) && next != '\n')
        return at + 1;
    glosa_rewrite_drop(markup->rewrite, at, at + 1);
    return at + 2;
}

/* Whether a label that starts at `at` can be a link's: `](` stands near enough behind it. Each
 * byte is searched once. */
static bool may_be_label(glosa_markup *markup, size_t at)
{
    glosa_string text = markup->rewrite->in;
    size_t look = markup->next_target > at ? markup->next_target : at;
    while (look + 1 < text.size && !(text.data[look] == ']' && text.data[look + 1] == '('))
        look++;
    markup->next_target = look;
    return look + 1 < text.size && look - at < LONGEST_LABEL;
}

/* The byte of the `]` that closes the `[` at `at`; 0 where there is none in this paragraph. */
static size_t label_end(glosa_markup *markup, size_t at)
{
    glosa_string text = markup->rewrite->in;
    if (!may_be_label(markup, at))
        return 0;
    size_t limit = text.size - at < LONGEST_LABEL ? text.size : at + LONGEST_LABEL;
    int depth = 0;
    for (size_t i = at; i < limit; i++) {
        char c = text.data[i], next = i + 1 < limit ? text.data[i + 1] : '\0';
        if (c == '\\')
            i++;
        else if (c == '\n' && next == '\n')
            return 0;
        else if (c == '[')
            depth++;
        else if (c == ']' && --depth == 0)
            return i;
    }
    return 0;
}

/* The byte behind `(target)` or `(target "title")` at `at`; 0 where there is none, or where the
 * brackets hold something that is no address: [1](see text). */
static size_t target_end(glosa_string text, size_t at)
{
    size_t limit = text.size - at < LONGEST_TARGET ? text.size : at + LONGEST_TARGET;
    if (at >= limit || text.data[at] != '(')
        return 0;
    int depth = 0;
    bool address = false, title = false;
    for (size_t i = at; i < limit && text.data[i] != '\n'; i++) {
        char c = text.data[i], next = i + 1 < limit ? text.data[i + 1] : '\0';
        if ((c == ' ' && !title && next != '"') || c == '<' || c == '[')
            return 0;
        title |= c == '"';
        address |= c == '/' || c == '.' || c == '#' || c == ':';
        depth += (c == '(') - (c == ')');
        if (depth == 0)
            return address ? i + 1 : 0;
    }
    return 0;
}

size_t glosa_markup_link(glosa_markup *markup, size_t at)
{
    glosa_rewrite *rewrite = markup->rewrite;
    if (at == markup->link_close && markup->link_end > at) {
        glosa_rewrite_drop(rewrite, at, markup->link_end);
        return markup->link_end;
    }
    if (rewrite->in.data[at] != '[' || at < markup->link_close)
        return at + 1;
    size_t close = label_end(markup, at);
    size_t end = close ? target_end(rewrite->in, close + 1) : 0;
    if (end) {
        markup->link_close = close;
        markup->link_end = end;
        glosa_rewrite_drop(rewrite, at, at + 1);
    }
    return at + 1;
}

size_t glosa_markup_image(glosa_markup *markup, size_t at)
{
    glosa_rewrite *rewrite = markup->rewrite;
    if (at + 1 >= rewrite->in.size || rewrite->in.data[at + 1] != '[')
        return at + 1;
    size_t close = label_end(markup, at + 1);
    size_t end = close ? target_end(rewrite->in, close + 1) : 0;
    if (!end)
        return at + 1;
    glosa_rewrite_drop(rewrite, at, end);
    return end;
}

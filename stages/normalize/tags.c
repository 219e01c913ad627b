/* Inline tags of HTML and JATS, from a closed list: `p<0.05` and `<15` are text. */
#include "stages/normalize/markup.h"

enum { LONGEST_TAG = 2048, LONGEST_COMMENT = 8192, LONGEST_SUPERSCRIPT = 2048 };

typedef enum tag_kind { TAG_NONE, TAG_INLINE, TAG_BLOCK, TAG_SUPERSCRIPT } tag_kind;

static const struct {
    char name[12];
    uint8_t kind;
} known[] = {
    {"a", TAG_INLINE},         {"abstract", TAG_BLOCK},  {"abbr", TAG_INLINE},
    {"article", TAG_BLOCK},    {"b", TAG_INLINE},        {"big", TAG_INLINE},
    {"blockquote", TAG_BLOCK}, {"bold", TAG_INLINE},     {"br", TAG_BLOCK},
    {"break", TAG_BLOCK},      {"center", TAG_BLOCK},    {"cite", TAG_INLINE},
    {"code", TAG_INLINE},      {"dd", TAG_BLOCK},        {"div", TAG_BLOCK},
    {"dl", TAG_BLOCK},         {"dt", TAG_BLOCK},        {"em", TAG_INLINE},
    {"font", TAG_INLINE},      {"h1", TAG_BLOCK},        {"h2", TAG_BLOCK},
    {"h3", TAG_BLOCK},         {"h4", TAG_BLOCK},        {"h5", TAG_BLOCK},
    {"h6", TAG_BLOCK},         {"hr", TAG_BLOCK},        {"i", TAG_INLINE},
    {"img", TAG_INLINE},       {"inf", TAG_INLINE},      {"italic", TAG_INLINE},
    {"label", TAG_BLOCK},      {"li", TAG_BLOCK},        {"list", TAG_BLOCK},
    {"list-item", TAG_BLOCK},  {"mark", TAG_INLINE},     {"monospace", TAG_INLINE},
    {"ol", TAG_BLOCK},         {"p", TAG_BLOCK},         {"roman", TAG_INLINE},
    {"s", TAG_INLINE},         {"sc", TAG_INLINE},       {"sec", TAG_BLOCK},
    {"section", TAG_BLOCK},    {"small", TAG_INLINE},    {"span", TAG_INLINE},
    {"strong", TAG_INLINE},    {"sub", TAG_INLINE},      {"sup", TAG_SUPERSCRIPT},
    {"table", TAG_BLOCK},      {"tbody", TAG_BLOCK},     {"td", TAG_BLOCK},
    {"th", TAG_BLOCK},         {"thead", TAG_BLOCK},     {"title", TAG_BLOCK},
    {"tr", TAG_BLOCK},         {"tt", TAG_INLINE},       {"u", TAG_INLINE},
    {"ul", TAG_BLOCK},         {"underline", TAG_INLINE}, {"xref", TAG_INLINE},
};

typedef struct tag {
    tag_kind kind;
    bool closing;
    size_t end;
} tag;

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == ':';
}

static tag_kind kind_of(glosa_string name)
{
    char lower[32];
    if (name.size == 0 || name.size >= sizeof lower)
        return TAG_NONE;
    for (size_t i = 0; i < name.size; i++)
        lower[i] = (char)(name.data[i] >= 'A' && name.data[i] <= 'Z' ? name.data[i] | 0x20
                                                                     : name.data[i]);
    glosa_string key = {lower, name.size};
    bool jats = glosa_string_starts(key, "jats:");
    if (jats)
        key = glosa_string_slice(key, 5, key.size);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        bool begins = key.size && key.data[0] == known[i].name[0];
        if (begins && glosa_string_is(key, known[i].name))
            return known[i].kind;
    }
    return jats ? TAG_INLINE : TAG_NONE;
}

static bool is_white(glosa_string text, size_t at)
{
    char c = at < text.size ? text.data[at] : ' ';
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The byte behind the `>` that ends a tag whose name ends at `at`; 0 where there is none. What
 * follows the name must look like attributes. */
static size_t tag_end(glosa_string text, size_t at)
{
    size_t limit = text.size - at < LONGEST_TAG ? text.size : at + LONGEST_TAG;
    if (at < limit && text.data[at] != '>' && text.data[at] != '/' && !is_white(text, at))
        return 0;
    bool equals = false, plain = true;
    for (; at < limit && text.data[at] != '<'; at++) {
        if (text.data[at] == '>')
            return equals || plain ? at + 1 : 0;
        equals |= text.data[at] == '=';
        plain &= text.data[at] == '/' || is_white(text, at);
    }
    return 0;
}

static tag tag_at(glosa_string text, size_t at)
{
    tag found = {.kind = TAG_NONE};
    size_t start = at + 1;
    found.closing = start < text.size && text.data[start] == '/';
    start += found.closing;
    size_t stop = start;
    while (stop < text.size && is_name_char(text.data[stop]))
        stop++;
    tag_kind kind = kind_of(glosa_string_slice(text, start, stop));
    found.end = kind ? tag_end(text, stop) : 0;
    found.kind = found.end ? kind : TAG_NONE;
    return found;
}

/* A `<sup>` element: its characters without the tags inside. */
typedef struct element {
    glosa_raised items[GLOSA_RAISED_MOST];
    size_t count;
    size_t start, content, stop, end;   /* `<sup>` is [start, content), `</sup>` [stop, end) */
} element;

static glosa_raised character_at(glosa_string text, size_t at)
{
    glosa_raised found = {.start = at};
    if (text.data[at] == '&')
        found.c = glosa_entity_at(text, at, &found.end);
    if (!found.c)
        found.c = glosa_utf8_at(text, at, &found.end);
    return found;
}

/* Reads the element from its content on. False where it is not closed, or too long. */
static bool read_element(glosa_string text, element *out)
{
    size_t at = out->content;
    size_t limit = text.size - at < LONGEST_SUPERSCRIPT ? text.size : at + LONGEST_SUPERSCRIPT;
    while (at < limit) {
        tag inner = text.data[at] == '<' ? tag_at(text, at) : (tag){.kind = TAG_NONE};
        if (inner.kind == TAG_SUPERSCRIPT) {
            out->stop = at;
            out->end = inner.end;
            return inner.closing;
        }
        if (inner.kind == TAG_NONE) {
            if (out->count == GLOSA_RAISED_MOST)
                return false;
            out->items[out->count++] = character_at(text, at);
            inner.end = out->items[out->count - 1].end;
        }
        at = inner.end;
    }
    return false;
}

/* Character by character, so that each maps back to its own; tags between them are dropped. */
static void raise_element(glosa_rewrite *rewrite, const element *it)
{
    size_t done = it->start;
    for (size_t i = 0; i < it->count; i++) {
        if (it->items[i].start > done)
            glosa_rewrite_drop(rewrite, done, it->items[i].start);
        glosa_superscript_write(rewrite, &it->items[i], 1);
        done = it->items[i].end;
    }
    glosa_rewrite_drop(rewrite, done, it->end);
}

static size_t superscript(glosa_rewrite *rewrite, size_t at, size_t content)
{
    element it = {.start = at, .content = content};
    if (!read_element(rewrite->in, &it)) {
        glosa_rewrite_drop(rewrite, at, content);
        return content;
    }
    glosa_string before = glosa_rewrite_before(rewrite, at);
    glosa_string after = glosa_string_slice(rewrite->in, it.end, rewrite->in.size);
    switch (glosa_superscript_judge(it.items, it.count, before, after)) {
    case GLOSA_SUPERSCRIPT_DROP: glosa_rewrite_drop(rewrite, at, it.end); return it.end;
    case GLOSA_SUPERSCRIPT_RAISE: raise_element(rewrite, &it); return it.end;
    case GLOSA_SUPERSCRIPT_DEGREE:
        glosa_rewrite_drop(rewrite, at, content);
        glosa_rewrite_code_point(rewrite, content, it.stop, 0xB0);
        return it.stop;
    case GLOSA_SUPERSCRIPT_APART:
        glosa_rewrite_replace(rewrite, at, content, GLOSA_LITERAL(" "));
        return content;
    default: glosa_rewrite_drop(rewrite, at, content); return content;
    }
}

/* A tag that ends a line or a block leaves a blank, unless there is one. */
static void part(glosa_rewrite *rewrite, size_t at, size_t end)
{
    glosa_string before = glosa_rewrite_before(rewrite, at);
    if (before.size == 0 || is_white(before, before.size - 1) || is_white(rewrite->in, end))
        glosa_rewrite_drop(rewrite, at, end);
    else
        glosa_rewrite_replace(rewrite, at, end, GLOSA_LITERAL(" "));
}

/* The byte behind a comment; 0 where there is none. No byte is searched twice for its end. */
static size_t comment_end(glosa_markup *markup, size_t at)
{
    glosa_string text = markup->rewrite->in;
    if (!glosa_string_starts(glosa_string_slice(text, at, text.size), "<!--"))
        return 0;
    size_t limit = text.size - at < LONGEST_COMMENT ? text.size : at + LONGEST_COMMENT;
    size_t look = at + 4 > markup->no_comment_end ? at + 4 : markup->no_comment_end;
    for (; look + 3 <= limit; look++) {
        if (memcmp(text.data + look, "-->", 3) == 0)
            return look + 3;
    }
    markup->no_comment_end = look;
    return 0;
}

size_t glosa_markup_tag(glosa_markup *markup, size_t at)
{
    glosa_rewrite *rewrite = markup->rewrite;
    size_t comment = markup->markdown ? comment_end(markup, at) : 0;
    if (comment) {
        glosa_rewrite_drop(rewrite, at, comment);
        return comment;
    }
    tag found = tag_at(rewrite->in, at);
    if (found.kind == TAG_NONE)
        return at + 1;
    if (found.kind == TAG_SUPERSCRIPT && !found.closing)
        return superscript(rewrite, at, found.end);
    if (found.kind == TAG_BLOCK)
        part(rewrite, at, found.end);
    else
        glosa_rewrite_drop(rewrite, at, found.end);
    return found.end;
}

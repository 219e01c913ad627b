#include "stages/read/records/abstract_markup.h"

#include "stages/read/markup/inline_markup.h"
#include "stages/read/markup/xml.h"

enum { LONGEST_NAME = 10, LONGEST_TAG = 256, LONGEST_ENTITY = 12, LONGEST_SUPERSCRIPT = 256 };

enum tag { NO_TAG, INLINE, BREAK, HEADING, SUPERSCRIPT };

static const struct {
    char name[LONGEST_NAME + 1];
    enum tag tag;
} tags[] = {
    {"i", INLINE},         {"b", INLINE},     {"em", INLINE},       {"strong", INLINE},
    {"u", INLINE},         {"sub", INLINE},   {"italic", INLINE},   {"bold", INLINE},
    {"underline", INLINE}, {"span", INLINE},  {"small", INLINE},    {"font", INLINE},
    {"a", INLINE},         {"sc", INLINE},    {"tt", INLINE},       {"sup", SUPERSCRIPT},
    {"p", BREAK},          {"div", BREAK},    {"br", BREAK},        {"ul", BREAK},
    {"ol", BREAK},         {"li", BREAK},     {"sec", BREAK},       {"abstract", BREAK},
    {"h1", HEADING},       {"h2", HEADING},   {"h3", HEADING},      {"h4", HEADING},
    {"h5", HEADING},       {"h6", HEADING},   {"title", HEADING},
};

static enum tag tag_named(glosa_string name)
{
    char lower[LONGEST_NAME + 1] = {0};
    for (size_t i = 0; i < name.size && name.size <= LONGEST_NAME; i++)
        lower[i] = glosa_is_ascii_letter(name.data[i]) ? name.data[i] | 0x20 : name.data[i];
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (strcmp(lower, tags[i].name) == 0)
            return tags[i].tag;
    }
    return NO_TAG;
}

/* The tag at a `<`; *end is behind it. What follows the name is a blank, a slash or the end. */
static enum tag tag_at(glosa_string text, size_t at, bool *closing, size_t *end)
{
    size_t start = at + 1, stop = text.size - at < LONGEST_TAG ? text.size : at + LONGEST_TAG;
    *closing = start < stop && text.data[start] == '/';
    start += *closing;
    size_t behind = start;
    while (behind < stop &&
           (glosa_is_ascii_letter(text.data[behind]) ||
            (text.data[behind] >= '1' && text.data[behind] <= '6')))
        behind++;
    if (behind == stop || !memchr("> /\t\n", text.data[behind], 5))
        return NO_TAG;
    for (*end = behind; *end < stop && text.data[*end] != '<'; ++*end) {
        if (text.data[*end] == '>') {
            ++*end;
            return tag_named(glosa_string_slice(text, start, behind));
        }
    }
    return NO_TAG;
}

/* The character that the entity at a `&` names, as UTF-8; *end is behind it. */
static bool entity_at(glosa_string text, size_t at, char utf8[8], size_t *end)
{
    char name[LONGEST_ENTITY + 1] = {0};
    size_t size = 0;
    while (size < LONGEST_ENTITY && at + 1 + size < text.size && text.data[at + 1 + size] != ';') {
        name[size] = text.data[at + 1 + size];
        size++;
    }
    *end = at + size + 2;
    if (!size || *end > text.size || text.data[*end - 1] != ';')
        return false;
    return glosa_xml_character(name, utf8);
}

struct state {
    glosa_builder *builder;
    glosa_block like;
    glosa_buffer raised; /* the content of an open superscript */
    bool raising;
};

static void put(struct state *state, glosa_string text)
{
    if (state->raising)
        glosa_buffer_string(&state->raised, text);
    else
        glosa_builder_add(state->builder, text);
}

static void lower(struct state *state)
{
    glosa_buffer out = {0};
    if (!state->raising)
        return;
    state->raising = false;
    glosa_superscript(&out, glosa_buffer_view(&state->raised));
    glosa_builder_add(state->builder, glosa_buffer_view(&out));
    state->builder->failed |= out.failed || state->raised.failed;
    glosa_buffer_free(&out);
    glosa_buffer_clear(&state->raised);
}

static void open_block(struct state *state, bool heading)
{
    glosa_block block = state->like;
    if (heading) {
        block.kind = GLOSA_BLOCK_HEADING;
        block.level = 2;
    }
    lower(state);
    glosa_builder_open(state->builder, block);
}

static void apply(struct state *state, enum tag tag, bool closing)
{
    /* In a title or a keyword, which are one block, headings and breaks are blanks. */
    bool inside = state->like.kind != GLOSA_BLOCK_PARAGRAPH;
    if (tag == SUPERSCRIPT)
        lower(state);
    if (tag == SUPERSCRIPT && !closing)
        state->raising = true;
    else if ((tag == BREAK || tag == HEADING) && inside)
        glosa_builder_space(state->builder);
    else if (tag == BREAK || tag == HEADING)
        open_block(state, tag == HEADING && !closing);
}

void glosa_add_abstract(glosa_builder *builder, glosa_string text, glosa_block like)
{
    struct state state = {.builder = builder, .like = like};
    size_t from = 0;
    open_block(&state, false);
    for (size_t at = 0, end = 0; at < text.size; at = end) {
        char character[8];
        bool closing = false, named = false;
        enum tag tag = NO_TAG;
        end = at + 1;
        if (text.data[at] == '<')
            tag = tag_at(text, at, &closing, &end);
        else if (text.data[at] == '&')
            named = entity_at(text, at, character, &end);
        else
            continue;
        if (tag || named) {
            put(&state, glosa_string_slice(text, from, at));
            from = end;
        } else {
            end = at + 1;
        }
        if (named)
            put(&state, glosa_string_of(character));
        if (tag)
            apply(&state, tag, closing);
        if (state.raised.size > LONGEST_SUPERSCRIPT)
            lower(&state);
    }
    put(&state, glosa_string_slice(text, from, text.size));
    lower(&state);
    glosa_builder_close(builder);
    glosa_buffer_free(&state.raised);
}

#include "stages/read/markup/inline_markup.h"
#include "stages/read/markup/jats_reader.h"

char glosa_jats_last_character(const glosa_jats_reader *reader)
{
    const glosa_builder *builder = &reader->builder;
    bool any = builder->open && builder->text->size > builder->block.span.start;
    return any ? builder->text->data[builder->text->size - 1] : 0;
}

void glosa_jats_close_block(glosa_jats_reader *reader)
{
    glosa_builder_close(&reader->builder);
    if (!reader->waiting)
        glosa_jats_put_asides(reader);
    reader->labelled = reader->dropped = reader->parted = false;
}

void glosa_jats_space(glosa_jats_reader *reader)
{
    if (reader->raised)
        glosa_buffer_byte(&reader->script, ' ');
    else if (glosa_jats_last_character(reader) != '(')
        glosa_builder_space(&reader->builder);
}

static void open_block(glosa_jats_reader *reader)
{
    const glosa_jats_frame *frame = glosa_jats_top(reader);
    glosa_builder_open(&reader->builder, (glosa_block){
                                             .kind = frame->kind,
                                             .level = frame->level,
                                             .section_known = true,
                                             .section = frame->section,
                                             .opens_section = reader->opens,
                                             .language = frame->language,
                                         });
    reader->opens = false;
}

/* What stands between two parts of a citation that is nothing but parts. */
static const char *separator(glosa_jats_role before, glosa_jats_role role)
{
    if (role == GLOSA_JATS_LAST_PAGE)
        return "-";
    return before != GLOSA_JATS_GIVEN_NAME && role == GLOSA_JATS_GIVEN_NAME ? " " : ", ";
}

/* Separates a part from the one before it. */
static void begin_part(glosa_jats_reader *reader)
{
    glosa_jats_frame *frame = glosa_jats_top(reader);
    if (frame->citation != GLOSA_JATS_PARTS || frame->part == reader->last_part)
        return;
    reader->last_part = frame->part;
    glosa_jats_role role = GLOSA_JATS_NONE;
    for (glosa_jats_frame *at = frame; at->part == frame->part; at--)
        role = at->element->role;
    if (glosa_jats_last_character(reader)) {
        const char *between = separator(reader->last_role, role);
        reader->builder.blank = false;
        if (between[0] == ' ')
            glosa_builder_space(&reader->builder);
        else
            glosa_builder_add(&reader->builder, glosa_string_of(between));
    }
    reader->last_role = role;
}

void glosa_jats_emit(glosa_jats_reader *reader, glosa_string text)
{
    bool blank = glosa_only_blanks(text);
    if (reader->parted && glosa_begins_word(text))
        glosa_jats_space(reader);
    reader->touching = reader->parted = false;
    if (!blank)
        reader->emitted++;
    if (reader->raised) {
        glosa_buffer_string(&reader->script, text);
        return;
    }
    if (!reader->builder.open) {
        if (blank)
            return;
        open_block(reader);
    }
    if (blank) {
        /* Blanks around the parts of a citation are only the layout of its XML. */
        const glosa_jats_frame *frame = glosa_jats_top(reader);
        if (frame->citation != GLOSA_JATS_PARTS || frame->part == reader->last_part)
            glosa_builder_space(&reader->builder);
        return;
    }
    begin_part(reader);
    if (reader->dropped && glosa_closes(text))
        reader->builder.blank = false;
    reader->dropped = false;
    glosa_builder_add(&reader->builder, text);
}

/* Function application, times, separator and plus that nobody sees: U+2061 to U+2064. */
static bool is_invisible(glosa_string text)
{
    return text.size == 3 && memcmp(text.data, "\xE2\x81", 2) == 0 &&
           (unsigned char)text.data[2] >= 0xA1 && (unsigned char)text.data[2] <= 0xA4;
}

void glosa_jats_text(glosa_jats_reader *reader, glosa_string text)
{
    const glosa_jats_frame *frame = glosa_jats_top(reader);
    if (frame->silent)
        return;
    if (frame->field)
        glosa_buffer_string(&reader->value, text);
    else if (frame->mute || frame->drop)
        return;
    else if (frame->tex)
        glosa_buffer_string(&reader->tex, text);
    else if (frame->math && (!frame->token || is_invisible(text)))
        return;
    else if (frame->mark && reader->raised)
        reader->marked |= !glosa_only_blanks(text);
    else
        glosa_jats_emit(reader, text);
}

void glosa_jats_raise(glosa_jats_reader *reader)
{
    if (reader->raised++ == 0) {
        glosa_buffer_clear(&reader->script);
        reader->marked = false;
    }
}

static bool begins_blank(glosa_string text)
{
    return text.size && glosa_only_blanks(glosa_string_slice(text, 0, 1));
}

static bool ends_blank(glosa_string text)
{
    return text.size && glosa_only_blanks(glosa_string_slice(text, text.size - 1, text.size));
}

/* Numbers are marks only beside a cross-reference, else they are exponents; brackets and commas
 * alone always are, a dash between dropped marks. */
static bool holds_only_marks(const glosa_jats_reader *reader, glosa_string inside)
{
    if (!glosa_is_citation_rest(inside))
        return false;
    if (reader->marked)
        return true;
    for (size_t i = 0; i < inside.size; i++) {
        bool bracket = inside.data[i] && strchr("(),;[] ", inside.data[i]);
        bool digit = inside.data[i] >= '0' && inside.data[i] <= '9';
        if (digit || (!bracket && !reader->dropped))
            return false;
    }
    return true;
}

void glosa_jats_lower(glosa_jats_reader *reader)
{
    if (--reader->raised)
        return;
    glosa_string content = glosa_buffer_view(&reader->script);
    glosa_string inside = glosa_string_trim(content);
    bool marks = glosa_jats_top(reader)->mark || holds_only_marks(reader, inside);
    if (begins_blank(content))
        glosa_jats_space(reader);
    if (marks) {
        reader->dropped = true;
    } else if (inside.size) {
        glosa_buffer raised = {0};
        bool parted =
            glosa_superscript_behind(&raised, glosa_builder_line(&reader->builder), inside);
        glosa_jats_emit(reader, glosa_buffer_view(&raised));
        reader->parted = parted;
        reader->builder.failed |= raised.failed;
        glosa_buffer_free(&raised);
    }
    if (ends_blank(content))
        glosa_jats_space(reader);
    glosa_buffer_clear(&reader->script);
}

void glosa_jats_emit_tex(glosa_jats_reader *reader)
{
    glosa_buffer text = {0};
    if (glosa_tex_text(&text, glosa_buffer_view(&reader->tex)))
        glosa_jats_emit(reader, glosa_buffer_view(&text));
    reader->builder.failed |= text.failed || reader->tex.failed;
    glosa_buffer_free(&text);
    glosa_buffer_clear(&reader->tex);
}

#include "stages/read/markup/jats_reader.h"

void glosa_jats_begin_aside(glosa_jats_reader *reader, glosa_jats_frame *frame)
{
    bool inside = glosa_jats_last_character(reader) && !reader->raised && !reader->labelled;
    if (reader->waiting || frame->flat || !inside)
        return;
    frame->aside = reader->waiting = true;
    reader->waiter = reader->builder;
    reader->waiter_size = reader->builder.text->size;
    reader->waiter_blocks = reader->document->blocks.size;
    reader->builder.open = reader->builder.blank = false;
    reader->dropped = reader->parted = false;
}

static void add_block(glosa_jats_reader *reader, glosa_block block)
{
    glosa_block *added = GLOSA_ARRAY_ADD(&reader->document->arena, &reader->aside_blocks);
    if (added)
        *added = block;
    else
        reader->builder.failed = true;
}

void glosa_jats_end_aside(glosa_jats_reader *reader, const glosa_jats_frame *frame)
{
    glosa_jats_close_block(reader);
    glosa_builder *builder = &reader->builder;
    glosa_document *document = reader->document;
    uint32_t base = (uint32_t)reader->asides.size, from = (uint32_t)reader->waiter_size;
    for (uint32_t i = reader->waiter_blocks; i < document->blocks.size; i++) {
        glosa_block block = document->blocks.items[i];
        block.span = (glosa_span){block.span.start - from + base, block.span.end - from + base};
        add_block(reader, block);
    }
    glosa_string all = glosa_buffer_view(builder->text);
    glosa_buffer_string(&reader->asides, glosa_string_slice(all, from, all.size));
    document->blocks.size = reader->waiter_blocks;
    builder->text->size = from;
    builder->block = reader->waiter.block;
    builder->open = true;
    /* A mark of a note touches its word; a figure never stands inside one. */
    builder->blank = reader->waiter.blank || frame->section != GLOSA_SECTION_FOOTNOTE;
    reader->dropped = true;
    reader->waiting = false;
}

void glosa_jats_put_asides(glosa_jats_reader *reader)
{
    glosa_builder *builder = &reader->builder;
    uint32_t base = (uint32_t)builder->text->size;
    if (!reader->asides.size)
        return;
    builder->failed |= reader->asides.failed;
    glosa_buffer_string(builder->text, glosa_buffer_view(&reader->asides));
    builder->failed |= builder->text->size > GLOSA_DOCUMENT_LIMIT;
    for (uint32_t i = 0; i < reader->aside_blocks.size; i++) {
        glosa_block *added = glosa_add_block(reader->document);
        if (!added) {
            builder->failed = true;
            return;
        }
        *added = reader->aside_blocks.items[i];
        added->span.start += base;
        added->span.end += base;
    }
    reader->aside_blocks.size = 0;
    glosa_buffer_clear(&reader->asides);
}

#include "stages/read/builder.h"

glosa_block *glosa_add_block(glosa_document *document)
{
    return document->blocks.size < GLOSA_BLOCKS_MOST
               ? GLOSA_ARRAY_ADD(&document->arena, &document->blocks)
               : NULL;
}

glosa_status glosa_blocks_fault(const glosa_document *document, glosa_error *error)
{
    return document->blocks.size < GLOSA_BLOCKS_MOST
               ? glosa_fail_memory(error, "read")
               : glosa_fail(error, GLOSA_TOO_LARGE, NULL, -1,
                            "more than %d paragraphs and cells; document skipped",
                            GLOSA_BLOCKS_MOST);
}

void glosa_builder_begin(glosa_builder *builder, glosa_document *document, glosa_buffer *text)
{
    *builder = (glosa_builder){.document = document, .text = text};
    glosa_buffer_clear(text);
}

void glosa_builder_open(glosa_builder *builder, glosa_block block)
{
    glosa_builder_close(builder);
    builder->block = block;
    builder->open = true;
    builder->blank = false;
    if (builder->text->size)
        glosa_buffer_append(builder->text, "\n\n", 2);
    builder->block.span.start = (uint32_t)builder->text->size;
}

/* Takes back the separator of a block that stayed empty. */
static void drop_empty(glosa_builder *builder)
{
    if (builder->block.span.start >= 2)
        builder->text->size = builder->block.span.start - 2;
}

void glosa_builder_close(glosa_builder *builder)
{
    if (!builder->open)
        return;
    builder->open = false;
    builder->block.span.end = (uint32_t)builder->text->size;
    if (builder->block.span.end == builder->block.span.start) {
        drop_empty(builder);
        return;
    }
    glosa_block *added = glosa_add_block(builder->document);
    if (added)
        *added = builder->block;
    else
        builder->failed = true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Where the run ends that begins at `at`: words, with one space between two of them. */
static size_t run_end(glosa_string text, size_t at)
{
    for (; at < text.size; at++) {
        if (!is_blank(text.data[at]))
            continue;
        if (text.data[at] != ' ' || at + 1 == text.size || is_blank(text.data[at + 1]))
            break;
    }
    return at;
}

static void add_run(glosa_builder *builder, glosa_string run)
{
    bool at_start = builder->text->size == builder->block.span.start;
    if (builder->blank && !at_start)
        glosa_buffer_byte(builder->text, ' ');
    builder->blank = false;
    glosa_buffer_string(builder->text, run);
    builder->failed |= builder->text->size > GLOSA_DOCUMENT_LIMIT;
}

void glosa_builder_add(glosa_builder *builder, glosa_string text)
{
    for (size_t at = 0; at < text.size && !builder->failed;) {
        size_t start = at;
        if (!is_blank(text.data[at])) {
            at = run_end(text, at);
            if (!builder->open)
                glosa_builder_open(builder, (glosa_block){.kind = GLOSA_BLOCK_PARAGRAPH});
            add_run(builder, glosa_string_slice(text, start, at));
        }
        while (at < text.size && is_blank(text.data[at])) {
            builder->blank = true;
            at++;
        }
    }
}

glosa_string glosa_builder_line(const glosa_builder *builder)
{
    if (!builder->open || builder->blank)
        return (glosa_string){NULL, 0};
    return glosa_string_slice(glosa_buffer_view(builder->text), builder->block.span.start,
                              builder->text->size);
}

void glosa_builder_space(glosa_builder *builder)
{
    builder->blank = true;
}

glosa_status glosa_builder_finish(glosa_builder *builder, glosa_error *error)
{
    glosa_builder_close(builder);
    if (builder->text->size > GLOSA_DOCUMENT_LIMIT)
        return glosa_fail(error, GLOSA_TOO_LARGE, NULL, -1,
                          "text exceeds %u bytes; document skipped", GLOSA_DOCUMENT_LIMIT);
    if (builder->failed || builder->text->failed)
        return glosa_blocks_fault(builder->document, error);
    if (builder->text->size == 0)
        return glosa_fail(error, GLOSA_EMPTY, NULL, -1, "no text found; document skipped");
    glosa_string text = glosa_buffer_view(builder->text);
    builder->document->source = glosa_document_keep(builder->document, text);
    return builder->document->source.data ? GLOSA_OK : glosa_fail_memory(error, "read");
}

#include "stages/read/markup/jats_reader.h"

void glosa_jats_start_affiliation(glosa_jats_reader *reader, glosa_jats_frame *frame)
{
    frame->affiliation = true;
    reader->original = (glosa_span){0, 0};
    if (frame->translation && reader->affiliated)
        frame->mute = frame->silent = true;
}

/* Where the authors' own form is there, the parts that it was taken apart into are dropped. */
void glosa_jats_end_affiliation(glosa_jats_reader *reader, const glosa_jats_frame *frame)
{
    glosa_builder *builder = &reader->builder;
    bool any = glosa_jats_last_character(reader) != 0;
    reader->affiliated |= any && !frame->sub_article;
    glosa_span kept = reader->original;
    if (!any || kept.end <= kept.start || kept.start < builder->block.span.start ||
        kept.end > builder->text->size)
        return;
    memmove(builder->text->data + builder->block.span.start, builder->text->data + kept.start,
            kept.end - kept.start);
    builder->text->size = builder->block.span.start + kept.end - kept.start;
}

void glosa_jats_start_institution(glosa_jats_reader *reader, glosa_jats_frame *frame,
                                  const glosa_xml_attributes *attributes)
{
    glosa_string type = glosa_xml_attribute(attributes, "content-type", false);
    frame->original = frame->affiliation && !frame->mute && glosa_string_is(type, "original");
    if (frame->original)
        reader->original = (glosa_span){(uint32_t)reader->builder.text->size, 0};
}

void glosa_jats_end_institution(glosa_jats_reader *reader, const glosa_jats_frame *frame)
{
    const glosa_builder *builder = &reader->builder;
    glosa_span *original = &reader->original;
    if (!frame->original || !glosa_jats_last_character(reader))
        return;
    if (original->start < builder->block.span.start)
        original->start = builder->block.span.start;
    original->end = (uint32_t)builder->text->size;
    while (original->start < original->end && builder->text->data[original->start] == ' ')
        original->start++;
}

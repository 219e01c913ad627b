/* What JATS says about an article beside its text. */
#include "stages/read/identifiers.h"
#include "stages/read/markup/jats_reader.h"

static bool has_role(const glosa_jats_frame *frame, glosa_jats_role role)
{
    return frame->element->role == role;
}

void glosa_jats_end_article_title(glosa_jats_reader *reader, const glosa_jats_frame *frame)
{
    if (frame->section != GLOSA_SECTION_TITLE)
        return;
    const glosa_builder *builder = &reader->builder;
    glosa_metadata *metadata = &reader->document->metadata;
    if (!frame->sub_article && metadata->title.size == 0 && glosa_jats_last_character(reader)) {
        glosa_string all = glosa_buffer_view(builder->text);
        metadata->title = glosa_document_keep(
            reader->document, glosa_string_slice(all, builder->block.span.start, all.size));
    }
    glosa_jats_close_block(reader);
}

void glosa_jats_start_article_id(glosa_jats_reader *reader, glosa_jats_frame *frame,
                             const glosa_jats_frame *parent,
                             const glosa_xml_attributes *attributes)
{
    glosa_metadata *metadata = &reader->document->metadata;
    glosa_string type = glosa_xml_attribute(attributes, "pub-id-type", false);
    if (frame->sub_article || !has_role(parent, GLOSA_JATS_ARTICLE_META))
        return;
    if (glosa_string_is(type, "doi"))
        frame->field = &metadata->doi;
    else if (glosa_string_is(type, "pmid"))
        frame->field = &metadata->pmid;
    else if (glosa_string_is(type, "pmc") || glosa_string_is(type, "pmcid"))
        frame->field = &metadata->pmcid;
    glosa_buffer_clear(&reader->value);
}

void glosa_jats_end_article_id(glosa_jats_reader *reader, const glosa_jats_frame *frame)
{
    glosa_string value = glosa_string_trim(glosa_buffer_view(&reader->value));
    if (!frame->field || value.size == 0 || frame->field->size)
        return;
    if (frame->field == &reader->document->metadata.pmcid)
        reader->builder.failed |= !glosa_keep_pmcid(reader->document, value);
    else
        *frame->field = glosa_document_keep(reader->document, value);
}

void glosa_jats_start_year(glosa_jats_reader *reader, glosa_jats_frame *frame,
                       const glosa_jats_frame *parent)
{
    if (!has_role(parent, GLOSA_JATS_PUB_DATE) || frame->sub_article)
        return;
    frame->field = &reader->document->metadata.year;
    glosa_buffer_clear(&reader->value);
}

/* The earliest of the years, which are compared as text because all have four digits. */
void glosa_jats_end_year(glosa_jats_reader *reader, const glosa_jats_frame *frame)
{
    if (!frame->field)
        return;
    glosa_string value = glosa_string_trim(glosa_buffer_view(&reader->value));
    bool year = value.size == 4;
    for (size_t i = 0; i < value.size; i++)
        year &= value.data[i] >= '0' && value.data[i] <= '9';
    if (year && (frame->field->size == 0 || glosa_string_compare(value, *frame->field) < 0))
        *frame->field = glosa_document_keep(reader->document, value);
}

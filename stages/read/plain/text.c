/* Plain text: the source is the record, byte for byte, so that offsets count in the file. */
#include "stages/read/plain/blocks.h"
#include "stages/read/format.h"
#include "stages/read/recognize.h"

/* Anything that is not another format's may be text; the least sure of all. */
static int recognize(glosa_string head)
{
    return glosa_recognize_xml(head) || glosa_recognize_json(head) ? 0 : 10;
}

static glosa_status read_text(glosa_document *document, const glosa_limits *limits,
                              glosa_buffer *buffer, glosa_error *error)
{
    (void)limits;
    (void)buffer;
    document->source = document->record.bytes;
    return glosa_blocks_plain(document, error);
}

const glosa_format glosa_format_text = {
    .name = "text",
    .summary = "plain text: paragraphs between blank lines",
    .recognize = recognize,
    .read = read_text,
};

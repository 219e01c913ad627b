#include "stages/read/formats.h"

/* Where two formats are equally sure of a file, the earlier one reads it. */
const glosa_format *const glosa_formats[] = {
    &glosa_format_jats,      &glosa_format_jats_set,  &glosa_format_pubmed,
    &glosa_format_medline,   &glosa_format_html,      &glosa_format_bioc_xml,
    &glosa_format_bioc_json, &glosa_format_europepmc, &glosa_format_pubtator,
    &glosa_format_pfocr,     &glosa_format_jsonl,     &glosa_format_csv,
    &glosa_format_tsv,       &glosa_format_page,      &glosa_format_markdown,
    &glosa_format_text,
};

const size_t glosa_formats_size = sizeof glosa_formats / sizeof *glosa_formats;

const glosa_format *glosa_format_named(glosa_string name)
{
    for (size_t i = 0; i < glosa_formats_size; i++) {
        if (glosa_string_is(name, glosa_formats[i]->name))
            return glosa_formats[i];
    }
    return NULL;
}

void glosa_format_names(glosa_buffer *out)
{
    for (size_t i = 0; i < glosa_formats_size; i++)
        glosa_buffer_format(out, "%s%s", i ? ", " : "", glosa_formats[i]->name);
}

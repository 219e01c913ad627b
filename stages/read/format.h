/* A format: how to know it, and how to turn one record of it into source, blocks and metadata. */
#ifndef GLOSA_READ_FORMAT_H
#define GLOSA_READ_FORMAT_H

#include "pipeline/document/document.h"
#include "pipeline/input/cut.h"
#include "stages/read/limits.h"

/* How many bytes of an input are looked at to recognize its format. */
enum { GLOSA_FORMAT_HEAD = 1 << 16 };

typedef struct glosa_format {
    const char *name, *summary;
    glosa_cutter *cut;          /* cuts a file into records; NULL: the file is one */
    const char *const *units;   /* what the cutter looks for, NULL at the end */
    /* How surely these first bytes (up to GLOSA_FORMAT_HEAD) are of this format: 0 not at all,
     * 100 certainly. The surest format wins, the earlier in the table when equal. */
    int (*recognize)(glosa_string head);
    /* Reads document->record, whose bytes are UTF-8 by now (without a byte order mark): sets
     * source, blocks and what metadata the format gives. The name is left empty where the format
     * has no identifier. `buffer` is scratch, empty on entry. Errors: those of a document, and
     * GLOSA_MEMORY; `where` is the caller's to set. */
    glosa_status (*read)(glosa_document *document, const glosa_limits *limits,
                         glosa_buffer *buffer, glosa_error *error);
} glosa_format;

extern const glosa_format glosa_format_jats, glosa_format_jats_set, glosa_format_pubmed,
    glosa_format_medline, glosa_format_html, glosa_format_bioc_xml, glosa_format_bioc_json,
    glosa_format_europepmc, glosa_format_pubtator, glosa_format_pfocr, glosa_format_jsonl,
    glosa_format_csv, glosa_format_tsv,
    glosa_format_page, glosa_format_markdown, glosa_format_text;

#endif

/* The first stage: turns a record into source, blocks and metadata by the reader of its format.
 */
#ifndef GLOSA_READ_READ_H
#define GLOSA_READ_READ_H

#include "pipeline/run/stage.h"

/* Reads GLOSA_RECORD and metadata.format, writes GLOSA_SOURCE and GLOSA_BLOCKS. Also sets
 * metadata.sha256 (of the record's bytes as they stood in the file) and metadata.encoding, each
 * unless the source did; and metadata.name: what the format gave, else the stem of the file's
 * name ("stdin" for standard input), with #LINE where the file holds further records. Errors:
 * those of a document, with `where` its path; GLOSA_MEMORY. */
extern const glosa_stage glosa_stage_read;

/* The options of the source, of which the stage takes the limits. */
typedef struct glosa_read_options {
    const char *format;     /* NULL or empty: recognize each file */
    int64_t max_document;   /* MiB; larger records are skipped and reported */
    int64_t max_depth;      /* as in glosa_limits */
    int64_t max_expansion;  /* MiB */
    int64_t max_ratio;      /* of an archive: bytes that come out for each that goes in */
} glosa_read_options;

/* Why a document cannot be called so, as constant text, or NULL where it can: names are UTF-8,
 * at most 255 bytes, not blank, without control characters and line breaks. */
const char *glosa_read_name_fault(glosa_string name);

#endif

/* A gold standard on its way into the tables of data/eval_gold.sql, whatever format it has. */
#ifndef GLOSA_EMIT_GOLD_H
#define GLOSA_EMIT_GOLD_H

#include "pipeline/run/stage.h"
#include "stages/emit/database.h"

typedef struct glosa_gold {
    const glosa_list *maps;     /* TYPE=KIND */
    const glosa_list *ignored;  /* types */
    const glosa_list *prefixes; /* TYPE=PREFIX of identifiers that have none */
    const char *path;           /* of the file being read */
    int64_t line;               /* in it; -1 where lines mean nothing */
    bool has_documents;         /* any so far */
    sqlite3 *database;
    sqlite3_stmt *add_document, *add_mention, *add_ignored, *add_entity;
    glosa_buffer *text;         /* that a format gathers lines in */
} glosa_gold;

/* One annotation: code points [start, end) of the document, a type of the gold standard's own. */
typedef struct glosa_gold_span {
    glosa_string document, type;
    int64_t start, end;
} glosa_gold_span;

/* Makes the tables and reads the gold standard at `path`: a file, or a folder of brat. `format`
 * is a name that --gold-format takes, or NULL to tell by the file's. Errors: GLOSA_USAGE (what is
 * wrong, with file and line), GLOSA_DATABASE, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_gold_read(glosa_gold *gold, const char *path,
                                           const char *format, glosa_error *error);
void glosa_gold_close(glosa_gold *gold);

/* The value of KEY=VALUE in a list, or NULL. */
const char *glosa_gold_value(const glosa_list *list, glosa_string key);

/* --- for the formats --- */

GLOSA_CHECKED glosa_status glosa_gold_document(glosa_gold *gold, glosa_string name,
                                               glosa_error *error);
/* Adds the span; *counts is false where its type is ignored. Errors: GLOSA_USAGE where the span
 * is none, GLOSA_DATABASE. */
GLOSA_CHECKED glosa_status glosa_gold_mention(glosa_gold *gold, const glosa_gold_span *span,
                                              bool *counts, glosa_error *error);
/* Adds identifiers of the span's document, separated by any of `,;|+`. What is none (`-`, `-1`)
 * is left out. */
GLOSA_CHECKED glosa_status glosa_gold_ids(glosa_gold *gold, const glosa_gold_span *span,
                                          glosa_string ids, glosa_error *error);
/* The failure of the current file and line. */
GLOSA_CHECKED glosa_status glosa_gold_fail(const glosa_gold *gold, const char *what,
                                           glosa_error *error);

GLOSA_CHECKED glosa_status glosa_gold_read_jsonl(glosa_gold *gold, glosa_error *error);
GLOSA_CHECKED glosa_status glosa_gold_read_brat(glosa_gold *gold, glosa_error *error);
GLOSA_CHECKED glosa_status glosa_gold_read_pubtator(glosa_gold *gold, glosa_error *error);
GLOSA_CHECKED glosa_status glosa_gold_read_bioc_json(glosa_gold *gold, glosa_error *error);
GLOSA_CHECKED glosa_status glosa_gold_read_bioc_xml(glosa_gold *gold, glosa_error *error);

/* Gives every line of the current file to `take`, counted in gold->line. Errors: those of take,
 * GLOSA_USAGE where the file cannot be read. */
typedef glosa_status glosa_gold_taker(glosa_gold *gold, char *line, glosa_error *error);
GLOSA_CHECKED glosa_status glosa_gold_each_line(glosa_gold *gold, glosa_gold_taker *take,
                                                glosa_error *error);

#endif

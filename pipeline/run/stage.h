/* The interfaces of the pipeline: a stage works on one document at a time; a source and a sink
 * close the two ends. Each is a constant table of functions.
 *
 * Shared state is constant after `open`. Scratch belongs to one worker thread. A document belongs
 * to one stage at a time. None of them keeps writable globals. */
#ifndef GLOSA_RUN_STAGE_H
#define GLOSA_RUN_STAGE_H

#include "pipeline/document/document.h"

/* --- options: one table parses the command line, prints help, makes the manual and records
 *     provenance --- */

typedef enum glosa_option_type {
    GLOSA_OPTION_FLAG,          /* bool: given or not */
    GLOSA_OPTION_NUMBER,        /* int64_t, within [minimum, maximum] */
    GLOSA_OPTION_TEXT,          /* const char * */
    GLOSA_OPTION_LIST,          /* glosa_list: may be given several times */
} glosa_option_type;

typedef struct glosa_list {
    const char **items;
    size_t size;
} glosa_list;

typedef struct glosa_option {
    const char *name;           /* without the dashes: "format" */
    char letter;                /* 'f' for -f; 0 where there is none */
    glosa_option_type type;
    size_t offset;              /* of the member in the options structure */
    const char *argument;       /* what help calls the argument: "FILE"; NULL for a flag */
    const char *help;           /* one line: meaning, unit, range, and, where `fallback` is not a
                                   number, the default */
    const char *fallback;       /* the default, written as a user would; NULL: zero or empty */
    int64_t minimum, maximum;   /* of numbers */
    bool required;
    bool silent;                /* not part of provenance: does not change the result (jobs) */
} glosa_option;

/* A structure of options together with the table that describes its members. */
typedef struct glosa_options {
    const glosa_option *table;
    size_t count;               /* rows of `table` */
    size_t size;                /* sizeof the structure; 0 where there are no options */
} glosa_options;

#define GLOSA_OPTIONS(table, type) {(table), sizeof(table) / sizeof *(table), sizeof(type)}

/* --- stage --- */

/* Each function returns GLOSA_OK or fills *error. From `apply`, a status that is a document's
 * (glosa_status_is_documents) becomes a problem of that document and the run goes on; any other
 * stops the run. NULL functions are skipped: a stage needs only `apply`. */
typedef struct glosa_stage {
    const char *name, *summary;
    glosa_layers reads, writes; /* a chain that cannot work is refused before input is opened */
    bool failed_too;            /* is applied to failed documents as well, as an encoder must be */
    glosa_options options;
    glosa_status (*open)(void **shared, const void *options, glosa_error *error);
    glosa_status (*begin)(void **scratch, const void *shared, glosa_error *error);
    glosa_status (*apply)(const void *shared, void *scratch, glosa_document *document,
                          glosa_error *error);
    void (*end)(void *scratch);
    void (*close)(void *shared);
    /* Adds members to the stage's element of the history, as JSON: `,"key":value`. */
    void (*describe)(const void *shared, glosa_buffer *json);
} glosa_stage;

/* --- source --- */

/* Gives documents one after the other, in an order that depends on the inputs alone. `next` is
 * never called by two threads at once; what can be done in parallel is done by `decode`, a stage
 * that workers apply first. Problems with an input are given as failed documents. A read that a
 * signal interrupts ends with GLOSA_INTERRUPTED. */
typedef struct glosa_source {
    const char *name, *summary;
    const char *inputs;         /* for help: what they may be; NULL where there are none */
    glosa_layers gives;         /* layers of a document that comes out of `decode` */
    glosa_options options;
    const glosa_stage *decode;  /* NULL where `next` does it all */
    glosa_status (*open)(void **state, const void *options, const glosa_list *inputs,
                         glosa_error *error);
    /* Fills an empty document; sets *more to false, and leaves the document alone, at the end. */
    glosa_status (*next)(void *state, glosa_document *document, bool *more,
                         glosa_error *error);
    /* The file at `path`, which the run itself writes, is no input where a folder holds it. NULL
     * where inputs are no folders. */
    void (*pass_over)(void *state, const char *path);
    /* How far the input has been read, from 0 to 1; less than 0 where that cannot be known. Not
     * called while `next` is. NULL where it is never known. */
    double (*place)(void *state);
    /* The history that came with the input, a JSON array; NULL where none can. */
    glosa_string (*history)(const void *state);
    void (*close)(void *state);
} glosa_source;

/* --- sink --- */

/* What a run is, for those who record it. */
typedef struct glosa_provenance {
    glosa_string history;       /* JSON array: {"stage","version","options"} for each so far */
    const char *arguments;      /* the command line, one blank between arguments */
} glosa_provenance;

/* Takes finished documents, in the source's order, on one thread. `encode` is a stage that
 * workers apply last, to failed documents too. A result is complete only after `finish`; a sink
 * that is closed without it leaves nothing that could be taken for complete. */
typedef struct glosa_sink {
    const char *name, *summary;
    glosa_options options;
    const glosa_stage *encode;
    glosa_status (*open)(void **state, const void *options, const glosa_provenance *provenance,
                         glosa_error *error);
    /* The path of file `number`, from 0, that the run writes or will replace; NULL behind the last.
     * NULL where it writes none. */
    const char *(*output)(const void *state, size_t number);
    /* May add problems to the document (a duplicate), which the run counts. */
    glosa_status (*write)(void *state, glosa_document *document, glosa_error *error);
    glosa_status (*finish)(void *state, glosa_error *error);
    void (*close)(void *state);
} glosa_sink;

#endif

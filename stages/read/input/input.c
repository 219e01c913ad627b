/* A file is opened, its first bytes tell its format, and then it is given whole or record by
 * record. Whatever goes wrong with one file becomes a document that carries nothing but the
 * problem, so that it is recorded where the others are and the run goes on. */
#include "stages/read/input/input.h"

#include "stages/read/formats.h"
#include "stages/read/input/files.h"
#include "stages/read/input/wide.h"
#include "stages/read/read.h"
#include "stages/read/recognize.h"

struct input {
    glosa_files files;
    const glosa_format *forced; /* by --format; NULL: recognize */
    int64_t max_document;       /* MiB */
    const char *path;           /* of the open file, and its reader: */
    glosa_reader *reader;
    const glosa_format *format; /* of an open file of many records, or NULL */
    glosa_cutting cutting;
    bool gave;                  /* the open file has given a record */
    int64_t line, on_line;      /* of its last record, as in glosa_record */
    const char *wide;           /* the encoding of an open file that is decoded, or NULL */
};

static glosa_status find_forced(struct input *input, const char *name, glosa_error *error)
{
    if (!name || !name[0])
        return GLOSA_OK;
    input->forced = glosa_format_named(glosa_string_of(name));
    if (input->forced)
        return GLOSA_OK;
    glosa_buffer names = {0};
    glosa_format_names(&names);
    glosa_status status = names.failed
                              ? glosa_fail_memory(error, "read")
                              : glosa_fail(error, GLOSA_USAGE, NULL, -1,
                                           "no format is named '%.60s'; one of: %.*s", name,
                                           GLOSA_PRINT(glosa_buffer_view(&names)));
    glosa_buffer_free(&names);
    return status;
}

static void input_close(void *state)
{
    struct input *input = state;
    if (!input)
        return;
    glosa_cutting_free(&input->cutting);
    glosa_files_free(&input->files);
    free(input);
}

static glosa_status input_open(void **state, const void *options, const glosa_list *inputs,
                               glosa_error *error)
{
    const glosa_read_options *given = options;
    struct input *input = calloc(1, sizeof *input);
    if (!input)
        return glosa_fail_memory(error, "read");
    input->max_document = given->max_document;
    input->cutting.limit = (size_t)given->max_document << 20;
    glosa_status status = find_forced(input, given->format, error);
    if (!status)
        status = glosa_files_open(&input->files, inputs, (unsigned)given->max_ratio, error);
    if (status) {
        input_close(input);
        return status;
    }
    *state = input;
    return GLOSA_OK;
}

/* The path as the database and the wire can hold it: bytes that are not UTF-8, which file names
 * may have, become U+FFFD. */
static glosa_status keep_path(glosa_document *document, const char *path, glosa_error *error)
{
    glosa_buffer clean = {0};
    glosa_utf8_append_clean(&clean, glosa_string_of(path));
    document->metadata.path = glosa_document_keep(document, glosa_buffer_view(&clean));
    bool failed = clean.failed || !document->metadata.path.data;
    glosa_buffer_free(&clean);
    return failed ? glosa_fail_memory(error, "read") : GLOSA_OK;
}

/* Makes the document one that carries only a problem. A status that is not a document's, and so
 * stops the run, is handed on. */
static glosa_status give_problem(glosa_document *document, const char *path,
                                 glosa_error *problem, glosa_error *error)
{
    if (!glosa_status_is_documents(problem->code)) {
        if (error)
            *error = *problem;
        return problem->code;
    }
    glosa_status status = keep_path(document, path, error);
    if (status)
        return status;
    glosa_error_set_where(problem, document->metadata.path);
    return glosa_document_add_problem(document, "read", problem, true, error);
}

/* What a wide file was; its digest where all of it is one record. */
static glosa_status describe_wide(const struct input *input, glosa_document *document,
                                  glosa_error *error)
{
    char hex[GLOSA_DIGEST_SIZE];
    document->metadata.encoding = glosa_string_of(input->wide);
    if (document->record.shared || !glosa_wide_digest(&input->reader->stream, hex))
        return GLOSA_OK;
    document->metadata.sha256 = glosa_document_keep(document, glosa_string_of(hex));
    return document->metadata.sha256.data ? GLOSA_OK : glosa_fail_memory(error, "read");
}

static glosa_status give_record(const struct input *input, glosa_document *document,
                                const glosa_format *format, glosa_string bytes,
                                glosa_error *error)
{
    glosa_status status = keep_path(document, input->path, error);
    if (status)
        return status;
    document->record.bytes = glosa_document_keep(document, bytes);
    if (!document->record.bytes.data)
        return glosa_fail_memory(error, "read");
    document->record.line = format->cut ? input->cutting.line : 1;
    document->record.on_line = format->cut ? input->on_line : 0;
    document->record.shared = format->cut != NULL;
    document->metadata.format = glosa_string_of(format->name);
    document->layers |= GLOSA_RECORD;
    return input->wide ? describe_wide(input, document, error) : GLOSA_OK;
}

static glosa_status too_large(const struct input *input, int64_t position, glosa_error *problem)
{
    return glosa_fail(problem, GLOSA_TOO_LARGE, input->path, position,
                      "larger than %lld MiB; document skipped, see --max-document",
                      (long long)input->max_document);
}

/* Puts the decoder in front of a file in UTF-16 or UTF-32, whose first bytes are `head`. */
static glosa_status decode_wide(struct input *input, glosa_string *head, glosa_error *problem)
{
    input->wide = glosa_wide_encoding(*head);
    if (!input->wide)
        return GLOSA_OK;
    glosa_stream stream = input->reader->stream;
    glosa_status status = glosa_wide_stream(&stream, *head, problem);
    if (status)
        return status;
    glosa_reader_begin(input->reader, stream);
    return glosa_reader_look(input->reader, GLOSA_FORMAT_HEAD, head, problem);
}

/* Says how to read the open file. */
static glosa_status recognize(struct input *input, const glosa_format **format,
                              glosa_error *problem)
{
    glosa_string head;
    glosa_status status = glosa_reader_look(input->reader, GLOSA_FORMAT_HEAD, &head, problem);
    if (!status)
        status = decode_wide(input, &head, problem);
    if (status)
        return status;
    if (glosa_string_starts(head, "\xEF\xBB\xBF")) {
        glosa_reader_take(input->reader, 3);
        head = glosa_string_slice(head, 3, head.size);
    }
    if (!head.size)
        return glosa_fail(problem, GLOSA_EMPTY, input->path, -1, "file is empty");
    *format = input->forced;
    if (head.size > GLOSA_FORMAT_HEAD)
        head.size = GLOSA_FORMAT_HEAD;
    return *format ? GLOSA_OK : glosa_recognize(head, input->path, format, problem);
}

/* Gives the whole open file as one record. */
static glosa_status give_file(struct input *input, glosa_document *document,
                              const glosa_format *format, glosa_error *error)
{
    glosa_error problem = {.position = -1};
    glosa_string whole;
    size_t limit = input->cutting.limit;
    glosa_status status = glosa_reader_peek(input->reader, limit + 1, &whole, &problem);
    if (!status && whole.size > limit)
        status = too_large(input, -1, &problem);
    return status ? give_problem(document, input->path, &problem, error)
                  : give_record(input, document, format, whole, error);
}

/* Gives the next record of the open file; leaves the document alone at the file's end. */
static glosa_status give_part(struct input *input, glosa_document *document, bool *more,
                              glosa_error *error)
{
    glosa_error problem = {.position = -1};
    glosa_string part = {0};
    *more = false;
    glosa_status status = input->format->cut(&input->cutting, &part, more, &problem);
    if (!status && *more) {
        bool same = input->gave && input->line == input->cutting.line;
        input->on_line = same ? input->on_line + 1 : 0;
        input->line = input->cutting.line;
        input->gave = true;
        return give_record(input, document, input->format, part, error);
    }
    if (!status && input->gave)
        return GLOSA_OK;
    if (!status)
        status = glosa_fail(&problem, GLOSA_EMPTY, input->path, -1,
                            input->forced ? "no article of format %s in it; see --format"
                                          : "no article in it, though it begins like %s",
                            input->format->name);
    else if (status == GLOSA_TOO_LARGE)
        status = too_large(input, input->cutting.line, &problem);
    else if (!*more)
        glosa_reader_end(input->reader); /* what cannot be read has no further records */
    *more = input->gave = true;
    return give_problem(document, input->path, &problem, error);
}

/* Whether the open file only annotates the text that lies beside it, as brat's do. */
static bool is_annotations(struct input *input)
{
    static const char ending[] = ".ann";
    size_t size = strlen(input->path), ending_size = sizeof ending - 1;
    glosa_string head;
    if (size <= ending_size || strcmp(input->path + size - ending_size, ending) != 0 ||
        glosa_reader_look(input->reader, GLOSA_FORMAT_HEAD, &head, NULL))
        return false;
    if (head.size > GLOSA_FORMAT_HEAD)
        head.size = GLOSA_FORMAT_HEAD;
    return glosa_is_brat_annotations(head);
}

/* Goes on to the next file that may be an article. */
static glosa_status next_file(struct input *input, bool *more, glosa_error *problem)
{
    glosa_status status;
    do
        status = glosa_files_next(&input->files, &input->path, &input->reader, more, problem);
    while (!status && *more && is_annotations(input));
    return status;
}

/* Goes on to the next file and gives it, unless it is to be cut into records. */
static glosa_status give_next_file(struct input *input, glosa_document *document, bool *more,
                                   glosa_error *error)
{
    glosa_error problem = {.position = -1};
    const glosa_format *format = NULL;
    glosa_status status = next_file(input, more, &problem);
    if (!status && !*more)
        return GLOSA_OK;
    if (!status)
        status = recognize(input, &format, &problem);
    if (!status && format->cut) {
        input->format = format;
        input->gave = false;
        input->cutting.reader = input->reader;
        glosa_cutting_begin(&input->cutting, format->units);
        return GLOSA_OK;
    }
    return status ? give_problem(document, input->path, &problem, error)
                  : give_file(input, document, format, error);
}

static glosa_status input_next(void *state, glosa_document *document, bool *more,
                               glosa_error *error)
{
    struct input *input = state;
    for (;;) {
        if (!input->format) {
            glosa_status status = give_next_file(input, document, more, error);
            if (status || !*more || !input->format)
                return status;
        }
        glosa_status status = give_part(input, document, more, error);
        if (status || *more)
            return status;
        input->format = NULL;
    }
}

static void input_pass_over(void *state, const char *path)
{
    struct input *input = state;
    glosa_walk_pass_over(input->files.walk, path);
}

static double input_place(void *state)
{
    struct input *input = state;
    return glosa_files_place(&input->files);
}

static const glosa_option options[] = {
    {
        .name = "format",
        .type = GLOSA_OPTION_TEXT,
        .offset = offsetof(glosa_read_options, format),
        .argument = "FORMAT",
        .help = "read every input as jats, jats-set, pubmed, medline, html, bioc-xml, bioc-json, "
                "europepmc, pubtator, pfocr, jsonl, csv, tsv, page, markdown or text (default: "
                "recognize each by its content)",
    },
    {
        .name = "max-document",
        .type = GLOSA_OPTION_NUMBER,
        .offset = offsetof(glosa_read_options, max_document),
        .argument = "MIB",
        .help = "skip documents larger than MIB mebibytes, 1 to 256",
        .fallback = "64",
        .minimum = 1,
        .maximum = 256,
    },
    {
        .name = "max-depth",
        .type = GLOSA_OPTION_NUMBER,
        .offset = offsetof(glosa_read_options, max_depth),
        .argument = "N",
        .help = "refuse XML of more than N elements inside each other, 16 to 4096",
        .fallback = "256",
        .minimum = 16,
        .maximum = 4096,
    },
    {
        .name = "max-expansion",
        .type = GLOSA_OPTION_NUMBER,
        .offset = offsetof(glosa_read_options, max_expansion),
        .argument = "MIB",
        .help = "refuse XML whose entities expand to more than MIB mebibytes, 1 to 256",
        .fallback = "8",
        .minimum = 1,
        .maximum = 256,
    },
    {
        .name = "max-ratio",
        .type = GLOSA_OPTION_NUMBER,
        .offset = offsetof(glosa_read_options, max_ratio),
        .argument = "N",
        .help = "stop reading an archive that gives more than 64 MiB and N times its own size, "
                "2 to 1000000",
        .fallback = "250",
        .minimum = 2,
        .maximum = 1000000,
    },
};

const glosa_source glosa_input = {
    .name = "read",
    .summary = "read files, folders and standard input, one document a record",
    .inputs = "An INPUT is a file or an archive, a folder, which is read with all folders in it,\n"
              "or - for standard input. In folders, names that begin with a dot and what the run\n"
              "itself writes are passed over.\n",
    .gives = GLOSA_RECORD | GLOSA_SOURCE | GLOSA_BLOCKS,
    .options = GLOSA_OPTIONS(options, glosa_read_options),
    .decode = &glosa_stage_read,
    .open = input_open,
    .pass_over = input_pass_over,
    .place = input_place,
    .next = input_next,
    .close = input_close,
};

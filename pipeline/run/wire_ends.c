#include "pipeline/run/wire_ends.h"

#include <errno.h>
#include <unistd.h>

#include "pipeline/run/lines.h"
#include "pipeline/wire/wire.h"

static const char input_name[] = "standard input", output_name[] = "standard output";

/* JSON needs up to six bytes for one of text, and layers stand beside it. */
enum { LONGEST_LINE = 1 << 30 };

/* --- source --- */

typedef struct wire_input {
    glosa_lines lines;
    glosa_buffer history;
    bool marks_last, last_seen;
} wire_input;

/* How deep in a line of JSON byte `at` stands. */
typedef struct nesting {
    size_t at, depth;
    bool quoted;
} nesting;

static void walk_to(nesting *nesting, glosa_string line, size_t at)
{
    for (; nesting->at < at; nesting->at++) {
        char c = line.data[nesting->at];
        if (nesting->quoted) {
            nesting->at += c == '\\';
            nesting->quoted = c != '"';
        } else {
            nesting->quoted = c == '"';
            nesting->depth += c == '{' || c == '[';
            nesting->depth -= c == '}' || c == ']';
        }
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Whether the line carries the member "last":true, not inside another. In a string its quotes
 * would be escaped; a value "last" has no colon behind it. */
static bool says_last(glosa_string line)
{
    static const char mark[] = "\"last\"";
    nesting nesting = {0};
    size_t at = 0;
    const char *hit;
    while ((hit = memmem(line.data + at, line.size - at, mark, sizeof mark - 1)) != NULL) {
        size_t start = (size_t)(hit - line.data);
        at = start + sizeof mark - 1;
        size_t value = at;
        while (value < line.size && (is_blank(line.data[value]) || line.data[value] == ':'))
            value++;
        bool set = value > at && line.size - value >= 4 &&
                   memcmp(line.data + value, "true", 4) == 0;
        if (set)
            walk_to(&nesting, line, start);
        if (set && nesting.depth == 1)
            return true;
    }
    return false;
}

static glosa_status open_input(void **state, const void *options, const glosa_list *inputs,
                               glosa_error *error)
{
    (void)options;
    if (inputs->size)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                          "this stage reads standard input and takes no argument '%s'",
                          inputs->items[0]);
    wire_input *input = calloc(1, sizeof *input);
    if (!input)
        return glosa_fail_memory(error, input_name);
    *state = input;
    input->lines = (glosa_lines){
        .name = input_name, .descriptor = STDIN_FILENO, .longest = LONGEST_LINE};
    glosa_line line;
    bool more;
    glosa_status status = glosa_lines_next(&input->lines, &line, &more, error);
    if (status)
        return status;
    if (!more)
        return glosa_fail(error, GLOSA_IO, input_name, -1,
                          "nothing came; did the stage before this one fail?");
    input->last_seen = says_last(line.text);
    return glosa_wire_parse_header(line.text, &input->marks_last, &input->history, error);
}

static glosa_status check_end(const wire_input *input, glosa_error *error)
{
    if (!input->marks_last || input->last_seen)
        return GLOSA_OK;
    return glosa_fail(error, GLOSA_IO, input_name, input->lines.given,
                      "the input broke off: the stage before this one failed or was ended");
}

static glosa_status next_input(void *state, glosa_document *document, bool *more,
                               glosa_error *error)
{
    wire_input *input = state;
    glosa_line line;
    glosa_status status = glosa_lines_next(&input->lines, &line, more, error);
    if (status)
        return status;
    if (!*more)
        return check_end(input, error);
    if (!line.whole)
        return glosa_fail(error, GLOSA_IO, input_name, line.number,
                          "the line broke off: the stage before this one failed or was ended");
    input->last_seen = says_last(line.text);
    document->record.bytes = glosa_document_keep(document, line.text);
    document->record.line = line.number;
    document->layers = GLOSA_RECORD;
    return document->record.bytes.data ? GLOSA_OK : glosa_fail_memory(error, input_name);
}

static glosa_string input_history(const void *state)
{
    const wire_input *input = state;
    return glosa_buffer_view(&input->history);
}

static void close_input(void *state)
{
    wire_input *input = state;
    glosa_lines_free(&input->lines);
    glosa_buffer_free(&input->history);
    free(input);
}

static glosa_status decode(const void *shared, void *scratch, glosa_document *document,
                           glosa_error *error)
{
    (void)shared;
    (void)scratch;
    return glosa_wire_parse(document, error);
}

static const glosa_stage wire_decode = {
    .name = "wire",
    .summary = "a line of the wire becomes a document",
    .reads = GLOSA_RECORD,
    .apply = decode,
};

const glosa_source glosa_wire_source = {
    .name = "wire",
    .summary = "documents from standard input",
    .gives = (1u << GLOSA_LAYER_COUNT) - 1,
    .decode = &wire_decode,
    .open = open_input,
    .next = next_input,
    .history = input_history,
    .close = close_input,
};

/* --- sink --- */

/* The latest line is held back, because only at the end is it known to be the last. */
typedef struct wire_output {
    glosa_buffer held;
} wire_output;

static glosa_status put(glosa_string bytes, glosa_error *error)
{
    while (bytes.size) {
        ssize_t put = write(STDOUT_FILENO, bytes.data, bytes.size);
        if (put < 0 && errno == EINTR)
            return glosa_fail(error, GLOSA_INTERRUPTED, output_name, -1, "interrupted");
        if (put < 0)
            return glosa_fail(error, GLOSA_IO, output_name, -1, "cannot write: %s",
                              strerror(errno));
        bytes = glosa_string_slice(bytes, (size_t)put, bytes.size);
    }
    return GLOSA_OK;
}

static glosa_status open_output(void **state, const void *options,
                                const glosa_provenance *provenance, glosa_error *error)
{
    (void)options;
    wire_output *output = calloc(1, sizeof *output);
    if (!output)
        return glosa_fail_memory(error, output_name);
    *state = output;
    glosa_wire_write_header(&output->held, provenance->history);
    return output->held.failed ? glosa_fail_memory(error, output_name) : GLOSA_OK;
}

static glosa_status put_held(wire_output *output, glosa_error *error)
{
    glosa_buffer_byte(&output->held, '\n');
    if (output->held.failed)
        return glosa_fail_memory(error, output_name);
    return put(glosa_buffer_view(&output->held), error);
}

static glosa_status write_output(void *state, glosa_document *document, glosa_error *error)
{
    wire_output *output = state;
    glosa_status status = put_held(output, error);
    glosa_buffer line = document->wire;
    document->wire = output->held;
    output->held = line;
    return status;
}

static glosa_status finish_output(void *state, glosa_error *error)
{
    wire_output *output = state;
    output->held.size--;
    glosa_buffer_text(&output->held, GLOSA_WIRE_LAST "}");
    return put_held(output, error);
}

static void close_output(void *state)
{
    wire_output *output = state;
    glosa_buffer_free(&output->held);
    free(output);
}

static glosa_status encode(const void *shared, void *scratch, glosa_document *document,
                           glosa_error *error)
{
    (void)shared;
    (void)scratch;
    return glosa_wire_write(document, error);
}

static const glosa_stage wire_encode = {
    .name = "wire",
    .summary = "a document becomes a line of the wire",
    .failed_too = true,
    .apply = encode,
};

const glosa_sink glosa_wire_sink = {
    .name = "wire",
    .summary = "documents to standard output",
    .encode = &wire_encode,
    .open = open_output,
    .write = write_output,
    .finish = finish_output,
    .close = close_output,
};

#include "pipeline/run/wire_ends.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "pipeline/run/lines.h"
#include "pipeline/wire/wire.h"

static const char input_name[] = "standard input", output_name[] = "standard output";

/* JSON needs up to six bytes for one of text, and layers stand beside it. */
enum { LONGEST_LINE = 1 << 30 };

/* A pipe that holds more lets both its ends work longer before one waits for the other. Where it
 * is no pipe, or may not grow, it works as it is. */
static void widen(int descriptor)
{
    enum { PIPE_SIZE = 1 << 20 };
    (void)fcntl(descriptor, F_SETPIPE_SZ, PIPE_SIZE);
}

/* --- source --- */

typedef struct wire_input {
    glosa_lines lines;
    glosa_buffer history;
    bool marks_last, last_seen;
} wire_input;

/* The end of the string whose opening quote is at `at`; the line's end where it is not closed. */
static size_t string_end(glosa_string line, size_t at)
{
    for (at++; at < line.size && line.data[at] != '"'; at++)
        at += line.data[at] == '\\';
    return at < line.size ? at + 1 : line.size;
}

/* Whether `: true` follows at `at`. */
static bool says_true(glosa_string line, size_t at)
{
    while (at < line.size && memchr(" \t\r:", line.data[at], 4))
        at++;
    return line.size - at >= 4 && memcmp(line.data + at, "true", 4) == 0;
}

/* Whether the document on the line has the member "last":true. Only a line that holds these
 * characters somewhere, as one in thousands does, is walked through to see where they stand. */
static bool says_last(glosa_string line)
{
    static const char mark[] = "\"last\"";
    unsigned depth = 0;
    if (!memmem(line.data, line.size, mark, sizeof mark - 1))
        return false;
    for (size_t at = 0; at < line.size;) {
        char c = line.data[at];
        if (c != '"') {
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
            at++;
            continue;
        }
        size_t end = string_end(line, at);
        glosa_string string = glosa_string_slice(line, at, end);
        if (depth == 1 && glosa_string_is(string, mark) && says_true(line, end))
            return true;
        at = end;
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
    input->last_seen = !glosa_lines_go_on(&input->lines) && says_last(line.text);
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
    widen(STDOUT_FILENO);
    glosa_wire_write_header(&output->held, provenance->history);
    return output->held.failed ? glosa_fail_memory(error, output_name) : GLOSA_OK;
}

/* Standard output may be a file in a folder that is read. */
static const char *output_path(const void *state, size_t number)
{
    (void)state;
    return number ? NULL : "/dev/stdout";
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
    .output = output_path,
    .write = write_output,
    .finish = finish_output,
    .close = close_output,
};

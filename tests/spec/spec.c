/* Runs spec files: every case goes through the stages up to the one that its file is named after,
 * and the layer that this stage writes must look as expected.
 *
 *     spec [--case NAME] [--rewrite] FILE.spec...
 *
 * --rewrite puts what came in the place of what was expected, to be looked through with git diff.
 * Exit status: 0 all as expected, 1 differences, 2 a file or an option that makes no sense. */
#include <errno.h>

#include "pipeline/run/registry.h"
#include "pipeline/run/chain.h"
#include "pipeline/run/options.h"
#include "tests/spec/spec_file.h"
#include "tests/spec/spec_form.h"

enum { MOST_STEPS = 16 };

typedef struct settings {
    const char *only;           /* the case to run; NULL: all */
    bool rewrite;
} settings;

typedef struct counts {
    unsigned cases, differences;
} counts;

/* The opened stages up to the one that a spec file is about. */
typedef struct flow {
    glosa_step steps[MOST_STEPS];
    void *values[MOST_STEPS];   /* options, to be freed */
    size_t count;
    glosa_chain *chain;
    glosa_worker *worker;
} flow;

/* --- the flow --- */

static void add_step(flow *flow, const glosa_stage *stage, const glosa_options *options)
{
    flow->values[flow->count] = glosa_options_new(options);
    flow->steps[flow->count] = (glosa_step){stage, flow->values[flow->count]};
    flow->count++;
}

/* Adds the stages up to the named one; false where there is none of that name. */
static bool add_steps(flow *flow, glosa_string last)
{
    const glosa_registry *registry = &glosa_registry_of_all;
    if (registry->input->decode)
        add_step(flow, registry->input->decode, &registry->input->options);
    if (glosa_string_is(last, registry->input->name))
        return true;
    for (size_t i = 0; i < registry->stage_count && flow->count < MOST_STEPS; i++) {
        add_step(flow, registry->stages[i], &registry->stages[i]->options);
        if (glosa_string_is(last, registry->stages[i]->name))
            return true;
    }
    return false;
}

static void flow_free(flow *flow)
{
    glosa_worker_free(flow->worker);
    glosa_chain_free(flow->chain);
    for (size_t i = 0; i < flow->count; i++) {
        const glosa_registry *registry = &glosa_registry_of_all;
        size_t decoders = registry->input->decode != NULL;
        const glosa_options *options = i < decoders ? &registry->input->options
                                                    : &flow->steps[i].stage->options;
        glosa_options_free(options, flow->values[i]);
    }
    *flow = (struct flow){0};
}

static bool flow_open(flow *flow, const spec_file *file)
{
    glosa_error error = {0};
    char message[1100];
    if (!add_steps(flow, file->stage)) {
        fprintf(stderr, "%s: there is no stage '%.*s'\n", file->path, GLOSA_PRINT(file->stage));
        return false;
    }
    if (glosa_chain_open(&flow->chain, flow->steps, flow->count, &error) ||
        glosa_worker_new(&flow->worker, flow->chain, &error)) {
        glosa_error_format(&error, message, sizeof message);
        fprintf(stderr, "%s: %s\n", file->path, message);
        return false;
    }
    return true;
}

/* --- cases --- */

static void report(const spec_file *file, const spec_case *spec, glosa_string expected,
                   glosa_string got)
{
    glosa_buffer text = {0};
    glosa_buffer_format(&text, "%s:%d: %.*s\n  expected:\n", file->path, spec->line,
                        GLOSA_PRINT(spec->name));
    spec_escape(&text, expected);
    glosa_buffer_text(&text, "  got:\n");
    spec_escape(&text, got);
    printf("%.*s\n", GLOSA_PRINT(glosa_buffer_view(&text)));
    glosa_buffer_free(&text);
}

/* The most columns that a line of the expectation has: a mention's method is optional. */
static unsigned count_columns(glosa_string expected)
{
    unsigned most = 0;
    glosa_string line;
    while (expected.size && glosa_string_next(&expected, '\n', &line)) {
        unsigned columns = 1;
        for (size_t i = 0; i < line.size; i++)
            columns += line.data[i] == '\t';
        most = columns > most ? columns : most;
    }
    return most;
}

/* Whether two forms say the same, where a line end inside a line counts as one between lines. */
static bool same(glosa_string a, glosa_string b)
{
    bool equal = a.size == b.size;
    for (size_t i = 0; equal && i < a.size; i++) {
        char left = a.data[i] == SPEC_INNER_LINE_END ? '\n' : a.data[i];
        char right = b.data[i] == SPEC_INNER_LINE_END ? '\n' : b.data[i];
        equal = left == right;
    }
    return equal;
}

static glosa_status apply(flow *flow, const spec_file *file, const spec_case *spec,
                          glosa_document *document, glosa_error *error)
{
    char path[4096];
    snprintf(path, sizeof path, "%s:%d", file->path, spec->line);
    document->metadata.path = glosa_document_keep(document, glosa_string_of(path));
    document->metadata.format = spec->format;
    document->metadata.language = spec->language;
    document->record = (glosa_record){.bytes = spec->input, .line = 1};
    document->layers = GLOSA_RECORD;
    return glosa_worker_apply(flow->worker, document, error);
}

/* Runs a case and puts the form of what came into *form. */
static bool run_case(flow *flow, const spec_file *file, const spec_case *spec,
                     glosa_buffer *form)
{
    glosa_error error = {0};
    glosa_document document = {0};
    bool done = apply(flow, file, spec, &document, &error) == GLOSA_OK;
    if (!done)
        fprintf(stderr, "%s:%d: %s: %s\n", file->path, spec->line, error.where, error.message);
    else if (!spec_form(&document, file->stage, count_columns(spec->expected), form))
        done = false;
    glosa_document_free(&document);
    return done;
}

/* --- files --- */

static bool write_back(const spec_file *file, const glosa_buffer *text)
{
    FILE *out = fopen(file->path, "wb");
    bool written = out && fwrite(text->data, 1, text->size, out) == text->size;
    if (out)
        written = fclose(out) == 0 && written;
    if (!written)
        fprintf(stderr, "%s: cannot write: %s\n", file->path, strerror(errno));
    return written;
}

static bool run_cases(flow *flow, const spec_file *file, const settings *settings,
                      counts *counts)
{
    glosa_buffer form = {0}, rewritten = {0};
    const char *copied = file->bytes.data;
    bool done = true;
    for (uint32_t i = 0; i < file->cases.size && done; i++) {
        const spec_case *spec = &file->cases.items[i];
        if (settings->only && !glosa_string_is(spec->name, settings->only))
            continue;
        glosa_buffer_clear(&form);
        done = run_case(flow, file, spec, &form);
        counts->cases++;
        if (!done || same(spec->expected, glosa_buffer_view(&form)))
            continue;
        counts->differences++;
        if (!settings->rewrite) {
            report(file, spec, spec->expected, glosa_buffer_view(&form));
            continue;
        }
        glosa_buffer_append(&rewritten, copied, (size_t)(spec->raw_expected.data - copied));
        spec_escape(&rewritten, glosa_buffer_view(&form));
        copied = spec->raw_expected.data + spec->raw_expected.size;
    }
    if (done && rewritten.size) {
        const char *end = file->bytes.data + file->bytes.size;
        glosa_buffer_append(&rewritten, copied, (size_t)(end - copied));
        done = write_back(file, &rewritten);
    }
    glosa_buffer_free(&form);
    glosa_buffer_free(&rewritten);
    return done;
}

static bool run_file(const char *path, const settings *settings, counts *counts)
{
    spec_file file = {0};
    flow flow = {0};
    bool done = spec_file_read(&file, path) && flow_open(&flow, &file) &&
                run_cases(&flow, &file, settings, counts);
    flow_free(&flow);
    spec_file_free(&file);
    return done;
}

int main(int count, char **words)
{
    settings settings = {0};
    counts counts = {0};
    bool sound = true;
    int at = 1;
    for (; at < count && words[at][0] == '-'; at++) {
        if (strcmp(words[at], "--rewrite") == 0)
            settings.rewrite = true;
        else if (strcmp(words[at], "--case") == 0 && at + 1 < count)
            settings.only = words[++at];
        else
            sound = false;
    }
    if (!sound) {
        fprintf(stderr, "usage: %s [--case NAME] [--rewrite] FILE.spec...\n", words[0]);
        return 2;
    }
    for (; at < count; at++)
        sound = run_file(words[at], &settings, &counts) && sound;
    if (settings.only && counts.cases == 0) {
        fprintf(stderr, "no case is called '%s'\n", settings.only);
        sound = false;
    }
    printf("spec: %u cases, %u %s\n", counts.cases, counts.differences,
           settings.rewrite ? "rewritten" : "differ");
    return !sound ? 2 : counts.differences && !settings.rewrite ? 1 : 0;
}

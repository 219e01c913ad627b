/* bench-stages [--dict FILE]... -o DB INPUT...: runs the whole flow on one thread and prints what
 * each stage took of the processor, as `stage TAB seconds`, and counts of what went through. */
#include <time.h>

#include "pipeline/run/chain.h"
#include "pipeline/run/options.h"
#include "pipeline/run/registry.h"
#include "pipeline/wire/wire.h"
#include "tests/bench/bench.h"

enum { MOST_STEPS = 16 };

typedef struct step {
    const char *name;
    const glosa_stage *stage;
    void *options;
    glosa_chain *chain;
    glosa_worker *worker;
    double seconds;
} step;

typedef struct flow {
    const glosa_source *source;
    const glosa_sink *sink;
    void *source_options, *sink_options;
    void *source_state, *sink_state;
    step steps[MOST_STEPS];
    size_t count;
    double next, wire_write, wire_parse, write, finish;
    uint64_t documents, bytes, tokens, sentences, mentions, wire_bytes;
} flow;

static glosa_error error;

static void require(glosa_status status)
{
    bench_require(status, &error);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Sets the option of that name wherever a table has it. */
static void set(const glosa_options *options, void *values, const char *name, const char *text)
{
    for (size_t i = 0; i < options->count; i++) {
        if (strcmp(options->table[i].name, name) == 0)
            require(glosa_option_set(&options->table[i], values, text, &error));
    }
}

static void add_step(flow *flow, const char *name, const glosa_stage *stage)
{
    flow->steps[flow->count++] = (step){
        .name = name, .stage = stage, .options = glosa_options_new(&stage->options)};
}

static void make_flow(flow *flow)
{
    const glosa_registry *registry = &glosa_registry_of_all;
    flow->source = registry->input;
    flow->sink = registry->database;
    flow->source_options = glosa_options_new(&flow->source->options);
    flow->sink_options = glosa_options_new(&flow->sink->options);
    add_step(flow, "read", flow->source->decode);
    for (size_t i = 0; i < registry->stage_count; i++)
        add_step(flow, registry->stages[i]->name, registry->stages[i]);
    add_step(flow, "rows", flow->sink->encode);
}

static void take_arguments(flow *flow, int count, char **arguments, glosa_list *inputs)
{
    for (int i = 1; i < count; i++) {
        bool dictionary = strcmp(arguments[i], "--dict") == 0 && i + 1 < count;
        if (dictionary) {
            i++;
            for (size_t s = 0; s < flow->count; s++)
                set(&flow->steps[s].stage->options, flow->steps[s].options, "dict", arguments[i]);
        } else if (strcmp(arguments[i], "-o") == 0 && i + 1 < count) {
            set(&flow->sink->options, flow->sink_options, "output", arguments[++i]);
        } else {
            require(glosa_list_add(inputs, arguments[i], &error));
        }
    }
}

static void open_flow(flow *flow, const glosa_list *inputs)
{
    require(flow->source->open(&flow->source_state, flow->source_options, inputs, &error));
    for (size_t i = 0; i < flow->count; i++) {
        step *step = &flow->steps[i];
        glosa_step one = {step->stage, step->options};
        require(glosa_chain_open(&step->chain, &one, 1, &error));
        require(glosa_worker_new(&step->worker, step->chain, &error));
    }
    glosa_provenance provenance = {GLOSA_LITERAL("[]"), "bench-stages"};
    require(flow->sink->open(&flow->sink_state, flow->sink_options, &provenance, &error));
}

/* The document over the wire and back: what every pipe between two stages costs at least. */
static void cross_wire(flow *flow, glosa_document *document, glosa_document *copy)
{
    double start = now();
    require(glosa_wire_write(document, &error));
    double written = now();
    flow->wire_write += written - start;
    flow->wire_bytes += document->wire.size;
    glosa_document_reset(copy);
    copy->record.bytes = glosa_buffer_view(&document->wire);
    start = now();
    require(glosa_wire_parse(copy, &error));
    flow->wire_parse += now() - start;
}

static void count_document(flow *flow, const glosa_document *document)
{
    flow->documents++;
    flow->bytes += document->source.size;
    flow->tokens += document->tokens.size;
    flow->sentences += document->sentences.size;
    flow->mentions += document->mentions.size;
}

static void run_flow(flow *flow)
{
    glosa_document document = {0}, copy = {0};
    for (bool more = true;;) {
        double start = now(), end;
        document.number = flow->documents;
        require(flow->source->next(flow->source_state, &document, &more, &error));
        flow->next += now() - start;
        if (!more)
            break;
        for (size_t i = 0; i < flow->count; i++) {
            start = now();
            require(glosa_worker_apply(flow->steps[i].worker, &document, &error));
            end = now();
            flow->steps[i].seconds += end - start;
        }
        if (!document.failed)
            cross_wire(flow, &document, &copy);
        start = now();
        require(flow->sink->write(flow->sink_state, &document, &error));
        flow->write += now() - start;
        count_document(flow, &document);
        glosa_document_reset(&document);
    }
    double start = now();
    require(flow->sink->finish(flow->sink_state, &error));
    flow->finish = now() - start;
    glosa_document_free(&document);
    glosa_document_free(&copy);
}

static void print_seconds(const char *name, double seconds)
{
    printf("%s\t%.6f\n", name, seconds);
}

static void print_count(const char *name, uint64_t count)
{
    printf("%s\t%llu\n", name, (unsigned long long)count);
}

static void print_flow(const flow *flow)
{
    print_seconds("input", flow->next);
    for (size_t i = 0; i < flow->count; i++)
        print_seconds(flow->steps[i].name, flow->steps[i].seconds);
    print_seconds("write", flow->write);
    print_seconds("finish", flow->finish);
    print_seconds("wire_write", flow->wire_write);
    print_seconds("wire_parse", flow->wire_parse);
    print_count("documents", flow->documents);
    print_count("bytes", flow->bytes);
    print_count("sentences", flow->sentences);
    print_count("tokens", flow->tokens);
    print_count("mentions", flow->mentions);
    print_count("wire_bytes", flow->wire_bytes);
}

static void close_flow(flow *flow)
{
    flow->sink->close(flow->sink_state);
    for (size_t i = 0; i < flow->count; i++) {
        glosa_worker_free(flow->steps[i].worker);
        glosa_chain_free(flow->steps[i].chain);
        glosa_options_free(&flow->steps[i].stage->options, flow->steps[i].options);
    }
    flow->source->close(flow->source_state);
    glosa_options_free(&flow->source->options, flow->source_options);
    glosa_options_free(&flow->sink->options, flow->sink_options);
}

int main(int count, char **arguments)
{
    if (count < 4) {
        fprintf(stderr, "usage: bench-stages [--dict FILE]... -o DB INPUT...\n");
        return 2;
    }
    flow flow = {0};
    glosa_list inputs = {0};
    make_flow(&flow);
    take_arguments(&flow, count, arguments, &inputs);
    open_flow(&flow, &inputs);
    run_flow(&flow);
    print_flow(&flow);
    close_flow(&flow);
    free(inputs.items);
    return 0;
}

/* A ring of documents. Slot n % size belongs, in turn, to the worker that reads and annotates
 * document n, and to the writer. Workers take numbers in order under `reading`, so the source is
 * asked by one thread at a time; the writer waits for the slots in order.
 *
 * Waking a thread costs as much as annotating a short abstract. So each waits on a condition of its
 * own and is woken for half a ring of documents rather than for one: the writer when so many are
 * ready, a worker when so many are free. A writer that has waited for a moment takes what there
 * is, so that documents that come one by one are not held back. */
#include "pipeline/run/runner.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>

#include "pipeline/run/options.h"

enum { SLOTS_PER_WORKER = 8 };

typedef enum slot_state { SLOT_FREE, SLOT_BUSY, SLOT_READY } slot_state;

typedef struct slot {
    slot_state state;
    glosa_document document;
} slot;

typedef struct run {
    const glosa_run_plan *plan;
    void *source, *sink;
    glosa_chain *chain;
    glosa_layers wanted;        /* what the stages of the chain read */
    glosa_buffer history;

    pthread_mutex_t reading;    /* held while the source is asked */
    bool exhausted;             /* under `reading`: the source has no more */

    pthread_mutex_t lock;       /* guards everything below */
    pthread_cond_t ready;       /* the writer waits for it: for documents, or for all to end */
    pthread_cond_t freed;       /* a worker waits for it: for a slot */
    slot *slots;
    size_t slot_count, ready_count, free_count;
    slot *awaited;              /* what the writer waits for; NULL: it does not wait */
    bool starved;               /* a worker waits for a slot */
    uint64_t next;              /* number of the next document to be read */
    double place;               /* how far the source has come, for those who watch */
    unsigned active;            /* workers that have not ended */
    bool stopping;
    glosa_status status;        /* of the first failure */
    glosa_error error;
} run;

static void wake_all(run *run)
{
    pthread_cond_broadcast(&run->ready);
    pthread_cond_broadcast(&run->freed);
}

static void stop(run *run, glosa_status status, const glosa_error *error)
{
    pthread_mutex_lock(&run->lock);
    if (run->status == GLOSA_OK) {
        run->status = status;
        run->error = *error;
    }
    run->stopping = true;
    wake_all(run);
    pthread_mutex_unlock(&run->lock);
}

static bool interrupted(const run *run)
{
    return run->plan->interrupted && atomic_load(run->plan->interrupted);
}

/* --- workers --- */

/* Waits until the slot of the next document is free; NULL when the run stops. */
static slot *wait_for_slot(run *run)
{
    pthread_mutex_lock(&run->lock);
    slot *slot = &run->slots[run->next % run->slot_count];
    run->starved = true;
    while (slot->state != SLOT_FREE && !run->stopping)
        pthread_cond_wait(&run->freed, &run->lock);
    run->starved = false;
    if (run->stopping)
        slot = NULL;
    pthread_mutex_unlock(&run->lock);
    return slot;
}

/* Notes how far the source has come. */
static void note_place(run *run)
{
    double place = run->plan->source->place(run->source);
    pthread_mutex_lock(&run->lock);
    run->place = place;
    pthread_mutex_unlock(&run->lock);
}

static void set_busy(run *run, slot *slot)
{
    pthread_mutex_lock(&run->lock);
    slot->state = SLOT_BUSY;
    run->free_count--;
    run->next++;
    pthread_mutex_unlock(&run->lock);
}

static void set_ready(run *run, slot *slot)
{
    pthread_mutex_lock(&run->lock);
    slot->state = SLOT_READY;
    run->ready_count++;
    if (run->awaited && run->awaited->state == SLOT_READY &&
        2 * run->ready_count >= run->slot_count)
        pthread_cond_signal(&run->ready);
    pthread_mutex_unlock(&run->lock);
}

static void set_free(run *run, slot *slot)
{
    pthread_mutex_lock(&run->lock);
    slot->state = SLOT_FREE;
    run->ready_count--;
    run->free_count++;
    if (run->starved && 2 * run->free_count >= run->slot_count)
        pthread_cond_signal(&run->freed);
    pthread_mutex_unlock(&run->lock);
}

/* Reads the next document into its slot. NULL at the end of the input or of the run. */
static slot *read_next(run *run)
{
    glosa_error error = {0};
    slot *slot = NULL;
    pthread_mutex_lock(&run->reading);
    if (!run->exhausted && (slot = wait_for_slot(run)) != NULL) {
        bool more = true;
        slot->document.number = run->next;
        slot->document.wanted = run->wanted;
        glosa_status status =
            run->plan->source->next(run->source, &slot->document, &more, &error);
        if (status)
            stop(run, status, &error);
        if (status || !more) {
            run->exhausted = true;
            slot = NULL;
        } else {
            set_busy(run, slot);
            if (run->plan->progress && run->plan->source->place)
                note_place(run);
        }
    }
    pthread_mutex_unlock(&run->reading);
    return slot;
}

/* A worker is made for its first document: where there is but one, the others need none. */
static void *work(void *context)
{
    run *run = context;
    glosa_error error = {0};
    glosa_worker *worker = NULL;
    glosa_status status = GLOSA_OK;
    slot *slot;
    while (status == GLOSA_OK && !interrupted(run) && (slot = read_next(run)) != NULL) {
        if (!worker)
            status = glosa_worker_new(&worker, run->chain, &error);
        if (status == GLOSA_OK)
            status = glosa_worker_apply(worker, &slot->document, &error);
        if (status)
            stop(run, status, &error);
        else
            set_ready(run, slot);
    }
    glosa_worker_free(worker);
    pthread_mutex_lock(&run->lock);
    run->active--;
    wake_all(run);
    pthread_mutex_unlock(&run->lock);
    return NULL;
}

/* --- the writer, on the caller's thread --- */

/* Waits a moment at most, so that an interrupt is noticed although no condition announces it, and
 * documents are taken that are too few to be announced. */
static void wait_for_change(run *run)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += 10 * 1000 * 1000;
    if (until.tv_nsec >= 1000 * 1000 * 1000) {
        until.tv_nsec -= 1000 * 1000 * 1000;
        until.tv_sec++;
    }
    pthread_cond_clockwait(&run->ready, &run->lock, CLOCK_MONOTONIC, &until);
}

/* The slot of document `number` once it is annotated; NULL at the end, or when the run stops. */
static slot *wait_for_document(run *run, uint64_t number)
{
    slot *slot = &run->slots[number % run->slot_count];
    pthread_mutex_lock(&run->lock);
    run->awaited = slot;
    while (slot->state != SLOT_READY && !run->stopping && !interrupted(run) &&
           (run->active > 0 || number < run->next)) {
        if (run->starved)
            pthread_cond_signal(&run->freed);
        wait_for_change(run);
    }
    run->awaited = NULL;
    if (slot->state != SLOT_READY || run->stopping || interrupted(run))
        slot = NULL;
    pthread_mutex_unlock(&run->lock);
    return slot;
}

static void count(glosa_totals *totals, const glosa_document *document)
{
    if (document->failed)
        totals->failed++;
    else
        totals->documents++;
    totals->problems += document->problems.size;
    totals->bytes += document->source.size;
    totals->mentions += document->mentions.size;
}

static void report(run *run, glosa_totals *totals)
{
    pthread_mutex_lock(&run->lock);
    totals->place = run->place;
    pthread_mutex_unlock(&run->lock);
    run->plan->progress(run->plan->progress_context, totals);
}

static void write_all(run *run, glosa_totals *totals)
{
    const glosa_run_plan *plan = run->plan;
    glosa_error error = {0};
    slot *slot;
    for (uint64_t number = 0; (slot = wait_for_document(run, number)) != NULL; number++) {
        glosa_status status = plan->sink->write(run->sink, &slot->document, &error);
        if (status) {
            stop(run, status, &error);
            return;
        }
        count(totals, &slot->document);
        if (plan->progress)
            report(run, totals);
        glosa_document_reset(&slot->document);
        set_free(run, slot);
    }
}

/* Waits for the workers to end. When the run stops, one that sits in a read is woken. */
static void join(run *run, pthread_t *threads, unsigned started)
{
    pthread_mutex_lock(&run->lock);
    while (run->active > 0) {
        if (interrupted(run) && !run->stopping) {
            run->stopping = true;
            wake_all(run);
        }
        if (run->stopping) {
            for (unsigned i = 0; i < started; i++)
                pthread_kill(threads[i], run->plan->wake_signal);
        }
        wait_for_change(run);
    }
    pthread_mutex_unlock(&run->lock);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

static glosa_status run_threads(run *run, glosa_totals *totals, glosa_error *error)
{
    unsigned jobs = run->plan->jobs, started = 0;
    pthread_t *threads = calloc(jobs, sizeof *threads);
    if (!threads)
        return glosa_fail_memory(error, "run");
    run->active = jobs;
    while (started < jobs && pthread_create(&threads[started], NULL, work, run) == 0)
        started++;
    if (started < jobs) {
        glosa_error failure = {0};
        stop(run, glosa_fail(&failure, GLOSA_MEMORY, "run", -1, "cannot start a thread"),
             &failure);
        pthread_mutex_lock(&run->lock);
        run->active -= jobs - started;
        pthread_mutex_unlock(&run->lock);
    }
    write_all(run, totals);
    join(run, threads, started);
    free(threads);
    if (interrupted(run))
        return glosa_fail(error, GLOSA_INTERRUPTED, NULL, -1,
                          "interrupted after %llu documents; nothing was kept",
                          (unsigned long long)totals->documents);
    if (run->status && error)
        *error = run->error;
    return run->status;
}

/* --- opening --- */

/* The chain with the ends' own stages around it. */
static glosa_status open_chain(run *run, glosa_error *error)
{
    const glosa_run_plan *plan = run->plan;
    glosa_step *steps = calloc(plan->step_count + 2, sizeof *steps);
    if (!steps)
        return glosa_fail_memory(error, "run");
    size_t count = 0;
    if (plan->source->decode)
        steps[count++] = (glosa_step){plan->source->decode, plan->source_options};
    for (size_t i = 0; i < plan->step_count; i++)
        steps[count++] = plan->steps[i];
    if (plan->sink->encode)
        steps[count++] = (glosa_step){plan->sink->encode, plan->sink_options};
    for (size_t i = 0; i < count; i++)
        run->wanted |= steps[i].stage->reads;
    glosa_status status = glosa_chain_open(&run->chain, steps, count, error);
    free(steps);
    return status;
}

/* The history that came with the input, and what this process adds: its source, where that is
 * not another process, and its stages. */
static void write_history(run *run, glosa_buffer *history)
{
    const glosa_run_plan *plan = run->plan;
    const glosa_source *source = plan->source;
    glosa_string before = {NULL, 0};
    size_t first = source->decode ? 1 : 0;
    if (source->history)
        before = source->history(run->source);
    if (before.size > 2)
        glosa_buffer_append(history, before.data, before.size - 1);
    else
        glosa_buffer_byte(history, '[');
    if (!source->history) {
        glosa_options_history(&source->options, plan->source_options, source->name, history);
        glosa_buffer_byte(history, '}');
    }
    for (size_t i = 0; i < plan->step_count; i++) {
        const glosa_stage *stage = plan->steps[i].stage;
        if (history->size > 1)
            glosa_buffer_byte(history, ',');
        glosa_options_history(&stage->options, plan->steps[i].options, stage->name, history);
        glosa_chain_describe(run->chain, first + i, history);
        glosa_buffer_byte(history, '}');
    }
    glosa_buffer_byte(history, ']');
}

static glosa_status open_sink(run *run, glosa_error *error)
{
    write_history(run, &run->history);
    if (run->history.failed)
        return glosa_fail_memory(error, "run");
    glosa_provenance provenance = {glosa_buffer_view(&run->history), run->plan->arguments};
    return run->plan->sink->open(&run->sink, run->plan->sink_options, &provenance, error);
}

static void pass_over_outputs(run *run)
{
    const glosa_source *source = run->plan->source;
    const glosa_sink *sink = run->plan->sink;
    const char *path;
    if (!source->pass_over || !sink->output)
        return;
    for (size_t i = 0; (path = sink->output(run->sink, i)); i++)
        source->pass_over(run->source, path);
}

static glosa_status open_all(run *run, glosa_error *error)
{
    const glosa_run_plan *plan = run->plan;
    glosa_status status = plan->source->open(&run->source, plan->source_options, plan->inputs,
                                             error);
    if (status == GLOSA_OK)
        status = open_chain(run, error);
    if (status == GLOSA_OK)
        status = open_sink(run, error);
    if (status)
        return status;
    pass_over_outputs(run);
    run->slot_count = (size_t)plan->jobs * SLOTS_PER_WORKER;
    run->free_count = run->slot_count;
    run->slots = calloc(run->slot_count, sizeof *run->slots);
    return run->slots ? GLOSA_OK : glosa_fail_memory(error, "run");
}

static void close_all(run *run)
{
    for (size_t i = 0; run->slots && i < run->slot_count; i++)
        glosa_document_free(&run->slots[i].document);
    free(run->slots);
    if (run->sink)
        run->plan->sink->close(run->sink);
    glosa_chain_free(run->chain);
    if (run->source)
        run->plan->source->close(run->source);
    glosa_buffer_free(&run->history);
    pthread_cond_destroy(&run->ready);
    pthread_cond_destroy(&run->freed);
    pthread_mutex_destroy(&run->lock);
    pthread_mutex_destroy(&run->reading);
}

glosa_status glosa_run(const glosa_run_plan *plan, glosa_totals *totals, glosa_error *error)
{
    assert(plan->jobs >= 1);
    *totals = (glosa_totals){0};
    run run = {.plan = plan, .place = -1};
    pthread_mutex_init(&run.reading, NULL);
    pthread_mutex_init(&run.lock, NULL);
    pthread_cond_init(&run.ready, NULL);
    pthread_cond_init(&run.freed, NULL);
    glosa_status status = open_all(&run, error);
    if (status == GLOSA_OK)
        status = run_threads(&run, totals, error);
    if (status == GLOSA_OK)
        status = plan->sink->finish(run.sink, error);
    close_all(&run);
    return status;
}

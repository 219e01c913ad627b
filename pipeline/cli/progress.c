#include "pipeline/cli/progress.h"

#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void glosa_progress_begin(glosa_progress *progress, const char *name)
{
    *progress = (glosa_progress){
        .name = name, .terminal = isatty(STDERR_FILENO) == 1, .started = now()};
}

static void show(const glosa_progress *progress, const glosa_totals *totals, double time)
{
    double megabytes = (double)totals->bytes / 1e6, seconds = time - progress->started;
    fprintf(stderr, "\rglosa %s: %llu documents, %.1f MB, %.1f MB/s, %llu mentions, %llu problems",
            progress->name, (unsigned long long)totals->documents, megabytes,
            seconds > 0 ? megabytes / seconds : 0.0, (unsigned long long)totals->mentions,
            (unsigned long long)totals->problems);
}

void glosa_progress_show(void *context, const glosa_totals *totals)
{
    glosa_progress *progress = context;
    if (!progress->terminal)
        return;
    double time = now();
    if (time - progress->shown < 0.2)
        return;
    progress->shown = time;
    show(progress, totals, time);
}

void glosa_progress_end(glosa_progress *progress, const glosa_totals *totals)
{
    if (!progress->terminal)
        return;
    show(progress, totals, now());
    fputc('\n', stderr);
}

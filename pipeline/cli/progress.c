#include "pipeline/cli/progress.h"

#include <unistd.h>

/* Seconds between two lines: rewritten ones, and those of a log. */
static const double between_rewritten = 0.2, between_logged = 60;

/* How long a run has to have lasted, and how much of it to be done, before what is left of it can
 * be told from that. */
static const double telling_seconds = 2, telling_place = 0.005;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void glosa_progress_begin(glosa_progress *progress, const char *name, bool asked)
{
    bool terminal = isatty(STDERR_FILENO) == 1;
    double time = now();
    *progress = (glosa_progress){.name = name, .shown = terminal || asked, .terminal = terminal,
                                 .started = time, .latest = time};
}

static void add_time_left(glosa_buffer *line, double place, double seconds)
{
    if (place < telling_place || place >= 1 || seconds < telling_seconds)
        return;
    unsigned long left = (unsigned long)(seconds * (1 - place) / place);
    glosa_buffer_format(line, ", %lu:%02lu:%02lu left", left / 3600, left / 60 % 60, left % 60);
}

static void show(const glosa_progress *progress, const glosa_totals *totals, bool last)
{
    double megabytes = (double)totals->bytes / 1e6, seconds = now() - progress->started;
    glosa_buffer line = {0};
    glosa_buffer_format(&line, "glosa %s: %llu documents, %.1f MB, %.1f MB/s, %llu mentions, "
                        "%llu problems",
                        progress->name, (unsigned long long)(totals->documents + totals->failed),
                        megabytes, seconds > 0 ? megabytes / seconds : 0.0,
                        (unsigned long long)totals->mentions,
                        (unsigned long long)totals->problems);
    if (!last)
        add_time_left(&line, totals->place, seconds);
    /* Going back to the start of the line, and clearing what a longer one left of it. */
    if (!line.failed)
        fprintf(stderr, "%s%.*s%s%s", progress->terminal ? "\r" : "",
                GLOSA_PRINT(glosa_buffer_view(&line)), progress->terminal ? "\x1b[K" : "",
                last || !progress->terminal ? "\n" : "");
    glosa_buffer_free(&line);
}

void glosa_progress_show(void *context, const glosa_totals *totals)
{
    glosa_progress *progress = context;
    double time = now();
    if (time - progress->latest < (progress->terminal ? between_rewritten : between_logged))
        return;
    progress->latest = time;
    show(progress, totals, false);
}

void glosa_progress_end(glosa_progress *progress, const glosa_totals *totals)
{
    if (progress->shown)
        show(progress, totals, true);
}

/* The program: finds the command, parses its options, runs it, and turns the outcome into a
 * message and an exit status. */
#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "pipeline/cli/flow.h"

enum exit_status { EXIT_DONE = 0, EXIT_STOPPED = 1, EXIT_USAGE = 2, EXIT_PROBLEMS = 3 };

/* The one writable global: all that a signal handler may do is set it. */
static atomic_bool interrupted;

static void on_signal(int number)
{
    (void)number;
    atomic_store(&interrupted, true);
}

static void on_wake(int number)
{
    (void)number;
}

/* What whoever started the program wants ignored, as nohup does of a hang-up, stays so. */
static void stop_at(int number, const struct sigaction *stop)
{
    struct sigaction before;
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(number, stop, NULL);
}

/* Without SA_RESTART, so that a read that waits for input comes back. The first interrupt ends the
 * run in good order; a second one, for the impatient, kills. A reader of standard output that goes
 * away ends the program, as usual; a file size limit is an error of writing like a full disk. */
static void catch_signals(void)
{
    struct sigaction stop = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    struct sigaction wake = {.sa_handler = on_wake};
    sigemptyset(&stop.sa_mask);
    sigemptyset(&wake.sa_mask);
    stop_at(SIGINT, &stop);
    stop_at(SIGTERM, &stop);
    stop_at(SIGHUP, &stop);
    sigaction(SIGUSR1, &wake, NULL);
    signal(SIGXFSZ, SIG_IGN);
}

static glosa_command_context new_context(void)
{
    return (glosa_command_context){
        .out = stdout, .interrupted = &interrupted, .wake_signal = SIGUSR1};
}

/* --- help --- */

static void print_row(const char *name, const char *summary)
{
    printf("  %-12s  %s\n", name, summary);
}

static void print_overview(const glosa_registry *registry)
{
    printf("glosa %s: marks every gene and drug in biomedical articles, in Spanish and English\n"
           "\nusage: glosa COMMAND [OPTION...] [ARGUMENT...]\n"
           "       glosa COMMAND --help\n\nThe flow:\n",
           glosa_version());
    for (size_t i = 0; i < glosa_flow_count(registry); i++) {
        glosa_flow flow = glosa_flow_at(registry, i);
        print_row(flow.name, flow.summary);
    }
    printf("\nOther commands:\n");
    for (size_t i = 0; i < glosa_command_count; i++)
        print_row(glosa_commands[i]->name, glosa_commands[i]->summary);
    printf("\nResults go to standard output, talk to standard error. Exit status: 0 all done,\n"
           "1 stopped, 2 usage, 3 done but some documents had problems (table `problem`).\n");
}

static void print_usage(const char *name, const char *operands, const char *summary)
{
    printf("usage: glosa %s [OPTION...]%s%s\n\n%s\n", name, *operands ? " " : "", operands,
           summary);
}

static void print_flow_help(const glosa_flow *flow, const glosa_arguments *arguments)
{
    print_usage(flow->name, flow->operands, flow->summary);
    if (flow->source->inputs)
        printf("\n%s", flow->source->inputs);
    glosa_arguments_help(arguments, stdout);
}

/* --- outcome --- */

/* `where` of a usage error is the command; else the file or stage that the error names. */
static int report(const char *command, glosa_status status, const glosa_error *error)
{
    char text[sizeof error->where + sizeof error->message + 32];
    glosa_error_format(error, text, sizeof text);
    fprintf(stderr, "glosa %s: %s\n", command, text);
    return status == GLOSA_USAGE ? EXIT_USAGE : EXIT_STOPPED;
}

static int conclude(const char *command, glosa_status status,
                    const glosa_command_context *context, glosa_error *error)
{
    if (status == GLOSA_OK && (fflush(stdout) != 0 || ferror(stdout)))
        status = glosa_fail(error, GLOSA_IO, "standard output", -1, "cannot write: %s",
                            strerror(errno));
    if (status)
        return report(command, status, error);
    if (context->problems == 0)
        return EXIT_DONE;
    fprintf(stderr, "glosa %s: done, with %llu problem%s (%s)\n", command,
            (unsigned long long)context->problems, context->problems == 1 ? "" : "s",
            context->problem_place);
    return EXIT_PROBLEMS;
}

/* --- commands --- */

/* The command line with one blank between words: what table `run` keeps. */
static glosa_status join(char **words, int count, glosa_buffer *line, glosa_error *error)
{
    for (int i = 0; i < count; i++) {
        if (i)
            glosa_buffer_byte(line, ' ');
        glosa_utf8_append_clean(line, glosa_string_of(words[i]));
    }
    glosa_buffer_byte(line, '\0');
    return line->failed ? glosa_fail_memory(error, "main") : GLOSA_OK;
}

static int run_flow(const glosa_flow *flow, char **words, int count)
{
    glosa_error error = {0};
    glosa_arguments arguments = {0};
    glosa_buffer line = {0};
    glosa_command_context context = new_context();
    glosa_status status = glosa_flow_options(flow, &arguments, &error);
    if (status == GLOSA_OK)
        status = glosa_arguments_parse(&arguments, words + 2, count - 2, &error);
    if (status == GLOSA_OK && arguments.help)
        print_flow_help(flow, &arguments);
    else if (status == GLOSA_OK && (status = join(words, count, &line, &error)) == GLOSA_OK)
        status = glosa_flow_run(flow, &arguments, line.data, &context, &error);
    glosa_arguments_free(&arguments);
    glosa_buffer_free(&line);
    return conclude(flow->name, status, &context, &error);
}

static glosa_status check_operands(const glosa_command *command, size_t given,
                                   glosa_error *error)
{
    if (given >= command->operands_least && given <= command->operands_most)
        return GLOSA_OK;
    const glosa_option *option = command->options.table;
    if (command->operands_most == 0 && option && option->argument)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                          "usage: glosa %s [OPTION...]; a %s goes behind --%s", command->name,
                          option->argument, option->name);
    return glosa_fail(error, GLOSA_USAGE, NULL, -1, "usage: glosa %s [OPTION...] %s",
                      command->name, command->operands);
}

static int run_command(const glosa_command *command, char **words, int count)
{
    glosa_error error = {0};
    glosa_arguments arguments = {0};
    glosa_command_context context = new_context();
    glosa_status status = glosa_arguments_add(&arguments, command->name, &command->options,
                                              &error);
    if (status == GLOSA_OK)
        status = glosa_arguments_parse(&arguments, words, count, &error);
    if (status == GLOSA_OK && arguments.help) {
        print_usage(command->name, command->operands, command->summary);
        glosa_arguments_help(&arguments, stdout);
        if (command->details)
            printf("\n%s", command->details);
        if (command->example)
            printf("\nExample:\n  %s\n", command->example);
    } else if (status == GLOSA_OK) {
        status = check_operands(command, arguments.operands.size, &error);
        const void *options = glosa_arguments_values(&arguments, &command->options);
        if (status == GLOSA_OK)
            status = command->run(options, &arguments.operands, &context, &error);
    }
    glosa_arguments_free(&arguments);
    return conclude(command->name, status, &context, &error);
}

/* How many words of the command line spell the command's name: 0, or 1, or 2 ("dict build"). */
static int match_command(const char *name, char **words, int count)
{
    const char *blank = strchr(name, ' ');
    if (!blank)
        return strcmp(name, words[0]) == 0;
    size_t size = (size_t)(blank - name);
    bool same = count > 1 && strlen(words[0]) == size && memcmp(words[0], name, size) == 0 &&
                strcmp(words[1], blank + 1) == 0;
    return same ? 2 : 0;
}

/* Whether the command's name begins with this word and has another one ("dict build"). */
static bool is_in_group(const glosa_command *command, const char *group)
{
    size_t size = strlen(group);
    return strncmp(command->name, group, size) == 0 && command->name[size] == ' ';
}

static bool is_group(const char *word)
{
    for (size_t i = 0; i < glosa_command_count; i++) {
        if (is_in_group(glosa_commands[i], word))
            return true;
    }
    return false;
}

static void print_group(const char *group)
{
    printf("usage: glosa %s COMMAND [OPTION...] [ARGUMENT...]\n"
           "       glosa %s COMMAND --help\n\n", group, group);
    for (size_t i = 0; i < glosa_command_count; i++) {
        if (is_in_group(glosa_commands[i], group))
            print_row(glosa_commands[i]->name, glosa_commands[i]->summary);
    }
}

static bool asks_for_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0;
}

static int run_unknown(char **words, int count)
{
    if (!is_group(words[1])) {
        fprintf(stderr, "glosa: unknown command '%s'; try glosa --help\n", words[1]);
        return EXIT_USAGE;
    }
    if (count > 2 && !asks_for_help(words[2])) {
        fprintf(stderr, "glosa: unknown command '%s %s'; try glosa %s --help\n", words[1],
                words[2], words[1]);
        return EXIT_USAGE;
    }
    print_group(words[1]);
    return count > 2 ? EXIT_DONE : EXIT_USAGE;
}

static int dispatch(const glosa_registry *registry, char **words, int count)
{
    for (size_t i = 0; i < glosa_flow_count(registry); i++) {
        glosa_flow flow = glosa_flow_at(registry, i);
        if (strcmp(flow.name, words[1]) == 0)
            return run_flow(&flow, words, count);
    }
    for (size_t i = 0; i < glosa_command_count; i++) {
        const glosa_command *command = glosa_commands[i];
        int used = match_command(command->name, words + 1, count - 1);
        if (used)
            return run_command(command, words + 1 + used, count - 1 - used);
    }
    return run_unknown(words, count);
}

int main(int count, char **words)
{
    const glosa_registry *registry = &glosa_registry_of_all;
    catch_signals();
    if (count < 2 || asks_for_help(words[1])) {
        print_overview(registry);
        return count < 2 ? EXIT_USAGE : EXIT_DONE;
    }
    if (strcmp(words[1], "--version") == 0) {
        printf("glosa %s\n", glosa_version());
        return EXIT_DONE;
    }
    return dispatch(registry, words, count);
}

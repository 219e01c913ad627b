#include "pipeline/cli/arguments.h"

#include <assert.h>

#include "pipeline/run/options.h"

glosa_status glosa_arguments_add(glosa_arguments *arguments, const char *title,
                                 const glosa_options *options, glosa_error *error)
{
    assert(arguments->group_count < GLOSA_MOST_OPTION_GROUPS);
    if (options->size == 0)
        return GLOSA_OK;
    void *values = glosa_options_new(options);
    if (!values)
        return glosa_fail_memory(error, "options");
    arguments->groups[arguments->group_count++] = (glosa_option_group){title, options, values};
    return GLOSA_OK;
}

void *glosa_arguments_values(const glosa_arguments *arguments, const glosa_options *options)
{
    for (size_t i = 0; i < arguments->group_count; i++) {
        if (arguments->groups[i].options == options)
            return arguments->groups[i].values;
    }
    return NULL;
}

/* The option that a word names, by its name (of `size` bytes) or by its letter. */
static const glosa_option *find(const glosa_arguments *arguments, glosa_string name,
                                char letter, void **values)
{
    for (size_t g = 0; g < arguments->group_count; g++) {
        const glosa_options *options = arguments->groups[g].options;
        for (size_t i = 0; i < options->count; i++) {
            const glosa_option *option = &options->table[i];
            bool same = letter ? option->letter == letter
                               : glosa_string_is(name, option->name);
            if (same) {
                *values = arguments->groups[g].values;
                return option;
            }
        }
    }
    return NULL;
}

/* One word that begins with a dash, and the word behind it when that is its argument. *used is
 * how many words it took. */
static glosa_status take_option(glosa_arguments *arguments, char **words, int count, int *used,
                                glosa_error *error)
{
    const char *word = words[0], *value = NULL;
    const glosa_option *option;
    void *values = NULL;
    if (word[1] == '-') {
        const char *equals = strchr(word, '=');
        size_t size = equals ? (size_t)(equals - word) - 2 : strlen(word) - 2;
        option = find(arguments, (glosa_string){word + 2, size}, 0, &values);
        value = equals ? equals + 1 : NULL;
    } else {
        option = find(arguments, (glosa_string){0}, word[1], &values);
        value = word[2] ? word + 2 : NULL;
    }
    if (!option)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1, "unknown option '%s'; try --help", word);
    if (option->type == GLOSA_OPTION_FLAG && value)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1, "--%s takes no value", option->name);
    *used = 1;
    if (option->type != GLOSA_OPTION_FLAG && !value) {
        if (count < 2)
            return glosa_fail(error, GLOSA_USAGE, NULL, -1, "--%s needs %s", option->name,
                              option->argument);
        value = words[1];
        *used = 2;
    }
    return glosa_option_set(option, values, value, error);
}

static glosa_status check_required(const glosa_arguments *arguments, glosa_error *error)
{
    for (size_t g = 0; g < arguments->group_count; g++) {
        const glosa_options *options = arguments->groups[g].options;
        for (size_t i = 0; i < options->count; i++) {
            const glosa_option *option = &options->table[i];
            const char *member = (const char *)arguments->groups[g].values + option->offset;
            if (option->required && !*(const char *const *)member)
                return glosa_fail(error, GLOSA_USAGE, NULL, -1, "--%s %s is missing; try --help",
                                  option->name, option->argument);
        }
    }
    return GLOSA_OK;
}

static bool asks_for_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

glosa_status glosa_arguments_parse(glosa_arguments *arguments, char **words, int count,
                                   glosa_error *error)
{
    bool options_over = false;
    for (int i = 0; i < count;) {
        int used = 1;
        glosa_status status = GLOSA_OK;
        if (options_over || words[i][0] != '-' || words[i][1] == '\0') {
            status = glosa_list_add(&arguments->operands, words[i], error);
        } else if (strcmp(words[i], "--") == 0) {
            options_over = true;
        } else if (asks_for_help(words[i])) {
            arguments->help = true;
            return GLOSA_OK;
        } else {
            status = take_option(arguments, words + i, count - i, &used, error);
        }
        if (status)
            return status;
        i += used;
    }
    return check_required(arguments, error);
}

static void print_option(FILE *out, const glosa_option *option)
{
    char left[64];
    char letter[8] = "    ";
    if (option->letter)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, option->name,
             option->argument ? " " : "", option->argument ? option->argument : "");
    fprintf(out, "  %-26s  %s", left, option->help);
    if (option->type == GLOSA_OPTION_NUMBER && option->fallback)
        fprintf(out, " (default: %s)", option->fallback);
    fputc('\n', out);
}

void glosa_arguments_help(const glosa_arguments *arguments, FILE *out)
{
    for (size_t g = 0; g < arguments->group_count; g++) {
        const glosa_options *options = arguments->groups[g].options;
        fprintf(out, "\nOptions of %s:\n", arguments->groups[g].title);
        for (size_t i = 0; i < options->count; i++)
            print_option(out, &options->table[i]);
    }
}

void glosa_arguments_free(glosa_arguments *arguments)
{
    for (size_t g = 0; g < arguments->group_count; g++)
        glosa_options_free(arguments->groups[g].options, arguments->groups[g].values);
    free(arguments->operands.items);
    *arguments = (glosa_arguments){0};
}

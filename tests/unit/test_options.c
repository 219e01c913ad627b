/* Option tables, and the command line that they parse. */
#include <criterion/criterion.h>

#include "pipeline/cli/arguments.h"
#include "pipeline/run/options.h"

typedef struct values {
    bool quick;
    int64_t jobs;
    const char *output, *name;
    glosa_list dict;
} values;

static const glosa_option table[] = {
    {.name = "quick", .letter = 'q', .type = GLOSA_OPTION_FLAG, .offset = offsetof(values, quick)},
    {.name = "jobs", .letter = 'j', .type = GLOSA_OPTION_NUMBER, .argument = "N",
     .offset = offsetof(values, jobs), .fallback = "3", .minimum = -5, .maximum = 256,
     .silent = true},
    {.name = "output", .letter = 'o', .type = GLOSA_OPTION_TEXT, .argument = "FILE",
     .offset = offsetof(values, output), .required = true},
    {.name = "name", .type = GLOSA_OPTION_TEXT, .argument = "WORD",
     .offset = offsetof(values, name), .fallback = "né"},
    {.name = "dict", .letter = 'd', .type = GLOSA_OPTION_LIST, .argument = "FILE",
     .offset = offsetof(values, dict)},
};
static const glosa_options options = GLOSA_OPTIONS(table, values);

enum { MOST_WORDS = 12 };

/* Parses words that end with NULL. The arguments are to be freed. */
static glosa_status parse(glosa_arguments *arguments, const char *const *words,
                          glosa_error *error)
{
    char *copies[MOST_WORDS];
    int count = 0;
    for (; words[count]; count++)
        copies[count] = (char *)(uintptr_t)words[count];
    cr_assert_eq(glosa_arguments_add(arguments, "test", &options, error), GLOSA_OK);
    return glosa_arguments_parse(arguments, copies, count, error);
}

Test(options, every_way_to_write_them)
{
    static const char *const lines[][MOST_WORDS] = {
        {"-q", "--jobs", "7", "-o", "x", "--dict", "a", "-d", "b", "in", NULL},
        {"in", "--quick", "--jobs=7", "-ox", "-da", "--dict=b", NULL},
        {"-q", "-j7", "--output", "x", "-d", "a", "--dict", "b", "--", "in", NULL},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        glosa_arguments arguments = {0};
        glosa_error error = {0};
        cr_assert_eq(parse(&arguments, lines[i], &error), GLOSA_OK, "%s", error.message);
        const values *set = glosa_arguments_values(&arguments, &options);
        cr_expect(set->quick && set->jobs == 7 && strcmp(set->output, "x") == 0);
        cr_expect(set->dict.size == 2 && strcmp(set->dict.items[1], "b") == 0);
        cr_expect_str_eq(set->name, "né", "the default");
        cr_assert_eq(arguments.operands.size, 1);
        cr_expect_str_eq(arguments.operands.items[0], "in");
        glosa_arguments_free(&arguments);
    }
}

Test(options, operands_that_look_like_options)
{
    static const char *const words[] = {"-o", "-", "-", "--", "-q", "--", NULL};
    glosa_arguments arguments = {0};
    cr_assert_eq(parse(&arguments, words, NULL), GLOSA_OK);
    const values *set = glosa_arguments_values(&arguments, &options);
    cr_assert_str_eq(set->output, "-");
    cr_assert_eq(arguments.operands.size, 3);
    cr_assert_str_eq(arguments.operands.items[0], "-");
    cr_assert_str_eq(arguments.operands.items[1], "-q");
    cr_assert_str_eq(arguments.operands.items[2], "--");
    cr_assert_not(set->quick);
    glosa_arguments_free(&arguments);
}

Test(options, faults_name_the_way_out)
{
    static const char *const cases[][6] = {
        {"unknown option '--odd'; try --help", "-o", "x", "--odd", NULL},
        {"unknown option '--odd=1'; try --help", "-o", "x", "--odd=1", NULL},
        {"unknown option '-z'; try --help", "-o", "x", "-z", NULL},
        {"--quick takes no value", "-o", "x", "--quick=1", NULL},
        {"--quick takes no value", "-o", "x", "-qq", NULL},
        {"--jobs needs N", "-o", "x", "--jobs", NULL},
        {"--output FILE is missing; try --help", "in", NULL},
        {"--jobs takes a whole number from -5 to 256, not ''", "-o", "x", "--jobs=", NULL},
        {"--jobs takes a whole number from -5 to 256, not '257'", "-o", "x", "-j257", NULL},
        {"--jobs takes a whole number from -5 to 256, not '-6'", "-o", "x", "--jobs=-6", NULL},
        {"--jobs takes a whole number from -5 to 256, not '7x'", "-o", "x", "-j", "7x", NULL},
        {"--jobs takes a whole number from -5 to 256, not '9999999999999999999999'", "-ox",
         "-j9999999999999999999999", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_arguments arguments = {0};
        glosa_error error = {0};
        cr_expect_eq(parse(&arguments, cases[i] + 1, &error), GLOSA_USAGE, "%s", cases[i][0]);
        cr_expect_str_eq(error.message, cases[i][0], "%s", error.message);
        glosa_arguments_free(&arguments);
    }
}

Test(options, help_ends_parsing)
{
    static const char *const words[] = {"--help", "--odd", NULL};
    glosa_arguments arguments = {0};
    cr_assert_eq(parse(&arguments, words, NULL), GLOSA_OK);
    cr_assert(arguments.help);
    glosa_arguments_free(&arguments);
}

Test(options, history_tells_what_changes_the_result)
{
    glosa_buffer json = {0};
    values *set = glosa_options_new(&options);
    set->quick = true;
    set->output = "a\"b";
    cr_assert_eq(glosa_list_add(&set->dict, "é", NULL), GLOSA_OK);
    glosa_options_history(&options, set, "tag", &json);
    glosa_buffer_byte(&json, '\0');
    char expected[200];
    snprintf(expected, sizeof expected,
             "{\"stage\":\"tag\",\"version\":\"%s\",\"options\":{\"quick\":true,"
             "\"output\":\"a\\\"b\",\"name\":\"né\",\"dict\":[\"é\"]}", glosa_version());
    cr_assert_str_eq(json.data, expected);
    glosa_options_free(&options, set);
    glosa_buffer_free(&json);
}

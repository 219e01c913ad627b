/* Tables of rules: what is read, and what is said of faults. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

#include "dictionaries/build/rule_table.h"

static const char *const columns[] = {"place", "from", "to", NULL};

static glosa_status read_text(glosa_rule_table *table, const char *text, glosa_error *error)
{
    static const char path[] = "rule_table_test.tsv";
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
    glosa_status status = glosa_rule_table_read(table, path, columns, error);
    unlink(path);
    return status;
}

Test(rule_table, rows_without_comments)
{
    glosa_rule_table table = {0};
    glosa_error error = {0};
    cr_assert_eq(read_text(&table, "# endings\n\nplace\tfrom\tto\nend\t-ine \t-ina\n#x\nend\t\t\n",
                           &error), GLOSA_OK, "%s", error.message);
    cr_assert_eq(table.rules.size, 2);
    cr_expect_eq(table.rules.items[0].line, 4);
    cr_expect(glosa_string_is(table.rules.items[0].cells[1], "-ine"));
    cr_expect(glosa_string_is(table.rules.items[1].cells[2], ""));
    cr_expect_eq(strlen(table.sha256), 64);
    glosa_rule_table_free(&table);
}

static void expect_fault(const char *text, int64_t line, const char *message)
{
    glosa_rule_table table = {0};
    glosa_error error = {0};
    cr_assert_eq(read_text(&table, text, &error), GLOSA_DICTIONARY);
    cr_expect_eq(error.position, line);
    cr_expect_str_eq(error.message, message);
    glosa_rule_table_free(&table);
}

Test(rule_table, faults)
{
    expect_fault("", -1, "is empty");
    expect_fault("from\tto\n", 1, "the header must be, separated by tabs: place from to");
    expect_fault("place\tfrom\tto\nend\n", 2, "a row has 3 columns, as the header");
    expect_fault("place\tfrom\tto\na\tb\tc\td\n", 2, "a row has 3 columns, as the header");
    expect_fault("place\tfrom\tto\na\t\xFF\tc\n", 2, "is not UTF-8");
}

/* Lines from a descriptor. */
#include <criterion/criterion.h>
#include <unistd.h>

#include "pipeline/run/lines.h"

/* A descriptor from which `text` can be read. */
static int descriptor_of(glosa_string text)
{
    FILE *file = tmpfile();
    cr_assert(file && fwrite(text.data, 1, text.size, file) == text.size);
    cr_assert_eq(fflush(file), 0);
    int descriptor = dup(fileno(file));
    fclose(file);
    cr_assert_eq(lseek(descriptor, 0, SEEK_SET), 0);
    return descriptor;
}

static void expect(const char *text, size_t count, const char *const *parts, bool last_whole)
{
    glosa_lines lines = {.name = "test", .longest = 100,
                         .descriptor = descriptor_of(glosa_string_of(text))};
    glosa_line line;
    bool more = true, whole = true;
    for (size_t i = 0; i < count; i++) {
        cr_assert_eq(glosa_lines_next(&lines, &line, &more, NULL), GLOSA_OK);
        cr_assert(more && glosa_string_is(line.text, parts[i]));
        cr_assert_eq(line.number, (int64_t)i + 1);
        whole = line.whole;
    }
    cr_assert_eq(whole, last_whole);
    for (int i = 0; i < 2; i++) {
        cr_assert_eq(glosa_lines_next(&lines, &line, &more, NULL), GLOSA_OK);
        cr_assert_not(more);
    }
    close(lines.descriptor);
    glosa_lines_free(&lines);
}

Test(lines, are_given_one_by_one)
{
    expect("", 0, NULL, true);
    expect("a\n\nb\n", 3, (const char *const[]){"a", "", "b"}, true);
    expect("a\r\nb", 2, (const char *const[]){"a\r", "b"}, false);
    expect("\n", 1, (const char *const[]){""}, true);
}

/* Lines of all sizes around that of a read. */
Test(lines, of_any_size_up_to_the_limit)
{
    glosa_buffer text = {0};
    enum { STEP = 104729, COUNT = 12 };
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t b = 0; b < i * STEP; b++)
            glosa_buffer_byte(&text, (char)('a' + i));
        glosa_buffer_byte(&text, '\n');
    }
    glosa_lines lines = {.name = "test", .longest = COUNT * STEP,
                         .descriptor = descriptor_of(glosa_buffer_view(&text))};
    for (size_t i = 0; i < COUNT; i++) {
        glosa_line line;
        bool more;
        cr_assert_eq(glosa_lines_next(&lines, &line, &more, NULL), GLOSA_OK);
        cr_assert(more && line.text.size == i * STEP);
        cr_assert(i == 0 || (line.text.data[0] == (char)('a' + i) &&
                             line.text.data[i * STEP - 1] == (char)('a' + i)));
    }
    close(lines.descriptor);
    glosa_lines_free(&lines);
    glosa_buffer_free(&text);
}

Test(lines, too_long_and_unreadable)
{
    glosa_buffer text = {0};
    glosa_error error = {0};
    glosa_line line;
    bool more;
    for (int i = 0; i < 3 << 20; i++)
        glosa_buffer_byte(&text, 'x');
    glosa_lines lines = {.name = "test", .longest = 1 << 20,
                         .descriptor = descriptor_of(glosa_buffer_view(&text))};
    cr_assert_eq(glosa_lines_next(&lines, &line, &more, &error), GLOSA_TOO_LARGE);
    cr_assert_str_eq(error.message, "line exceeds 1048576 bytes");
    cr_assert_eq(error.position, 1);
    close(lines.descriptor);
    glosa_lines_free(&lines);
    glosa_lines closed = {.name = "test", .longest = 10, .descriptor = -1};
    cr_assert_eq(glosa_lines_next(&closed, &line, &more, &error), GLOSA_IO);
    glosa_lines_free(&closed);
    glosa_buffer_free(&text);
}

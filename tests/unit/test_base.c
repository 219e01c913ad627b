/* The base: arena, arrays, strings, buffer, errors. */
#include <criterion/criterion.h>

#include "pipeline/base/arena.h"
#include "pipeline/base/string.h"
#include "tests/unit/random.h"

Test(arena, pieces_are_zeroed_aligned_and_apart)
{
    glosa_arena arena = {0};
    uint64_t seed = 1;
    for (int round = 0; round < 3; round++) {
        unsigned char *pieces[300];
        size_t sizes[300];
        for (int i = 0; i < 300; i++) {
            sizes[i] = i == 100 ? 3 << 20 : random_below(&seed, 5000);
            pieces[i] = glosa_arena_alloc(&arena, sizes[i]);
            cr_assert_not_null(pieces[i]);
            cr_assert_eq((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
            for (size_t b = 0; b < sizes[i]; b++)
                cr_assert_eq(pieces[i][b], 0);
            memset(pieces[i], i % 255 + 1, sizes[i]);
        }
        for (int i = 0; i < 300; i++) {
            for (size_t b = 0; b < sizes[i]; b++)
                cr_assert_eq(pieces[i][b], i % 255 + 1);
        }
        glosa_arena_reset(&arena, round ? 1 << 20 : 0);
    }
    glosa_arena_free(&arena);
    cr_assert_not_null(glosa_arena_alloc(&arena, 0), "a freed arena may be used again");
    glosa_arena_free(&arena);
}

Test(arena, impossible_sizes_give_null)
{
    glosa_arena arena = {0};
    cr_assert_null(glosa_arena_alloc(&arena, SIZE_MAX));
    cr_assert_null(glosa_arena_alloc(&arena, SIZE_MAX - 64));
    cr_assert_null(glosa_arena_alloc(&arena, SIZE_MAX / 2));
    cr_assert_not_null(glosa_arena_alloc(&arena, 10), "and leave the arena in order");
    glosa_arena_free(&arena);
}

Test(arena, copies_are_terminated)
{
    glosa_arena arena = {0};
    char *copy = glosa_arena_copy(&arena, "a\0b", 3);
    cr_assert_eq(memcmp(copy, "a\0b", 4), 0);
    cr_assert_str_eq(glosa_arena_copy(&arena, NULL, 0), "");
    glosa_arena_free(&arena);
}

Test(arena, arrays_grow_and_keep_their_items)
{
    glosa_arena arena = {0};
    GLOSA_ARRAY(uint32_t) array = {0};
    for (uint32_t i = 0; i < 100000; i++) {
        uint32_t *item = GLOSA_ARRAY_ADD(&arena, &array);
        cr_assert_not_null(item);
        cr_assert_eq(*item, 0);
        *item = i;
    }
    cr_assert_eq(array.size, 100000);
    for (uint32_t i = 0; i < array.size; i++)
        cr_assert_eq(array.items[i], i);
    glosa_arena_free(&arena);
}

Test(string, comparing)
{
    glosa_string none = {NULL, 0};
    cr_assert(glosa_string_equal(none, GLOSA_LITERAL("")));
    cr_assert(glosa_string_is(GLOSA_LITERAL("abc"), "abc"));
    cr_assert_not(glosa_string_is(GLOSA_LITERAL("abc"), "abcd"));
    cr_assert(glosa_string_starts(GLOSA_LITERAL("abc"), "ab"));
    cr_assert_not(glosa_string_starts(GLOSA_LITERAL("ab"), "abc"));
    cr_assert(glosa_string_starts(none, ""));
    cr_assert_lt(glosa_string_compare(GLOSA_LITERAL("ab"), GLOSA_LITERAL("abc")), 0);
    cr_assert_gt(glosa_string_compare(GLOSA_LITERAL("\xC3"), GLOSA_LITERAL("z")), 0,
                 "bytes compare unsigned");
    cr_assert_eq(glosa_string_compare(none, none), 0);
}

Test(string, next_gives_empty_parts_too)
{
    static const char *const parts[] = {"", "a", "", "bc", ""};
    glosa_string rest = GLOSA_LITERAL("|a||bc|"), part;
    size_t count = 0;
    while (glosa_string_next(&rest, '|', &part)) {
        cr_assert_lt(count, 5);
        cr_assert(glosa_string_is(part, parts[count++]));
    }
    cr_assert_eq(count, 5);
}

Test(string, trim)
{
    cr_assert(glosa_string_is(glosa_string_trim(GLOSA_LITERAL(" \t\r\na b\n ")), "a b"));
    cr_assert_eq(glosa_string_trim(GLOSA_LITERAL(" \n ")).size, 0);
    cr_assert(glosa_string_is(glosa_string_trim(GLOSA_LITERAL("\u00A0x")), "\u00A0x"));
}

Test(buffer, appends_what_printf_would)
{
    glosa_buffer buffer = {0};
    for (int i = 0; i < 2000; i++)
        glosa_buffer_format(&buffer, "%d,", i);
    glosa_buffer_number(&buffer, INT64_MIN);
    glosa_buffer_byte(&buffer, '\0');
    cr_assert_not(buffer.failed);
    const char *end = buffer.data + buffer.size - sizeof "1999,-9223372036854775808";
    cr_assert_str_eq(end, "1999,-9223372036854775808");
    glosa_buffer_clear(&buffer);
    cr_assert_eq(buffer.size, 0);
    glosa_buffer_free(&buffer);
}

Test(buffer, failure_stays_until_cleared)
{
    glosa_buffer buffer = {0};
    glosa_buffer_text(&buffer, "kept");
    cr_assert_null(glosa_buffer_reserve(&buffer, SIZE_MAX / 2));
    cr_assert(buffer.failed);
    glosa_buffer_text(&buffer, "ignored");
    cr_assert(buffer.failed);
    glosa_buffer_clear(&buffer);
    glosa_buffer_text(&buffer, "again");
    cr_assert(glosa_string_is(glosa_buffer_view(&buffer), "again"));
    glosa_buffer_free(&buffer);
}

Test(error, formats_with_and_without_a_position)
{
    glosa_error error = {0};
    char text[1100];
    cr_assert_eq(glosa_fail(&error, GLOSA_IO, "a.xml", 12, "cannot %s", "read"), GLOSA_IO);
    glosa_error_format(&error, text, sizeof text);
    cr_assert_str_eq(text, "a.xml:12: cannot read");
    cr_assert_eq(glosa_fail(&error, GLOSA_IO, "a.xml", -1, "no"), GLOSA_IO);
    glosa_error_format(&error, text, sizeof text);
    cr_assert_str_eq(text, "a.xml: no");
    cr_assert_eq(glosa_fail(NULL, GLOSA_MEMORY, "x", -1, "no error to fill"), GLOSA_MEMORY);
}

/* Long messages are cut, and never inside a character. */
Test(error, long_parts_are_cut_between_characters)
{
    char path[2000], text[4000];
    for (int shift = 0; shift < 3; shift++) {
        glosa_buffer buffer = {0};
        for (int i = 0; i < shift; i++)
            glosa_buffer_byte(&buffer, 'x');
        while (buffer.size < 1500)
            glosa_buffer_text(&buffer, "κ");
        memcpy(path, buffer.data, buffer.size);
        path[buffer.size] = '\0';
        glosa_buffer_free(&buffer);
        glosa_error error = {0};
        cr_assert_eq(glosa_fail(&error, GLOSA_IO, path, 1, "%s", path), GLOSA_IO);
        glosa_string where = glosa_string_of(error.where);
        glosa_string message = glosa_string_of(error.message);
        cr_assert_eq(glosa_utf8_valid_prefix(where), where.size, "where is UTF-8");
        cr_assert_eq(glosa_utf8_valid_prefix(message), message.size, "message is UTF-8");
        glosa_error_format(&error, text, sizeof text);
    }
}

Test(status, every_status_has_a_name_and_a_side)
{
#define X(enumerator, name, meaning)                                                           \
    cr_assert_str_eq(glosa_status_name(enumerator), name);                                     \
    cr_assert_eq(glosa_status_is_documents(enumerator), documents);
    bool documents = true;
    GLOSA_DOCUMENT_STATUSES(X)
    documents = false;
    GLOSA_RUN_STATUSES(X)
#undef X
    cr_assert_str_eq(glosa_status_name(GLOSA_OK), "ok");
    cr_assert_not(glosa_status_is_documents(GLOSA_OK));
}

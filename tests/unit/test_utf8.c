/* UTF-8: validity against a decoder written from the table of D92, offsets against counting. */
#include <criterion/criterion.h>

#include "pipeline/text/utf8.h"
#include "tests/unit/random.h"

/* The size of the well-formed sequence at the beginning, 0 where there is none (Unicode 15.0,
 * table 3-7). */
static size_t sequence(const unsigned char *b, size_t size)
{
    static const struct {
        unsigned char first_low, first_high, second_low, second_high;
        size_t size;
    } rows[] = {
        {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
        {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        if (b[0] < rows[r].first_low || b[0] > rows[r].first_high)
            continue;
        if (rows[r].size > size)
            return 0;
        if (rows[r].size > 1 && (b[1] < rows[r].second_low || b[1] > rows[r].second_high))
            return 0;
        for (size_t i = 2; i < rows[r].size; i++) {
            if (b[i] < 0x80 || b[i] > 0xBF)
                return 0;
        }
        return rows[r].size;
    }
    return 0;
}

static size_t valid_by_table(glosa_string text)
{
    size_t at = 0, step;
    while (at < text.size &&
           (step = sequence((const unsigned char *)text.data + at, text.size - at)) != 0)
        at += step;
    return at;
}

/* All sequences of up to three bytes, behind ASCII of different lengths. */
Test(utf8, validity_agrees_with_the_standard)
{
    char bytes[24];
    memset(bytes, 'a', sizeof bytes);
    for (unsigned value = 0; value < 1u << 24; value += value < 1u << 16 ? 1 : 37) {
        size_t shift = value % 17;
        bytes[shift] = (char)(value >> 16);
        bytes[shift + 1] = (char)(value >> 8);
        bytes[shift + 2] = (char)value;
        glosa_string text = {bytes, shift + 3};
        if (glosa_utf8_valid_prefix(text) != valid_by_table(text))
            cr_assert_fail("differs for %06x at %zu", value, shift);
        memset(bytes + shift, 'a', 3);
    }
}

Test(utf8, validity_of_mutated_text)
{
    uint64_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        glosa_buffer text = {0};
        random_text(&seed, random_below(&seed, 200), &text);
        cr_assert_eq(glosa_utf8_valid_prefix(glosa_buffer_view(&text)), text.size);
        for (int i = 0; i < 3 && text.size; i++)
            text.data[random_below(&seed, (uint32_t)text.size)] = (char)random_next(&seed);
        cr_assert_eq(glosa_utf8_valid_prefix(glosa_buffer_view(&text)),
                     valid_by_table(glosa_buffer_view(&text)));
        glosa_buffer_free(&text);
    }
    cr_assert_eq(glosa_utf8_valid_prefix((glosa_string){NULL, 0}), 0);
}

/* Ways from one code point to others, further on or back, lead where asking for them leads. */
static void check_moves(const glosa_utf8_index *index)
{
    static const uint32_t ways[] = {0, 1, 2, 5, 7, 8, 9, 17, 63, 64, 65, 300};
    for (uint32_t from = 0; from <= index->total; from += 7) {
        for (size_t i = 0; i < sizeof ways / sizeof *ways && from + ways[i] <= index->total; i++) {
            uint32_t to = from + ways[i], start = glosa_utf8_byte_of(index, from);
            uint32_t end = glosa_utf8_byte_of(index, to);
            glosa_utf8_place place = {index, start, from};
            cr_assert_eq(glosa_utf8_move_to_code_point(&place, to), end);
            cr_assert_eq(glosa_utf8_move_to_code_point(&place, from), start);
            cr_assert_eq(glosa_utf8_move_to_byte(&place, end), to);
        }
    }
}

/* Every border of a text, in bytes and in code points, by counting. */
static void check_index(glosa_string text)
{
    glosa_arena arena = {0};
    glosa_utf8_index index;
    cr_assert_eq(glosa_utf8_index_init(&index, text, &arena, NULL), GLOSA_OK);
    uint32_t count = 0;
    for (size_t at = 0; at <= text.size; at++) {
        bool border = at == text.size || (text.data[at] & 0xC0) != 0x80;
        if (!border)
            continue;
        cr_assert_eq(glosa_utf8_code_point_of(&index, (uint32_t)at), count);
        cr_assert_eq(glosa_utf8_byte_of(&index, count), at);
        count += at < text.size;
    }
    cr_assert_eq(index.total, count);
    cr_assert_eq(glosa_utf8_count(text), count);
    check_moves(&index);
    glosa_arena_free(&arena);
}

Test(utf8, index_agrees_with_counting)
{
    uint64_t seed = 3;
    check_index((glosa_string){NULL, 0});
    check_index(GLOSA_LITERAL("only ASCII"));
    for (int round = 0; round < 600; round++) {
        glosa_buffer text = {0};
        random_text(&seed, round < 300 ? (size_t)round : random_below(&seed, 3000), &text);
        check_index(glosa_buffer_view(&text));
        glosa_buffer_free(&text);
    }
}

/* Texts whose size is a multiple of the table's stride, of wide characters only. */
Test(utf8, index_at_the_edges_of_its_table)
{
    for (size_t count = 0; count < 70; count++) {
        glosa_buffer two = {0}, four = {0};
        for (size_t i = 0; i < count; i++) {
            glosa_utf8_append(&two, 0xF1);
            glosa_utf8_append(&four, 0x1F9EC);
        }
        check_index(glosa_buffer_view(&two));
        check_index(glosa_buffer_view(&four));
        glosa_buffer_free(&two);
        glosa_buffer_free(&four);
    }
}

Test(utf8, stepping_forth_and_back)
{
    glosa_string text = GLOSA_LITERAL("a\u00F1\u2192\U0001D6FC");
    static const int32_t code_points[] = {'a', 0xF1, 0x2192, 0x1D6FC};
    size_t at = 0, start;
    for (int i = 0; i < 4; i++) {
        size_t from = at;
        cr_assert_eq(glosa_utf8_at(text, at, &at), code_points[i]);
        cr_assert_eq(glosa_utf8_before(text, at, &start), code_points[i]);
        cr_assert_eq(start, from);
    }
    cr_assert_eq(at, text.size);
}

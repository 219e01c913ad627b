/* Quick answers about characters and words, held against the slow ones. */
#include <criterion/criterion.h>

#include "pipeline/text/characters.h"
#include "pipeline/text/word_list.h"
#include "tests/unit/random.h"

Test(words, characters_are_what_icu_says)
{
    for (int32_t c = 0; c <= UCHAR_MAX_VALUE; c++) {
        cr_assert_eq(glosa_is_alpha(c), u_isalpha(c) != 0, "U+%04X", (unsigned)c);
        cr_assert_eq(glosa_is_decimal(c), u_isdigit(c) != 0, "U+%04X", (unsigned)c);
        cr_assert_eq(glosa_is_alnum(c), u_isalnum(c) != 0, "U+%04X", (unsigned)c);
        cr_assert_eq(glosa_is_capital(c), u_isupper(c) || u_istitle(c), "U+%04X", (unsigned)c);
        cr_assert_eq(glosa_lower_of(c), u_tolower(c), "U+%04X", (unsigned)c);
    }
}

Test(words, a_list_has_its_words_in_any_case)
{
    /* U+212A is the sign of kelvin, a k of three bytes; U+0130 an i of two. */
    static const char *const in[] = {"kda", "KDA", "Kda", "\u212Ada", "i", "I", "ñandú", "ÑANDÚ",
                                     "immunohistochemistry-of-the-mouse"};
    static const char *const out[] = {"", "k", "kd", "kdas", "da", "ñ", "immunohistochemistry",
                                      "# not a word", "immunohistochemistry-of-the-horse"};
    glosa_word_list list;
    glosa_string data =
        GLOSA_LITERAL("# not a word\nkda\ni\nñandú\n\nimmunohistochemistry-of-the-mouse\n");
    cr_assert_eq(glosa_word_list_init(&list, data, "test", NULL), GLOSA_OK);
    for (size_t i = 0; i < sizeof in / sizeof *in; i++)
        cr_expect(glosa_word_list_has(&list, glosa_string_of(in[i])), "%s", in[i]);
    for (size_t i = 0; i < sizeof out / sizeof *out; i++)
        cr_expect_not(glosa_word_list_has(&list, glosa_string_of(out[i])), "%s", out[i]);
    glosa_word_list_free(&list);
}

Test(words, a_filter_lets_through_what_was_added)
{
    uint64_t seed = 3;
    uint32_t others = 0, stopped = 0;
    for (uint32_t round = 0; round < 2000; round++) {
        glosa_word_filter filter = {0};
        glosa_buffer word = {0}, other = {0};
        char lower[512];
        random_text(&seed, 1 + random_below(&seed, 40), &word);
        random_text(&seed, 1 + random_below(&seed, 6), &other);
        size_t size = glosa_word_lower(glosa_buffer_view(&word), lower, sizeof lower);
        glosa_word_filter_add(&filter, (glosa_string){lower, size});
        cr_assert(glosa_word_filter_lets(&filter, glosa_buffer_view(&word)));
        others++;
        stopped += !glosa_word_filter_lets(&filter, glosa_buffer_view(&other));
        glosa_buffer_free(&word);
        glosa_buffer_free(&other);
    }
    cr_assert(stopped > others / 4, "%u of %u were stopped", stopped, others);
}

/* Letter by letter, as long as four bytes are free before each. */
static size_t lower_slowly(glosa_string word, char *out, size_t room)
{
    size_t size = 0;
    for (size_t at = 0, next; at < word.size; at = next) {
        int32_t c = u_tolower(glosa_utf8_at(word, at, &next));
        if (room - size < 4)
            return 0;
        size += glosa_utf8_put(out + size, c);
    }
    return size;
}

Test(words, lower_case_goes_letter_by_letter_into_the_room_there_is)
{
    uint64_t seed = 4;
    uint32_t refused = 0;
    for (uint32_t round = 0; round < 20000; round++) {
        char quick[64], slow[64];
        glosa_buffer word = {0};
        random_text(&seed, random_below(&seed, 40), &word);
        size_t room = random_below(&seed, sizeof quick + 1);
        size_t size = glosa_word_lower(glosa_buffer_view(&word), quick, room);
        cr_assert_eq(size, lower_slowly(glosa_buffer_view(&word), slow, room));
        cr_assert(memcmp(quick, slow, size) == 0);
        refused += size == 0 && word.size > 0;
        glosa_buffer_free(&word);
    }
    cr_assert(refused > 1000 && refused < 19000, "%u", refused);
}

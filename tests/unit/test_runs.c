#include <criterion/criterion.h>
#include <ctype.h>

#include "pipeline/text/runs.h"
#include "tests/unit/random.h"

enum { ROUNDS = 20000, LONGEST = 40 };

/* Bytes of every sort, those beside letters and digits most often; in memory of just their size. */
static glosa_string random_bytes(uint64_t *seed)
{
    static const unsigned char likely[] = "@AZ[`az{/09: -\x80\x9F\xC3\xC4\xC5\xFF";
    size_t size = random_below(seed, LONGEST);
    char *bytes = malloc(size + 1);
    cr_assert(bytes != NULL);
    bytes = realloc(bytes, size ? size : 1);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(random_below(seed, 2) ? likely[random_below(seed, sizeof likely - 1)]
                                                : random_below(seed, 256));
    return (glosa_string){bytes, size};
}

static unsigned char byte_of(uint64_t bytes, size_t i)
{
    return (unsigned char)(bytes >> 8 * i);
}

Test(runs, eight_bytes_are_those_of_the_text)
{
    uint64_t seed = 1;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        glosa_string text = random_bytes(&seed);
        size_t at = random_below(&seed, (uint32_t)text.size + 1);
        uint64_t bytes = glosa_bytes_at(text, at);
        for (size_t i = 0; i < 8; i++) {
            unsigned char wanted = at + i < text.size ? (unsigned char)text.data[at + i] : 0;
            cr_assert_eq(byte_of(bytes, i), wanted, "byte %zu from %zu of %zu", i, at, text.size);
        }
        size_t size = 1 + random_below(&seed, 8);
        uint64_t first = glosa_bytes_first(bytes, size);
        for (size_t i = 0; i < 8; i++)
            cr_assert_eq(byte_of(first, i), i < size ? byte_of(bytes, i) : 0);
        free((char *)text.data);
    }
}

Test(runs, marks_are_where_each_byte_says)
{
    uint64_t seed = 2;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        glosa_string text = random_bytes(&seed);
        uint64_t bytes = glosa_bytes_at(text, 0);
        unsigned char least = (unsigned char)(0x80 + random_below(&seed, 0x80));
        char byte = (char)random_below(&seed, 256);
        uint64_t from = glosa_bytes_from(bytes, least), equal = glosa_bytes_equal(bytes, byte);
        uint64_t capitals = glosa_bytes_capitals(bytes);
        size_t letters = 0, upper = 0;
        while (letters < 8 && byte_of(bytes, letters) < 0x80 && isalpha(byte_of(bytes, letters)))
            letters++;
        for (size_t i = 0; i < 8; i++) {
            unsigned char c = byte_of(bytes, i);
            cr_assert_eq(byte_of(from, i), c >= least ? 0x80 : 0);
            cr_assert_eq(byte_of(equal, i), c == (unsigned char)byte ? 0x80 : 0);
            cr_assert_eq(byte_of(capitals, i), c >= 'A' && c <= 'Z' ? 0x80 : 0);
            upper += c >= 'A' && c <= 'Z';
        }
        cr_assert_eq(glosa_letters_first(bytes), letters);
        cr_assert_eq(glosa_bytes_count(capitals), upper);
        free((char *)text.data);
    }
}

Test(runs, a_text_has_a_byte_where_memchr_finds_it)
{
    uint64_t seed = 3;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        glosa_string text = random_bytes(&seed);
        char byte = (char)(1 + random_below(&seed, 255));
        cr_assert_eq(glosa_has_byte(text, byte),
                     text.size && memchr(text.data, byte, text.size) != NULL);
        free((char *)text.data);
    }
}

Test(runs, texts_have_the_same_hash_wherever_they_lie)
{
    uint64_t seed = 4, same = 0;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        glosa_string text = random_bytes(&seed);
        char copy[LONGEST + 16] = "";
        memcpy(copy + 5, text.data, text.size);
        glosa_string other = {copy + 5, text.size};
        cr_assert_eq(glosa_bytes_hash(round, text), glosa_bytes_hash(round, other));
        copy[5 + random_below(&seed, LONGEST)] ^= 1;
        same += glosa_string_equal(text, other) !=
                (glosa_bytes_hash(round, text) == glosa_bytes_hash(round, other));
        free((char *)text.data);
    }
    cr_assert(same == 0, "%llu texts share a hash with another", (unsigned long long)same);
}

#include "dictionaries/build/name_shape.h"

#include <unicode/uchar.h>

#include "pipeline/text/utf8.h"

enum { LONGEST_SYMBOL = 16, LONGEST_SHORT = 5, LEAST_NOUN = 5, LEAST_SMALL_WORD = 4,
       LONGEST_MIXED_WORD = 4 };

static const char *const names[] = {
#define X(enumerator, name) name,
    GLOSA_NAME_SHAPES(X)
#undef X
};

/* Greek letters in words, which symbols hold: NF-kappa B. */
static const char *const greek[] = {"alpha", "beta", "gamma", "delta", "epsilon", "zeta",
                                    "theta", "kappa", "lambda", "sigma", "omega"};

unsigned glosa_name_shape_of(glosa_string word)
{
    for (unsigned i = 0; i < GLOSA_NAME_SHAPE_COUNT; i++) {
        if (glosa_string_is(word, names[i]))
            return 1u << i;
    }
    return 0;
}

/* What a word between blanks and hyphens is made of, in code points. */
typedef struct word_count {
    unsigned size, small, capitals, inner_capitals, digits;
} word_count;

static word_count count_word(glosa_string word)
{
    word_count found = {0};
    for (size_t at = 0, next; at < word.size; at = next) {
        UChar32 c = glosa_utf8_at(word, at, &next);
        bool capital = u_isupper(c);
        found.small += u_islower(c) != 0;
        found.capitals += capital;
        found.inner_capitals += capital && at > 0;
        found.digits += c >= '0' && c <= '9';
        found.size++;
    }
    return found;
}

static bool is_greek(glosa_string word)
{
    for (size_t i = 0; i < sizeof greek / sizeof *greek; i++) {
        if (glosa_string_is(word, greek[i]))
            return true;
    }
    return false;
}

/* A word as symbols have it: short, or with capitals or digits inside. */
static bool is_of_symbol(glosa_string word, word_count in)
{
    return in.digits || in.inner_capitals || in.size == 1 ||
           (in.capitals && in.size <= LONGEST_MIXED_WORD) || is_greek(word);
}

unsigned glosa_name_shapes(glosa_string name)
{
    word_count in = {0};
    unsigned words = 0, small_words = 0, symbol_words = 0, letters = 0, marked = 0;
    for (size_t at = 0, start = 0; at <= name.size; at++) {
        bool ends = at == name.size || name.data[at] == ' ' || name.data[at] == '-';
        if (!ends)
            continue;
        glosa_string word = glosa_string_slice(name, start, at);
        start = at + 1;
        in = count_word(word);
        words += in.size > 0;
        small_words += in.small == in.size && in.size >= LEAST_SMALL_WORD && !is_greek(word);
        symbol_words += in.size > 0 && is_of_symbol(word, in);
        marked += in.digits + in.capitals;
        letters += in.size;
    }
    bool symbol = words && symbol_words == words && marked && name.size <= LONGEST_SYMBOL;
    bool noun = in.size >= LEAST_NOUN && in.small == in.size;
    bool several = words >= 2 && small_words;
    return (symbol ? GLOSA_LOOKS_SYMBOL : 0) |
           (symbol && letters <= LONGEST_SHORT ? GLOSA_LOOKS_SHORT : 0) |
           (noun ? GLOSA_LOOKS_NOUN : 0) | (several ? GLOSA_LOOKS_WORDS : 0) |
           (several && words >= 3 ? GLOSA_LOOKS_PHRASE : 0);
}

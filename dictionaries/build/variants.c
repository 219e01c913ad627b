#include "dictionaries/build/variants.h"

#include <assert.h>
#include <unicode/uchar.h>

static const char *const rule_names[] = {
#define X(enumerator, name, meaning) name,
    GLOSA_VARIANT_RULES(X)
#undef X
};

/* Greek letters that stand in names, with the Latin letter that authors type instead. */
static const struct {
    int32_t letter;
    char latin;
} greek_letters[] = {
    {0x3B1, 'a'}, {0x3B2, 'b'}, {0x3B3, 'g'}, {0x3B4, 'd'}, {0x3B5, 'e'}, {0x3B6, 'z'},
    {0x3BA, 'k'}, {0x3BB, 'l'}, {0x3C9, 'w'},
};

enum { ALPHA = 0x3B1, LONGEST_SYMBOL = 12, LEAST_PLURAL_WORD = 5, LEAST_LATIN = 4 };

const char *glosa_variant_rule_name(unsigned rule)
{
    assert(rule < GLOSA_VARIANT_RULE_COUNT);
    return rule_names[rule];
}

static char latin_for(int32_t letter)
{
    for (size_t i = 0; i < sizeof greek_letters / sizeof *greek_letters; i++) {
        if (greek_letters[i].letter == letter)
            return greek_letters[i].latin;
    }
    return '\0';
}

static bool is_greek(int32_t c)
{
    return c >= 0x391 && c <= 0x3C9;
}

static bool has_greek(glosa_string name)
{
    for (size_t at = 0, next; at < name.size; at = next) {
        if (is_greek(glosa_utf8_at(name, at, &next)))
            return true;
    }
    return false;
}

/* The name without the hyphens and blanks that touch a Greek letter (`joined`), and with Latin
 * letters for Greek ones (`latin`). False where one has no Latin letter, or where what is left is
 * too short to mean it (Aβ is no AB). */
static bool respell_greek(glosa_string name, bool joined, bool latin, glosa_buffer *out)
{
    int32_t before = 0;
    for (size_t at = 0, next; at < name.size; at = next) {
        size_t ignored;
        int32_t c = glosa_utf8_at(name, at, &next);
        int32_t after = next < name.size ? glosa_utf8_at(name, next, &ignored) : 0;
        bool dropped = joined && (c == '-' || c == ' ') && (is_greek(before) || is_greek(after));
        before = c;
        if (latin && is_greek(c))
            c = latin_for(c);
        if (!c)
            return false;
        if (!dropped)
            glosa_utf8_append(out, c);
    }
    return !latin || out->size >= LEAST_LATIN;
}

/* The name with the Spanish name of alpha for the letter; the other letters that stand in names
 * are spelled alike in both languages. False where it has none. */
static bool spell_in_spanish(glosa_string name, glosa_buffer *out)
{
    bool found = false;
    for (size_t at = 0, next; at < name.size; at = next) {
        int32_t c = glosa_utf8_at(name, at, &next);
        if (c == ALPHA)
            glosa_buffer_text(out, "alfa");
        else
            glosa_utf8_append(out, c);
        found |= c == ALPHA;
    }
    return found;
}

/* The name with c for z before e and i, as Spanish spells the sound and authors do who do not keep
 * to the international name. False where it has none. */
static bool spell_with_c(const glosa_row *row, glosa_buffer *out)
{
    glosa_string name = row->name;
    bool found = false;
    if (!glosa_string_is(row->language, "es"))
        return false;
    for (size_t i = 0; i < name.size; i++) {
        bool soft = i + 1 < name.size && (name.data[i + 1] == 'e' || name.data[i + 1] == 'i');
        bool z = soft && name.data[i] == 'z';
        glosa_buffer_byte(out, z ? 'c' : name.data[i]);
        found |= z;
    }
    return found;
}

/* Short, one word, with a capital, of a gene or a family: a symbol rather than a name in words.
 * Brands keep their hyphen, lest Retin-A become retina. */
static bool is_symbol(const glosa_row *row)
{
    glosa_string name = row->name;
    bool capital = false;
    for (size_t i = 0; i < name.size; i++) {
        if (name.data[i] == ' ')
            return false;
        capital |= name.data[i] >= 'A' && name.data[i] <= 'Z';
    }
    bool gene = glosa_string_is(row->kind, "gene") || glosa_string_is(row->kind, "family");
    return gene && capital && name.size <= LONGEST_SYMBOL;
}

/* A symbol without its hyphens, where those stand between letters. */
static bool drop_hyphens(glosa_string name, glosa_buffer *out)
{
    bool dropped = false;
    for (size_t at = 0; at < name.size; at++) {
        if (name.data[at] == '-') {
            dropped = true;
            continue;
        }
        glosa_buffer_byte(out, name.data[at]);
    }
    return dropped;
}

static glosa_string last_word(glosa_string name)
{
    size_t at = name.size;
    while (at && name.data[at - 1] != ' ' && name.data[at - 1] != '-')
        at--;
    return glosa_string_slice(name, at, name.size);
}

/* Whether a name ends in a common noun of its language, which takes a plural. */
static bool takes_plural(const glosa_row *row)
{
    glosa_string word = last_word(row->name);
    if (word.size < LEAST_PLURAL_WORD || glosa_string_is(row->kind, "drug"))
        return false;
    for (size_t at = 0, next; at < word.size; at = next) {
        if (!u_islower(glosa_utf8_at(word, at, &next)))
            return false;
    }
    return word.data[word.size - 1] != 's';
}

static bool is_vowel(char c)
{
    return c && strchr("aeiou", c) != NULL;
}

/* Spanish adds -es to a consonant, English -s (or -es, -ies) to all. */
static void make_plural(const glosa_row *row, glosa_buffer *out)
{
    glosa_string name = row->name;
    char last = name.data[name.size - 1], before = name.data[name.size - 2];
    bool spanish = glosa_string_is(row->language, "es");
    if (!spanish && last == 'y' && !is_vowel(before)) {
        glosa_buffer_string(out, glosa_string_slice(name, 0, name.size - 1));
        glosa_buffer_text(out, "ies");
        return;
    }
    glosa_buffer_string(out, name);
    bool hisses = last == 'x' || last == 'z' || (last == 'h' && (before == 's' || before == 'c'));
    bool adds_e = spanish ? !is_vowel(last) && (unsigned char)last < 0x80 : hisses;
    glosa_buffer_text(out, adds_e ? "es" : "s");
}

static void add_greek(glosa_string name, glosa_buffer *scratch, glosa_variant_found found,
                      void *context)
{
    for (int i = 1; i < 4; i++) {
        bool joined = i & 1, latin = i & 2;
        glosa_buffer_clear(scratch);
        if (respell_greek(name, joined, latin, scratch))
            found(context, glosa_buffer_view(scratch),
                  latin ? GLOSA_RULE_GREEK_LETTER : GLOSA_RULE_GREEK_JOINED);
    }
    glosa_buffer_clear(scratch);
    if (spell_in_spanish(name, scratch))
        found(context, glosa_buffer_view(scratch), GLOSA_RULE_GREEK_SPANISH);
}

void glosa_variants(const glosa_row *row, glosa_buffer *scratch, glosa_variant_found found,
                    void *context)
{
    found(context, row->name, GLOSA_RULE_LISTED);
    if (has_greek(row->name))
        add_greek(row->name, scratch, found, context);
    glosa_buffer_clear(scratch);
    if (spell_with_c(row, scratch))
        found(context, glosa_buffer_view(scratch), GLOSA_RULE_SPANISH_C);
    if (is_symbol(row)) {
        glosa_buffer_clear(scratch);
        if (drop_hyphens(row->name, scratch))
            found(context, glosa_buffer_view(scratch), GLOSA_RULE_HYPHEN_DROPPED);
    }
    if (takes_plural(row)) {
        glosa_buffer_clear(scratch);
        make_plural(row, scratch);
        found(context, glosa_buffer_view(scratch), GLOSA_RULE_PLURAL);
    }
}

#include "dictionaries/build/variants.h"

#include <unicode/uchar.h>

const char *const glosa_variant_columns[] = {"rule", "kinds", "languages", "roles", "place",
                                             "from", "to", "flags", NULL};

/* Greek letters that stand in names, with the Latin letter that authors type instead. */
static const struct {
    int32_t letter;
    char latin;
} greek_letters[] = {
    {0x3B1, 'a'}, {0x3B2, 'b'}, {0x3B3, 'g'}, {0x3B4, 'd'}, {0x3B5, 'e'}, {0x3B6, 'z'},
    {0x3BA, 'k'}, {0x3BB, 'l'}, {0x3C9, 'w'},
};

enum { ALPHA = 0x3B1, LONGEST_SYMBOL = 12, LEAST_PLURAL_WORD = 5, LEAST_LATIN = 4 };

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

static void tell(glosa_buffer *scratch, const char *rule, glosa_variant_found found,
                 void *context)
{
    found(context, &(glosa_variant){.text = glosa_buffer_view(scratch),
                                    .rule = glosa_string_of(rule)});
}

static void add_greek(glosa_string name, glosa_buffer *scratch, glosa_variant_found found,
                      void *context)
{
    for (int i = 1; i < 4; i++) {
        bool joined = i & 1, latin = i & 2;
        glosa_buffer_clear(scratch);
        if (respell_greek(name, joined, latin, scratch))
            tell(scratch, latin ? "greek-letter" : "greek-joined", found, context);
    }
    glosa_buffer_clear(scratch);
    if (spell_in_spanish(name, scratch))
        tell(scratch, "greek-spanish", found, context);
}

glosa_status glosa_variant_rules_read(glosa_rule_table *table, void **made, glosa_error *error)
{
    for (uint32_t i = 0; i < table->rules.size; i++) {
        const glosa_rule *rule = &table->rules.items[i];
        if (!glosa_string_is(rule->cells[4], "anywhere"))
            return GLOSA_RULE_FAULT(table, rule, error, "column place: no such place: %.*s",
                                    GLOSA_PRINT(rule->cells[4]));
    }
    *made = table;
    return GLOSA_OK;
}

/* The name with `to` for `from` wherever that stands. False where it stands nowhere. */
static bool replace_anywhere(const glosa_rule *rule, glosa_string name, glosa_buffer *out)
{
    glosa_string from = rule->cells[5];
    bool found = false;
    for (size_t at = 0; at < name.size;) {
        bool here = name.size - at >= from.size &&
                    memcmp(name.data + at, from.data, from.size) == 0;
        if (here)
            glosa_buffer_string(out, rule->cells[6]);
        else
            glosa_buffer_byte(out, name.data[at]);
        at += here ? from.size : 1;
        found |= here;
    }
    return found;
}

void glosa_variant_rules_make(const void *made, const glosa_row *row, glosa_buffer *scratch,
                              glosa_variant_found found, void *context)
{
    const glosa_rule_table *table = made;
    for (uint32_t i = 0; i < table->rules.size; i++) {
        const glosa_rule *rule = &table->rules.items[i];
        glosa_buffer_clear(scratch);
        if (glosa_string_equal(row->language, rule->cells[2]) &&
            replace_anywhere(rule, row->name, scratch))
            found(context, &(glosa_variant){.text = glosa_buffer_view(scratch),
                                            .rule = rule->cells[0]});
    }
    if (has_greek(row->name))
        add_greek(row->name, scratch, found, context);
    if (is_symbol(row)) {
        glosa_buffer_clear(scratch);
        if (drop_hyphens(row->name, scratch))
            tell(scratch, "hyphen-dropped", found, context);
    }
    if (takes_plural(row)) {
        glosa_buffer_clear(scratch);
        make_plural(row, scratch);
        tell(scratch, "plural", found, context);
    }
}

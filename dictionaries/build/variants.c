#include "dictionaries/build/variants.h"

#include "dictionaries/build/name_shape.h"
#include "dictionaries/build/variant_rules.h"

/* Longer names are systematic ones, which nobody spells in another way; shorter spellings are
 * other words (Aβ is no AB). */
enum { LONGEST_VARIED = 64, LEAST_SPELLING = 4 };

static glosa_variant_traits traits_of(const glosa_variant_rules *rules, const glosa_row *row)
{
    unsigned shapes = glosa_name_shapes(row->name);
    return (glosa_variant_traits){
        .kinds = glosa_variant_word_bit(&rules->kinds, row->kind),
        .languages = glosa_variant_word_bit(&rules->languages, row->language),
        .roles = glosa_variant_word_bit(&rules->roles, row->role),
        .shapes = shapes ? shapes : GLOSA_VARIANT_OTHER,
    };
}

static bool is_asked_for(const glosa_variant_traits *asks, const glosa_variant_traits *name)
{
    return asks->kinds & name->kinds && asks->languages & name->languages &&
           asks->roles & name->roles && asks->shapes & name->shapes;
}

/* Letters and digits, and all beyond ASCII. */
static bool is_of_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (unsigned char)c >= 0x80;
}

static bool has_border(glosa_string name, size_t at)
{
    return at == 0 || at == name.size || !is_of_word(name.data[at - 1]) ||
           !is_of_word(name.data[at]);
}

/* Where a match of the row that begins at byte `at` ends; SIZE_MAX: there is none. */
static size_t match_row(const glosa_variant_row *row, glosa_string name, size_t at,
                        glosa_pattern_match *match)
{
    if (row->place == GLOSA_PLACE_NAME)
        return at == 0 && glosa_pattern_match_whole(&row->from, name, match) ? name.size
                                                                            : SIZE_MAX;
    bool begins = row->place == GLOSA_PLACE_WORD || row->place == GLOSA_PLACE_WORD_BEGIN;
    bool ends = row->place == GLOSA_PLACE_WORD || row->place == GLOSA_PLACE_WORD_END;
    if (begins && !has_border(name, at))
        return SIZE_MAX;
    size_t end = glosa_pattern_match_at(&row->from, name, at, match);
    if (end == SIZE_MAX || (ends && !has_border(name, end)) ||
        (row->place == GLOSA_PLACE_NAME_END && end != name.size))
        return SIZE_MAX;
    return end;
}

/* The rows that may match at byte `at`, as bits. */
static uint64_t rows_at(const glosa_variant_rule *rule, glosa_string name, size_t at)
{
    uint64_t rows = at < name.size ? rule->begins[(unsigned char)name.data[at]] : rule->at_end;
    return at == 0 ? rows | rule->whole : rows;
}

/* The first of the rows that matches there, and where it ends; NULL: none does. */
static const glosa_variant_row *find_row(const glosa_variant_rule *rule, uint64_t rows,
                                         glosa_string name, size_t *at,
                                         glosa_pattern_match *match)
{
    for (; rows; rows &= rows - 1) {
        const glosa_variant_row *row = &rule->rows[__builtin_ctzll(rows)];
        size_t end = match_row(row, name, *at, match);
        if (end != SIZE_MAX) {
            *at = end;
            return row;
        }
    }
    return NULL;
}

/* Writes the name with what the first row that matches makes at each place, from the left, in
 * `out`; gives the last such row, NULL where none matches, or one that makes nothing. */
static const glosa_variant_row *respell(const glosa_variant_rule *rule, uint64_t active,
                                        glosa_string name, glosa_buffer *out)
{
    const glosa_variant_row *last = NULL;
    glosa_pattern_match match;
    size_t written = 0, at = 0;
    while (at <= name.size) {
        size_t begin = at;
        uint64_t rows = active & rows_at(rule, name, at);
        const glosa_variant_row *row = rows ? find_row(rule, rows, name, &at, &match) : NULL;
        if (!row) {
            at++;
            continue;
        }
        if (row->nothing)
            return NULL;
        glosa_buffer_string(out, glosa_string_slice(name, written, begin));
        glosa_pattern_write(&row->to, &row->from, &match, out);
        written = at;
        last = row;
        if (at == name.size)
            break;
    }
    if (last)
        glosa_buffer_string(out, glosa_string_slice(name, written, name.size));
    return last;
}

static bool is_long_enough(glosa_string spelling)
{
    size_t count = 0;
    for (size_t i = 0; i < spelling.size; i++)
        count += is_of_word(spelling.data[i]) && (spelling.data[i] & 0xC0) != 0x80;
    return count >= LEAST_SPELLING;
}

void glosa_variant_rules_make(const void *made, const glosa_row *row, glosa_buffer *scratch,
                              glosa_variant_found found, void *context)
{
    const glosa_variant_rules *rules = made;
    if (row->name.size > LONGEST_VARIED)
        return;
    glosa_variant_traits name = traits_of(rules, row);
    for (uint32_t i = 0; i < rules->rules.size; i++) {
        const glosa_variant_rule *rule = &rules->rules.items[i];
        uint64_t active = 0;
        if (!is_asked_for(&rule->asks, &name))
            continue;
        for (size_t k = 0; k < rule->size; k++)
            active |= (uint64_t)is_asked_for(&rule->rows[k].asks, &name) << k;
        glosa_buffer_clear(scratch);
        const glosa_variant_row *last =
            active ? respell(rule, active, row->name, scratch) : NULL;
        glosa_string spelling = glosa_buffer_view(scratch);
        if (last && is_long_enough(spelling) && !glosa_string_equal(spelling, row->name))
            found(context, &(glosa_variant){.text = spelling, .language = last->language,
                                            .rule = rule->name, .given = last->given,
                                            .flags = last->flags});
    }
}

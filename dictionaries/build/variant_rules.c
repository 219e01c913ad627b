/* Reading of the rules for variants, and what is said of faults in them. */
#include "dictionaries/build/variant_rules.h"

#include <assert.h>

#include "dictionaries/build/name_shape.h"
#include "dictionaries/build/variants.h"

enum { RULE, KINDS, LANGUAGES, ROLES, SHAPES, PLACE, FROM, TO, GIVEN, AS };

const char *const glosa_variant_columns[] = {"rule", "kinds", "languages", "roles", "shapes",
                                             "place", "from", "to", "given", "as", NULL};

static const char *const places[] = {
#define X(enumerator, name) name,
    GLOSA_VARIANT_PLACES(X)
#undef X
    NULL};

static const char *const shapes[] = {
#define X(enumerator, name) name,
    GLOSA_NAME_SHAPES(X)
#undef X
    NULL};

static const char *const sayings[] = {
#define X(enumerator, name) name,
    GLOSA_NAME_FLAGS(X)
#undef X
    "en", "es", "mul", NULL};

/* What is being read: the rules so far, and the row. */
typedef struct reading {
    glosa_rule_table *table;
    const glosa_rule *rule;
    glosa_variant_rules *rules;
    glosa_error *error;
} reading;

/* A word that a column does not know; the names of those that it does end with NULL. */
static glosa_status fault_word(const reading *reading, int column, glosa_string word,
                               const char *const *known)
{
    char list[256];
    size_t size = 0;
    if (word.size == 0)
        return GLOSA_RULE_FAULT(reading->table, reading->rule, reading->error,
                                "column '%s': a word is missing", glosa_variant_columns[column]);
    for (size_t i = 0; known[i] && size < sizeof list; i++)
        size += (size_t)snprintf(list + size, sizeof list - size, "%s%s", i ? ", " : "",
                                 known[i]);
    return GLOSA_RULE_FAULT(reading->table, reading->rule, reading->error,
                            "column '%s': there is no '%.*s'; known are %s",
                            glosa_variant_columns[column], GLOSA_PRINT(word), list);
}

static glosa_status fault(const reading *reading, int column, const char *what)
{
    return GLOSA_RULE_FAULT(reading->table, reading->rule, reading->error, "column '%s': %s",
                            glosa_variant_columns[column], what);
}

uint32_t glosa_variant_word_bit(const glosa_variant_words *words, glosa_string word)
{
    for (unsigned i = 0; i < words->size; i++) {
        if (glosa_string_equal(words->words[i], word))
            return UINT32_C(1) << i;
    }
    return GLOSA_VARIANT_OTHER;
}

static bool is_known(const char *const *known, glosa_string word)
{
    while (known && *known && !glosa_string_is(word, *known))
        known++;
    return !known || *known;
}

/* Turns words joined by vertical bars into bits; `known` has all that there are, NULL any. */
static glosa_status read_words(const reading *reading, int column, const char *const *known,
                               glosa_variant_words *words, uint32_t *bits)
{
    glosa_string cell = reading->rule->cells[column], word;
    if (cell.size == 0)
        *bits = UINT32_MAX;
    while (cell.size && glosa_string_next(&cell, '|', &word)) {
        if (word.size == 0 || !is_known(known, word))
            return fault_word(reading, column, word, known);
        uint32_t bit = glosa_variant_word_bit(words, word);
        bool is_new = bit == GLOSA_VARIANT_OTHER;
        if (is_new && words->size == 31)
            return fault(reading, column, "more than 31 different words");
        if (is_new) {
            bit = UINT32_C(1) << words->size;
            words->words[words->size++] = word;
        }
        *bits |= bit;
    }
    return GLOSA_OK;
}

static glosa_status read_shapes(const reading *reading, uint32_t *bits)
{
    glosa_string cell = reading->rule->cells[SHAPES], word;
    if (cell.size == 0)
        *bits = UINT32_MAX;
    while (cell.size && glosa_string_next(&cell, '|', &word)) {
        uint32_t shape = glosa_name_shape_of(word);
        if (!shape)
            return fault_word(reading, SHAPES, word, shapes);
        *bits |= shape;
    }
    return GLOSA_OK;
}

static glosa_status read_place(const reading *reading, glosa_variant_place *place)
{
    for (*place = 0; *place < GLOSA_PLACE_COUNT; (*place)++) {
        if (glosa_string_is(reading->rule->cells[PLACE], places[*place]))
            return GLOSA_OK;
    }
    return fault_word(reading, PLACE, reading->rule->cells[PLACE], places);
}

/* What is said of the spelling: flags, or its language. */
static glosa_status read_as(const reading *reading, glosa_variant_row *row)
{
    glosa_string cell = reading->rule->cells[AS], word;
    while (cell.size && glosa_string_next(&cell, '|', &word)) {
        uint32_t flag = glosa_name_flag_of(word);
        if (!flag && !is_known(glosa_row_languages, word))
            return fault_word(reading, AS, word, sayings);
        row->flags |= flag;
        if (!flag)
            row->language = word;
    }
    return GLOSA_OK;
}

static glosa_status read_patterns(const reading *reading, glosa_variant_row *row)
{
    const glosa_string *cells = reading->rule->cells;
    const char *what;
    bool whole = row->place == GLOSA_PLACE_NAME;
    if (!glosa_pattern_read(&reading->rules->sets, cells[FROM], &row->from, &what))
        return fault(reading, FROM, what);
    row->nothing = glosa_string_is(cells[TO], "!");
    if (!row->nothing && !glosa_pattern_read(&reading->rules->sets, cells[TO], &row->to, &what))
        return fault(reading, TO, what);
    if (!whole && row->from.star < row->from.size)
        return fault(reading, FROM, "* stands for text in place 'name' only");
    if (row->from.size == 0 && row->place != GLOSA_PLACE_NAME_END)
        return fault(reading, FROM, "is empty, which it may be in place 'name-end' only");
    if (!glosa_pattern_follows(&row->to, &row->from))
        return fault(reading, TO, "has a set or * that 'from' has not");
    return GLOSA_OK;
}

static glosa_status read_row(const reading *reading, glosa_variant_row *row)
{
    glosa_variant_rules *rules = reading->rules;
    glosa_variant_traits *asks = &row->asks;
    glosa_status status = read_words(reading, KINDS, NULL, &rules->kinds, &asks->kinds);
    if (status == GLOSA_OK)
        status = read_words(reading, LANGUAGES, glosa_row_languages, &rules->languages,
                            &asks->languages);
    if (status == GLOSA_OK)
        status = read_words(reading, ROLES, glosa_row_roles, &rules->roles, &asks->roles);
    if (status == GLOSA_OK)
        status = read_shapes(reading, &asks->shapes);
    if (status == GLOSA_OK)
        status = read_patterns(reading, row);
    if (status == GLOSA_OK)
        status = read_as(reading, row);
    row->given = reading->rule->cells[GIVEN];
    return status;
}

/* A row of place `set`: the rule is its name, `from` a member, `to` its partner. */
static glosa_status add_member(const reading *reading)
{
    const glosa_string *cells = reading->rule->cells;
    for (int i = KINDS; i <= AS; i++) {
        if (i != PLACE && i != FROM && i != TO && cells[i].size)
            return fault(reading, i, "is empty for a set");
    }
    if (cells[FROM].size == 0)
        return fault(reading, FROM, "is empty");
    return glosa_pattern_sets_add(&reading->rules->sets, cells[RULE], cells[FROM], cells[TO])
               ? GLOSA_OK
               : glosa_fail_memory(reading->error, reading->table->path);
}

static glosa_status add_row(const reading *reading, glosa_variant_place place)
{
    glosa_variant_rules *rules = reading->rules;
    glosa_string name = reading->rule->cells[RULE];
    glosa_variant_rule *rule =
        rules->rules.size ? &rules->rules.items[rules->rules.size - 1] : NULL;
    if (!rule || !glosa_string_equal(rule->name, name)) {
        rule = GLOSA_ARRAY_ADD(&reading->table->arena, &rules->rules);
        if (rule)
            rule->name = name;
    }
    if (rule && rule->size == GLOSA_VARIANT_MOST_ROWS)
        return fault(reading, RULE, "has more than 64 rows");
    glosa_variant_row *row = GLOSA_ARRAY_ADD(&reading->table->arena, &rules->rows);
    if (!rule || !row)
        return glosa_fail_memory(reading->error, reading->table->path);
    rule->size++;
    row->place = place;
    return read_row(reading, row);
}

static glosa_status add_rule(const reading *reading)
{
    glosa_variant_place place;
    if (reading->rule->cells[RULE].size == 0)
        return fault(reading, RULE, "is empty");
    glosa_status status = read_place(reading, &place);
    if (status)
        return status;
    return place == GLOSA_PLACE_SET ? add_member(reading) : add_row(reading, place);
}

/* What the rule asks for, and where each row may match, once all rows are read. */
static void index_rows(glosa_variant_rule *rule)
{
    for (size_t i = 0; i < rule->size; i++) {
        const glosa_variant_row *row = &rule->rows[i];
        uint64_t bit = UINT64_C(1) << i;
        rule->asks.kinds |= row->asks.kinds;
        rule->asks.languages |= row->asks.languages;
        rule->asks.roles |= row->asks.roles;
        rule->asks.shapes |= row->asks.shapes;
        if (row->place == GLOSA_PLACE_NAME)
            rule->whole |= bit;
        else if (row->from.size == 0)
            rule->at_end |= bit;
        for (int c = 0; c < 256; c++) {
            if (row->place != GLOSA_PLACE_NAME && glosa_pattern_may_begin(&row->from, (char)c))
                rule->begins[c] |= bit;
        }
    }
}

glosa_status glosa_variant_rules_read(glosa_rule_table *table, void **made, glosa_error *error)
{
    glosa_variant_rules *rules = glosa_arena_alloc(&table->arena, sizeof *rules);
    if (!rules)
        return glosa_fail_memory(error, table->path);
    rules->sets.arena = &table->arena;
    for (uint32_t i = 0; i < table->rules.size; i++) {
        glosa_status status =
            add_rule(&(reading){table, &table->rules.items[i], rules, error});
        if (status)
            return status;
    }
    size_t at = 0;
    for (uint32_t i = 0; i < rules->rules.size; at += rules->rules.items[i++].size) {
        rules->rules.items[i].rows = rules->rows.items + at;
        index_rows(&rules->rules.items[i]);
    }
    *made = rules;
    return GLOSA_OK;
}

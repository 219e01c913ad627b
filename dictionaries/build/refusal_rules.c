#include "dictionaries/build/refusal_rules.h"

#include "pipeline/document/document.h"

enum { LIST, WORDS };

typedef enum compares {
    GLOSA_COMPARES_TEXT,        /* one of several, joined by | */
    GLOSA_COMPARES_LIST,        /* names of lists, likewise */
    GLOSA_COMPARES_NUMBER,
} compares;

static const struct {
    const char *name;
    compares compares;
} tests[] = {
#define X(enumerator, name, compares) {name, compares},
    GLOSA_REFUSAL_TESTS(X)
#undef X
};

/* --- lists of words --- */

/* The number of a text among those known, which it joins; GLOSA_REFUSAL_BITS where there is
 * no room. */
static uint32_t number_of(glosa_texts *texts, glosa_string text)
{
    uint32_t at = 0;
    while (at < texts->size && !glosa_string_equal(texts->items[at], text))
        at++;
    if (at == texts->size && at < GLOSA_REFUSAL_BITS)
        texts->items[texts->size++] = text;
    return at;
}

static glosa_status add_word(glosa_refusal_rules *rules, const glosa_rule *row, glosa_string word,
                             uint32_t list, glosa_error *error)
{
    glosa_folded folded = {0};
    glosa_buffer key = {0};
    bool added = false;
    glosa_status status = glosa_fold(rules->folding, word, &folded, error);
    glosa_folded_key(&folded, &key);
    const char *kept = glosa_arena_copy(&rules->lists.arena, key.data, key.size);
    if (status == GLOSA_OK && key.size == 0)
        status = GLOSA_RULE_FAULT(&rules->lists, row, error, "'%.*s' has no letter or digit",
                                  GLOSA_PRINT(word));
    glosa_identifier *known = NULL;
    if (status == GLOSA_OK && kept)
        known = glosa_identifier_put(&rules->words, (glosa_string){kept, key.size}, 0, &added);
    if (status == GLOSA_OK && !known)
        status = glosa_fail_memory(error, rules->lists.path);
    if (status == GLOSA_OK)
        known->number |= UINT64_C(1) << list;
    glosa_folded_free(&folded);
    glosa_buffer_free(&key);
    return status;
}

static glosa_status add_list(glosa_refusal_rules *rules, const glosa_rule *row,
                             glosa_error *error)
{
    glosa_string rest = row->cells[WORDS], word;
    if (!row->cells[LIST].size || !rest.size)
        return GLOSA_RULE_FAULT(&rules->lists, row, error, "a row names a list and has words");
    uint32_t list = number_of(&rules->list_names, row->cells[LIST]);
    if (list == GLOSA_REFUSAL_BITS)
        return GLOSA_RULE_FAULT(&rules->lists, row, error, "there are more than %d lists",
                                GLOSA_REFUSAL_BITS);
    glosa_status status = GLOSA_OK;
    while (status == GLOSA_OK && rest.size && glosa_string_next(&rest, '|', &word))
        status = add_word(rules, row, glosa_string_trim(word), list, error);
    return status;
}

/* --- conditions --- */

typedef struct rule_reader {
    glosa_refusal_rules *rules;
    const glosa_rule *row;
    glosa_error *error;
} rule_reader;

#define FAULT(reader, ...)                                                                     \
    GLOSA_RULE_FAULT(&(reader)->rules->table, (reader)->row, (reader)->error, __VA_ARGS__)

/* The bits of texts joined by |. */
static glosa_status read_texts(const rule_reader *reader, glosa_condition *condition,
                               glosa_string values)
{
    bool lists = tests[condition->test].compares == GLOSA_COMPARES_LIST;
    glosa_texts *texts = lists ? &reader->rules->list_names
                               : &reader->rules->texts[condition->test];
    uint32_t most = lists ? texts->size : GLOSA_REFUSAL_BITS;
    glosa_string value;
    while (values.size && glosa_string_next(&values, '|', &value)) {
        uint32_t number = number_of(texts, value);
        if (number >= most)
            return lists ? FAULT(reader, "there is no list '%.*s'", GLOSA_PRINT(value))
                         : FAULT(reader, "'%s' is compared with too many texts",
                                 tests[condition->test].name);
        condition->value |= UINT64_C(1) << number;
    }
    return GLOSA_OK;
}

static glosa_status read_number(const rule_reader *reader, glosa_condition *condition,
                                glosa_string digits)
{
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9' || i > 8)
            return FAULT(reader, "'%.*s' is no number", GLOSA_PRINT(digits));
        condition->value = condition->value * 10 + (uint32_t)(digits.data[i] - '0');
    }
    return GLOSA_OK;
}

static bool find_test(glosa_string name, glosa_refusal_test *test)
{
    for (*test = 0; *test < GLOSA_REFUSAL_TEST_COUNT; (*test)++) {
        if (glosa_string_is(name, tests[*test].name))
            return true;
    }
    return false;
}

/* TEST=VALUES, TEST!=VALUES, TEST<NUMBER or TEST>NUMBER. */
static glosa_status read_condition(const rule_reader *reader, glosa_string text)
{
    glosa_condition *condition =
        GLOSA_ARRAY_ADD(&reader->rules->table.arena, &reader->rules->conditions);
    if (!condition)
        return glosa_fail_memory(reader->error, reader->rules->table.path);
    size_t at = 0;
    while (at < text.size && !strchr("=!<>", text.data[at]))
        at++;
    size_t end = at + (at < text.size && text.data[at] == '!' ? 2 : 1);
    if (end >= text.size || (end == at + 2 && text.data[at + 1] != '='))
        return FAULT(reader, "'%.*s' is no condition such as kind=gene or letters<3",
                     GLOSA_PRINT(text));
    condition->compare = text.data[at];
    if (!find_test(glosa_string_slice(text, 0, at), &condition->test))
        return FAULT(reader, "there is no test '%.*s'", (int)at, text.data);
    bool number = tests[condition->test].compares == GLOSA_COMPARES_NUMBER;
    if (number != (condition->compare == '<' || condition->compare == '>'))
        return FAULT(reader, "'%s' is compared by %s", tests[condition->test].name,
                     number ? "< or >" : "= or !=");
    glosa_string value = glosa_string_slice(text, end, text.size);
    return number ? read_number(reader, condition, value)
                  : read_texts(reader, condition, value);
}

static glosa_status read_action(const rule_reader *reader, glosa_refusal_rule *rule)
{
    glosa_string text = reader->row->cells[GLOSA_REFUSAL_ACTION], flag;
    if (glosa_string_is(text, "keep"))
        rule->action = GLOSA_REFUSAL_KEEP;
    else if (glosa_string_is(text, "refuse"))
        rule->action = GLOSA_REFUSAL_REFUSE;
    else if (glosa_string_is(text, "chemical"))
        rule->action = GLOSA_REFUSAL_CHEMICAL;
    else
        rule->action = GLOSA_REFUSAL_FLAG;
    while (rule->action == GLOSA_REFUSAL_FLAG && glosa_string_next(&text, '|', &flag)) {
        if (!glosa_name_flag_of(flag))
            return FAULT(reader, "an action is keep, refuse, chemical, or flags joined by |: case, "
                                 "never-alone, needs-context");
        rule->flags |= glosa_name_flag_of(flag);
    }
    return GLOSA_OK;
}

static glosa_status add_rule(const rule_reader *reader)
{
    glosa_refusal_rules *rules = reader->rules;
    glosa_refusal_rule *rule = GLOSA_ARRAY_ADD(&rules->table.arena, &rules->rules);
    if (!rule)
        return glosa_fail_memory(reader->error, rules->table.path);
    *rule = (glosa_refusal_rule){.first = rules->conditions.size, .source = reader->row};
    glosa_status status = read_action(reader, rule);
    glosa_string rest = reader->row->cells[GLOSA_REFUSAL_WHEN], text;
    if (status == GLOSA_OK && !reader->row->cells[GLOSA_REFUSAL_REASON].size)
        status = FAULT(reader, "a rule has a reason");
    while (status == GLOSA_OK && glosa_string_next(&rest, ' ', &text))
        status = read_condition(reader, text);
    rule->conditions = rules->conditions.size - rule->first;
    return status;
}

glosa_status glosa_refusal_rules_read(glosa_refusal_rules *rules, const char *path,
                                      const char *lists, glosa_error *error)
{
    static const char *const columns[] = {"action", "when", "reason", NULL};
    static const char *const list_columns[] = {"list", "words", NULL};
    glosa_status status = glosa_folding_new(&rules->folding, error);
    if (status == GLOSA_OK)
        status = glosa_rule_table_read(&rules->lists, lists, list_columns, error);
    for (uint32_t i = 0; i < rules->lists.rules.size && status == GLOSA_OK; i++)
        status = add_list(rules, &rules->lists.rules.items[i], error);
    if (status == GLOSA_OK)
        status = glosa_rule_table_read(&rules->table, path, columns, error);
    for (uint32_t i = 0; i < rules->table.rules.size && status == GLOSA_OK; i++)
        status = add_rule(&(rule_reader){rules, &rules->table.rules.items[i], error});
    return status;
}

void glosa_refusal_rules_free(glosa_refusal_rules *rules)
{
    glosa_rule_table_free(&rules->table);
    glosa_rule_table_free(&rules->lists);
    glosa_identifier_map_free(&rules->words);
    glosa_folding_free(rules->folding);
    glosa_word_ranks_free(&rules->en);
    glosa_word_ranks_free(&rules->es);
    *rules = (glosa_refusal_rules){0};
}

glosa_status glosa_refusal_rules_add_ranks(glosa_refusal_rules *rules, glosa_string language,
                                           const char *path, glosa_error *error)
{
    bool english = glosa_string_is(language, "en");
    if (!english && !glosa_string_is(language, "es"))
        return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                          "frequencies are those of en or es, not of '%.*s'",
                          GLOSA_PRINT(language));
    glosa_word_ranks *ranks = english ? &rules->en : &rules->es;
    if (ranks->path)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1, "frequencies of %.*s are given twice",
                          GLOSA_PRINT(language));
    return glosa_word_ranks_read(ranks, rules->folding, path, error);
}

bool glosa_refusal_rules_lack_ranks(const glosa_refusal_rules *rules, glosa_refusal_test test)
{
    const glosa_word_ranks *ranks = test == GLOSA_TEST_RANK_EN ? &rules->en : &rules->es;
    for (uint32_t i = 0; i < rules->conditions.size; i++) {
        if (rules->conditions.items[i].test == test && !ranks->path)
            return true;
    }
    return false;
}

uint64_t glosa_refusal_text(const glosa_refusal_rules *rules, glosa_refusal_test test,
                            glosa_string text)
{
    const glosa_texts *texts = &rules->texts[test];
    for (uint32_t i = 0; i < texts->size; i++) {
        if (glosa_string_equal(texts->items[i], text))
            return UINT64_C(1) << i;
    }
    return GLOSA_REFUSAL_OTHER;
}

bool glosa_refusal_rule_holds(const glosa_refusal_rules *rules, const glosa_refusal_rule *rule,
                              const glosa_judged *judged)
{
    for (uint32_t i = rule->first; i < rule->first + rule->conditions; i++) {
        const glosa_condition *condition = &rules->conditions.items[i];
        uint64_t value = judged->values[condition->test];
        bool holds = condition->compare == '<'   ? value < condition->value
                     : condition->compare == '>' ? value > condition->value
                     : ((value & condition->value) != 0) == (condition->compare == '=');
        if (!holds)
            return false;
    }
    return true;
}

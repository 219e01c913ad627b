#include "dictionaries/build/salt_rules.h"

enum { COLUMN_CLASS, COLUMN_FROM, COLUMN_TO, COLUMN_ADJECTIVE };

static const char *const class_names[] = {"anion", "cation",     "ester", "water",
                                          "dye",   "multiplier", "drug",  "any"};
static const char *const direction_names[] = {"en>es", "es>es", "en>en"};

/* The letters of Spanish with accents are C3 xx in UTF-8, capitals 0x20 below. */
static char without_accent(unsigned char second)
{
    static const struct {
        unsigned char second;
        char letter;
    } letters[] = {{0xA1, 'a'}, {0xA9, 'e'}, {0xAD, 'i'}, {0xB1, 'n'},
                   {0xB3, 'o'}, {0xBA, 'u'}, {0xBC, 'u'}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if ((second | 0x20) == letters[i].second)
            return letters[i].letter;
    }
    return '\0';
}

glosa_string glosa_salt_fold(glosa_string text, char *out)
{
    size_t size = 0;
    if (text.size > GLOSA_SALT_WORD_MOST)
        return (glosa_string){out, 0};
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        char plain = c == '\xC3' && i + 1 < text.size
                         ? without_accent((unsigned char)text.data[i + 1])
                         : '\0';
        i += plain != '\0';
        if (!plain)
            plain = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
        out[size++] = plain;
    }
    return (glosa_string){out, size};
}

/* --- words --- */

static bool take_texts(glosa_string cell, glosa_salt_texts *out)
{
    glosa_string part;
    while (cell.size && glosa_string_next(&cell, '|', &part)) {
        if (out->size == GLOSA_SALT_ALTERNATIVES_MOST || part.size == 0 ||
            part.size > GLOSA_SALT_WORD_MOST)
            return false;
        out->items[out->size++] = part;
    }
    return true;
}

static glosa_status add_form(glosa_rule_table *table, glosa_salt_forms *forms, glosa_string text,
                             glosa_salt_form form, glosa_error *error)
{
    char room[GLOSA_SALT_WORD_MOST];
    glosa_string folded = glosa_salt_fold(text, room);
    char *kept = glosa_arena_copy(&table->arena, folded.data, folded.size);
    glosa_salt_form *added = kept ? GLOSA_ARRAY_ADD(&table->arena, forms) : NULL;
    if (!added)
        return glosa_fail_memory(error, table->path);
    *added = form;
    added->text = (glosa_string){kept, folded.size};
    return GLOSA_OK;
}

static glosa_status add_texts(glosa_rule_table *table, glosa_salt_forms *forms,
                              const glosa_salt_texts *texts, glosa_salt_form form,
                              glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < texts->size && !status; i++)
        status = add_form(table, forms, texts->items[i], form, error);
    return status;
}

/* Adjectives end in -o, and in -a beside a feminine noun. */
static glosa_status add_feminine(glosa_rule_table *table, glosa_salt_forms *forms,
                                 const glosa_salt_word *word, glosa_error *error)
{
    char room[GLOSA_SALT_WORD_MOST];
    glosa_string adjective = word->adjective.items[0];
    if (word->adjective.size == 0 || adjective.data[adjective.size - 1] != 'o')
        return GLOSA_OK;
    memcpy(room, adjective.data, adjective.size);
    room[adjective.size - 1] = 'a';
    return add_form(table, forms, (glosa_string){room, adjective.size},
                    (glosa_salt_form){.word = word, .adjective = true}, error);
}

static glosa_status index_word(glosa_rule_table *table, glosa_salt_rules *rules,
                               const glosa_salt_word *word, glosa_error *error)
{
    glosa_salt_form noun = {.word = word}, adjective = {.word = word, .adjective = true};
    glosa_status status = add_texts(table, &rules->english, &word->english, noun, error);
    if (!status)
        status = add_texts(table, &rules->spanish, &word->spanish, noun, error);
    if (!status)
        status = add_texts(table, &rules->spanish, &word->adjective, adjective, error);
    return status ? status : add_feminine(table, &rules->spanish, word, error);
}

static glosa_status add_word(glosa_rule_table *table, const glosa_rule *rule,
                             glosa_salt_class class, glosa_salt_rules *rules, glosa_error *error)
{
    glosa_salt_word word = {.class = class};
    bool right = take_texts(rule->cells[COLUMN_FROM], &word.english) &&
                 take_texts(rule->cells[COLUMN_TO], &word.spanish) &&
                 take_texts(rule->cells[COLUMN_ADJECTIVE], &word.adjective);
    if (!right || word.english.size == 0 || word.spanish.size + word.adjective.size == 0)
        return GLOSA_RULE_FAULT(table, rule, error,
                                "a word needs English and Spanish of 1 to %d alternatives",
                                GLOSA_SALT_ALTERNATIVES_MOST);
    glosa_salt_word *added = GLOSA_ARRAY_ADD(&table->arena, &rules->words);
    if (!added)
        return glosa_fail_memory(error, table->path);
    *added = word;
    return GLOSA_OK;
}

/* --- patterns --- */

static bool take_slot(glosa_string inside, glosa_salt_element *out)
{
    glosa_string class, modifier = {NULL, 0};
    glosa_string_next(&inside, ':', &class);
    modifier = inside;
    size_t i = 0;
    while (i < GLOSA_SALT_LITERAL && !glosa_string_is(class, class_names[i]))
        i++;
    *out = (glosa_salt_element){.class = (glosa_salt_class)i,
                                .adjective = glosa_string_is(modifier, "adjective"),
                                .english = glosa_string_is(modifier, "english")};
    return i < GLOSA_SALT_LITERAL && i != GLOSA_SALT_MULTIPLIER &&
           (modifier.data == NULL || out->adjective || out->english);
}

static bool take_phrase(glosa_string text, glosa_salt_phrase *out)
{
    glosa_string part;
    *out = (glosa_salt_phrase){.size = 0};
    while (glosa_string_next(&text, ' ', &part)) {
        if (part.size == 0 || out->size == GLOSA_SALT_WORDS_MOST)
            return false;
        glosa_salt_element *element = &out->items[out->size++];
        *element = (glosa_salt_element){.class = GLOSA_SALT_LITERAL, .literal = part};
        bool slot = part.size > 2 && part.data[0] == '{' && part.data[part.size - 1] == '}';
        if (slot && !take_slot(glosa_string_slice(part, 1, part.size - 1), element))
            return false;
    }
    return true;
}

/* Whether each slot of the template is one of the pattern. */
static bool can_fill(const glosa_salt_phrase *template, const glosa_salt_phrase *from)
{
    for (size_t i = 0; i < template->size; i++) {
        bool found = template->items[i].class == GLOSA_SALT_LITERAL;
        for (size_t j = 0; j < from->size && !found; j++)
            found = from->items[j].class == template->items[i].class;
        if (!found)
            return false;
    }
    return true;
}

static glosa_status add_pattern(glosa_rule_table *table, const glosa_rule *rule,
                                size_t direction, glosa_salt_rules *rules, glosa_error *error)
{
    glosa_salt_pattern pattern = {.templates = 0};
    glosa_string rest = rule->cells[COLUMN_TO], part;
    bool right = take_phrase(rule->cells[COLUMN_FROM], &pattern.from);
    while (right && glosa_string_next(&rest, '|', &part)) {
        right = pattern.templates < GLOSA_SALT_TEMPLATES_MOST &&
                take_phrase(part, &pattern.to[pattern.templates]) &&
                can_fill(&pattern.to[pattern.templates], &pattern.from);
        pattern.templates++;
    }
    if (!right || pattern.templates == 0)
        return GLOSA_RULE_FAULT(table, rule, error,
                                "a pattern has 1 to %d words or slots, each side the same slots",
                                GLOSA_SALT_WORDS_MOST);
    glosa_salt_pattern *added = GLOSA_ARRAY_ADD(&table->arena, &rules->patterns[direction]);
    if (!added)
        return glosa_fail_memory(error, table->path);
    *added = pattern;
    return GLOSA_OK;
}

/* --- all --- */

static glosa_status add_rule(glosa_rule_table *table, const glosa_rule *rule,
                             glosa_salt_rules *rules, glosa_error *error)
{
    glosa_string class = rule->cells[COLUMN_CLASS];
    for (size_t i = 0; i < GLOSA_SALT_CLASSES; i++) {
        if (glosa_string_is(class, class_names[i]))
            return add_word(table, rule, (glosa_salt_class)i, rules, error);
    }
    for (size_t i = 0; i < GLOSA_SALT_DIRECTIONS; i++) {
        if (glosa_string_is(class, direction_names[i]))
            return add_pattern(table, rule, i, rules, error);
    }
    return GLOSA_RULE_FAULT(table, rule, error, "no such class: %.*s", GLOSA_PRINT(class));
}

static int compare_forms(const void *a, const void *b)
{
    const glosa_salt_form *left = a, *right = b;
    return glosa_string_compare(left->text, right->text);
}

const glosa_salt_form *glosa_salt_form_find(const glosa_salt_forms *forms, glosa_string text)
{
    glosa_salt_form wanted = {.text = text};
    return forms->size ? bsearch(&wanted, forms->items, forms->size, sizeof wanted, compare_forms)
                       : NULL;
}

glosa_status glosa_salt_rules_read(glosa_rule_table *table, glosa_salt_rules **out,
                                   glosa_error *error)
{
    glosa_salt_rules *rules = glosa_arena_alloc(&table->arena, sizeof *rules);
    glosa_status status = rules ? GLOSA_OK : glosa_fail_memory(error, table->path);
    for (uint32_t i = 0; i < table->rules.size && !status; i++)
        status = add_rule(table, &table->rules.items[i], rules, error);
    for (uint32_t i = 0; !status && i < rules->words.size; i++)
        status = index_word(table, rules, &rules->words.items[i], error);
    if (status)
        return status;
    glosa_salt_forms *indexes[] = {&rules->english, &rules->spanish};
    for (size_t i = 0; i < 2; i++) {
        if (indexes[i]->size)
            qsort(indexes[i]->items, indexes[i]->size, sizeof *indexes[i]->items, compare_forms);
    }
    *out = rules;
    return GLOSA_OK;
}

#include "dictionaries/build/spanish_rules.h"

#include <stdlib.h>

const char *const glosa_spanish_columns[] = {"rule", "english", "spanish", "class", NULL};

static const struct {
    const char *name;
    uint8_t class;
    char gender;
} classes[] = {
    {"m", GLOSA_SPANISH_NOUN, 'm'},        {"f", GLOSA_SPANISH_NOUN, 'f'},
    {"mp", GLOSA_SPANISH_NOUN, 'M'},       {"fp", GLOSA_SPANISH_NOUN, 'F'},
    {"name", GLOSA_SPANISH_NOUN, 0},       {"adjective", GLOSA_SPANISH_ADJECTIVE, 0},
    {"prefix", GLOSA_SPANISH_PREFIX, 0},   {"label", GLOSA_SPANISH_LABEL, 0},
};

typedef struct loader {
    glosa_spanish_rules *rules;
    glosa_rule_table *table;
    const glosa_rule *rule;     /* the row in hand */
    glosa_error *error;
} loader;

bool glosa_spanish_fits(char slot, glosa_spanish_sense sense)
{
    switch (slot) {
    case 'X': case 'Y': case 'Z':
        return sense.class == GLOSA_SPANISH_NOUN || sense.class == GLOSA_SPANISH_SYMBOL;
    case 'S':
        return sense.class == GLOSA_SPANISH_SYMBOL;
    case 'N': case 'M':
        return sense.class == GLOSA_SPANISH_LABEL;
    case 'A': case 'B':
        return sense.class == GLOSA_SPANISH_ADJECTIVE;
    case 'P': case 'Q':
        return sense.class == GLOSA_SPANISH_PREFIX;
    default:
        return sense.group == slot;
    }
}

bool glosa_spanish_next_word(glosa_string *rest, glosa_string *word)
{
    size_t start = 0, end;
    while (start < rest->size && (rest->data[start] == ' ' || rest->data[start] == '-'))
        start++;
    end = start;
    while (end < rest->size && rest->data[end] != ' ' && rest->data[end] != '-')
        end++;
    *word = glosa_string_slice(*rest, start, end);
    *rest = glosa_string_slice(*rest, end, rest->size);
    return word->size != 0;
}

static glosa_status fault(const loader *loader, const char *what, glosa_string cell)
{
    return GLOSA_RULE_FAULT(loader->table, loader->rule, loader->error, "'%.*s': %s",
                            GLOSA_PRINT(cell), what);
}

static glosa_status fail_memory(const loader *loader)
{
    return glosa_fail_memory(loader->error, loader->table->path);
}

/* --- the vocabulary --- */

static int compare_strings(const void *a, const void *b)
{
    return glosa_string_compare(*(const glosa_string *)a, *(const glosa_string *)b);
}

/* "<X>" is a slot; everything else in a pattern is a word. */
static char slot_of(glosa_string word)
{
    bool slot = word.size == 3 && word.data[0] == '<' && word.data[2] == '>';
    return slot && glosa_is_ascii_capital(word.data[1]) ? word.data[1] : '\0';
}

static glosa_status collect_words(loader *loader, glosa_string phrase)
{
    glosa_string word;
    while (glosa_spanish_next_word(&phrase, &word)) {
        if (slot_of(word))
            continue;
        glosa_string *added = GLOSA_ARRAY_ADD(&loader->table->arena, &loader->rules->vocabulary);
        if (!added)
            return fail_memory(loader);
        *added = word;
    }
    return GLOSA_OK;
}

/* The words that stand in the English column, each once. */
static glosa_status make_vocabulary(loader *loader)
{
    glosa_spanish_rules *rules = loader->rules;
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < loader->table->rules.size && status == GLOSA_OK; i++)
        status = collect_words(loader, loader->table->rules.items[i].cells[1]);
    uint32_t kept = 0;
    if (rules->vocabulary.size)
        qsort(rules->vocabulary.items, rules->vocabulary.size, sizeof(glosa_string),
              compare_strings);
    for (uint32_t i = 0; i < rules->vocabulary.size; i++) {
        const glosa_string *words = rules->vocabulary.items;
        if (i == 0 || !glosa_string_equal(words[i], words[kept - 1]))
            rules->vocabulary.items[kept++] = words[i];
    }
    rules->vocabulary.size = kept;
    return status;
}

uint32_t glosa_spanish_number(const glosa_spanish_rules *rules, glosa_string word)
{
    const glosa_string *found =
        rules->vocabulary.size ? bsearch(&word, rules->vocabulary.items, rules->vocabulary.size,
                                         sizeof word, compare_strings)
                               : NULL;
    return found ? (uint32_t)(found - rules->vocabulary.items) : GLOSA_SPANISH_UNKNOWN;
}

/* --- words --- */

/* "f", "f*" (common: not specific), "f/E" (of the group E). */
static bool parse_class(glosa_string cell, glosa_spanish_sense *sense)
{
    *sense = (glosa_spanish_sense){0};
    if (cell.size > 2 && cell.data[cell.size - 2] == '/' &&
        glosa_is_ascii_capital(cell.data[cell.size - 1])) {
        sense->group = cell.data[cell.size - 1];
        cell = glosa_string_slice(cell, 0, cell.size - 2);
    }
    bool common = cell.size && cell.data[cell.size - 1] == '*';
    if (common)
        cell = glosa_string_slice(cell, 0, cell.size - 1);
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (!glosa_string_is(cell, classes[i].name))
            continue;
        sense->class = classes[i].class;
        sense->gender = classes[i].gender;
        sense->specific = !common && sense->class == GLOSA_SPANISH_NOUN;
        return true;
    }
    return false;
}

static bool is_ending(glosa_string cell)
{
    return cell.size > 1 && cell.data[0] == '-';
}

/* English as it is looked up: words in lower case between single blanks. */
static bool is_plain(glosa_string phrase)
{
    for (size_t i = 0; i < phrase.size; i++) {
        char c = phrase.data[i];
        bool second = i && c == ' ' && phrase.data[i - 1] == ' ';
        if (glosa_is_ascii_capital(c) || c == '-' || c == '<' || second)
            return false;
    }
    return phrase.size != 0;
}

static glosa_status take_word(loader *loader)
{
    glosa_spanish_rules *rules = loader->rules;
    glosa_rule_table *table = loader->table;
    const glosa_string *cells = loader->rule->cells;
    glosa_spanish_word word = {.english = cells[1], .spanish = cells[2],
                               .line = loader->rule->line}, *added;
    bool letters = glosa_string_is(cells[0], "letters");
    bool ending = !letters && is_ending(cells[1]) && is_ending(cells[2]);
    if (ending) {
        word.english = glosa_string_slice(cells[1], 1, cells[1].size);
        word.spanish = glosa_string_slice(cells[2], 1, cells[2].size);
    }
    if (!is_plain(word.english) || word.spanish.size == 0)
        return fault(loader, "a word has lower case, no hyphen, and both languages", cells[1]);
    if (!letters && !parse_class(cells[3], &word.sense))
        return fault(loader, "there is no such class", cells[3]);
    if (letters)
        added = GLOSA_ARRAY_ADD(&table->arena, &rules->spellings);
    else if (ending)
        added = GLOSA_ARRAY_ADD(&table->arena, &rules->endings);
    else
        added = GLOSA_ARRAY_ADD(&table->arena, &rules->words);
    if (!added)
        return fail_memory(loader);
    *added = word;
    return GLOSA_OK;
}

static int compare_words(const void *a, const void *b)
{
    const glosa_spanish_word *left = a, *right = b;
    int order = glosa_string_compare(left->english, right->english);
    return order ? order : (left->line > right->line) - (left->line < right->line);
}

const glosa_spanish_word *glosa_spanish_words_find(const glosa_spanish_rules *rules,
                                                   glosa_string english, size_t *count)
{
    const glosa_spanish_word *words = rules->words.items;
    uint32_t low = 0, high = rules->words.size;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (glosa_string_compare(words[middle].english, english) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (*count = 0; low + *count < rules->words.size; ++*count) {
        if (!glosa_string_equal(words[low + *count].english, english))
            break;
    }
    return *count ? &words[low] : NULL;
}

/* --- patterns --- */

static bool has_slot(const glosa_spanish_pattern *pattern, char slot)
{
    for (unsigned i = 0; i < pattern->size; i++) {
        if (slot && pattern->elements[i].slot == slot)
            return true;
    }
    return false;
}

static glosa_status take_elements(loader *loader, glosa_spanish_pattern *pattern)
{
    glosa_string cell = loader->rule->cells[1], rest = cell, word;
    unsigned slots = 0;
    while (glosa_spanish_next_word(&rest, &word)) {
        char slot = slot_of(word);
        slots += slot != 0;
        if (slots > GLOSA_SPANISH_SLOTS_MOST)
            return fault(loader, "a pattern has at most 4 slots", cell);
        if (pattern->size == GLOSA_SPANISH_WORDS_MOST)
            return fault(loader, "a pattern has at most 8 words and slots", cell);
        if (has_slot(pattern, slot))
            return fault(loader, "a slot stands twice", cell);
        pattern->elements[pattern->size++] = (glosa_spanish_element){
            slot ? GLOSA_SPANISH_UNKNOWN : glosa_spanish_number(loader->rules, word), slot};
    }
    return pattern->size >= 2 ? GLOSA_OK
                              : fault(loader, "a pattern has two words or slots at least", cell);
}

/* The slot at the front of *rest: "<X>" or, with the article, "<el X>". */
static bool next_slot(glosa_string *rest, const glosa_spanish_pattern *pattern,
                      glosa_spanish_part *part)
{
    size_t letter = glosa_string_starts(*rest, "<el ") ? 4 : 1;
    if (rest->size < letter + 2 || rest->data[letter + 1] != '>' ||
        !has_slot(pattern, rest->data[letter]))
        return false;
    *part = (glosa_spanish_part){.slot = rest->data[letter], .article = letter > 1};
    *rest = glosa_string_slice(*rest, letter + 2, rest->size);
    return true;
}

static glosa_status take_template(loader *loader, const glosa_spanish_pattern *pattern,
                                  glosa_string text, glosa_spanish_template *template)
{
    glosa_string rest = text;
    while (rest.size) {
        glosa_spanish_part part = {0};
        if (template->size == GLOSA_SPANISH_PARTS_MOST)
            return fault(loader, "an alternative has at most 12 parts", text);
        if (rest.data[0] == '<') {
            if (!next_slot(&rest, pattern, &part))
                return fault(loader, "has a slot that the English has not", text);
        } else {
            const char *next = memchr(rest.data, '<', rest.size);
            size_t size = next ? (size_t)(next - rest.data) : rest.size;
            part.text = glosa_string_slice(rest, 0, size);
            rest = glosa_string_slice(rest, size, rest.size);
        }
        template->parts[template->size++] = part;
    }
    return template->size ? GLOSA_OK
                          : fault(loader, "an alternative is empty", loader->rule->cells[2]);
}

static glosa_status take_templates(loader *loader, glosa_spanish_pattern *pattern)
{
    glosa_string rest = loader->rule->cells[2], text;
    glosa_spanish_template *templates = glosa_arena_alloc(
        &loader->table->arena, GLOSA_SPANISH_TEMPLATES_MOST * sizeof *templates);
    if (!templates)
        return fail_memory(loader);
    pattern->templates = templates;
    while (glosa_string_next(&rest, '|', &text)) {
        if (pattern->template_count == GLOSA_SPANISH_TEMPLATES_MOST)
            return fault(loader, "has more than 8 alternatives", loader->rule->cells[2]);
        glosa_status status = take_template(loader, pattern, glosa_string_trim(text),
                                            &templates[pattern->template_count++]);
        if (status)
            return status;
    }
    return GLOSA_OK;
}

/* "f!": whatever fills the slots, the result says enough; a slot's letter: the class is that of
 * what fills it. */
static glosa_status take_class(loader *loader, glosa_spanish_pattern *pattern)
{
    glosa_string cell = loader->rule->cells[3];
    bool specific = cell.size && cell.data[cell.size - 1] == '!';
    if (specific)
        cell = glosa_string_slice(cell, 0, cell.size - 1);
    if (cell.size == 1 && has_slot(pattern, cell.data[0]))
        pattern->like = cell.data[0];
    else if (!parse_class(cell, &pattern->sense))
        return fault(loader, "there is no such class", loader->rule->cells[3]);
    pattern->sense.specific = specific;
    return GLOSA_OK;
}

static glosa_status take_pattern(loader *loader)
{
    glosa_spanish_pattern *pattern =
        GLOSA_ARRAY_ADD(&loader->table->arena, &loader->rules->patterns);
    if (!pattern)
        return fail_memory(loader);
    pattern->rule = loader->rule->cells[0];
    glosa_status status = take_elements(loader, pattern);
    if (status == GLOSA_OK)
        status = take_templates(loader, pattern);
    if (status == GLOSA_OK)
        status = take_class(loader, pattern);
    return status;
}

static glosa_status take_rule(loader *loader)
{
    glosa_string rule = loader->rule->cells[0];
    if (glosa_string_starts(rule, "spanish:"))
        return take_pattern(loader);
    if (glosa_string_is(rule, "word") || glosa_string_is(rule, "letters"))
        return take_word(loader);
    return fault(loader, "a rule is word, letters, or named spanish:NAME", rule);
}

glosa_status glosa_spanish_rules_read(glosa_rule_table *table, glosa_spanish_rules **out,
                                      glosa_error *error)
{
    glosa_spanish_rules *rules = glosa_arena_alloc(&table->arena, sizeof *rules);
    loader loader = {.rules = rules, .table = table, .error = error};
    *out = rules;
    if (!rules)
        return fail_memory(&loader);
    glosa_status status = make_vocabulary(&loader);
    for (uint32_t i = 0; i < table->rules.size && status == GLOSA_OK; i++) {
        loader.rule = &table->rules.items[i];
        status = take_rule(&loader);
    }
    if (status == GLOSA_OK && rules->words.size)
        qsort(rules->words.items, rules->words.size, sizeof *rules->words.items, compare_words);
    return status;
}

#include "dictionaries/build/spanish_spelling.h"

const char *const glosa_spanish_spelling_columns[] = {"place", "from", "to", "example", NULL};

typedef enum place {
    PLACE_WORD,
    PLACE_BEGIN,
    PLACE_END,
    PLACE_INSIDE,
    PLACE_NEVER,                /* of the spellings made */
    PLACES
} place;

static const char *const place_names[] = {"word", "begin", "end", "inside", "never"};

enum { COLUMN_PLACE, COLUMN_FROM, COLUMN_TO, LETTERS = 26, ALTERNATIVES_MOST = 4,
       PIECES_MOST = GLOSA_SPELLED_WORD_MOST, LEAST_STEM = 2, LONGEST_FROM = 16, LONGEST_TO = 24 };

typedef struct spelling_rule {
    glosa_string from, to[ALTERNATIVES_MOST];
    size_t alternatives;
} spelling_rule;

struct glosa_spanish_speller {
    spelling_rule *rules[PLACES];           /* by their letter, then the longest first */
    uint32_t first[PLACES][LETTERS + 1];    /* of a letter */
};

/* A word on its way: pieces that have one or more spellings. */
typedef struct pieces {
    struct {
        const glosa_string *to;
        size_t alternatives;
        glosa_string as_it_is;              /* where `to` is NULL */
    } items[PIECES_MOST];
    size_t size;
} pieces;

/* --- preparing --- */

/* Rules are found by the letter that stands at the word's edge: the last of an ending. */
static unsigned letter_of(glosa_string from, place place)
{
    return (unsigned)((place == PLACE_END ? from.data[from.size - 1] : from.data[0]) - 'a');
}

static bool is_lower(glosa_string text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < 'a' || text.data[i] > 'z')
            return false;
    }
    return text.size > 0 && text.size <= LONGEST_FROM;
}

static bool take_alternatives(spelling_rule *rule, glosa_string to)
{
    glosa_string part;
    while (glosa_string_next(&to, '|', &part)) {
        if (rule->alternatives == ALTERNATIVES_MOST || part.size == 0 || part.size > LONGEST_TO)
            return false;
        rule->to[rule->alternatives++] = part;
    }
    return rule->alternatives > 0;
}

static glosa_status take_rule(const glosa_rule_table *table, const glosa_rule *rule, place *place,
                              spelling_rule *out, glosa_error *error)
{
    *out = (spelling_rule){.from = rule->cells[COLUMN_FROM]};
    *place = PLACE_WORD;
    while (*place < PLACES && !glosa_string_is(rule->cells[COLUMN_PLACE], place_names[*place]))
        (*place)++;
    if (*place == PLACES)
        return GLOSA_RULE_FAULT(table, rule, error,
                                "no such place: %.*s (word, begin, end, inside, never)",
                                GLOSA_PRINT(rule->cells[COLUMN_PLACE]));
    if (!is_lower(out->from))
        return GLOSA_RULE_FAULT(table, rule, error, "'%.*s' is not of 1 to %d letters a to z",
                                GLOSA_PRINT(out->from), LONGEST_FROM);
    if (*place != PLACE_NEVER && !take_alternatives(out, rule->cells[COLUMN_TO]))
        return GLOSA_RULE_FAULT(table, rule, error,
                                "'%.*s' is not of 1 to %d spellings of at most %d bytes",
                                GLOSA_PRINT(rule->cells[COLUMN_TO]), ALTERNATIVES_MOST,
                                LONGEST_TO);
    return GLOSA_OK;
}

static int compare_rules(const void *a, const void *b, void *context)
{
    const spelling_rule *left = a, *right = b;
    const place *place = context;
    unsigned left_letter = letter_of(left->from, *place);
    unsigned right_letter = letter_of(right->from, *place);
    if (left_letter != right_letter)
        return left_letter < right_letter ? -1 : 1;
    if (left->from.size != right->from.size)
        return left->from.size > right->from.size ? -1 : 1;
    return glosa_string_compare(left->from, right->from);
}

static void sort_rules(glosa_spanish_speller *speller, place place, uint32_t size)
{
    spelling_rule *rules = speller->rules[place];
    qsort_r(rules, size, sizeof *rules, compare_rules, &place);
    uint32_t at = 0;
    for (unsigned letter = 0; letter <= LETTERS; letter++) {
        while (at < size && letter_of(rules[at].from, place) < letter)
            at++;
        speller->first[place][letter] = at;
    }
}

glosa_status glosa_spanish_speller_read(glosa_rule_table *table, void **made, glosa_error *error)
{
    uint32_t sizes[PLACES] = {0};
    glosa_spanish_speller *speller = glosa_arena_alloc(&table->arena, sizeof *speller);
    for (unsigned i = 0; i < PLACES && speller; i++) {
        speller->rules[i] = glosa_arena_alloc(&table->arena,
                                              table->rules.size * sizeof *speller->rules[i]);
        speller = speller->rules[i] ? speller : NULL;
    }
    if (!speller)
        return glosa_fail_memory(error, table->path);
    for (uint32_t i = 0; i < table->rules.size; i++) {
        place place;
        spelling_rule rule;
        glosa_status status = take_rule(table, &table->rules.items[i], &place, &rule, error);
        if (status)
            return status;
        speller->rules[place][sizes[place]++] = rule;
    }
    for (place i = PLACE_WORD; i < PLACES; i++)
        sort_rules(speller, i, sizes[i]);
    *made = speller;
    return GLOSA_OK;
}

/* --- spelling --- */

static bool is_sign(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == ',' || c == '\'';
}

/* The longest rule whose text is at the word's beginning, or at its end. */
static const spelling_rule *find(const glosa_spanish_speller *speller, place place,
                                 glosa_string word)
{
    if (word.size == 0)
        return NULL;
    unsigned letter = letter_of(word, place);
    if (letter >= LETTERS)
        return NULL;
    uint32_t end = speller->first[place][letter + 1];
    for (uint32_t i = speller->first[place][letter]; i < end; i++) {
        const spelling_rule *rule = &speller->rules[place][i];
        size_t size = rule->from.size;
        bool whole = place == PLACE_WORD || place == PLACE_NEVER;
        if (size > word.size || (whole && size != word.size))
            continue;
        const char *at = place == PLACE_END ? word.data + word.size - size : word.data;
        if (memcmp(at, rule->from.data, size) == 0)
            return rule;
    }
    return NULL;
}

static void add_rule(pieces *pieces, const spelling_rule *rule)
{
    pieces->items[pieces->size].to = rule->to;
    pieces->items[pieces->size++].alternatives = rule->alternatives;
}

static void add_text(pieces *pieces, glosa_string text)
{
    pieces->items[pieces->size].to = NULL;
    pieces->items[pieces->size].alternatives = 1;
    pieces->items[pieces->size++].as_it_is = text;
}

/* Each piece takes a letter at least, so that there is room for all. */
static void spell_inside(const glosa_spanish_speller *speller, glosa_string stem, pieces *pieces)
{
    const spelling_rule *begin = find(speller, PLACE_BEGIN, stem);
    size_t at = 0;
    if (begin) {
        add_rule(pieces, begin);
        at = begin->from.size;
    }
    while (at < stem.size) {
        const spelling_rule *rule =
            find(speller, PLACE_INSIDE, glosa_string_slice(stem, at, stem.size));
        if (rule)
            add_rule(pieces, rule);
        else
            add_text(pieces, glosa_string_slice(stem, at, at + 1));
        at += rule ? rule->from.size : 1;
    }
}

/* Letters between other signs. Only the last ones have the ending of a substance. False where they
 * have none. */
static bool spell_run(const glosa_spanish_speller *speller, glosa_string run, bool last,
                      pieces *pieces)
{
    const spelling_rule *whole = find(speller, PLACE_WORD, run);
    if (whole) {
        add_rule(pieces, whole);
        return true;
    }
    const spelling_rule *end = last ? find(speller, PLACE_END, run) : NULL;
    if (last && (!end || run.size < end->from.size + LEAST_STEM))
        return false;
    size_t stem = run.size - (end ? end->from.size : 0);
    spell_inside(speller, glosa_string_slice(run, 0, stem), pieces);
    if (end)
        add_rule(pieces, end);
    return true;
}

static bool spell_pieces(const glosa_spanish_speller *speller, glosa_string word, pieces *pieces)
{
    bool spelled = false;
    if (word.size == 0 || !glosa_is_ascii_letter(word.data[word.size - 1]))
        return false;
    for (size_t at = 0, end; at < word.size; at = end) {
        end = at;
        while (end < word.size && glosa_is_ascii_letter(word.data[end]))
            end++;
        if (end == at) {
            if (!is_sign(word.data[at]))
                return false;
            add_text(pieces, glosa_string_slice(word, at, ++end));
            continue;
        }
        spelled = spell_run(speller, glosa_string_slice(word, at, end), end == word.size, pieces);
        if (end == word.size && !spelled)
            return false;
    }
    return spelled;
}

/* Writes the spelling of that number, where the alternatives of the pieces are its digits. False
 * where there are not so many. */
static bool write_spelling(const pieces *pieces, size_t number, glosa_spellings *out, size_t *used)
{
    size_t start = *used;
    for (size_t i = 0; i < pieces->size; i++) {
        size_t alternatives = pieces->items[i].alternatives;
        glosa_string part = pieces->items[i].to ? pieces->items[i].to[number % alternatives]
                                                : pieces->items[i].as_it_is;
        number /= alternatives;
        if (*used + part.size > sizeof out->room)
            return false;
        memcpy(out->room + *used, part.data, part.size);
        *used += part.size;
    }
    out->items[out->size] = (glosa_string){out->room + start, *used - start};
    return number == 0;
}

bool glosa_spanish_spell(const glosa_spanish_speller *speller, glosa_string word,
                         glosa_spellings *out)
{
    char lower[GLOSA_SPELLED_WORD_MOST];
    pieces pieces = {.size = 0};
    size_t used = 0;
    out->size = 0;
    if (word.size > sizeof lower)
        return false;
    for (size_t i = 0; i < word.size; i++) {
        char c = word.data[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
    }
    if (!spell_pieces(speller, (glosa_string){lower, word.size}, &pieces))
        return false;
    for (size_t i = 0; i < GLOSA_SPELLINGS_MOST && write_spelling(&pieces, i, out, &used); i++)
        out->size += !find(speller, PLACE_NEVER, out->items[out->size]);
    return out->size > 0;
}

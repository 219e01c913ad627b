#include "dictionaries/build/spanish_chart.h"

enum {
    LONGEST_WORD = 64,          /* bytes, as all that follow */
    LONGEST_SYMBOL = 12,
    LEAST_STEM = 3,             /* before an ending */
    SYMBOL_WORDS = 3,           /* of one symbol: NF-kappa B */
    LABEL_WORDS = 2,
};

static const glosa_string word_rule = GLOSA_LITERAL("spanish:word");

static char small_of(char c)
{
    return (char)(glosa_is_ascii_capital(c) ? c - 'A' + 'a' : c);
}

/* --- texts in the pool --- */

bool glosa_spanish_put(glosa_spanish_chart *chart, glosa_string text)
{
    if (text.size > GLOSA_SPANISH_POOL - chart->used)
        return false;
    memcpy(chart->pool + chart->used, text.data, text.size);
    chart->used += text.size;
    return true;
}

bool glosa_spanish_same(glosa_string a, glosa_string b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++) {
        char left = a.data[i] == '-' ? ' ' : a.data[i];
        if (left != (b.data[i] == '-' ? ' ' : b.data[i]))
            return false;
    }
    return true;
}

void glosa_spanish_keep(glosa_spanish_chart *chart, glosa_spanish_run *run, size_t start,
                        glosa_spanish_sense sense, glosa_string rule)
{
    glosa_spanish_reading made = {{chart->pool + start, chart->used - start}, rule, sense};
    for (unsigned i = 0; i < run->size; i++) {
        if (run->items[i].sense.class == sense.class &&
            glosa_spanish_same(run->items[i].text, made.text))
            made.text.size = 0;
    }
    if (made.text.size == 0 || run->size == GLOSA_SPANISH_READINGS_MOST)
        chart->used = start;
    else
        run->items[run->size++] = made;
}

/* --- single words and phrases --- */

static void add_alternatives(glosa_spanish_chart *chart, glosa_spanish_run *run,
                             const glosa_spanish_word *entry)
{
    glosa_string rest = entry->spanish, text;
    while (glosa_string_next(&rest, '|', &text)) {
        size_t start = chart->used;
        if (glosa_spanish_put(chart, text))
            glosa_spanish_keep(chart, run, start, entry->sense, word_rule);
    }
}

/* The words [first, last] in lower case between single blanks, for looking them up; they stay at
 * the end of the pool until `used` is set back. False when the pool is full. */
static bool put_phrase(glosa_spanish_chart *chart, unsigned first, unsigned last)
{
    for (unsigned i = first; i <= last; i++) {
        if (i > first && !glosa_spanish_put(chart, GLOSA_LITERAL(" ")))
            return false;
        size_t at = chart->used;
        if (!glosa_spanish_put(chart, chart->words[i].text))
            return false;
        for (; at < chart->used; at++)
            chart->pool[at] = small_of(chart->pool[at]);
    }
    return true;
}

static void add_phrase(glosa_spanish_chart *chart, unsigned first, unsigned last)
{
    size_t start = chart->used, count = 0;
    const glosa_spanish_word *entries = NULL;
    if (put_phrase(chart, first, last))
        entries = glosa_spanish_words_find(
            chart->rules, (glosa_string){chart->pool + start, chart->used - start}, &count);
    chart->used = start;
    for (size_t i = 0; i < count; i++)
        add_alternatives(chart, &chart->runs[first][last], &entries[i]);
}

static bool ends_with(glosa_string text, glosa_string ending)
{
    return text.size >= ending.size + LEAST_STEM &&
           memcmp(text.data + text.size - ending.size, ending.data, ending.size) == 0;
}

static const glosa_spanish_word *ending_of(const glosa_spanish_rules *rules, glosa_string text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (!glosa_is_ascii_small(text.data[i]) &&
            !(i == 0 && glosa_is_ascii_capital(text.data[i])))
            return NULL;
    }
    for (uint32_t i = 0; i < rules->endings.size; i++) {
        if (ends_with(text, rules->endings.items[i].english))
            return &rules->endings.items[i];
    }
    return NULL;
}

/* Puts the spelling of what `rest` begins with, and takes that off its front: "ph" is f. A spelling
 * that begins with ^ counts at the beginning of a word. */
static bool put_spelling(glosa_spanish_chart *chart, glosa_string *rest, bool beginning)
{
    for (uint32_t i = 0; i < chart->rules->spellings.size; i++) {
        const glosa_spanish_word *spelling = &chart->rules->spellings.items[i];
        glosa_string from = spelling->english;
        bool anchored = from.data[0] == '^';
        if (anchored)
            from = glosa_string_slice(from, 1, from.size);
        if (from.size == 0 || (anchored && !beginning) || rest->size < from.size ||
            memcmp(rest->data, from.data, from.size) != 0)
            continue;
        *rest = glosa_string_slice(*rest, from.size, rest->size);
        return glosa_spanish_put(chart, spelling->spanish);
    }
    glosa_string one = glosa_string_slice(*rest, 0, 1);
    *rest = glosa_string_slice(*rest, 1, rest->size);
    return glosa_spanish_put(chart, one);
}

/* Keeps a word by its stem and the Spanish ending. */
static void add_stem(glosa_spanish_chart *chart, unsigned at, glosa_string stem,
                     glosa_string ending, glosa_spanish_sense sense)
{
    size_t start = chart->used;
    bool fits = true;
    for (bool beginning = true; stem.size && fits; beginning = false)
        fits = put_spelling(chart, &stem, beginning);
    if (fits && glosa_spanish_put(chart, ending))
        glosa_spanish_keep(chart, &chart->runs[at][at], start, sense, word_rule);
    else
        chart->used = start;
}

/* A word that only its ending tells: thrombomodulin, trombomodulina. */
static void add_by_ending(glosa_spanish_chart *chart, unsigned at)
{
    char small[LONGEST_WORD];
    glosa_string text = chart->words[at].text, ending;
    const glosa_spanish_word *entry = ending_of(chart->rules, text);
    if (!entry || text.size > sizeof small)
        return;
    memcpy(small, text.data, text.size);
    small[0] = small_of(small[0]);
    glosa_string stem = {small, text.size - entry->english.size}, rest = entry->spanish;
    while (glosa_string_next(&rest, '|', &ending))
        add_stem(chart, at, stem, ending, entry->sense);
}

/* --- symbols and labels --- */

/* Greek letters in words are labels of the table. */
static const glosa_spanish_word *named_label(const glosa_spanish_rules *rules, glosa_string text)
{
    size_t count = 0;
    const glosa_spanish_word *entry =
        text.size ? glosa_spanish_words_find(rules, text, &count) : NULL;
    return entry && entry->sense.class == GLOSA_SPANISH_LABEL ? entry : NULL;
}

/* The name of the letter that the text begins with, when digits end it: alpha, alpha1. */
static const glosa_spanish_word *label_before_digits(const glosa_spanish_rules *rules,
                                                     glosa_string text)
{
    size_t letters = text.size;
    while (letters && glosa_is_ascii_digit(text.data[letters - 1]))
        letters--;
    return named_label(rules, glosa_string_slice(text, 0, letters));
}

static bool is_roman(glosa_string text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (!strchr("IVX", text.data[i]))
            return false;
    }
    return true;
}

/* A number, a roman one, a letter, and what joins them: 2, IIb, A1. */
static bool is_label(glosa_string text)
{
    bool digit = false;
    for (size_t i = 0; i < text.size; i++)
        digit |= glosa_is_ascii_digit(text.data[i]);
    bool greek = text.size == 2 && (unsigned char)text.data[0] == 0xCE;
    return text.size <= 4 && (digit || greek || text.size == 1 || is_roman(text));
}

/* Letters and digits with both or a Greek letter, or capitals from the beginning on: p53, CD4,
 * NFκB; Kit, but no Insulin, and no kDa. */
static bool is_symbol(glosa_string text)
{
    bool small = true, digit = false, letter = false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool foreign = (unsigned char)c >= 0x80;
        if (!foreign && !glosa_is_ascii_alnum(c) && c != '/')
            return false;
        small &= i == 0 || glosa_is_ascii_small(c);
        digit |= glosa_is_ascii_digit(c) || foreign;
        letter |= foreign || glosa_is_ascii_capital(c) || glosa_is_ascii_small(c);
    }
    bool capital = glosa_is_ascii_capital(text.data[0]) && (!small || text.size <= 3);
    return text.size > 1 && text.size <= LONGEST_SYMBOL && letter && (digit || capital) &&
           !is_roman(text);
}

/* Puts the words as they stand, with what is between them, and letters by their Spanish names. */
static bool put_as_written(glosa_spanish_chart *chart, unsigned first, unsigned last)
{
    for (unsigned i = first; i <= last; i++) {
        glosa_string text = chart->words[i].text;
        if (i > first) {
            const char *before = chart->words[i - 1].text.data + chart->words[i - 1].text.size;
            if (!glosa_spanish_put(chart, (glosa_string){before, (size_t)(text.data - before)}))
                return false;
        }
        const glosa_spanish_word *letter = label_before_digits(chart->rules, text);
        if (letter && !glosa_spanish_put(chart, letter->spanish))
            return false;
        if (letter)
            text = glosa_string_slice(text, letter->english.size, text.size);
        if (!glosa_spanish_put(chart, text))
            return false;
    }
    return true;
}

static void add_written(glosa_spanish_chart *chart, unsigned first, unsigned last, uint8_t class)
{
    size_t start = chart->used;
    const glosa_spanish_word *letter =
        label_before_digits(chart->rules, chart->words[first].text);
    glosa_spanish_sense sense = {.class = class, .specific = class == GLOSA_SPANISH_SYMBOL,
                                 .group = letter ? letter->sense.group : '\0'};
    if (put_as_written(chart, first, last))
        glosa_spanish_keep(chart, &chart->runs[first][last], start, sense, (glosa_string){0});
    else
        chart->used = start;
}

static void add_symbols(glosa_spanish_chart *chart, unsigned first, unsigned last)
{
    bool labels = true, symbols = true, symbol = false;
    for (unsigned i = first; i <= last; i++) {
        const glosa_spanish_token *word = &chart->words[i];
        labels &= word->label;
        symbols &= word->symbol || word->label;
        symbol |= word->symbol;
    }
    if (symbols && symbol && last - first < SYMBOL_WORDS)
        add_written(chart, first, last, GLOSA_SPANISH_SYMBOL);
    if (labels && last - first < LABEL_WORDS)
        add_written(chart, first, last, GLOSA_SPANISH_LABEL);
}

/* --- a name --- */

bool glosa_spanish_take_words(glosa_spanish_chart *chart, glosa_string name)
{
    glosa_string text;
    bool english = false;
    while (glosa_spanish_next_word(&name, &text)) {
        if (chart->size == GLOSA_SPANISH_WORDS_MOST)
            return false;
        glosa_spanish_token *word = &chart->words[chart->size];
        char small[LONGEST_WORD];
        glosa_string lower = {small, text.size};
        if (text.size > sizeof small)
            return false;
        for (size_t i = 0; i < text.size; i++)
            small[i] = small_of(text.data[i]);
        *word = (glosa_spanish_token){.text = text,
                                      .number = glosa_spanish_number(chart->rules, lower)};
        word->label = is_label(text) || label_before_digits(chart->rules, text);
        word->symbol = is_symbol(text);
        bool known = word->number != GLOSA_SPANISH_UNKNOWN || ending_of(chart->rules, text);
        english |= known && !word->symbol && !word->label;
        if (!known && !word->symbol && !word->label)
            return false;
        chart->size++;
    }
    return english;
}

void glosa_spanish_read_words(glosa_spanish_chart *chart, unsigned first, unsigned last)
{
    add_phrase(chart, first, last);
    add_symbols(chart, first, last);
    if (first == last && chart->runs[first][last].size == 0)
        add_by_ending(chart, first);
}

#include "dictionaries/build/spanish_names.h"

#include "dictionaries/build/spanish_chart.h"

static const glosa_spanish_reading *bound_to(const glosa_spanish_chart *chart, char slot)
{
    for (unsigned i = 0; i < chart->pattern->size; i++) {
        if (chart->pattern->elements[i].slot == slot)
            return chart->bound[i].reading;
    }
    return NULL;
}

/* An adjective agrees in its first word: derivado de plaquetas, derivada de plaquetas. */
static bool put_feminine(glosa_spanish_chart *chart, glosa_string adjective)
{
    const char *blank = memchr(adjective.data, ' ', adjective.size);
    size_t end = blank ? (size_t)(blank - adjective.data) : adjective.size;
    glosa_string first = glosa_string_slice(adjective, 0, end);
    glosa_string rest = glosa_string_slice(adjective, end, adjective.size);
    char last = end ? adjective.data[end - 1] : '\0';
    bool agent = end > 3 && memcmp(adjective.data + end - 2, "or", 2) == 0;
    if (last == 'o')
        first.size--;
    glosa_string a = last == 'o' || agent ? GLOSA_LITERAL("a") : GLOSA_LITERAL("");
    return glosa_spanish_put(chart, first) && glosa_spanish_put(chart, a) &&
           glosa_spanish_put(chart, rest);
}

/* The article before a noun; with `de` and `a` before it, it makes one word: del, al. */
static bool put_article(glosa_spanish_chart *chart, size_t start, char gender)
{
    if (gender == 'f')
        return glosa_spanish_put(chart, GLOSA_LITERAL("la "));
    if (gender == 'M' || gender == 'F')
        return glosa_spanish_put(chart, gender == 'M' ? GLOSA_LITERAL("los ")
                                                      : GLOSA_LITERAL("las "));
    glosa_string so_far = {chart->pool + start, chart->used - start};
    size_t end = so_far.size;
    bool joins = end >= 3 && (memcmp(so_far.data + end - 3, "de ", 3) == 0 ||
                              memcmp(so_far.data + end - 3, " a ", 3) == 0);
    chart->used -= joins;
    return glosa_spanish_put(chart, joins ? GLOSA_LITERAL("l ") : GLOSA_LITERAL("el "));
}

static bool put_part(glosa_spanish_chart *chart, const glosa_spanish_part *part, size_t start,
                     char gender)
{
    if (!part->slot)
        return glosa_spanish_put(chart, part->text);
    const glosa_spanish_reading *reading = bound_to(chart, part->slot);
    if (part->article && !put_article(chart, start, reading->sense.gender))
        return false;
    if (reading->sense.class == GLOSA_SPANISH_ADJECTIVE && gender == 'f')
        return put_feminine(chart, reading->text);
    return glosa_spanish_put(chart, reading->text);
}

static glosa_spanish_sense sense_of_match(const glosa_spanish_chart *chart)
{
    const glosa_spanish_pattern *pattern = chart->pattern;
    glosa_spanish_sense sense = pattern->sense;
    bool specific = sense.specific;
    if (pattern->like)
        sense = bound_to(chart, pattern->like)->sense;
    for (unsigned i = 0; i < pattern->size; i++)
        specific |= pattern->elements[i].slot && chart->bound[i].reading->sense.specific;
    sense.specific = specific;
    return sense;
}

static void write_templates(glosa_spanish_chart *chart)
{
    glosa_spanish_sense sense = sense_of_match(chart);
    for (unsigned i = 0; i < chart->pattern->template_count; i++) {
        const glosa_spanish_template *template = &chart->pattern->templates[i];
        size_t start = chart->used;
        bool fits = true;
        for (unsigned part = 0; part < template->size && fits; part++)
            fits = put_part(chart, &template->parts[part], start, sense.gender);
        if (fits)
            glosa_spanish_keep(chart, &chart->runs[chart->first][chart->last], start, sense,
                 chart->pattern->rule);
        else
            chart->used = start;
    }
}

/* Fills the slots from `element` on with each reading of their runs, until there are enough. A
 * rule is not applied to its own result: one number, one adjective is enough. */
static void fill_slots(glosa_spanish_chart *chart, unsigned element)
{
    const glosa_spanish_pattern *pattern = chart->pattern;
    while (element < pattern->size && !pattern->elements[element].slot)
        element++;
    if (element == pattern->size) {
        write_templates(chart);
        return;
    }
    unsigned first = chart->bound[element].first, last = chart->bound[element].last;
    const glosa_spanish_run *run = &chart->runs[first][last];
    for (unsigned i = 0; i < run->size; i++) {
        if (chart->runs[chart->first][chart->last].size == GLOSA_SPANISH_READINGS_MOST)
            return;
        const glosa_spanish_reading *reading = &run->items[i];
        char slot = pattern->elements[element].slot;
        bool again = slot == pattern->like && glosa_string_equal(reading->rule, pattern->rule);
        chart->bound[element].reading = reading;
        if (glosa_spanish_fits(slot, reading->sense) && !again)
            fill_slots(chart, element + 1);
    }
}

/* Matches the elements from `element` on with the words from `at` on. A slot takes as many words
 * as it can, one at least, and leaves one for each element behind it, so that the depth is that of
 * the pattern. */
static void match(glosa_spanish_chart *chart, unsigned element, unsigned at)
{
    const glosa_spanish_pattern *pattern = chart->pattern;
    unsigned behind = pattern->size - element;
    if (behind == 0) {
        if (at == chart->last + 1)
            fill_slots(chart, 0);
        return;
    }
    if (at + behind > chart->last + 1)
        return;
    if (!pattern->elements[element].slot) {
        if (chart->words[at].number == pattern->elements[element].word)
            match(chart, element + 1, at + 1);
        return;
    }
    for (unsigned last = chart->last + 1 - behind; last + 1 > at; last--) {
        if (chart->runs[at][last].size == 0)
            continue;
        chart->bound[element].first = at;
        chart->bound[element].last = last;
        match(chart, element + 1, last + 1);
    }
}

static void add_by_patterns(glosa_spanish_chart *chart, unsigned first, unsigned last)
{
    chart->first = first;
    chart->last = last;
    for (uint32_t i = 0; i < chart->rules->patterns.size; i++) {
        const glosa_spanish_pattern *pattern = &chart->rules->patterns.items[i];
        const glosa_spanish_element *end = &pattern->elements[pattern->size - 1];
        if (pattern->size > last - first + 1 ||
            (!end->slot && end->word != chart->words[last].number))
            continue;
        chart->pattern = pattern;
        match(chart, 0, first);
    }
}

static void read_runs(glosa_spanish_chart *chart)
{
    for (unsigned size = 1; size <= chart->size; size++) {
        for (unsigned first = 0; first + size <= chart->size; first++) {
            unsigned last = first + size - 1;
            chart->runs[first][last].size = 0;
            glosa_spanish_read_words(chart, first, last);
            if (size > 1)
                add_by_patterns(chart, first, last);
        }
    }
}

void glosa_spanish_translate(const glosa_spanish_rules *rules, glosa_string english,
                             glosa_variant_found found, void *context)
{
    glosa_spanish_chart chart;
    chart.rules = rules;
    chart.size = 0;
    chart.used = 0;
    if (!glosa_spanish_take_words(&chart, english))
        return;
    read_runs(&chart);
    const glosa_spanish_run *whole = &chart.runs[0][chart.size - 1];
    for (unsigned i = 0; i < whole->size; i++) {
        const glosa_spanish_reading *reading = &whole->items[i];
        bool name = reading->sense.class == GLOSA_SPANISH_NOUN && reading->sense.specific;
        if (name && !glosa_spanish_same(reading->text, english))
            found(context, &(glosa_variant){.text = reading->text,
                                            .language = GLOSA_LITERAL("es"),
                                            .rule = reading->rule});
    }
}

/* --- proteins --- */

glosa_status glosa_spanish_proteins_read(glosa_rule_table *table, void **made,
                                         glosa_error *error)
{
    glosa_spanish_rules *rules;
    glosa_status status = glosa_spanish_rules_read(table, &rules, error);
    *made = rules;
    return status;
}

void glosa_spanish_proteins_make(const void *made, const glosa_row *row, glosa_buffer *scratch,
                                 glosa_variant_found found, void *context)
{
    bool protein = glosa_string_is(row->kind, "gene") || glosa_string_is(row->kind, "family");
    (void)scratch;
    if (protein && !glosa_string_is(row->language, "es"))
        glosa_spanish_translate(made, row->name, found, context);
}

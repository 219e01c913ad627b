#include "stages/resolve/given.h"

#include "stages/resolve/data.h"

enum {
    REACH_BEFORE = 5,           /* tokens before a substance in which a word speaks for it ... */
    REACH_BEHIND = 2,           /* ... and behind it */
    REACH_LIST = 12,            /* tokens between two members of a list */
    REACH_VALUE = 3,            /* tokens between a substance and its value: `: de ` */
};

glosa_status glosa_giving_init(glosa_giving *giving, glosa_error *error)
{
    const struct {
        glosa_word_list *words;
        glosa_string data;
    } all[] = {
        {&giving->substances, GLOSA_RESOLVE_DATA(given_substances)},
        {&giving->medicines, GLOSA_RESOLVE_DATA(given_medicines)},
        {&giving->before, GLOSA_RESOLVE_DATA(given_before)},
        {&giving->behind, GLOSA_RESOLVE_DATA(given_behind)},
        {&giving->units, GLOSA_RESOLVE_DATA(given_units)},
        {&giving->links, GLOSA_RESOLVE_DATA(given_links)},
        {&giving->measured_before, GLOSA_RESOLVE_DATA(measured_before)},
        {&giving->measured_behind, GLOSA_RESOLVE_DATA(measured_behind)},
        {&giving->volumes, GLOSA_RESOLVE_DATA(measured_volumes)},
    };
    *giving = (glosa_giving){0};
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < sizeof all / sizeof *all && status == GLOSA_OK; i++)
        status = glosa_word_list_init(all[i].words, all[i].data, "resolve", error);
    if (status)
        glosa_giving_free(giving);
    return status;
}

void glosa_giving_free(glosa_giving *giving)
{
    glosa_word_list_free(&giving->substances);
    glosa_word_list_free(&giving->medicines);
    glosa_word_list_free(&giving->before);
    glosa_word_list_free(&giving->behind);
    glosa_word_list_free(&giving->units);
    glosa_word_list_free(&giving->links);
    glosa_word_list_free(&giving->measured_before);
    glosa_word_list_free(&giving->measured_behind);
    glosa_word_list_free(&giving->volumes);
    *giving = (glosa_giving){0};
}

/* The tokens around a mention: those of its sentence before `before` and from `behind` on. */
typedef struct place {
    const glosa_giving *giving;
    const glosa_document *document;
    uint32_t first, before, behind, end;
} place;

static glosa_string token(const place *place, uint32_t i)
{
    return glosa_document_text(place->document, place->document->tokens.items[i].span);
}

static bool is_number(glosa_string text)
{
    return text.size && text.data[0] >= '0' && text.data[0] <= '9';
}

/* What follows the digits of a number: the unit of 400mg, nothing of 1,5. */
static glosa_string unit_of(glosa_string number)
{
    size_t at = 0;
    while (at < number.size && ((number.data[at] >= '0' && number.data[at] <= '9') ||
                                number.data[at] == '.' || number.data[at] == ','))
        at++;
    return glosa_string_slice(number, at, number.size);
}

static bool ends_clause(glosa_string text)
{
    return glosa_string_is(text, ";") || glosa_string_is(text, ":") ||
           glosa_string_is(text, ".");
}

/* Whether one of some tokens before the mention is in the list; a clause ends the search. */
static bool is_before(const place *place, const glosa_word_list *words, uint32_t reach)
{
    for (uint32_t i = place->before; i > place->first && place->before - i < reach; i--) {
        if (ends_clause(token(place, i - 1)))
            return false;
        if (glosa_word_list_has(words, token(place, i - 1)))
            return true;
    }
    return false;
}

static bool is_behind(const place *place, const glosa_word_list *words, uint32_t reach)
{
    for (uint32_t i = place->behind; i < place->end && i - place->behind < reach; i++) {
        if (glosa_word_list_has(words, token(place, i)))
            return true;
    }
    return false;
}

/* `40 mEq de`, `1 ampolla de`, `1.000 µg/día de` */
static bool is_portion_before(const place *place)
{
    uint32_t at = place->before;
    if (at < place->first + 3 || (!glosa_string_is(token(place, at - 1), "de") &&
                                  !glosa_string_is(token(place, at - 1), "of")))
        return false;
    at -= at >= place->first + 5 && glosa_string_is(token(place, at - 3), "/") ? 4 : 2;
    glosa_string unit = token(place, at);
    if (is_number(unit))
        return glosa_word_list_has(&place->giving->units, unit_of(unit));
    return at > place->first && glosa_word_list_has(&place->giving->units, unit) &&
           is_number(token(place, at - 1));
}

/* The value behind the mention, `: 4,1 mmol/l`, `(1 g)`, `a 2 lpm`. */
typedef enum value { NONE, AMOUNT, CONCENTRATION } value;

static value value_behind(const place *place)
{
    uint32_t at = place->behind;
    while (at < place->end && at - place->behind < REACH_VALUE && !is_number(token(place, at)))
        at++;
    if (at == place->end || !is_number(token(place, at)))
        return NONE;
    glosa_string unit = unit_of(token(place, at++));
    if (unit.size == 0 && at < place->end)
        unit = token(place, at++);
    if (!glosa_word_list_has(&place->giving->units, unit) || unit.size == 0)
        return NONE;
    bool by = at + 1 < place->end && glosa_string_is(token(place, at), "/");
    return by && glosa_word_list_has(&place->giving->volumes, token(place, at + 1))
               ? CONCENTRATION : AMOUNT;
}

/* Whether only amounts, commas and such words stand between a token and the mention. */
static bool is_listed_behind(const place *place, uint32_t from)
{
    if (from > place->before || place->before - from > REACH_LIST || from == place->before)
        return false;
    for (uint32_t i = from; i < place->before; i++) {
        glosa_string text = token(place, i);
        if (!is_number(text) && !glosa_word_list_has(&place->giving->links, text) &&
            !glosa_word_list_has(&place->giving->units, text))
            return false;
    }
    return true;
}

static bool is_measured(const place *place)
{
    return is_before(place, &place->giving->measured_before, REACH_BEFORE - 1) ||
           is_behind(place, &place->giving->measured_behind, 1) ||
           value_behind(place) == CONCENTRATION;
}

static bool is_given(const place *place)
{
    return is_portion_before(place) || value_behind(place) == AMOUNT ||
           is_before(place, &place->giving->before, REACH_BEFORE) ||
           is_behind(place, &place->giving->behind, REACH_BEHIND);
}

/* `drug_end`: the first token behind the last drug before the mention; 0 where there is none. */
static bool is_drug(const place *place, bool medicine, uint32_t drug_end)
{
    if (is_measured(place))
        return false;
    return medicine || is_given(place) || (drug_end && is_listed_behind(place, drug_end));
}

/* Sets the tokens of the sentence around the mention, from those of the mention before it on. */
static void move_to(place *place, const glosa_mention *mention)
{
    const glosa_document *document = place->document;
    glosa_span sentence = document->sentences.items[mention->sentence].span;
    uint32_t count = document->tokens.size;
    while (place->first < count &&
           document->tokens.items[place->first].span.start < sentence.start)
        place->first++;
    place->before = place->before > place->first ? place->before : place->first;
    while (place->before < count &&
           document->tokens.items[place->before].span.end <= mention->span.start)
        place->before++;
    place->behind = place->before;
    while (place->behind < count &&
           document->tokens.items[place->behind].span.start < mention->span.end)
        place->behind++;
    place->end = place->end > place->behind ? place->end : place->behind;
    while (place->end < count && document->tokens.items[place->end].span.start < sentence.end)
        place->end++;
}

void glosa_giving_decide(const glosa_giving *giving, glosa_document *document)
{
    place place = {.giving = giving, .document = document};
    uint32_t drug_end = 0, drug_sentence = 0;
    for (uint32_t i = 0; i < document->mentions.size; i++) {
        glosa_mention *mention = &document->mentions.items[i];
        uint32_t best = document->candidates.items[mention->first_candidate].entry;
        glosa_string kind = document->entries.items[best].kind;
        bool drug = glosa_string_is(kind, "drug");
        if (mention->kind.size || (!drug && !glosa_string_is(kind, "chemical")))
            continue;
        glosa_string text = glosa_document_text(document, mention->span);
        bool medicine = glosa_word_list_has(&giving->medicines, text);
        move_to(&place, mention);
        if (medicine || glosa_word_list_has(&giving->substances, text)) {
            bool was = drug;
            drug = is_drug(&place, medicine,
                           drug_sentence == mention->sentence ? drug_end : 0);
            if (drug != was)
                mention->kind = drug ? GLOSA_LITERAL("drug") : GLOSA_LITERAL("chemical");
        }
        if (drug) {
            drug_end = place.behind;
            drug_sentence = mention->sentence;
        }
    }
}

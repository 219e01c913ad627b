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
        {&giving->diagnostics, GLOSA_RESOLVE_DATA(given_diagnostics)},
        {&giving->proteins, GLOSA_RESOLVE_DATA(given_proteins)},
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
    glosa_word_list_free(&giving->diagnostics);
    glosa_word_list_free(&giving->proteins);
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

/* `40 mEq de`, `1 ampolla de`, `1.000 µg/día de`, `50 U/kg/d de`, but not `0,5 g/l de` */
static bool is_portion_before(const place *place)
{
    uint32_t at = place->before;
    if (at < place->first + 3 || (!glosa_string_is(token(place, at - 1), "de") &&
                                  !glosa_string_is(token(place, at - 1), "of")))
        return false;
    at -= 2;
    if (glosa_string_is(token(place, at - 1), "/") && !glosa_string_is(token(place, at), "d") &&
        glosa_word_list_has(&place->giving->volumes, token(place, at)))
        return false;
    while (at >= place->first + 2 && glosa_string_is(token(place, at - 1), "/"))
        at -= 2;
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

/* Whether a token is a number, alone or with a unit: 400mg, 12h, 1-0-1, but not 99mTc. */
static bool is_amount(const place *place, glosa_string text)
{
    glosa_string unit = unit_of(text);
    bool letter = unit.size && glosa_is_ascii_letter(unit.data[0]);
    return is_number(text) && (!letter || glosa_word_list_has(&place->giving->units, unit) ||
                               glosa_word_list_has(&place->giving->links, unit));
}

/* Whether only amounts, commas and such words stand between a token and the mention. */
static bool is_listed_behind(const place *place, uint32_t from)
{
    if (from > place->before || place->before - from > REACH_LIST || from == place->before)
        return false;
    for (uint32_t i = from; i < place->before; i++) {
        glosa_string text = token(place, i);
        if (!is_amount(place, text) && !glosa_word_list_has(&place->giving->links, text) &&
            !glosa_word_list_has(&place->giving->units, text))
            return false;
    }
    return true;
}

static bool is_measured(const place *place)
{
    return is_before(place, &place->giving->measured_before, REACH_BEFORE - 1) ||
           is_behind(place, &place->giving->measured_behind, 1) ||
           (value_behind(place) == CONCENTRATION && !is_portion_before(place));
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

/* --- what becomes of mentions --- */

/* Goes through the mentions of a document; the last drug ends before token `drug_end`. */
typedef struct decision {
    place place;
    glosa_document *document;
    uint32_t drug_end, drug_sentence;
} decision;

static const glosa_entry *entry_of(const glosa_document *document, const glosa_mention *mention)
{
    uint32_t best = document->candidates.items[mention->first_candidate].entry;
    return &document->entries.items[best];
}

static bool is_drug_there(const decision *it, const glosa_mention *mention, bool drug)
{
    const glosa_giving *giving = it->place.giving;
    const glosa_entry *entry = entry_of(it->document, mention);
    glosa_string text = glosa_document_text(it->document, mention->span);
    if (glosa_word_list_has(&giving->diagnostics, text) ||
        glosa_word_list_has(&giving->diagnostics, entry->preferred))
        return false;
    bool medicine = glosa_word_list_has(&giving->medicines, text);
    if (!medicine && !glosa_word_list_has(&giving->substances, text))
        return drug;
    return is_drug(&it->place, medicine,
                   it->drug_sentence == mention->sentence ? it->drug_end : 0);
}

static void decide_substance(decision *it, glosa_mention *mention, bool drug)
{
    move_to(&it->place, mention);
    bool there = is_drug_there(it, mention, drug);
    if (there != drug)
        mention->kind = there ? GLOSA_LITERAL("drug") : GLOSA_LITERAL("chemical");
    if (there) {
        it->drug_end = it->place.behind;
        it->drug_sentence = mention->sentence;
    }
}

/* Whether a mention is one of our proteins: those of other species are given in experiments. */
static bool is_medicine(const decision *it, const glosa_mention *mention)
{
    const glosa_entry *entry = entry_of(it->document, mention);
    bool ours = glosa_string_is(entry->kind, "family") ||
                (glosa_string_is(entry->kind, "gene") &&
                 glosa_string_starts(entry->curie, "hgnc:"));
    return ours && glosa_word_list_has(&it->place.giving->proteins,
                                       glosa_document_text(it->document, mention->span));
}

/* Whether the mention explains what stands before it: filgrastim (G-CSF). */
static bool is_bracketed(const place *place)
{
    return place->before > place->first && glosa_string_is(token(place, place->before - 1), "(");
}

/* `insulin therapy`: of a substance, oxygen therapy, it names what is done. */
static bool is_therapy(const place *place)
{
    return place->behind < place->end && (glosa_string_is(token(place, place->behind), "therapy") ||
                                          glosa_string_is(token(place, place->behind), "terapia"));
}

/* Adds a drug over the mention of a protein that is given. */
static glosa_status decide_protein(decision *it, uint32_t i, glosa_error *error)
{
    glosa_document *document = it->document;
    glosa_mention protein = document->mentions.items[i];
    if (!is_medicine(it, &protein))
        return GLOSA_OK;
    move_to(&it->place, &protein);
    bool listed = it->drug_sentence == protein.sentence && !is_bracketed(&it->place);
    if (!is_therapy(&it->place) && !is_drug(&it->place, false, listed ? it->drug_end : 0))
        return GLOSA_OK;
    glosa_mention *given = GLOSA_ARRAY_ADD(&document->arena, &document->mentions);
    if (!given)
        return glosa_fail_memory(error, "resolve");
    *given = protein;
    given->kind = GLOSA_LITERAL("drug");
    given->method = GLOSA_LITERAL("given");
    it->drug_end = it->place.behind;
    it->drug_sentence = protein.sentence;
    return GLOSA_OK;
}

glosa_status glosa_giving_decide(const glosa_giving *giving, glosa_document *document,
                                 glosa_error *error)
{
    decision it = {.place = {.giving = giving, .document = document}, .document = document};
    uint32_t count = document->mentions.size;
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < count && status == GLOSA_OK; i++) {
        glosa_mention *mention = &document->mentions.items[i];
        glosa_string kind = entry_of(document, mention)->kind;
        bool drug = glosa_string_is(kind, "drug");
        if (mention->kind.size)
            continue;
        if (drug || glosa_string_is(kind, "chemical"))
            decide_substance(&it, mention, drug);
        else
            status = decide_protein(&it, i, error);
    }
    if (document->mentions.size > count)
        glosa_document_sort_mentions(document);
    return status;
}

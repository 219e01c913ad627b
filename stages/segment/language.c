/* The language of blocks, sentences, sections and the document.
 *
 * Function words decide nearly always, and cost one table look-up a word. What the format
 * declares, and the blocks around, are the prior of whatever is too short to tell. Only blocks
 * whose words fit neither language, nor Portuguese, go to libexttextcat, which compares n-grams. */
#include "stages/segment/segment.h"

/* Words that a decision needs, and the lead after which a sentence needs no further words. */
enum {
    FEW_WORDS = 4,
    PORTUGUESE_WORDS = 3,
    TEXTCAT_WORDS = 8,
    SENTENCE_ENOUGH = 4,
    TALLY_SIZE = 12,
};

static const glosa_string no_language = {NULL, 0};
#define ENGLISH    GLOSA_LITERAL("en")
#define SPANISH    GLOSA_LITERAL("es")
#define PORTUGUESE GLOSA_LITERAL("pt")
#define UNDECIDED  GLOSA_LITERAL("und")

static bool is_ours(glosa_string language)
{
    return glosa_string_is(language, "en") || glosa_string_is(language, "es");
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* Words of the other languages outnumber those of both of ours. */
static bool fits_neither(const glosa_evidence *evidence)
{
    uint32_t ours = larger(evidence->en, evidence->es);
    return evidence->words >= TEXTCAT_WORDS && evidence->other > ours + ours / 5 + 1;
}

/* The language of what fits neither of ours. Many Spanish journals print Portuguese, too, which its
 * words tell from the others; only those, and short texts, cost n-grams. */
static glosa_string third_language(glosa_segmenting *work, const glosa_evidence *evidence,
                                   glosa_string text)
{
    if (evidence->pt >= PORTUGUESE_WORDS && evidence->pt > 3 * evidence->not_pt)
        return PORTUGUESE;
    return glosa_textcat_language(work->scratch, text);
}

static uint32_t english_score(const glosa_evidence *evidence)
{
    return 3 * evidence->en + evidence->en_endings;
}

static uint32_t spanish_score(const glosa_evidence *evidence)
{
    uint32_t letters = evidence->es_letters < 3 ? evidence->es_letters : 3;
    return 3 * evidence->es + evidence->es_endings + letters;
}

/* The better of English and Spanish where it leads by `lead` points, a word being three. */
static glosa_string better(const glosa_evidence *evidence, uint32_t lead)
{
    uint32_t en = english_score(evidence), es = spanish_score(evidence);
    if (en >= es + lead)
        return ENGLISH;
    return es >= en + lead ? SPANISH : no_language;
}

/* In references, whose authors have Spanish names in every language, only words count. */
static void forget_names(glosa_evidence *evidence)
{
    evidence->es_letters = evidence->es_endings = evidence->en_endings = 0;
}

/* --- blocks --- */

static glosa_string declared_of(const glosa_segmenting *work, const glosa_unit *unit)
{
    return unit->block->language.size ? unit->block->language
                                      : work->document->metadata.language;
}

/* Declared by the block itself: right unless its words say the contrary loudly. */
static glosa_string declared_language(const glosa_unit *unit)
{
    uint32_t en = english_score(&unit->evidence), es = spanish_score(&unit->evidence);
    if (glosa_string_is(unit->block->language, "es") && en > 4 * es + 24)
        return ENGLISH;
    if (glosa_string_is(unit->block->language, "en") && es > 4 * en + 24)
        return SPANISH;
    return unit->block->language;
}

static glosa_string language_of_unit(glosa_segmenting *work, const glosa_unit *unit)
{
    glosa_evidence own = unit->evidence, *evidence = &own;
    glosa_string text = glosa_document_text(work->document, unit->span);
    bool entry = unit->section == GLOSA_SECTION_REFERENCES;
    if (entry)
        forget_names(&own);
    if (unit->block->language.size)
        return declared_language(unit);
    if (evidence->words < (entry ? FEW_WORDS + 1u : FEW_WORDS))
        return no_language;
    if (fits_neither(evidence))
        return third_language(work, evidence, text);
    /* Two words in references: `et al.` has one that looks Spanish. */
    return better(evidence, entry ? 6 : evidence->words < 12 ? 4 : 7);
}

static bool any_decided(const glosa_segmenting *work)
{
    for (uint32_t i = 0; i < work->units.size; i++) {
        if (work->units.items[i].language.size)
            return true;
    }
    return false;
}

/* Where no words decide anywhere, nor the format, n-grams may. */
static void ask_textcat(glosa_segmenting *work)
{
    if (any_decided(work))
        return;
    for (uint32_t i = 0; i < work->units.size; i++) {
        glosa_unit *unit = &work->units.items[i];
        const glosa_evidence *evidence = &unit->evidence;
        if (evidence->words < TEXTCAT_WORDS)
            continue;
        glosa_string text = glosa_document_text(work->document, unit->span);
        glosa_string found = glosa_textcat_language(work->scratch, text);
        if (is_ours(found) || evidence->other > 1)
            unit->language = found;
    }
}

/* What a block without a language of its own takes from those before it, else from those after
 * it: references from references only, so that a Spanish article's list stays English. */
static void inherit(glosa_segmenting *work)
{
    for (int pass = 0; pass < 3; pass++) {
        glosa_string text = no_language, entries = no_language;
        for (uint32_t n = 0; n < work->units.size; n++) {
            glosa_unit *unit = &work->units.items[pass == 1 ? work->units.size - 1 - n : n];
            bool entry = unit->section == GLOSA_SECTION_REFERENCES && !unit->heading;
            glosa_string *last = entry ? &entries : &text;
            bool heading = unit->heading && pass == 0;
            if (unit->language.size)
                *last = unit->language;
            else if (!heading) /* a heading goes with what follows it */
                unit->language = *last;
        }
    }
}

void glosa_languages_of_units(glosa_segmenting *work)
{
    for (uint32_t i = 0; i < work->units.size; i++) {
        glosa_unit *unit = &work->units.items[i];
        unit->language = language_of_unit(work, unit);
        if (!unit->language.size && unit->section != GLOSA_SECTION_REFERENCES)
            unit->language = declared_of(work, unit);
    }
    ask_textcat(work);
    inherit(work);
    for (uint32_t i = 0; i < work->units.size; i++) {
        if (!work->units.items[i].language.size)
            work->units.items[i].language = UNDECIDED;
    }
}

/* --- sentences --- */

/* Both of ours were tried and neither is meant: the prior is another language, or none. */
static glosa_string against_other(const glosa_evidence *evidence, glosa_string prior)
{
    bool undecided = glosa_string_is(prior, "und");
    uint32_t ours = larger(evidence->en, evidence->es);
    glosa_string found = better(evidence, undecided ? 4 : 9);
    if (!found.size || (!undecided && (evidence->other * 2 > ours || ours < FEW_WORDS)))
        return prior;
    return found;
}

/* Whether a sentence is all of its unit and its words say the same, as they do unless the unit's
 * went on when one language was far enough ahead for a sentence. */
static bool is_unit(const glosa_unit *unit, glosa_span span)
{
    return span.start == unit->span.start && span.end == unit->span.end &&
           span.end - span.start <= GLOSA_EVIDENCE_BYTES &&
           unit->evidence.lead <= SENTENCE_ENOUGH;
}

static glosa_evidence evidence_of_sentence(const glosa_segmenting *work, const glosa_unit *unit,
                                           glosa_span span)
{
    glosa_evidence evidence = {0};
    if (is_unit(unit, span))
        return unit->evidence;
    glosa_words_count(&work->shared->words, glosa_document_text(work->document, span),
                      SENTENCE_ENOUGH, &evidence);
    return evidence;
}

static glosa_string language_of_sentence(glosa_segmenting *work, const glosa_unit *unit,
                                         glosa_span span)
{
    glosa_string prior = unit->language;
    glosa_evidence evidence = evidence_of_sentence(work, unit, span);
    glosa_string text = glosa_document_text(work->document, span);
    if (unit->section == GLOSA_SECTION_REFERENCES)
        forget_names(&evidence);
    if (evidence.words < FEW_WORDS)
        return prior;
    if (!is_ours(prior))
        return against_other(&evidence, prior);
    if (fits_neither(&evidence)) {
        if (is_unit(unit, span) && !unit->block->language.size)
            return prior;       /* n-grams were asked for the unit */
        glosa_string found = third_language(work, &evidence, text);
        return found.size ? found : prior;
    }
    bool entry = unit->section == GLOSA_SECTION_REFERENCES;
    glosa_string found = better(&evidence, entry ? 6 : 5);
    return found.size ? found : prior;
}

/* --- sections and document: most bytes win --- */

typedef struct language_tally {
    glosa_string languages[TALLY_SIZE];
    uint64_t bytes[TALLY_SIZE];
} language_tally;

static void tally_add(language_tally *tally, glosa_string language, uint64_t bytes)
{
    for (size_t i = 0; i < TALLY_SIZE; i++) {
        if (!tally->languages[i].size)
            tally->languages[i] = language;
        if (glosa_string_equal(tally->languages[i], language)) {
            tally->bytes[i] += bytes;
            return;
        }
    }
}

/* The most frequent language; undecided only where there is no other. */
static glosa_string tally_winner(const language_tally *tally)
{
    size_t best = TALLY_SIZE;
    for (size_t i = 0; i < TALLY_SIZE && tally->languages[i].size; i++) {
        if (!glosa_string_is(tally->languages[i], "und") &&
            (best == TALLY_SIZE || tally->bytes[i] > tally->bytes[best]))
            best = i;
    }
    return best == TALLY_SIZE ? UNDECIDED : tally->languages[best];
}

static void settle_sections(glosa_document *document)
{
    uint32_t sentence = 0;
    for (uint32_t i = 0; i < document->sections.size; i++) {
        language_tally tally = {0};
        for (; sentence < document->sentences.size &&
               document->sentences.items[sentence].section == i;
             sentence++) {
            const glosa_sentence *row = &document->sentences.items[sentence];
            tally_add(&tally, row->language, row->span.end - row->span.start);
        }
        document->sections.items[i].language = tally_winner(&tally);
    }
}

static bool is_text(glosa_section_kind kind)
{
    return kind != GLOSA_SECTION_REFERENCES && kind != GLOSA_SECTION_BOILERPLATE &&
           kind != GLOSA_SECTION_AFFILIATION;
}

static void settle_document(glosa_document *document)
{
    language_tally text = {0}, all = {0};
    for (uint32_t i = 0; i < document->sentences.size; i++) {
        const glosa_sentence *row = &document->sentences.items[i];
        uint64_t bytes = row->span.end - row->span.start;
        tally_add(&all, row->language, bytes);
        if (is_text(document->sections.items[row->section].kind))
            tally_add(&text, row->language, bytes);
    }
    document->metadata.language = tally_winner(text.languages[0].size ? &text : &all);
}

void glosa_languages_of_sentences(glosa_segmenting *work)
{
    glosa_document *document = work->document;
    uint32_t unit = 0;
    for (uint32_t i = 0; i < document->sentences.size; i++) {
        glosa_sentence *sentence = &document->sentences.items[i];
        while (unit + 1 < work->units.size &&
               work->units.items[unit].span.end <= sentence->span.start)
            unit++;
        sentence->language =
            language_of_sentence(work, &work->units.items[unit], sentence->span);
    }
    settle_sections(document);
    if (!document->metadata.language.size)
        settle_document(document);
}

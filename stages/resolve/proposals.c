#include "stages/resolve/proposals.h"

#include "dictionaries/match/taxon.h"
#include "pipeline/text/runs.h"
#include "stages/resolve/places.h"

enum { LONGEST_SHOUTED = 5, LEAST_SHOUTED = 20, ENTRIES_AHEAD = 8 };

/* A flag that no name has. */
#define NOT_OURS (UINT32_C(1) << 31)

/* Below this agreement of capitals a hit is another word. */
static const float least_agreement = 0.5f;

/* How much a role says of the entity, other things being equal. */
static const struct {
    const char *role;
    float weight;
} role_weights[] = {
    {"preferred", 1.0f}, {"symbol", 0.96f}, {"synonym", 0.95f},     {"brand", 0.94f},
    {"code", 0.94f},     {"formula", 0.93f}, {"abbreviation", 0.9f}, {"previous", 0.96f},
};

static float role_weight(glosa_string role)
{
    for (size_t i = 0; i < sizeof role_weights / sizeof *role_weights; i++) {
        if (glosa_string_is(role, role_weights[i].role))
            return role_weights[i].weight;
    }
    return 0.9f;
}

/* A fusion is an entity with the genes that it joins among its cross-references. */
static bool is_fusion(const glosa_entry *entry)
{
    glosa_string rest = entry->xrefs, xref;
    unsigned genes = 0;
    if (!glosa_string_is(entry->kind, "gene"))
        return false;
    while (rest.size && glosa_string_next(&rest, '|', &xref))
        genes += glosa_string_starts(xref, "hgnc:");
    return genes >= 2;
}

static const char *method_of(const glosa_entry *entry)
{
    if (is_fusion(entry))
        return "fusion";
    bool listed = entry->rule.size == 0 || glosa_string_is(entry->rule, "orthologue");
    return listed ? "dictionary" : "variant";
}

bool glosa_is_protein(glosa_string kind)
{
    return glosa_string_is(kind, "gene") || glosa_string_is(kind, "family");
}

/* Ways other than by its own spelling in which the tagger found a name, as the rule tells, and how
 * sure that is in the place of an agreement of capitals. */
typedef struct manner {
    const char *rule;           /* or how it begins */
    const char *method;
    float agreement;
    bool part;                  /* what is written is a part of a name, whatever it says itself */
} manner;

static const manner manners[] = {
    {"coordination", "coordination", 0.9f, true},
    {"range ", "range", 0.9f, true},
    {"look-alike", "look-alike", 0.9f, false},
    {"fuzzy", "fuzzy", 0.7f, false},
    {"rejoined", "variant", 0.9f, false},
};

/* NULL for a name that stands there as it is. */
static const manner *manner_of(glosa_string rule)
{
    for (size_t i = 0; rule.size && i < sizeof manners / sizeof *manners; i++) {
        if (glosa_string_starts(rule, manners[i].rule))
            return &manners[i];
    }
    return NULL;
}

/* Whether hit number `hit` is a family whose name lists members that are found by themselves: the
 * family ERK1/2 is no mention beside ERK1 and ERK2. */
static bool lists_members(const glosa_document *document, uint32_t hit)
{
    const glosa_hit *hits = document->hits.items;
    glosa_span span = hits[hit].span;
    glosa_string text = glosa_document_text(document, span);
    if (!glosa_string_is(document->entries.items[hits[hit].entry].kind, "family") ||
        !memchr(text.data, '/', text.size))
        return false;
    for (uint32_t i = hit + 1; i < document->hits.size && hits[i].span.start < span.end; i++) {
        if (hits[i].span.end == span.end &&
            glosa_string_is(document->entries.items[hits[i].entry].rule, "coordination"))
            return true;
    }
    return false;
}

glosa_status glosa_proposals_add(glosa_proposals *proposals, glosa_proposal proposal,
                                 glosa_error *error)
{
    glosa_proposal *added = GLOSA_ARRAY_ADD(&proposals->document->arena, &proposals->all);
    if (!added)
        return glosa_fail_memory(error, "resolve");
    *added = proposal;
    return GLOSA_OK;
}

/* The species of every entry, and those of the article where it matters. */
static glosa_status find_species(glosa_proposals *proposals, glosa_error *error)
{
    glosa_document *document = proposals->document;
    proposals->taxa = glosa_arena_alloc(&document->arena,
                                        document->entries.size * sizeof *proposals->taxa);
    if (!proposals->taxa)
        return glosa_fail_memory(error, "resolve");
    const glosa_entry *entries = document->entries.items;
    for (uint32_t i = 0; i < document->entries.size; i++) {
        /* The texts lie in a large dictionary, which is in no cache: asked for in time. */
        if (i + ENTRIES_AHEAD < document->entries.size) {
            __builtin_prefetch(entries[i + ENTRIES_AHEAD].curie.data);
            __builtin_prefetch(entries[i + ENTRIES_AHEAD].xrefs.data);
        }
        uint32_t taxon = glosa_taxon_of(entries[i].curie, entries[i].xrefs);
        proposals->taxa[i] = taxon;
        proposals->foreign |= taxon != GLOSA_TAXON_NONE && taxon != GLOSA_TAXON_HUMAN;
    }
    return proposals->foreign ? glosa_species_find(&proposals->species,
                                                   &proposals->lists->species, document, error)
                              : GLOSA_OK;
}

/* Whether a hit is the gene of a species that the article does not name. A hint at it is enough
 * where the name is that of a human gene, too, with no more flags than here (`ours`). */
static bool is_foreign(const glosa_proposals *proposals, uint32_t entry, uint32_t ours)
{
    uint32_t taxon = proposals->taxa[entry];
    bool hints = (ours & ~proposals->document->entries.items[entry].flags) == 0;
    return taxon != GLOSA_TAXON_NONE && taxon != GLOSA_TAXON_HUMAN &&
           !glosa_species_has(&proposals->species, taxon, hints);
}

/* The flags of the first human gene over the span of number `first`, which is the first hit of it;
 * NOT_OURS where there is none. */
static uint32_t flags_of_ours(const glosa_proposals *proposals, uint32_t first)
{
    const glosa_document *document = proposals->document;
    glosa_span span = document->hits.items[first].span;
    for (uint32_t i = first; i < document->hits.size; i++) {
        const glosa_hit *hit = &document->hits.items[i];
        if (hit->span.start != span.start || hit->span.end != span.end)
            break;
        if (proposals->taxa[hit->entry] == GLOSA_TAXON_HUMAN)
            return document->entries.items[hit->entry].flags;
    }
    return NOT_OURS;
}

/* Adds the letters of a word, unless it has a digit, as symbols do. */
static void count_letters(glosa_string word, size_t *lower, size_t *upper)
{
    size_t small = 0, capital = 0;
    for (size_t i = 0; i < word.size; i++) {
        if (glosa_is_ascii_digit(word.data[i]))
            return;
        small += word.data[i] >= 'a' && word.data[i] <= 'z';
        capital += word.data[i] >= 'A' && word.data[i] <= 'Z';
    }
    *lower += small;
    *upper += capital;
}

/* Whether a text has more capitals than a heading that is all capitals has at least. */
static bool has_many_capitals(glosa_string text)
{
    unsigned capitals = 0;
    for (size_t at = 0; at < text.size && capitals <= LEAST_SHOUTED; at += 8)
        capitals += glosa_bytes_count(glosa_bytes_capitals(glosa_bytes_at(text, at)));
    return capitals > LEAST_SHOUTED;
}

/* Capitals tell nothing in a heading that is all capitals; the names themselves do not make it
 * one, so that a list of symbols is none. `hit`: the first of the sentence. */
static bool is_shouted(const glosa_document *document, uint32_t sentence, uint32_t hit)
{
    const glosa_hit *hits = document->hits.items;
    glosa_string text = glosa_document_text(document, document->sentences.items[sentence].span);
    glosa_string word;
    size_t lower = 0, upper = 0, named = 0;
    if (!has_many_capitals(text))
        return false;
    while (text.size && glosa_string_next(&text, ' ', &word)) {
        size_t start = (size_t)(word.data - document->text.data), end = start + word.size;
        for (; hit < document->hits.size && hits[hit].span.start < end; hit++)
            named = hits[hit].span.end > named ? hits[hit].span.end : named;
        if (named <= start)
            count_letters(word, &lower, &upper);
    }
    return upper > LEAST_SHOUTED && lower * 5 < upper;
}

/* Why a gene may be another word, which the rest of the article can outweigh. */
static unsigned weakness_of(const glosa_proposals *proposals, const glosa_entry *entry,
                            glosa_string text, glosa_string language, float agreement)
{
    return (agreement < least_agreement ? GLOSA_WEAK_CASE : 0) |
           (glosa_is_ordinary_word(proposals->lists, text, language) ? GLOSA_WEAK_WORD : 0) |
           (glosa_is_protein(entry->kind) ? 0 : GLOSA_WEAK_KIND);
}

/* Whether such a text could be a gene at all: one of three letters or more, none with an accent and
 * no plural of capitals, of a name that may have other capitals; an ordinary word only with
 * capitals or digits that say something, which the capital that begins a sentence does not. */
static bool may_be_weak(const glosa_entry *entry, glosa_string text, unsigned weakness, bool begins)
{
    size_t telling = 0, letters = 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool capital = c >= 'A' && c <= 'Z';
        telling += glosa_is_ascii_digit(c) || (capital && !(begins && i == 0));
        letters += c != ' ' && c != '-';
    }
    bool plural = entry->rule.size == 0 && glosa_is_plural_of_capitals(text);
    return !(weakness & GLOSA_WEAK_KIND) && !(entry->flags & GLOSA_NAME_CASE) && letters >= 3 &&
           !glosa_has_accent(text) && !plural && (telling || !(weakness & GLOSA_WEAK_WORD));
}

/* What is known of the place of a hit. */
typedef struct place {
    uint32_t sentence;
    uint32_t start;             /* of the sentence */
    bool shouted;               /* the sentence is all capitals */
    uint32_t ours;              /* see flags_of_ours */
} place;

static glosa_status propose(glosa_proposals *proposals, const glosa_hit *hit, place place,
                            glosa_error *error)
{
    const glosa_document *document = proposals->document;
    const glosa_entry *entry = &document->entries.items[hit->entry];
    glosa_string text = glosa_document_text(document, hit->span);
    glosa_string language = document->sentences.items[place.sentence].language;
    if (is_foreign(proposals, hit->entry, place.ours))
        return GLOSA_OK;
    const manner *manner = manner_of(entry->rule);
    bool part = manner && manner->part;
    if (part && !glosa_completion_agrees(text, entry))
        return GLOSA_OK;
    float agreement = manner ? manner->agreement : glosa_case_agreement(text, entry);
    unsigned weakness = part ? 0 : weakness_of(proposals, entry, text, language, agreement);
    bool weak = (weakness & ~(unsigned)GLOSA_WEAK_KIND) != 0;
    if (weak && !may_be_weak(entry, text, weakness, hit->span.start == place.start))
        return GLOSA_OK;
    bool needs_context = (entry->flags & GLOSA_NAME_NEEDS_CONTEXT) ||
                         glosa_is_of_spanish(entry, language);
    bool shouted = place.shouted && text.size <= LONGEST_SHOUTED;
    float score = weak ? least_agreement : agreement;
    glosa_proposal proposal = {
        .span = hit->span,
        .entry = hit->entry,
        .sentence = place.sentence,
        .score = score * role_weight(entry->role) * (needs_context ? 0.8f : 1.0f),
        .agreement = agreement,
        .weak = weak,
        .shouted = shouted,
        .doubtful = weak || needs_context || shouted,
        .shadow = (entry->flags & GLOSA_NAME_NEVER_ALONE) != 0 && !part,
        .method = manner ? manner->method : method_of(entry),
    };
    return glosa_proposals_add(proposals, proposal, error);
}

glosa_status glosa_proposals_of_hits(glosa_proposals *proposals, glosa_error *error)
{
    const glosa_document *document = proposals->document;
    uint32_t sentence = 0;
    place place = {.sentence = UINT32_MAX};
    glosa_span last = {0};
    glosa_status status = find_species(proposals, error);
    if (status)
        return status;
    for (uint32_t i = 0; i < document->hits.size; i++) {
        const glosa_hit *hit = &document->hits.items[i];
        if (i + ENTRIES_AHEAD < document->hits.size)
            __builtin_prefetch(document->entries.items[hit[ENTRIES_AHEAD].entry].name.data);
        while (sentence < document->sentences.size &&
               document->sentences.items[sentence].span.end <= hit->span.start)
            sentence++;
        if (sentence == document->sentences.size)
            break;
        glosa_span home = document->sentences.items[sentence].span;
        if (hit->span.start < home.start || hit->span.end > home.end ||
            glosa_is_out_of_place(document, hit, &document->sentences.items[sentence]) ||
            lists_members(document, i))
            continue;
        if (place.sentence != sentence)
            place.shouted = is_shouted(document, sentence, i);
        if (hit->span.start != last.start || hit->span.end != last.end)
            place.ours = flags_of_ours(proposals, i);
        place.sentence = sentence;
        place.start = home.start;
        last = hit->span;
        status = propose(proposals, hit, place, error);
        if (status)
            return status;
    }
    proposals->of_hits = proposals->all.size;
    return GLOSA_OK;
}

#include "stages/resolve/proposals.h"

/* Below this agreement of capitals a hit is another word. */
static const float least_agreement = 0.5f;

/* How much a role says of the entity, other things being equal. */
static const struct {
    const char *role;
    float weight;
} role_weights[] = {
    {"preferred", 1.0f}, {"symbol", 0.96f}, {"synonym", 0.95f},     {"brand", 0.94f},
    {"code", 0.94f},     {"formula", 0.93f}, {"abbreviation", 0.9f}, {"previous", 0.88f},
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
    while (rest.size && glosa_string_next(&rest, '|', &xref))
        genes += glosa_string_starts(xref, "hgnc:");
    return genes >= 2 && glosa_string_is(entry->kind, "gene");
}

static const char *method_of(const glosa_entry *entry)
{
    if (glosa_string_is(entry->rule, "coordination"))
        return "coordination";
    if (is_fusion(entry))
        return "fusion";
    return entry->rule.size ? "variant" : "dictionary";
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

/* Capitals tell nothing in a heading that is all capitals. */
static bool is_shouted(const glosa_document *document, uint32_t sentence)
{
    glosa_string text = glosa_document_text(document, document->sentences.items[sentence].span);
    size_t lower = 0, upper = 0;
    for (size_t i = 0; i < text.size; i++) {
        lower += text.data[i] >= 'a' && text.data[i] <= 'z';
        upper += text.data[i] >= 'A' && text.data[i] <= 'Z';
    }
    return upper > 20 && lower * 5 < upper;
}

static glosa_status propose(glosa_proposals *proposals, const glosa_hit *hit, uint32_t sentence,
                            glosa_error *error)
{
    const glosa_document *document = proposals->document;
    const glosa_entry *entry = &document->entries.items[hit->entry];
    glosa_string text = glosa_document_text(document, hit->span);
    glosa_string language = document->sentences.items[sentence].language;
    bool coordinated = glosa_string_is(entry->rule, "coordination");
    float agreement = coordinated ? 0.9f : glosa_case_agreement(text, entry);
    if (agreement < least_agreement || (entry->flags & GLOSA_NAME_NEVER_ALONE && !coordinated) ||
        (!coordinated && glosa_is_ordinary_word(proposals->lists, text, language)))
        return GLOSA_OK;
    bool needs_context = (entry->flags & GLOSA_NAME_NEEDS_CONTEXT) != 0;
    bool shouted = text.size <= 5 && is_shouted(document, sentence);
    glosa_proposal proposal = {
        .span = hit->span,
        .entry = hit->entry,
        .sentence = sentence,
        .score = agreement * role_weight(entry->role) * (needs_context ? 0.8f : 1.0f),
        .doubtful = needs_context || shouted,
        .method = method_of(entry),
    };
    return glosa_proposals_add(proposals, proposal, error);
}

glosa_status glosa_proposals_of_hits(glosa_proposals *proposals, glosa_error *error)
{
    const glosa_document *document = proposals->document;
    uint32_t sentence = 0;
    for (uint32_t i = 0; i < document->hits.size; i++) {
        const glosa_hit *hit = &document->hits.items[i];
        while (sentence < document->sentences.size &&
               document->sentences.items[sentence].span.end <= hit->span.start)
            sentence++;
        if (sentence == document->sentences.size)
            break;
        glosa_span home = document->sentences.items[sentence].span;
        if (hit->span.start < home.start || hit->span.end > home.end)
            continue;
        glosa_status status = propose(proposals, hit, sentence, error);
        if (status)
            return status;
    }
    return GLOSA_OK;
}

/* --- doubtful ones --- */

static glosa_string curie_of(const glosa_proposals *proposals, const glosa_proposal *proposal)
{
    return proposals->document->entries.items[proposal->entry].curie;
}

/* Whether a sure proposal elsewhere names the same entity by other words. */
static bool is_supported(const glosa_proposals *proposals, const glosa_proposal *doubtful)
{
    const glosa_document *document = proposals->document;
    glosa_string text = glosa_document_text(document, doubtful->span);
    glosa_string curie = curie_of(proposals, doubtful);
    for (uint32_t i = 0; i < proposals->all.size; i++) {
        const glosa_proposal *other = &proposals->all.items[i];
        if (!other->dropped && !other->doubtful &&
            glosa_string_equal(curie_of(proposals, other), curie) &&
            !glosa_string_equal(glosa_document_text(document, other->span), text))
            return true;
    }
    return false;
}

/* Neither a sure mention of something longer holds the span, nor does anything else. */
void glosa_proposals_settle(glosa_proposals *proposals)
{
    const glosa_document *document = proposals->document;
    for (uint32_t i = 0; i < proposals->all.size; i++) {
        glosa_proposal *proposal = &proposals->all.items[i];
        if (!proposal->doubtful || proposal->dropped)
            continue;
        glosa_string kind = document->entries.items[proposal->entry].kind;
        if (!is_supported(proposals, proposal) &&
            !glosa_has_context(proposals->lists, document, proposal->span, kind))
            proposal->dropped = true;
    }
}

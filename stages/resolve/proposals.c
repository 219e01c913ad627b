#include "stages/resolve/proposals.h"

#include "dictionaries/match/taxon.h"
#include "pipeline/text/fold.h"

enum { LONGEST_SHOUTED = 5 };

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
    if (!glosa_string_is(entry->kind, "gene"))
        return false;
    while (rest.size && glosa_string_next(&rest, '|', &xref))
        genes += glosa_string_starts(xref, "hgnc:");
    return genes >= 2;
}

static const char *method_of(const glosa_entry *entry)
{
    if (glosa_string_is(entry->rule, "coordination"))
        return "coordination";
    if (glosa_string_starts(entry->rule, "range "))
        return "range";
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

/* The species of every entry, and those of the article. */
static glosa_status find_species(glosa_proposals *proposals, glosa_error *error)
{
    glosa_document *document = proposals->document;
    proposals->taxa = glosa_arena_alloc(&document->arena,
                                        document->entries.size * sizeof *proposals->taxa);
    if (!proposals->taxa)
        return glosa_fail_memory(error, "resolve");
    for (uint32_t i = 0; i < document->entries.size; i++)
        proposals->taxa[i] = glosa_taxon_of(document->entries.items[i].curie,
                                            document->entries.items[i].xrefs);
    return glosa_species_find(&proposals->species, &proposals->lists->species, document, error);
}

/* Whether an entry is the gene of a species that the article does not speak of. */
static bool is_foreign(const glosa_proposals *proposals, uint32_t entry)
{
    uint32_t taxon = proposals->taxa[entry];
    return taxon != GLOSA_TAXON_NONE && taxon != GLOSA_TAXON_HUMAN &&
           !glosa_species_has(&proposals->species, taxon);
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

/* `shouted`: the sentence is all capitals. */
static glosa_status propose(glosa_proposals *proposals, const glosa_hit *hit, uint32_t sentence,
                            bool shouted, glosa_error *error)
{
    const glosa_document *document = proposals->document;
    const glosa_entry *entry = &document->entries.items[hit->entry];
    glosa_string text = glosa_document_text(document, hit->span);
    glosa_string language = document->sentences.items[sentence].language;
    bool between = glosa_string_starts(entry->rule, "range ");
    bool coordinated = between || glosa_string_is(entry->rule, "coordination");
    float agreement = coordinated ? 0.9f : glosa_case_agreement(text, entry);
    if (agreement < least_agreement || is_foreign(proposals, hit->entry) ||
        (!coordinated && glosa_is_ordinary_word(proposals->lists, text, language)))
        return GLOSA_OK;
    bool needs_context = (entry->flags & GLOSA_NAME_NEEDS_CONTEXT) != 0;
    glosa_proposal proposal = {
        .span = hit->span,
        .entry = hit->entry,
        .sentence = sentence,
        .score = agreement * role_weight(entry->role) * (needs_context ? 0.8f : 1.0f),
        .doubtful = needs_context || (shouted && text.size <= LONGEST_SHOUTED),
        .shadow = (entry->flags & GLOSA_NAME_NEVER_ALONE) != 0 && !coordinated,
        .method = method_of(entry),
    };
    return glosa_proposals_add(proposals, proposal, error);
}

glosa_status glosa_proposals_of_hits(glosa_proposals *proposals, glosa_error *error)
{
    const glosa_document *document = proposals->document;
    uint32_t sentence = 0, looked_at = UINT32_MAX;
    bool shouted = false;
    glosa_status status = find_species(proposals, error);
    if (status)
        return status;
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
        if (looked_at != sentence)
            shouted = is_shouted(document, sentence);
        looked_at = sentence;
        status = propose(proposals, hit, sentence, shouted, error);
        if (status)
            return status;
    }
    return GLOSA_OK;
}

/* --- doubtful ones --- */

/* The sure names of one entity in the article, as far as they support a doubtful one. */
typedef struct support {
    glosa_string curie;
    glosa_string text;          /* of its first sure mention; no data: there is none */
    bool varied;                /* another sure mention has another text */
} support;

typedef struct supports {
    support *slots;             /* no curie: a free slot */
    size_t count;               /* a power of two */
} supports;

static support *support_of(const supports *supports, glosa_string curie)
{
    uint64_t at = glosa_key_hash(GLOSA_KEY_HASH_START, curie.data, curie.size);
    for (at ^= at >> 29;; at++) {
        support *slot = &supports->slots[at & (supports->count - 1)];
        if (!slot->curie.data || glosa_string_equal(slot->curie, curie))
            return slot;
    }
}

static glosa_string curie_of(const glosa_proposals *proposals, const glosa_proposal *proposal)
{
    return proposals->document->entries.items[proposal->entry].curie;
}

static void add_support(const glosa_proposals *proposals, const supports *supports,
                        const glosa_proposal *sure)
{
    glosa_string curie = curie_of(proposals, sure);
    glosa_string text = glosa_document_text(proposals->document, sure->span);
    support *support = support_of(supports, curie);
    support->curie = curie;
    if (!support->text.data)
        support->text = text;
    support->varied |= !glosa_string_equal(support->text, text);
}

static glosa_status find_supports(const glosa_proposals *proposals, supports *supports,
                                  glosa_error *error)
{
    supports->count = 16;
    while (supports->count / 2 < proposals->document->entries.size)
        supports->count *= 2;
    supports->slots = glosa_arena_alloc(&proposals->document->arena,
                                        supports->count * sizeof *supports->slots);
    if (!supports->slots)
        return glosa_fail_memory(error, "resolve");
    for (uint32_t i = 0; i < proposals->all.size; i++) {
        const glosa_proposal *proposal = &proposals->all.items[i];
        if (!proposal->dropped && !proposal->doubtful && !proposal->shadow)
            add_support(proposals, supports, proposal);
    }
    return GLOSA_OK;
}

static bool is_protein(glosa_string kind)
{
    return glosa_string_is(kind, "gene") || glosa_string_is(kind, "family");
}

static bool is_supported(const glosa_proposals *proposals, const supports *supports,
                         const glosa_proposal *doubtful)
{
    const support *support = support_of(supports, curie_of(proposals, doubtful));
    glosa_string text = glosa_document_text(proposals->document, doubtful->span);
    return support->text.data &&
           (support->varied || !glosa_string_equal(support->text, text));
}

/* Whether a sure gene or family has the same span: the text is a protein, whichever it is. Those
 * of one span stand together. */
static bool is_sure_protein(const glosa_proposals *proposals, uint32_t number)
{
    const glosa_proposal *all = proposals->all.items;
    glosa_span span = all[number].span;
    uint32_t i = number;
    while (i > 0 && all[i - 1].span.start == span.start && all[i - 1].span.end == span.end)
        i--;
    for (; i < proposals->all.size && all[i].span.start == span.start && all[i].span.end == span.end;
         i++) {
        glosa_string kind = proposals->document->entries.items[all[i].entry].kind;
        if (!all[i].dropped && !all[i].doubtful && !all[i].shadow && is_protein(kind))
            return true;
    }
    return false;
}

glosa_status glosa_proposals_settle(glosa_proposals *proposals, glosa_error *error)
{
    const glosa_document *document = proposals->document;
    supports supports;
    glosa_status status = find_supports(proposals, &supports, error);
    for (uint32_t i = 0; i < proposals->all.size && status == GLOSA_OK; i++) {
        glosa_proposal *proposal = &proposals->all.items[i];
        if (!proposal->doubtful || proposal->dropped || proposal->shadow)
            continue;
        glosa_string kind = document->entries.items[proposal->entry].kind;
        proposal->dropped =
            !(is_protein(kind) && is_sure_protein(proposals, i)) &&
            !is_supported(proposals, &supports, proposal) &&
            !glosa_has_context(proposals->lists, document, proposal->span, kind);
    }
    return status;
}

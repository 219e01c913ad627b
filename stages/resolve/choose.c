/* The choice among proposals that overlap. */
#include "dictionaries/match/taxon.h"
#include "stages/resolve/proposals.h"

/* What the score of a candidate is worth whose species is less likely. */
static const float of_other_species = 0.5f;

enum { GENE, FAMILY, DRUG, CHEMICAL };
static const char *const kind_order[] = {
    [GENE] = "gene", [FAMILY] = "family", [DRUG] = "drug", [CHEMICAL] = "chemical"};

static unsigned kind_rank(glosa_string kind)
{
    unsigned rank = 0, count = sizeof kind_order / sizeof *kind_order;
    while (rank < count && !glosa_string_is(kind, kind_order[rank]))
        rank++;
    return rank;
}

/* A proposal with what decides between it and others, so that sorting needs no context. */
typedef struct ranked {
    glosa_proposal proposal;
    glosa_string curie;
    unsigned kind;
    size_t known;               /* of a substance: how much other sources say of it; oxygen is in
                                   all of them, the oxygen atom in one */
    unsigned flags;             /* how many the name has: what is curated has the fewest */
    unsigned between;           /* which of the names inside a range; 0: of none */
    bool coordinated;           /* completed by its neighbour, which tells more than a name */
    bool symbol;                /* the entity's own, not an alias */
    bool derived;               /* by a rule for variants, which tells less */
    float species;              /* how much speaks for the species of the gene there */
} ranked;

static bool is_substance(const ranked *it)
{
    return it->kind >= DRUG;
}

/* Genes and families before substances, each by what their names say of them, as settle_sides
 * presupposes. */
static int compare_strength(const ranked *a, const ranked *b)
{
    if (a->proposal.shadow != b->proposal.shadow)
        return a->proposal.shadow ? 1 : -1;
    if (a->coordinated != b->coordinated)
        return a->coordinated ? -1 : 1;
    if (is_substance(a) != is_substance(b))
        return is_substance(a) ? 1 : -1;
    if (!is_substance(a) && a->flags != b->flags)
        return a->flags < b->flags ? -1 : 1;
    if (a->derived != b->derived)
        return a->derived ? 1 : -1;
    if (is_substance(a) && a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->proposal.score != b->proposal.score)
        return a->proposal.score > b->proposal.score ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->known != b->known)
        return a->known > b->known ? -1 : 1;
    int order = glosa_string_compare(a->curie, b->curie);
    uint32_t left = a->proposal.entry, right = b->proposal.entry;
    return order ? order : (left > right) - (left < right);
}

/* Longer first, then by place, so that proposals of one span stand together, the best first. */
static int compare_ranked(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    glosa_span s = a->proposal.span, t = b->proposal.span;
    if (a->proposal.sentence != b->proposal.sentence)
        return a->proposal.sentence < b->proposal.sentence ? -1 : 1;
    if (s.end - s.start != t.end - t.start)
        return s.end - s.start > t.end - t.start ? -1 : 1;
    if (s.start != t.start)
        return s.start < t.start ? -1 : 1;
    if (a->between != b->between)
        return a->between < b->between ? -1 : 1;
    return compare_strength(a, b);
}

glosa_species_spot glosa_proposal_spot(const glosa_proposals *proposals,
                                       const glosa_proposal *proposal)
{
    const glosa_document *document = proposals->document;
    glosa_symbol_style style = glosa_style_of(glosa_document_text(document, proposal->span));
    return (glosa_species_spot){
        .span = proposal->span,
        .sentence = document->sentences.items[proposal->sentence].span,
        .rodent = style == GLOSA_STYLE_RODENT,
        .capitals = style == GLOSA_STYLE_CAPITALS,
    };
}

/* Whether two stand on the same side of all that compare_ranked looks at before it tells genes from
 * substances. */
static bool share_place(const ranked *a, const ranked *b)
{
    return a->proposal.span.start == b->proposal.span.start &&
           a->proposal.span.end == b->proposal.span.end && a->between == b->between &&
           a->proposal.shadow == b->proposal.shadow && a->coordinated == b->coordinated;
}

/* Whether the best substance of a place comes before its best gene or family: one that is written
 * as it is listed, that the article names in another way, too, or that is surer. */
static bool is_rather_substance(const ranked *protein, const ranked *substance)
{
    if (protein->derived != substance->derived)
        return protein->derived;
    if (protein->proposal.supported != substance->proposal.supported)
        return substance->proposal.supported;
    return substance->proposal.score > protein->proposal.score;
}

static void reverse(ranked *from, ranked *to)
{
    while (from < --to) {
        ranked first = *from;
        *from++ = *to;
        *to = first;
    }
}

/* Moves the substances of each place before its genes and families where the best of them comes
 * first. */
static void settle_sides(ranked *list, uint32_t count)
{
    for (uint32_t i = 0, end; i < count; i = end) {
        uint32_t substances = i;
        for (end = i; end < count && share_place(&list[i], &list[end]); end++)
            substances += !is_substance(&list[end]);
        if (substances == i || substances == end ||
            !is_rather_substance(&list[i], &list[substances]))
            continue;
        /* Reversed as a whole and in its parts, it has the parts at each other's place. */
        reverse(list + i, list + substances);
        reverse(list + substances, list + end);
        reverse(list + i, list + end);
    }
}

/* How much speaks for the species of what is proposed; what has none is taken for ours. */
static float score_species(const glosa_proposals *proposals, const glosa_proposal *proposal)
{
    uint32_t taxon = proposals->taxa[proposal->entry];
    if (!proposals->foreign)
        return 0;
    return glosa_species_score(&proposals->species, &proposals->lists->species,
                               taxon == GLOSA_TAXON_NONE ? GLOSA_TAXON_HUMAN : taxon,
                               glosa_proposal_spot(proposals, proposal));
}

/* The number of a name inside a range, which the tagger tells in its rule: `range 2`. */
static unsigned between_of(glosa_string rule)
{
    const size_t prefix = sizeof "range " - 1;
    bool inside = glosa_string_starts(rule, "range ") && rule.size == prefix + 1;
    return inside ? (unsigned)(rule.data[prefix] - '0') : 0;
}

static ranked *rank_all(const glosa_proposals *proposals, uint32_t *count)
{
    glosa_document *document = proposals->document;
    ranked *list = glosa_arena_alloc(&document->arena,
                                     (size_t)proposals->all.size * sizeof *list);
    *count = 0;
    for (uint32_t i = 0; list && i < proposals->all.size; i++) {
        const glosa_proposal *proposal = &proposals->all.items[i];
        const glosa_entry *entry = &document->entries.items[proposal->entry];
        if (proposal->dropped)
            continue;
        bool coordinated = glosa_string_is(entry->rule, "coordination");
        list[(*count)++] = (ranked){
            .proposal = *proposal,
            .curie = entry->curie,
            .kind = kind_rank(entry->kind),
            .known = kind_rank(entry->kind) >= DRUG ? entry->xrefs.size : 0,
            .flags = (unsigned)__builtin_popcount(entry->flags),
            .between = between_of(entry->rule),
            .coordinated = coordinated,
            .symbol = glosa_string_is(entry->role, "preferred") && !entry->rule.size,
            .derived = entry->rule.size && !coordinated,
            .species = score_species(proposals, proposal),
        };
    }
    if (*count)
        qsort(list, *count, sizeof *list, compare_ranked);
    settle_sides(list, *count);
    return list;
}

static bool has_candidate(const glosa_document *document, const glosa_mention *mention,
                          glosa_string curie)
{
    for (uint32_t i = 0; i < mention->candidates; i++) {
        uint32_t entry = document->candidates.items[mention->first_candidate + i].entry;
        if (glosa_string_equal(document->entries.items[entry].curie, curie))
            return true;
    }
    return false;
}

/* One mention out of the proposals [0, count) of one span, each entity once, with no higher score
 * than the one before it. What lies inside the name of a gene is a substance, and nothing that is
 * given. */
static glosa_status add_mention(glosa_document *document, const ranked *same, uint32_t count,
                                bool inside, glosa_error *error)
{
    glosa_mention *mention = GLOSA_ARRAY_ADD(&document->arena, &document->mentions);
    if (!mention)
        return glosa_fail_memory(error, "resolve");
    *mention = (glosa_mention){
        .span = same->proposal.span,
        .sentence = same->proposal.sentence,
        .first_candidate = document->candidates.size,
        .method = glosa_string_of(inside ? "inside" : same->proposal.method),
        .kind = inside && same->kind != CHEMICAL ? GLOSA_LITERAL("chemical") : (glosa_string){0},
    };
    float most = same->proposal.score;
    for (uint32_t i = 0; i < count; i++) {
        if (has_candidate(document, mention, same[i].curie))
            continue;
        most = same[i].proposal.score < most ? same[i].proposal.score : most;
        glosa_candidate *candidate = GLOSA_ARRAY_ADD(&document->arena, &document->candidates);
        if (!candidate)
            return glosa_fail_memory(error, "resolve");
        *candidate = (glosa_candidate){same[i].proposal.entry, most};
        mention->candidates++;
    }
    return GLOSA_OK;
}

/* Whether a gene that the article calls by another name, too, comes before one that it does not,
 * but for a gene whose symbol this is, or whose name is less in doubt. */
static bool is_better_supported(const ranked *a, const ranked *b)
{
    return a->proposal.supported && !b->proposal.supported && !b->symbol && a->flags <= b->flags;
}

/* The first gene of the likeliest species; `count` where there is no gene. */
static uint32_t best_gene(const ranked *same, uint32_t count)
{
    uint32_t best = count;
    for (uint32_t i = 0; i < count; i++) {
        if (same[i].kind != GENE)
            continue;
        bool alike = best < count && same[i].species == same[best].species;
        if (best == count || same[i].species > same[best].species ||
            (alike && is_better_supported(&same[i], &same[best])))
            best = i;
    }
    return best;
}

/* Surer first. */
static int compare_scores(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    if (a->proposal.score != b->proposal.score)
        return a->proposal.score > b->proposal.score ? -1 : 1;
    return compare_strength(a, b);
}

/* Of genes and families, the gene of the likeliest species comes first: Akt is taken for a gene
 * rather than for its family, and in a mouse for that of the mouse. The others follow by their
 * scores, those of other species with less, and none with more than the first. */
static void put_best_gene_first(ranked *same, uint32_t count)
{
    if (count < 2 || same->kind > FAMILY || same->coordinated)
        return;
    uint32_t gene = best_gene(same, count);
    if (gene == count)
        return;
    ranked first = same[gene];
    memmove(same + 1, same, gene * sizeof *same);
    *same = first;
    for (uint32_t i = 1; i < count; i++) {
        float most = first.proposal.score, *score = &same[i].proposal.score;
        *score *= same[i].species < first.species ? of_other_species : 1.0f;
        *score = *score < most ? *score : most;
    }
    qsort(same + 1, count - 1, sizeof *same, compare_scores);
}

/* The proposals from `first` on that have one span and are no other name of a range: how many of
 * them are no shadows, and *next, the first behind them. */
static uint32_t same_span(const ranked *list, uint32_t first, uint32_t count, uint32_t *next)
{
    glosa_span span = list[first].proposal.span;
    uint32_t solid = 0;
    for (*next = first; *next < count; (*next)++) {
        glosa_span other = list[*next].proposal.span;
        if (other.start != span.start || other.end != span.end ||
            list[*next].between != list[first].between)
            break;
        solid += !list[*next].proposal.shadow;
    }
    return solid;
}

/* What a byte of the text belongs to: a mention or a shadow, of which it is the first; the name of
 * a gene or family. */
enum { FREE = 0, TAKEN = 1, FIRST = 2, GENE_NAME = 4 };

/* Whether a span is a range: it begins where a mention does, ends in one, and something inside it
 * belongs to none. */
static bool is_range(const uint8_t *taken, glosa_span span)
{
    size_t size = span.end - span.start;
    return taken[span.start] & FIRST && taken[span.end - 1] != FREE &&
           memchr(taken + span.start, FREE, size);
}

/* Whether a substance lies inside the name of a gene: dopamine in dopamine receptor. */
static bool is_inside_gene(const uint8_t *taken, const ranked *substance)
{
    glosa_span span = substance->proposal.span;
    if ((substance->kind != DRUG && substance->kind != CHEMICAL) || substance->proposal.doubtful)
        return false;
    for (uint32_t i = span.start; i < span.end; i++) {
        if (!(taken[i] & GENE_NAME))
            return false;
    }
    return true;
}

/* Takes a span, for good or, inside the name of a gene, from further substances. */
static void take(uint8_t *taken, glosa_span span, bool gene, bool inside)
{
    for (uint32_t i = span.start; i < span.end; i++)
        taken[i] = inside ? taken[i] & ~GENE_NAME : gene ? TAKEN | GENE_NAME : TAKEN;
    taken[span.start] |= FIRST;
}

/* A byte of `taken` for each of the text says what has it. Since longer proposals come first, one
 * that overlaps an earlier one has its first or last byte in it. The names inside a range stand
 * over its ends, so they come last and take nothing. */
static glosa_status choose(glosa_document *document, ranked *list, uint32_t count,
                           glosa_error *error)
{
    uint8_t *taken = glosa_arena_alloc(&document->arena, document->text.size * sizeof *taken);
    if (!taken)
        return glosa_fail_memory(error, "resolve");
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0, next; i < count && status == GLOSA_OK; i = next) {
        glosa_span span = list[i].proposal.span;
        uint32_t solid = same_span(list, i, count, &next);
        bool inside = solid && is_inside_gene(taken, &list[i]);
        put_best_gene_first(list + i, solid);
        if (list[i].between || (!inside && (taken[span.start] || taken[span.end - 1])))
            continue;
        take(taken, span, solid && list[i].kind <= FAMILY, inside);
        status = solid ? add_mention(document, list + i, solid, inside, error) : GLOSA_OK;
    }
    for (uint32_t i = 0, next; i < count && status == GLOSA_OK; i = next) {
        uint32_t solid = same_span(list, i, count, &next);
        if (list[i].between && solid && is_range(taken, list[i].proposal.span))
            status = add_mention(document, list + i, solid, false, error);
    }
    return status;
}

void glosa_proposals_note_capitals(glosa_proposals *proposals)
{
    const glosa_document *document = proposals->document;
    uint32_t capitals = 0, rodent = 0;
    glosa_span last = {0};
    for (uint32_t i = 0; i < proposals->all.size; i++) {
        const glosa_proposal *proposal = &proposals->all.items[i];
        glosa_span span = proposal->span;
        bool seen = span.start == last.start && span.end == last.end;
        bool gene = glosa_string_is(document->entries.items[proposal->entry].kind, "gene");
        if (seen || !gene || proposal->dropped || proposal->shadow)
            continue;
        last = span;
        glosa_symbol_style style = glosa_style_of(glosa_document_text(document, span));
        capitals += style == GLOSA_STYLE_CAPITALS;
        rodent += style == GLOSA_STYLE_RODENT;
    }
    proposals->species.rodent_capitals =
        rodent ? (float)rodent / (float)(rodent + capitals) : 0.0f;
}

glosa_status glosa_proposals_choose(glosa_proposals *proposals, glosa_error *error)
{
    glosa_document *document = proposals->document;
    uint32_t count;
    if (proposals->foreign)
        glosa_proposals_note_capitals(proposals);
    ranked *list = rank_all(proposals, &count);
    if (!list)
        return glosa_fail_memory(error, "resolve");
    glosa_status status = choose(document, list, count, error);
    if (status == GLOSA_OK)
        glosa_document_sort_mentions(document);
    return status;
}

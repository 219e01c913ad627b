/* The choice among proposals that overlap. */
#include "stages/resolve/proposals.h"

static const char *const kind_order[] = {"gene", "family", "drug", "chemical"};

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
} ranked;

static int compare_strength(const ranked *a, const ranked *b)
{
    if (a->proposal.score != b->proposal.score)
        return a->proposal.score > b->proposal.score ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return glosa_string_compare(a->curie, b->curie);
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
    return compare_strength(a, b);
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
        if (!proposal->dropped)
            list[(*count)++] = (ranked){*proposal, entry->curie, kind_rank(entry->kind)};
    }
    if (list && *count)
        qsort(list, *count, sizeof *list, compare_ranked);
    return list;
}

/* Whether a mention chosen before, from index `first` on, overlaps the span. */
static bool is_taken(const glosa_document *document, uint32_t first, glosa_span span)
{
    for (uint32_t i = first; i < document->mentions.size; i++) {
        glosa_span other = document->mentions.items[i].span;
        if (span.start < other.end && other.start < span.end)
            return true;
    }
    return false;
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

/* One mention out of the proposals [0, count) of one span, each entity once. */
static glosa_status add_mention(glosa_document *document, const ranked *same, uint32_t count,
                                glosa_error *error)
{
    glosa_mention *mention = GLOSA_ARRAY_ADD(&document->arena, &document->mentions);
    if (!mention)
        return glosa_fail_memory(error, "resolve");
    *mention = (glosa_mention){
        .span = same->proposal.span,
        .sentence = same->proposal.sentence,
        .first_candidate = document->candidates.size,
        .method = glosa_string_of(same->proposal.method),
    };
    for (uint32_t i = 0; i < count; i++) {
        if (has_candidate(document, mention, same[i].curie))
            continue;
        glosa_candidate *candidate = GLOSA_ARRAY_ADD(&document->arena, &document->candidates);
        if (!candidate)
            return glosa_fail_memory(error, "resolve");
        *candidate = (glosa_candidate){same[i].proposal.entry, same[i].proposal.score};
        mention->candidates++;
    }
    return GLOSA_OK;
}

static int compare_mentions(const void *left, const void *right)
{
    const glosa_mention *a = left, *b = right;
    return (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

glosa_status glosa_proposals_choose(glosa_proposals *proposals, glosa_error *error)
{
    glosa_document *document = proposals->document;
    uint32_t count, first_of_sentence = 0;
    const ranked *list = rank_all(proposals, &count);
    if (!list)
        return glosa_fail_memory(error, "resolve");
    for (uint32_t i = 0, next; i < count; i = next) {
        const glosa_proposal *this = &list[i].proposal;
        if (i == 0 || list[i - 1].proposal.sentence != this->sentence)
            first_of_sentence = document->mentions.size;
        next = i + 1;
        while (next < count && list[next].proposal.span.start == this->span.start &&
               list[next].proposal.span.end == this->span.end)
            next++;
        if (is_taken(document, first_of_sentence, this->span))
            continue;
        glosa_status status = add_mention(document, list + i, next - i, error);
        if (status)
            return status;
    }
    if (document->mentions.size)
        qsort(document->mentions.items, document->mentions.size, sizeof(glosa_mention),
              compare_mentions);
    return GLOSA_OK;
}

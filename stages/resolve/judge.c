/* The verdict on names of genes and families: a sum of weights for each span. */
#include "stages/resolve/features.h"

static glosa_status count_times(glosa_article *article, glosa_error *error)
{
    const glosa_proposals *proposals = article->proposals;
    glosa_document *document = proposals->document;
    article->times = glosa_arena_alloc(&document->arena,
                                       document->entries.size * sizeof *article->times);
    if (!article->times)
        return glosa_fail_memory(error, "resolve");
    for (uint32_t i = 0; i < proposals->of_hits; i++)
        article->times[proposals->all.items[i].entry]++;
    return GLOSA_OK;
}

glosa_status glosa_article_read(glosa_article *article, glosa_supports *supports,
                                const glosa_proposals *proposals, glosa_error *error)
{
    *article = (glosa_article){.proposals = proposals, .supports = supports};
    glosa_status status = glosa_supports_find(supports, proposals, error);
    return status ? status : count_times(article, error);
}

/* Against a name that nothing makes doubtful by itself, or that has what it needs beside it, more
 * has to speak. */
static const float trust = 0.7f;

/* Whether a short name in a sentence of capitals has nothing beside it that speaks for it. */
static bool is_shouted_alone(glosa_article *article, const glosa_proposal *proposal)
{
    return proposal->shouted &&
           !glosa_is_supported(article->supports, article->proposals, proposal) &&
           !glosa_has_gene_context(article, proposal->span);
}

/* Whether the name is that of what something else is like: a CXCR4-like receptor is not CXCR4. */
static bool is_likened(const glosa_document *document, glosa_span span)
{
    glosa_string behind = glosa_string_slice(document->text, span.end, document->text.size);
    return glosa_string_starts(behind, "-like") &&
           (behind.size == strlen("-like") || !glosa_is_ascii_alnum(behind.data[strlen("-like")]));
}

static bool is_gene(glosa_article *article, const glosa_group *group,
                    glosa_features *features)
{
    const glosa_proposals *proposals = article->proposals;
    bool sure = false, alone = true;
    for (uint32_t i = group->first; i < group->end; i++) {
        const glosa_proposal *proposal = &proposals->all.items[i];
        if (!glosa_is_judged(proposals, i))
            continue;
        sure |= !proposal->doubtful ||
                (!proposal->weak && glosa_has_gene_context(article, proposal->span));
        alone &= is_shouted_alone(article, proposal);
    }
    if (alone || is_likened(proposals->document, group->span))
        return false;
    float sum = sure ? trust : 0;
    glosa_features_of(article, group, features);
    for (size_t i = 0; i < features->size; i++)
        sum += glosa_weights_of(&proposals->lists->weights, features->items[i].name,
                                features->items[i].value);
    return sum > 0;
}

/* Those of a group that stay have no doubt left; weak ones do where nothing else stays. */
static void settle_group(glosa_proposals *proposals, const glosa_group *group, bool stays)
{
    glosa_proposal *all = proposals->all.items;
    bool strong = false;
    for (uint32_t i = group->first; i < group->end; i++)
        strong |= glosa_is_judged(proposals, i) && !all[i].weak;
    for (uint32_t i = group->first; i < group->end; i++) {
        if (!glosa_is_judged(proposals, i))
            continue;
        all[i].dropped = !stays || (strong && all[i].weak);
        all[i].doubtful = false;
    }
}

/* All are judged by what was known before, so that their order does not matter. */
glosa_status glosa_proposals_judge(glosa_proposals *proposals, glosa_error *error)
{
    glosa_article article;
    glosa_supports supports;
    glosa_features features;
    bool *stays = glosa_arena_alloc(&proposals->document->arena, proposals->of_hits + 1);
    if (!stays)
        return glosa_fail_memory(error, "resolve");
    glosa_status status = glosa_article_read(&article, &supports, proposals, error);
    if (status)
        return status;
    for (glosa_group group = {0}; glosa_group_next(proposals, &group);)
        stays[group.first] = glosa_group_is_open(proposals, &group) &&
                             is_gene(&article, &group, &features);
    for (glosa_group group = {0}; glosa_group_next(proposals, &group);) {
        if (glosa_group_is_open(proposals, &group))
            settle_group(proposals, &group, stays[group.first]);
    }
    return GLOSA_OK;
}

#include "stages/resolve/supports.h"

#include "pipeline/text/runs.h"

static struct glosa_support *support_of(const glosa_supports *supports, glosa_string curie)
{
    for (uint64_t at = glosa_bytes_hash(0, curie);; at++) {
        struct glosa_support *slot = &supports->slots[at & (supports->count - 1)];
        if (!slot->curie.data || glosa_string_equal(slot->curie, curie))
            return slot;
    }
}

static glosa_string curie_of(const glosa_proposals *proposals, const glosa_proposal *proposal)
{
    return proposals->document->entries.items[proposal->entry].curie;
}

static void add_support(const glosa_proposals *proposals, const glosa_supports *supports,
                        const glosa_proposal *sure)
{
    glosa_string curie = curie_of(proposals, sure);
    glosa_string text = glosa_document_text(proposals->document, sure->span);
    struct glosa_support *support = support_of(supports, curie);
    support->curie = curie;
    if (!support->text.data)
        support->text = text;
    support->varied |= !glosa_string_equal(support->text, text);
}

glosa_status glosa_supports_find(glosa_supports *supports, const glosa_proposals *proposals,
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

bool glosa_is_supported(const glosa_supports *supports, const glosa_proposals *proposals,
                        const glosa_proposal *doubtful)
{
    const struct glosa_support *support = support_of(supports, curie_of(proposals, doubtful));
    glosa_string text = glosa_document_text(proposals->document, doubtful->span);
    return support->text.data &&
           (support->varied || !glosa_string_equal(support->text, text));
}

glosa_status glosa_proposals_settle(glosa_proposals *proposals, glosa_error *error)
{
    const glosa_document *document = proposals->document;
    glosa_supports supports;
    glosa_status status = glosa_supports_find(&supports, proposals, error);
    for (uint32_t i = 0; i < proposals->all.size && status == GLOSA_OK; i++) {
        glosa_proposal *proposal = &proposals->all.items[i];
        if (proposal->dropped || proposal->shadow)
            continue;
        proposal->supported = glosa_is_supported(&supports, proposals, proposal);
        if (!proposal->doubtful)
            continue;
        glosa_string kind = document->entries.items[proposal->entry].kind;
        proposal->dropped =
            !proposal->supported &&
            !glosa_has_context(proposals->lists, document, proposal->span, kind);
    }
    return status;
}

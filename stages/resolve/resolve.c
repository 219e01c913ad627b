#include "stages/resolve/resolve.h"

#include "stages/resolve/abbreviations.h"
#include "stages/resolve/chemical_names.h"
#include "stages/resolve/proposals.h"

static glosa_status open_resolve(void **shared, const void *options, glosa_error *error)
{
    (void)options;
    glosa_word_lists *lists = calloc(1, sizeof *lists);
    if (!lists)
        return glosa_fail_memory(error, "resolve");
    glosa_status status = glosa_word_lists_init(lists, error);
    if (status)
        free(lists);
    else
        *shared = lists;
    return status;
}

static void close_resolve(void *shared)
{
    glosa_word_lists_free(shared);
    free(shared);
}

static glosa_status apply_resolve(const void *shared, void *scratch, glosa_document *document,
                                  glosa_error *error)
{
    (void)scratch;
    glosa_proposals proposals = {.document = document, .lists = shared};
    glosa_status status = glosa_abbreviations_find(document, shared, error);
    if (status == GLOSA_OK)
        status = glosa_proposals_of_hits(&proposals, error);
    if (status == GLOSA_OK)
        status = glosa_proposals_define(&proposals, error);
    if (status == GLOSA_OK)
        status = glosa_proposals_judge(&proposals, error);
    if (status == GLOSA_OK)
        status = glosa_proposals_settle(&proposals, error);
    if (status == GLOSA_OK) {
        glosa_proposals_bind(&proposals);
        status = glosa_proposals_choose(&proposals, error);
    }
    if (status == GLOSA_OK) {
        glosa_chemical_names_complete(document);
        status = glosa_giving_decide(&proposals.lists->giving, document, error);
        glosa_assert_mentions(&proposals.lists->triggers, document);
    }
    return status;
}

const glosa_stage glosa_stage_resolve = {
    .name = "resolve",
    .summary = "decide which hits are mentions, and of which entity",
    .reads = GLOSA_TEXT | GLOSA_SECTIONS | GLOSA_SENTENCES | GLOSA_TOKENS | GLOSA_HITS,
    .writes = GLOSA_MENTIONS,
    .open = open_resolve,
    .apply = apply_resolve,
    .close = close_resolve,
};

#include "stages/read/identifiers.h"

bool glosa_keep_pmcid(glosa_document *document, glosa_string value)
{
    static const char prefix[] = "PMC";
    bool prefixed = glosa_string_starts(value, prefix);
    size_t more = prefixed ? 0 : sizeof prefix - 1;
    char *pmcid = glosa_arena_alloc(&document->arena, value.size + more + 1);
    if (!pmcid)
        return false;
    memcpy(pmcid, prefix, more);
    memcpy(pmcid + more, value.data, value.size);
    document->metadata.pmcid = (glosa_string){pmcid, value.size + more};
    return true;
}

void glosa_name_by_identifier(glosa_metadata *metadata)
{
    glosa_string names[] = {metadata->pmcid, metadata->pmid};
    for (size_t i = 0; i < sizeof names / sizeof *names && metadata->name.size == 0; i++)
        metadata->name = names[i];
}

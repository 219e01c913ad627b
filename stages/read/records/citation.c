#include "stages/read/records/citation.h"

#include "stages/read/identifiers.h"

bool glosa_citation_is_filler(glosa_string text)
{
    static const char *const forms[] = {"[Not Available]", "[In Process Citation]",
                                        "[In process citation]",
                                        "Abstract available from the publisher",
                                        "Publisher: Abstract available from the publisher"};
    while (text.size && text.data[text.size - 1] == '.')
        text.size--;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (glosa_string_is(text, forms[i]))
            return true;
    }
    return false;
}

void glosa_citation_name(glosa_metadata *metadata)
{
    metadata->name = metadata->pmid;
    glosa_name_by_identifier(metadata);
}

glosa_status glosa_citation_fail_empty(const glosa_metadata *metadata, glosa_error *error)
{
    if (metadata->pmid.size)
        return glosa_fail(error, GLOSA_EMPTY, NULL, -1,
                          "citation %.*s has no title and no abstract; document skipped",
                          GLOSA_PRINT(metadata->pmid));
    return glosa_fail(error, GLOSA_EMPTY, NULL, -1,
                      "citation without PMID, title and abstract; document skipped");
}

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

static size_t digits_from(glosa_string text, size_t at)
{
    while (at < text.size && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return at;
}

glosa_string glosa_year_in(glosa_string date)
{
    for (size_t at = 0, end; at < date.size; at = end + (end == at)) {
        end = digits_from(date, at);
        if (end - at == 4)
            return glosa_string_slice(date, at, end);
    }
    return (glosa_string){NULL, 0};
}

glosa_string glosa_leading_digits(glosa_string text)
{
    text = glosa_string_trim(text);
    return glosa_string_slice(text, 0, digits_from(text, 0));
}

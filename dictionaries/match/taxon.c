#include "dictionaries/match/taxon.h"

static const struct {
    const char *prefix;
    uint32_t taxon;
} publishers[] = {
    {"hgnc:", GLOSA_TAXON_HUMAN}, {"mgi:", 10090}, {"rgd:", 10116}, {"zfin:", 7955},
    {"flybase:", 7227}, {"wormbase:", 6239}, {"sgd:", 4932}, {"pombase:", 4896},
    {"cgnc:", 9031}, {"xenbase:", 8355}, {"tair:", 3702},
};

uint32_t glosa_taxon_number(glosa_string digits)
{
    uint32_t number = 0;
    for (size_t i = 0; i < digits.size && digits.data[i] >= '0' && digits.data[i] <= '9'; i++)
        number = 10 * number + (uint32_t)(digits.data[i] - '0');
    return number;
}

uint32_t glosa_taxon_of(glosa_string curie, glosa_string xrefs)
{
    glosa_string xref;
    for (size_t i = 0; i < sizeof publishers / sizeof *publishers; i++) {
        if (glosa_string_starts(curie, publishers[i].prefix))
            return publishers[i].taxon;
    }
    while (xrefs.size && glosa_string_next(&xrefs, '|', &xref)) {
        if (glosa_string_starts(xref, "ncbitaxon:"))
            return glosa_taxon_number(glosa_string_slice(xref, strlen("ncbitaxon:"), xref.size));
    }
    return GLOSA_TAXON_NONE;
}

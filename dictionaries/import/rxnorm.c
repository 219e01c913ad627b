/* RxNorm: RXNCONSO.RRF, whose fields stand between bars, in a fixed order, without a header. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/naming.h"
#include "dictionaries/import/published.h"

enum {
    RXCUI, LAT, TS, LUI, STT, SUI, ISPREF, RXAUI, SAUI,
    SCUI, SDUI, SAB, TTY, CODE, STR, SRL, SUPPRESS, CVF, FIELDS,
};

enum { MOST_ROWS = 20000 };     /* of one concept */

typedef struct concept {
    glosa_naming naming;
    glosa_buffer id;            /* RXCUI; empty: none yet */
    bool substance;             /* an ingredient or brand, no product */
    uint32_t rows;
} concept;

/* The types of RxNorm's own names that are taken. */
static const struct type {
    const char *name, *role, *language;
    bool substance;
} types[] = {
    {"IN", "preferred", "en", true}, {"PIN", "preferred", "en", true},
    {"MIN", "preferred", "en", true}, {"BN", "preferred", "mul", true},
    {"SY", "synonym", "en", false},  {"TMSY", "synonym", "en", false},
};

/* Vocabularies whose codes of the same concept become xrefs. */
static const struct vocabulary {
    const char *name, *prefix;
} vocabularies[] = {
    {"ATC", "atc"}, {"DRUGBANK", "drugbank"}, {"MSH", "mesh"}, {"MTHSPL", "unii"},
};

static glosa_status split(glosa_string line, glosa_string *fields, const glosa_published *lines,
                          glosa_error *error)
{
    size_t count = 0;
    while (count < FIELDS && glosa_string_next(&line, '|', &fields[count]))
        count++;
    if (count < FIELDS)
        return GLOSA_PUBLISHED_FAULT(lines, error,
                                     "row has %zu of the %d fields of RXNCONSO.RRF (RXCUI, LAT, "
                                     "... SAB, TTY, CODE, STR, SRL, SUPPRESS, CVF)",
                                     count, FIELDS);
    if (fields[RXCUI].size == 0)
        return GLOSA_PUBLISHED_FAULT(lines, error, "field 'RXCUI' is empty");
    return GLOSA_OK;
}

static glosa_status end_concept(concept *concept, glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    if (concept->substance)
        status = glosa_naming_end(&concept->naming, error);
    concept->substance = false;
    return status;
}

static glosa_status begin_concept(concept *concept, glosa_string id, const glosa_import *import,
                                  const glosa_published *lines, glosa_error *error)
{
    glosa_naming_begin(&concept->naming, import, lines->number);
    glosa_buffer_clear(&concept->id);
    glosa_buffer_string(&concept->id, id);
    concept->rows = 0;
    if (!glosa_naming_id(&concept->naming, "rxnorm", id))
        return GLOSA_PUBLISHED_FAULT(lines, error, "field 'RXCUI' is no identifier");
    return concept->id.failed ? glosa_fail_memory(error, lines->path) : GLOSA_OK;
}

static void take_name(concept *concept, const glosa_string *fields)
{
    const char *language = glosa_string_is(fields[LAT], "SPA") ? "es" : NULL;
    if (!language && !glosa_string_is(fields[LAT], "ENG"))
        return;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!glosa_string_is(fields[TTY], types[i].name))
            continue;
        glosa_naming_add(&concept->naming, fields[STR], language ? language : types[i].language,
                         types[i].role);
        concept->substance |= types[i].substance;
    }
}

/* Of the codes of structured product labels only those of substances are UNIIs. */
static void take_xref(concept *concept, const glosa_string *fields)
{
    for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++) {
        bool unii = strcmp(vocabularies[i].prefix, "unii") == 0;
        if (!glosa_string_is(fields[SAB], vocabularies[i].name))
            continue;
        if (!unii || (glosa_string_is(fields[TTY], "SU") && fields[CODE].size == 10))
            glosa_naming_xref(&concept->naming, vocabularies[i].prefix, fields[CODE]);
    }
}

static glosa_status take_row(concept *concept, glosa_string line, const glosa_import *import,
                             const glosa_published *lines, glosa_error *error)
{
    glosa_string fields[FIELDS];
    glosa_status status = split(line, fields, lines, error);
    bool same = !status && glosa_string_equal(fields[RXCUI], glosa_buffer_view(&concept->id));
    if (!status && !same)
        status = end_concept(concept, error);
    if (!status && !same)
        status = begin_concept(concept, fields[RXCUI], import, lines, error);
    if (status)
        return status;
    if (++concept->rows > MOST_ROWS)
        return GLOSA_PUBLISHED_FAULT(lines, error, "more than %d rows of one RXCUI", MOST_ROWS);
    if (!glosa_string_is(fields[SUPPRESS], "N") && fields[SUPPRESS].size)
        return GLOSA_OK;
    if (glosa_string_is(fields[SAB], "RXNORM"))
        take_name(concept, fields);
    else
        take_xref(concept, fields);
    return GLOSA_OK;
}

static glosa_status import(const glosa_import *import, glosa_error *error)
{
    glosa_published lines = {.path = import->path, .reader = import->reader};
    concept concept = {0};
    glosa_status status = GLOSA_OK;
    for (bool more = true; more && !status;) {
        glosa_string line = {0};
        status = glosa_published_line(&lines, &line, &more, error);
        if (!status && more && line.size)
            status = take_row(&concept, line, import, &lines, error);
    }
    if (!status)
        status = end_concept(&concept, error);
    if (!status && concept.rows == 0)
        status = glosa_fail(error, GLOSA_DICTIONARY, import->path, -1, "has no rows");
    glosa_naming_free(&concept.naming);
    glosa_buffer_free(&concept.id);
    return status;
}

const glosa_importer glosa_import_rxnorm = {
    .name = "rxnorm", .title = "RxNorm", .licence = "public domain",
    .kind = "drug",
    .file = "RXNCONSO.RRF, "
            "https://www.nlm.nih.gov/research/umls/rxnorm/docs/rxnormfiles.html",
    .import = import,
};

/* What a page says about its article: the names that Google Scholar asks for (citation_*) and
 * those of Dublin Core. */
#include "stages/read/markup/html_reader.h"
#include "stages/read/identifiers.h"
#include "stages/read/markup/inline_markup.h"
#include "stages/read/language_tag.h"

typedef enum field { TITLE, DOI, PMID, PMCID, DATE, LANGUAGE } field;

static const struct {
    const char *name;
    field field;
    int rank;                   /* of titles: the highest counts */
} fields[] = {
    {"citation_title", TITLE, 4},
    {"dc.title", TITLE, 3},
    {"og:title", TITLE, 2},
    {"citation_doi", DOI, 0},
    {"dc.identifier", DOI, 0},
    {"prism.doi", DOI, 0},
    {"citation_pmid", PMID, 0},
    {"citation_pmcid", PMCID, 0},
    {"citation_publication_date", DATE, 0},
    {"citation_date", DATE, 0},
    {"citation_online_date", DATE, 0},
    {"citation_year", DATE, 0},
    {"dc.date", DATE, 0},
    {"dcterms.issued", DATE, 0},
    {"prism.publicationdate", DATE, 0},
    {"citation_language", LANGUAGE, 0},
    {"dc.language", LANGUAGE, 0},
};

static bool equal_ignoring_case(glosa_string a, const char *small)
{
    size_t size = strlen(small);
    for (size_t i = 0; i < size && a.size == size; i++) {
        char c = a.data[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        if (c != small[i])
            return false;
    }
    return a.size == size;
}

/* A DOI is what begins with its directory's number, 10 (DOI Handbook, 2.2). */
static glosa_string doi_in(glosa_string value)
{
    size_t at = glosa_find(value, "10.");
    glosa_string doi = glosa_string_slice(value, at, value.size);
    return memchr(doi.data ? doi.data : "", '/', doi.size) ? doi : (glosa_string){NULL, 0};
}

/* The first four digits in a row. */
static glosa_string year_in(glosa_string value)
{
    size_t digits = 0;
    for (size_t i = 0; i < value.size; i++) {
        digits = value.data[i] >= '0' && value.data[i] <= '9' ? digits + 1 : 0;
        if (digits == 4)
            return glosa_string_slice(value, i - 3, i + 1);
    }
    return (glosa_string){NULL, 0};
}

static void keep(glosa_html_reader *reader, glosa_string *where, glosa_string value)
{
    if (value.size == 0 || where->size)
        return;
    *where = glosa_document_keep(reader->document, value);
    reader->builder.failed |= !where->data;
}

/* Makes each run of blanks one blank, in place; gives the new size. */
static size_t collapse(char *text, size_t size)
{
    size_t end = 0;
    for (size_t i = 0; i < size; i++) {
        char c = strchr(" \t\n\r", text[i]) ? ' ' : text[i];
        if (c != ' ' || (end && text[end - 1] != ' '))
            text[end++] = c;
    }
    return end;
}

static void keep_title(glosa_html_reader *reader, glosa_string value, int rank)
{
    if (rank <= reader->title_rank || value.size == 0)
        return;
    reader->title_rank = rank;
    char *title = glosa_arena_copy(&reader->document->arena, value.data, value.size);
    if (title)
        reader->document->metadata.title = (glosa_string){title, collapse(title, value.size)};
    reader->builder.failed |= !title;
}

static void take(glosa_html_reader *reader, size_t row, glosa_string value)
{
    glosa_metadata *metadata = &reader->document->metadata;
    switch (fields[row].field) {
    case TITLE: keep_title(reader, value, fields[row].rank); break;
    case DOI: keep(reader, &metadata->doi, doi_in(value)); break;
    case PMID: keep(reader, &metadata->pmid, value); break;
    case PMCID:
        if (metadata->pmcid.size == 0 && value.size)
            reader->builder.failed |= !glosa_keep_pmcid(reader->document, value);
        break;
    case DATE: keep(reader, &metadata->year, year_in(value)); break;
    case LANGUAGE:
        if (value.size)
            metadata->language = glosa_language_of_tag(reader->document, value);
        break;
    }
}

void glosa_html_meta(glosa_html_reader *reader, const unsigned char **attributes)
{
    glosa_string name = glosa_html_attribute(attributes, "name");
    glosa_string value = glosa_string_trim(glosa_html_attribute(attributes, "content"));
    if (name.size == 0)
        name = glosa_html_attribute(attributes, "property");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (equal_ignoring_case(name, fields[i].name))
            take(reader, i, value);
    }
}

void glosa_html_page_title(glosa_html_reader *reader)
{
    keep_title(reader, glosa_string_trim(glosa_buffer_view(&reader->title)), 1);
}

/* PubMed's XML (https://dtd.nlm.nih.gov/ncbi/pubmed/): one citation a record, with its titles,
 * abstracts, notices of copyright and keywords.
 *
 * The text inside these has the markup of JATS and is read by its reader; here is what stands
 * around it. The terms of the index (MeSH, chemicals), references, affiliations and statements
 * of interest are no text of the article. */
#include "stages/read/format.h"
#include "stages/read/identifiers.h"
#include "stages/read/language_tag.h"
#include "stages/read/markup/inline_markup.h"
#include "stages/read/markup/jats_reader.h"
#include "stages/read/records/citation.h"

enum role {
    CITATION = GLOSA_JATS_ROLE_COUNT, ARTICLE, DELETED,
    TITLE, BOOK_TITLE, VERNACULAR_TITLE, ABSTRACT_TEXT, OTHER_ABSTRACT,
    PMID, ARTICLE_ID, LOCATION_ID, OTHER_ID, LANGUAGE, DATE, YEAR, MEDLINE_DATE,
};

enum {
    BLOCK = GLOSA_JATS_BLOCK,
    FLAT = GLOSA_JATS_FLAT,
    SPEAK = GLOSA_JATS_SPEAK,
    SILENT = GLOSA_JATS_SILENT,
    DEEPER = GLOSA_JATS_DEEPER,
    OPENS = GLOSA_JATS_OPENS,
    SPACED = GLOSA_JATS_SPACED,
    HEADING = GLOSA_BLOCK_HEADING,
    ITEM = GLOSA_BLOCK_ITEM,
    HERE = GLOSA_JATS_SAME_SECTION,
};

#define ROLE(name, flags, role)                   {name, flags, role, 0, HERE}
#define SECTION(name, flags, role, kind, section) {name, flags, role, kind, GLOSA_SECTION_##section}

/* Sorted by name for the search. The text of what is not listed is no text of the article. */
static const glosa_jats_element elements[] = {
    SECTION("Abstract", DEEPER | OPENS, 0, 0, ABSTRACT),
    ROLE("AbstractText", BLOCK | SPEAK | DEEPER | OPENS, ABSTRACT_TEXT),
    ROLE("Article", 0, ARTICLE),
    ROLE("ArticleId", 0, ARTICLE_ID),
    SECTION("ArticleTitle", BLOCK | FLAT | SPEAK, TITLE, HEADING, TITLE),
    ROLE("BookDocument", 0, CITATION),
    SECTION("BookTitle", BLOCK | FLAT | SPEAK, BOOK_TITLE, HEADING, TITLE),
    ROLE("CommentsCorrectionsList", SILENT, 0),
    SECTION("CopyrightInformation", BLOCK | FLAT | SPEAK | OPENS, 0, 0, BOILERPLATE),
    ROLE("DeleteCitation", 0, DELETED),
    ROLE("DispFormula", SPACED, 0),
    ROLE("ELocationID", 0, LOCATION_ID),
    SECTION("Keyword", BLOCK | FLAT | SPEAK, 0, ITEM, KEYWORDS),
    SECTION("KeywordList", OPENS, 0, 0, KEYWORDS),
    ROLE("Language", 0, LANGUAGE),
    ROLE("MedlineCitation", 0, CITATION),
    ROLE("MedlineDate", 0, MEDLINE_DATE),
    SECTION("OtherAbstract", DEEPER | OPENS, OTHER_ABSTRACT, 0, ABSTRACT),
    ROLE("OtherID", 0, OTHER_ID),
    ROLE("PMID", 0, PMID),
    ROLE("PubDate", 0, DATE),
    ROLE("ReferenceList", SILENT, 0),
    SECTION("VernacularTitle", BLOCK | FLAT | SPEAK, VERNACULAR_TITLE, HEADING, TITLE),
    ROLE("Year", 0, YEAR),
};

typedef struct pubmed_reader {
    glosa_jats_reader jats; /* first, so that events find the rest */
    glosa_string deleted;   /* the first PMID of a list of deleted citations */
    uint32_t deletions;
} pubmed_reader;

static int compare(const void *name, const void *element)
{
    return strcmp(name, ((const glosa_jats_element *)element)->name);
}

/* PubMed's own elements begin with a capital; what does not is markup inside the text. */
static const glosa_jats_element *element_of(const char *name)
{
    static const glosa_jats_element other = ROLE("", 0, 0);
    if (name[0] < 'A' || name[0] > 'Z')
        return glosa_jats_element_of(name);
    const glosa_jats_element *found =
        bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare);
    return found ? found : &other;
}

/* --- titles --- */

static void start_title(glosa_jats_reader *reader, glosa_jats_frame *frame)
{
    frame->level = 1;
    if (frame->element->role != VERNACULAR_TITLE)
        return;
    /* Of articles in several languages the first one is known; words tell which this is. */
    glosa_string language = reader->document->metadata.language;
    bool english = glosa_string_is(language, "en");
    frame->language = english ? (glosa_string){NULL, 0} : language;
}

/* The text of the open block, which is taken back if it only says that there is none. */
static glosa_string take_block(glosa_jats_reader *reader)
{
    glosa_builder *builder = &reader->builder;
    size_t start = builder->block.span.start;
    if (!glosa_jats_last_character(reader))
        return (glosa_string){NULL, 0};
    glosa_string text = glosa_buffer_view(builder->text);
    text = glosa_string_slice(text, start, text.size);
    if (!glosa_citation_is_filler(text))
        return text;
    builder->text->size = start;
    return (glosa_string){NULL, 0};
}

/* The article's title is that of the citation, also where it is a chapter of a book, whose
 * title stands before it. */
static void end_title(glosa_jats_reader *reader, const glosa_jats_frame *frame)
{
    glosa_string title = take_block(reader);
    glosa_string *known = &reader->document->metadata.title;
    if (title.size && (known->size == 0 || frame->element->role == TITLE))
        *known = glosa_document_keep(reader->document, title);
}

/* --- abstracts --- */

/* The heading of a piece of an abstract. The parser leaves `&#38;` in attributes, and of the
 * characters it resolves nothing else. */
static void start_abstract_text(glosa_jats_reader *reader, glosa_jats_frame *frame,
                                const glosa_xml_attributes *attributes)
{
    static const char ampersand[] = "&#38;";
    glosa_string label = glosa_xml_attribute(attributes, "Label", false);
    if (label.size == 0 || glosa_string_is(label, "UNLABELLED"))
        return;
    frame->kind = HEADING;
    frame->level = (uint8_t)(frame->depth + 1);
    while (label.size && !reader->builder.failed) {
        size_t at = glosa_find(label, ampersand);
        glosa_jats_emit(reader, glosa_string_slice(label, 0, at));
        if (at < label.size)
            glosa_jats_emit(reader, GLOSA_LITERAL("&"));
        label = glosa_string_slice(label, at < label.size ? at + sizeof ampersand - 1 : at,
                                   label.size);
    }
    glosa_jats_close_block(reader);
    frame->kind = GLOSA_BLOCK_PARAGRAPH;
    frame->level = 0;
}

/* --- metadata --- */

static void capture(glosa_jats_reader *reader, glosa_jats_frame *frame, glosa_string *field)
{
    frame->field = field;
    glosa_buffer_clear(&reader->value);
}

static void start_pmid(glosa_jats_reader *reader, glosa_jats_frame *frame,
                       const glosa_jats_frame *parent)
{
    if (parent->element->role == CITATION)
        capture(reader, frame, &reader->document->metadata.pmid);
    else if (parent->element->role == DELETED)
        capture(reader, frame, &((pubmed_reader *)(void *)reader)->deleted);
}

static void start_identifier(glosa_jats_reader *reader, glosa_jats_frame *frame,
                             const glosa_xml_attributes *attributes)
{
    glosa_metadata *metadata = &reader->document->metadata;
    const char *kind = frame->element->role == ARTICLE_ID    ? "IdType"
                       : frame->element->role == LOCATION_ID ? "EIdType"
                                                             : "Source";
    glosa_string type = glosa_xml_attribute(attributes, kind, false);
    glosa_string valid = glosa_xml_attribute(attributes, "ValidYN", false);
    bool articles = frame->element->role == ARTICLE_ID;
    if (glosa_string_is(type, "doi") && !glosa_string_is(valid, "N"))
        capture(reader, frame, &metadata->doi);
    else if (articles && glosa_string_is(type, "pubmed"))
        capture(reader, frame, &metadata->pmid);
    else if (articles ? glosa_string_is(type, "pmc") : glosa_string_is(type, "NLM"))
        capture(reader, frame, &metadata->pmcid);
}

/* `PMC123`, and in old files `PMC123 [Available on 01/01/09]`. */
static void end_pmcid(glosa_jats_reader *reader, glosa_string value)
{
    if (glosa_string_starts(value, "PMC"))
        value = glosa_string_slice(value, 3, value.size);
    value = glosa_leading_digits(value);
    if (value.size)
        reader->builder.failed |= !glosa_keep_pmcid(reader->document, value);
}

/* The version of a citation that comes last is the one that counts. */
static void end_pmid(glosa_jats_reader *reader, glosa_string *field, glosa_string value)
{
    pubmed_reader *pubmed = (pubmed_reader *)(void *)reader;
    bool deleted = field == &pubmed->deleted;
    pubmed->deletions += deleted && pubmed->deletions < UINT32_MAX;
    value = glosa_leading_digits(value);
    if (value.size && !(deleted && field->size))
        *field = glosa_document_keep(reader->document, value);
}

static void end_field(glosa_jats_reader *reader, const glosa_jats_frame *frame)
{
    glosa_metadata *metadata = &reader->document->metadata;
    glosa_string value = glosa_string_trim(glosa_buffer_view(&reader->value));
    glosa_string *field = frame->field;
    if (!field)
        return;
    if (frame->element->role == PMID) {
        end_pmid(reader, field, value);
        return;
    }
    if (field->size || value.size == 0)
        return;
    switch ((int)frame->element->role) {
    case LANGUAGE: *field = glosa_language_of_tag(reader->document, value); break;
    case YEAR:
    case MEDLINE_DATE:
        value = glosa_year_in(value);
        if (value.size)
            *field = glosa_document_keep(reader->document, value);
        break;
    default:
        if (field == &metadata->pmcid)
            end_pmcid(reader, value);
        else if (field == &metadata->pmid)
            end_pmid(reader, field, value);
        else
            *field = glosa_document_keep(reader->document, value);
    }
}

/* --- events --- */

static void on_start(glosa_jats_reader *reader, glosa_jats_frame *frame,
                     const glosa_xml_attributes *attributes)
{
    glosa_metadata *metadata = &reader->document->metadata;
    const glosa_jats_frame *parent = frame - 1;
    switch ((int)frame->element->role) {
    /* PubMed has titles and abstracts of articles in English, those of books as they are. */
    case ARTICLE: frame->language = GLOSA_LITERAL("en"); break;
    case TITLE:
    case BOOK_TITLE:
    case VERNACULAR_TITLE: start_title(reader, frame); break;
    case ABSTRACT_TEXT: start_abstract_text(reader, frame, attributes); break;
    case OTHER_ABSTRACT:
        frame->language = glosa_language_of_tag(
            reader->document, glosa_xml_attribute(attributes, "Language", false));
        break;
    case PMID: start_pmid(reader, frame, parent); break;
    case ARTICLE_ID:
    case LOCATION_ID:
    case OTHER_ID: start_identifier(reader, frame, attributes); break;
    case LANGUAGE: capture(reader, frame, &metadata->language); break;
    case YEAR:
    case MEDLINE_DATE:
        if (parent->element->role == DATE)
            capture(reader, frame, &metadata->year);
        break;
    default: break;
    }
}

static void on_end(glosa_jats_reader *reader, const glosa_jats_frame *frame)
{
    switch ((int)frame->element->role) {
    case TITLE:
    case BOOK_TITLE:
    case VERNACULAR_TITLE: end_title(reader, frame); break;
    case ABSTRACT_TEXT: (void)take_block(reader); break;
    case PMID:
    case ARTICLE_ID:
    case LOCATION_ID:
    case OTHER_ID:
    case LANGUAGE:
    case YEAR:
    case MEDLINE_DATE: end_field(reader, frame); break;
    default: break;
    }
}

static void on_begin(glosa_jats_reader *reader)
{
    pubmed_reader *pubmed = (pubmed_reader *)(void *)reader;
    pubmed->deleted = (glosa_string){NULL, 0};
    pubmed->deletions = 0;
}

/* --- format --- */

static int recognize_pubmed(glosa_string head)
{
    static const char *const roots[] = {
        "PubmedArticleSet",   "PubmedBookArticleSet", "PubmedArticle", "PubmedBookArticle",
        "MedlineCitationSet", "MedlineCitation",      "DeleteCitation"};
    glosa_string root = glosa_xml_root_name(head);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        if (glosa_string_is(root, roots[i]))
            return 100;
    }
    return 0;
}

/* Why a record has no text. */
static glosa_status fail_empty(const pubmed_reader *pubmed, glosa_error *error)
{
    if (pubmed->deletions)
        return glosa_fail(error, GLOSA_EMPTY, NULL, -1,
                          "%u citation%s deleted from PubMed, first PMID %.*s; nothing to read",
                          pubmed->deletions, pubmed->deletions == 1 ? "" : "s",
                          GLOSA_PRINT(pubmed->deleted));
    return glosa_citation_fail_empty(&pubmed->jats.document->metadata, error);
}

static glosa_status read_pubmed(glosa_document *document, const glosa_limits *limits,
                                glosa_buffer *buffer, glosa_error *error)
{
    static const glosa_jats_vocabulary vocabulary = {
        .element_of = element_of, .begin = on_begin, .start = on_start, .end = on_end};
    pubmed_reader *pubmed = glosa_arena_alloc(&document->arena, sizeof *pubmed);
    if (!pubmed)
        return glosa_fail_memory(error, "read");
    pubmed->jats.vocabulary = &vocabulary;
    pubmed->jats.document = document;
    glosa_status status = glosa_jats_read(&pubmed->jats, limits, buffer, error);
    if (status == GLOSA_EMPTY)
        status = fail_empty(pubmed, error);
    glosa_citation_name(&document->metadata);
    return status;
}

static const char *const units[] = {"PubmedArticle", "PubmedBookArticle", "MedlineCitation",
                                    "DeleteCitation", NULL};

const glosa_format glosa_format_pubmed = {
    .name = "pubmed",
    .summary = "citations of PubMed and MEDLINE in XML",
    .cut = glosa_cut_elements,
    .units = units,
    .recognize = recognize_pubmed,
    .read = read_pubmed,
};

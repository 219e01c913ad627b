/* MEDLINE text, as PubMed exports it (.nbib): lines of a tag and a value, long values going on
 * in lines that begin with blanks, and a blank line between citations.
 *
 * The source is built of the fields that are text, in the order of the citation; wrapped lines
 * are joined with a blank. */
#include "stages/read/builder.h"
#include "stages/read/format.h"
#include "stages/read/identifiers.h"
#include "stages/read/language_tag.h"
#include "stages/read/records/citation.h"

enum { TAG_LIMIT = 4 };

typedef struct field {
    glosa_string tag;   /* without its blanks; empty where the line has none */
    glosa_string value; /* with the line ends and blanks of its further lines */
} field;

/* --- lines --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Takes `line` apart if it begins a field: `PMID- 1`, `TI  - Title`; a tag that is not filled
 * up to four characters (`TI- Title`) has a blank behind it, so that `IL-6` is none. */
static bool begins_field(glosa_string line, field *found)
{
    size_t tag = 0;
    while (tag < line.size && tag < TAG_LIMIT &&
           ((line.data[tag] >= 'A' && line.data[tag] <= 'Z') ||
            (tag && line.data[tag] >= '0' && line.data[tag] <= '9')))
        tag++;
    size_t dash = tag;
    while (dash < line.size && dash < TAG_LIMIT && line.data[dash] == ' ')
        dash++;
    if (tag < 2 || dash >= line.size || line.data[dash] != '-')
        return false;
    if (dash < TAG_LIMIT && dash + 1 < line.size && !is_blank(line.data[dash + 1]))
        return false;
    found->tag = glosa_string_slice(line, 0, tag);
    found->value = glosa_string_slice(line, dash + 1, line.size);
    return true;
}

/* Takes the next field, with all lines up to the one that begins another. */
static bool next_field(glosa_string *rest, field *found)
{
    glosa_string line;
    *found = (field){0};
    if (!glosa_string_next(rest, '\n', &line))
        return false;
    if (!begins_field(line, found))
        found->value = line;
    for (glosa_string after = *rest; glosa_string_next(&after, '\n', &line); *rest = after) {
        field other;
        if (begins_field(line, &other))
            break;
        found->value.size = (size_t)(line.data + line.size - found->value.data);
    }
    return true;
}

static bool has_tag(const field *field, const char *tag)
{
    return glosa_string_is(field->tag, tag);
}

/* --- metadata --- */

/* `10.1/x [doi]`, and in old exports `doi:10.1/x`. */
static glosa_string doi_in(glosa_string value)
{
    static const char prefix[] = "doi:", suffix[] = "[doi]";
    if (glosa_string_starts(value, prefix))
        return glosa_string_trim(glosa_string_slice(value, sizeof prefix - 1, value.size));
    size_t size = sizeof suffix - 1;
    if (value.size > size && memcmp(value.data + value.size - size, suffix, size) == 0)
        return glosa_string_trim(glosa_string_slice(value, 0, value.size - size));
    return (glosa_string){NULL, 0};
}

/* Sets what is not known yet; false without memory. Values lie in the record. */
static bool take_metadata(glosa_document *document, const field *field)
{
    glosa_metadata *metadata = &document->metadata;
    glosa_string value = glosa_string_trim(field->value);
    if (has_tag(field, "PMID") && !metadata->pmid.size)
        metadata->pmid = glosa_leading_digits(value);
    else if (has_tag(field, "DP") && !metadata->year.size)
        metadata->year = glosa_year_in(value);
    else if (has_tag(field, "LA") && !metadata->language.size)
        metadata->language = glosa_language_of_tag(document, value);
    else if ((has_tag(field, "LID") || has_tag(field, "AID")) && !metadata->doi.size)
        metadata->doi = doi_in(value);
    else if (has_tag(field, "PMC") && !metadata->pmcid.size && value.size)
        return glosa_keep_pmcid(document, value);
    return true;
}

/* --- text --- */

static const struct text_field {
    const char *tag;
    glosa_section_kind section;
    glosa_block_kind kind;
    bool opens;
} text_fields[] = {
    {"BTI", GLOSA_SECTION_TITLE, GLOSA_BLOCK_HEADING, false},
    {"TI", GLOSA_SECTION_TITLE, GLOSA_BLOCK_HEADING, false},
    {"TT", GLOSA_SECTION_TITLE, GLOSA_BLOCK_HEADING, false},
    {"AB", GLOSA_SECTION_ABSTRACT, GLOSA_BLOCK_PARAGRAPH, true},
    {"OAB", GLOSA_SECTION_ABSTRACT, GLOSA_BLOCK_PARAGRAPH, true},
    {"CI", GLOSA_SECTION_BOILERPLATE, GLOSA_BLOCK_PARAGRAPH, true},
    {"OT", GLOSA_SECTION_KEYWORDS, GLOSA_BLOCK_ITEM, false},
};

/* Titles and abstracts are in English, but for those of the other kind: a title in the
 * article's own language, an abstract whose language stands in the next field. */
static glosa_string language_of(glosa_document *document, const field *text, glosa_string rest)
{
    glosa_string own = document->metadata.language;
    field next;
    if (has_tag(text, "TI") || has_tag(text, "AB"))
        return GLOSA_LITERAL("en");
    if (has_tag(text, "TT") && !glosa_string_is(own, "en"))
        return own;
    if (has_tag(text, "OAB") && next_field(&rest, &next) && has_tag(&next, "OABL"))
        return glosa_language_of_tag(document, next.value);
    return (glosa_string){NULL, 0};
}

/* The title of the article, else of the book, else in the article's language. */
static void take_title(const glosa_builder *builder, const field *text, bool *titled)
{
    glosa_string *title = &builder->document->metadata.title;
    bool articles = has_tag(text, "TI");
    if (*titled || (title->size && !articles))
        return;
    glosa_string all = glosa_buffer_view(builder->text);
    *title = glosa_document_keep(builder->document,
                                 glosa_string_slice(all, builder->block.span.start, all.size));
    *titled = articles;
}

/* Adds a field that is text; `rest` is what follows it, *titled whether there was a title of
 * the article. */
static void add_text(glosa_builder *builder, const field *text, glosa_string rest, bool *titled)
{
    for (size_t i = 0; i < sizeof text_fields / sizeof *text_fields; i++) {
        const struct text_field *row = &text_fields[i];
        glosa_string value = glosa_string_trim(text->value);
        if (!has_tag(text, row->tag) || !value.size || glosa_citation_is_filler(value))
            continue;
        glosa_builder_open(builder, (glosa_block){
                                        .kind = row->kind,
                                        .level = row->kind == GLOSA_BLOCK_HEADING,
                                        .section_known = true,
                                        .section = row->section,
                                        .opens_section = row->opens,
                                        .language = language_of(builder->document, text, rest),
                                    });
        glosa_builder_add(builder, value);
        if (row->section == GLOSA_SECTION_TITLE)
            take_title(builder, text, titled);
        glosa_builder_close(builder);
    }
}

/* --- format --- */

static glosa_status read_medline(glosa_document *document, const glosa_limits *limits,
                                 glosa_buffer *buffer, glosa_error *error)
{
    (void)limits;
    bool any = false, kept = true, titled = false;
    field found;
    for (glosa_string rest = document->record.bytes; next_field(&rest, &found);) {
        any |= found.tag.size != 0;
        kept &= take_metadata(document, &found);
    }
    glosa_citation_name(&document->metadata);
    if (!kept)
        return glosa_fail_memory(error, "read");
    if (!any)
        return glosa_fail(
            error, GLOSA_MALFORMED, NULL, -1,
            "no field of a citation such as 'PMID- ' or 'TI  - '; record skipped");
    glosa_builder builder;
    glosa_builder_begin(&builder, document, buffer);
    for (glosa_string rest = document->record.bytes; next_field(&rest, &found);)
        add_text(&builder, &found, rest, &titled);
    glosa_status status = glosa_builder_finish(&builder, error);
    return status == GLOSA_EMPTY ? glosa_citation_fail_empty(&document->metadata, error)
                                 : status;
}

/* A file that begins with a field, and has one that only MEDLINE has: RIS looks much alike. */
static int recognize(glosa_string head)
{
    static const char *const own[] = {"PMID", "PMC", "PMCR", "OWN",
                                      "STAT", "FAU", "JID",  "EDAT"};
    glosa_string rest = glosa_string_trim(head), line;
    field found;
    if (!glosa_string_next(&rest, '\n', &line) || !begins_field(line, &found))
        return 0;
    do {
        for (size_t i = 0; begins_field(line, &found) && i < sizeof own / sizeof *own; i++) {
            if (has_tag(&found, own[i]))
                return 100;
        }
    } while (glosa_string_next(&rest, '\n', &line));
    return 0;
}

const glosa_format glosa_format_medline = {
    .name = "medline",
    .summary = "citations of PubMed as MEDLINE text (.nbib)",
    .cut = glosa_cut_stanzas,
    .recognize = recognize,
    .read = read_medline,
};

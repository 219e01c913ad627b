/* PubTator: `PMID|t|title` and `PMID|a|abstract`, then the annotations, one a line between tabs.
 * Their offsets count title, one character, abstract, and so does the source. */
#include "stages/read/format.h"
#include "stages/read/identifiers.h"
#include "stages/read/records/passages.h"

enum { LONGEST_ID = 64 };

/* The number and the text of a line "ID|t|..." or "ID|a|..."; *part is 't', 'a', or 0 for any
 * other line. */
static glosa_string text_of(glosa_string line, glosa_string *id, char *part)
{
    const char *bar = line.size ? memchr(line.data, '|', line.size) : NULL;
    size_t at = bar ? (size_t)(bar - line.data) : 0;
    *part = 0;
    bool marked = at && at <= LONGEST_ID && at + 2 < line.size && line.data[at + 2] == '|' &&
                  (line.data[at + 1] == 't' || line.data[at + 1] == 'a');
    if (!marked || memchr(line.data, '\t', at) || memchr(line.data, ' ', at))
        return (glosa_string){NULL, 0};
    *part = line.data[at + 1];
    *id = glosa_string_slice(line, 0, at);
    return glosa_string_slice(line, at + 3, line.size);
}

struct stanza {
    glosa_string id, title, abstract;
    bool has_title, has_abstract;
};

static glosa_status take_line(struct stanza *stanza, glosa_string line, int64_t number,
                              glosa_error *error)
{
    char part;
    glosa_string id, text = text_of(line, &id, &part);
    if (!part && !line.size)
        return GLOSA_OK;
    if (!part && memchr(line.data, '\t', line.size) && stanza->id.size)
        return GLOSA_OK;
    if (!part)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, number,
                          "a line that is no title, abstract or annotation; document skipped");
    if (stanza->id.size && !glosa_string_equal(id, stanza->id))
        return glosa_fail(error, GLOSA_MALFORMED, NULL, number,
                          "another article without a blank line before it; document skipped");
    bool *had = part == 't' ? &stanza->has_title : &stanza->has_abstract;
    if (*had)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, number,
                          "the article has a second |%c| line; document skipped", part);
    *had = true;
    stanza->id = id;
    *(part == 't' ? &stanza->title : &stanza->abstract) = text;
    return GLOSA_OK;
}

static void set_name(glosa_metadata *metadata, glosa_string id)
{
    bool number = true;
    for (size_t i = 0; i < id.size; i++)
        number &= id.data[i] >= '0' && id.data[i] <= '9';
    metadata->name = id;
    if (number)
        metadata->pmid = id;
    else if (glosa_string_starts(id, "PMC"))
        metadata->pmcid = id;
}

static glosa_status add_parts(const struct stanza *stanza, glosa_document *document,
                              glosa_buffer *buffer, glosa_error *error)
{
    glosa_passages passages = {0};
    glosa_passage title = {.text = stanza->title,
                           .like = {.kind = GLOSA_BLOCK_HEADING,
                                    .level = 1,
                                    .section_known = true,
                                    .section = GLOSA_SECTION_TITLE}};
    glosa_passage abstract = {.text = stanza->abstract,
                              .offset = (int64_t)glosa_utf8_count(stanza->title) + 1,
                              .like = {.kind = GLOSA_BLOCK_PARAGRAPH,
                                       .section_known = true,
                                       .section = GLOSA_SECTION_ABSTRACT}};
    glosa_status status = glosa_passages_add(&passages, document, title, error);
    if (!status)
        status = glosa_passages_add(&passages, document, abstract, error);
    return status ? status : glosa_passages_finish(&passages, document, buffer, error);
}

static glosa_status read_pubtator(glosa_document *document, const glosa_limits *limits,
                                  glosa_buffer *buffer, glosa_error *error)
{
    (void)limits;
    struct stanza stanza = {0};
    glosa_string rest = document->record.bytes, line;
    glosa_status status = GLOSA_OK;
    for (int64_t number = document->record.line; glosa_string_next(&rest, '\n', &line) && !status;
         number++) {
        if (line.size && line.data[line.size - 1] == '\r')
            line.size--;
        status = take_line(&stanza, line, number, error);
    }
    set_name(&document->metadata, stanza.id);
    return status ? status : add_parts(&stanza, document, buffer, error);
}

/* A title, and the abstract of the same article behind it. */
static int recognize(glosa_string head)
{
    glosa_string rest = head, first = {0}, second = {0}, id, other;
    while (!glosa_string_trim(first).size && glosa_string_next(&rest, '\n', &first))
        ;
    char part;
    text_of(first, &id, &part);
    if (part != 't')
        return 0;
    if (!glosa_string_next(&rest, '\n', &second))
        return 80;
    text_of(second, &other, &part);
    return part == 'a' && glosa_string_equal(id, other) ? 100 : 80;
}

const glosa_format glosa_format_pubtator = {
    .name = "pubtator",
    .summary = "PubTator: titles and abstracts, with or without annotations",
    .cut = glosa_cut_stanzas,
    .recognize = recognize,
    .read = read_pubtator,
};

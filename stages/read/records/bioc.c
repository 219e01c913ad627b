/* A passage has its text whole, or in its sentences, or both: then the sentences say nothing
 * new. What a passage is stands in its infons, for which every source has words of its own;
 * those here are PubMed Central's and PubTator's. Annotations are passed over. */
#include "stages/read/records/bioc.h"

#include "stages/read/identifiers.h"
#include "stages/read/language_tag.h"

enum { WORD_SIZE = 32, TITLE_LIMIT = 600 /* bytes */ };

/* --- infons --- */

static const struct {
    char word[WORD_SIZE];
    glosa_section_kind section;
} sections[] = {
    {"title", GLOSA_SECTION_TITLE},        {"front", GLOSA_SECTION_TITLE},
    {"abstract", GLOSA_SECTION_ABSTRACT},  {"keyword", GLOSA_SECTION_KEYWORDS},
    {"keywords", GLOSA_SECTION_KEYWORDS},  {"fig", GLOSA_SECTION_CAPTION},
    {"table", GLOSA_SECTION_TABLE},        {"ref", GLOSA_SECTION_REFERENCES},
    {"intro", GLOSA_SECTION_BODY},         {"methods", GLOSA_SECTION_BODY},
    {"results", GLOSA_SECTION_BODY},       {"discuss", GLOSA_SECTION_BODY},
    {"concl", GLOSA_SECTION_BODY},         {"case", GLOSA_SECTION_BODY},
    {"suppl", GLOSA_SECTION_BODY},         {"appendix", GLOSA_SECTION_BODY},
    {"abbr", GLOSA_SECTION_BODY},          {"ack_fund", GLOSA_SECTION_BODY},
    {"auth_cont", GLOSA_SECTION_BODY},     {"comp_int", GLOSA_SECTION_BODY},
    {"review_info", GLOSA_SECTION_BODY},   {"body", GLOSA_SECTION_BODY},
    {"introduction", GLOSA_SECTION_BODY},  {"discussion", GLOSA_SECTION_BODY},
    {"conclusion", GLOSA_SECTION_BODY},    {"conclusions", GLOSA_SECTION_BODY},
    {"references", GLOSA_SECTION_REFERENCES},
};

/* Beginnings of `type`, which says more than the section: captions stand in tables too. */
static const struct {
    const char *begin;
    glosa_section_kind section;
} types[] = {
    {"front", GLOSA_SECTION_TITLE},           {"abstract", GLOSA_SECTION_ABSTRACT},
    {"fig_foot", GLOSA_SECTION_FOOTNOTE},     {"fig", GLOSA_SECTION_CAPTION},
    {"table_foot", GLOSA_SECTION_FOOTNOTE},   {"table_caption", GLOSA_SECTION_CAPTION},
    {"table_title", GLOSA_SECTION_CAPTION},   {"footnote", GLOSA_SECTION_FOOTNOTE},
    {"keyword", GLOSA_SECTION_KEYWORDS},
};

/* In small letters; empty where it is too long to be of any list. */
static void lower(glosa_string word, char out[WORD_SIZE])
{
    word = glosa_string_trim(word);
    memset(out, 0, WORD_SIZE);
    for (size_t i = 0; i < word.size && word.size < WORD_SIZE; i++) {
        char c = word.data[i];
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
}

static bool section_of(const char *word, glosa_block *block)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (strcmp(word, sections[i].word) == 0) {
            block->section = sections[i].section;
            return true;
        }
    }
    return false;
}

/* The level of a heading by its type: "title_2" and "abstract_title_2" are below "title_1". */
static uint8_t heading_level(const char *type)
{
    const char *digit = strstr(type, "title_");
    if (!digit)
        return 2;
    return digit[6] >= '1' && digit[6] <= '9' ? (uint8_t)(digit[6] - '0' + 1) : 0;
}

/* What the blocks of the open passage are. */
static glosa_block block_of(const glosa_bioc *bioc)
{
    glosa_block block = {.kind = GLOSA_BLOCK_PARAGRAPH, .language = bioc->language};
    char section[WORD_SIZE], type[WORD_SIZE];
    lower(bioc->section_type, section);
    lower(bioc->type, type);
    block.section_known = section_of(section, &block) || section_of(type, &block);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strncmp(type, types[i].begin, strlen(types[i].begin)) == 0) {
            block.section_known = true;
            block.section = types[i].section;
            break;
        }
    }
    bool title = block.section_known && block.section == GLOSA_SECTION_TITLE;
    bool heading = strncmp(type, "title", 5) == 0 || strstr(type, "_title_") ||
                   strcmp(type, "footnote_title") == 0;
    bool caption = block.section_known && block.section == GLOSA_SECTION_CAPTION;
    if (title || (heading && !caption))
        block.level = title ? 1 : heading_level(type);
    if (block.level)
        block.kind = GLOSA_BLOCK_HEADING;
    else if (block.section_known && block.section == GLOSA_SECTION_TABLE)
        block.kind = GLOSA_BLOCK_CELL;
    return block;
}

/* --- metadata --- */

static bool is_pmcid(glosa_string id)
{
    size_t at = 3;
    while (at < id.size && id.data[at] >= '0' && id.data[at] <= '9')
        at++;
    return glosa_string_starts(id, "PMC") && at == id.size && at > 3;
}

/* Takes an identifier of the article, the first of each kind. */
static glosa_status take_identifier(glosa_bioc *bioc, glosa_string key, glosa_string value,
                                    glosa_error *error)
{
    glosa_metadata *metadata = &bioc->document->metadata;
    if (glosa_string_starts(key, "article-id_"))
        key = glosa_string_slice(key, strlen("article-id_"), key.size);
    const struct {
        const char *key;
        glosa_string *value;
    } keys[] = {
        {"pmid", &metadata->pmid}, {"doi", &metadata->doi},   {"year", &metadata->year},
        {"pmc", &metadata->pmcid}, {"pmcid", &metadata->pmcid},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!value.size || keys[i].value->size || !glosa_string_is(key, keys[i].key))
            continue;
        if (keys[i].value != &metadata->pmcid)
            *keys[i].value = value;
        else if (!glosa_keep_pmcid(bioc->document, value))
            return glosa_fail_memory(error, "read");
    }
    return GLOSA_OK;
}

glosa_status glosa_bioc_infon(glosa_bioc *bioc, glosa_string key, glosa_string value,
                              glosa_error *error)
{
    value = glosa_string_trim(value);
    if (bioc->level != GLOSA_BIOC_DOCUMENT && bioc->level != GLOSA_BIOC_PASSAGE)
        return GLOSA_OK;
    bool language = glosa_string_is(key, "language") || glosa_string_is(key, "lang");
    if (language && bioc->level == GLOSA_BIOC_DOCUMENT)
        bioc->document->metadata.language = glosa_language_of_tag(bioc->document, value);
    else if (language)
        bioc->language = glosa_language_of_tag(bioc->document, value);
    else if (glosa_string_is(key, "section_type") ||
             (glosa_string_is(key, "section") && !bioc->section_type.size))
        bioc->section_type = value;
    else if (glosa_string_is(key, "type"))
        bioc->type = value;
    else if (!bioc->passages.list.size) /* behind text they may be those of a reference */
        return take_identifier(bioc, key, value, error);
    return GLOSA_OK;
}

/* --- events --- */

/* The offset that the text says, or -1. */
static int64_t offset_of(glosa_string text)
{
    int64_t offset = 0;
    text = glosa_string_trim(text);
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9' || offset > INT32_MAX)
            return -1;
        offset = offset * 10 + (text.data[i] - '0');
    }
    return text.size ? offset : -1;
}

glosa_status glosa_bioc_open(glosa_bioc *bioc, glosa_error *error)
{
    bioc->level++;
    bioc->texts[bioc->level] = (glosa_string){NULL, 0};
    bioc->offsets[bioc->level] = -1;
    if (bioc->level == GLOSA_BIOC_PASSAGE) {
        bioc->section_type = bioc->type = bioc->language = (glosa_string){NULL, 0};
        bioc->first = bioc->passages.list.size;
    }
    if (bioc->level == GLOSA_BIOC_DOCUMENT && ++bioc->documents > 1)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                          "more than one document in a record; document skipped");
    return GLOSA_OK;
}

glosa_status glosa_bioc_close(glosa_bioc *bioc, glosa_error *error)
{
    glosa_bioc_level level = bioc->level--;
    glosa_passage passage = {.text = bioc->texts[level], .offset = bioc->offsets[level]};
    if (level == GLOSA_BIOC_SENTENCE) {
        passage.continues = bioc->passages.list.size > bioc->first;
        return glosa_passages_add(&bioc->passages, bioc->document, passage, error);
    }
    if (level != GLOSA_BIOC_PASSAGE)
        return GLOSA_OK;
    passage.like = block_of(bioc);
    if (passage.text.size) {
        bioc->passages.list.size = bioc->first;
        return glosa_passages_add(&bioc->passages, bioc->document, passage, error);
    }
    if (bioc->passages.list.size > bioc->first)
        bioc->passages.list.items[bioc->first].like = passage.like;
    return GLOSA_OK;
}

glosa_status glosa_bioc_value(glosa_bioc *bioc, glosa_string name, glosa_string value,
                              glosa_error *error)
{
    glosa_metadata *metadata = &bioc->document->metadata;
    if (glosa_string_is(name, "text"))
        bioc->texts[bioc->level] = value;
    else if (glosa_string_is(name, "offset"))
        bioc->offsets[bioc->level] = offset_of(value);
    else if (bioc->level == GLOSA_BIOC_DOCUMENT && glosa_string_is(name, "id"))
        metadata->name = glosa_string_trim(value);
    else if (bioc->level == GLOSA_BIOC_DOCUMENT)
        return take_identifier(bioc, name, value, error);
    if (!metadata->pmcid.size && is_pmcid(metadata->name))
        metadata->pmcid = metadata->name;
    return GLOSA_OK;
}

/* --- document --- */

/* Where a tab ends the title in the only passage of a document, as DrugProt and EU-ADR have it:
 * makes it a passage of its own. */
static glosa_status split_title(glosa_bioc *bioc, glosa_error *error)
{
    if (bioc->passages.list.size != 1 || bioc->passages.list.items[0].like.section_known)
        return GLOSA_OK;
    glosa_passage *title = &bioc->passages.list.items[0];
    glosa_passage rest = *title;
    const char *tab = memchr(rest.text.data, '\t', rest.text.size);
    size_t at = tab ? (size_t)(tab - rest.text.data) : 0;
    rest.text = glosa_string_slice(rest.text, at + (tab != NULL), rest.text.size);
    if (!at || at > TITLE_LIMIT || !rest.text.size || memchr(rest.text.data, '\t', rest.text.size))
        return GLOSA_OK;
    title->text.size = at;
    title->like.kind = GLOSA_BLOCK_HEADING;
    title->like.level = 1;
    title->like.section_known = rest.like.section_known = true;
    title->like.section = GLOSA_SECTION_TITLE;
    rest.like.section = GLOSA_SECTION_ABSTRACT;
    if (rest.offset >= 0)
        rest.offset += (int64_t)glosa_utf8_count(title->text) + 1;
    return glosa_passages_add(&bioc->passages, bioc->document, rest, error);
}

glosa_status glosa_bioc_finish(glosa_bioc *bioc, glosa_buffer *buffer, glosa_error *error)
{
    if (!bioc->documents)
        return glosa_fail(error, GLOSA_EMPTY, NULL, -1,
                          "no BioC document found; document skipped");
    glosa_status status = split_title(bioc, error);
    if (!status)
        status = glosa_passages_finish(&bioc->passages, bioc->document, buffer, error);
    if (!status)
        glosa_name_by_identifier(&bioc->document->metadata);
    return status;
}

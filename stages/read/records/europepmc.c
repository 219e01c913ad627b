/* Europe PMC's JSON: what its search service answers, as it comes (`resultList`) and as the
 * programs that fetch articles keep it: one article an object, with the answer under `full`, and
 * all in one object by their numbers. An older dialect makes a list of one of every value. */
#include "stages/read/format.h"
#include "stages/read/identifiers.h"
#include "stages/read/json.h"
#include "stages/read/language_tag.h"
#include "stages/read/markup/inline_markup.h"
#include "stages/read/recognize.h"
#include "stages/read/records/abstract_markup.h"

/* The value itself, out of a list of one. */
static const glosa_json *only(const glosa_json *value)
{
    bool wrapped = value && value->kind == GLOSA_JSON_LIST && value->first && !value->first->next;
    return wrapped ? value->first : value;
}

static const glosa_json *member(const glosa_json *object, const char *name)
{
    return only(glosa_json_member(object, name));
}

static bool is_result(const glosa_json *object)
{
    return glosa_json_member(object, "title") || glosa_json_member(object, "abstractText");
}

/* The object that describes the one article of a record, or NULL. */
static const glosa_json *find_result(const glosa_json *root)
{
    root = only(root);
    const glosa_json *inside = member(root, "full");
    if (!inside)
        inside = member(member(root, "resultList"), "result");
    if (inside)
        return is_result(inside) ? inside : NULL;
    if (is_result(root))
        return root;
    /* By its number, alone. */
    bool alone = root && root->kind == GLOSA_JSON_OBJECT && root->first && !root->first->next;
    inside = alone ? root->first : NULL;
    if (member(inside, "full"))
        inside = member(inside, "full");
    return is_result(inside) ? inside : NULL;
}

static glosa_status take(const glosa_json *result, const char *name, glosa_string *text,
                         glosa_error *error)
{
    const glosa_json *value = member(result, name);
    bool held = value && (value->kind == GLOSA_JSON_LIST || value->kind == GLOSA_JSON_OBJECT) &&
                value->first;
    if (held)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                          "member '%s' must be a string; document skipped", name);
    return glosa_json_text(value, text, error);
}

static glosa_status set_metadata(glosa_document *document, const glosa_json *result,
                                 glosa_error *error)
{
    glosa_metadata *metadata = &document->metadata;
    glosa_string language = {0}, id = {0}, pmcid = {0};
    const struct {
        const char *name;
        glosa_string *value;
    } members[] = {
        {"pmcid", &pmcid}, {"pmid", &metadata->pmid}, {"doi", &metadata->doi},
        {"id", &id},       {"language", &language},   {"pubYear", &metadata->year},
    };
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        glosa_status status = take(result, members[i].name, members[i].value, error);
        if (status)
            return status;
    }
    if (pmcid.size && !glosa_keep_pmcid(document, pmcid))
        return glosa_fail_memory(error, "read");
    metadata->language = glosa_language_of_tag(document, language);
    glosa_name_by_identifier(metadata);
    if (!metadata->name.size)
        metadata->name = id;
    return GLOSA_OK;
}

static glosa_status add_keywords(glosa_builder *builder, const glosa_json *result,
                                 glosa_error *error)
{
    static const glosa_block like = {.kind = GLOSA_BLOCK_ITEM,
                                     .section_known = true,
                                     .section = GLOSA_SECTION_KEYWORDS};
    const glosa_json *list = glosa_json_member(member(result, "keywordList"), "keyword");
    glosa_status status = GLOSA_OK;
    const glosa_json *keyword = list && list->kind == GLOSA_JSON_LIST ? list->first : list;
    for (; keyword && !status; keyword = list == keyword ? NULL : keyword->next) {
        glosa_string text;
        status = glosa_json_text(keyword, &text, error);
        if (!status)
            glosa_add_abstract(builder, text, like);
    }
    return status;
}

static glosa_status build(glosa_document *document, const glosa_json *result,
                          glosa_buffer *buffer, glosa_error *error)
{
    glosa_builder builder;
    glosa_string title = {0}, abstract = {0};
    glosa_status status = take(result, "title", &title, error);
    if (!status)
        status = take(result, "abstractText", &abstract, error);
    if (status)
        return status;
    glosa_builder_begin(&builder, document, buffer);
    glosa_add_abstract(&builder, title,
                       (glosa_block){.kind = GLOSA_BLOCK_HEADING,
                                     .level = 1,
                                     .section_known = true,
                                     .section = GLOSA_SECTION_TITLE});
    bool titled = document->blocks.size > 0;
    glosa_add_abstract(&builder, abstract,
                       (glosa_block){.kind = GLOSA_BLOCK_PARAGRAPH,
                                     .section_known = true,
                                     .section = GLOSA_SECTION_ABSTRACT});
    status = add_keywords(&builder, result, error);
    if (!status)
        status = glosa_builder_finish(&builder, error);
    if (!status && titled)
        document->metadata.title =
            glosa_document_source(document, document->blocks.items[0].span);
    return status;
}

static glosa_status read_europepmc(glosa_document *document, const glosa_limits *limits,
                                   glosa_buffer *buffer, glosa_error *error)
{
    const glosa_json *root;
    glosa_status status = glosa_json_parse(document, limits->depth, &root, error);
    if (status)
        return status;
    const glosa_json *result = find_result(root);
    if (!result)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                          "expected one result of Europe PMC, an object with title or "
                          "abstractText; document skipped");
    status = set_metadata(document, result, error);
    return status ? status : build(document, result, buffer, error);
}

/* Two members of its own; JSON Lines have a text, which results of Europe PMC have not. */
static int recognize(glosa_string head)
{
    static const char *const members[] = {
        "\"resultList\"",   "\"abstractText\"", "\"authorString\"", "\"pubYear\"",
        "\"fullTextIdList\"", "\"isOpenAccess\"", "\"journalInfo\"",
    };
    unsigned found = 0;
    if (!glosa_recognize_json(head) || glosa_find(head, "\"text\"") < head.size)
        return 0;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        found += glosa_find(head, members[i]) < head.size;
    return found > 1 ? 100 : 0;
}

const glosa_format glosa_format_europepmc = {
    .name = "europepmc",
    .summary = "Europe PMC JSON: results of its search, one or many",
    .cut = glosa_cut_objects,
    .units = (const char *const[]){"result", "*", NULL},
    .recognize = recognize,
    .read = read_europepmc,
};

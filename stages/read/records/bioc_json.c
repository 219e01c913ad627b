/* BioC as JSON: a record is one item of `documents`, also with its collection around it. PubTator's
 * own name for the list is PubTator3; PubMed Central's service makes a list of one collection. */
#include "stages/read/format.h"
#include "stages/read/json.h"
#include "stages/read/markup/inline_markup.h"
#include "stages/read/recognize.h"
#include "stages/read/records/bioc.h"

/* What is read of the open document, passage or sentence before what is inside it. */
static glosa_status take_values(glosa_bioc *bioc, const glosa_json *object, glosa_error *error)
{
    glosa_string text;
    glosa_status status = GLOSA_OK;
    const glosa_json *infons = glosa_json_member(object, "infons");
    for (const glosa_json *value = object->first; value && !status; value = value->next) {
        bool held = value->kind == GLOSA_JSON_LIST || value->kind == GLOSA_JSON_OBJECT;
        if (held && glosa_string_is(value->name, "text"))
            return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                              "member 'text' must be a string; document skipped");
        status = glosa_json_text(value, &text, error);
        if (!status && text.size)
            status = glosa_bioc_value(bioc, value->name, text, error);
    }
    if (!infons || infons->kind != GLOSA_JSON_OBJECT)
        return status;
    for (const glosa_json *infon = infons->first; infon && !status; infon = infon->next) {
        status = glosa_json_text(infon, &text, error);
        if (!status)
            status = glosa_bioc_infon(bioc, infon->name, text, error);
    }
    return status;
}

/* Reads a document, passage or sentence, and what is inside; as deep as there are levels. */
static glosa_status take_level(glosa_bioc *bioc, const glosa_json *object, glosa_error *error)
{
    static const char *const inside[GLOSA_BIOC_LEVELS] = {"documents", "passages", "sentences",
                                                          ""};
    if (object->kind != GLOSA_JSON_OBJECT)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                          "items of '%s' must be objects; document skipped",
                          inside[bioc->level]);
    glosa_status status = glosa_bioc_open(bioc, error);
    if (!status)
        status = take_values(bioc, object, error);
    const glosa_json *list = glosa_json_member(object, inside[bioc->level]);
    if (!status && list && list->kind != GLOSA_JSON_LIST && list->kind != GLOSA_JSON_NULL)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                          "member '%s' must be a list; document skipped", inside[bioc->level]);
    const glosa_json *item = list ? list->first : NULL;
    for (; item && !status; item = item->next)
        status = take_level(bioc, item, error);
    return status ? status : glosa_bioc_close(bioc, error);
}

/* Goes inside lists and collections of one document; NULL where there is none. */
static const glosa_json *find_document(const glosa_json *root)
{
    while (root && !glosa_json_member(root, "passages")) {
        const glosa_json *documents = glosa_json_member(root, "documents");
        if (!documents)
            documents = glosa_json_member(root, "PubTator3");
        if (documents)
            root = documents;
        root = root->kind == GLOSA_JSON_LIST && root->first && !root->first->next ? root->first
                                                                                  : NULL;
    }
    return root;
}

static glosa_status read_bioc_json(glosa_document *document, const glosa_limits *limits,
                                   glosa_buffer *buffer, glosa_error *error)
{
    glosa_bioc bioc = {.document = document};
    const glosa_json *root;
    glosa_status status = glosa_json_parse(document, limits->depth, &root, error);
    if (status)
        return status;
    root = find_document(root);
    if (!root)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                          "expected one BioC document, an object with passages; document "
                          "skipped");
    status = take_level(&bioc, root, error);
    return status ? status : glosa_bioc_finish(&bioc, buffer, error);
}

/* JSON Lines may have passages of its own, but not with offsets and infons as BioC. */
static int recognize(glosa_string head)
{
    static const char *const members[] = {"\"offset\"", "\"infons\""};
    if (!glosa_recognize_json(head))
        return 0;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (glosa_find(head, members[i]) < head.size)
            return glosa_find(head, "\"passages\"") < head.size ? 100 : 0;
    }
    return 0;
}

const glosa_format glosa_format_bioc_json = {
    .name = "bioc-json",
    .summary = "BioC JSON, as PubMed Central and PubTator give it",
    .cut = glosa_cut_objects,
    .units = (const char *const[]){"documents", "PubTator3", NULL},
    .recognize = recognize,
    .read = read_bioc_json,
};

/* JSON Lines: one article an object, with `id` and `text`. The source is the string `text`, so
 * that offsets are those of the string in Python.
 *
 * Known members may stand only once; of those that are passed over this is not checked, since a
 * list of their names would grow with the input. */
#include "stages/read/plain/blocks.h"
#include "stages/read/format.h"
#include "stages/read/json.h"
#include "stages/read/language_tag.h"

enum member { ID, TEXT, LANG, LANGUAGE, TITLE, YEAR, DOI, PMID, PMCID, MEMBERS };

static const struct {
    const char *name;
    bool required;
    bool number; /* an integer is taken as well as a string */
} members[MEMBERS] = {
    [ID] = {"id", true, true},         [TEXT] = {"text", true, false},
    [LANG] = {"lang", false, false},   [LANGUAGE] = {"language", false, false},
    [TITLE] = {"title", false, false}, [YEAR] = {"year", false, true},
    [DOI] = {"doi", false, false},     [PMID] = {"pmid", false, true},
    [PMCID] = {"pmcid", false, true},
};

struct object {
    glosa_string values[MEMBERS];
    bool seen[MEMBERS];
};

static int member_named(glosa_string name)
{
    int member = 0;
    while (member < MEMBERS && !glosa_string_is(name, members[member].name))
        member++;
    return member;
}

static bool is_integer(glosa_string number)
{
    for (size_t i = number.data[0] == '-'; i < number.size; i++) {
        if (number.data[i] < '0' || number.data[i] > '9')
            return false;
    }
    return true;
}

static bool has_type(int member, const glosa_json *value)
{
    switch (value->kind) {
    case GLOSA_JSON_STRING: return true;
    case GLOSA_JSON_NULL: return !members[member].required;
    case GLOSA_JSON_NUMBER: return members[member].number && is_integer(value->text);
    default: return false;
    }
}

static glosa_status take_value(struct object *object, int member, const glosa_json *value,
                               glosa_error *error)
{
    if (object->seen[member])
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1, "member '%s' stands twice",
                          members[member].name);
    object->seen[member] = true;
    if (!has_type(member, value))
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1, "member '%s' must be a string%s",
                          members[member].name, members[member].number ? " or an integer" : "");
    return glosa_json_text(value, &object->values[member], error);
}

static glosa_status take_members(struct object *object, const glosa_json *root,
                                 glosa_error *error)
{
    if (!root || root->kind != GLOSA_JSON_OBJECT)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                          "expected a JSON object with id and text");
    glosa_status status = GLOSA_OK;
    for (const glosa_json *value = root->first; value && !status; value = value->next) {
        int member = member_named(value->name);
        if (member < MEMBERS)
            status = take_value(object, member, value, error);
    }
    return status;
}

static void set_metadata(glosa_document *document, const struct object *object)
{
    glosa_metadata *metadata = &document->metadata;
    const glosa_string *values = object->values;
    metadata->language = glosa_language_of_tag(
        document, values[LANGUAGE].size ? values[LANGUAGE] : values[LANG]);
    metadata->title = values[TITLE];
    metadata->year = values[YEAR];
    metadata->doi = values[DOI];
    metadata->pmid = values[PMID];
    metadata->pmcid = values[PMCID];
}

static glosa_status check(const struct object *object, glosa_error *error)
{
    for (int i = 0; i < MEMBERS; i++) {
        if (members[i].required && !object->seen[i])
            return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                              "no member '%s'; expected an object with id and text",
                              members[i].name);
    }
    if (!object->values[ID].size)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1, "member 'id' is empty");
    if (!object->values[TEXT].size)
        return glosa_fail(error, GLOSA_EMPTY, NULL, -1, "member 'text' is empty");
    return GLOSA_OK;
}

static glosa_status read_jsonl(glosa_document *document, const glosa_limits *limits,
                               glosa_buffer *buffer, glosa_error *error)
{
    (void)buffer;
    struct object object = {0};
    const glosa_json *root;
    glosa_status status = glosa_json_parse(document, limits->depth, &root, error);
    /* A record that is broken further on may still have said its name. */
    glosa_status taken = take_members(&object, root, status ? NULL : error);
    document->metadata.name = object.values[ID];
    if (!status)
        status = taken ? taken : check(&object, error);
    if (status)
        return status;
    set_metadata(document, &object);
    document->source = object.values[TEXT];
    return glosa_blocks_plain(document, error);
}

/* An object that begins and ends on the first line that is not blank. */
static int recognize(glosa_string head)
{
    glosa_string rest = glosa_string_trim(head), line = {0};
    bool whole = memchr(rest.data ? rest.data : "", '\n', rest.size) != NULL;
    if (!glosa_string_next(&rest, '\n', &line))
        return 0;
    line = glosa_string_trim(line);
    if (!line.size || line.data[0] != '{')
        return 0;
    size_t at = 1;
    while (at < line.size && (line.data[at] == ' ' || line.data[at] == '\t'))
        at++;
    if (at == line.size || (line.data[at] != '"' && line.data[at] != '}'))
        return 0;
    bool continues = whole && memchr(",{[:", line.data[line.size - 1], 4);
    return continues ? 0 : 90;
}

const glosa_format glosa_format_jsonl = {
    .name = "jsonl",
    .summary = "JSON Lines: an object a line with id, text and optionally lang, title, year, "
               "doi, pmid, pmcid",
    .cut = glosa_cut_lines,
    .recognize = recognize,
    .read = read_jsonl,
};

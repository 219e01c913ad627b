#include "stages/read/plain/front_matter.h"

#include <yaml.h>

#include "stages/read/identifiers.h"
#include "stages/read/language_tag.h"

/* libyaml takes time by the square of the depth. */
enum { DEPTH_LIMIT = 16 };

enum field { NONE, TITLE, DOI, PMID, PMCID, YEAR, LANGUAGE };

static const struct {
    const char *name;
    enum field field;
} names[] = {
    {"title", TITLE},   {"titulo", TITLE},      {"título", TITLE},       {"doi", DOI},
    {"pmid", PMID},     {"pmcid", PMCID},       {"year", YEAR},          {"date", YEAR},
    {"año", YEAR},      {"anio", YEAR},         {"fecha", YEAR},         {"lang", LANGUAGE},
    {"idioma", LANGUAGE}, {"language", LANGUAGE},
};

static enum field field_of(glosa_string key)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (glosa_string_is(key, names[i].name))
            return names[i].field;
    }
    return NONE;
}

static bool keep(glosa_document *document, enum field field, glosa_string value)
{
    glosa_metadata *metadata = &document->metadata;
    glosa_string *members[] = {[TITLE] = &metadata->title, [DOI] = &metadata->doi,
                               [PMID] = &metadata->pmid,   [PMCID] = &metadata->pmcid,
                               [YEAR] = &metadata->year,   [LANGUAGE] = &metadata->language};
    value = glosa_string_trim(field == YEAR ? glosa_year_in(value) : value);
    if (field == NONE || !value.size || members[field]->size || memchr(value.data, 0, value.size))
        return true;
    if (field == PMCID)
        return glosa_keep_pmcid(document, value);
    *members[field] = field == LANGUAGE ? glosa_language_of_tag(document, value)
                                        : glosa_document_keep(document, value);
    return members[field]->data != NULL || field == LANGUAGE;
}

/* Follows the members of the outermost mapping; false without memory. */
static bool take_event(glosa_document *document, const yaml_event_t *event, int *depth,
                       bool *is_value, enum field *field)
{
    if (event->type == YAML_MAPPING_START_EVENT || event->type == YAML_SEQUENCE_START_EVENT) {
        ++*depth;
        return true;
    }
    if (event->type == YAML_MAPPING_END_EVENT || event->type == YAML_SEQUENCE_END_EVENT)
        *is_value &= --*depth != 1; /* what has ended was the member's value */
    if (event->type != YAML_SCALAR_EVENT || *depth != 1)
        return true;
    glosa_string text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    *is_value = !*is_value;
    if (*is_value)
        *field = field_of(text);
    return *is_value || keep(document, *field, text);
}

glosa_status glosa_front_matter(glosa_document *document, glosa_string yaml, glosa_error *error)
{
    yaml_parser_t parser;
    yaml_event_t event;
    enum field field = NONE;
    int depth = 0;
    bool more = true, is_value = false, kept = true;
    if (!yaml_parser_initialize(&parser))
        return glosa_fail_memory(error, "read");
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.data, yaml.size);
    while (more && kept && yaml_parser_parse(&parser, &event)) {
        more = event.type != YAML_STREAM_END_EVENT && event.type != YAML_DOCUMENT_END_EVENT &&
               event.type != YAML_ALIAS_EVENT && depth < DEPTH_LIMIT;
        kept = take_event(document, &event, &depth, &is_value, &field);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return kept ? GLOSA_OK : glosa_fail_memory(error, "read");
}

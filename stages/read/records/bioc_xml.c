/* BioC as XML: a record is one <document>, also with its <collection> around it. */
#include "stages/read/format.h"
#include "stages/read/markup/inline_markup.h"
#include "stages/read/markup/xml.h"
#include "stages/read/records/bioc.h"

struct reader {
    glosa_bioc bioc;
    glosa_buffer value;     /* of the open value */
    const char *name;       /* of the open value; constant text */
    glosa_string key;       /* of an infon */
    unsigned value_depth;   /* elements open since the value began, itself included */
    unsigned mute_depth;    /* elements open since an annotation or the like began */
    glosa_status status;    /* why nothing more is read */
    glosa_error *error;
};

static void on_begin(void *state)
{
    struct reader *reader = state;
    glosa_buffer_clear(&reader->value);
    *reader = (struct reader){.bioc.document = reader->bioc.document,
                              .value = reader->value,
                              .error = reader->error};
}

/* The name as constant text where the element has a value of its own, else NULL. */
static const char *value_name(const char *name)
{
    static const char *const names[] = {"id", "offset", "text", "infon"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0)
            return names[i];
    }
    return NULL;
}

static glosa_string keep(struct reader *reader, glosa_string text)
{
    glosa_string kept = glosa_document_keep(reader->bioc.document, text);
    if (text.size && !kept.data && !reader->status)
        reader->status = glosa_fail_memory(reader->error, "read");
    return kept;
}

static void begin_value(struct reader *reader, const char *name,
                        const glosa_xml_attributes *attributes)
{
    glosa_buffer_clear(&reader->value);
    reader->value_depth = 1;
    reader->name = name;
    reader->key = keep(reader, glosa_xml_attribute(attributes, "key", false));
}

static void end_value(struct reader *reader)
{
    glosa_string value = keep(reader, glosa_buffer_view(&reader->value));
    if (reader->value.failed && !reader->status)
        reader->status = glosa_fail_memory(reader->error, "read");
    if (reader->status)
        return;
    reader->status =
        strcmp(reader->name, "infon") == 0
            ? glosa_bioc_infon(&reader->bioc, reader->key, value, reader->error)
            : glosa_bioc_value(&reader->bioc, glosa_string_of(reader->name), value,
                               reader->error);
}

/* A document, passage or sentence begins. BioC 2 has its id or offset as an attribute. */
static void begin_level(struct reader *reader, const glosa_xml_attributes *attributes)
{
    static const char *const names[] = {"id", "offset"};
    reader->status = glosa_bioc_open(&reader->bioc, reader->error);
    for (size_t i = 0; i < 2 && !reader->status; i++) {
        glosa_string value = keep(reader, glosa_xml_attribute(attributes, names[i], false));
        if (value.size && !reader->status)
            reader->status = glosa_bioc_value(&reader->bioc, glosa_string_of(names[i]), value,
                                              reader->error);
    }
}

static void on_start(void *state, const char *name, const glosa_xml_attributes *attributes)
{
    static const char *const levels[GLOSA_BIOC_LEVELS] = {"document", "passage", "sentence", ""};
    struct reader *reader = state;
    if (reader->status)
        return;
    glosa_bioc_level level = reader->bioc.level;
    bool outside = level == GLOSA_BIOC_OUTSIDE;
    if (reader->mute_depth)
        reader->mute_depth++;
    else if (reader->value_depth)
        reader->value_depth++;
    else if (strcmp(name, levels[level]) == 0)
        begin_level(reader, attributes);
    else if (!outside && value_name(name))
        begin_value(reader, value_name(name), attributes);
    else if (!outside || strcmp(name, "collection") != 0)
        reader->mute_depth = 1;
}

static void on_end(void *state)
{
    struct reader *reader = state;
    if (reader->status)
        return;
    if (reader->mute_depth)
        reader->mute_depth--;
    else if (reader->value_depth > 1)
        reader->value_depth--;
    else if (reader->value_depth) {
        reader->value_depth = 0;
        end_value(reader);
    } else if (reader->bioc.level)
        reader->status = glosa_bioc_close(&reader->bioc, reader->error);
}

static bool on_text(void *state, glosa_string text)
{
    struct reader *reader = state;
    if (reader->value_depth && !reader->mute_depth)
        glosa_buffer_string(&reader->value, text);
    return !reader->status;
}

static glosa_status read_bioc_xml(glosa_document *document, const glosa_limits *limits,
                                  glosa_buffer *buffer, glosa_error *error)
{
    static const glosa_xml_handler handler = {on_begin, on_start, on_end, on_text};
    struct reader reader = {.bioc.document = document, .error = error};
    glosa_error damage;
    glosa_status status = glosa_xml_parse(&handler, &reader, document, limits, &damage);
    glosa_buffer_free(&reader.value);
    if (status && status != GLOSA_MALFORMED)
        return glosa_xml_settle(document, &damage, status, error);
    status = reader.status ? reader.status : glosa_bioc_finish(&reader.bioc, buffer, error);
    return glosa_xml_settle(document, &damage, status, error);
}

static int recognize(glosa_string head)
{
    glosa_string root = glosa_xml_root_name(head);
    bool possible = glosa_string_is(root, "collection") || glosa_string_is(root, "document");
    bool passages = glosa_find(head, "<passage") < head.size;
    return possible && (passages || glosa_find(head, "BioC.dtd") < head.size) ? 100 : 0;
}

const glosa_format glosa_format_bioc_xml = {
    .name = "bioc-xml",
    .summary = "BioC XML: passages of articles, with or without annotations",
    .cut = glosa_cut_elements,
    .units = (const char *const[]){"document", NULL},
    .recognize = recognize,
    .read = read_bioc_xml,
};

/* Gold standards in JSON: a document a line, and BioC. */
#include <yajl/yajl_tree.h>

#include "pipeline/wire/json.h"
#include "stages/emit/evaluate/gold.h"

static yajl_val get(yajl_val object, const char *key, yajl_type type)
{
    const char *path[] = {key, NULL};
    return yajl_tree_get(object, path, type);
}

static glosa_string get_text(yajl_val object, const char *key)
{
    const char *text = YAJL_GET_STRING(get(object, key, yajl_t_string));
    return text ? glosa_string_of(text) : (glosa_string){NULL, 0};
}

static size_t length(yajl_val array)
{
    return array ? array->u.array.len : 0;
}

/* The tree of a JSON text, for yajl_tree_free; NULL where it is none. */
static yajl_val parse(const char *text)
{
    char message[128];
    return glosa_json_is_shallow(glosa_string_of(text))
               ? yajl_tree_parse(text, message, sizeof message)
               : NULL;
}

/* --- JSON Lines: {"id","entities":[{"start","end","type","ids":[]}]} --- */

static glosa_status add_ids(glosa_gold *gold, const glosa_gold_span *span, yajl_val ids,
                            glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < length(ids) && status == GLOSA_OK; i++) {
        const char *id = YAJL_GET_STRING(ids->u.array.values[i]);
        status = id ? glosa_gold_ids(gold, span, glosa_string_of(id), error)
                    : glosa_gold_fail(gold, "ids must be strings", error);
    }
    return status;
}

static glosa_status add_entity(glosa_gold *gold, glosa_string document, yajl_val entity,
                               glosa_error *error)
{
    yajl_val start = get(entity, "start", yajl_t_number), end = get(entity, "end", yajl_t_number);
    glosa_gold_span span = {.document = document, .type = get_text(entity, "type")};
    bool counts;
    if (!YAJL_IS_INTEGER(start) || !YAJL_IS_INTEGER(end) || !span.type.data)
        return glosa_gold_fail(gold, "an entity needs start, end and type", error);
    span.start = YAJL_GET_INTEGER(start);
    span.end = YAJL_GET_INTEGER(end);
    glosa_status status = glosa_gold_mention(gold, &span, &counts, error);
    if (status || !counts)
        return status;
    return add_ids(gold, &span, get(entity, "ids", yajl_t_array), error);
}

static glosa_status add_document(glosa_gold *gold, yajl_val document, glosa_error *error)
{
    glosa_string id = get_text(document, "id");
    yajl_val entities = get(document, "entities", yajl_t_array);
    if (!id.data || !entities)
        return glosa_gold_fail(gold, "a document needs id and entities", error);
    glosa_status status = glosa_gold_document(gold, id, error);
    for (size_t i = 0; i < length(entities) && status == GLOSA_OK; i++)
        status = add_entity(gold, id, entities->u.array.values[i], error);
    return status;
}

static glosa_status take_line(glosa_gold *gold, char *line, glosa_error *error)
{
    if (glosa_string_trim(glosa_string_of(line)).size == 0)
        return GLOSA_OK;
    yajl_val document = parse(line);
    glosa_status status = document
                              ? add_document(gold, document, error)
                              : glosa_gold_fail(gold, "is not JSON, or nested too deeply", error);
    yajl_tree_free(document);
    return status;
}

glosa_status glosa_gold_read_jsonl(glosa_gold *gold, glosa_error *error)
{
    return glosa_gold_each_line(gold, take_line, error);
}

/* --- BioC: {"documents":[{"id","passages":[{"annotations":[...],"sentences":[...]}]}]} --- */

static glosa_string infon(yajl_val annotation, const char *key)
{
    yajl_val infons = get(annotation, "infons", yajl_t_object);
    return infons ? get_text(infons, key) : (glosa_string){NULL, 0};
}

static glosa_status add_annotation(glosa_gold *gold, glosa_string document, yajl_val annotation,
                                   glosa_error *error)
{
    yajl_val locations = get(annotation, "locations", yajl_t_array);
    glosa_gold_span span = {.document = document, .type = infon(annotation, "type"),
                            .start = INT64_MAX};
    if (!span.type.data || length(locations) == 0)
        return glosa_gold_fail(gold, "an annotation needs a type and a location", error);
    for (size_t i = 0; i < length(locations); i++) {
        yajl_val at = get(locations->u.array.values[i], "offset", yajl_t_number);
        yajl_val size = get(locations->u.array.values[i], "length", yajl_t_number);
        if (!YAJL_IS_INTEGER(at) || !YAJL_IS_INTEGER(size) || YAJL_GET_INTEGER(at) > INT32_MAX ||
            YAJL_GET_INTEGER(size) < 0 || YAJL_GET_INTEGER(size) > INT32_MAX)
            return glosa_gold_fail(gold, "a location needs offset and length", error);
        int64_t start = YAJL_GET_INTEGER(at), end = start + YAJL_GET_INTEGER(size);
        span.start = start < span.start ? start : span.start;
        span.end = end > span.end ? end : span.end;
    }
    bool counts;
    glosa_status status = glosa_gold_mention(gold, &span, &counts, error);
    if (status || !counts)
        return status;
    return glosa_gold_ids(gold, &span, infon(annotation, "identifier"), error);
}

/* The annotations of a document, a passage or a sentence, and of what is in it. */
static glosa_status add_annotations(glosa_gold *gold, glosa_string document, yajl_val part,
                                    glosa_error *error)
{
    static const char *const inner[] = {"passages", "sentences"};
    yajl_val annotations = get(part, "annotations", yajl_t_array);
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < length(annotations) && status == GLOSA_OK; i++)
        status = add_annotation(gold, document, annotations->u.array.values[i], error);
    for (size_t k = 0; k < sizeof inner / sizeof *inner; k++) {
        yajl_val parts = get(part, inner[k], yajl_t_array);
        for (size_t i = 0; i < length(parts) && status == GLOSA_OK; i++)
            status = add_annotations(gold, document, parts->u.array.values[i], error);
    }
    return status;
}

static glosa_status add_collection(glosa_gold *gold, yajl_val collection, glosa_error *error)
{
    yajl_val documents = get(collection, "documents", yajl_t_array);
    glosa_status status = documents ? GLOSA_OK
                                    : glosa_gold_fail(gold, "BioC needs documents", error);
    for (size_t i = 0; i < length(documents) && status == GLOSA_OK; i++) {
        yajl_val document = documents->u.array.values[i];
        glosa_string id = get_text(document, "id");
        status = id.data ? glosa_gold_document(gold, id, error)
                         : glosa_gold_fail(gold, "a document needs an id", error);
        if (status == GLOSA_OK)
            status = add_annotations(gold, id, document, error);
    }
    return status;
}

static glosa_status gather(glosa_gold *gold, char *line, glosa_error *error)
{
    (void)error;
    glosa_buffer_text(gold->text, line);
    return GLOSA_OK;
}

glosa_status glosa_gold_read_bioc_json(glosa_gold *gold, glosa_error *error)
{
    glosa_buffer text = {0};
    gold->text = &text;
    glosa_status status = glosa_gold_each_line(gold, gather, error);
    gold->line = -1;
    glosa_buffer_byte(&text, '\0');
    if (status == GLOSA_OK && text.failed)
        status = glosa_fail_memory(error, gold->path);
    yajl_val collection = status == GLOSA_OK ? parse(text.data) : NULL;
    if (status == GLOSA_OK)
        status = collection ? add_collection(gold, collection, error)
                            : glosa_gold_fail(gold, "is not JSON, or nested too deeply", error);
    yajl_tree_free(collection);
    glosa_buffer_free(&text);
    return status;
}

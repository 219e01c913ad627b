/* JSON Lines: one article an object, with `id` and `text`. The source is the string `text`, so
 * that offsets are those of the string in Python.
 *
 * Known members may stand only once; of those that are passed over this is not checked, since a
 * list of their names would grow with the input. */
#include <setjmp.h>
#include <yajl/yajl_parse.h>

#include "stages/read/plain/blocks.h"
#include "stages/read/format.h"
#include "stages/read/language_tag.h"

enum { DEPTH_LIMIT = 64 };

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
    glosa_document *document;
    glosa_string values[MEMBERS];
    bool seen[MEMBERS];
    int member; /* whose value comes next; MEMBERS: one that is passed over */
    int depth;
    glosa_error *error;
    glosa_status status; /* why a callback stopped the parser */
    jmp_buf no_memory;
};

/* --- memory: yajl does not look at what malloc gives, so it works in the document's arena and
 * a failure leaves it at once; the arena frees what it held --- */

static void *yajl_allocate(void *context, size_t size)
{
    struct object *object = context;
    size_t *piece = glosa_arena_alloc(&object->document->arena, sizeof(max_align_t) + size);
    if (!piece)
        longjmp(object->no_memory, 1);
    *piece = size;
    return (char *)piece + sizeof(max_align_t);
}

static void *yajl_resize(void *context, void *old, size_t size)
{
    void *data = yajl_allocate(context, size);
    if (old) {
        size_t had = *(const size_t *)(const void *)((char *)old - sizeof(max_align_t));
        memcpy(data, old, had < size ? had : size);
    }
    return data;
}

static void yajl_release(void *context, void *data)
{
    (void)context;
    (void)data;
}

/* --- what the parser finds; 0 stops it --- */

static int stop(struct object *object, glosa_status status)
{
    object->status = status;
    return 0;
}

static int wrong_type(struct object *object)
{
    return stop(object,
                glosa_fail(object->error, GLOSA_MALFORMED, NULL, -1,
                           "member '%s' must be a string%s", members[object->member].name,
                           members[object->member].number ? " or an integer" : ""));
}

/* The string itself where it lies in the record, which lives as long as the document. */
static glosa_string keep(glosa_document *document, const char *data, size_t size)
{
    glosa_string record = document->record.bytes;
    uintptr_t at = (uintptr_t)data, start = (uintptr_t)record.data;
    if (at >= start && at + size <= start + record.size)
        return (glosa_string){data, size};
    return glosa_document_keep(document, (glosa_string){data, size});
}

static int take_value(struct object *object, const char *data, size_t size)
{
    glosa_string value = keep(object->document, data, size);
    if (!value.data)
        return stop(object, glosa_fail_memory(object->error, "read"));
    if (memchr(value.data, 0, value.size))
        return stop(object, glosa_fail(object->error, GLOSA_MALFORMED, NULL, -1,
                                       "member '%s' holds the character U+0000",
                                       members[object->member].name));
    object->values[object->member] = value;
    return 1;
}

/* Whether a value belongs to a member that is read. */
static bool is_wanted(const struct object *object)
{
    return object->depth == 1 && object->member < MEMBERS;
}

static int not_an_object(struct object *object)
{
    return stop(object, glosa_fail(object->error, GLOSA_MALFORMED, NULL, -1,
                                   "expected a JSON object with id and text"));
}

static int on_null(void *context)
{
    struct object *object = context;
    if (!object->depth)
        return not_an_object(object);
    return is_wanted(object) && members[object->member].required ? wrong_type(object) : 1;
}

static int on_boolean(void *context, int value)
{
    (void)value;
    struct object *object = context;
    if (!object->depth)
        return not_an_object(object);
    return is_wanted(object) ? wrong_type(object) : 1;
}

static int on_number(void *context, const char *digits, size_t size)
{
    struct object *object = context;
    if (!object->depth)
        return not_an_object(object);
    if (!is_wanted(object))
        return 1;
    for (size_t i = 0; i < size; i++) {
        bool minus = i == 0 && digits[i] == '-';
        if (!members[object->member].number || (!minus && (digits[i] < '0' || digits[i] > '9')))
            return wrong_type(object);
    }
    return take_value(object, digits, size);
}

static int on_string(void *context, const unsigned char *data, size_t size)
{
    struct object *object = context;
    if (!object->depth)
        return not_an_object(object);
    return is_wanted(object) ? take_value(object, (const char *)data, size) : 1;
}

/* The parser itself keeps no more than a byte for a level, but nobody means so many. */
static int on_open(struct object *object, bool list)
{
    if (!object->depth && list)
        return not_an_object(object);
    if (is_wanted(object))
        return wrong_type(object);
    if (++object->depth > DEPTH_LIMIT)
        return stop(object,
                    glosa_fail(object->error, GLOSA_MALFORMED, NULL, -1,
                               "values nest deeper than %d; document skipped", DEPTH_LIMIT));
    return 1;
}

static int on_start_map(void *context)
{
    return on_open(context, false);
}

static int on_start_array(void *context)
{
    return on_open(context, true);
}

static int on_end(void *context)
{
    struct object *object = context;
    object->depth--;
    return 1;
}

static int on_key(void *context, const unsigned char *data, size_t size)
{
    struct object *object = context;
    if (object->depth != 1)
        return 1;
    glosa_string key = {(const char *)data, size};
    object->member = 0;
    while (object->member < MEMBERS && !glosa_string_is(key, members[object->member].name))
        object->member++;
    if (object->member == MEMBERS)
        return 1;
    if (object->seen[object->member])
        return stop(object,
                    glosa_fail(object->error, GLOSA_MALFORMED, NULL, -1,
                               "member '%s' stands twice", members[object->member].name));
    object->seen[object->member] = true;
    return 1;
}

/* --- surrogates: yajl makes '?' of half a pair --- */

/* The value of the escape \uXXXX at byte `at`, or -1 where there is none. */
static int32_t escape_at(glosa_string json, size_t at)
{
    static const char digits[] = "00112233445566778899aAbBcCdDeEfF";
    if (at + 6 > json.size || json.data[at] != '\\' || json.data[at + 1] != 'u')
        return -1;
    int32_t value = 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        const char *digit = json.data[i] ? strchr(digits, json.data[i]) : NULL;
        if (!digit)
            return -1;
        value = value * 16 + (int32_t)((digit - digits) / 2);
    }
    return value;
}

/* The byte of the first escape that is half of a surrogate pair, or json.size. */
static size_t lone_surrogate(glosa_string json)
{
    for (size_t at = 0; at < json.size;) {
        const char *hit = memchr(json.data + at, '\\', json.size - at);
        if (!hit)
            break;
        at = (size_t)(hit - json.data);
        int32_t unit = escape_at(json, at);
        bool high = (unit & 0xFC00) == 0xD800 && unit >= 0;
        bool paired = high && (escape_at(json, at + 6) & 0xFC00) == 0xDC00;
        if ((unit >= 0xD800 && unit <= 0xDFFF) && !paired)
            return at;
        at += paired ? 12 : 2;
    }
    return json.size;
}

/* --- parsing --- */

static glosa_status syntax_error(yajl_handle handle, size_t byte, glosa_error *error)
{
    const char *text = (const char *)yajl_get_error(handle, 0, NULL, 0);
    int size = text ? (int)strcspn(text, "\n") : 0;
    if (size && text[size - 1] == '.')
        size--;
    return glosa_fail(error, GLOSA_MALFORMED, NULL, -1, "not valid JSON at byte %zu: %.*s",
                      byte, size, text ? text : "");
}

static glosa_status parse(struct object *object)
{
    static const yajl_callbacks callbacks = {
        .yajl_null = on_null,
        .yajl_boolean = on_boolean,
        .yajl_number = on_number,
        .yajl_string = on_string,
        .yajl_start_map = on_start_map,
        .yajl_map_key = on_key,
        .yajl_end_map = on_end,
        .yajl_start_array = on_start_array,
        .yajl_end_array = on_end,
    };
    yajl_alloc_funcs memory = {yajl_allocate, yajl_resize, yajl_release, object};
    glosa_string json = object->document->record.bytes;
    if (setjmp(object->no_memory))
        return glosa_fail_memory(object->error, "read");
    yajl_handle handle = yajl_alloc(&callbacks, &memory, object);
    yajl_config(handle, yajl_dont_validate_strings, 1); /* the record is valid UTF-8 */
    yajl_status status = yajl_parse(handle, (const unsigned char *)json.data, json.size);
    size_t byte = status == yajl_status_ok ? json.size : yajl_get_bytes_consumed(handle);
    if (status == yajl_status_ok)
        status = yajl_complete_parse(handle);
    if (object->status)
        return object->status;
    return status == yajl_status_ok ? GLOSA_OK : syntax_error(handle, byte, object->error);
}

/* --- the document --- */

static void set_metadata(const struct object *object)
{
    glosa_metadata *metadata = &object->document->metadata;
    const glosa_string *values = object->values;
    metadata->name = values[ID];
    metadata->language = glosa_language_of_tag(
        object->document, values[LANGUAGE].size ? values[LANGUAGE] : values[LANG]);
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
    (void)limits;
    (void)buffer;
    glosa_string json = document->record.bytes;
    size_t lone = lone_surrogate(json);
    if (lone < json.size)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                          "escape %.6s at byte %zu is half of a surrogate pair",
                          json.data + lone, lone);
    struct object object = {.document = document, .member = MEMBERS, .error = error};
    glosa_status status = parse(&object);
    if (!status)
        status = check(&object, error);
    if (object.seen[ID])
        document->metadata.name = object.values[ID];
    if (status)
        return status;
    set_metadata(&object);
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

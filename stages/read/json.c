#include "stages/read/json.h"

#include <setjmp.h>
#include <yajl/yajl_parse.h>

struct level {
    glosa_json *value, *last;   /* a list or object, and its last value so far */
};

struct tree {
    glosa_document *document;
    const glosa_json *root;
    struct level levels[GLOSA_JSON_DEPTH]; /* those that are open */
    unsigned depth, limit;
    uint32_t values;
    glosa_string name;          /* of the member whose value comes next */
    glosa_error *error;
    glosa_status status;        /* why a callback stopped the parser */
    jmp_buf no_memory;
};

/* --- memory: yajl does not look at what malloc gives, so it works in the document's arena and
 * a failure leaves it at once; the arena frees what it held --- */

static void *allocate(void *context, size_t size)
{
    struct tree *tree = context;
    size_t *piece = glosa_arena_alloc(&tree->document->arena, sizeof(max_align_t) + size);
    if (!piece)
        longjmp(tree->no_memory, 1);
    *piece = size;
    return (char *)piece + sizeof(max_align_t);
}

static void *resize(void *context, void *old, size_t size)
{
    void *data = allocate(context, size);
    if (old) {
        size_t had = *(const size_t *)(const void *)((char *)old - sizeof(max_align_t));
        memcpy(data, old, had < size ? had : size);
    }
    return data;
}

static void release(void *context, void *data)
{
    (void)context;
    (void)data;
}

/* The string itself where it lies in the record, which lives as long as the document. */
static glosa_string keep(struct tree *tree, const char *data, size_t size)
{
    glosa_string record = tree->document->record.bytes;
    uintptr_t at = (uintptr_t)data, start = (uintptr_t)record.data;
    if (at >= start && at + size <= start + record.size)
        return (glosa_string){data, size};
    glosa_string kept = glosa_document_keep(tree->document, (glosa_string){data, size});
    if (!kept.data)
        longjmp(tree->no_memory, 1);
    return kept;
}

/* --- what the parser finds; 0 stops it --- */

/* Adds a value where the parser is; NULL where there are too many. */
static glosa_json *add(struct tree *tree, glosa_json_kind kind)
{
    if (tree->values++ == GLOSA_JSON_VALUES) {
        tree->status = glosa_fail(tree->error, GLOSA_REFUSED, NULL, -1,
                                  "JSON of more than %d values; document skipped",
                                  GLOSA_JSON_VALUES);
        return NULL;
    }
    glosa_json *value = glosa_arena_alloc(&tree->document->arena, sizeof *value);
    if (!value)
        longjmp(tree->no_memory, 1);
    *value = (glosa_json){.kind = kind, .name = tree->name};
    tree->name = (glosa_string){NULL, 0};
    struct level *level = tree->depth ? &tree->levels[tree->depth - 1] : NULL;
    if (!level)
        tree->root = value;
    else if (level->last)
        level->last->next = value;
    else
        level->value->first = value;
    if (level)
        level->last = value;
    return value;
}

static int add_text(struct tree *tree, glosa_json_kind kind, const char *data, size_t size)
{
    glosa_json *value = add(tree, kind);
    if (value)
        value->text = keep(tree, data, size);
    return value != NULL;
}

static int open_level(struct tree *tree, glosa_json_kind kind)
{
    glosa_json *value = add(tree, kind);
    if (!value)
        return 0;
    if (tree->depth == tree->limit) {
        tree->status =
            glosa_fail(tree->error, GLOSA_MALFORMED, NULL, -1,
                       "values nest deeper than %u; document skipped", tree->limit);
        return 0;
    }
    tree->levels[tree->depth++] = (struct level){.value = value};
    return 1;
}

static int on_null(void *context)
{
    return add(context, GLOSA_JSON_NULL) != NULL;
}

static int on_boolean(void *context, int value)
{
    (void)value;
    return add(context, GLOSA_JSON_BOOLEAN) != NULL;
}

static int on_number(void *context, const char *digits, size_t size)
{
    return add_text(context, GLOSA_JSON_NUMBER, digits, size);
}

static int on_string(void *context, const unsigned char *data, size_t size)
{
    return add_text(context, GLOSA_JSON_STRING, (const char *)data, size);
}

static int on_object(void *context)
{
    return open_level(context, GLOSA_JSON_OBJECT);
}

static int on_list(void *context)
{
    return open_level(context, GLOSA_JSON_LIST);
}

static int on_end(void *context)
{
    struct tree *tree = context;
    tree->depth--;
    return 1;
}

static int on_name(void *context, const unsigned char *data, size_t size)
{
    struct tree *tree = context;
    tree->name = keep(tree, (const char *)data, size);
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

static glosa_status parse(struct tree *tree)
{
    static const yajl_callbacks callbacks = {
        .yajl_null = on_null,
        .yajl_boolean = on_boolean,
        .yajl_number = on_number,
        .yajl_string = on_string,
        .yajl_start_map = on_object,
        .yajl_map_key = on_name,
        .yajl_end_map = on_end,
        .yajl_start_array = on_list,
        .yajl_end_array = on_end,
    };
    yajl_alloc_funcs memory = {allocate, resize, release, tree};
    glosa_string json = tree->document->record.bytes;
    if (setjmp(tree->no_memory))
        return glosa_fail_memory(tree->error, "read");
    yajl_handle handle = yajl_alloc(&callbacks, &memory, tree);
    yajl_config(handle, yajl_dont_validate_strings, 1); /* the record is valid UTF-8 */
    yajl_status status = yajl_parse(handle, (const unsigned char *)json.data, json.size);
    size_t byte = status == yajl_status_ok ? json.size : yajl_get_bytes_consumed(handle);
    if (status == yajl_status_ok)
        status = yajl_complete_parse(handle);
    if (tree->status)
        return tree->status;
    return status == yajl_status_ok ? GLOSA_OK : syntax_error(handle, byte, tree->error);
}

glosa_status glosa_json_parse(glosa_document *document, unsigned depth, const glosa_json **root,
                              glosa_error *error)
{
    glosa_string json = document->record.bytes;
    size_t lone = lone_surrogate(json);
    *root = NULL;
    if (lone < json.size)
        return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                          "escape %.6s at byte %zu is half of a surrogate pair",
                          json.data + lone, lone);
    struct tree tree = {.document = document,
                        .limit = depth < GLOSA_JSON_DEPTH ? depth : GLOSA_JSON_DEPTH,
                        .error = error};
    glosa_status status = parse(&tree);
    *root = tree.root;
    return status;
}

const glosa_json *glosa_json_member(const glosa_json *object, const char *name)
{
    const glosa_json *member =
        object && object->kind == GLOSA_JSON_OBJECT ? object->first : NULL;
    while (member && !glosa_string_is(member->name, name))
        member = member->next;
    return member;
}

glosa_status glosa_json_text(const glosa_json *value, glosa_string *text, glosa_error *error)
{
    *text = value ? value->text : (glosa_string){NULL, 0};
    if (!text->size || !memchr(text->data, 0, text->size))
        return GLOSA_OK;
    size_t shown = value->name.size < 40 ? value->name.size : 40;
    return glosa_fail(error, GLOSA_MALFORMED, NULL, -1,
                      "member '%.*s' holds the character U+0000", (int)shown, value->name.data);
}

#include "pipeline/run/options.h"

#include <assert.h>
#include <errno.h>

#include "pipeline/wire/json.h"

void *glosa_options_new(const glosa_options *options)
{
    if (options->size == 0)
        return NULL;
    void *values = calloc(1, options->size);
    for (size_t i = 0; values && i < options->count; i++) {
        const glosa_option *option = &options->table[i];
        if (!option->fallback)
            continue;
        glosa_status status = glosa_option_set(option, values, option->fallback, NULL);
        assert(status == GLOSA_OK || status == GLOSA_MEMORY);
        if (status) {
            glosa_options_free(options, values);
            return NULL;
        }
    }
    return values;
}

void glosa_options_free(const glosa_options *options, void *values)
{
    for (size_t i = 0; values && i < options->count; i++) {
        if (options->table[i].type == GLOSA_OPTION_LIST) {
            glosa_list *list = (glosa_list *)((char *)values + options->table[i].offset);
            free(list->items);
        }
    }
    free(values);
}

static glosa_status set_number(const glosa_option *option, int64_t *number, const char *text,
                               glosa_error *error)
{
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (errno || end == text || *end || value < option->minimum || value > option->maximum)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                          "--%s takes a whole number from %lld to %lld, not '%s'", option->name,
                          (long long)option->minimum, (long long)option->maximum, text);
    *number = value;
    return GLOSA_OK;
}

glosa_status glosa_list_add(glosa_list *list, const char *item, glosa_error *error)
{
    const char **items = realloc(list->items, (list->size + 1) * sizeof *items);
    if (!items)
        return glosa_fail_memory(error, "options");
    items[list->size++] = item;
    list->items = items;
    return GLOSA_OK;
}

glosa_status glosa_option_set(const glosa_option *option, void *values, const char *text,
                              glosa_error *error)
{
    void *member = (char *)values + option->offset;
    switch (option->type) {
    case GLOSA_OPTION_FLAG: *(bool *)member = true; return GLOSA_OK;
    case GLOSA_OPTION_NUMBER: return set_number(option, member, text, error);
    case GLOSA_OPTION_TEXT: *(const char **)member = text; return GLOSA_OK;
    case GLOSA_OPTION_LIST: return glosa_list_add(member, text, error);
    }
    assert(!"an option has a type");
    return GLOSA_USAGE;
}

static void write_list(glosa_buffer *json, const glosa_list *list)
{
    glosa_buffer_byte(json, '[');
    for (size_t i = 0; i < list->size; i++) {
        if (i)
            glosa_buffer_byte(json, ',');
        glosa_json_string(json, glosa_string_of(list->items[i]));
    }
    glosa_buffer_byte(json, ']');
}

static void write_option(glosa_buffer *json, const glosa_option *option, const void *member)
{
    const char *text = option->type == GLOSA_OPTION_TEXT ? *(const char *const *)member : "";
    if (!text)
        return;
    glosa_json_key(json, option->name);
    switch (option->type) {
    case GLOSA_OPTION_FLAG:
        glosa_buffer_text(json, *(const bool *)member ? "true" : "false");
        break;
    case GLOSA_OPTION_NUMBER: glosa_buffer_number(json, *(const int64_t *)member); break;
    case GLOSA_OPTION_TEXT: glosa_json_string(json, glosa_string_of(text)); break;
    case GLOSA_OPTION_LIST: write_list(json, member); break;
    }
}

void glosa_options_history(const glosa_options *options, const void *values, const char *stage,
                           glosa_buffer *json)
{
    glosa_buffer_byte(json, '{');
    glosa_json_key(json, "stage");
    glosa_json_string(json, glosa_string_of(stage));
    glosa_json_key(json, "version");
    glosa_json_string(json, glosa_string_of(glosa_version()));
    glosa_json_key(json, "options");
    glosa_buffer_byte(json, '{');
    for (size_t i = 0; i < options->count; i++) {
        const glosa_option *option = &options->table[i];
        if (!option->silent)
            write_option(json, option, (const char *)values + option->offset);
    }
    glosa_buffer_byte(json, '}');
}

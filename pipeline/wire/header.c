/* The first line of the wire. It is short and read once, so a small tree does. */
#include <yajl/yajl_tree.h>

#include "pipeline/wire/json.h"
#include "pipeline/wire/wire.h"

static void write_tree(glosa_buffer *out, yajl_val value);

static void write_tree_object(glosa_buffer *out, yajl_val value)
{
    glosa_buffer_byte(out, '{');
    for (size_t i = 0; i < value->u.object.len; i++) {
        if (i)
            glosa_buffer_byte(out, ',');
        glosa_json_string(out, glosa_string_of(value->u.object.keys[i]));
        glosa_buffer_byte(out, ':');
        write_tree(out, value->u.object.values[i]);
    }
    glosa_buffer_byte(out, '}');
}

static void write_tree_array(glosa_buffer *out, yajl_val value)
{
    glosa_buffer_byte(out, '[');
    for (size_t i = 0; i < value->u.array.len; i++) {
        if (i)
            glosa_buffer_byte(out, ',');
        write_tree(out, value->u.array.values[i]);
    }
    glosa_buffer_byte(out, ']');
}

static void write_tree(glosa_buffer *out, yajl_val value)
{
    switch (value->type) {
    case yajl_t_string: glosa_json_string(out, glosa_string_of(value->u.string)); break;
    case yajl_t_number: glosa_buffer_text(out, value->u.number.r); break;
    case yajl_t_object: write_tree_object(out, value); break;
    case yajl_t_array: write_tree_array(out, value); break;
    case yajl_t_true: glosa_buffer_text(out, "true"); break;
    case yajl_t_false: glosa_buffer_text(out, "false"); break;
    default: glosa_buffer_text(out, "null");
    }
}

static glosa_status read_header(yajl_val root, bool *marks_last, glosa_buffer *history,
                                glosa_error *error)
{
    const char *version_path[] = {"glosa", "wire", NULL};
    const char *marks_path[] = {"glosa", "marks_last", NULL};
    const char *history_path[] = {"glosa", "history", NULL};
    yajl_val version = yajl_tree_get(root, version_path, yajl_t_number);
    if (!version)
        return glosa_fail(error, GLOSA_USAGE, "wire", 1,
                          "the first line is not a glosa header; a stage reads what another "
                          "stage writes, beginning with 'glosa read'");
    if (strcmp(version->u.number.r, "1") != 0)
        return glosa_fail(error, GLOSA_USAGE, "wire", 1,
                          "wire version %s, but this program reads version %d",
                          version->u.number.r, GLOSA_WIRE_VERSION);
    yajl_val array = yajl_tree_get(root, history_path, yajl_t_array);
    glosa_buffer_clear(history);
    if (array)
        write_tree_array(history, array);
    else
        glosa_buffer_text(history, "[]");
    *marks_last = yajl_tree_get(root, marks_path, yajl_t_true) != NULL;
    return history->failed ? glosa_fail_memory(error, "wire") : GLOSA_OK;
}

glosa_status glosa_wire_parse_header(glosa_string line, bool *marks_last, glosa_buffer *history,
                                     glosa_error *error)
{
    enum { LONGEST = 1 << 20 };
    if (line.size > LONGEST || !glosa_json_is_shallow(line))
        return glosa_fail(error, GLOSA_USAGE, "wire", 1, "the first line is not a glosa header");
    char *text = strndup(line.data, line.size);
    if (!text)
        return glosa_fail_memory(error, "wire");
    char message[128];
    yajl_val root = yajl_tree_parse(text, message, sizeof message);
    glosa_status status = root ? read_header(root, marks_last, history, error)
                               : glosa_fail(error, GLOSA_USAGE, "wire", 1,
                                            "the first line is not a glosa header");
    yajl_tree_free(root);
    free(text);
    return status;
}

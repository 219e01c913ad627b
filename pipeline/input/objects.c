/* JSON values, found among the bytes by their brackets and quotes; whether they are well-formed
 * is for the parser that gets the record to say. */
#include "pipeline/input/scan.h"

enum { NAME_SIZE = 32, HEAD = 1 << 16 };

/* Which values are records. */
enum mode {
    MODE_NAMED,     /* items of arrays with the name of a unit */
    MODE_MEMBERS,   /* objects that are members of the objects that are the file */
    MODE_ITEMS,     /* items of the list that is the file */
    MODE_TOP,       /* whatever follows each other in the file */
    MODE_INSIDE,    /* MODE_NAMED, between the items of such an array */
};

struct json {
    const char *const *units;
    char name[NAME_SIZE];       /* the last string outside a record; cut off where longer */
    size_t name_size;
    unsigned depth;             /* brackets that are open since the scan began */
    bool quoted, escaped;
    bool is_name, is_member;    /* the last thing was a string; a string and a colon */
    bool in_list;               /* a record is an item of a list */
    bool outside;               /* between the outermost objects */
};

/* Follows a string; true while inside one, the closing quote included. */
static bool in_string(struct json *json, char c)
{
    if (!json->quoted) {
        if (c == '"')
            json->name_size = 0;
        return json->quoted = c == '"';
    }
    if (c == '"' && !json->escaped) {
        json->quoted = false;
        json->is_name = true;
        return true;
    }
    json->escaped = c == '\\' && !json->escaped;
    if (json->name_size < NAME_SIZE)
        json->name[json->name_size] = c;
    json->name_size += json->name_size < NAME_SIZE;
    return true;
}

static bool is_unit(const struct json *json)
{
    for (size_t i = 0; json->units[i]; i++) {
        if (strlen(json->units[i]) == json->name_size &&
            memcmp(json->units[i], json->name, json->name_size) == 0)
            return true;
    }
    return false;
}

/* Remembers whether a value that comes next is that of a member. */
static void follow_member(struct json *json, char c)
{
    if (glosa_is_ascii_blank(c))
        return;
    json->is_member = c == ':' && json->is_name;
    json->is_name = false;
}

/* Finds the "[" behind the name of a unit, and goes behind it. */
static bool scan_named(void *state, glosa_string view, size_t *at, bool ended)
{
    (void)ended;
    struct json *json = state;
    while (*at < view.size) {
        char c = view.data[(*at)++];
        if (in_string(json, c))
            continue;
        if (c == '[' && json->is_member && is_unit(json))
            return true;
        follow_member(json, c);
    }
    return false;
}

/* Finds the object that is the value of the next member of an outermost object. */
static bool scan_member(void *state, glosa_string view, size_t *at, bool ended)
{
    (void)ended;
    struct json *json = state;
    for (; *at < view.size; ++*at) {
        char c = view.data[*at];
        if (in_string(json, c))
            continue;
        if (c == '{' && json->is_member && json->depth == 0 && !json->outside)
            return true;
        bool outermost = json->depth == 0 && (c == '}' || (c == '{' && json->outside));
        if (outermost)
            json->outside = c == '}';
        else
            json->depth += c == '[' || c == '{';
        json->depth -= (c == ']' || c == '}') && json->depth;
        follow_member(json, c);
    }
    return false;
}

/* Finds the next byte that can begin a value, or ends the array it would be in. */
static bool scan_item(void *state, glosa_string view, size_t *at, bool ended)
{
    (void)state, (void)ended;
    while (*at < view.size && (glosa_is_ascii_blank(view.data[*at]) || view.data[*at] == ','))
        ++*at;
    return *at < view.size;
}

/* Finds where objects or lists may go on, behind something that is neither: however much of that
 * there is, it is one record. */
static bool scan_stray(struct json *json, glosa_string view, size_t *at)
{
    for (; *at < view.size; ++*at) {
        char c = view.data[*at];
        if (in_string(json, c))
            continue;
        if (c == '{' || c == '[' || (c == ']' && json->in_list))
            return true;
    }
    return false;
}

/* Finds the end of a value that begins here. */
static bool scan_value(void *state, glosa_string view, size_t *at, bool ended)
{
    (void)ended;
    struct json *json = state;
    for (; *at < view.size; ++*at) {
        char c = view.data[*at];
        bool open = c == '{' || c == '[', close = c == '}' || c == ']';
        if (json->depth == 0 && !open)
            return scan_stray(json, view, at);
        if (in_string(json, c))
            continue;
        json->depth += open;
        json->depth -= close;
        if (json->depth == 0) {
            ++*at;
            return true;
        }
    }
    return false;
}

/* Whether the value of the first member of an object, which begins here, is an object. */
static bool first_is_object(glosa_string head)
{
    struct json json = {0};
    for (size_t at = 1; at < head.size; at++) {
        char c = head.data[at];
        if (in_string(&json, c))
            continue;
        if (json.is_member && !glosa_is_ascii_blank(c))
            return c == '{';
        follow_member(&json, c);
    }
    return false;
}

static bool has_members(const glosa_cutting *cutting)
{
    for (size_t i = 0; cutting->units[i]; i++) {
        if (strcmp(cutting->units[i], "*") == 0)
            return true;
    }
    return false;
}

static glosa_status begin(glosa_cutting *cutting, glosa_error *error)
{
    struct json json = {.units = cutting->units};
    glosa_string head;
    size_t at = 0;
    glosa_status status = glosa_reader_look(cutting->reader, HEAD, &head, error);
    if (status)
        return status;
    cutting->begun = true;
    cutting->mode = MODE_TOP;
    if (scan_named(&json, head, &at, true)) {
        cutting->mode = MODE_NAMED;
        return GLOSA_OK;
    }
    head = glosa_string_trim(head);
    if (head.size && head.data[0] == '[')
        cutting->mode = MODE_ITEMS;
    else if (head.size && head.data[0] == '{' && has_members(cutting) && first_is_object(head))
        cutting->mode = MODE_MEMBERS;
    if (cutting->mode == MODE_TOP)
        return GLOSA_OK;
    bool found;
    status = glosa_cut_skip(cutting, scan_item, NULL, &found, error);
    glosa_reader_take(cutting->reader, 1);
    return status;
}

/* Whether a list ends here that the records are items of; goes behind its bracket. */
static glosa_status end_list(glosa_cutting *cutting, bool *ended, glosa_error *error)
{
    glosa_string view;
    glosa_status status = glosa_reader_peek(cutting->reader, 1, &view, error);
    *ended = !status && view.size && view.data[0] == ']' &&
             (cutting->mode == MODE_INSIDE || cutting->mode == MODE_ITEMS);
    if (!*ended)
        return status;
    glosa_reader_take(cutting->reader, 1);
    cutting->mode = cutting->mode == MODE_INSIDE ? MODE_NAMED : MODE_TOP;
    return GLOSA_OK;
}

/* Goes to where the next record begins; *more is false where there is none. */
static glosa_status find_record(glosa_cutting *cutting, bool *more, glosa_error *error)
{
    for (bool again = true; again;) {
        struct json json = {.units = cutting->units};
        bool named = cutting->mode == MODE_NAMED;
        glosa_scanner *scanner = named                            ? scan_named
                                 : cutting->mode == MODE_MEMBERS ? scan_member
                                                                  : scan_item;
        glosa_status status = glosa_cut_skip(cutting, scanner, &json, more, error);
        if (status || !*more)
            return status;
        if (named)
            cutting->mode = MODE_INSIDE;
        else
            status = end_list(cutting, &again, error);
        if (status)
            return status;
    }
    return GLOSA_OK;
}

glosa_status glosa_cut_objects(glosa_cutting *cutting, glosa_string *record, bool *more,
                               glosa_error *error)
{
    struct json json = {.units = cutting->units};
    glosa_status status = cutting->begun ? GLOSA_OK : begin(cutting, error);
    if (!status)
        status = find_record(cutting, more, error);
    if (status || !*more)
        return status;
    cutting->line = cutting->next_line;
    json.in_list = cutting->mode == MODE_INSIDE || cutting->mode == MODE_ITEMS;
    return glosa_cut_scan(cutting, scan_value, &json, record, error);
}

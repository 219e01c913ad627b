#include "dictionaries/build/pattern.h"

enum { LEAST_STAR = 2 };

/* --- sets --- */

/* The set of a name; all.size where there is none. */
static uint32_t find_set(const glosa_pattern_sets *sets, glosa_string name)
{
    uint32_t at = 0;
    while (at < sets->all.size && !glosa_string_equal(sets->all.items[at].name, name))
        at++;
    return at;
}

bool glosa_pattern_sets_add(glosa_pattern_sets *sets, glosa_string name, glosa_string from,
                            glosa_string to)
{
    uint32_t at = find_set(sets, name);
    if (at == sets->all.size) {
        glosa_pattern_set *added = GLOSA_ARRAY_ADD(sets->arena, &sets->all);
        if (!added)
            return false;
        added->name = name;
    }
    glosa_pattern_set *set = &sets->all.items[at];
    if (set->size == set->capacity &&
        !glosa_array_grow(sets->arena, &set->pairs, set->size, &set->capacity,
                          sizeof *set->pairs))
        return false;
    set->pairs[set->size++] = (struct glosa_pattern_pair){from, to};
    return true;
}

/* --- reading --- */

/* The text up to the next sign. */
static glosa_string take_text(glosa_string *rest)
{
    size_t end = 0;
    while (end < rest->size && !strchr("_*{}", rest->data[end]))
        end++;
    glosa_string text = glosa_string_slice(*rest, 0, end);
    *rest = glosa_string_slice(*rest, end, rest->size);
    return text;
}

/* The number of the set in braces that begins here; false where there is none. */
static bool take_set(const glosa_pattern_sets *sets, glosa_string *rest, uint32_t *set)
{
    const char *end = memchr(rest->data, '}', rest->size);
    if (!end)
        return false;
    size_t size = (size_t)(end - rest->data);
    *set = find_set(sets, glosa_string_slice(*rest, 1, size));
    *rest = glosa_string_slice(*rest, size + 1, rest->size);
    return *set < sets->all.size;
}

static bool read_part(const glosa_pattern_sets *sets, glosa_string *rest,
                      glosa_pattern_part *part, const char **fault)
{
    char sign = rest->data[0];
    *part = (glosa_pattern_part){.kind = GLOSA_PART_TEXT};
    if (sign == '{') {
        part->kind = GLOSA_PART_SET;
        *fault = "there is no such set above";
        return take_set(sets, rest, &part->set);
    }
    *fault = "} without {";
    if (sign == '}')
        return false;
    if (sign == '_' || sign == '*') {
        part->kind = sign == '_' ? GLOSA_PART_SEPARATOR : GLOSA_PART_STAR;
        *rest = glosa_string_slice(*rest, 1, rest->size);
    } else {
        part->text = take_text(rest);
    }
    return true;
}

bool glosa_pattern_read(const glosa_pattern_sets *sets, glosa_string cell,
                        glosa_pattern *pattern, const char **fault)
{
    *pattern = (glosa_pattern){.sets = sets, .star = SIZE_MAX};
    while (cell.size) {
        *fault = "more than 8 parts";
        if (pattern->size == GLOSA_PATTERN_MOST_PARTS)
            return false;
        glosa_pattern_part *part = &pattern->parts[pattern->size];
        if (!read_part(sets, &cell, part, fault))
            return false;
        *fault = "more than one *";
        if (part->kind == GLOSA_PART_STAR && pattern->star != SIZE_MAX)
            return false;
        if (part->kind == GLOSA_PART_STAR)
            pattern->star = pattern->size;
        pattern->size++;
    }
    if (pattern->star == SIZE_MAX)
        pattern->star = pattern->size;
    return true;
}

/* --- matching --- */

static bool same_letter(char pattern, char c)
{
    return pattern == c ||
           (pattern >= 'a' && pattern <= 'z' && c == (char)(pattern - 'a' + 'A'));
}

static bool stands_at(glosa_string text, glosa_string name, size_t at)
{
    if (name.size - at < text.size)
        return false;
    for (size_t i = 0; i < text.size; i++) {
        if (!same_letter(text.data[i], name.data[at + i]))
            return false;
    }
    return true;
}

/* The longest member that stands there; NULL: none does. */
static const struct glosa_pattern_pair *find_member(const glosa_pattern_set *set,
                                                    glosa_string name, size_t at)
{
    const struct glosa_pattern_pair *best = NULL;
    for (uint32_t i = 0; i < set->size; i++) {
        const struct glosa_pattern_pair *pair = &set->pairs[i];
        if ((!best || pair->from.size > best->from.size) && stands_at(pair->from, name, at))
            best = pair;
    }
    return best;
}

static size_t match_part(const glosa_pattern *pattern, size_t number, glosa_string name,
                         size_t at, glosa_pattern_match *match)
{
    const glosa_pattern_part *part = &pattern->parts[number];
    if (part->kind == GLOSA_PART_TEXT)
        return stands_at(part->text, name, at) ? at + part->text.size : SIZE_MAX;
    if (part->kind == GLOSA_PART_SEPARATOR)
        return at < name.size && (name.data[at] == ' ' || name.data[at] == '-') ? at + 1
                                                                                 : SIZE_MAX;
    const struct glosa_pattern_pair *pair =
        find_member(&pattern->sets->all.items[part->set], name, at);
    if (!pair)
        return SIZE_MAX;
    match->partners[number] = pair->to;
    return at + pair->from.size;
}

/* Matches the parts from `number` on, up to the star or the end. */
static size_t match_parts(const glosa_pattern *pattern, size_t number, glosa_string name,
                          size_t at, glosa_pattern_match *match)
{
    size_t last = number <= pattern->star ? pattern->star : pattern->size;
    for (; number < last && at != SIZE_MAX; number++)
        at = match_part(pattern, number, name, at, match);
    return at;
}

size_t glosa_pattern_match_at(const glosa_pattern *pattern, glosa_string name, size_t at,
                              glosa_pattern_match *match)
{
    return match_parts(pattern, 0, name, at, match);
}

bool glosa_pattern_match_whole(const glosa_pattern *pattern, glosa_string name,
                               glosa_pattern_match *match)
{
    size_t begin = match_parts(pattern, 0, name, 0, match);
    if (begin == SIZE_MAX || pattern->star == pattern->size)
        return begin == name.size;
    for (size_t end = name.size; end != SIZE_MAX && end >= begin + LEAST_STAR; end--) {
        if (match_parts(pattern, pattern->star + 1, name, end, match) != name.size)
            continue;
        match->star = glosa_string_slice(name, begin, end);
        return true;
    }
    return false;
}

bool glosa_pattern_may_begin(const glosa_pattern *pattern, char byte)
{
    const glosa_pattern_part *part = &pattern->parts[0];
    if (pattern->size == 0)
        return false;
    if (part->kind == GLOSA_PART_TEXT)
        return same_letter(part->text.data[0], byte);
    if (part->kind == GLOSA_PART_SEPARATOR)
        return byte == ' ' || byte == '-';
    if (part->kind == GLOSA_PART_STAR)
        return true;
    const glosa_pattern_set *set = &pattern->sets->all.items[part->set];
    bool may = false;
    for (uint32_t i = 0; i < set->size; i++)
        may |= same_letter(set->pairs[i].from.data[0], byte);
    return may;
}

/* --- writing --- */

/* The part of `from` that a part of `to` takes its text from; from->size where there is none. */
static size_t origin_of(const glosa_pattern_part *part, const glosa_pattern *from)
{
    size_t at = 0;
    while (at < from->size &&
           (from->parts[at].kind != part->kind || from->parts[at].set != part->set))
        at++;
    return at;
}

bool glosa_pattern_follows(const glosa_pattern *to, const glosa_pattern *from)
{
    for (size_t i = 0; i < to->size; i++) {
        const glosa_pattern_part *part = &to->parts[i];
        bool taken = part->kind == GLOSA_PART_SET || part->kind == GLOSA_PART_STAR;
        if (taken && origin_of(part, from) == from->size)
            return false;
    }
    return true;
}

void glosa_pattern_write(const glosa_pattern *to, const glosa_pattern *from,
                         const glosa_pattern_match *match, glosa_buffer *out)
{
    for (size_t i = 0; i < to->size; i++) {
        const glosa_pattern_part *part = &to->parts[i];
        if (part->kind == GLOSA_PART_TEXT)
            glosa_buffer_string(out, part->text);
        else if (part->kind == GLOSA_PART_SEPARATOR)
            glosa_buffer_byte(out, ' ');
        else if (part->kind == GLOSA_PART_STAR)
            glosa_buffer_string(out, match->star);
        else
            glosa_buffer_string(out, match->partners[origin_of(part, from)]);
    }
}

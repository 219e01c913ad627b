#include "stages/normalize/rewrite.h"

#include <assert.h>
#include <unicode/utf8.h>

static void carry(glosa_rewrite *rewrite, size_t until)
{
    assert(until >= rewrite->done && until <= rewrite->in.size);
    glosa_buffer_append(rewrite->out, rewrite->in.data + rewrite->done, until - rewrite->done);
    rewrite->done = until;
}

void glosa_rewrite_replace(glosa_rewrite *rewrite, size_t start, size_t end, glosa_string with)
{
    assert(start < end);
    carry(rewrite, start);
    glosa_edit edit = {
        .text_start = (uint32_t)rewrite->out->size,
        .text_size = (uint32_t)with.size,
        .source_start = (uint32_t)start,
        .source_size = (uint32_t)(end - start),
    };
    glosa_buffer_string(rewrite->out, with);
    rewrite->done = end;
    if (!glosa_offset_map_add(&rewrite->edits, rewrite->arena, edit))
        rewrite->failed = true;
}

void glosa_rewrite_drop(glosa_rewrite *rewrite, size_t start, size_t end)
{
    glosa_rewrite_replace(rewrite, start, end, (glosa_string){NULL, 0});
}

void glosa_rewrite_code_point(glosa_rewrite *rewrite, size_t start, size_t end, int32_t with)
{
    char bytes[U8_MAX_LENGTH];
    size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, with);
    glosa_rewrite_replace(rewrite, start, end, (glosa_string){bytes, size});
}

glosa_string glosa_rewrite_before(glosa_rewrite *rewrite, size_t at)
{
    carry(rewrite, at);
    return glosa_buffer_view(rewrite->out);
}

void glosa_rewrite_finish(glosa_rewrite *rewrite)
{
    if (rewrite->edits.size)
        carry(rewrite, rewrite->in.size);
    rewrite->failed |= rewrite->out->failed;
}

/* Both maps in step. `middle` is the text that the first map writes and the second reads. */
typedef struct composition {
    const glosa_offset_map *first, *second;
    uint32_t next_first, next_second;       /* edits not yet used */
    int64_t to_source, to_text;             /* what to add to an unedited byte of the middle */
} composition;

/* An edit as a range of the middle. */
typedef struct stretch {
    uint64_t start, end;
    bool there;
} stretch;

static stretch first_stretch(const composition *both)
{
    if (both->next_first == both->first->size)
        return (stretch){0};
    const glosa_edit *edit = &both->first->items[both->next_first];
    return (stretch){edit->text_start, (uint64_t)edit->text_start + edit->text_size, true};
}

static stretch second_stretch(const composition *both)
{
    if (both->next_second == both->second->size)
        return (stretch){0};
    const glosa_edit *edit = &both->second->items[both->next_second];
    uint64_t end = (uint64_t)edit->source_start + edit->source_size;
    return (stretch){edit->source_start, end, true};
}

/* Whether a later stretch shares bytes with the group, or is dropped text inside it. */
static bool belongs(stretch group, stretch next)
{
    return next.there && next.start < group.end && (next.start > group.start ||
                                                    next.end > next.start);
}

static stretch take_first(composition *both, stretch group)
{
    stretch next = first_stretch(both);
    const glosa_edit *edit = &both->first->items[both->next_first++];
    both->to_source += (int64_t)edit->source_size - edit->text_size;
    group.end = next.end > group.end ? next.end : group.end;
    return group;
}

static stretch take_second(composition *both, stretch group)
{
    stretch next = second_stretch(both);
    const glosa_edit *edit = &both->second->items[both->next_second++];
    both->to_text += (int64_t)edit->text_size - edit->source_size;
    group.end = next.end > group.end ? next.end : group.end;
    return group;
}

/* Takes the next edit of either map with everything that belongs to it. */
static glosa_edit next_group(composition *both)
{
    stretch first = first_stretch(both), second = second_stretch(both);
    bool from_first = first.there && (!second.there || first.start <= second.start);
    stretch group = from_first ? first : second;
    int64_t source_start = (int64_t)group.start + both->to_source;
    int64_t text_start = (int64_t)group.start + both->to_text;
    group = from_first ? take_first(both, group) : take_second(both, group);
    for (;;) {
        if (belongs(group, first_stretch(both)))
            group = take_first(both, group);
        else if (belongs(group, second_stretch(both)))
            group = take_second(both, group);
        else
            break;
    }
    int64_t source_end = (int64_t)group.end + both->to_source;
    int64_t text_end = (int64_t)group.end + both->to_text;
    return (glosa_edit){(uint32_t)text_start, (uint32_t)(text_end - text_start),
                        (uint32_t)source_start, (uint32_t)(source_end - source_start)};
}

bool glosa_offset_map_compose(const glosa_offset_map *first, const glosa_offset_map *second,
                              glosa_arena *arena, glosa_offset_map *out)
{
    composition both = {.first = first, .second = second};
    *out = (glosa_offset_map){0};
    while (both.next_first < first->size || both.next_second < second->size) {
        if (!glosa_offset_map_add(out, arena, next_group(&both)))
            return false;
    }
    return true;
}

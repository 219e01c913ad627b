#include "pipeline/text/offset_map.h"

bool glosa_offset_map_add(glosa_offset_map *map, glosa_arena *arena, glosa_edit edit)
{
    if (map->size) {
        glosa_edit *last = &map->items[map->size - 1];
        bool adjacent = last->source_start + last->source_size == edit.source_start &&
                        last->text_start + last->text_size == edit.text_start;
        if (adjacent && last->text_size == 0 && edit.text_size == 0) {
            last->source_size += edit.source_size;
            return true;
        }
    }
    glosa_edit *added = GLOSA_ARRAY_ADD(arena, map);
    if (!added)
        return false;
    *added = edit;
    return true;
}

/* How many edits start at or before a text byte. */
static uint32_t edits_until_text(const glosa_offset_map *map, uint32_t text)
{
    uint32_t low = 0, high = map->size;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (map->items[middle].text_start <= text)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t glosa_offset_map_start(const glosa_offset_map *map, uint32_t text)
{
    uint32_t count = edits_until_text(map, text);
    if (count == 0)
        return text;
    const glosa_edit *edit = &map->items[count - 1];
    uint32_t past = text - edit->text_start;
    if (past < edit->text_size)
        return edit->source_start;
    return edit->source_start + edit->source_size + (past - edit->text_size);
}

uint32_t glosa_offset_map_end(const glosa_offset_map *map, uint32_t text)
{
    if (text == 0)
        return 0;
    /* An edit without text that stands at the last byte itself lies in front of that byte, one
     * that stands at `text` lies behind it: only edits that start before `text` count. */
    uint32_t count = edits_until_text(map, text - 1);
    if (count == 0)
        return text;
    const glosa_edit *edit = &map->items[count - 1];
    uint32_t past = text - 1 - edit->text_start;
    if (past < edit->text_size)
        return edit->source_start + edit->source_size;
    return edit->source_start + edit->source_size + (past - edit->text_size) + 1;
}

/* How many edits start at or before a source byte. */
static uint32_t edits_until_source(const glosa_offset_map *map, uint32_t source)
{
    uint32_t low = 0, high = map->size;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (map->items[middle].source_start <= source)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t glosa_offset_map_to_text(const glosa_offset_map *map, uint32_t source)
{
    uint32_t count = edits_until_source(map, source);
    if (count == 0)
        return source;
    const glosa_edit *edit = &map->items[count - 1];
    uint32_t past = source - edit->source_start;
    if (past < edit->source_size)
        return edit->text_start;
    return edit->text_start + edit->text_size + (past - edit->source_size);
}

bool glosa_offset_map_valid(const glosa_offset_map *map, uint64_t text_size,
                            uint64_t source_size)
{
    uint64_t text = 0, source = 0;
    for (uint32_t i = 0; i < map->size; i++) {
        const glosa_edit *edit = &map->items[i];
        if (edit->text_start < text || edit->source_start < source ||
            edit->text_start - text != edit->source_start - source)
            return false;
        text = (uint64_t)edit->text_start + edit->text_size;
        source = (uint64_t)edit->source_start + edit->source_size;
    }
    return text <= text_size && source <= source_size &&
           text_size - text == source_size - source;
}

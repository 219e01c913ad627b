#include "stages/normalize/words.h"

#include <unicode/uchar.h>

#include "pipeline/text/utf8.h"

int32_t glosa_char_at(glosa_string text, size_t at, size_t *next)
{
    if (at >= text.size) {
        *next = text.size;
        return 0;
    }
    return glosa_utf8_at(text, at, next);
}

int32_t glosa_char_before(glosa_string text, size_t at, size_t *start)
{
    if (at == 0) {
        *start = 0;
        return 0;
    }
    return glosa_utf8_before(text, at, start);
}

int32_t glosa_peek(glosa_string text, size_t at)
{
    size_t next;
    return glosa_char_at(text, at, &next);
}

int32_t glosa_peek_back(glosa_string text, size_t at)
{
    size_t start;
    return glosa_char_before(text, at, &start);
}

static bool is_mark(int32_t c)
{
    return c >= 0x300 && u_charType(c) == U_NON_SPACING_MARK;
}

int32_t glosa_base_before(glosa_string text, size_t at)
{
    int32_t c;
    do
        c = glosa_char_before(text, at, &at);
    while (is_mark(c));
    return c;
}

bool glosa_is_letter(int32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return u_isalpha(c) || is_mark(c);
}

bool glosa_is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

bool glosa_is_upper(int32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(c);
}

bool glosa_is_lower(int32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(c);
}

bool glosa_is_greek(int32_t c)
{
    return c >= 0x370 && c <= 0x3FF && u_isalpha(c);
}

bool glosa_is_blank(int32_t c)
{
    return c == ' ' || c == '\n' || c == 0;
}

glosa_string glosa_word_before(glosa_string text, size_t at)
{
    size_t start = at, before = at;
    while (start > 0 && glosa_is_letter(glosa_char_before(text, start, &before)))
        start = before;
    return glosa_string_slice(text, start, at);
}

glosa_string glosa_word_at(glosa_string text, size_t at)
{
    size_t end = at, next = at;
    while (end < text.size && glosa_is_letter(glosa_char_at(text, end, &next)))
        end = next;
    return glosa_string_slice(text, at, end);
}

size_t glosa_word_letters(glosa_string word)
{
    size_t count = 0;
    for (size_t at = 0; at < word.size;)
        count += !is_mark(glosa_utf8_at(word, at, &at));
    return count;
}

uint64_t glosa_word_hash(uint64_t hash, glosa_string word)
{
    for (size_t at = 0; at < word.size;) {
        int32_t c = glosa_utf8_at(word, at, &at);
        hash = (hash ^ (uint64_t)u_tolower(c)) * UINT64_C(0x100000001b3);
    }
    return hash;
}

/* The slot where the hash is or would be. */
static size_t slot_of(const glosa_word_set *set, uint64_t hash)
{
    size_t slot = (size_t)(hash ^ hash >> 32) & (set->capacity - 1);
    while (set->slots[slot] && set->slots[slot] != hash)
        slot = (slot + 1) & (set->capacity - 1);
    return slot;
}

static bool grow(glosa_word_set *set, glosa_arena *arena)
{
    glosa_word_set larger = {.capacity = set->capacity ? 2 * set->capacity : 64};
    larger.slots = glosa_arena_alloc(arena, larger.capacity * sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < set->capacity; i++) {
        if (set->slots[i])
            larger.slots[slot_of(&larger, set->slots[i])] = set->slots[i];
    }
    larger.size = set->size;
    *set = larger;
    return true;
}

bool glosa_word_set_add(glosa_word_set *set, glosa_arena *arena, uint64_t hash)
{
    hash += !hash;
    if (2 * set->size >= set->capacity && !grow(set, arena))
        return false;
    size_t slot = slot_of(set, hash);
    set->size += !set->slots[slot];
    set->slots[slot] = hash;
    return true;
}

bool glosa_word_set_has(const glosa_word_set *set, uint64_t hash)
{
    hash += !hash;
    return set->capacity && set->slots[slot_of(set, hash)] == hash;
}

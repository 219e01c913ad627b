#include "dictionaries/build/prefix_table.h"

#include "dictionaries/match/image.h"

enum { MOST_SEEDS = 64 };

/* A slot while the table is made: it remembers which prefix took it. */
typedef struct draft_slot {
    glosa_slot slot;
    glosa_text prefix;
} draft_slot;

typedef struct draft {
    draft_slot *slots;
    uint64_t count;             /* a power of two */
    const glosa_name *names;
    size_t name_count;
    const char *texts;
    uint64_t seed;
} draft;

static bool is_letter(char c)
{
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether a text may be cut before key byte `at`: an atom of the text can end there. Inside a
 * run of letters or of digits none can, nor before the blank's other side. */
static bool may_end(glosa_string key, size_t at)
{
    if (at == key.size)
        return true;
    char before = key.data[at - 1], after = key.data[at];
    if (before == ' ')
        return false;
    return !(is_letter(before) && is_letter(after)) && !(is_digit(before) && is_digit(after));
}

static size_t count_prefixes(const draft *draft)
{
    size_t count = 0;
    for (size_t i = 0; i < draft->name_count; i++) {
        glosa_text place = draft->names[i].key;
        glosa_string key = {draft->texts + place.offset, place.size};
        for (size_t at = 1; at <= key.size; at++)
            count += may_end(key, at);
    }
    return count;
}

static bool same_prefix(const draft *draft, glosa_text a, glosa_text b)
{
    return a.size == b.size &&
           memcmp(draft->texts + a.offset, draft->texts + b.offset, a.size) == 0;
}

/* Puts one prefix in, or finds it there; false where another has the same check in its way. */
static bool put(draft *draft, uint64_t hash, glosa_text prefix, uint32_t value)
{
    uint32_t check = (uint32_t)(hash >> 32);
    for (uint64_t at = glosa_slot_of(hash);; at++) {
        draft_slot *slot = &draft->slots[at & (draft->count - 1)];
        if (slot->slot.value == 0) {
            *slot = (draft_slot){{check, value}, prefix};
            return true;
        }
        if (slot->slot.check == check) {
            if (!same_prefix(draft, slot->prefix, prefix))
                return false;
            slot->slot.value |= value;
            return true;
        }
    }
}

static bool put_name(draft *draft, size_t number)
{
    glosa_text place = draft->names[number].key;
    glosa_string key = {draft->texts + place.offset, place.size};
    uint64_t hash = draft->seed;
    for (size_t at = 1; at <= key.size; at++) {
        hash = glosa_key_hash(hash, key.data + at - 1, 1);
        if (!may_end(key, at))
            continue;
        uint32_t value = at == key.size ? (uint32_t)number + 1 : GLOSA_SLOT_GOES_ON;
        if (!put(draft, hash, (glosa_text){place.offset, (uint32_t)at}, value))
            return false;
    }
    return true;
}

static bool fill(draft *draft)
{
    memset(draft->slots, 0, draft->count * sizeof *draft->slots);
    for (size_t i = 0; i < draft->name_count; i++) {
        if (!put_name(draft, i))
            return false;
    }
    return true;
}

static void copy_slots(const draft *draft, glosa_buffer *slots)
{
    for (uint64_t i = 0; i < draft->count; i++)
        glosa_buffer_append(slots, &draft->slots[i].slot, sizeof(glosa_slot));
}

glosa_status glosa_prefix_table_make(const glosa_buffer *names, const glosa_buffer *texts,
                                     uint64_t *seed, glosa_buffer *slots, glosa_error *error)
{
    draft draft = {
        .count = 16,
        .names = (const glosa_name *)(const void *)names->data,
        .name_count = names->size / sizeof(glosa_name),
        .texts = texts->data,
    };
    size_t prefixes = count_prefixes(&draft);
    while (draft.count < prefixes + prefixes / 2)
        draft.count *= 2;
    draft.slots = malloc(draft.count * sizeof *draft.slots);
    if (!draft.slots)
        return glosa_fail_memory(error, "dictionary");
    bool apart = false;
    for (uint64_t i = 0; i < MOST_SEEDS && !apart; i++) {
        draft.seed = GLOSA_KEY_HASH_START + i;
        apart = fill(&draft);
    }
    if (apart) {
        *seed = draft.seed;
        copy_slots(&draft, slots);
    }
    free(draft.slots);
    if (!apart)
        return glosa_fail(error, GLOSA_DICTIONARY, "dictionary", -1,
                          "no hash keeps its prefixes apart");
    return slots->failed ? glosa_fail_memory(error, "dictionary") : GLOSA_OK;
}

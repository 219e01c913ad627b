#include "dictionaries/build/prefix_table.h"

#include "dictionaries/match/image.h"

enum { MOST_SEEDS = 64 };

typedef struct draft {
    glosa_slot *slots;          /* NULL while they are only counted */
    uint64_t count, used;
    const glosa_name *names;
    uint32_t name_count;
    const char *texts;
    uint64_t seed;
} draft;

/* Whether a key may be cut before byte `at`, or ends there. */
static bool may_end(glosa_string key, size_t at)
{
    return at == key.size || glosa_key_border(key.data[at - 1], key.data[at]);
}

int glosa_key_compare(glosa_string a, glosa_string b)
{
    size_t common = a.size < b.size ? a.size : b.size, at = 0;
    while (at < common && a.data[at] == b.data[at])
        at++;
    if (at == common)
        return (a.size > b.size) - (a.size < b.size);
    bool a_ends = at && may_end(a, at), b_ends = at && may_end(b, at);
    if (a_ends != b_ends)
        return a_ends ? -1 : 1;
    return (unsigned char)a.data[at] < (unsigned char)b.data[at] ? -1 : 1;
}

static glosa_string key_of(const draft *draft, uint32_t name)
{
    uint32_t start = draft->names[name].key;
    return (glosa_string){draft->texts + start, draft->names[name + 1].key - start};
}

/* Whether a name begins with the first `size` bytes of the key, as a prefix. */
static bool begins(const draft *draft, uint32_t name, glosa_string key, size_t size)
{
    if (name >= draft->name_count)
        return false;
    glosa_string other = key_of(draft, name);
    return other.size >= size && memcmp(other.data, key.data, size) == 0 && may_end(other, size);
}

/* Puts a prefix in, `next` being the bits of how it goes on; false where another has the same check
 * in its way, or the way is too long. */
static bool put(draft *draft, uint64_t hash, uint32_t next, uint32_t value)
{
    uint32_t check = glosa_slot_check(hash);
    draft->used++;
    if (!draft->slots)
        return true;
    uint32_t at = glosa_slot_of(hash, (uint32_t)draft->count);
    for (uint32_t probe = 1; draft->slots[at].value; probe++) {
        if ((draft->slots[at].check & ~GLOSA_SLOT_NEXT) == check ||
            probe == GLOSA_SLOT_MOST_PROBES)
            return false;
        at = glosa_slot_next(at, probe, (uint32_t)draft->count);
    }
    draft->slots[at] = (glosa_slot){check | next, value};
    return true;
}

/* How many names from `first` on have the prefix of its first `size` bytes, if they are `most` at
 * most, else 0. */
static uint32_t few(const draft *draft, uint32_t first, size_t size, uint32_t most)
{
    glosa_string key = key_of(draft, first);
    if (begins(draft, first + most, key, size))
        return 0;
    uint32_t count = 1;
    while (begins(draft, first + count, key, size))
        count++;
    return count;
}

/* The bits of how those names from `first` on go on that begin with the first `size` bytes of its
 * key, which have `hash`; `whole` are those of one that is the prefix itself. */
static uint32_t next_of(const draft *draft, uint32_t first, size_t size, uint64_t hash,
                        uint32_t whole)
{
    glosa_string key = key_of(draft, first);
    uint32_t next = 0;
    for (uint32_t name = first; next != GLOSA_SLOT_NEXT && begins(draft, name, key, size); name++) {
        glosa_string other = key_of(draft, name);
        size_t at = size;
        next |= at == other.size ? whole
                                 : glosa_slot_next_bit(glosa_key_take_piece(other, &at, hash));
    }
    return next;
}

/* Puts in the prefixes of a name that the one before it has not, down to the first whose slot leads
 * to few names; sets *next to the first name behind those. */
static bool put_name(draft *draft, uint32_t name, uint32_t *next)
{
    glosa_string key = key_of(draft, name);
    uint64_t hash = draft->seed;
    *next = name + 1;
    for (size_t at = 0; at < key.size;) {
        bool first = at == 0;
        hash = glosa_key_take_piece(key, &at, hash);
        if (name && begins(draft, name - 1, key, at))
            continue;
        /* That of a first piece leads to the one name that it is, or goes on, as scanning begins
         * with the slot of two pieces where one is no name. */
        uint32_t count = few(draft, name, at, first ? at == key.size : GLOSA_SLOT_MOST_NAMES);
        if (count) {
            *next = name + count;
            return put(draft, hash, next_of(draft, name, at, hash, GLOSA_SLOT_NEXT),
                       count << GLOSA_SLOT_SHIFT | name);
        }
        if (!put(draft, hash, next_of(draft, name, at, hash, 0),
                 GLOSA_SLOT_GOES_ON | (at == key.size ? name + 1 : 0)))
            return false;
    }
    return true;
}

static bool fill(draft *draft)
{
    draft->used = 0;
    for (uint32_t i = 0; i < draft->name_count;) {
        if (!put_name(draft, i, &i))
            return false;
    }
    return true;
}

/* Fills the slots, from the first seed on that keeps all prefixes apart. */
static glosa_status make_slots(draft *draft, glosa_buffer *slots, glosa_error *error)
{
    bool apart = fill(draft);       /* counts them: nothing is in the way */
    draft->count = (2 * draft->used / GLOSA_SLOT_LINE + 1) * GLOSA_SLOT_LINE;
    size_t size = draft->count * sizeof *draft->slots;
    draft->slots = (glosa_slot *)(void *)glosa_buffer_reserve(slots, size);
    if (!draft->slots)
        return glosa_fail_memory(error, "dictionary");
    apart = false;
    for (uint64_t i = 0; i < MOST_SEEDS && !apart; i++) {
        memset(draft->slots, 0, size);
        draft->seed = i;
        apart = fill(draft);
    }
    slots->size = size;
    return apart ? GLOSA_OK
                 : glosa_fail(error, GLOSA_DICTIONARY, "dictionary", -1,
                              "no hash keeps its prefixes apart");
}

/* Room for a filter of so many pieces or pairs; NULL without memory. */
static uint64_t *make_room(glosa_buffer *filter, size_t count)
{
    size_t size = (count * GLOSA_FILTER_BITS / 64 + 1) * sizeof(uint64_t);
    char *room = glosa_buffer_reserve(filter, size);
    if (!room)
        return NULL;
    memset(room, 0, size);
    filter->size = size;
    return (uint64_t *)(void *)room;
}

static void set_place(uint64_t *words, const glosa_buffer *filter, glosa_filter_place place)
{
    words[glosa_filter_word(place, (uint32_t)(filter->size / sizeof *words))] |= place.bits;
}

static glosa_status make_filters(const draft *draft, glosa_prefix_table *table,
                                 glosa_error *error)
{
    size_t first_count = 0, pair_count = 0;
    for (uint32_t name = 0; name < draft->name_count; name++) {
        glosa_string key = key_of(draft, name);
        glosa_key_opening opening = glosa_key_opening_of(key);
        first_count += !name || !begins(draft, name - 1, key, opening.first_size);
        pair_count += opening.pair_size &&
                      (!name || !begins(draft, name - 1, key, opening.pair_size));
    }
    uint64_t *firsts = make_room(&table->firsts, first_count);
    uint64_t *pairs = make_room(&table->pairs, pair_count);
    if (!firsts || !pairs)
        return glosa_fail_memory(error, "dictionary");
    for (uint32_t name = 0; name < draft->name_count; name++) {
        glosa_key_opening opening = glosa_key_opening_of(key_of(draft, name));
        set_place(firsts, &table->firsts, opening.first);
        if (opening.pair_size)
            set_place(pairs, &table->pairs, opening.pair);
    }
    return GLOSA_OK;
}

glosa_status glosa_prefix_table_make(const glosa_buffer *names, const glosa_buffer *texts,
                                     glosa_prefix_table *table, glosa_error *error)
{
    draft draft = {
        .names = (const glosa_name *)(const void *)names->data,
        .name_count = (uint32_t)(names->size / sizeof(glosa_name) - 1),
        .texts = texts->data,
    };
    glosa_status status = make_slots(&draft, &table->slots, error);
    table->seed = draft.seed;
    return status ? status : make_filters(&draft, table, error);
}

/* The walk through the prefix table from one atom of a text after the other. */
#include "dictionaries/match/image.h"
#include "dictionaries/match/prefix.h"

/* The first name that a slot leads to; name_count where it leads to none. */
static uint32_t first_name(const glosa_dictionary *dictionary, uint32_t value)
{
    if (!glosa_slot_goes_on(value))
        return value ? glosa_slot_first(value) : dictionary->name_count;
    uint32_t name = value & ~GLOSA_SLOT_GOES_ON;
    return name ? name - 1 : dictionary->name_count;
}

/* The value of a prefix's slot, less the names that do not go on as the text does: 0 where nothing
 * is left. Where it goes on, *longer is the hash of the longer prefix. */
static uint32_t value_of(const glosa_dictionary *dictionary, const glosa_folded *folded,
                         glosa_prefix prefix, uint64_t *longer)
{
    glosa_slot slot = glosa_image_look_up(dictionary, prefix.hash);
    if (slot.value == 0)
        return 0;
    bool more = glosa_prefix_go_on(&prefix, folded);
    *longer = prefix.hash;
    if (more ? slot.check & glosa_slot_next_bit(*longer)
             : (slot.check & GLOSA_SLOT_NEXT) == GLOSA_SLOT_NEXT)
        return slot.value;
    uint32_t whole = slot.value & ~GLOSA_SLOT_GOES_ON;
    return glosa_slot_goes_on(slot.value) && whole ? 1u << GLOSA_SLOT_SHIFT | (whole - 1) : 0;
}

static void expect_slot(const glosa_dictionary *dictionary, uint64_t hash)
{
    __builtin_prefetch(&dictionary->slots[glosa_slot_of(hash, dictionary->slot_count)]);
}

/* What a look is of. */
static glosa_prefix prefix_of(const glosa_dictionary *dictionary, const glosa_folded *folded,
                              const glosa_first_look *look)
{
    glosa_prefix prefix = glosa_prefix_begin(dictionary->seed, &folded->atoms[look->atom]);
    if (look->pair)
        glosa_prefix_go_on(&prefix, folded);
    return prefix;
}

/* Takes the first step of a look, and asks for what it leads to. */
static void look_at(const glosa_dictionary *dictionary, const glosa_folded *folded,
                    glosa_first_look *look)
{
    uint64_t longer;
    look->value = value_of(dictionary, folded, prefix_of(dictionary, folded, look), &longer);
    if (look->value)
        __builtin_prefetch(&dictionary->names[first_name(dictionary, look->value)]);
    if (glosa_slot_goes_on(look->value))
        expect_slot(dictionary, longer);
}

/* What is needed of a name that is found, one behind the other: its key and its first row, what
 * the row says of the entity, and that. It is only asked for, and need not be verified yet. */
static void expect_row(const glosa_dictionary *dictionary, uint32_t name)
{
    __builtin_prefetch(dictionary->texts.data + dictionary->names[name].key);
    __builtin_prefetch(&dictionary->rows[dictionary->names[name].first_row]);
}

/* NULL where it is not there. */
static const glosa_name_row *first_row(const glosa_dictionary *dictionary, uint32_t name)
{
    uint32_t row = dictionary->names[name].first_row;
    return row < dictionary->row_count ? &dictionary->rows[row] : NULL;
}

static void expect_entity(const glosa_dictionary *dictionary, uint32_t name)
{
    const glosa_name_row *row = first_row(dictionary, name);
    if (!row)
        return;
    __builtin_prefetch(&dictionary->entities[row->entity]);
    __builtin_prefetch(dictionary->texts.data + row->name);
}

static void expect_texts(const glosa_dictionary *dictionary, uint32_t name)
{
    const glosa_name_row *row = first_row(dictionary, name);
    if (!row || row->entity >= dictionary->entity_count)
        return;
    const glosa_entity *entity = &dictionary->entities[row->entity];
    __builtin_prefetch(dictionary->texts.data + entity->curie.offset);
    __builtin_prefetch(dictionary->texts.data + entity->xrefs.offset);
}

void glosa_dictionary_look(const glosa_dictionary *dictionary, const glosa_folded *folded,
                           glosa_first_look *looks, size_t count)
{
    static void (*const expect[])(const glosa_dictionary *, uint32_t name) = {
        expect_row, expect_entity, expect_texts};
    for (size_t i = 0; i < count; i++)
        expect_slot(dictionary, prefix_of(dictionary, folded, &looks[i]).hash);
    for (size_t i = 0; i < count; i++)
        look_at(dictionary, folded, &looks[i]);
    for (size_t step = 0; step < sizeof expect / sizeof *expect; step++) {
        for (size_t i = 0; i < count; i++) {
            uint32_t name = first_name(dictionary, looks[i].value);
            if (name < dictionary->name_count)
                expect[step](dictionary, name);
        }
    }
}

/* Whether the atoms from `first` on spell a key up to the end of one of them, *last: the hash may
 * deceive, this does not. */
static bool spells(const glosa_folded *folded, size_t first, glosa_string key, size_t *last)
{
    size_t at = 0;
    for (size_t i = first; i < folded->size; i++) {
        const glosa_atom *atom = &folded->atoms[i];
        size_t size = atom->key_end - atom->key_start;
        if (i > first && !atom->joined) {
            if (at == key.size || key.data[at++] != ' ')
                return false;
        }
        if (key.size - at < size ||
            memcmp(key.data + at, folded->keys.data + atom->key_start, size) != 0)
            return false;
        at += size;
        *last = i;
        if (at == key.size)
            return true;
    }
    return false;
}

typedef struct scan {
    const glosa_dictionary *dictionary;
    const glosa_folded *folded;
    size_t first;               /* the atom that names begin with */
    glosa_found found;
    void *context;
} scan;

/* Tells of a name that the text spells, if it does; false where scanning is to end. */
static bool tell(const scan *scan, uint32_t name)
{
    size_t last;
    return !spells(scan->folded, scan->first, glosa_image_key(scan->dictionary, name), &last) ||
           scan->found(scan->context, last, name);
}

/* Tells of the few names that a slot leads to. */
static void tell_few(const scan *scan, uint32_t value)
{
    uint32_t first = glosa_slot_first(value), count = glosa_slot_names(value);
    for (uint32_t name = first; name - first < count && tell(scan, name);)
        name++;
}

/* Tells of the name that a prefix at the end of an atom is, if it is one. */
static bool tell_whole(const scan *scan, uint32_t value)
{
    uint32_t name = value & ~GLOSA_SLOT_GOES_ON;
    return name == 0 || tell(scan, name - 1);
}

void glosa_dictionary_scan(const glosa_dictionary *dictionary, const glosa_folded *folded,
                           const glosa_first_look *look, glosa_found found, void *context)
{
    const scan scan = {dictionary, folded, look->atom, found, context};
    glosa_prefix prefix = prefix_of(dictionary, folded, look);
    uint32_t value = look->value;
    uint64_t longer;
    while (glosa_slot_goes_on(value)) {
        bool whole = prefix.at == prefix.atom->key_end;
        if ((whole && !tell_whole(&scan, value)) || !glosa_prefix_go_on(&prefix, folded) ||
            prefix.size > dictionary->longest_key)
            return;
        value = value_of(dictionary, folded, prefix, &longer);
    }
    tell_few(&scan, value);
}

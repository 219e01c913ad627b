/* The walk through the prefix table from one atom of a text after the other. */
#include "dictionaries/match/image.h"

enum { SIFT_AHEAD = 64 };       /* atoms: so many places of a filter are on their way */

/* The first name that a slot leads to; name_count where it leads to none. */
static uint32_t first_name(const glosa_dictionary *dictionary, uint32_t value)
{
    if (!glosa_slot_goes_on(value))
        return value ? glosa_slot_first(value) : dictionary->name_count;
    uint32_t name = value & ~GLOSA_SLOT_GOES_ON;
    return name ? name - 1 : dictionary->name_count;
}

/* A prefix of a text on the way: up to byte `at` of the keys, in `atom`. */
typedef struct prefix {
    const glosa_atom *atom;
    uint32_t at;
    uint32_t size;              /* bytes of the keys taken: those of atoms need not lie in a row */
    uint64_t hash;
} prefix;

/* The prefix that is the first piece of an atom. */
static prefix begin(uint64_t seed, const glosa_atom *atom)
{
    return (prefix){atom, atom->piece_end, atom->piece_end - atom->key_start,
                    glosa_key_longer(seed, false, atom->piece_hash)};
}

/* Makes the prefix longer by a piece; false at the end of the text. */
static bool go_on(prefix *prefix, const glosa_folded *folded)
{
    const glosa_atom *atom = prefix->atom;
    uint32_t from = prefix->at;
    if (from < atom->key_end) {
        const char *keys = folded->keys.data;
        prefix->at = (uint32_t)glosa_key_piece_end(keys, from, atom->key_end);
        uint64_t piece = glosa_key_piece_hash(keys, from, prefix->at);
        prefix->hash = glosa_key_longer(prefix->hash, false, piece);
    } else {
        if (++atom == folded->atoms + folded->size)
            return false;
        from = atom->key_start;
        prefix->atom = atom;
        prefix->at = atom->piece_end;
        prefix->hash = glosa_key_longer(prefix->hash, !atom->joined, atom->piece_hash);
    }
    prefix->size += prefix->at - from;
    return true;
}

/* The value of a prefix's slot, less the names that do not go on as the text does: 0 where nothing
 * is left. Where it goes on, *longer is the hash of the longer prefix. */
static uint32_t value_of(const glosa_dictionary *dictionary, const glosa_folded *folded,
                         prefix prefix, uint64_t *longer)
{
    glosa_slot slot = glosa_image_look_up(dictionary, prefix.hash);
    if (slot.value == 0)
        return 0;
    bool more = go_on(&prefix, folded);
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

/* The first two pieces from an atom on; its only one where it is the last. */
static glosa_filter_place place_of_two(const glosa_folded *folded, size_t atom)
{
    prefix prefix = begin(0, &folded->atoms[atom]);
    go_on(&prefix, folded);
    return glosa_filter_place_of(prefix.hash);
}

static void expect_place(glosa_filter filter, glosa_filter_place place)
{
    __builtin_prefetch(&filter.words[glosa_filter_word(place, filter.size)]);
}

/* Keeps of `count` looks those with a value, and those whose first two pieces may be a name's. */
static size_t sift_longer(const glosa_dictionary *dictionary, const glosa_folded *folded,
                          glosa_first_look *looks, size_t count)
{
    glosa_filter_place places[SIFT_AHEAD];
    size_t found = 0;
    for (size_t i = 0; i < count + SIFT_AHEAD; i++) {
        glosa_filter_place *place = &places[i % SIFT_AHEAD];
        if (i >= SIFT_AHEAD) {
            glosa_first_look look = looks[i - SIFT_AHEAD];
            looks[found] = look;
            found += look.value | glosa_filter_has(dictionary->pairs, *place);
        }
        if (i < count) {
            *place = place_of_two(folded, looks[i].atom);
            expect_place(dictionary->pairs, *place);
        }
    }
    return found;
}

size_t glosa_dictionary_sift(const glosa_dictionary *dictionary, const glosa_folded *folded,
                             size_t first, size_t count, glosa_first_look *looks)
{
    uint64_t hashes[SIFT_AHEAD];
    size_t found = 0;
    for (size_t i = 0; i < count + SIFT_AHEAD; i++) {
        uint64_t *hash = &hashes[i % SIFT_AHEAD];
        if (i >= SIFT_AHEAD) {
            bool alone = glosa_filter_has(dictionary->firsts, glosa_filter_place_of(*hash));
            bool longer = glosa_filter_has(dictionary->firsts, glosa_filter_place_of_longer(*hash));
            looks[found] = (glosa_first_look){first + i - SIFT_AHEAD, alone};
            found += alone | longer;
        }
        if (i < count) {
            *hash = begin(0, &folded->atoms[first + i]).hash;
            expect_place(dictionary->firsts, glosa_filter_place_of(*hash));
        }
    }
    return sift_longer(dictionary, folded, looks, found);
}

/* Takes the first step of a look, and asks for what it leads to. */
static void look_at(const glosa_dictionary *dictionary, const glosa_folded *folded,
                    glosa_first_look *look)
{
    uint64_t longer;
    prefix prefix = begin(dictionary->seed, &folded->atoms[look->atom]);
    look->value = value_of(dictionary, folded, prefix, &longer);
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
        expect_slot(dictionary, begin(dictionary->seed, &folded->atoms[looks[i].atom]).hash);
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
    prefix prefix = begin(dictionary->seed, &folded->atoms[look->atom]);
    uint32_t value = look->value;
    uint64_t longer;
    while (glosa_slot_goes_on(value)) {
        bool whole = prefix.at == prefix.atom->key_end;
        if ((whole && !tell_whole(&scan, value)) || !go_on(&prefix, folded) ||
            prefix.size > dictionary->longest_key)
            return;
        value = value_of(dictionary, folded, prefix, &longer);
    }
    tell_few(&scan, value);
}

/* One pass over each chunk, window by window, while the window is in the cache: checksum and
 * contents. What a chunk says of texts is checked to lie inside them; that it cuts no character in
 * two is seen to where texts are taken out. */
#include "dictionaries/match/contents.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>
#if defined __x86_64__ && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>    /* uses AVX2 where the processor has it: twice as fast */
#else
#include <xxhash.h>
#endif

enum {
    WINDOW = 3 << 16,           /* bytes: a multiple of every item's size but the entity's */
    SPARE = 16,                 /* bytes before the window, for what is left of the last one */
    MOST_THREADS = 4,
    WORTH_THREADS = 4 << 20,    /* bytes of an image */
};

/* One chunk on its way. */
typedef struct check {
    const glosa_dictionary *dictionary;
    bool begun;
    uint32_t empty;             /* slots */
    glosa_name name;            /* the latest */
    uint32_t longest;           /* bytes of the longest key */
    size_t left;                /* bytes of a character that the window cut */
} check;

/* Looks at `size` bytes of items; `last`: the chunk ends with them. Gives what is wrong or NULL. */
typedef const char *(*look)(check *check, const char *bytes, size_t size, bool last);

static bool inside(const glosa_dictionary *dictionary, glosa_text text)
{
    return (uint64_t)text.offset + text.size <= dictionary->texts.size;
}

/* Whether a slot is empty or leads to names that are there. Which kind of slot comes cannot be
 * foreseen, so nothing branches. */
static bool leads_inside(uint32_t value, uint32_t name_count)
{
    bool goes_on = value & GLOSA_SLOT_GOES_ON;
    uint32_t one = value & ~GLOSA_SLOT_GOES_ON;
    uint32_t count = glosa_slot_names(value), first = glosa_slot_first(value);
    bool right_range = (count != 0) & (first + count <= name_count);
    return (value == 0) | (goes_on & (one <= name_count)) | (!goes_on & right_range);
}

/* Bits lead nowhere: whatever stands there is right. */
static const char *look_at_filter(check *check, const char *bytes, size_t size, bool last)
{
    (void)check;
    (void)bytes;
    (void)size;
    (void)last;
    return NULL;
}

static const char *look_at_slots(check *check, const char *bytes, size_t size, bool last)
{
    uint32_t names = check->dictionary->name_count, empty = 0;
    bool all_right = true;
    for (size_t at = 0; at < size; at += sizeof(glosa_slot)) {
        glosa_slot slot;
        memcpy(&slot, bytes + at, sizeof slot);
        empty += slot.value == 0;
        all_right &= leads_inside(slot.value, names);
    }
    check->empty += empty;
    if (!all_right)
        return "a name that is not there";
    return last && check->empty <= check->dictionary->slot_count / 4 ? "too few slots are empty"
                                                                     : NULL;
}

static const char *look_at_last_name(const check *check)
{
    if (check->name.first_row != check->dictionary->row_count)
        return "rows that no name has";
    return check->longest == check->dictionary->longest_key ? NULL
                                                            : "a longest key that no name has";
}

/* The keys lie one behind the other, as do the rows. */
static const char *look_at_names(check *check, const char *bytes, size_t size, bool last)
{
    for (size_t at = 0; at < size; at += sizeof(glosa_name)) {
        glosa_name before = check->name, name;
        memcpy(&name, bytes + at, sizeof name);
        check->name = name;
        if (!check->begun) {
            check->begun = true;
            if (name.key != 0 || name.first_row != 0)
                return "the first is not first";
            continue;
        }
        if (name.key <= before.key || name.key > check->dictionary->texts.size)
            return "a key outside the texts";
        if (name.first_row <= before.first_row)
            return "one without rows";
        uint32_t key = name.key - before.key;
        check->longest = key > check->longest ? key : check->longest;
    }
    return last ? look_at_last_name(check) : NULL;
}

static const char *look_at_rows(check *check, const char *bytes, size_t size, bool last)
{
    const glosa_dictionary *dictionary = check->dictionary;
    bool entities = true, names = true, uses = true;
    (void)last;
    for (size_t at = 0; at < size; at += sizeof(glosa_name_row)) {
        glosa_name_row row;
        memcpy(&row, bytes + at, sizeof row);
        entities &= row.entity < dictionary->entity_count;
        names &= inside(dictionary, (glosa_text){row.name, row.name_size});
        uses &= row.use < dictionary->use_count;
    }
    return !entities ? "an entity that is not there"
           : !names  ? "a name outside the texts"
           : !uses   ? "a use that is not there"
                     : NULL;
}

static const char *look_at_uses(check *check, const char *bytes, size_t size, bool last)
{
    const glosa_dictionary *dictionary = check->dictionary;
    (void)last;
    for (size_t at = 0; at < size; at += sizeof(glosa_use)) {
        glosa_use use;
        memcpy(&use, bytes + at, sizeof use);
        if (use.role >= dictionary->word_count || use.language >= dictionary->word_count ||
            use.rule >= dictionary->word_count)
            return "a word that is not there";
        if (use.origin >= dictionary->origin_count)
            return "an origin that is not there";
    }
    return NULL;
}

static const char *look_at_texts_of(check *check, const char *bytes, size_t size, bool last)
{
    (void)last;
    for (size_t at = 0; at < size; at += sizeof(glosa_text)) {
        glosa_text text;
        memcpy(&text, bytes + at, sizeof text);
        if (!inside(check->dictionary, text))
            return "a text outside the texts";
    }
    return NULL;
}

static const char *look_at_entities(check *check, const char *bytes, size_t size, bool last)
{
    const glosa_dictionary *dictionary = check->dictionary;
    bool texts = true, words = true;
    (void)last;
    for (size_t at = 0; at < size; at += sizeof(glosa_entity)) {
        glosa_entity entity;
        memcpy(&entity, bytes + at, sizeof entity);
        texts &= inside(dictionary, entity.curie) && inside(dictionary, entity.preferred) &&
                 inside(dictionary, entity.xrefs);
        words &= entity.kind < dictionary->word_count;
    }
    return !texts ? "a text outside the texts" : !words ? "a word that is not there" : NULL;
}

/* Up to three bytes of a character may be left for the next window, before which they stand. */
static const char *look_at_utf8(check *check, const char *bytes, size_t size, bool last)
{
    glosa_string text = {bytes - check->left, size + check->left};
    size_t valid = glosa_utf8_valid_prefix(text);
    check->left = text.size - valid;
    return check->left > 3 || (last && check->left) ? "not UTF-8" : NULL;
}

static const struct {
    const char *name;
    size_t item;                /* bytes */
    look look;
} kinds[GLOSA_CHUNK_COUNT] = {
    [GLOSA_CHUNK_SLOTS] = {"slots", sizeof(glosa_slot), look_at_slots},
    [GLOSA_CHUNK_FILTER] = {"filter", sizeof(uint64_t), look_at_filter},
    [GLOSA_CHUNK_NAMES] = {"names", sizeof(glosa_name), look_at_names},
    [GLOSA_CHUNK_ROWS] = {"rows", sizeof(glosa_name_row), look_at_rows},
    [GLOSA_CHUNK_USES] = {"uses", sizeof(glosa_use), look_at_uses},
    [GLOSA_CHUNK_ORIGINS] = {"origins", sizeof(glosa_text), look_at_texts_of},
    [GLOSA_CHUNK_ENTITIES] = {"entities", sizeof(glosa_entity), look_at_entities},
    [GLOSA_CHUNK_WORDS] = {"words", sizeof(glosa_text), look_at_texts_of},
    [GLOSA_CHUNK_TEXTS] = {"texts", 1, look_at_utf8},
    [GLOSA_CHUNK_SOURCES] = {"sources", 1, look_at_utf8},
};

/* --- the pass --- */

typedef struct pass {
    const glosa_dictionary *dictionary;
    const glosa_chunk_place *places;
    atomic_uint next;           /* of `order` */
    glosa_status statuses[GLOSA_CHUNK_COUNT];
    glosa_error errors[GLOSA_CHUNK_COUNT];
} pass;

/* The largest first, so that threads end at about the same time. */
static const enum glosa_chunk order[GLOSA_CHUNK_COUNT] = {
    GLOSA_CHUNK_TEXTS, GLOSA_CHUNK_ROWS,    GLOSA_CHUNK_SLOTS, GLOSA_CHUNK_NAMES,
    GLOSA_CHUNK_ENTITIES, GLOSA_CHUNK_FILTER, GLOSA_CHUNK_USES, GLOSA_CHUNK_ORIGINS,
    GLOSA_CHUNK_WORDS,     GLOSA_CHUNK_SOURCES};

/* errno is 0 where the file ends too early. */
static bool read_all(int descriptor, char *bytes, size_t size, size_t offset)
{
    while (size) {
        errno = 0;
        ssize_t got = pread(descriptor, bytes, size, (off_t)offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        bytes += got;
        offset += (size_t)got;
        size -= (size_t)got;
    }
    return true;
}

/* The window that begins at `offset` of the file, in the buffer behind what the check has left, or
 * where an image in memory has it. NULL where it cannot be read. */
static const char *take_window(const check *check, size_t offset, size_t size, char *buffer)
{
    const glosa_dictionary *dictionary = check->dictionary;
    if (dictionary->descriptor < 0)
        return dictionary->image + offset;
    char *window = buffer + SPARE;
    if (check->left <= 3 && check->left)
        memmove(window - check->left, window + WINDOW - check->left, check->left);
    return read_all(dictionary->descriptor, window, size, offset) ? window : NULL;
}

static glosa_status check_chunk(const pass *pass, enum glosa_chunk number, char *buffer,
                                glosa_error *error)
{
    const glosa_chunk_place *place = &pass->places[number];
    check check = {.dictionary = pass->dictionary};
    const char *fault = NULL;
    size_t window = number == GLOSA_CHUNK_TEXTS || number == GLOSA_CHUNK_SOURCES
                        ? WINDOW : WINDOW - WINDOW % kinds[number].item;
    XXH3_state_t *state = XXH3_createState();
    if (!state)
        return glosa_fail_memory(error, pass->dictionary->path);
    XXH3_64bits_reset(state);
    for (size_t at = 0; at < place->size;) {
        size_t size = place->size - at < window ? place->size - at : window;
        const char *bytes = take_window(&check, place->offset + at, size, buffer);
        if (!bytes) {
            XXH3_freeState(state);
            return glosa_fail(error, GLOSA_IO, pass->dictionary->path, -1,
                              "cannot read dictionary: %s",
                              errno ? strerror(errno) : "it became shorter");
        }
        XXH3_64bits_update(state, bytes, size);
        at += size;
        if (!fault)
            fault = kinds[number].look(&check, bytes, size, at == place->size);
    }
    bool same = XXH3_64bits_digest(state) == place->checksum;
    XXH3_freeState(state);
    fault = same ? fault : "wrong checksum";
    return fault ? glosa_image_refuse(pass->dictionary, kinds[number].name, fault, error)
                 : GLOSA_OK;
}

static void *check_chunks(void *context)
{
    pass *pass = context;
    char *buffer = pass->dictionary->descriptor < 0 ? NULL : malloc(SPARE + WINDOW);
    bool room = buffer || pass->dictionary->descriptor < 0;
    for (unsigned turn; (turn = atomic_fetch_add(&pass->next, 1)) < GLOSA_CHUNK_COUNT;) {
        enum glosa_chunk number = order[turn];
        glosa_error *error = &pass->errors[number];
        pass->statuses[number] = room ? check_chunk(pass, number, buffer, error)
                                      : glosa_fail_memory(error, pass->dictionary->path);
    }
    free(buffer);
    return NULL;
}

/* How many threads beside the caller's. */
static unsigned helpers_for(size_t size)
{
    long processors = size < WORTH_THREADS ? 1 : sysconf(_SC_NPROCESSORS_ONLN);
    if (processors < 1)
        processors = 1;
    return (unsigned)(processors > MOST_THREADS ? MOST_THREADS : processors) - 1;
}

glosa_status glosa_image_check_contents(const glosa_dictionary *dictionary,
                                        const glosa_chunk_place *places, glosa_error *error)
{
    pass pass = {.dictionary = dictionary, .places = places};
    pthread_t helpers[MOST_THREADS];
    unsigned wanted = helpers_for(dictionary->size), started = 0;
    while (started < wanted &&
           pthread_create(&helpers[started], NULL, check_chunks, &pass) == 0)
        started++;
    check_chunks(&pass);
    for (unsigned i = 0; i < started; i++)
        pthread_join(helpers[i], NULL);
    for (unsigned i = 0; i < GLOSA_CHUNK_COUNT; i++) {
        if (pass.statuses[i]) {
            if (error)
                *error = pass.errors[i];
            return pass.statuses[i];
        }
    }
    return GLOSA_OK;
}

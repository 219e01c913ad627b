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

/* A function that is compiled twice, once for processors with AVX2. */
#if defined __x86_64__ && defined __GNUC__ && !defined __clang__
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

enum {
    SPARE = 64,                 /* bytes before the window, for what is left of the last one: a line
                                   of the cache, since copying to the middle of one is slower */
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

/* Looks at `count` items (at least one), aligned to 8; `last`: the chunk ends with them. Gives what
 * is wrong or NULL. */
typedef const char *(*look)(check *check, const void *items, size_t count, bool last);

static bool inside(const glosa_dictionary *dictionary, glosa_text text)
{
    return (uint64_t)text.offset + text.size <= dictionary->texts.size;
}

/* Bits lead nowhere: whatever stands there is right. */
static const char *look_at_filter(check *check, const void *items, size_t count, bool last)
{
    (void)check;
    (void)items;
    (void)count;
    (void)last;
    return NULL;
}

/* What is wrong is gathered over all items without a branch, in numbers as wide as what is
 * compared: so compilers look at several items at once. */

/* A slot is empty or leads to names that are there. No count of names has the highest bit. */
WIDE
static const char *look_at_slots(check *check, const void *items, size_t count, bool last)
{
    const glosa_slot *slots = items;
    int32_t furthest = 0;       /* behind the last name that a slot leads to */
    uint32_t empty = 0, wrong = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t bits = slots[i].value;
        int32_t value = (int32_t)bits, one_name = 1 << GLOSA_SLOT_SHIFT;
        int32_t few = (int32_t)(glosa_slot_first(bits) + glosa_slot_names(bits));
        int32_t end = value < 0 ? (int32_t)(bits & ~GLOSA_SLOT_GOES_ON) : few;
        furthest = end > furthest ? end : furthest;
        wrong |= (value > 0) & (value < one_name);
        empty += value == 0;
    }
    check->empty += empty;
    if (wrong || (uint32_t)furthest > check->dictionary->name_count)
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
WIDE
static const char *look_at_names(check *check, const void *items, size_t count, bool last)
{
    const glosa_name *names = items;
    glosa_name before = check->name;
    if (!check->begun && (names->key != 0 || names->first_row != 0))
        return "the first is not first";
    uint32_t keys = check->begun && names->key <= before.key;
    uint32_t rows = check->begun && names->first_row <= before.first_row;
    uint32_t longest = names->key - before.key;
    for (size_t i = 1; i < count; i++) {
        uint32_t size = names[i].key - names[i - 1].key;
        keys |= names[i].key <= names[i - 1].key;
        rows |= names[i].first_row <= names[i - 1].first_row;
        longest = size > longest ? size : longest;
    }
    check->begun = true;
    check->name = names[count - 1];
    check->longest = longest > check->longest ? longest : check->longest;
    if (keys || check->name.key > check->dictionary->texts.size)
        return "a key outside the texts";
    if (rows)
        return "one without rows";
    return last ? look_at_last_name(check) : NULL;
}

/* A row is three words, of which the last is size and use: so all numbers are equally wide. */
WIDE
static const char *look_at_rows(check *check, const void *items, size_t count, bool last)
{
    const glosa_dictionary *dictionary = check->dictionary;
    const uint32_t *words = items, texts = (uint32_t)dictionary->texts.size;
    uint32_t entity = 0, use = 0, outside = 0;
    (void)last;
    for (size_t i = 0; i < count; i++) {
        uint32_t name = words[3 * i + 1], end = name + (words[3 * i + 2] & UINT16_MAX);
        entity = words[3 * i] > entity ? words[3 * i] : entity;
        use = words[3 * i + 2] >> 16 > use ? words[3 * i + 2] >> 16 : use;
        outside |= (end < name) | (end > texts);
    }
    return entity >= dictionary->entity_count ? "an entity that is not there"
           : outside                          ? "a name outside the texts"
           : use >= dictionary->use_count     ? "a use that is not there"
                                              : NULL;
}

static const char *look_at_uses(check *check, const void *items, size_t count, bool last)
{
    const glosa_dictionary *dictionary = check->dictionary;
    const glosa_use *uses = items;
    (void)last;
    for (size_t i = 0; i < count; i++) {
        if (uses[i].role >= dictionary->word_count || uses[i].language >= dictionary->word_count ||
            uses[i].rule >= dictionary->word_count)
            return "a word that is not there";
        if (uses[i].origin >= dictionary->origin_count)
            return "an origin that is not there";
    }
    return NULL;
}

static const char *look_at_texts_of(check *check, const void *items, size_t count, bool last)
{
    const glosa_text *texts = items;
    (void)last;
    for (size_t i = 0; i < count; i++) {
        if (!inside(check->dictionary, texts[i]))
            return "a text outside the texts";
    }
    return NULL;
}

static const char *look_at_entities(check *check, const void *items, size_t count, bool last)
{
    const glosa_dictionary *dictionary = check->dictionary;
    const glosa_entity *entities = items;
    bool texts = true, words = true;
    (void)last;
    for (size_t i = 0; i < count; i++) {
        texts &= inside(dictionary, entities[i].curie) &
                 inside(dictionary, entities[i].preferred) & inside(dictionary, entities[i].xrefs);
        words &= entities[i].kind < dictionary->word_count;
    }
    return !texts ? "a text outside the texts" : !words ? "a word that is not there" : NULL;
}

/* Up to three bytes of a character may be left for the next window, before which they stand. */
static const char *look_at_utf8(check *check, const void *items, size_t count, bool last)
{
    glosa_string text = {(const char *)items - check->left, count + check->left};
    size_t valid = glosa_utf8_valid_prefix(text);
    check->left = text.size - valid;
    return check->left > 3 || (last && check->left) ? "not UTF-8" : NULL;
}

static const look looks[GLOSA_CHUNK_COUNT] = {
    [GLOSA_CHUNK_SLOTS] = look_at_slots,       [GLOSA_CHUNK_FIRSTS] = look_at_filter,
    [GLOSA_CHUNK_PAIRS] = look_at_filter,
    [GLOSA_CHUNK_NAMES] = look_at_names,       [GLOSA_CHUNK_ROWS] = look_at_rows,
    [GLOSA_CHUNK_USES] = look_at_uses,         [GLOSA_CHUNK_ORIGINS] = look_at_texts_of,
    [GLOSA_CHUNK_ENTITIES] = look_at_entities, [GLOSA_CHUNK_WORDS] = look_at_texts_of,
    [GLOSA_CHUNK_TEXTS] = look_at_utf8,        [GLOSA_CHUNK_SOURCES] = look_at_utf8,
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
    GLOSA_CHUNK_TEXTS,    GLOSA_CHUNK_ROWS,   GLOSA_CHUNK_SLOTS, GLOSA_CHUNK_NAMES,
    GLOSA_CHUNK_ENTITIES, GLOSA_CHUNK_PAIRS,  GLOSA_CHUNK_FIRSTS, GLOSA_CHUNK_USES,
    GLOSA_CHUNK_ORIGINS,  GLOSA_CHUNK_WORDS,  GLOSA_CHUNK_SOURCES};

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
        memmove(window - check->left, window + GLOSA_CONTENTS_WINDOW - check->left, check->left);
    return read_all(dictionary->descriptor, window, size, offset) ? window : NULL;
}

static glosa_status check_chunk(const pass *pass, enum glosa_chunk number, char *buffer,
                                glosa_error *error)
{
    const glosa_chunk_place *place = &pass->places[number];
    check check = {.dictionary = pass->dictionary};
    const char *fault = NULL;
    size_t window = GLOSA_CONTENTS_WINDOW - GLOSA_CONTENTS_WINDOW % place->item;
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
            fault = looks[number](&check, bytes, size / place->item, at == place->size);
    }
    bool same = XXH3_64bits_digest(state) == place->checksum;
    XXH3_freeState(state);
    fault = same ? fault : "wrong checksum";
    return fault ? glosa_image_refuse(pass->dictionary, place->name, fault, error)
                 : GLOSA_OK;
}

static void *check_chunks(void *context)
{
    pass *pass = context;
    bool file = pass->dictionary->descriptor >= 0;
    char *buffer = file ? aligned_alloc(SPARE, SPARE + GLOSA_CONTENTS_WINDOW) : NULL;
    bool room = buffer || !file;
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

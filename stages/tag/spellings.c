#include "stages/tag/spellings.h"

#include "pipeline/base/grow.h"
#include "pipeline/text/runs.h"

enum { MOST_ERRORS = 2, FIRST_SLOTS = 1 << 12, PIECE_BUCKETS = 1 << 18 };

struct glosa_spellings {
    glosa_string *words;        /* in the keys of the dictionaries, each once */
    uint32_t size;
    size_t capacity;
    uint32_t *slots;            /* the words by their hash: index + 1; 0 is free */
    uint32_t slot_count;        /* a power of two */
    uint32_t *starts;           /* PIECE_BUCKETS + 1: where the words of a bucket begin ... */
    uint32_t *members;          /* ... here: words with a piece that falls into it */
};

static unsigned errors_of(size_t letters)
{
    return letters >= GLOSA_SPELLINGS_LONG ? MOST_ERRORS : 1;
}

/* --- the set of words --- */

/* The slot of a word, or the free one where it belongs. */
static uint32_t *slot_of(const glosa_spellings *spellings, glosa_string word)
{
    for (uint64_t at = glosa_bytes_hash(0, word);; at++) {
        uint32_t *slot = &spellings->slots[at & (spellings->slot_count - 1)];
        if (*slot == 0 || glosa_string_equal(spellings->words[*slot - 1], word))
            return slot;
    }
}

static bool grow_slots(glosa_spellings *spellings)
{
    uint32_t count = spellings->slot_count ? 2 * spellings->slot_count : FIRST_SLOTS;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    free(spellings->slots);
    spellings->slots = slots;
    spellings->slot_count = count;
    for (uint32_t i = 0; i < spellings->size; i++)
        *slot_of(spellings, spellings->words[i]) = i + 1;
    return true;
}

static bool add_word(glosa_spellings *spellings, glosa_string word)
{
    if (2 * spellings->size >= spellings->slot_count && !grow_slots(spellings))
        return false;
    uint32_t *slot = slot_of(spellings, word);
    if (*slot)
        return true;
    if (spellings->size == spellings->capacity &&
        !glosa_grow(&spellings->words, &spellings->capacity, sizeof *spellings->words))
        return false;
    spellings->words[spellings->size++] = word;
    *slot = spellings->size;
    return true;
}

/* Adds the long words of a key: runs of letters that nothing but a blank or a mark ends. */
static bool add_words(glosa_spellings *spellings, glosa_string key)
{
    for (size_t at = 0, end; at < key.size; at = end + 1) {
        for (end = at; end < key.size && glosa_is_ascii_small(key.data[end]);)
            end++;
        bool whole = end == key.size || (unsigned char)key.data[end] < '0';
        bool begun = at == 0 || (unsigned char)key.data[at - 1] < '0';
        if (whole && begun && end - at >= GLOSA_SPELLINGS_LEAST &&
            end - at <= GLOSA_SPELLINGS_LONGEST &&
            !add_word(spellings, glosa_string_slice(key, at, end)))
            return false;
    }
    return true;
}

/* --- pieces --- */

/* Where piece `number` of a word of that many letters begins, of one more than it may have errors;
 * the number behind the last gives the end. */
static size_t piece_start(size_t letters, unsigned number)
{
    return number * letters / (errors_of(letters) + 1);
}

/* The bucket of piece `number` of words of so many letters. */
static uint32_t bucket_of(size_t letters, unsigned number, glosa_string piece)
{
    uint64_t hash = glosa_bytes_hash((uint64_t)(letters << 2 | number) << 32, piece);
    return (uint32_t)hash & (PIECE_BUCKETS - 1);
}

static uint32_t bucket_of_word(glosa_string word, unsigned number)
{
    return bucket_of(word.size, number,
                     glosa_string_slice(word, piece_start(word.size, number),
                                        piece_start(word.size, number + 1)));
}

/* Sorts the words into the buckets of their pieces, by counting. */
static bool index_pieces(glosa_spellings *spellings)
{
    spellings->starts = calloc(PIECE_BUCKETS + 1, sizeof *spellings->starts);
    if (!spellings->starts)
        return false;
    uint32_t *starts = spellings->starts, total = 0;
    for (uint32_t i = 0; i < spellings->size; i++) {
        for (unsigned n = 0; n <= errors_of(spellings->words[i].size); n++, total++)
            starts[bucket_of_word(spellings->words[i], n) + 1]++;
    }
    for (uint32_t b = 0; b < PIECE_BUCKETS; b++)
        starts[b + 1] += starts[b];
    spellings->members = malloc((total + 1) * sizeof *spellings->members);
    uint32_t *filled = calloc(PIECE_BUCKETS, sizeof *filled);
    for (uint32_t i = 0; spellings->members && filled && i < spellings->size; i++) {
        for (unsigned n = 0; n <= errors_of(spellings->words[i].size); n++) {
            uint32_t bucket = bucket_of_word(spellings->words[i], n);
            spellings->members[starts[bucket] + filled[bucket]++] = i;
        }
    }
    bool done = spellings->members && filled;
    free(filled);
    return done;
}

static bool fill(glosa_spellings *spellings, const glosa_dictionaries *dictionaries)
{
    if (!grow_slots(spellings))
        return false;
    for (size_t d = 0; d < dictionaries->size; d++) {
        uint32_t names = glosa_dictionary_name_count(dictionaries->items[d]);
        for (uint32_t name = 0; name < names; name++) {
            if (!add_words(spellings, glosa_dictionary_key(dictionaries->items[d], name)))
                return false;
        }
    }
    return index_pieces(spellings);
}

glosa_status glosa_spellings_new(glosa_spellings **out, const glosa_dictionaries *dictionaries,
                                 glosa_error *error)
{
    *out = calloc(1, sizeof **out);
    if (*out && fill(*out, dictionaries))
        return GLOSA_OK;
    glosa_spellings_free(*out);
    *out = NULL;
    return glosa_fail_memory(error, "tag");
}

void glosa_spellings_free(glosa_spellings *spellings)
{
    if (!spellings)
        return;
    free(spellings->words);
    free(spellings->slots);
    free(spellings->starts);
    free(spellings->members);
    free(spellings);
}

/* --- near words --- */

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* How many letters are wrong, missing, too many or have changed places with their neighbour
 * between two words; more than `most` is most + 1. (Optimal string alignment.) */
static unsigned distance(glosa_string a, glosa_string b, unsigned most)
{
    unsigned rows[3][GLOSA_SPELLINGS_LONGEST + MOST_ERRORS + 1];
    for (unsigned j = 0; j <= b.size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        unsigned *row = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
        unsigned least = row[0] = (unsigned)i;
        for (size_t j = 1; j <= b.size; j++) {
            unsigned same = before[j - 1] + (a.data[i - 1] != b.data[j - 1]);
            row[j] = smaller(same, smaller(before[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] &&
                a.data[i - 2] == b.data[j - 1])
                row[j] = smaller(row[j], earlier[j - 2] + 1);
            least = smaller(least, row[j]);
        }
        if (least > most)
            return most + 1;
    }
    return smaller(rows[a.size % 3][b.size], most + 1);
}

/* The nearest words so far, in byte order. */
typedef struct nearest {
    glosa_string word, *near;
    size_t size;
    unsigned errors;
} nearest;

static void keep_near(nearest *found, glosa_string candidate, unsigned errors)
{
    if (errors > found->errors)
        return;
    if (errors < found->errors)
        found->size = 0;
    found->errors = errors;
    size_t at = found->size;
    while (at && glosa_string_compare(found->near[at - 1], candidate) > 0)
        at--;
    if ((at && glosa_string_equal(found->near[at - 1], candidate)) || at == GLOSA_SPELLINGS_MOST)
        return;
    found->size -= found->size == GLOSA_SPELLINGS_MOST;
    memmove(found->near + at + 1, found->near + at, (found->size - at) * sizeof *found->near);
    found->near[at] = candidate;
    found->size++;
}

/* Whether two words begin with one letter and end with the same two. Whoever misspells a word knows
 * how it begins; and what differs at the end is mostly another word, or another form of one:
 * selecting is no selectin. */
static bool has_same_ends(glosa_string a, glosa_string b)
{
    return a.data[0] == b.data[0] && a.data[a.size - 1] == b.data[b.size - 1] &&
           a.data[a.size - 2] == b.data[b.size - 2];
}

/* Keeps a candidate that is near. */
static void take_near(nearest *found, glosa_string candidate)
{
    unsigned most = smaller(found->errors, errors_of(candidate.size));
    if (!has_same_ends(candidate, found->word))
        return;
    unsigned errors = distance(candidate, found->word, most);
    if (errors <= most)
        keep_near(found, candidate, errors);
}

/* Compares with the words of `letters` letters that have one of their pieces here or near by. */
static void look_among(const glosa_spellings *spellings, nearest *found, size_t letters)
{
    int most = (int)errors_of(letters), size = (int)found->word.size;
    for (unsigned n = 0; n <= (unsigned)most; n++) {
        int start = (int)piece_start(letters, n), end = (int)piece_start(letters, n + 1);
        for (int shift = -most; shift <= most; shift++) {
            if (start + shift < 0 || end + shift > size)
                continue;
            glosa_string piece = {found->word.data + start + shift, (size_t)(end - start)};
            uint32_t bucket = bucket_of(letters, n, piece);
            for (uint32_t i = spellings->starts[bucket]; i < spellings->starts[bucket + 1]; i++) {
                glosa_string candidate = spellings->words[spellings->members[i]];
                if (candidate.size == letters)
                    take_near(found, candidate);
            }
        }
    }
}

/* The word with two neighbours changed that stand on both sides of its middle, so that neither
 * half is as it was. */
static void look_across(const glosa_spellings *spellings, nearest *found)
{
    char swapped[GLOSA_SPELLINGS_LONGEST + MOST_ERRORS];
    size_t middle = piece_start(found->word.size, 1);
    if (errors_of(found->word.size) > 1)
        return;
    memcpy(swapped, found->word.data, found->word.size);
    swapped[middle] = found->word.data[middle - 1];
    swapped[middle - 1] = found->word.data[middle];
    uint32_t slot = *slot_of(spellings, (glosa_string){swapped, found->word.size});
    if (slot)
        take_near(found, spellings->words[slot - 1]);
}

/* The words that come out with `to` in the place of `from`, which look alike: one error. */
static void look_alike(const glosa_spellings *spellings, nearest *found, const char *from,
                       const char *to)
{
    char other[GLOSA_SPELLINGS_LONGEST + MOST_ERRORS + 2];
    glosa_string word = found->word;
    size_t cut = strlen(from), put = strlen(to);
    for (size_t at = 1; at + cut <= word.size; at++) {
        if (memcmp(word.data + at, from, cut) != 0)
            continue;
        memcpy(other, word.data, at);
        memcpy(other + at, to, put);
        memcpy(other + at + put, word.data + at + cut, word.size - at - cut);
        uint32_t slot = *slot_of(spellings, (glosa_string){other, word.size - cut + put});
        if (slot)
            keep_near(found, spellings->words[slot - 1], 1);
    }
}

size_t glosa_spellings_near(const glosa_spellings *spellings, glosa_string word,
                            glosa_string near[GLOSA_SPELLINGS_MOST])
{
    nearest found = {.word = word, .near = near, .errors = MOST_ERRORS};
    if (word.size < GLOSA_SPELLINGS_LEAST ||
        word.size > GLOSA_SPELLINGS_LONGEST + MOST_ERRORS || *slot_of(spellings, word))
        return 0;
    look_across(spellings, &found);
    look_alike(spellings, &found, "rn", "m");
    look_alike(spellings, &found, "m", "rn");
    for (size_t letters = word.size - MOST_ERRORS; letters <= word.size + MOST_ERRORS; letters++) {
        size_t apart = letters > word.size ? letters - word.size : word.size - letters;
        if (letters >= GLOSA_SPELLINGS_LEAST && letters <= GLOSA_SPELLINGS_LONGEST &&
            apart <= errors_of(letters))
            look_among(spellings, &found, letters);
    }
    return found.size;
}

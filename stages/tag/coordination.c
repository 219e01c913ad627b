/* Shortened names in a coordination: the second name of `ERK1/2` is ERK2. What stands behind the
 * slash takes the place of the last part of the name before it, when both are of one kind:
 * digits for digits, a letter for a letter, a Greek letter for a Greek letter. */
#include "stages/tag/hits.h"

typedef enum part_kind { PART_NONE, PART_DIGITS, PART_LETTER, PART_GREEK } part_kind;

/* More than authors join, and few enough to bound the work. */
enum { MOST_PARTS = 32 };

static const char *const greek[] = {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "theta"};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool ends_with(glosa_string key, const char *ending)
{
    size_t size = strlen(ending);
    return key.size >= size && memcmp(key.data + key.size - size, ending, size) == 0;
}

/* The last part of a key, and where it begins. */
static part_kind last_part(glosa_string key, size_t *start)
{
    *start = key.size;
    while (*start && is_digit(key.data[*start - 1]))
        (*start)--;
    if (*start < key.size)
        return *start ? PART_DIGITS : PART_NONE;
    for (size_t i = 0; i < sizeof greek / sizeof *greek; i++) {
        if (ends_with(key, greek[i])) {
            *start = key.size - strlen(greek[i]);
            return *start ? PART_GREEK : PART_NONE;
        }
    }
    *start = key.size - 1;
    return key.size > 1 ? PART_LETTER : PART_NONE;
}

/* What a whole atom is as a shortened name. */
static part_kind kind_of_part(glosa_string atom)
{
    size_t digits = 0;
    while (digits < atom.size && is_digit(atom.data[digits]))
        digits++;
    if (digits == atom.size)
        return PART_DIGITS;
    for (size_t i = 0; i < sizeof greek / sizeof *greek; i++) {
        if (glosa_string_is(atom, greek[i]))
            return PART_GREEK;
    }
    return atom.size == 1 ? PART_LETTER : PART_NONE;
}

static glosa_string atom_key(const glosa_folded *folded, size_t atom)
{
    const glosa_atom *this = &folded->atoms[atom];
    return (glosa_string){folded->keys.data + this->key_start, this->key_end - this->key_start};
}

/* The key of the atoms [first, last]. */
static void append_keys(const glosa_folded *folded, size_t first, size_t last, glosa_buffer *key)
{
    for (size_t i = first; i <= last; i++) {
        if (i > first && !folded->atoms[i].joined)
            glosa_buffer_byte(key, ' ');
        glosa_buffer_string(key, atom_key(folded, i));
    }
}

static bool is_slash(const glosa_folded *folded, size_t atom)
{
    return atom + 1 < folded->size && glosa_string_is(atom_key(folded, atom), "/") &&
           folded->atoms[atom].touches && folded->atoms[atom + 1].touches;
}

/* Completes the parts behind the slashes from atom `slash` on with the name [first, slash). */
static void complete(glosa_hit_collector *collector, size_t first, size_t slash)
{
    const glosa_folded *folded = &collector->folded;
    glosa_buffer *key = &collector->key;
    glosa_buffer_clear(key);
    append_keys(folded, first, slash - 1, key);
    size_t stem;
    part_kind kind = key->size ? last_part(glosa_buffer_view(key), &stem) : PART_NONE;
    if (kind == PART_NONE)
        return;
    for (unsigned parts = 0; parts < MOST_PARTS && is_slash(folded, slash); parts++, slash += 2) {
        glosa_string part = atom_key(folded, slash + 1);
        if (kind_of_part(part) != kind)
            return;
        uint32_t name;
        key->size = stem;
        glosa_buffer_string(key, part);
        if (key->failed) {
            collector->failed = true;
            return;
        }
        const glosa_dictionary *dictionary =
            collector->dictionaries->items[collector->dictionary];
        if (!glosa_dictionary_find(dictionary, glosa_buffer_view(key), &name))
            return;
        glosa_hits_add(collector, slash + 1, slash + 1, name, true);
    }
}

/* The atom at which a span of the text begins. */
static size_t atom_at(const glosa_hit_collector *collector, uint32_t start)
{
    size_t low = 0, high = collector->folded.size;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (collector->offset + collector->folded.atoms[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Hits of several rows with one span stand together and count once. */
void glosa_hits_coordinate(glosa_hit_collector *collector)
{
    const glosa_document *document = collector->document;
    const glosa_folded *folded = &collector->folded;
    glosa_span done = {0, 0};
    uint32_t hits = document->hits.size;
    for (uint32_t i = collector->first_hit; i < hits && !collector->failed; i++) {
        glosa_span span = document->hits.items[i].span;
        if (span.start == done.start && span.end == done.end)
            continue;
        done = span;
        size_t first = atom_at(collector, span.start), last = first;
        while (collector->offset + folded->atoms[last].end < span.end)
            last++;
        if (folded->atoms[last].word && is_slash(folded, last + 1))
            complete(collector, first, last + 1);
    }
}

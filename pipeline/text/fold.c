#include "pipeline/text/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "pipeline/text/utf8.h"

enum { TABLE_SIZE = 0x500, LONGEST_FOLD = 22 };

typedef enum fold_class { FOLD_WORD, FOLD_PUNCTUATION, FOLD_SEPARATOR, FOLD_NOTHING } fold_class;

typedef struct fold_entry {
    uint8_t class;
    uint8_t size;
    char bytes[LONGEST_FOLD];
} fold_entry;

struct glosa_folding {
    const UNormalizer2 *casefold, *decompose;
    fold_entry table[TABLE_SIZE];
    char plain[256];            /* by byte: what an ASCII letter or digit folds to; 0: no such */
};

/* Names of the Greek letters from alpha (U+03B1) to omega (U+03C9), in code-point order. */
static const char *const greek_names[] = {
    "alpha", "beta",    "gamma", "delta", "epsilon", "zeta", "eta",   "theta", "iota",
    "kappa", "lambda",  "mu",    "nu",    "xi",      "omicron", "pi", "rho",   "sigma",
    "sigma", "tau",     "upsilon", "phi", "chi",     "psi",  "omega",
};

static const char *greek_name(UChar32 c)
{
    return c >= 0x3B1 && c <= 0x3C9 ? greek_names[c - 0x3B1] : NULL;
}

static bool is_quote(UChar32 c)
{
    return c == '\'' || c == 0x60 || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x2BC ||
           c == 0x2032;
}

static bool is_hyphen(UChar32 c)
{
    return u_charType(c) == U_DASH_PUNCTUATION || c == 0x2212 || c == 0xAD;
}

static bool is_ignored(UChar32 c)
{
    int8_t type = u_charType(c);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR;
}

static bool is_separator(UChar32 c)
{
    return u_isUWhiteSpace(c) || u_iscntrl(c) || c == 0xAE || c == 0x2122;
}

static bool is_word(UChar32 c)
{
    int8_t type = u_charType(c);
    return u_isalnum(c) || type == U_OTHER_NUMBER || type == U_LETTER_NUMBER;
}

static void entry_append(fold_entry *entry, const char *bytes, size_t size)
{
    if (entry->size + size > sizeof entry->bytes)
        return;
    memcpy(entry->bytes + entry->size, bytes, size);
    entry->size = (uint8_t)(entry->size + size);
}

static void entry_append_code_point(fold_entry *entry, UChar32 c)
{
    char bytes[U8_MAX_LENGTH];
    size_t size = 0;
    const char *name = greek_name(c);
    if (name) {
        entry_append(entry, name, strlen(name));
    } else {
        U8_APPEND_UNSAFE(bytes, size, c);
        entry_append(entry, bytes, size);
    }
}

/* Folds one code point: casefold, decompose, drop marks (the tilde of ñ is put back). */
static void fold_letters(const glosa_folding *folding, UChar32 c, fold_entry *entry)
{
    UChar one[2], cased[32], parts[64];
    int32_t size = 0;
    UErrorCode status = U_ZERO_ERROR;
    U16_APPEND_UNSAFE(one, size, c);
    size = unorm2_normalize(folding->casefold, one, size, cased, 32, &status);
    size = unorm2_normalize(folding->decompose, cased, size, parts, 64, &status);
    if (U_FAILURE(status))
        return;
    UChar32 before = 0;
    for (int32_t at = 0; at < size;) {
        UChar32 part;
        U16_NEXT(parts, at, size, part);
        if (part == 0x303 && before == 'n') {
            entry->size--;
            entry_append_code_point(entry, 0xF1);
        } else if (!is_ignored(part)) {
            entry_append_code_point(entry, part);
        }
        before = part;
    }
}

static fold_entry fold_code_point(const glosa_folding *folding, UChar32 c)
{
    fold_entry entry = {.class = FOLD_PUNCTUATION};
    if (is_quote(c)) {
        entry_append(&entry, "'", 1);
    } else if (is_hyphen(c)) {
        entry.class = FOLD_SEPARATOR;
    } else if (is_ignored(c)) {
        entry.class = FOLD_NOTHING;
    } else if (is_separator(c)) {
        entry.class = FOLD_SEPARATOR;
    } else {
        fold_letters(folding, c, &entry);
        if (entry.size == 0)
            entry.class = FOLD_NOTHING;
        else if (is_word(c))
            entry.class = FOLD_WORD;
    }
    return entry;
}

/* The bytes that are a word by themselves and fold to one byte. */
static void fill_plain(glosa_folding *folding)
{
    for (UChar32 c = 0; c < 0x80; c++) {
        const fold_entry *entry = &folding->table[c];
        if (entry->class == FOLD_WORD && entry->size == 1)
            folding->plain[c] = entry->bytes[0];
    }
}

glosa_status glosa_folding_new(glosa_folding **out, glosa_error *error)
{
    *out = NULL;
    glosa_folding *folding = calloc(1, sizeof *folding);
    if (!folding)
        return glosa_fail_memory(error, "folding");
    UErrorCode status = U_ZERO_ERROR;
    folding->casefold = unorm2_getNFKCCasefoldInstance(&status);
    folding->decompose = unorm2_getNFDInstance(&status);
    if (U_FAILURE(status)) {
        free(folding);
        return glosa_fail(error, GLOSA_IO, "ICU", -1, "cannot load normalization data: %s",
                          u_errorName(status));
    }
    for (UChar32 c = 0; c < TABLE_SIZE; c++)
        folding->table[c] = fold_code_point(folding, c);
    fill_plain(folding);
    *out = folding;
    return GLOSA_OK;
}

void glosa_folding_free(glosa_folding *folding)
{
    free(folding);
}

const char *glosa_folding_unicode(void)
{
    return U_UNICODE_VERSION;
}

static glosa_atom *add_atom(glosa_folded *folded)
{
    if (folded->size == folded->capacity) {
        size_t capacity = folded->capacity ? 2 * folded->capacity : 64;
        glosa_atom *atoms = realloc(folded->atoms, capacity * sizeof *atoms);
        if (!atoms)
            return NULL;
        folded->atoms = atoms;
        folded->capacity = capacity;
    }
    return &folded->atoms[folded->size++];
}

/* Whether the word that begins here is written on from the last atom, so that both are one. */
static bool continues_word(const glosa_folded *folded, bool word, bool touches)
{
    return touches && word && folded->size > folded->first &&
           folded->atoms[folded->size - 1].word;
}

void glosa_atom_set_piece(const glosa_folded *folded, glosa_atom *atom)
{
    const char *keys = folded->keys.data;
    atom->piece_end = (uint32_t)glosa_key_piece_end(keys, atom->key_start, atom->key_end);
    atom->piece_hash = glosa_key_piece_hash(keys, atom->key_start, atom->piece_end);
}

/* Completes what depends on both atoms once the later one is whole. */
static void settle_last(glosa_folded *folded)
{
    if (folded->size == folded->first)
        return;
    glosa_atom *last = &folded->atoms[folded->size - 1];
    glosa_atom_set_piece(folded, last);
    last->first_digit = glosa_is_ascii_digit(folded->keys.data[last->key_start]);
    last->last_digit = glosa_is_ascii_digit(folded->keys.data[last->key_end - 1]);
    if (folded->size - folded->first < 2)
        return;
    const glosa_atom *before = last - 1;
    last->joined = !last->word || !before->word || before->last_digit != last->first_digit;
}

/* The atom that what stands at `place` goes into: a new one, unless it goes on with the last word.
 * NULL without memory. */
static glosa_atom *atom_at(glosa_folded *folded, glosa_atom place)
{
    if (continues_word(folded, place.word, place.touches))
        return &folded->atoms[folded->size - 1];
    settle_last(folded);
    glosa_atom *atom = add_atom(folded);
    if (atom) {
        *atom = place;
        atom->key_start = (uint32_t)folded->keys.size;
    }
    return atom;
}

/* Adds one folded code point. False without memory. */
static bool take(glosa_folded *folded, const fold_entry *entry, glosa_atom place)
{
    place.word = entry->class == FOLD_WORD;
    glosa_atom *atom = atom_at(folded, place);
    if (!atom)
        return false;
    glosa_buffer_append(&folded->keys, entry->bytes, entry->size);
    atom->end = place.end;
    atom->key_end = (uint32_t)folded->keys.size;
    return !folded->keys.failed;
}

/* The quick way for what most texts are made of: a run of ASCII letters and digits is part of one
 * word, and each folds to one byte, as `take` would find one by one. Adds the run at `at`, which
 * may be empty, and gives where it ends. */
static size_t take_plain(const glosa_folding *folding, glosa_string text, size_t at,
                         bool touches, glosa_folded *folded)
{
    if (!folding->plain[(unsigned char)text.data[at]])
        return at;
    char *room = folded->keys.capacity - folded->keys.size < text.size - at
                     ? glosa_buffer_reserve(&folded->keys, text.size - at)
                     : folded->keys.data + folded->keys.size;
    char plain;
    glosa_atom place = {.start = (uint32_t)at, .touches = touches, .word = true};
    glosa_atom *atom = room ? atom_at(folded, place) : NULL;
    if (!atom) {
        folded->keys.failed = true;
        return at;
    }
    while (at < text.size && (plain = folding->plain[(unsigned char)text.data[at]]) != 0) {
        *room++ = plain;
        at++;
    }
    folded->keys.size = (size_t)(room - folded->keys.data);
    atom->end = (uint32_t)at;
    atom->key_end = (uint32_t)folded->keys.size;
    return at;
}

glosa_status glosa_fold(const glosa_folding *folding, glosa_string text, glosa_folded *out,
                        glosa_error *error)
{
    out->size = 0;
    glosa_buffer_clear(&out->keys);
    return glosa_fold_more(folding, text, out, error);
}

glosa_status glosa_fold_more(const glosa_folding *folding, glosa_string text, glosa_folded *out,
                             glosa_error *error)
{
    out->first = out->size;
    bool touches = false;
    for (size_t at = 0, next; at < text.size; at = next) {
        next = take_plain(folding, text, at, touches, out);
        if (out->keys.failed)
            return glosa_fail_memory(error, "folding");
        if (next > at) {
            touches = true;
            continue;
        }
        UChar32 c = glosa_utf8_at(text, at, &next);
        fold_entry rare;
        const fold_entry *entry = &rare;
        if (c < TABLE_SIZE)
            entry = &folding->table[c];
        else
            rare = fold_code_point(folding, c);
        if (entry->class == FOLD_SEPARATOR) {
            touches = false;
        } else if (entry->class == FOLD_NOTHING) {
            if (touches)
                out->atoms[out->size - 1].end = (uint32_t)next;
        } else {
            glosa_atom place = {.start = (uint32_t)at, .end = (uint32_t)next, .touches = touches};
            if (!take(out, entry, place))
                return glosa_fail_memory(error, "folding");
            touches = true;
        }
    }
    settle_last(out);
    return GLOSA_OK;
}

void glosa_folded_free(glosa_folded *folded)
{
    free(folded->atoms);
    glosa_buffer_free(&folded->keys);
    *folded = (glosa_folded){0};
}

void glosa_folded_key(const glosa_folded *folded, glosa_buffer *key)
{
    for (size_t i = 0; i < folded->size; i++) {
        const glosa_atom *atom = &folded->atoms[i];
        if (i && !atom->joined)
            glosa_buffer_byte(key, ' ');
        glosa_buffer_append(key, folded->keys.data + atom->key_start,
                            atom->key_end - atom->key_start);
    }
}

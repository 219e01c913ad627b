#include "pipeline/text/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "pipeline/base/grow.h"
#include "pipeline/text/utf8.h"

enum {
    TABLE_SIZE = 0x500,         /* code points that are folded beforehand */
    LONGEST_FOLD = 22,          /* bytes that one folds to */
};

typedef enum fold_class { FOLD_WORD, FOLD_PUNCTUATION, FOLD_SEPARATOR, FOLD_NOTHING } fold_class;

typedef struct fold_entry {
    uint8_t class;
    uint8_t size;
    char bytes[LONGEST_FOLD];
} fold_entry;

struct glosa_folding {
    const UNormalizer2 *casefold, *decompose;
    fold_entry table[TABLE_SIZE];
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

void glosa_atom_set_piece(const glosa_folded *folded, glosa_atom *atom)
{
    const char *keys = folded->keys.data;
    atom->piece_end = (uint32_t)glosa_key_piece_end(keys, atom->key_start, atom->key_end);
    atom->piece_hash = glosa_key_piece_hash(keys, atom->key_start, atom->piece_end);
}

/* --- folding a text --- */

typedef struct folder {
    const glosa_folding *folding;
    glosa_string text;
    glosa_folded *out;
    size_t copy;                /* where those keys begin that lie as the text does */
    bool touches;               /* no separator since the last atom */
    bool unsettled;             /* the first piece of the last atom is not known yet */
} folder;

/* Puts the text behind the keys, ASCII capitals made small: that is the key of what most texts are
 * made of, in its place. Behind it are zero bytes, where runs end. */
static bool copy_text(folder *it)
{
    glosa_buffer *keys = &it->out->keys;
    char *copy = glosa_buffer_reserve(keys, it->text.size + sizeof(uint64_t));
    if (!copy)
        return false;
    for (size_t i = 0; i < it->text.size; i++) {
        char c = it->text.data[i];
        copy[i] = (char)(c | (c >= 'A' && c <= 'Z') << 5);
    }
    memset(copy + it->text.size, 0, sizeof(uint64_t));
    it->copy = keys->size;
    keys->size += it->text.size + 1;
    return true;
}

/* The last atom, or NULL in front of the first. */
static glosa_atom *last_atom(const glosa_folded *folded)
{
    return folded->size > folded->first ? &folded->atoms[folded->size - 1] : NULL;
}

/* Completes the last atom, which is whole. */
static void settle_last(folder *it)
{
    if (it->unsettled)
        glosa_atom_set_piece(it->out, last_atom(it->out));
    it->unsettled = false;
}

/* Adds an atom, and sets how it stands to the one before; one without a key has to be lengthened.
 * NULL without memory. */
static inline glosa_atom *add_atom(folder *it, glosa_atom atom)
{
    glosa_folded *folded = it->out;
    settle_last(it);
    if (folded->size == folded->capacity &&
        !glosa_grow(&folded->atoms, &folded->capacity, sizeof *folded->atoms))
        return NULL;
    const glosa_atom *before = last_atom(folded);
    atom.joined = before &&
                  (!atom.word | !before->word | (before->last_digit != atom.first_digit));
    atom.touches = it->touches;
    it->touches = true;
    glosa_atom *added = &folded->atoms[folded->size++];
    *added = atom;
    return added;
}

/* The word that goes on at this place, if one does, else NULL. */
static glosa_atom *word_before(const folder *it)
{
    glosa_atom *last = it->touches ? last_atom(it->out) : NULL;
    return last && last->word ? last : NULL;
}

/* Adds to an atom's key what the text has up to byte `next`: where the key lies, as few letters
 * fold to more bytes than they have themselves, else behind all others. False without memory. */
static bool lengthen(folder *it, glosa_atom *atom, size_t next, glosa_string more)
{
    glosa_buffer *keys = &it->out->keys;
    size_t old = atom->key_end - atom->key_start;
    if (atom->key_end + more.size > it->copy + next) {
        char *room = glosa_buffer_reserve(keys, old + more.size);
        if (!room)
            return false;
        if (atom->key_end != keys->size) {
            memcpy(room, keys->data + atom->key_start, old);
            atom->key_start = (uint32_t)keys->size;
            atom->key_end = (uint32_t)(keys->size + old);
        }
        keys->size = atom->key_end + more.size;
    }
    memmove(keys->data + atom->key_end, more.data, more.size);
    atom->key_end = (uint32_t)(atom->key_end + more.size);
    atom->end = (uint32_t)next;
    atom->last_digit = glosa_is_ascii_digit(keys->data[atom->key_end - 1]);
    it->unsettled = true;
    return true;
}

/* A run of small ASCII letters and digits. */
typedef struct run {
    size_t start, end;          /* bytes of the keys */
    bool mixed;                 /* it has both */
    uint64_t hash;              /* as that of a piece, which it is where it is not mixed; else 0 */
} run;

/* The letters that a run begins with, which may be none. */
static run letters_at(const char *keys, size_t start)
{
    run run = {.start = start, .end = start};
    uint64_t bytes, others;
    for (;; run.end += sizeof bytes) {
        bytes = glosa_bytes_load(keys + run.end);
        others = glosa_bytes_no_small(bytes);
        if (others)
            break;
        run.hash = glosa_key_hash_bytes(run.hash, bytes);
    }
    size_t rest = (size_t)__builtin_ctzll(others) / 8;
    run.end += rest;
    run.hash = glosa_key_hash_rest(run.hash, glosa_bytes_before(bytes, rest), run.end - start);
    return run;
}

static run run_at(const char *keys, size_t start)
{
    run run = letters_at(keys, start);
    if (!glosa_is_ascii_digit(keys[run.end]))
        return run;
    run.mixed = run.end > start;
    for (; glosa_is_ascii_small(keys[run.end]) || glosa_is_ascii_digit(keys[run.end]); run.end++)
        run.mixed |= glosa_is_ascii_small(keys[run.end]);
    run.hash = run.mixed ? 0 : glosa_key_piece_hash(keys, start, run.end);
    return run;
}

/* Takes a run that goes on with a word. False without memory. */
static bool go_on(folder *it, glosa_atom *atom, run run)
{
    /* Room is made before, as the run lies in the keys, which may move. */
    glosa_buffer *keys = &it->out->keys;
    size_t old = atom->key_end - atom->key_start, size = run.end - run.start;
    return glosa_buffer_reserve(keys, old + size) &&
           lengthen(it, atom, run.end - it->copy, (glosa_string){keys->data + run.start, size});
}

/* Takes a run of ASCII letters and digits, and moves *at behind it. False without memory. */
static bool take_run(folder *it, size_t *at)
{
    const char *keys = it->out->keys.data;
    run run = run_at(keys, it->copy + *at);
    glosa_atom *atom = word_before(it);
    size_t start = *at;
    *at = run.end - it->copy;
    if (atom)
        return go_on(it, atom, run);
    atom = add_atom(it, (glosa_atom){
        .start = (uint32_t)start, .end = (uint32_t)*at, .key_start = (uint32_t)run.start,
        .key_end = (uint32_t)run.end, .piece_end = (uint32_t)run.end, .piece_hash = run.hash,
        .word = true, .first_digit = glosa_is_ascii_digit(keys[run.start]),
        .last_digit = glosa_is_ascii_digit(keys[run.end - 1])});
    it->unsettled = run.mixed;
    return atom;
}

/* Takes a punctuation character of ASCII. False without memory. */
static bool take_sign(folder *it, char sign, size_t at)
{
    uint32_t start = (uint32_t)at, key = (uint32_t)(it->copy + at);
    return add_atom(it, (glosa_atom){
        .start = start, .end = start + 1, .key_start = key, .key_end = key + 1,
        .piece_end = key + 1, .piece_hash = glosa_key_hash_rest(0, (unsigned char)sign, 1)});
}

/* Takes the folded code point at [at, next). False without memory. */
static bool take(folder *it, const fold_entry *entry, size_t at, size_t next)
{
    bool word = entry->class == FOLD_WORD;
    if (!word && next == at + 1 && entry->bytes[0] == it->text.data[at])
        return take_sign(it, entry->bytes[0], at);
    glosa_atom *atom = word ? word_before(it) : NULL;
    uint32_t key = (uint32_t)(it->copy + at);
    if (!atom)
        atom = add_atom(it, (glosa_atom){
            .start = (uint32_t)at, .key_start = key, .key_end = key, .word = word,
            .first_digit = glosa_is_ascii_digit(entry->bytes[0])});
    return atom && lengthen(it, atom, next, (glosa_string){entry->bytes, entry->size});
}

/* Takes what is no ASCII letter or digit, and moves *at behind it. False without memory. */
static bool take_other(folder *it, size_t *at)
{
    size_t start = *at;
    UChar32 c = glosa_utf8_at(it->text, start, at);
    fold_entry rare;
    const fold_entry *entry = &rare;
    if (c < TABLE_SIZE)
        entry = &it->folding->table[c];
    else
        rare = fold_code_point(it->folding, c);
    if (entry->class == FOLD_SEPARATOR)
        it->touches = false;
    else if (entry->class != FOLD_NOTHING)
        return take(it, entry, start, *at);
    else if (it->touches)
        last_atom(it->out)->end = (uint32_t)*at;
    return true;
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
    folder it = {.folding = folding, .text = text, .out = out};
    out->first = out->size;
    bool room = copy_text(&it);
    for (size_t at = 0; at < text.size && room;) {
        if (text.data[at] == ' ') {
            it.touches = false;
            at++;
        } else if (glosa_is_ascii_alnum(text.data[at])) {
            room = take_run(&it, &at);
        } else {
            room = take_other(&it, &at);
        }
    }
    if (!room)
        return glosa_fail_memory(error, "folding");
    settle_last(&it);
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

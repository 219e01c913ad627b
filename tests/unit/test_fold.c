/* The folding: which spellings are one name, and which are not. */
#include <criterion/criterion.h>
#include <unicode/uchar.h>

#include "pipeline/text/fold.h"
#include "tests/unit/random.h"

static glosa_folding *folding;      /* one for all cases: making it takes longer than a case */

static void open_folding(void)
{
    cr_assert_eq(glosa_folding_new(&folding, NULL), GLOSA_OK);
}

static void close_folding(void)
{
    glosa_folding_free(folding);
}

TestSuite(fold, .init = open_folding, .fini = close_folding);

static glosa_buffer key_of(const char *text)
{
    glosa_folded folded = {0};
    glosa_buffer key = {0};
    cr_assert_eq(glosa_fold(folding, glosa_string_of(text), &folded, NULL), GLOSA_OK);
    glosa_folded_key(&folded, &key);
    glosa_folded_free(&folded);
    return key;
}

static void expect(const char *left, const char *right, bool same)
{
    glosa_buffer a = key_of(left), b = key_of(right);
    cr_expect_eq(glosa_string_equal(glosa_buffer_view(&a), glosa_buffer_view(&b)), same,
                 "'%s' gives '%.*s', '%s' gives '%.*s'", left,
                 GLOSA_PRINT(glosa_buffer_view(&a)), right, GLOSA_PRINT(glosa_buffer_view(&b)));
    glosa_buffer_free(&a);
    glosa_buffer_free(&b);
}

Test(fold, spellings_of_one_name)
{
    static const char *const pairs[][2] = {
        {"IL-6", "IL6"},                    {"IL-6", "IL 6"},
        {"IL-6", "il–6"},                   {"IL-6", "IL\u20116"},
        {"IL-6", "IL\u22126"},              {"CXCL-12", "CXCL12"},
        {"NF-κB", "NF-kappaB"},             {"NF-κB", "NF kappaB"},
        {"TNF-α", "TNF alpha"},             {"TNF-α", "TNF-alpha"},
        {"TNF-α", "TNF-𝛼"},                 {"β", "\u03D0"},
        {"quinasa", "QUINASA"},             {"Interleucina", "interleucína"},
        {"ﬁbronectin", "fibronectin"},      {"in\u2060tegrin", "integrin"},
        {"ＣＸＣＲ４", "CXCR4"},              {"CD4⁺", "CD4+"},
        {"Ca²⁺", "Ca2+"},                   {"5’-nucleotidase", "5'-nucleotidase"},
        {"5′-nucleotidase", "5'-nucleotidase"},
        {"Wnt / β", "Wnt/β"},               {"imatinib® mesylate", "imatinib mesylate"},
        {"Stra\u00DFe", "STRASSE"},         {"a\u0301cido", "ácido"},
        {"acido", "ácido"},                 {"factor  de\nnecrosis", "factor de necrosis"},
        {"µ-opioid", "μ-opioid"},           {"  CXCR4 ", "CXCR4"},
        {"in\u200Btegrin", "integrin"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        expect(pairs[i][0], pairs[i][1], true);
}

Test(fold, different_names_stay_apart)
{
    static const char *const pairs[][2] = {
        {"año", "ano"},      {"caña", "cana"},      {"IL-6", "IL-66"}, {"IL-1", "IL-1 1"},
        {"p 53 1", "p 531"}, {"HER 2", "HE R2"},    {"CD4+", "CD4"},   {"CD4+", "CD4-"},
        {"WNT5A", "WNT5B"},  {"factor VIII", "factor IX"},             {"a b", "ab"},
        {"α", "β"},          {"Wnt/β", "Wnt β"},    {"11-1", "111"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        expect(pairs[i][0], pairs[i][1], false);
}

Test(fold, keys_as_the_header_states_them)
{
    static const char *const pairs[][2] = {
        {"IL-6", "il6"}, {"Wnt / β", "wnt/beta"}, {"NF-κB", "nf kappab"}, {"", ""}, {" - ", ""},
        {"Ñandú", "ñandu"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        glosa_buffer key = key_of(pairs[i][0]);
        cr_expect(glosa_string_is(glosa_buffer_view(&key), pairs[i][1]), "'%s' gives '%.*s'",
                  pairs[i][0], GLOSA_PRINT(glosa_buffer_view(&key)));
        glosa_buffer_free(&key);
    }
}

/* Every code point by itself: its key is UTF-8; that of a letter folds to itself. The exceptions
 * are U+0149 (an apostrophe and an n) and the letters that NFKC spells with blanks. */
Test(fold, is_stable_over_all_code_points)
{
    glosa_folded folded = {0};
    glosa_buffer text = {0}, once = {0}, twice = {0};
    for (int32_t c = 1; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        glosa_buffer_clear(&text);
        glosa_buffer_clear(&once);
        glosa_buffer_clear(&twice);
        glosa_utf8_append(&text, c);
        cr_assert_eq(glosa_fold(folding, glosa_buffer_view(&text), &folded, NULL), GLOSA_OK);
        glosa_folded_key(&folded, &once);
        cr_assert_eq(glosa_utf8_valid_prefix(glosa_buffer_view(&once)), once.size, "U+%04X", c);
        cr_assert_eq(glosa_fold(folding, glosa_buffer_view(&once), &folded, NULL), GLOSA_OK);
        glosa_folded_key(&folded, &twice);
        bool excepted = c == 0x149 || !u_isalnum(c) || !once.size ||
                        memchr(once.data, ' ', once.size);
        cr_expect(excepted || glosa_string_equal(glosa_buffer_view(&once),
                                                 glosa_buffer_view(&twice)),
                  "U+%04X folds to '%.*s', then to '%.*s'", c,
                  GLOSA_PRINT(glosa_buffer_view(&once)),
                  GLOSA_PRINT(glosa_buffer_view(&twice)));
    }
    glosa_folded_free(&folded);
    glosa_buffer_free(&text);
    glosa_buffer_free(&once);
    glosa_buffer_free(&twice);
}

/* Atoms of random texts: in order, on borders, each with a key. */
Test(fold, atoms_cover_the_text_in_order)
{
    uint64_t seed = 5;
    glosa_folded folded = {0};
    for (int round = 0; round < 2000; round++) {
        glosa_buffer text = {0};
        random_text(&seed, random_below(&seed, 120), &text);
        cr_assert_eq(glosa_fold(folding, glosa_buffer_view(&text), &folded, NULL), GLOSA_OK);
        uint32_t end = 0;
        for (size_t i = 0; i < folded.size; i++) {
            const glosa_atom *atom = &folded.atoms[i];
            cr_assert(atom->start >= end && atom->start < atom->end && atom->end <= text.size);
            cr_assert((text.data[atom->start] & 0xC0) != 0x80, "starts on a border");
            cr_assert(atom->key_start < atom->key_end && atom->key_end <= folded.keys.size);
            cr_assert(!atom->touches || (i && atom->start == end), "touches what ends there");
            end = atom->end;
        }
        glosa_buffer_free(&text);
    }
    glosa_folded_free(&folded);
}

static glosa_string key_at(const glosa_folded *folded, size_t atom)
{
    const glosa_atom *this = &folded->atoms[atom];
    return (glosa_string){folded->keys.data + this->key_start, this->key_end - this->key_start};
}

/* The key of a code point alone, nothing where it has none. */
static void append_folded_alone(glosa_string code_point, glosa_buffer *out)
{
    glosa_folded folded = {0};
    cr_assert_eq(glosa_fold(folding, code_point, &folded, NULL), GLOSA_OK);
    glosa_folded_key(&folded, out);
    glosa_folded_free(&folded);
}

/* Several texts, one behind the other, of which each keeps its atoms. */
Test(fold, a_key_is_what_its_characters_fold_to)
{
    uint64_t seed = 11;
    glosa_folded folded = {0};
    for (int round = 0; round < 2000; round++) {
        glosa_buffer text = {0};
        random_text(&seed, random_below(&seed, 120), &text);
        if (round % 5 == 0) {
            folded.size = 0;
            glosa_buffer_clear(&folded.keys);
        }
        cr_assert_eq(glosa_fold_more(folding, glosa_buffer_view(&text), &folded, NULL), GLOSA_OK);
        for (size_t i = folded.first; i < folded.size; i++) {
            const glosa_atom *atom = &folded.atoms[i];
            glosa_string key = key_at(&folded, i);
            glosa_buffer right = {0};
            for (size_t at = atom->start, next; at < atom->end; at = next) {
                (void)glosa_utf8_at(glosa_buffer_view(&text), at, &next);
                append_folded_alone(glosa_string_slice(glosa_buffer_view(&text), at, next),
                                    &right);
            }
            cr_assert(glosa_string_equal(key, glosa_buffer_view(&right)), "%.*s, not %.*s",
                      GLOSA_PRINT(key), GLOSA_PRINT(glosa_buffer_view(&right)));
            glosa_buffer_free(&right);
        }
        glosa_buffer_free(&text);
    }
    glosa_folded_free(&folded);
}

Test(fold, pieces_end_where_a_key_may_be_cut)
{
    static const struct {
        const char *key, *pieces;
    } cases[] = {
        {"il6r alpha", "il|6|r| alpha"},
        {"cxcr", "cxcr"},
        {"imatinib", "imatinib"},
        {"interleukin", "interleukin"},
        {"interleukin12", "interleukin|12"},
        {"1234567890", "1234567890"},
        {"immunoglobulinasuperfamily9", "immunoglobulinasuperfamily|9"},
        {"niño", "ni|ñ|o"},
        {"wnt/beta catenin", "wnt|/|beta| catenin"},
        {"nf kappab", "nf| kappab"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_string key = glosa_string_of(cases[i].key);
        glosa_buffer pieces = {0};
        uint64_t hash = 1;
        for (size_t at = 0; at < key.size;) {
            size_t from = at;
            hash = glosa_key_take_piece(key, &at, hash);
            glosa_buffer_text(&pieces, from ? "|" : "");
            glosa_buffer_string(&pieces, glosa_string_slice(key, from, at));
        }
        glosa_buffer_byte(&pieces, '\0');
        cr_expect_str_eq(pieces.data, cases[i].pieces);
        cr_expect_neq(hash, 1);
        glosa_buffer_free(&pieces);
    }
}

/* Where a key stands in memory, and what stands around it, makes no difference to its pieces. */
Test(fold, pieces_and_hashes_are_those_of_their_bytes_alone)
{
    static const char letters[] = "abz09 -`{";
    uint64_t seed = 5;
    for (int round = 0; round < 20000; round++) {
        char data[64], copy[32];
        for (size_t i = 0; i < sizeof data; i++)
            data[i] = letters[random_below(&seed, sizeof letters - 1)];
        size_t from = random_below(&seed, 32), size = 1 + random_below(&seed, 24), end = from + 1;
        while (end < from + size && !glosa_key_border(data[end - 1], data[end]))
            end++;
        memcpy(copy, data + from, size);
        cr_assert_eq(glosa_key_piece_end(data, from, from + size), end);
        cr_assert_eq(glosa_key_piece_end(copy, 0, size), end - from);
        cr_assert_eq(glosa_key_piece_hash(data, from, from + size),
                     glosa_key_piece_hash(copy, 0, size));
    }
}

/* ASCII as full-width forms, which are the same letters to a reader and take the long way. */
static void append_wide(glosa_buffer *out, glosa_string ascii)
{
    for (size_t i = 0; i < ascii.size; i++)
        glosa_utf8_append(out, ascii.data[i] == ' ' ? 0x3000 : ascii.data[i] - '!' + 0xFF01);
}

Test(fold, the_quick_way_folds_as_the_long_one)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "          ----!\"#$%&'()*+,./:;<=>?@[\\]^_{|}~";
    uint64_t seed = 11;
    for (uint32_t round = 0; round < 2000; round++) {
        glosa_buffer narrow = {0}, wide = {0};
        for (uint32_t i = random_below(&seed, 40); i > 0; i--)
            glosa_buffer_byte(&narrow, signs[random_below(&seed, sizeof signs - 1)]);
        append_wide(&wide, glosa_buffer_view(&narrow));
        glosa_folded quick = {0}, slow = {0};
        cr_assert_eq(glosa_fold(folding, glosa_buffer_view(&narrow), &quick, NULL), GLOSA_OK);
        cr_assert_eq(glosa_fold(folding, glosa_buffer_view(&wide), &slow, NULL), GLOSA_OK);
        cr_assert_eq(quick.size, slow.size);
        for (size_t i = 0; i < quick.size; i++) {
            glosa_atom a = quick.atoms[i], b = slow.atoms[i];
            cr_assert(3 * a.start == b.start && 3 * a.end == b.end);
            cr_assert(glosa_string_equal(key_at(&quick, i), key_at(&slow, i)), "%.*s",
                      GLOSA_PRINT(glosa_buffer_view(&narrow)));
            cr_assert(a.word == b.word && a.joined == b.joined && a.touches == b.touches);
            cr_assert(a.first_digit == b.first_digit && a.last_digit == b.last_digit);
            cr_assert_eq(a.piece_end - a.key_start, b.piece_end - b.key_start);
            cr_assert_eq(a.piece_hash, b.piece_hash);
        }
        glosa_folded_free(&quick);
        glosa_folded_free(&slow);
        glosa_buffer_free(&narrow);
        glosa_buffer_free(&wide);
    }
}

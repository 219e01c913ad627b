/* Mojibake: UTF-8 that was read as Windows-1252 or as MacRoman, put right sequence by sequence.
 *
 * A sequence is repaired only when its characters are exactly the bytes of one UTF-8 character
 * in one of the two encodings, that character is one that articles use, and the sequence is
 * none that is written on purpose: `MANHÃ”` ends with a quotation mark, `5 Å³` is a volume. */
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "stages/normalize/passes.h"

typedef enum encoding { WINDOWS_1252, MAC_ROMAN } encoding;

/* MacRoman's continuation bytes 0x80 to 0xBF. */
static const uint16_t mac_roman[64] = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4,
    0x00E3, 0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF,
    0x00F1, 0x00F3, 0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020,
    0x00B0, 0x00A2, 0x00A3, 0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4,
    0x00A8, 0x2260, 0x00C6, 0x00D8, 0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202,
    0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA, 0x00BA, 0x03A9, 0x00E6, 0x00F8,
};

static const struct lead {
    uint16_t shown;
    uint8_t byte, encoding;
} leads[] = {
    {0x00C2, 0xC2, WINDOWS_1252}, {0x00C3, 0xC3, WINDOWS_1252}, {0x00C4, 0xC4, WINDOWS_1252},
    {0x00C5, 0xC5, WINDOWS_1252}, {0x00CC, 0xCC, WINDOWS_1252}, {0x00CE, 0xCE, WINDOWS_1252},
    {0x00CF, 0xCF, WINDOWS_1252}, {0x00E2, 0xE2, WINDOWS_1252}, {0x00EF, 0xEF, WINDOWS_1252},
    {0x00AC, 0xC2, MAC_ROMAN},    {0x221A, 0xC3, MAC_ROMAN},    {0x00C3, 0xCC, MAC_ROMAN},
    {0x0152, 0xCE, MAC_ROMAN},    {0x0153, 0xCF, MAC_ROMAN},    {0x201A, 0xE2, MAC_ROMAN},
    {0x00D4, 0xEF, MAC_ROMAN},
};

/* A sequence that may be mojibake, what it would mean, and what stands around it. */
typedef struct suspect {
    const struct lead *lead;
    size_t end;
    int32_t second, last;       /* the first and the last continuation as they are shown */
    int32_t meant;
    int32_t before, after;
} suspect;

/* Where the character stands, or `size`. */
static unsigned place_in(const uint16_t *characters, unsigned size, int32_t c)
{
    unsigned at = 0;
    while (at < size && characters[at] != c)
        at++;
    return at;
}

/* The byte whose reading as `encoding` gave the character, which is not ASCII; 0 where it is no
 * continuation. Bytes that are empty in Windows-1252 are read as the C1 control of the same
 * number, and the rest of C1 turns up as well. */
static unsigned continuation_byte(encoding read_as, int32_t c)
{
    if (read_as == WINDOWS_1252 && c < 0xC0)
        return (unsigned)c;
    unsigned size = read_as == WINDOWS_1252 ? 32 : 64;
    unsigned at = place_in(read_as == WINDOWS_1252 ? glosa_windows_1252 : mac_roman, size, c);
    return at < size ? 0x80 + at : 0;
}

static bool decode(glosa_string text, size_t at, suspect *out)
{
    unsigned byte = out->lead->byte;
    int more = byte >= 0xE0 ? 2 : 1;
    int32_t meant = byte >= 0xE0 ? byte & 0xF : byte & 0x1F;
    (void)glosa_char_at(text, at, &out->end);
    for (int i = 0; i < more; i++) {
        int32_t c = glosa_char_at(text, out->end, &out->end);
        unsigned next = c >= 0x80 ? continuation_byte(out->lead->encoding, c) : 0;
        if (!next)
            return false;
        out->second = i == 0 ? c : out->second;
        out->last = c;
        meant = meant << 6 | (next & 0x3F);
    }
    out->meant = meant;
    out->before = glosa_peek_back(text, at);
    out->after = glosa_peek(text, out->end);
    return meant >= 0x80 && (more == 1 || meant >= 0x800);
}

/* Marks that may well follow a letter in a text that is right. */
static bool is_plain_mark(int32_t c)
{
    return (c >= 0x2013 && c <= 0x201E) || c == 0x2026 || c == 0x2039 || c == 0x203A ||
           c == 0xBB || c == 0xA0 || c == 0xAB;
}

static bool beside_letter(const suspect *it)
{
    return glosa_is_letter(it->before) || glosa_is_letter(it->after);
}

/* C3: accented letters. A small one does not end a word in capitals, as `Ã` itself may; a
 * capital one has a letter behind it. `Ã¥` alone may be å or MacRoman's; `Ã’s` has an
 * apostrophe. */
static bool is_accented(const suspect *it)
{
    if (it->lead->encoding == WINDOWS_1252 &&
        (it->meant == 0xE5 || (it->meant == 0xD2 && !glosa_is_letter(it->before))))
        return false;
    if (it->lead->encoding == MAC_ROMAN)
        return it->meant >= 0xC0 && beside_letter(it);
    if (it->second >= 0x80 && it->second < 0xA0)
        return true;
    return it->meant >= 0xDF ? !glosa_is_upper(it->before) || glosa_is_lower(it->after)
                             : glosa_is_letter(it->after);
}

/* CE, CF: Greek letters. */
static bool is_greek_meant(const suspect *it)
{
    if (!glosa_is_greek(it->meant))
        return false;
    bool quoted = is_plain_mark(it->second) && glosa_is_upper(it->before);
    return !quoted || glosa_is_letter(it->after) || glosa_is_digit(it->after);
}

/* C2: signs of Latin-1. Of MacRoman's guillemets each has its text beside it. */
static bool is_sign(const suspect *it)
{
    if (it->meant < 0xA0)
        return it->second == it->meant;
    if (it->lead->encoding == WINDOWS_1252)
        return it->second != 0xBB || !glosa_is_upper(it->before);
    if (it->meant == 0xAB)
        return u_isgraph(it->after) && it->after != '`';
    if (it->meant == 0xBB)
        return u_isgraph(it->before) && it->before != '`';
    return it->meant != 0xAC && it->meant != 0xA4;
}

/* E2: punctuation, arrows, operators. EF: ligatures, the byte order mark, private bullets. */
static bool is_symbol(const suspect *it)
{
    if (it->lead->byte == 0xEF)
        return (it->meant >= 0xFB00 && it->meant <= 0xFB06) || it->meant == 0xFEFF ||
               (it->meant >= 0xF020 && it->meant <= 0xF0FF) ||
               (it->meant >= 0xFF01 && it->meant <= 0xFF5E);
    return it->meant >= 0x2000 && it->meant <= 0x27BF && u_isdefined(it->meant) &&
           !(is_plain_mark(it->second) && is_plain_mark(it->last));
}

/* CC: marks that languages put on letters: grave to caron, cedilla, ogonek. */
static bool is_mark_of_letters(int32_t c)
{
    return c <= 0x30C || c == 0x327 || c == 0x328;
}

/* What is left of mojibake that lost bytes: nothing beside it can be told any more. */
static bool is_ruin(int32_t c)
{
    static const uint16_t ruins[] = {0xA2,  0xAC,   0xC2,   0xC3,   0xE3,
                                     0x192, 0x201A, 0x201E, 0x2020, 0x2021};
    return place_in(ruins, 10, c) < 10;
}

static bool is_plausible(const suspect *it)
{
    if (is_ruin(it->before))
        return false;
    switch (it->lead->byte) {
    case 0xC2: return is_sign(it);
    case 0xC3: return is_accented(it);
    case 0xC4:
    case 0xC5: return u_isalpha(it->meant) && (glosa_is_lower(it->before) ||
                                               glosa_is_lower(it->after));
    case 0xCC: return is_mark_of_letters(it->meant) && glosa_is_lower(it->before);
    case 0xCE:
    case 0xCF: return is_greek_meant(it);
    default: return is_symbol(it);
    }
}

/* Finds a sequence at `at`. One that follows a repaired one needs no further evidence: what was
 * misread twice is whole again only when all of it is put right. */
static bool find(glosa_string text, size_t at, bool follows, suspect *out)
{
    int32_t c = glosa_peek(text, at);
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        out->lead = &leads[i];
        if (leads[i].shown == c && decode(text, at, out) &&
            (is_plausible(out) || (follows && u_isgraph(out->meant))))
            return true;
    }
    return false;
}

void glosa_normalize_mojibake(glosa_pass *pass)
{
    glosa_string text = pass->rewrite.in;
    size_t at = 0, next;
    suspect it;
    while ((at = glosa_next_call(text, at, GLOSA_CALL_MOJIBAKE)) < text.size) {
        (void)glosa_utf8_at(text, at, &next);
        bool alone = next == text.size || (unsigned char)text.data[next] < 0x80;
        bool follows = pass->rewrite.edits.size && pass->rewrite.done == at;
        if (!alone && find(text, at, follows, &it)) {
            glosa_rewrite_code_point(&pass->rewrite, at, it.end, it.meant);
            next = it.end;
        }
        at = next;
    }
}

#include "stages/read/encoding/evidence.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* The order matters: letters of ASCII, then other letters, then the rest. */
enum kind {
    OTHER, /* ASCII that is none of the following */
    BLANK,
    DIGIT,
    SMALL,
    CAPITAL,
    ACCENTED,     /* a small letter of Western Europe, */
    ACCENTED_BIG, /* ... a capital one, */
    RARE,         /* other Latin letters, */
    RARE_BIG,
    FOREIGN, /* letters of other scripts, */
    GREEK,   /* which stand beside Latin ones in names of genes */
    OPENING,
    CLOSING,
    APOSTROPHE,
    DASH,
    NUMERIC, /* stands beside a digit */
    MICRO,
    TRAILING, /* stands behind a word */
    HARD_SPACE,
    SIGN,
    NOTHING, /* undefined, or a control */
};

/* Written as UTF-16 to be searched in: small tables, asked 128 times for a code page. */
static bool is_in(const UChar *set, uint16_t character)
{
    for (; *set; set++) {
        if (*set == character)
            return true;
    }
    return false;
}

static enum kind kind_of_letter(uint16_t c)
{
    UErrorCode code = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &code);
    bool big = u_isUUppercase(c);
    if (script == USCRIPT_GREEK)
        return GREEK;
    if (script == USCRIPT_COMMON)
        return SIGN;
    if (script != USCRIPT_LATIN)
        return FOREIGN;
    if (is_in(u"áéíóúüñçàèìòùâêîôûäëïößãõåæøÁÉÍÓÚÜÑÇÀÈÌÒÙÂÊÎÔÛÄËÏÖÃÕÅÆØ", c))
        return big ? ACCENTED_BIG : ACCENTED;
    return big ? RARE_BIG : RARE;
}

static enum kind kind_of_ascii(uint16_t c)
{
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return BLANK;
    if (c >= '0' && c <= '9')
        return DIGIT;
    if (c >= 'a' && c <= 'z')
        return SMALL;
    return c >= 'A' && c <= 'Z' ? CAPITAL : OTHER;
}

static enum kind kind_of(uint16_t c)
{
    static const struct {
        const UChar *characters;
        uint8_t kind;
    } signs[] = {
        {u"¿¡«“‘‹„", OPENING}, {u"»”›", CLOSING},       {u"’", APOSTROPHE},
        {u"–—", DASH},         {u"µ", MICRO},           {u"ºª°²³¹½¼¾±×÷≤≥≈≠‰£€¥¢·", NUMERIC},
        {u"®™…", TRAILING},    {u"\u00A0", HARD_SPACE},
    };
    if (c < 0x80)
        return kind_of_ascii(c);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (is_in(signs[i].characters, c))
            return signs[i].kind;
    }
    if (c < 0xA0 || c >= 0xFFF0 || (c >= 0xE000 && c <= 0xF8FF))
        return NOTHING;
    return u_isalpha(c) ? kind_of_letter(c) : SIGN;
}

void glosa_judge_init(glosa_judge *judge, const glosa_code_page *page)
{
    for (unsigned byte = 0; byte < 256; byte++)
        judge->kinds[byte] = (uint8_t)kind_of(page->characters[byte]);
}

static bool is_letter(enum kind kind)
{
    return kind >= SMALL && kind <= GREEK;
}

static bool is_high_letter(enum kind kind)
{
    return kind >= ACCENTED && kind <= GREEK;
}

static bool is_ascii_letter(enum kind kind)
{
    return kind == SMALL || kind == CAPITAL;
}

static bool is_blank(enum kind kind)
{
    return kind == BLANK || kind == HARD_SPACE;
}

/* What stands around a byte: outside of the text are blanks. */
typedef struct place {
    enum kind far_before, before, it, after, far_after;
    char next;
} place;

/* Whole words of such letters are of another script, of which this is not the encoding. */
static bool among_high_letters(const place *p)
{
    return is_high_letter(p->before) && is_high_letter(p->after);
}

static int judge_small(const place *p)
{
    if (among_high_letters(p) || (p->before == CAPITAL && p->after == CAPITAL))
        return -1;
    return is_ascii_letter(p->before) || p->after == SMALL;
}

/* Not behind a small letter, and not in front of a word that has a capital already. */
static int judge_capital(const place *p)
{
    if (among_high_letters(p) || p->before == SMALL || p->before == ACCENTED ||
        (!is_letter(p->before) && p->after == CAPITAL && p->far_after == SMALL))
        return -1;
    return is_ascii_letter(p->after) || p->before == CAPITAL;
}

/* Letters that occur in words alone, and of no language that is expected. */
static int judge_rare(const place *p)
{
    bool alone = !is_ascii_letter(p->before) && !is_ascii_letter(p->after);
    return alone || (p->it == RARE_BIG && judge_capital(p) < 0) ? -1 : 0;
}

/* `d'accord`, `patient's`, but not `biolog'a`; at the end of a word it may mean either. */
static int judge_apostrophe(const place *p)
{
    if (!is_letter(p->before) || !is_letter(p->after))
        return 0;
    bool contracted = memchr("sdtmrvl", p->next, 7) || p->after != SMALL;
    if (!is_letter(p->far_before) || (contracted && !is_letter(p->far_after)))
        return 1;
    return contracted ? 0 : -1;
}

/* `ci-n`: words of one letter do not stand beside a dash, except for two of them (`a-c`). */
static int judge_dash(const place *p)
{
    if (p->before == SMALL && p->after == SMALL)
        return is_letter(p->far_before) == is_letter(p->far_after) ? 0 : -1;
    return (p->after == DIGIT && !is_letter(p->before)) ||
           (p->before == BLANK && p->after == BLANK);
}

static int judge_opening(const place *p)
{
    if (is_letter(p->before))
        return -1;
    return (p->before == BLANK || p->before == OTHER || p->before == OPENING) &&
           p->after != BLANK;
}

static int judge_sign(const place *p)
{
    if (is_letter(p->before) && is_letter(p->after))
        return -1;
    switch (p->it) {
    case NUMERIC: return p->before == DIGIT || p->after == DIGIT;
    case TRAILING: return is_letter(p->before) || p->before == DIGIT;
    default: return 0;
    }
}

static int judge_place(const place *p)
{
    switch (p->it) {
    case ACCENTED: return judge_small(p);
    case ACCENTED_BIG: return judge_capital(p);
    case RARE:
    case RARE_BIG: return judge_rare(p);
    case FOREIGN:
        return is_ascii_letter(p->before) || is_ascii_letter(p->after)
                   ? -1
                   : p->before == FOREIGN || p->after == FOREIGN;
    case GREEK: return p->before == GREEK || p->after == GREEK;
    case OPENING: return judge_opening(p);
    case CLOSING: return is_letter(p->after) ? -1 : p->before != BLANK && p->after != DIGIT;
    case APOSTROPHE: return judge_apostrophe(p);
    case DASH: return judge_dash(p);
    case MICRO: return !is_letter(p->before) && is_ascii_letter(p->after);
    case HARD_SPACE: return !is_blank(p->before) && !is_blank(p->after);
    case NOTHING: return -1;
    default: return judge_sign(p);
    }
}

static enum kind kind_at(const glosa_judge *judge, glosa_string bytes, size_t at)
{
    return at < bytes.size ? (enum kind)judge->kinds[(unsigned char)bytes.data[at]] : BLANK;
}

void glosa_encoding_evidence_add(glosa_encoding_evidence *evidence, const glosa_judge *judge,
                                 glosa_string bytes, size_t at)
{
    /* In front of the text the index wraps around to one far behind it. */
    place p = {kind_at(judge, bytes, at - 2), kind_at(judge, bytes, at - 1),
               kind_at(judge, bytes, at),     kind_at(judge, bytes, at + 1),
               kind_at(judge, bytes, at + 2), at + 1 < bytes.size ? bytes.data[at + 1] : ' '};
    int verdict = judge_place(&p);
    evidence->good += verdict > 0;
    evidence->bad += verdict < 0;
}

glosa_encoding_evidence glosa_encoding_evidence_of(const glosa_judge *judge, glosa_string bytes)
{
    glosa_encoding_evidence evidence = {0};
    for (size_t at = 0; at < bytes.size; at++) {
        if ((unsigned char)bytes.data[at] >= 0x80)
            glosa_encoding_evidence_add(&evidence, judge, bytes, at);
    }
    return evidence;
}

bool glosa_encoding_evidence_convinces(glosa_encoding_evidence evidence)
{
    return evidence.good > 0 && evidence.bad <= evidence.good / 4;
}

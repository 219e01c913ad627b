/* Which marks between letters and digits belong to a name, by the habits of the field. */
#include "stages/tokenize/scan.h"

/* A bracket inside a name is not longer than this; nor is the word before bands: inv, der. */
enum { BRACKET_LIMIT = 120, BRACKET_DEPTH = 16, LONGEST_REARRANGEMENT = 3 };

static bool is_hyphen(int32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011 || c == 0xAD;
}

static uint8_t class_after(const glosa_scanner *scanner, size_t at)
{
    return glosa_class_or_end(scanner->classes, scanner->text, at);
}

static bool is_word_at(const glosa_scanner *scanner, size_t at)
{
    return (class_after(scanner, at) & GLOSA_CLASS_WORD) != 0;
}

/* A hyphen at `at`, and a word behind it. */
static bool is_hyphenated(const glosa_scanner *scanner, size_t at)
{
    size_t next;
    return at < scanner->text.size && is_hyphen(glosa_utf8_at(scanner->text, at, &next)) &&
           is_word_at(scanner, next);
}

static uint8_t class_before(const glosa_scanner *scanner)
{
    size_t start;
    int32_t c = glosa_utf8_before(scanner->text, scanner->at, &start);
    return class_after(scanner, start) | (c == '+' ? GLOSA_CLASS_PUNCTUATION : 0);
}

size_t glosa_scanner_bracket(const glosa_scanner *scanner, size_t at)
{
    glosa_string text = scanner->text;
    char open[BRACKET_DEPTH];
    size_t depth = 0, limit = text.size < at + BRACKET_LIMIT ? text.size : at + BRACKET_LIMIT;
    for (size_t i = at, next; i < limit; i = next) {
        if (glosa_class_at(scanner->classes, text, i, &next) & GLOSA_CLASS_BLANK)
            return at;
        char c = text.data[i];
        if (c == '(' || c == '[') {
            if (depth == BRACKET_DEPTH)
                return at;
            open[depth++] = c;
        } else if (c == ')' || c == ']') {
            if (depth == 0 || open[--depth] != (c == ')' ? '(' : '['))
                return at;
            if (depth == 0)
                return next;
        }
    }
    return at;
}

/* BCR-ABL1, N-(2-chloroethyl): a hyphen with something on both sides. */
static size_t hyphen_joint(const glosa_scanner *scanner, size_t next)
{
    if (is_word_at(scanner, next))
        return next;
    int32_t c = glosa_code_point(scanner->text, next);
    if (c != '(' && c != '[')
        return scanner->at;
    size_t end = glosa_scanner_bracket(scanner, next);
    return end > next ? end : scanner->at;
}

/* Crohn's, d'Hospitalet, 5'-UTR, 3'UTR; a prime (U+2032) always belongs to what it marks. */
static size_t apostrophe_joint(const glosa_scanner *scanner, size_t next, bool prime)
{
    uint8_t before = class_before(scanner), after = class_after(scanner, next);
    if (prime)
        return next;
    if (after & (GLOSA_CLASS_CASED | GLOSA_CLASS_LETTER))
        return next;
    return before & GLOSA_CLASS_DIGIT && is_hyphenated(scanner, next) ? next : scanner->at;
}

/* Whether what was taken since the last full stop is one letter: p.Val600, e.g. */
static bool is_one_letter(const glosa_scanner *scanner)
{
    size_t start;
    if (!(class_before(scanner) & (GLOSA_CLASS_CASED | GLOSA_CLASS_LETTER)))
        return false;
    glosa_utf8_before(scanner->text, scanner->at, &start);
    return start == scanner->start || scanner->text.data[start - 1] == '.';
}

static bool has_stop(const glosa_scanner *scanner)
{
    return memchr(scanner->text.data + scanner->start, '.', scanner->at - scanner->start);
}

/* `al.` of et al., unless the sentence ends with it. */
static bool is_et_al(const glosa_scanner *scanner, size_t next)
{
    return scanner->at == scanner->start + 2 && next < scanner->text.size &&
           memcmp(scanner->text.data + scanner->start, "al", 2) == 0 &&
           !is_word_at(scanner, next);
}

/* 1.5, 100.000, p.Val600Glu, ccl38a.5, e.g., U.S. */
static size_t stop_joint(const glosa_scanner *scanner, size_t next)
{
    uint8_t before = class_before(scanner), after = class_after(scanner, next);
    if (before & after & GLOSA_CLASS_DIGIT)
        return next;
    if (is_one_letter(scanner) && (after & GLOSA_CLASS_WORD || has_stop(scanner)))
        return next;
    if (is_et_al(scanner, next))
        return next;
    bool numbered = scanner->seen & GLOSA_CLASS_DIGIT && after & GLOSA_CLASS_DIGIT;
    return numbered ? next : scanner->at;
}

/* 12,5 and 2,4-D; N,N-dimethyl. */
static size_t comma_joint(const glosa_scanner *scanner, size_t next)
{
    uint8_t before = class_before(scanner), after = class_after(scanner, next);
    if (before & after & GLOSA_CLASS_DIGIT)
        return next;
    if (!(before & after & GLOSA_CLASS_UPPER) || scanner->at != scanner->start + 1)
        return scanner->at;
    size_t behind;
    glosa_utf8_at(scanner->text, next, &behind);
    return is_hyphenated(scanner, behind) ? next : scanner->at;
}

/* CD34+, Ca2+, CD4+CD25+ (two tokens), Ca2+-dependent; but 1+1 and A+B are sums. */
static size_t sign_joint(const glosa_scanner *scanner, size_t next, bool raised)
{
    uint8_t after = class_after(scanner, next);
    bool letters = (scanner->seen & (GLOSA_CLASS_CASED | GLOSA_CLASS_LETTER)) != 0;
    bool named = letters && scanner->seen & GLOSA_CLASS_DIGIT;
    if (raised)
        return next;
    if (!letters || (after & GLOSA_CLASS_WORD && !(named && after & GLOSA_CLASS_UPPER)))
        return scanner->at;
    return next;
}

static bool is_rearrangement(const glosa_scanner *scanner)
{
    static const char *const names[] = {"t",   "inv", "del", "dup", "ins", "der",
                                        "add", "i",   "dic", "trp", "r"};
    const char *token = scanner->text.data + scanner->start;
    size_t end = scanner->at - scanner->start, size = 0;
    while (size < end && size <= LONGEST_REARRANGEMENT && token[size] != '(')
        size++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i]) == size && memcmp(names[i], token, size) == 0)
            return true;
    }
    return false;
}

/* t(9;22)(q34;q11): chromosomes and bands. (ISCN, the cytogenetic nomenclature.) */
static bool holds_bands(const glosa_scanner *scanner, size_t start, size_t end)
{
    for (size_t i = start + 1; i + 1 < end; i++) {
        char c = scanner->text.data[i];
        if (!(c >= '0' && c <= '9') && !strchr("pqXY;.,?-+", c))
            return false;
    }
    return true;
}

static size_t bracket_joint(const glosa_scanner *scanner)
{
    size_t end = glosa_scanner_bracket(scanner, scanner->at);
    if (end == scanner->at)
        return end;
    if (is_rearrangement(scanner) && holds_bands(scanner, scanner->at, end))
        return end;
    /* poly(A)-binding */
    bool goes_on = scanner->text.data[scanner->at - 1] != ')' && is_hyphenated(scanner, end);
    return goes_on ? end : scanner->at;
}

/* HLA-DRB1*04:01, snake_case */
static size_t inner_joint(const glosa_scanner *scanner, size_t next, int32_t c)
{
    uint8_t before = class_before(scanner), after = class_after(scanner, next);
    bool digits = before & after & GLOSA_CLASS_DIGIT;
    bool joins =
        (c == '_' && after & GLOSA_CLASS_WORD) ||
        (c == ':' && digits && scanner->sign &&
         memchr(scanner->text.data + scanner->start, '*', scanner->at - scanner->start)) ||
        (c == '*' && scanner->seen & GLOSA_CLASS_UPPER && after & GLOSA_CLASS_DIGIT);
    return joins ? next : scanner->at;
}

size_t glosa_scanner_joint(const glosa_scanner *scanner)
{
    size_t next;
    if (scanner->at >= scanner->text.size)
        return scanner->at;
    int32_t c = glosa_utf8_at(scanner->text, scanner->at, &next);
    switch (c) {
    case '-':
    case 0x2010:
    case 0x2011:
    case 0xAD: return hyphen_joint(scanner, next);
    case '\'':
    case 0x2019: return apostrophe_joint(scanner, next, false);
    case 0x2032:
    case 0x2033: return apostrophe_joint(scanner, next, true);
    case '.': return stop_joint(scanner, next);
    case ',': return comma_joint(scanner, next);
    case '+': return sign_joint(scanner, next, false);
    case 0x207A:
    case 0x207B: return sign_joint(scanner, next, true);
    case '(':
    case '[': return bracket_joint(scanner);
    case '_':
    case ':':
    case '*': return inner_joint(scanner, next, c);
    default: return scanner->at;
    }
}

/* One token: words with the marks that belong to them, addresses, and single signs. */
#include "stages/tokenize/scan.h"

#include "pipeline/text/runs.h"

/* Longer addresses are cut: looking for their brackets takes time. */
enum { ADDRESS_LIMIT = 2048 };

/* Passes over the ASCII letters from *at on, and gives their classes together. */
static inline uint8_t take_letters(const glosa_scanner *scanner, size_t *at)
{
    uint64_t small = 0, capitals = 0;
    size_t size;
    do {
        uint64_t bytes = glosa_bytes_at(scanner->text, *at);
        size = glosa_letters_first(bytes);
        if (size == 0)
            break;
        uint64_t cases = glosa_bytes_first(GLOSA_CASE_BITS, size);
        small |= bytes & cases;
        capitals |= ~bytes & cases;
        *at += size;
    } while (size == 8);
    return (small ? GLOSA_CLASS_LOWER : 0) | (capitals ? GLOSA_CLASS_UPPER : 0);
}

/* The class of an ASCII letter or digit, or of a letter U+00C0 to U+00FF; 0 for the rest. */
static inline uint8_t plain_class(const glosa_scanner *scanner, size_t at, size_t *next)
{
    const unsigned char *data = (const unsigned char *)scanner->text.data;
    *next = at + 1;
    if (data[at] < 0x80)
        return scanner->classes->of[data[at]] & GLOSA_CLASS_WORD;
    if (data[at] != 0xC3)
        return 0;
    *next = at + 2;
    return scanner->classes->of[0xC0 | (data[at + 1] & 0x3F)] & GLOSA_CLASS_WORD;
}

static bool is_blank_or_end(const glosa_scanner *scanner, size_t at)
{
    return at >= scanner->text.size || (unsigned char)scanner->text.data[at] <= ' ';
}

/* Whether a plain word ends at `at` for certain. */
static inline bool ends_plainly(const glosa_scanner *scanner, size_t at, uint8_t seen)
{
    if (is_blank_or_end(scanner, at))
        return true;
    switch (scanner->text.data[at]) {
    case ';':
    case ')':
    case ']': return true;
    case ',': return !(seen & GLOSA_CLASS_DIGIT) && at > scanner->start + 1;
    case ':': return is_blank_or_end(scanner, at + 1);
    case '.': return is_blank_or_end(scanner, at + 1) && at != scanner->start + 2;
    default: return false;
    }
}

bool glosa_scanner_take_plain(glosa_scanner *scanner, glosa_shape *shape)
{
    size_t at, next;
    uint8_t first = plain_class(scanner, scanner->start, &at), rest, class;
    if (!first)
        return false;
    for (rest = take_letters(scanner, &at); at < scanner->text.size; at = next) {
        class = plain_class(scanner, at, &next);
        if (!class)
            break;
        rest |= class;
    }
    uint8_t seen = first | rest;
    if (!ends_plainly(scanner, at, seen))
        return false;
    scanner->at = at;
    if (seen == GLOSA_CLASS_LOWER)
        *shape = GLOSA_SHAPE_LOWER;
    else if (seen == GLOSA_CLASS_DIGIT)
        *shape = GLOSA_SHAPE_NUMBER;
    else if (seen == GLOSA_CLASS_UPPER)
        *shape = GLOSA_SHAPE_UPPER;
    else if (seen & GLOSA_CLASS_DIGIT)
        *shape = GLOSA_SHAPE_ALPHANUMERIC;
    else
        *shape = first == GLOSA_CLASS_UPPER && rest == GLOSA_CLASS_LOWER ? GLOSA_SHAPE_TITLE
                                                                         : GLOSA_SHAPE_MIXED;
    return true;
}

/* Takes letters, digits and marks. */
static void take_core(glosa_scanner *scanner)
{
    while (scanner->at < scanner->text.size) {
        size_t next;
        uint8_t class = glosa_class_at(scanner->classes, scanner->text, scanner->at, &next);
        if (!(class & (GLOSA_CLASS_WORD | GLOSA_CLASS_MARK)))
            break;
        scanner->seen |= class;
        scanner->at = next;
    }
}

static void note(glosa_scanner *scanner, size_t end)
{
    while (scanner->at < end) {
        size_t next;
        uint8_t class = glosa_class_at(scanner->classes, scanner->text, scanner->at, &next);
        char c = scanner->text.data[scanner->at];
        scanner->sign |=
            c == '+' || c == '*' || c == '(' || c == '[' || (unsigned char)c == 0xE2;
        scanner->seen |= class & (GLOSA_CLASS_WORD | GLOSA_CLASS_MARK);
        scanner->at = next;
    }
}

static bool stands_at(const glosa_scanner *scanner, size_t at, const char *literal)
{
    size_t size = strlen(literal);
    return scanner->text.size - at >= size &&
           memcmp(scanner->text.data + at, literal, size) == 0;
}

/* 10.1155/... : the prefix of a DOI. */
static bool is_doi(const glosa_scanner *scanner)
{
    const char *token = scanner->text.data + scanner->start;
    size_t size = scanner->at - scanner->start;
    return size >= 7 && size <= 12 && memcmp(token, "10.", 3) == 0;
}

/* Whether the address that these characters announce goes on behind scanner->at. */
static bool is_address(const glosa_scanner *scanner)
{
    size_t at = scanner->at;
    if (at >= scanner->text.size)
        return false;
    switch (scanner->text.data[at]) {
    case ':': return stands_at(scanner, at, "://");
    case '.': return at == scanner->start + 3 && stands_at(scanner, scanner->start, "www.");
    case '/': return is_doi(scanner);
    case '@':
        return glosa_class_or_end(scanner->classes, scanner->text, at + 1) & GLOSA_CLASS_WORD;
    default: return false;
    }
}

size_t glosa_scanner_address_end(const glosa_scanner *scanner)
{
    size_t end = scanner->at, last = scanner->at;
    while (end < scanner->text.size && end - scanner->start < ADDRESS_LIMIT) {
        size_t next;
        uint8_t class = glosa_class_at(scanner->classes, scanner->text, end, &next);
        int32_t c = glosa_code_point(scanner->text, end);
        if (class & GLOSA_CLASS_BLANK || c == '<' || c == '>' || c == '"' || c == 0xAB ||
            c == 0xBB || c == 0x201C || c == 0x201D)
            break;
        bool closes = c < 0x80 && strchr(".,;:!?)]}'*", c);
        bool balanced =
            (c == ')' || c == ']') && memchr(scanner->text.data + scanner->start,
                                             c == ')' ? '(' : '[', end - scanner->start);
        if (!closes || balanced)
            last = next;
        end = next;
    }
    return last;
}

/* A word, with joints as long as there are any. */
static void take_word(glosa_scanner *scanner)
{
    take_core(scanner);
    for (;;) {
        if (is_address(scanner)) {
            scanner->web = true;
            note(scanner, glosa_scanner_address_end(scanner));
            return;
        }
        size_t joint = glosa_scanner_joint(scanner);
        if (joint == scanner->at)
            return;
        char sign = scanner->text.data[scanner->at];
        bool raised = (unsigned char)sign == 0xE2 &&
                      (glosa_code_point(scanner->text, scanner->at) & ~1) == 0x207A;
        note(scanner, joint);
        uint8_t after = glosa_class_or_end(scanner->classes, scanner->text, joint);
        /* CD34⁺CD38⁻ are two; 10⁻⁶ is one. */
        if ((sign == '+' || raised) && after & (GLOSA_CLASS_CASED | GLOSA_CLASS_LETTER))
            return;
        take_core(scanner);
    }
}

/* (S)-, (±)-, [3H]-, (2-chloroethyl)-: what a chemical name may begin with. */
static size_t name_bracket(const glosa_scanner *scanner)
{
    size_t start = scanner->start, end = glosa_scanner_bracket(scanner, start);
    if (end == start || end >= scanner->text.size || scanner->text.data[end] != '-' ||
        !(glosa_class_or_end(scanner->classes, scanner->text, end + 1) & GLOSA_CLASS_WORD))
        return start;
    int32_t first = glosa_code_point(scanner->text, start + 1);
    bool begins = (first >= '0' && first <= '9') || first == '+' || first == '-' ||
                  first == 0xB1 || first == 0x2212;
    return begins || end - start <= 4 ? end : start;
}

/* Signs that are repeated stand together: ... -- *** */
static void take_sign(glosa_scanner *scanner)
{
    glosa_string text = scanner->text;
    size_t next;
    scanner->seen = glosa_class_at(scanner->classes, text, scanner->start, &next);
    char sign = text.data[scanner->start];
    bool repeats = sign == '.' || sign == '-' || sign == '*' || sign == '=' || sign == '_';
    while (repeats && next < text.size && text.data[next] == sign)
        next++;
    while (next < text.size) {
        size_t after;
        if (!(glosa_class_at(scanner->classes, text, next, &after) & GLOSA_CLASS_MARK))
            break;
        next = after;
    }
    scanner->at = next;
}

void glosa_scanner_take(glosa_scanner *scanner)
{
    size_t next;
    uint8_t class = glosa_class_at(scanner->classes, scanner->text, scanner->start, &next);
    char first = scanner->text.data[scanner->start];
    scanner->at = scanner->start;
    scanner->seen = 0;
    scanner->web = scanner->sign = false;
    if (class & GLOSA_CLASS_WORD) {
        take_word(scanner);
        return;
    }
    size_t name = first == '(' || first == '[' ? name_bracket(scanner) : scanner->start;
    if (name > scanner->start) {
        note(scanner, name);
        take_word(scanner);
    } else {
        take_sign(scanner);
    }
}

/* --- shapes --- */

/* Title case: a capital, then nothing but small letters. */
static glosa_shape cased_shape(const glosa_scanner *scanner)
{
    uint8_t cased = scanner->seen & GLOSA_CLASS_CASED;
    if (cased == GLOSA_CLASS_LOWER)
        return GLOSA_SHAPE_LOWER;
    if (cased == GLOSA_CLASS_UPPER)
        return GLOSA_SHAPE_UPPER;
    size_t at, next;
    if (glosa_class_at(scanner->classes, scanner->text, scanner->start, &at) !=
        GLOSA_CLASS_UPPER)
        return GLOSA_SHAPE_MIXED;
    for (; at < scanner->at; at = next) {
        if (glosa_class_at(scanner->classes, scanner->text, at, &next) & GLOSA_CLASS_UPPER)
            return GLOSA_SHAPE_MIXED;
    }
    return GLOSA_SHAPE_TITLE;
}

glosa_shape glosa_scanner_shape(const glosa_scanner *scanner)
{
    uint8_t seen = scanner->seen;
    bool letters = (seen & (GLOSA_CLASS_CASED | GLOSA_CLASS_LETTER)) != 0;
    if (scanner->web)
        return GLOSA_SHAPE_OTHER;
    if (!letters && seen & GLOSA_CLASS_DIGIT)
        return GLOSA_SHAPE_NUMBER;
    if (letters && (seen & GLOSA_CLASS_DIGIT || scanner->sign))
        return GLOSA_SHAPE_ALPHANUMERIC;
    if (seen & GLOSA_CLASS_LETTER)
        return GLOSA_SHAPE_OTHER;
    if (letters)
        return cased_shape(scanner);
    return seen & GLOSA_CLASS_PUNCTUATION ? GLOSA_SHAPE_PUNCTUATION : GLOSA_SHAPE_OTHER;
}

/* Soft hyphens, words cut by a hyphen at the end of a line or page, dashes. */
#include "stages/normalize/passes.h"

enum { SOFT_HYPHEN = 0xAD };

/* A hyphen, and the break behind it if there is one. */
typedef struct joint {
    size_t start, end;     /* the hyphen */
    size_t next;           /* the first byte behind the hyphen, blanks and line ends */
    unsigned lines;        /* line ends among them */
    int32_t before, after; /* characters on both sides of [start, next); 0: none */
} joint;

/* Hyphenated words of this text that stand on one line, made when the first cut word is met. */
typedef struct compounds {
    glosa_word_set words;
    bool made;
} compounds;

static joint joint_at(glosa_string text, size_t at)
{
    joint found = {.start = at, .before = glosa_base_before(text, at)};
    (void)glosa_utf8_at(text, at, &found.end);
    size_t next = found.end;
    for (; next < text.size && (text.data[next] == ' ' || text.data[next] == '\n'); next++)
        found.lines += text.data[next] == '\n';
    found.next = found.lines ? next : found.end;
    found.after = glosa_peek(text, found.next);
    return found;
}

/* The block that holds a source byte; blocks.size where none does. */
static uint32_t block_of(const glosa_document *document, uint32_t byte)
{
    uint32_t low = 0, high = document->blocks.size;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (document->blocks.items[middle].span.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    bool inside = low < document->blocks.size && document->blocks.items[low].span.start <= byte;
    return inside ? low : document->blocks.size;
}

/* Whether what stands on both sides of the break may be one word: in one block, or in two
 * paragraphs that follow each other. Without blocks a paragraph ends at a blank line. */
static bool in_one_paragraph(const glosa_pass *pass, const joint *at)
{
    const glosa_document *document = pass->document;
    if (document->blocks.size == 0)
        return at->lines == 1;
    uint32_t left = block_of(document, glosa_offset_map_start(pass->map, (uint32_t)at->start));
    uint32_t right = block_of(document, glosa_offset_map_start(pass->map, (uint32_t)at->next));
    if (left == document->blocks.size || right == document->blocks.size)
        return false;
    return left == right ||
           (right == left + 1 && document->blocks.items[left].kind == GLOSA_BLOCK_PARAGRAPH &&
            document->blocks.items[right].kind == GLOSA_BLOCK_PARAGRAPH);
}

static uint64_t compound_hash(glosa_string left, glosa_string right)
{
    uint64_t hash = glosa_word_hash(GLOSA_WORD_HASH_START, left);
    return glosa_word_hash(glosa_word_hash(hash, GLOSA_LITERAL("-")), right);
}

static bool collect_compounds(glosa_pass *pass, compounds *known)
{
    glosa_string text = pass->rewrite.in;
    known->made = true;
    for (size_t at = 0; at < text.size; at++) {
        const char *hit = memchr(text.data + at, '-', text.size - at);
        if (!hit)
            break;
        at = (size_t)(hit - text.data);
        glosa_string left = glosa_word_before(text, at), right = glosa_word_at(text, at + 1);
        if (left.size && right.size &&
            !glosa_word_set_add(&known->words, pass->rewrite.arena, compound_hash(left, right)))
            return false;
    }
    return true;
}

/* Small words that follow a suspended hyphen: pre-/y posoperatorio, CD4-/and CD8-. */
static bool is_conjunction(glosa_string word)
{
    static const char *const words[] = {"y", "e", "o", "u", "ni", "and", "or", "to", "nor"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (glosa_string_is(word, words[i]))
            return true;
    }
    return false;
}

/* Whether the hyphen belongs to the compound and not to the break. */
static bool keeps_hyphen(glosa_pass *pass, const joint *at, compounds *known)
{
    const glosa_normalizer *normalizer = pass->normalizer;
    glosa_string text = pass->rewrite.in;
    if (!glosa_is_lower(at->before) || !glosa_is_lower(at->after) ||
        glosa_is_greek(at->before) || glosa_is_greek(at->after))
        return true;
    glosa_string left = glosa_word_before(text, at->start);
    glosa_string right = glosa_word_at(text, at->next);
    if (glosa_word_letters(left) < 2 || glosa_word_letters(right) < 2)
        return true;
    if (glosa_word_list_has(&normalizer->greek, left) ||
        glosa_word_list_has(&normalizer->greek, right) ||
        glosa_word_list_has(&normalizer->firsts, left))
        return true;
    /* Six letters are a word and not a prefix: in-/dependent, inter-/related. */
    if (glosa_word_letters(left) >= 6 && glosa_word_list_has(&normalizer->seconds, right))
        return true;
    if (!known->made && !collect_compounds(pass, known))
        pass->rewrite.failed = true;
    return glosa_word_set_has(&known->words, compound_hash(left, right));
}

static bool joins(const glosa_pass *pass, const joint *at)
{
    glosa_string text = pass->rewrite.in;
    bool sided = (glosa_is_letter(at->before) || glosa_is_digit(at->before)) &&
                 (glosa_is_letter(at->after) || glosa_is_digit(at->after));
    if (!sided || at->lines == 0 || is_conjunction(glosa_word_at(text, at->next)))
        return false;
    if (at->lines > 1 && glosa_is_digit(at->before) && glosa_is_digit(at->after))
        return false;
    return in_one_paragraph(pass, at);
}

static size_t hyphen(glosa_pass *pass, size_t start, compounds *known)
{
    joint at = joint_at(pass->rewrite.in, start);
    if (!joins(pass, &at))
        return at.end;
    size_t from = keeps_hyphen(pass, &at, known) ? at.end : at.start;
    glosa_rewrite_drop(&pass->rewrite, from, at.next);
    return at.next;
}

/* A soft hyphen that is none: the minus of a number, the hyphen of a compound, a dash. */
static bool is_meant(glosa_string text, const joint *at)
{
    if (glosa_is_blank(at->before) && glosa_is_blank(at->after))
        return true;
    if (glosa_is_digit(at->after))
        return true;
    if (!glosa_is_letter(at->after))
        return false;
    if (glosa_is_digit(at->before))
        return true;
    if (!glosa_is_letter(at->before))
        return false;
    if (glosa_is_upper(at->before) || glosa_is_upper(at->after) || glosa_is_greek(at->before) ||
        glosa_is_greek(at->after))
        return true;
    return glosa_word_letters(glosa_word_before(text, at->start)) == 1 ||
           glosa_word_letters(glosa_word_at(text, at->next)) == 1;
}

static size_t soft_hyphen(glosa_pass *pass, size_t start)
{
    glosa_rewrite *rewrite = &pass->rewrite;
    joint at = joint_at(rewrite->in, start);
    if (at.lines && joins(pass, &at)) {
        size_t end = is_meant(rewrite->in, &at) ? at.end : at.next;
        if (end == at.end) {
            glosa_rewrite_code_point(rewrite, at.start, at.end, '-');
            glosa_rewrite_drop(rewrite, at.end, at.next);
        } else {
            glosa_rewrite_drop(rewrite, at.start, end);
        }
        return at.next;
    }
    at.after = glosa_peek(rewrite->in, at.end);
    at.next = at.end;
    if (is_meant(rewrite->in, &at))
        glosa_rewrite_code_point(rewrite, at.start, at.end, '-');
    else
        glosa_rewrite_drop(rewrite, at.start, at.end);
    return at.end;
}

/* Dashes and the minus sign: they end a line without cutting a word, Cl−/channel. */
static bool is_dash(int32_t c)
{
    return (c >= 0x2012 && c <= 0x2015) || c == 0x2212;
}

void glosa_normalize_hyphens(glosa_pass *pass)
{
    glosa_string text = pass->rewrite.in;
    compounds known = {0};
    size_t at = 0, next;
    while ((at = glosa_next_call(text, at, GLOSA_CALL_HYPHENS)) < text.size) {
        int32_t c = glosa_utf8_at(text, at, &next);
        bool breaks = c == '-' && next < text.size && glosa_is_blank(text.data[next]);
        if (c == SOFT_HYPHEN)
            next = soft_hyphen(pass, at);
        else if (breaks)
            next = hyphen(pass, at, &known);
        else if (is_dash(c))
            glosa_rewrite_code_point(&pass->rewrite, at, next, '-');
        at = next;
    }
}

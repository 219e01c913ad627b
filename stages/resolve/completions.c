/* What a text leaves to its reader stands and falls with the name that it completes: where 21/8 is
 * no name, its 8 is none either. */
#include "stages/resolve/proposals.h"

enum { BASES_TRIED = 8, FARTHEST = 256 };     /* bytes from the beginning of a name to its part */

static bool is_left(const glosa_proposal *proposal, const char *method)
{
    return !proposal->dropped && strcmp(proposal->method, method) == 0;
}

/* Whether a completed name has its words itself, as `caspases 3` has, and is no bare part: two
 * letters in a row, and something that separates. */
static bool has_words(glosa_string text)
{
    bool word = false, apart = false;
    for (size_t i = 0; i < text.size; i++) {
        bool letter = glosa_is_ascii_letter(text.data[i]);
        word |= i && letter && glosa_is_ascii_letter(text.data[i - 1]);
        apart |= !letter && !glosa_is_ascii_digit(text.data[i]) && !(text.data[i] & 0x80);
    }
    return word && apart;
}

bool glosa_completion_agrees(glosa_string text, const glosa_entry *entry)
{
    return !has_words(text) || glosa_words_agree(text, entry);
}

/* Whether a word may stand between a name and the part of another: a conjunction, a part. */
static bool may_join(glosa_string word)
{
    static const char *const words[] = {"and", "or", "to", "through", "hasta"};
    bool digit = false, listed = word.size <= 1;
    for (size_t i = 0; i < word.size; i++)
        digit |= glosa_is_ascii_digit(word.data[i]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        listed |= glosa_string_is(word, words[i]);
    return digit || listed;
}

/* Whether nothing but other parts and what joins them stands in a text. */
static bool joins(glosa_string text)
{
    for (size_t at = 0, end; at < text.size; at = end + 1) {
        for (end = at; end < text.size && glosa_is_ascii_alnum(text.data[end]);)
            end++;
        if (!may_join(glosa_string_slice(text, at, end)))
            return false;
    }
    return true;
}

/* Whether proposal number `part` has a name before it that it may complete. */
static bool follows_name(const glosa_proposals *proposals, uint32_t part)
{
    const glosa_proposal *all = proposals->all.items, *this = &all[part];
    unsigned tried = 0;
    for (uint32_t i = part; i-- > 0 && tried < BASES_TRIED;) {
        if (all[i].sentence != this->sentence || all[i].span.start + FARTHEST < this->span.start)
            break;
        if (all[i].dropped || all[i].span.end > this->span.start)
            continue;
        tried++;
        if (joins(glosa_string_slice(proposals->document->text, all[i].span.end,
                                     this->span.start)))
            return true;
    }
    return false;
}

/* Whether what begins a range is a name: the range is longer, so that it comes before. */
static bool begins_with_name(const glosa_proposals *proposals, uint32_t range)
{
    const glosa_proposal *all = proposals->all.items;
    for (uint32_t i = range + 1; i < proposals->of_hits; i++) {
        if (all[i].span.start != all[range].span.start)
            return false;
        if (!all[i].dropped && strcmp(all[i].method, "range") != 0)
            return true;
    }
    return false;
}

void glosa_proposals_bind(glosa_proposals *proposals)
{
    const glosa_document *document = proposals->document;
    glosa_proposal *all = proposals->all.items;
    for (uint32_t i = 0; i < proposals->of_hits; i++) {
        if (is_left(&all[i], "coordination") &&
            !has_words(glosa_document_text(document, all[i].span)))
            all[i].dropped = !follows_name(proposals, i);
    }
    for (uint32_t i = 0; i < proposals->of_hits; i++) {
        if (is_left(&all[i], "range"))
            all[i].dropped = !begins_with_name(proposals, i);
    }
}

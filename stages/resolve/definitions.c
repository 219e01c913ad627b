/* What the article's own definitions make of its abbreviations. */
#include <unicode/uchar.h>

#include "stages/resolve/proposals.h"

static const float defined_score = 0.95f;

static bool same_span(glosa_span a, glosa_span b)
{
    return a.start == b.start && a.end == b.end;
}

/* Whether the text of [start, end) is only small words, as in `del receptor`. */
static bool is_filling(const glosa_document *document, uint32_t start, uint32_t end)
{
    glosa_string text = glosa_document_text(document, (glosa_span){start, end}), word;
    while (glosa_string_next(&text, ' ', &word)) {
        if (word.size > 5)
            return false;
        for (size_t i = 0; i < word.size; i++) {
            if (word.data[i] < 'a' || word.data[i] > 'z')
                return false;
        }
    }
    return true;
}

/* Whether a name at `name` is what the long form says: all of it, or all but small words before
 * it, or with words before it that the long form leaves out. */
static bool says(const glosa_document *document, glosa_span long_form, glosa_span name)
{
    if (name.end != long_form.end)
        return false;
    return name.start <= long_form.start || is_filling(document, long_form.start, name.start);
}

/* Whether the long form names neither a gene nor a drug: some word of it is of the list. */
static bool names_other(const glosa_proposals *proposals, glosa_span long_form)
{
    glosa_string rest = glosa_document_text(proposals->document, long_form), word;
    while (glosa_string_next(&rest, ' ', &word)) {
        if (glosa_words_have(&proposals->lists->other_heads, word))
            return true;
    }
    return false;
}

/* Short forms of letters alone are anything until they are defined; one with a digit, or five
 * letters, is a symbol whose long form the dictionary may just not know. */
static bool is_weak_symbol(glosa_string text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] >= '0' && text.data[i] <= '9')
            return false;
    }
    return glosa_utf8_count(text) <= 4;
}

/* --- occurrences --- */

static bool is_alone(glosa_string text, size_t start, size_t end)
{
    size_t at;
    if (start > 0 && u_isalnum(glosa_utf8_before(text, start, &at)))
        return false;
    return end == text.size || !u_isalnum(glosa_utf8_at(text, end, &at));
}

/* The next place from *at on where the short form (or its plural in -s) stands alone. */
static bool next_occurrence(glosa_string text, glosa_string short_form, size_t *at,
                            glosa_span *found)
{
    while (*at < text.size) {
        const char *hit = memmem(text.data + *at, text.size - *at, short_form.data,
                                 short_form.size);
        if (!hit)
            return false;
        size_t start = (size_t)(hit - text.data), end = start + short_form.size;
        *at = end;
        bool plural = end < text.size && text.data[end] == 's' && is_alone(text, start, end + 1);
        if (plural || is_alone(text, start, end)) {
            *found = (glosa_span){(uint32_t)start, (uint32_t)end};
            return true;
        }
    }
    return false;
}

/* --- applying a definition --- */

/* Drops what was proposed for an occurrence, except the entity it is defined to be. */
static bool drop_others(glosa_proposals *proposals, glosa_span span, glosa_string kept)
{
    bool has_kept = false;
    for (uint32_t i = 0; i < proposals->all.size; i++) {
        glosa_proposal *proposal = &proposals->all.items[i];
        if (!same_span(proposal->span, span))
            continue;
        glosa_string curie = proposals->document->entries.items[proposal->entry].curie;
        if (kept.size && glosa_string_equal(curie, kept)) {
            proposal->doubtful = false;
            proposal->score = proposal->score > defined_score ? proposal->score : defined_score;
            has_kept = true;
        } else {
            proposal->dropped = true;
        }
    }
    return has_kept;
}

static glosa_status apply_at(glosa_proposals *proposals, const glosa_proposal *meaning,
                             glosa_span span, uint32_t sentence, glosa_error *error)
{
    if (!meaning) {
        drop_others(proposals, span, (glosa_string){NULL, 0});
        return GLOSA_OK;
    }
    const glosa_document *document = proposals->document;
    glosa_string curie = document->entries.items[meaning->entry].curie;
    if (drop_others(proposals, span, curie))
        return GLOSA_OK;
    glosa_proposal defined = {.span = span, .entry = meaning->entry, .sentence = sentence,
                              .score = defined_score, .method = "abbreviation"};
    return glosa_proposals_add(proposals, defined, error);
}

/* The surest proposal that the long form is a name of; UINT32_MAX where there is none. */
static uint32_t find_meaning(const glosa_proposals *proposals, glosa_span long_form)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < proposals->all.size; i++) {
        const glosa_proposal *proposal = &proposals->all.items[i];
        if (proposal->dropped || !says(proposals->document, long_form, proposal->span))
            continue;
        const glosa_proposal *other = best == UINT32_MAX ? NULL : &proposals->all.items[best];
        uint32_t size = proposal->span.end - proposal->span.start;
        uint32_t other_size = other ? other->span.end - other->span.start : 0;
        if (!other || size > other_size ||
            (size == other_size && proposal->score > other->score))
            best = i;
    }
    return best;
}

static bool is_boilerplate(const glosa_document *document, const glosa_sentence *sentence)
{
    return document->sections.items[sentence->section].kind == GLOSA_SECTION_BOILERPLATE;
}

static glosa_status apply_everywhere(glosa_proposals *proposals, glosa_string short_form,
                                     uint32_t meaning_number, glosa_error *error)
{
    const glosa_document *document = proposals->document;
    for (uint32_t s = 0; s < document->sentences.size; s++) {
        const glosa_sentence *sentence = &document->sentences.items[s];
        if (is_boilerplate(document, sentence))
            continue;
        glosa_string text = glosa_document_text(document, sentence->span);
        size_t at = 0;
        glosa_span span;
        while (next_occurrence(text, short_form, &at, &span)) {
            glosa_span place = {sentence->span.start + span.start,
                                sentence->span.start + span.end};
            glosa_proposal meaning;
            if (meaning_number != UINT32_MAX)
                meaning = proposals->all.items[meaning_number];
            glosa_status status = apply_at(
                proposals, meaning_number == UINT32_MAX ? NULL : &meaning, place, s, error);
            if (status)
                return status;
        }
    }
    return GLOSA_OK;
}

/* The first definition of a short form holds for the whole article. */
static bool is_repeated(const glosa_document *document, uint32_t number)
{
    glosa_string text = glosa_document_text(document,
                                            document->abbreviations.items[number].short_form);
    for (uint32_t i = 0; i < number; i++) {
        glosa_span earlier = document->abbreviations.items[i].short_form;
        if (glosa_string_equal(glosa_document_text(document, earlier), text))
            return true;
    }
    return false;
}

glosa_status glosa_proposals_define(glosa_proposals *proposals, glosa_error *error)
{
    const glosa_document *document = proposals->document;
    for (uint32_t i = 0; i < document->abbreviations.size; i++) {
        glosa_abbreviation pair = document->abbreviations.items[i];
        if (is_repeated(document, i))
            continue;
        glosa_string short_form = glosa_document_text(document, pair.short_form);
        uint32_t meaning = find_meaning(proposals, pair.long_form);
        bool blocks = names_other(proposals, pair.long_form) || is_weak_symbol(short_form);
        if (meaning == UINT32_MAX && !blocks)
            continue;
        glosa_status status = apply_everywhere(proposals, short_form, meaning, error);
        if (status)
            return status;
    }
    return GLOSA_OK;
}

#include "stages/resolve/places.h"

#include "stages/resolve/proposals.h"

enum { LONGEST_JOURNAL_WORD = 5 };

/* Whether a name is letters and nothing else, as what means anything is: PCR, but not INF-α. */
static bool is_letters(glosa_string name)
{
    size_t i = 0;
    while (i < name.size && glosa_is_ascii_letter(name.data[i]))
        i++;
    return i == name.size;
}

bool glosa_is_of_spanish(const glosa_entry *entry, glosa_string language)
{
    return glosa_string_is(entry->language, "es") && glosa_string_is(language, "en") &&
           glosa_string_is(entry->role, "abbreviation") && is_letters(entry->name);
}

/* --- single letters --- */

/* The byte before or behind a span; a blank outside the sentence. */
static char beside(const glosa_document *document, glosa_span sentence, int64_t at)
{
    return at >= sentence.start && at < sentence.end ? document->text.data[at] : ' ';
}

/* Whether a blank and, before it, a number stand before a span: 300 K. */
static bool follows_number(const glosa_document *document, glosa_span sentence, glosa_span span)
{
    return beside(document, sentence, (int64_t)span.start - 1) == ' ' &&
           glosa_is_ascii_digit(beside(document, sentence, (int64_t)span.start - 2));
}

/* Whether a letter stands by itself, as the symbol of an element does (N, P and K; Na/K: 34; K⁺),
 * and not as an initial (K. Singh), a unit (300 K), the label of a panel, or a part of a word
 * (MLM-K). */
static bool stands_alone(const glosa_document *document, glosa_span sentence, glosa_span span)
{
    static const char starts[] = " (/,[+:", ends[] = " )/,;]+:=";
    char before = beside(document, sentence, (int64_t)span.start - 1);
    char behind = beside(document, sentence, span.end);
    bool last = behind == '.' && span.end + 1 == sentence.end;
    bool charged = glosa_string_starts(
        glosa_string_slice(document->text, span.end, document->text.size), "⁺");
    bool label = span.start <= sentence.start + 1 && (behind == ')' || behind == ':');
    return memchr(starts, before, sizeof starts - 1) &&
           (last || charged || memchr(ends, behind, sizeof ends - 1)) && !label &&
           !follows_number(document, sentence, span);
}

/* --- references --- */

/* Whether the word behind a span goes on with a sentence: that of a title (Fas response), not an
 * initial, a point or the next word of a journal. */
static bool goes_on(const glosa_document *document, glosa_span sentence, glosa_span span)
{
    char behind = beside(document, sentence, span.end);
    return behind == '-' || (behind == ' ' && glosa_is_ascii_small(
                                                  beside(document, sentence, span.end + 1)));
}

/* Whether a text is a short word with a capital, which may have a number behind it: Proc, Oct 2. */
static bool is_journal_word(glosa_string text)
{
    size_t letters = 0;
    while (letters < text.size && glosa_is_ascii_letter(text.data[letters]))
        letters++;
    if (letters < 2 || letters > LONGEST_JOURNAL_WORD || !glosa_is_ascii_capital(text.data[0]) ||
        (letters < text.size && text.data[letters] != ' '))
        return false;
    for (size_t i = 1; i < text.size; i++) {
        bool wanted = i < letters ? glosa_is_ascii_small(text.data[i])
                                  : i == letters || glosa_is_ascii_digit(text.data[i]);
        if (!wanted)
            return false;
    }
    return true;
}

bool glosa_is_out_of_place(const glosa_document *document, const glosa_hit *hit,
                           const glosa_sentence *sentence)
{
    const glosa_entry *entry = &document->entries.items[hit->entry];
    glosa_string text = glosa_document_text(document, hit->span);
    bool references = document->sections.items[sentence->section].kind == GLOSA_SECTION_REFERENCES;
    bool letter = text.size == 1 && entry->rule.size == 0;
    if (glosa_is_protein(entry->kind) && glosa_is_of_spanish(entry, sentence->language))
        return true;
    if (letter && (references || !stands_alone(document, sentence->span, hit->span)))
        return true;
    return references && glosa_is_protein(entry->kind) && is_journal_word(text) &&
           !goes_on(document, sentence->span, hit->span);
}

/* What the article's own definitions make of its abbreviations. Those that mean something in the
 * dictionary are looked for all over the text; others only matter where something is proposed. */
#include <assert.h>
#include <math.h>

#include "pipeline/text/characters.h"
#include "pipeline/text/runs.h"
#include "pipeline/text/utf8.h"
#include "stages/resolve/proposals.h"

static const float defined_score = 0.95f;

/* What a byte may be: the first of a short form with a meaning; an ASCII letter or digit, behind
 * which no word begins; the first of any short form. */
enum { BEGINS_MEANING = 1, GOES_ON = 2, BEGINS_ANY = 4 };
static_assert(GOES_ON >> 1 == BEGINS_MEANING, "next_first holds one byte against the next");

/* LONGEST_SHORT: bytes of a short form; abbreviations.c finds none of more than 16 characters. */
enum { NO_MEANING = UINT32_MAX, FARTHEST_NAME = 200, LONGEST_SHORT = 63, MOST_MEANINGS = 64 };

typedef struct definition {
    glosa_string short_form;    /* without the s of a plural */
    uint32_t meaning;           /* the best proposal that the long form is a name of, or ... */
    glosa_defined as;           /* ... what else it is, where that is NO_MEANING */
} definition;

/* The first words of short forms, so that most words of the text are asked for once. */
typedef struct opening {
    glosa_string run;           /* no data: a free slot */
    uint64_t sizes;             /* bit n: a short form of n bytes begins with it */
} opening;

typedef struct definitions {
    glosa_proposals *proposals;
    uint32_t sorted;            /* proposals before those that definitions add, by start */
    definition *slots;          /* by the short form; no data: a free slot */
    opening *openings;
    uint8_t bytes[256];         /* what a byte says of a place where a short form may begin */
    uint32_t slot_count;        /* of both tables; a power of two */
    uint32_t used;
    uint32_t meaning;           /* how many of them mean something in the dictionary */
} definitions;

/* --- what a long form says --- */

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

/* Whether a word says nothing of what is named: `I`, `2`, `1a`. */
static bool is_number(glosa_string word)
{
    return word.size <= 2 || (word.data[0] >= '0' && word.data[0] <= '9');
}

/* The heads of a long form: its last word but for numbers, as English has it, or the one before a
 * comma (`dehydrogenase, quinone 1`), and its first, as Spanish has it. */
static void find_heads(glosa_string text, glosa_string *first, glosa_string *last)
{
    glosa_string word;
    bool inverted = false;
    *first = *last = (glosa_string){NULL, 0};
    while (!inverted && glosa_string_next(&text, ' ', &word)) {
        inverted = word.size > 1 && word.data[word.size - 1] == ',';
        word.size -= inverted;
        if (!first->data)
            *first = word;
        if (!last->data || !is_number(word))
            *last = word;
    }
}

static bool ends_with(glosa_string word, const char *ending)
{
    size_t size = strlen(ending);
    return word.size > size + 2 && memcmp(word.data + word.size - size, ending, size) == 0;
}

/* Whether the long form names neither a gene nor a drug. */
static bool names_other(const glosa_proposals *proposals, glosa_span long_form)
{
    const glosa_word_list *others = &proposals->lists->other_heads;
    glosa_string first, last;
    find_heads(glosa_document_text(proposals->document, long_form), &first, &last);
    return glosa_word_list_has(others, first) || glosa_word_list_has(others, last);
}

/* Whether the long form names a protein, though the dictionary may not know it by this name. */
static bool names_protein(const glosa_proposals *proposals, glosa_span long_form)
{
    static const char *const endings[] = {"ase", "asa", "gen", "geno", "in", "ina"};
    const glosa_word_list *heads = &proposals->lists->gene_heads;
    glosa_string first, last;
    find_heads(glosa_document_text(proposals->document, long_form), &first, &last);
    bool found = glosa_word_list_has(heads, first) || glosa_word_list_has(heads, last);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        found |= ends_with(last, endings[i]);
    return found;
}

/* Whether the head of a long form, `oncogene` or the `receptor` of `receptor de progesterona`, is
 * that of a protein, however its last word ends. */
static bool is_protein_by_head(const glosa_proposals *proposals, glosa_string text,
                               glosa_string first, glosa_string last)
{
    const glosa_word_list *heads = &proposals->lists->gene_heads;
    glosa_string rest = glosa_string_slice(text, first.size, text.size);
    return glosa_word_list_has(heads, last) ||
           (glosa_string_starts(rest, " de") && glosa_word_list_has(heads, first));
}

/* Whether the long form names a substance, which lists may have by the short form alone. */
static bool names_substance(const glosa_proposals *proposals, glosa_span long_form)
{
    static const char *const endings[] = {
        "acid", "amine", "amina", "idine", "idina", "azine", "azina", "azole", "azol", "phosphate",
        "fosfato", "sulfate", "sulfato", "carboxylate", "oxide", "óxido", "imide", "imida", "amide",
        "amida", "chloride", "cloruro", "ester", "éster", "ane", "ano", "ene", "eno", "one", "ona",
        "phenol", "fenol", "nitrile", "nitrilo",
    };
    glosa_string text = glosa_document_text(proposals->document, long_form), first, last;
    find_heads(text, &first, &last);
    bool found = glosa_string_is(first, "ácido") || glosa_string_is(last, "acid");
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        found |= ends_with(last, endings[i]);
    return found && !is_protein_by_head(proposals, text, first, last);
}

static glosa_defined what_is_named(const glosa_proposals *proposals, glosa_span long_form)
{
    return names_substance(proposals, long_form) ? GLOSA_DEFINED_SUBSTANCE
           : names_protein(proposals, long_form) ? GLOSA_DEFINED_PROTEIN
                                                 : GLOSA_DEFINED_UNKNOWN;
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

/* The first proposal that starts at or behind `start`. */
static uint32_t first_from(const definitions *definitions, uint32_t start)
{
    uint32_t low = 0, high = definitions->sorted;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (definitions->proposals->all.items[middle].span.start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_better(const glosa_proposal *a, const glosa_proposal *b)
{
    uint32_t a_size = a->span.end - a->span.start, b_size = b->span.end - b->span.start;
    return a_size != b_size ? a_size > b_size : a->score > b->score;
}

/* The longest, then surest proposal that the long form is a name of, or NO_MEANING. */
static uint32_t find_meaning(const definitions *definitions, glosa_span long_form)
{
    const glosa_proposal *all = definitions->proposals->all.items;
    uint32_t best = NO_MEANING;
    uint32_t from = long_form.start > FARTHEST_NAME ? long_form.start - FARTHEST_NAME : 0;
    for (uint32_t i = first_from(definitions, from);
         i < definitions->sorted && all[i].span.start < long_form.end; i++) {
        if (!all[i].shadow && !all[i].weak &&
            says(definitions->proposals->document, long_form, all[i].span) &&
            (best == NO_MEANING || is_better(&all[i], &all[best])))
            best = i;
    }
    return best;
}

/* --- the table --- */

/* The letters and digits that a text begins with. */
static glosa_string first_run(glosa_string text)
{
    size_t at = 0, next;
    while (at < text.size && glosa_is_alnum(glosa_utf8_at(text, at, &next)))
        at = next;
    return glosa_string_slice(text, 0, at);
}

static glosa_string without_plural(glosa_string text)
{
    bool plural = text.size > 2 && text.data[text.size - 1] == 's' &&
                  text.data[text.size - 2] >= 'A' && text.data[text.size - 2] <= 'Z';
    return glosa_string_slice(text, 0, text.size - plural);
}

/* The slot of a short form: the one that has it, or a free one. */
static definition *slot_of(const definitions *definitions, glosa_string short_form)
{
    for (uint64_t at = glosa_bytes_hash(0, short_form);; at++) {
        definition *slot = &definitions->slots[at & (definitions->slot_count - 1)];
        if (!slot->short_form.data || glosa_string_equal(slot->short_form, short_form))
            return slot;
    }
}

/* The same for a first word. */
static opening *opening_of(const definitions *definitions, glosa_string run)
{
    for (uint64_t at = glosa_bytes_hash(0, run);; at++) {
        opening *slot = &definitions->openings[at & (definitions->slot_count - 1)];
        if (!slot->run.data || glosa_string_equal(slot->run, run))
            return slot;
    }
}

/* Takes over one abbreviation; the first definition of a short form holds for the article. */
static void define(definitions *definitions, const glosa_abbreviation *pair)
{
    const glosa_proposals *proposals = definitions->proposals;
    glosa_string short_form =
        without_plural(glosa_document_text(proposals->document, pair->short_form));
    definition *slot = slot_of(definitions, short_form);
    if (slot->short_form.data || short_form.size > LONGEST_SHORT)
        return;
    bool single = short_form.size == 1;     /* P is progesterone, and a probability below */
    uint32_t meaning = single ? NO_MEANING : find_meaning(definitions, pair->long_form);
    bool other =
        single || (is_weak_symbol(short_form) && names_other(proposals, pair->long_form));
    glosa_defined as = other ? GLOSA_DEFINED_OTHER : what_is_named(proposals, pair->long_form);
    if (meaning == NO_MEANING && as == GLOSA_DEFINED_UNKNOWN && !is_weak_symbol(short_form))
        return;
    *slot = (definition){short_form, meaning, as};
    opening *opening = opening_of(definitions, first_run(short_form));
    opening->run = first_run(short_form);
    definitions->bytes[(unsigned char)short_form.data[0]] |=
        meaning == NO_MEANING ? BEGINS_ANY : BEGINS_ANY | BEGINS_MEANING;
    opening->sizes |= UINT64_C(1) << short_form.size;
    definitions->used++;
    definitions->meaning += meaning != NO_MEANING;
}

static glosa_status define_all(definitions *definitions, glosa_error *error)
{
    glosa_document *document = definitions->proposals->document;
    uint32_t count = document->abbreviations.size;
    definitions->slot_count = 16;
    while (definitions->slot_count / 2 < count)
        definitions->slot_count *= 2;
    definitions->slots = glosa_arena_alloc(
        &document->arena, definitions->slot_count * sizeof *definitions->slots);
    definitions->openings = glosa_arena_alloc(
        &document->arena, definitions->slot_count * sizeof *definitions->openings);
    if (!definitions->slots || !definitions->openings)
        return glosa_fail_memory(error, "resolve");
    for (uint32_t i = 0; i < count; i++)
        define(definitions, &document->abbreviations.items[i]);
    for (unsigned byte = 0; byte < 0x80; byte++)
        definitions->bytes[byte] |= glosa_is_ascii_alnum((char)byte) ? GOES_ON : 0;
    return GLOSA_OK;
}

/* --- applying --- */

/* Whether an entry is one of those that the long form is a name of: proposals of its span, of
 * which the gene and the family of one name both count. */
static bool is_meant(const definitions *definitions, uint32_t meaning, const glosa_entry *entry)
{
    const glosa_proposals *proposals = definitions->proposals;
    const glosa_proposal *all = proposals->all.items;
    glosa_span span = all[meaning].span;
    bool protein = glosa_is_protein(entry->kind);
    for (uint32_t i = first_from(definitions, span.start), tried = 0;
         i < definitions->sorted && all[i].span.start == span.start && tried < MOST_MEANINGS; i++) {
        const glosa_entry *other = &proposals->document->entries.items[all[i].entry];
        if (all[i].span.end != span.end || all[i].shadow)
            continue;
        tried++;
        if (glosa_string_equal(other->curie, entry->curie) && (protein || i == meaning))
            return true;
    }
    return false;
}

/* Whether the short form is itself the name of a family that the long form names: then genes
 * that surely have it as their name stay candidates, as where it is not defined (AMPK, PRKAA1). */
static bool names_family(const definitions *definitions, glosa_span span, uint32_t meaning)
{
    const glosa_document *document = definitions->proposals->document;
    const glosa_proposal *all = definitions->proposals->all.items;
    for (uint32_t i = first_from(definitions, span.start);
         i < definitions->sorted && all[i].span.start == span.start; i++) {
        const glosa_entry *entry = &document->entries.items[all[i].entry];
        if (all[i].span.end == span.end && glosa_string_is(entry->kind, "family") &&
            is_meant(definitions, meaning, entry))
            return true;
    }
    return false;
}

/* Drops what was proposed for an occurrence, except what it is defined to be; true where that
 * was proposed. */
static bool keep_only(const definitions *definitions, glosa_span span, uint32_t meaning)
{
    const glosa_document *document = definitions->proposals->document;
    glosa_proposal *all = definitions->proposals->all.items;
    bool kept = false, family = names_family(definitions, span, meaning);
    for (uint32_t i = first_from(definitions, span.start);
         i < definitions->sorted && all[i].span.start == span.start; i++) {
        if (all[i].span.end != span.end)
            continue;
        const glosa_entry *entry = &document->entries.items[all[i].entry];
        bool same = is_meant(definitions, meaning, entry) ||
                    (family && !all[i].doubtful && glosa_string_is(entry->kind, "gene"));
        all[i].dropped = !same;
        all[i].doubtful &= !same;
        all[i].weak &= !same;
        all[i].defined = GLOSA_DEFINED_MEANT;
        if (same && all[i].score < defined_score)
            all[i].score = defined_score;
        kept |= same;
    }
    return kept;
}

/* Takes note of a short form that the dictionary does not know the long form of. Of a protein it is
 * any gene, of a substance any substance that it is a name of; else it is no substance, no gene
 * whose name has flags, and what else it could be is weighed. `first` is the first proposal that
 * starts there. */
static void note(const definitions *definitions, uint32_t first, size_t size, glosa_defined as)
{
    const glosa_document *document = definitions->proposals->document;
    glosa_proposal *all = definitions->proposals->all.items;
    uint32_t start = all[first].span.start;
    for (uint32_t i = first; i < definitions->sorted && all[i].span.start == start; i++) {
        if (all[i].span.end != start + size)
            continue;
        const glosa_entry *entry = &document->entries.items[all[i].entry];
        bool protein = glosa_is_protein(entry->kind);
        bool open = protein && !entry->flags;
        all[i].defined = as;
        all[i].dropped |= as == GLOSA_DEFINED_OTHER || (as == GLOSA_DEFINED_UNKNOWN && !open) ||
                          (as == GLOSA_DEFINED_SUBSTANCE && protein);
        all[i].doubtful &= !(as == GLOSA_DEFINED_PROTEIN && protein) &&
                           !(as == GLOSA_DEFINED_SUBSTANCE && !protein);
    }
}

/* Proposes for an occurrence what the long form is a name of. */
static glosa_status propose_meanings(const definitions *definitions, uint32_t meaning,
                                     glosa_span span, uint32_t sentence, glosa_error *error)
{
    glosa_proposals *proposals = definitions->proposals;
    glosa_span named = proposals->all.items[meaning].span;
    float best = proposals->all.items[meaning].score;
    glosa_status status = GLOSA_OK;
    for (uint32_t i = first_from(definitions, named.start), added = 0;
         i < definitions->sorted && added < MOST_MEANINGS && status == GLOSA_OK; i++) {
        glosa_proposal same = proposals->all.items[i];
        if (same.span.start != named.start)
            break;
        if (same.span.end != named.end || same.shadow ||
            !is_meant(definitions, meaning, &proposals->document->entries.items[same.entry]))
            continue;
        glosa_proposal defined = {.span = span, .entry = same.entry, .sentence = sentence,
                                  .score = defined_score * fminf(same.score / best, 1),
                                  .method = "abbreviation"};
        status = glosa_proposals_add(proposals, defined, error);
        added++;
    }
    return status;
}

static bool ends_alone(glosa_string text, size_t end)
{
    size_t next;
    return end == text.size || !glosa_is_alnum(glosa_utf8_at(text, end, &next)) ||
           (text.data[end] == 's' &&
            (end + 1 == text.size || !glosa_is_alnum(glosa_utf8_at(text, end + 1, &next))));
}

/* The longest definition whose short form stands at byte `at`, where a word begins. */
static const definition *defined_at(const definitions *definitions, glosa_string text, size_t at)
{
    glosa_string run = without_plural(first_run(glosa_string_slice(text, at, text.size)));
    uint64_t sizes = opening_of(definitions, run)->sizes;
    for (size_t size = LONGEST_SHORT; sizes && size > 0; size--) {
        if (!(sizes >> size & 1) || size > text.size - at)
            continue;
        glosa_string short_form = glosa_string_slice(text, at, at + size);
        const definition *found = slot_of(definitions, short_form);
        if (found->short_form.data && ends_alone(text, at + size))
            return found;
    }
    return NULL;
}

/* The next byte from `at` on that a short form with a meaning begins with and that has no ASCII
 * letter or digit before it; the text's size where there is none. */
static size_t next_first(const uint8_t bytes[256], glosa_string text, size_t at)
{
    const unsigned char *data = (const unsigned char *)text.data;
    if (at == 0 && text.size && bytes[data[0]] & BEGINS_MEANING)
        return 0;
    for (at += at == 0; at < text.size; at++) {
        if ((bytes[data[at]] & ~bytes[data[at - 1]] >> 1) & BEGINS_MEANING)
            break;
    }
    return at < text.size ? at : text.size;
}

/* Whether a word begins at byte `at`, which is the first of a character. */
static bool begins_word(glosa_string text, size_t at)
{
    size_t next;
    return glosa_is_alnum(glosa_utf8_at(text, at, &next)) &&
           (at == 0 || !glosa_is_alnum(glosa_utf8_before(text, at, &next)));
}

/* Whether definitions hold in a sentence at all. */
static bool is_of_article(const glosa_document *document, uint32_t sentence)
{
    uint32_t section = document->sentences.items[sentence].section;
    return document->sections.items[section].kind != GLOSA_SECTION_BOILERPLATE;
}

/* What the short forms of a sentence mean. */
static glosa_status apply_to_sentence(const definitions *definitions, uint32_t number,
                                      glosa_error *error)
{
    const glosa_document *document = definitions->proposals->document;
    glosa_span place = document->sentences.items[number].span;
    glosa_string text = glosa_document_text(document, place);
    glosa_status status = GLOSA_OK;
    for (size_t at = 0; status == GLOSA_OK; at++) {
        at = next_first(definitions->bytes, text, at);
        if (at == text.size)
            break;
        const definition *found =
            begins_word(text, at) ? defined_at(definitions, text, at) : NULL;
        if (!found || found->meaning == NO_MEANING)
            continue;
        uint32_t start = place.start + (uint32_t)at;
        glosa_span span = {start, start + (uint32_t)found->short_form.size};
        if (!keep_only(definitions, span, found->meaning))
            status = propose_meanings(definitions, found->meaning, span, number, error);
    }
    return status;
}

/* What is proposed for short forms that mean nothing in the dictionary. */
static void apply_to_proposals(const definitions *definitions)
{
    const glosa_document *document = definitions->proposals->document;
    const glosa_proposal *all = definitions->proposals->all.items;
    for (uint32_t i = 0; i < definitions->sorted; i++) {
        uint32_t start = all[i].span.start;
        unsigned char first = (unsigned char)document->text.data[start];
        if ((i > 0 && all[i - 1].span.start == start) ||
            !(definitions->bytes[first] & BEGINS_ANY) || !is_of_article(document, all[i].sentence))
            continue;
        glosa_span place = document->sentences.items[all[i].sentence].span;
        glosa_string text = glosa_document_text(document, place);
        size_t at = start - place.start;
        const definition *found =
            begins_word(text, at) ? defined_at(definitions, text, at) : NULL;
        if (found && found->meaning == NO_MEANING)
            note(definitions, i, found->short_form.size, found->as);
    }
}

glosa_status glosa_proposals_define(glosa_proposals *proposals, glosa_error *error)
{
    const glosa_document *document = proposals->document;
    definitions definitions = {.proposals = proposals, .sorted = proposals->all.size};
    glosa_status status = define_all(&definitions, error);
    if (status == GLOSA_OK && definitions.used)
        apply_to_proposals(&definitions);
    for (uint32_t i = 0; i < document->sentences.size && definitions.meaning && !status; i++) {
        if (is_of_article(document, i))
            status = apply_to_sentence(&definitions, i, error);
    }
    return status;
}

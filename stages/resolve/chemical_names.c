#include "stages/resolve/chemical_names.h"

#include "pipeline/text/utf8.h"

enum {
    LONGEST_LABEL = 12,         /* bytes of [(14)C]- */
    LONGEST_PREFIX = 160,       /* bytes of a name before the part that is listed ... */
    LONGEST_REST = 160,         /* ... and behind it, where a bracket is looked for */
    LONGEST_LOCANT = 2,         /* digits: 17-, not 615- */
};

/* How much less sure the entity of a derivative is than that of the substance itself. */
static const float derivative_weight = 0.8f;

static bool is_substance(const glosa_document *document, const glosa_mention *mention)
{
    uint32_t best = document->candidates.items[mention->first_candidate].entry;
    glosa_string kind = document->entries.items[best].kind;
    return glosa_string_is(kind, "drug") || glosa_string_is(kind, "chemical");
}

/* Whether what stands between brackets is an isotope: 3H, (14)C, 125I, ³H. */
static bool is_isotope(glosa_string text)
{
    size_t digits = 0, letters = 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool superscript = (unsigned char)c >= 0x80;
        if (glosa_is_ascii_letter(c))
            letters++;
        else if (glosa_is_ascii_digit(c) || superscript)
            digits++;
        else if (c != '(' && c != ')' && c != '-')
            return false;
    }
    return digits && letters >= 1 && letters <= 2;
}

/* Where the label of an isotope that touches the mention begins; `start` where there is none. */
static uint32_t label_start(glosa_string text, uint32_t start)
{
    uint32_t end = start;
    if (end && text.data[end - 1] == '-')
        end--;
    if (end == 0 || text.data[end - 1] != ']')
        return start;
    for (uint32_t i = end - 1; i > 0 && end - i < LONGEST_LABEL; i--) {
        if (text.data[i - 1] == '[')
            return is_isotope(glosa_string_slice(text, i, end - 1)) ? i - 1 : start;
    }
    return start;
}

/* Stereo descriptors and the like that stand before a name alone. */
static bool is_descriptor(glosa_string prefix)
{
    static const char *const descriptors[] = {
        "d-", "l-", "dl-", "D-", "L-", "DL-", "R-", "S-", "s-", "r-", "(R)-", "(S)-", "(RS)-",
        "(R,S)-", "(+)-", "(-)-", "(+/-)-", "(+-)-", "(\u00b1)-", "(\u2212)-", "(E)-", "(Z)-",
        "cis-", "trans-", "rac-", "(+)", "(-)", "(+/-)",
    };
    for (size_t i = 0; i < sizeof descriptors / sizeof *descriptors; i++) {
        if (glosa_string_is(prefix, descriptors[i]))
            return true;
    }
    return false;
}

/* Whether the part of a name before a substance is chemistry: it ends with a hyphen or a bracket,
 * and holds a locant (`17-`, `2-amino-`, `(4-chlorophenyl)`) or is a descriptor. */
static bool is_chemistry(glosa_string prefix)
{
    char last = prefix.data[prefix.size - 1];
    unsigned run = 0, locants = 0, letters = 0;
    if (is_descriptor(prefix))
        return true;
    if (prefix.size > LONGEST_PREFIX || (last != '-' && last != ')' && last != ']'))
        return false;
    for (size_t i = 0; i < prefix.size; i++) {
        char c = prefix.data[i];
        if (c == '/' || c == ' ' || c == ';' || c == '%')
            return false;
        letters += glosa_is_ascii_letter(c) && (c >= 'a');
        run = glosa_is_ascii_digit(c) ? run + 1 : 0;
        bool ends = i + 1 < prefix.size && !glosa_is_ascii_digit(prefix.data[i + 1]);
        bool begins = i + 1 == run || !glosa_is_ascii_letter(prefix.data[i - run]);
        if (run > LONGEST_LOCANT)
            return false;
        locants += run && ends && begins &&
                   (prefix.data[i + 1] == '-' || prefix.data[i + 1] == ',' ||
                    prefix.data[i + 1] == '\'' || (unsigned char)prefix.data[i + 1] >= 0x80 ||
                    glosa_is_ascii_letter(prefix.data[i + 1]));
    }
    return locants && (letters >= 4 || prefix.size <= LONGEST_LOCANT + 1);
}

/* Whether what follows in the token goes on with the name: `-5-carboxylic`, `-1-ylphenol`,
 * `-2-one`, but not `-induced`, `-5` or `-2-treated`. */
static bool goes_on(glosa_string rest)
{
    static const char *const morphemes[] = {
        "yl", "carbox", "carb", "one", "ol", "amine", "amide", "dione", "oxy", "ium", "sulf",
        "thio", "acetic", "oic", "diol", "nitrile", "phosph",
    };
    size_t at = 1, digits = 0;
    if (rest.size < 4 || rest.data[0] != '-')
        return false;
    for (; at < rest.size && (glosa_is_ascii_digit(rest.data[at]) || rest.data[at] == ',' ||
                              rest.data[at] == '\''); at++)
        digits += glosa_is_ascii_digit(rest.data[at]);
    if (digits == 0 || at >= rest.size || rest.data[at] != '-')
        return false;
    glosa_string word = glosa_string_slice(rest, at + 1, rest.size);
    for (size_t i = 0; i < sizeof morphemes / sizeof *morphemes; i++) {
        size_t size = strlen(morphemes[i]);
        if (word.size >= size && memcmp(word.data, morphemes[i], size) == 0)
            return true;
    }
    return false;
}

/* Whether a bracket that is open before `at` is closed behind it, so that what stands there is a
 * substituent of what follows. */
static bool is_bracketed(glosa_string before, glosa_string behind)
{
    size_t first = before.size > LONGEST_PREFIX ? before.size - LONGEST_PREFIX : 0;
    int depth = 0;
    for (size_t i = first; i < before.size; i++)
        depth += (before.data[i] == '(' || before.data[i] == '[') -
                 (before.data[i] == ')' || before.data[i] == ']');
    if (depth <= 0)
        return false;
    for (size_t i = 0; i < behind.size && i < LONGEST_REST; i++) {
        depth += (behind.data[i] == '(' || behind.data[i] == '[') -
                 (behind.data[i] == ')' || behind.data[i] == ']');
        if (depth == 0)
            return i + 1 < behind.size;
    }
    return false;
}

/* The last token that begins at or before `at`, from `from` on. */
static uint32_t token_at(const glosa_document *document, uint32_t from, uint32_t at)
{
    while (from + 1 < document->tokens.size && document->tokens.items[from + 1].span.start <= at)
        from++;
    return from;
}

/* Makes the mention begin with what belongs to it, at `free` or behind, where the mention before it
 * ends. A substance with locants or other substances before it is a derivative. */
static void lengthen(glosa_document *document, glosa_mention *mention, uint32_t token_start,
                     uint32_t free)
{
    glosa_span own = mention->span;
    glosa_string before = glosa_document_text(document, (glosa_span){token_start, own.start});
    bool chemistry = before.size && is_chemistry(before);
    uint32_t start = label_start(document->text, chemistry ? token_start : own.start);
    if (start >= own.start || start < free ||
        start < document->sentences.items[mention->sentence].span.start)
        return;
    mention->span.start = start;
    if (!chemistry || is_descriptor(before))
        return;
    mention->method = GLOSA_LITERAL("derivative");
    for (uint32_t i = 0; i < mention->candidates; i++)
        document->candidates.items[mention->first_candidate + i].score *= derivative_weight;
}

/* Whether a token says that the mention behind it is the unit of a pressure: cm H2O, mm Hg. */
static bool is_pressure(const glosa_document *document, const glosa_mention *mention,
                        uint32_t token)
{
    glosa_string text = glosa_document_text(document, mention->span);
    if (token == 0 || (!glosa_string_is(text, "H2O") && !glosa_string_is(text, "Hg")))
        return false;
    glosa_string unit = glosa_document_text(document, document->tokens.items[token - 1].span);
    return glosa_string_is(unit, "cm") || glosa_string_is(unit, "mm");
}

/* Completes a mention; false where it is but a part of another name, or a unit. */
static bool complete(glosa_document *document, glosa_mention *mention, uint32_t token,
                     uint32_t free)
{
    glosa_span own = mention->span, first = document->tokens.items[token].span;
    glosa_span last = document->tokens.items[token_at(document, token, own.end - 1)].span;
    bool in_token = first.start <= own.start && first.end > own.start;
    uint32_t token_start = in_token ? first.start : own.start;
    uint32_t token_end = last.end > own.end ? last.end : own.end;
    glosa_string before = glosa_document_text(document, (glosa_span){token_start, own.start});
    glosa_string behind = glosa_document_text(document, (glosa_span){own.end, token_end});
    if (goes_on(behind) || is_bracketed(before, behind) ||
        is_pressure(document, mention, token))
        return false;
    lengthen(document, mention, token_start, free);
    return true;
}

void glosa_chemical_names_complete(glosa_document *document)
{
    uint32_t token = 0, kept = 0, free = 0;
    if (document->tokens.size == 0)
        return;
    for (uint32_t i = 0; i < document->mentions.size; i++) {
        glosa_mention mention = document->mentions.items[i];
        token = token_at(document, token, mention.span.start);
        bool whole = !is_substance(document, &mention) ||
                     glosa_string_is(mention.method, "inside") ||
                     complete(document, &mention, token, free);
        if (!whole)
            continue;
        free = mention.span.end > free ? mention.span.end : free;
        document->mentions.items[kept++] = mention;
    }
    document->mentions.size = kept;
}

#include "stages/resolve/features.h"

#include "dictionaries/match/taxon.h"

enum { NEAR_NEIGHBOUR = 6, NEIGHBOURS_TRIED = 8, LONGEST_VALUE = 24, LEAST_SENTENCES = 4 };

/* --- collecting --- */

static void add(glosa_features *features, const char *name, glosa_string value)
{
    if (features->size < GLOSA_MOST_FEATURES)
        features->items[features->size++] = (glosa_feature){name, value};
}

static void add_word(glosa_features *features, const char *name, const char *value)
{
    add(features, name, glosa_string_of(value));
}

/* Adds a value that is put together of two texts. */
static void add_joined(glosa_features *features, const char *name, glosa_string a, glosa_string b)
{
    char *bytes = features->bytes + features->used;
    if (a.size + b.size > sizeof features->bytes - features->used)
        return;
    if (a.size)
        memcpy(bytes, a.data, a.size);
    if (b.size)
        memcpy(bytes + a.size, b.data, b.size);
    features->used += a.size + b.size;
    add(features, name, (glosa_string){bytes, a.size + b.size});
}

static const char *bucket(size_t number, const char *const *names, const size_t *limits)
{
    size_t i = 0;
    while (limits[i] && number > limits[i])
        i++;
    return names[i];
}

/* --- groups --- */

bool glosa_group_next(const glosa_proposals *proposals, glosa_group *group)
{
    const glosa_proposal *all = proposals->all.items;
    uint32_t first = group->end, end = first;
    if (first >= proposals->of_hits)
        return false;
    glosa_span span = all[first].span;
    while (end < proposals->of_hits && all[end].span.start == span.start &&
           all[end].span.end == span.end)
        end++;
    *group = (glosa_group){span, first, end};
    return true;
}

static const glosa_entry *entry_of(const glosa_proposals *proposals, uint32_t i)
{
    return &proposals->document->entries.items[proposals->all.items[i].entry];
}

/* Whether the name is put together of what stands there and of its neighbour. */
static bool is_completed(const glosa_proposals *proposals, uint32_t i)
{
    glosa_string rule = entry_of(proposals, i)->rule;
    return glosa_string_is(rule, "coordination") || glosa_string_starts(rule, "range ");
}

bool glosa_is_judged(const glosa_proposals *proposals, uint32_t i)
{
    const glosa_proposal *proposal = &proposals->all.items[i];
    return !proposal->dropped && !proposal->shadow &&
           glosa_is_protein(entry_of(proposals, i)->kind) && !is_completed(proposals, i) &&
           strcmp(proposal->method, "fusion") != 0;
}

/* Whether a name that the group completes begins near behind it: CXCL1-3, MEK1/2. */
static bool completes_another(const glosa_proposals *proposals, const glosa_group *group)
{
    const glosa_proposal *all = proposals->all.items;
    for (uint32_t i = group->end, tried = 0;
         i < proposals->of_hits && tried < NEIGHBOURS_TRIED &&
         all[i].span.start <= group->span.end + NEAR_NEIGHBOUR; i++, tried++) {
        if (all[i].span.start > group->span.end && is_completed(proposals, i))
            return true;
    }
    return false;
}

bool glosa_group_is_open(const glosa_proposals *proposals, const glosa_group *group)
{
    bool open = false;
    for (uint32_t i = group->first; i < group->end; i++)
        open |= glosa_is_judged(proposals, i);
    return open && !completes_another(proposals, group);
}

static bool is_sure(const glosa_proposals *proposals, uint32_t i)
{
    return glosa_is_judged(proposals, i) && !proposals->all.items[i].doubtful;
}

/* The proposal of a group that says most for it. */
static uint32_t best_of(const glosa_proposals *proposals, const glosa_group *group)
{
    uint32_t best = group->end;
    for (uint32_t i = group->first; i < group->end; i++) {
        if (glosa_is_judged(proposals, i) &&
            (best == group->end ||
             proposals->all.items[i].score > proposals->all.items[best].score))
            best = i;
    }
    return best;
}

/* --- the name --- */

/* Runs of capitals, small letters and digits, and what joins them: `IL-6` is `A-9`; several words
 * are `words`. */
static void add_shape(glosa_features *features, glosa_string text)
{
    if (memchr(text.data, ' ', text.size)) {
        add_word(features, "shape", "words");
        return;
    }
    char shape[8];
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        char is = c >= 'A' && c <= 'Z' ? 'A' : c >= 'a' && c <= 'z' ? 'a'
                : glosa_is_ascii_digit(c) ? '9' : c == '-' ? c
                : c & 0x80 ? 'u' : '.';
        if (size && shape[size - 1] == is)
            continue;
        if (size == sizeof shape)
            break;
        shape[size++] = is;
    }
    add_joined(features, "shape", (glosa_string){shape, size}, GLOSA_LITERAL(""));
}

static const char *agreement_name(float agreement)
{
    return agreement >= 0.99f ? "same" : agreement >= 0.94f ? "alike"
         : agreement >= 0.88f ? "capitals" : agreement >= 0.78f ? "mixed"
         : agreement >= 0.65f ? "likely" : agreement >= 0.5f ? "possible" : "other";
}

static const char *flags_name(uint32_t flags)
{
    bool cased = flags & GLOSA_NAME_CASE, context = flags & GLOSA_NAME_NEEDS_CONTEXT;
    return cased && context ? "case-context" : context ? "context" : cased ? "case" : "free";
}

static void add_name(const glosa_proposals *proposals, const glosa_group *group, uint32_t best,
                     glosa_features *features)
{
    static const char *const sizes[] = {"1", "2", "3", "4", "5", "8", "12", "20", "more"};
    static const size_t limits[] = {1, 2, 3, 4, 5, 8, 12, 20, 0};
    const glosa_proposal *proposal = &proposals->all.items[best];
    const glosa_entry *entry = entry_of(proposals, best);
    glosa_string text = glosa_document_text(proposals->document, group->span);
    glosa_string flags = glosa_string_of(flags_name(entry->flags));
    glosa_string agreement = glosa_string_of(agreement_name(proposal->agreement));
    add_shape(features, text);
    size_t letters = glosa_utf8_count(text);
    add_word(features, "letters", bucket(letters, sizes, limits));
    add(features, "role", entry->role);
    add_joined(features, "rule", entry->rule, GLOSA_LITERAL(""));
    add_joined(features, "flags+agreement", flags, agreement);
    add_joined(features, "role+agreement", entry->role, agreement);
    add_joined(features, "flags+letters", flags, glosa_string_of(bucket(letters, sizes, limits)));
    add_joined(features, "flags+weak", flags,
               proposal->weak ? GLOSA_LITERAL(" weak") : GLOSA_LITERAL(" strong"));
}

/* --- the entities --- */

static void add_entities(const glosa_proposals *proposals, const glosa_group *group,
                         glosa_features *features)
{
    static const char *const counts[] = {"0", "1", "2", "3", "5", "more"};
    unsigned genes = 0, families = 0, others = 0, human = 0;
    for (uint32_t i = group->first; i < group->end; i++) {
        glosa_string kind = entry_of(proposals, i)->kind;
        bool gene = glosa_string_is(kind, "gene"), family = glosa_string_is(kind, "family");
        genes += gene;
        families += family;
        others += !gene && !family;
        human += gene && proposals->taxa[proposals->all.items[i].entry] == GLOSA_TAXON_HUMAN;
    }
    add_word(features, "kinds", genes && families ? "both" : genes ? "gene" : "family");
    add_word(features, "other kinds", others ? "yes" : "no");
    add_word(features, "human", counts[human > 5 ? 5 : human > 3 ? 4 : human]);
    add_word(features, "genes", genes == 1 ? "1" : genes < 4 ? "3" : genes < 10 ? "9" : "more");
}

/* --- the article --- */

static const char *defined_name(glosa_defined defined)
{
    static const char *const names[] = {
        [GLOSA_DEFINED_NOWHERE] = "nowhere", [GLOSA_DEFINED_MEANT] = "meant",
        [GLOSA_DEFINED_PROTEIN] = "protein", [GLOSA_DEFINED_UNKNOWN] = "unknown",
        [GLOSA_DEFINED_SUBSTANCE] = "substance", [GLOSA_DEFINED_OTHER] = "other",
    };
    return names[defined];
}

bool glosa_has_gene_context(glosa_article *article, glosa_span span)
{
    if (span.start != article->asked.start || span.end != article->asked.end) {
        const glosa_proposals *proposals = article->proposals;
        article->asked = span;
        article->context = glosa_has_context(proposals->lists, proposals->document, span,
                                             GLOSA_LITERAL("gene"));
    }
    return article->context;
}

static void add_article(glosa_article *article, const glosa_group *group, uint32_t best,
                        glosa_features *features)
{
    static const char *const counts[] = {"1", "2", "4", "8", "more"};
    static const size_t limits[] = {1, 2, 4, 8, 0};
    const glosa_proposals *proposals = article->proposals;
    const glosa_proposal *proposal = &proposals->all.items[best];
    bool supported = false;
    for (uint32_t i = group->first; i < group->end && !supported; i++)
        supported = glosa_is_judged(proposals, i) &&
                    glosa_is_supported(article->supports, proposals, &proposals->all.items[i]);
    glosa_string defined = glosa_string_of(defined_name(proposal->defined));
    bool digits = false;
    glosa_string text = glosa_document_text(proposals->document, group->span);
    for (size_t i = 0; i < text.size; i++)
        digits |= glosa_is_ascii_digit(text.data[i]);
    add_joined(features, "defined", defined,
               digits ? GLOSA_LITERAL(" digits") : GLOSA_LITERAL(""));
    const glosa_document *document = proposals->document;
    uint32_t bits = entry_of(proposals, best)->flags;
    glosa_string flags = glosa_string_of(flags_name(bits));
    bool article_tells = document->sentences.size >= LEAST_SENTENCES;
    if (article_tells || bits & GLOSA_NAME_NEEDS_CONTEXT)
        add_joined(features, "supported",
                   supported ? GLOSA_LITERAL("yes ") : GLOSA_LITERAL("no "), flags);
    if (article_tells)
        add_word(features, "times", bucket(article->times[proposal->entry], counts, limits));
    glosa_string language = document->sentences.items[proposal->sentence].language;
    bool spanish = glosa_string_is(language, "es");
    bool context = glosa_has_gene_context(article, group->span);
    glosa_string in = spanish ? GLOSA_LITERAL("es ") : GLOSA_LITERAL("en ");
    add_joined(features, "language+flags", in, flags);
    add_joined(features, "language+weak", in,
               proposal->weak ? GLOSA_LITERAL("weak") : GLOSA_LITERAL("strong"));
    add_joined(features, spanish ? "es+context+flags" : "en+context+flags",
               context ? GLOSA_LITERAL("with ") : GLOSA_LITERAL("without "), flags);
}

/* --- the words around --- */

static bool is_word_byte(char c)
{
    return glosa_is_ascii_alnum(c) || c & 0x80;
}

/* The word that begins at (or, backwards, ends before) `at`; empty where there is none. */
static glosa_string word_at(glosa_string text, size_t at, bool backwards)
{
    size_t first = at, end = at;
    if (backwards)
        while (first > 0 && is_word_byte(text.data[first - 1]))
            first--;
    else
        while (end < text.size && is_word_byte(text.data[end]))
            end++;
    return glosa_string_slice(text, first, end);
}

/* Adds a word in small letters behind the sign that joins it; numbers are all `0`. */
static void add_near(glosa_features *features, const char *name, glosa_string sign,
                     glosa_string word)
{
    char lower[LONGEST_VALUE + 4];
    bool number = word.size != 0;
    for (size_t i = 0; i < word.size; i++)
        number &= glosa_is_ascii_digit(word.data[i]);
    size_t size = word.size <= LONGEST_VALUE ? glosa_word_lower(word, lower, sizeof lower) : 0;
    add_joined(features, name, sign,
               number ? GLOSA_LITERAL("0") : (glosa_string){lower, size});
}

/* The character that begins at (or, backwards, ends before) `at`; a full stop where there is none,
 * a blank for a line end. */
static glosa_string sign_at(glosa_string text, size_t at, bool backwards)
{
    size_t first = at, end = at;
    if (backwards ? at == 0 : at >= text.size)
        return GLOSA_LITERAL(".");
    if (backwards)
        while (first > 0 && (text.data[--first] & 0xC0) == 0x80)
            ;
    else
        (void)glosa_utf8_at(text, at, &end);
    glosa_string sign = glosa_string_slice(text, first, end);
    return glosa_is_ascii_blank(*sign.data) ? GLOSA_LITERAL(" ") : sign;
}

/* Whether a sign encloses names or sentences of any sort, and so tells nothing of one: “TGF-β1”. */
static bool is_enclosing(glosa_string sign)
{
    static const char *const signs[] = {"\"", "'", "?", "!", "¿", "¡", "«", "»", "“", "”",
                                        "„", "‘", "’", "‹", "›"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (glosa_string_is(sign, signs[i]))
            return true;
    }
    return false;
}

/* Where such signs from `at` on (or, backwards, before it) end. */
static size_t past_enclosing(glosa_string text, size_t at, bool backwards)
{
    while (backwards ? at > 0 : at < text.size) {
        glosa_string sign = sign_at(text, at, backwards);
        if (!is_enclosing(sign))
            break;
        at = backwards ? at - sign.size : at + sign.size;
    }
    return at;
}

/* What follows a span: a sign, or the word behind a blank or hyphen, and the word behind that. */
static void add_after(glosa_features *features, glosa_string text, size_t at)
{
    at = past_enclosing(text, at, false);
    glosa_string sign = sign_at(text, at, false);
    bool blank = glosa_string_is(sign, " ");
    if (!blank && !glosa_string_is(sign, "-")) {
        add_near(features, "after", sign, GLOSA_LITERAL(""));
        return;
    }
    glosa_string word = word_at(text, at + 1, false);
    size_t next = at + 1 + word.size;
    bool numbers = at > 0 && glosa_is_ascii_digit(text.data[at - 1]) && word.size &&
                   glosa_is_ascii_digit(*word.data);
    add_near(features, numbers ? "after number" : "after", blank ? GLOSA_LITERAL("") : sign,
             word.size ? word : sign_at(text, at + 1, false));
    if (word.size && next < text.size && text.data[next] == ' ')
        add_near(features, "after 2", GLOSA_LITERAL(""), word_at(text, next + 1, false));
}

static void add_before(glosa_features *features, glosa_string text, size_t at)
{
    at = past_enclosing(text, at, true);
    glosa_string sign = sign_at(text, at, true);
    bool blank = glosa_string_is(sign, " ");
    if (!blank && !glosa_string_is(sign, "-")) {
        add_near(features, "before", sign, GLOSA_LITERAL(""));
        return;
    }
    glosa_string word = word_at(text, at - 1, true);
    size_t next = at - 1 - word.size;
    add_near(features, "before", blank ? GLOSA_LITERAL("") : sign,
             word.size ? word : sign_at(text, at - 1, true));
    if (word.size && next > 0 && text.data[next - 1] == ' ')
        add_near(features, "before 2", GLOSA_LITERAL(""), word_at(text, next - 1, true));
}

/* Whether only what joins the members of a list stands between two spans. */
static bool joins(const glosa_document *document, uint32_t from, uint32_t to)
{
    static const char *const signs[] = {", ", " and ", "/",   " or ", ", and ",
                                        " y ", " o ", " e ", " ("};
    glosa_string between = glosa_document_text(document, (glosa_span){from, to});
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (glosa_string_is(between, signs[i]))
            return true;
    }
    return false;
}

/* Whether a sure gene or family stands beside the group, in a list or the like. */
static bool has_neighbour(const glosa_proposals *proposals, const glosa_group *group)
{
    const glosa_proposal *all = proposals->all.items;
    for (uint32_t i = group->end, tried = 0;
         i < proposals->of_hits && tried < NEIGHBOURS_TRIED &&
         all[i].span.start <= group->span.end + NEAR_NEIGHBOUR; i++, tried++) {
        if (all[i].span.start > group->span.end && is_sure(proposals, i) &&
            joins(proposals->document, group->span.end, all[i].span.start))
            return true;
    }
    for (uint32_t i = group->first, tried = 0; i-- > 0 && tried < NEIGHBOURS_TRIED; tried++) {
        if (all[i].span.end < group->span.start &&
            all[i].span.end + NEAR_NEIGHBOUR >= group->span.start && is_sure(proposals, i) &&
            joins(proposals->document, all[i].span.end, group->span.start))
            return true;
    }
    return false;
}

static void add_words(const glosa_proposals *proposals, const glosa_group *group,
                      uint32_t best, glosa_features *features)
{
    const glosa_document *document = proposals->document;
    glosa_span place = document->sentences.items[proposals->all.items[best].sentence].span;
    glosa_string text = glosa_document_text(document, place);
    size_t start = group->span.start - place.start, end = group->span.end - place.start;
    glosa_string own = glosa_document_text(document, group->span);
    add_after(features, text, end);
    add_before(features, text, start);
    size_t last = own.size;
    while (last > 0 && is_word_byte(own.data[last - 1]))
        last--;
    if (last)
        add_near(features, "last word", GLOSA_LITERAL(""), glosa_string_slice(own, last, own.size));
    bool capital = own.size && own.data[0] >= 'A' && own.data[0] <= 'Z';
    add_word(features, "begins",
             start != 0 ? "no" : capital ? "sentence Capital" : "sentence small");
    add_word(features, "neighbour", has_neighbour(proposals, group) ? "yes" : "no");
}

void glosa_features_of(glosa_article *article, const glosa_group *group,
                       glosa_features *features)
{
    const glosa_proposals *proposals = article->proposals;
    uint32_t best = best_of(proposals, group);
    features->size = features->used = 0;
    add_word(features, "any", "");
    add_name(proposals, group, best, features);
    add_entities(proposals, group, features);
    add_article(article, group, best, features);
    add_words(proposals, group, best, features);
}

#include "stages/resolve/assertions.h"

#include <assert.h>

#include "stages/resolve/data.h"

/* What is said of a mention. Each has a reach of its own, and words of its own that end it, as in
 * ConText (Harkema et al. 2009, J Biomed Inform 42:839-851). */
enum { NEGATED, STOPPED, UNCERTAIN, KINDS };

/* What a trigger is: its mentions stand behind it or before it; it ends a reach, or ends one that
 * has come to no mention yet; it opens or closes brackets; it only looks like one of those. */
enum { BEHIND, BEFORE, ENDS, PAUSES, OPENS, CLOSES, HERE };

enum {
    MOST_WORDS = 4,             /* of a trigger */
    LONGEST = 40,               /* bytes of a trigger */
    REACH_BEHIND = 8,           /* tokens between a trigger and a mention behind it ... */
    REACH_BEFORE = 4,           /* ... and before it */
};

static const char *const kinds[] = {"negated", "stopped", "uncertain", "all", "nothing"};
static const uint8_t masks[] = {1 << NEGATED, 1 << STOPPED, 1 << UNCERTAIN, (1 << KINDS) - 1, 0};
static const char *const places[] = {"behind", "before", "ends",  "pauses",
                                     "opens",  "closes", "here"};

/* --- the triggers --- */

static uint8_t index_of(glosa_string word, const char *const *list, size_t size)
{
    uint8_t i = 0;
    while (i < size && !glosa_string_is(word, list[i]))
        i++;
    assert(i < size);
    return i;
}

static void take_line(glosa_triggers *triggers, glosa_string line)
{
    glosa_string does, stands;
    if (line.size == 0 || line.data[0] == '#')
        return;
    if (triggers->items) {
        glosa_string_next(&line, ' ', &does);
        glosa_string_next(&line, ' ', &stands);
        assert(line.size && line.size < LONGEST);
        const char *blank = memchr(line.data, ' ', line.size);
        size_t first = blank ? (size_t)(blank - line.data) : line.size;
        glosa_word_filter_add(&triggers->firsts, glosa_string_slice(line, 0, first));
        triggers->items[triggers->size] = (struct glosa_trigger){
            line, masks[index_of(does, kinds, sizeof kinds / sizeof *kinds)],
            index_of(stands, places, sizeof places / sizeof *places)};
    }
    triggers->size++;
}

static int compare_triggers(const void *a, const void *b)
{
    const struct glosa_trigger *left = a, *right = b;
    int order = glosa_string_compare(left->words, right->words);
    return order ? order : (int)left->stands - (int)right->stands;
}

glosa_status glosa_triggers_init(glosa_triggers *triggers, glosa_error *error)
{
    *triggers = (glosa_triggers){0};
    for (int pass = 0; pass < 2; pass++) {
        glosa_string rest = GLOSA_RESOLVE_DATA(assertions), line;
        while (glosa_string_next(&rest, '\n', &line))
            take_line(triggers, line);
        if (pass == 1)
            break;
        triggers->items = calloc(triggers->size, sizeof *triggers->items);
        if (!triggers->items)
            return glosa_fail_memory(error, "resolve");
        triggers->size = 0;
    }
    qsort(triggers->items, triggers->size, sizeof *triggers->items, compare_triggers);
    return GLOSA_OK;
}

void glosa_triggers_free(glosa_triggers *triggers)
{
    free(triggers->items);
    *triggers = (glosa_triggers){0};
}

/* The first trigger that begins with these words, wherever it stands; NULL: there is none. */
static const struct glosa_trigger *find(const glosa_triggers *triggers, glosa_string words)
{
    size_t low = 0, high = triggers->size;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (glosa_string_compare(triggers->items[middle].words, words) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == triggers->size || triggers->items[low].words.size < words.size ||
        memcmp(triggers->items[low].words.data, words.data, words.size) != 0)
        return NULL;
    return &triggers->items[low];
}

/* --- the sentence --- */

/* The tokens behind a trigger that it says something of; none where `until` is 0. */
typedef struct reach {
    uint32_t from, until;
} reach;

/* The walk through one sentence. */
typedef struct clause {
    const glosa_triggers *triggers;
    glosa_document *document;
    uint32_t end;               /* first token behind the sentence */
    uint32_t next, last;        /* first mention that was not passed yet; behind the last one */
    uint32_t near;              /* first mention that a trigger here may look back to */
    uint32_t passed;            /* first token behind the mention passed last */
    reach reach[KINDS];
    reach outer[KINDS];         /* how both were where the outermost bracket opened */
    uint32_t outer_near;
    unsigned brackets;          /* open ones */
} clause;

/* Appends a token in lower case behind a blank; false where there is no room. */
static bool append_lower(const glosa_document *document, uint32_t token, char *words,
                         size_t *size)
{
    glosa_string text = glosa_document_text(document, document->tokens.items[token].span);
    if (*size)
        words[(*size)++] = ' ';
    if (text.size + *size + 8 > LONGEST)
        return false;
    size_t lower = glosa_word_lower(text, words + *size, LONGEST + 8 - *size);
    *size += lower;
    return lower > 0;
}

/* The trigger of most words that begins at a token; *words is how many tokens it has. */
static const struct glosa_trigger *trigger_at(const clause *clause, uint32_t token,
                                              uint32_t *words)
{
    const struct glosa_trigger *best = NULL;
    char text[LONGEST + 8];
    size_t size = 0;
    *words = 1;
    glosa_span first = clause->document->tokens.items[token].span;
    if (!glosa_word_filter_lets(&clause->triggers->firsts,
                                glosa_document_text(clause->document, first)))
        return NULL;
    for (uint32_t i = 0; i < MOST_WORDS && token + i < clause->end; i++) {
        if (!append_lower(clause->document, token + i, text, &size))
            break;
        const struct glosa_trigger *found = find(clause->triggers,
                                                 (glosa_string){text, size});
        if (!found)
            break;
        if (found->words.size == size) {
            best = found;
            *words = i + 1;
        }
    }
    return best;
}

/* `does` is a set of bits, one for each kind. */
static void set(glosa_mention *mention, uint8_t does)
{
    mention->negated |= (does & (1 << NEGATED | 1 << STOPPED)) != 0;
    mention->uncertain |= (does & 1 << UNCERTAIN) != 0;
}

/* Mentions that end at most some tokens before the trigger, and all that are inside them: those
 * begin no earlier, so they come behind them. */
static void look_back(clause *clause, uint32_t token, uint8_t does)
{
    const glosa_document *document = clause->document;
    glosa_mention *mentions = document->mentions.items;
    uint32_t farthest = token > REACH_BEFORE ? token - REACH_BEFORE : 0;
    uint32_t from = document->tokens.items[farthest].span.start;
    while (clause->near < clause->next && mentions[clause->near].span.end <= from)
        clause->near++;
    for (uint32_t i = clause->near; i < clause->next; i++)
        set(&mentions[i], does);
}

/* Changes the reaches of some kinds at a trigger before the token. */
static void change_reach(clause *clause, const struct glosa_trigger *trigger, uint32_t token)
{
    for (uint8_t kind = 0; kind < KINDS; kind++) {
        reach *changed = &clause->reach[kind];
        if (!(trigger->does & 1 << kind))
            continue;
        if (trigger->stands == BEHIND)
            *changed = (reach){token, token + REACH_BEHIND};
        else if (trigger->stands == ENDS || changed->from >= clause->passed)
            changed->until = 0;
    }
    if (trigger->stands == ENDS && trigger->does == (1 << KINDS) - 1)
        clause->near = clause->next;
}

/* What is said inside brackets holds there only. */
static void enter(clause *clause)
{
    if (clause->brackets++)
        return;
    memcpy(clause->outer, clause->reach, sizeof clause->outer);
    clause->outer_near = clause->near;
    clause->near = clause->next;
}

static void leave(clause *clause)
{
    if (!clause->brackets || --clause->brackets)
        return;
    memcpy(clause->reach, clause->outer, sizeof clause->outer);
    clause->near = clause->outer_near;
}

/* What the trigger of so many words at a token does: all of its lines. */
static void pull(clause *clause, const struct glosa_trigger *trigger, uint32_t token,
                 uint32_t words)
{
    const struct glosa_trigger *end = clause->triggers->items + clause->triggers->size;
    for (const struct glosa_trigger *t = trigger;
         t < end && glosa_string_equal(t->words, trigger->words); t++) {
        if (t->stands == BEFORE)
            look_back(clause, token, t->does);
        else if (t->stands == OPENS)
            enter(clause);
        else if (t->stands == CLOSES)
            leave(clause);
        else
            change_reach(clause, t, token + words);
    }
}

static bool mention_begins(const clause *clause, uint32_t before)
{
    return clause->next < clause->last &&
           clause->document->mentions.items[clause->next].span.start < before;
}

/* Passes over a mention that begins at the token, and gives the first token behind it. What begins
 * inside it, or has its place, is reached as it is: the sentence says the same of all of them. */
static uint32_t reach_mention(clause *clause, uint32_t token)
{
    const glosa_document *document = clause->document;
    uint32_t end = document->mentions.items[clause->next].span.end;
    uint8_t does = 0;
    for (uint8_t kind = 0; kind < KINDS; kind++)
        does |= (token < clause->reach[kind].until) << kind;
    for (; mention_begins(clause, end); clause->next++)
        set(&document->mentions.items[clause->next], does);
    while (token < clause->end && document->tokens.items[token].span.start < end)
        token++;
    return clause->passed = token;
}

/* What only looks like a trigger may have a mention in it: `coagulasa negativo`. */
static void walk(clause *clause, uint32_t token)
{
    while (token < clause->end) {
        uint32_t words;
        const struct glosa_trigger *trigger = trigger_at(clause, token, &words);
        bool nothing = trigger && trigger->stands == HERE;
        if (!nothing && mention_begins(clause, clause->document->tokens.items[token].span.end)) {
            token = reach_mention(clause, token);
            continue;
        }
        if (trigger && !nothing)
            pull(clause, trigger, token, words);
        token += words;
    }
}

void glosa_assert_mentions(const glosa_triggers *triggers, glosa_document *document)
{
    uint32_t token = 0, mention = 0;
    while (mention < document->mentions.size) {
        uint32_t sentence = document->mentions.items[mention].sentence, last = mention;
        glosa_span span = document->sentences.items[sentence].span;
        while (last < document->mentions.size &&
               document->mentions.items[last].sentence == sentence)
            last++;
        while (token < document->tokens.size &&
               document->tokens.items[token].span.start < span.start)
            token++;
        uint32_t end = token;
        while (end < document->tokens.size && document->tokens.items[end].span.start < span.end)
            end++;
        clause clause = {.triggers = triggers, .document = document, .end = end,
                         .next = mention, .last = last, .near = mention};
        walk(&clause, token);
        token = end;
        mention = last;
    }
}

#include "stages/resolve/assertions.h"

#include <assert.h>

#include "stages/resolve/data.h"

enum { NEGATED, UNCERTAIN, NOTHING, ENDS };     /* what a trigger does */
enum { BEHIND, BEFORE, HERE };                  /* where the mention stands */

enum {
    MOST_WORDS = 3,             /* of a trigger */
    LONGEST = 40,               /* bytes of a trigger */
    REACH_BEHIND = 8,           /* tokens between a trigger and a mention behind it ... */
    REACH_BEFORE = 4,           /* ... and before it */
};

static const char *const effects[] = {"negated", "uncertain", "nothing", "ends"};
static const char *const places[] = {"behind", "before", "here"};

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
            line, index_of(does, effects, sizeof effects / sizeof *effects),
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

/* The first trigger that begins with these words, whichever side it has; NULL: there is none. */
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

/* The walk through one sentence. */
typedef struct clause {
    const glosa_triggers *triggers;
    glosa_document *document;
    uint32_t end;               /* first token behind the sentence */
    uint32_t next, last;        /* first mention that was not passed yet; behind the last one */
    uint32_t near;              /* first mention that a trigger here may look back to */
    uint32_t reach[2];          /* of NEGATED, UNCERTAIN: first token out of reach */
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

static void set(glosa_mention *mention, uint8_t does)
{
    mention->negated |= does == NEGATED;
    mention->uncertain |= does == UNCERTAIN;
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

/* What the trigger at a token does, on the sides that it has. */
static void pull(clause *clause, const struct glosa_trigger *trigger, uint32_t token,
                 uint32_t words)
{
    const struct glosa_trigger *end = clause->triggers->items + clause->triggers->size;
    for (const struct glosa_trigger *t = trigger;
         t < end && glosa_string_equal(t->words, trigger->words); t++) {
        if (t->does == ENDS) {
            clause->near = clause->next;
            clause->reach[NEGATED] = clause->reach[UNCERTAIN] = 0;
        } else if (t->does != NOTHING && t->stands == BEHIND) {
            clause->reach[t->does] = token + words + REACH_BEHIND;
        } else if (t->does != NOTHING) {
            look_back(clause, token, t->does);
        }
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
    bool negated = token < clause->reach[NEGATED], uncertain = token < clause->reach[UNCERTAIN];
    for (; mention_begins(clause, end); clause->next++) {
        glosa_mention *mention = &document->mentions.items[clause->next];
        mention->negated |= negated;
        mention->uncertain |= uncertain;
    }
    while (token < clause->end && document->tokens.items[token].span.start < end)
        token++;
    return token;
}

static void walk(clause *clause, uint32_t token)
{
    while (token < clause->end) {
        uint32_t words;
        if (mention_begins(clause, clause->document->tokens.items[token].span.end)) {
            token = reach_mention(clause, token);
            continue;
        }
        const struct glosa_trigger *trigger = trigger_at(clause, token, &words);
        if (trigger)
            pull(clause, trigger, token, words);
        token += trigger && trigger->does == NOTHING ? words : 1;
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

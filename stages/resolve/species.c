#include "stages/resolve/species.h"

#include <assert.h>

#include "dictionaries/match/taxon.h"
#include "stages/resolve/data.h"
#include "stages/resolve/weights.h"

enum {
    LONGEST_WORD = 63,
    HOST_TOKENS = 3,            /* a word for a host stands at most so far before its species */
    CLOSE = 16,                 /* bytes between a species and a gene: human CXCR4 */
};

const char *const glosa_species_feature_names[GLOSA_SPECIES_FEATURE_COUNT] = {
#define X(enumerator, name, meaning) name,
    GLOSA_SPECIES_FEATURES(X)
#undef X
};

static int compare_words(const void *a, const void *b)
{
    const struct glosa_species_word *left = a, *right = b;
    return glosa_string_compare(left->word, right->word);
}

static void add_word(glosa_species_list *list, struct glosa_species_word listed)
{
    list->items[list->size++] = listed;
    glosa_word_filter_add(&list->filter, listed.word);
}

/* Adds the words of one line, or only counts them where there is no list yet. */
static void take_line(glosa_species_list *list, glosa_string line)
{
    glosa_string word;
    struct glosa_species_word listed = {0};
    if (line.size == 0 || line.data[0] == '#')
        return;
    for (bool first = true; glosa_string_next(&line, ' ', &word); first = false) {
        if (first) {
            char last = word.data[word.size - 1];
            listed.taxon = glosa_taxon_number(word);
            listed.manner = last == '?' ? GLOSA_SPECIES_HINT
                            : last == '!' ? GLOSA_SPECIES_LINE : GLOSA_SPECIES_NAME;
            continue;
        }
        listed.word = word;
        if (list->items)
            add_word(list, listed);
        else
            list->size++;
    }
}

static void take_weights(glosa_species_list *list)
{
    glosa_string rest = GLOSA_RESOLVE_DATA(weights_species), line, name;
    while (glosa_string_next(&rest, '\n', &line)) {
        if (!glosa_string_next(&line, '\t', &name))
            continue;
        for (size_t i = 0; i < GLOSA_SPECIES_FEATURE_COUNT; i++) {
            if (glosa_string_is(name, glosa_species_feature_names[i]))
                list->weights[i] = glosa_weights_number(line);
        }
    }
}

glosa_status glosa_species_list_init(glosa_species_list *list, glosa_error *error)
{
    *list = (glosa_species_list){0};
    take_weights(list);
    for (int pass = 0; pass < 2; pass++) {
        glosa_string rest = GLOSA_RESOLVE_DATA(species), line;
        while (glosa_string_next(&rest, '\n', &line))
            take_line(list, line);
        if (pass == 1)
            break;
        list->items = calloc(list->size, sizeof *list->items);
        if (!list->items)
            return glosa_fail_memory(error, "resolve");
        list->size = 0;
    }
    qsort(list->items, list->size, sizeof *list->items, compare_words);
    return GLOSA_OK;
}

void glosa_species_list_free(glosa_species_list *list)
{
    free(list->items);
    *list = (glosa_species_list){0};
}

/* What is listed of a word, in any case; NULL: nothing. */
static const struct glosa_species_word *look_up(const glosa_species_list *list, glosa_string word)
{
    char lower[LONGEST_WORD + 4];
    if (word.size > LONGEST_WORD || !glosa_word_filter_lets(&list->filter, word))
        return NULL;
    struct glosa_species_word key = {
        .word = {lower, glosa_word_lower(word, lower, sizeof lower)}};
    return bsearch(&key, list->items, list->size, sizeof key, compare_words);
}

/* The same of a token, or of the first of its parts between hyphens that is listed: mouse-derived,
 * MCF-7. */
static const struct glosa_species_word *find_in_token(const glosa_species_list *list,
                                                      glosa_string token)
{
    const struct glosa_species_word *found = look_up(list, token);
    glosa_string part;
    if (found || !glosa_has_byte(token, '-'))
        return found;
    while (!found && token.size && glosa_string_next(&token, '-', &part))
        found = look_up(list, part);
    return found;
}

/* The entry of a species, added where there is none. */
static struct glosa_species_count *count_of(glosa_species *species, uint32_t taxon)
{
    uint32_t k = 0;
    while (k < species->taxon_count && species->taxa[k].taxon != taxon)
        k++;
    assert(k < GLOSA_MOST_TAXA);
    if (k == species->taxon_count)
        species->taxa[species->taxon_count++].taxon = taxon;
    return &species->taxa[k];
}

typedef struct finding {
    glosa_document *document;
    glosa_species *species;
    GLOSA_ARRAY(struct glosa_species_place) places;
    uint32_t host;              /* the number of the last word for a host, from 1; 0: none */
} finding;

/* Adds the place of a word, but where a word for a host stands before it (nude mice). One behind
 * it takes it back (ratones atímicos): what is told of the host is told of what it carries. What
 * only hints at a species is counted, and has no place. */
static glosa_status add_place(finding *finding, const struct glosa_species_word *word,
                              uint32_t token, glosa_error *error)
{
    const glosa_token *tokens = finding->document->tokens.items;
    struct glosa_species_place *last =
        finding->places.size ? &finding->places.items[finding->places.size - 1] : NULL;
    if (word->taxon == GLOSA_TAXON_NONE) {
        count_of(finding->species, GLOSA_TAXON_HUMAN)->words[GLOSA_SPECIES_HINT]++;
        finding->host = token + 1;
        if (last && token && last->taxon != GLOSA_TAXON_HUMAN &&
            last->at == tokens[token - 1].span.start)
            finding->places.size--;
        return GLOSA_OK;
    }
    if (finding->host && token < finding->host + HOST_TOKENS && word->taxon != GLOSA_TAXON_HUMAN)
        return GLOSA_OK;
    if (word->manner == GLOSA_SPECIES_HINT) {
        count_of(finding->species, word->taxon)->words[GLOSA_SPECIES_HINT]++;
        return GLOSA_OK;
    }
    struct glosa_species_place *place =
        GLOSA_ARRAY_ADD(&finding->document->arena, &finding->places);
    if (!place)
        return glosa_fail_memory(error, "resolve");
    *place = (struct glosa_species_place){tokens[token].span.start, word->taxon, word->manner};
    return GLOSA_OK;
}

/* How often, and in what manner, each species is spoken of; `title` is where the first sentence
 * ends. */
static void count_places(glosa_species *species, uint32_t title)
{
    for (uint32_t i = 0; i < species->size; i++) {
        const struct glosa_species_place *place = &species->places[i];
        struct glosa_species_count *count = count_of(species, place->taxon);
        count->words[place->manner]++;
        count->in_title |= place->at < title;
    }
}

/* Counts what says that a gene is knocked out, IL-10-/-, as a line of mice. */
static void count_knockouts(glosa_species *species, glosa_string text)
{
    static const char *const signs[] = {"-/-", "\u2212/\u2212"};
    const char *at = text.data, *end = text.data + text.size;
    while (at && (at = memchr(at, '/', (size_t)(end - at)))) {
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
            size_t half = strlen(signs[i]) / 2;
            bool fits = (size_t)(at - text.data) >= half && (size_t)(end - at) > half;
            if (fits && memcmp(at - half, signs[i], 2 * half + 1) == 0)
                count_of(species, GLOSA_TAXON_MOUSE)->words[GLOSA_SPECIES_LINE]++;
        }
        at++;
    }
}

glosa_status glosa_species_find(glosa_species *species, const glosa_species_list *list,
                                glosa_document *document, glosa_error *error)
{
    finding finding = {.document = document, .species = species};
    glosa_status status = GLOSA_OK;
    *species = (glosa_species){0};
    for (uint32_t i = 0; i < document->tokens.size && status == GLOSA_OK; i++) {
        const glosa_token *token = &document->tokens.items[i];
        if (token->shape == GLOSA_SHAPE_PUNCTUATION || token->shape == GLOSA_SHAPE_NUMBER)
            continue;
        const struct glosa_species_word *word =
            find_in_token(list, glosa_document_text(document, token->span));
        if (word)
            status = add_place(&finding, word, i, error);
    }
    species->places = finding.places.items;
    species->size = finding.places.size;
    count_places(species, document->sentences.size ? document->sentences.items[0].span.end : 0);
    count_knockouts(species, document->text);
    return status;
}

/* What is counted of a species; NULL: nothing. */
static const struct glosa_species_count *find_count(const glosa_species *species, uint32_t taxon)
{
    for (uint32_t i = 0; i < species->taxon_count; i++) {
        if (species->taxa[i].taxon == taxon)
            return &species->taxa[i];
    }
    return NULL;
}

bool glosa_species_has(const glosa_species *species, uint32_t taxon, bool hints)
{
    const struct glosa_species_count *count = find_count(species, taxon);
    return count && (hints || count->words[GLOSA_SPECIES_NAME]);
}

/* The first place at or behind a byte of the text. */
static uint32_t first_from(const glosa_species *species, uint32_t at)
{
    uint32_t low = 0, high = species->size;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (species->places[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The place nearest to a span in its sentence, or NULL. One behind it is taken for twice as far as
 * it is. */
static const struct glosa_species_place *nearest_to(const glosa_species *species, glosa_span span,
                                                    glosa_span sentence)
{
    const struct glosa_species_place *places = species->places;
    uint32_t behind = first_from(species, span.start);
    bool has_behind = behind < species->size && places[behind].at < sentence.end;
    bool has_before = behind > 0 && places[behind - 1].at >= sentence.start;
    if (has_before && has_behind &&
        span.start - places[behind - 1].at <= 2 * (places[behind].at - span.start))
        has_behind = false;
    if (has_behind)
        return &places[behind];
    return has_before ? &places[behind - 1] : NULL;
}

/* A number of words as a share of what they can say. */
static float often(uint32_t words)
{
    return (float)words / (float)(words + 2);
}

/* What the article as a whole says for a species. */
static void add_article(const glosa_species *species, uint32_t taxon, float *features)
{
    const struct glosa_species_count *count = find_count(species, taxon);
    if (!count)
        return;
    uint32_t names = count->words[GLOSA_SPECIES_NAME];
    features[GLOSA_SPECIES_NAMED] = names > 0;
    features[GLOSA_SPECIES_OFTEN_NAMED] = often(names);
    features[GLOSA_SPECIES_LINES] = often(count->words[GLOSA_SPECIES_LINE]);
    features[GLOSA_SPECIES_HINTS] = often(count->words[GLOSA_SPECIES_HINT]);
    features[GLOSA_SPECIES_TITLE] = count->in_title;
}

/* What the places before and around a spot say for it. */
static void add_places(const glosa_species *species, uint32_t taxon, glosa_species_spot spot,
                       float *features)
{
    const struct glosa_species_place *place = nearest_to(species, spot.span, spot.sentence);
    if (place && place->taxon == taxon) {
        features[GLOSA_SPECIES_NEAREST] = 1;
        features[GLOSA_SPECIES_CLOSE] = place->manner == GLOSA_SPECIES_NAME &&
                                        spot.span.start <= place->at + CLOSE &&
                                        place->at <= spot.span.end + CLOSE;
    }
    uint32_t before = first_from(species, spot.sentence.start);
    features[GLOSA_SPECIES_LAST] = before > 0 && species->places[before - 1].taxon == taxon;
}

void glosa_species_features(const glosa_species *species, uint32_t taxon, glosa_species_spot spot,
                            float *features)
{
    memset(features, 0, GLOSA_SPECIES_FEATURE_COUNT * sizeof *features);
    add_article(species, taxon, features);
    add_places(species, taxon, spot, features);
    if (taxon == GLOSA_TAXON_MOUSE || taxon == GLOSA_TAXON_RAT) {
        features[GLOSA_SPECIES_RODENT_CAPITALS] = species->rodent_capitals;
        features[GLOSA_SPECIES_OWN_CAPITALS] = (float)spot.rodent - (float)spot.capitals;
    }
    features[GLOSA_SPECIES_OURS] = taxon == GLOSA_TAXON_HUMAN;
}

float glosa_species_score(const glosa_species *species, const glosa_species_list *list,
                          uint32_t taxon, glosa_species_spot spot)
{
    float features[GLOSA_SPECIES_FEATURE_COUNT], score = 0;
    glosa_species_features(species, taxon, spot, features);
    for (size_t i = 0; i < GLOSA_SPECIES_FEATURE_COUNT; i++)
        score += list->weights[i] * features[i];
    return score;
}

#include "stages/resolve/species.h"

#include <assert.h>

#include "dictionaries/match/taxon.h"
#include "stages/resolve/data.h"

enum { LONGEST_WORD = 63 };

static int compare_words(const void *a, const void *b)
{
    const struct glosa_species_word *left = a, *right = b;
    return glosa_string_compare(left->word, right->word);
}

static void add_word(glosa_species_list *list, glosa_string word, uint32_t taxon)
{
    list->items[list->size++] = (struct glosa_species_word){word, taxon};
    glosa_word_filter_add(&list->filter, word);
}

/* Adds the words of one line, or only counts them where there is no list yet. */
static void take_line(glosa_species_list *list, glosa_string line)
{
    glosa_string word;
    uint32_t taxon = 0;
    if (line.size == 0 || line.data[0] == '#')
        return;
    for (bool first = true; glosa_string_next(&line, ' ', &word); first = false) {
        if (first)
            taxon = glosa_taxon_number(word);
        else if (!list->items)
            list->size++;
        else
            add_word(list, word, taxon);
    }
}

glosa_status glosa_species_list_init(glosa_species_list *list, glosa_error *error)
{
    *list = (glosa_species_list){0};
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

/* The species that a word names, in any case; GLOSA_TAXON_NONE: none. */
static uint32_t taxon_of_word(const glosa_species_list *list, glosa_string word)
{
    char lower[LONGEST_WORD + 4];
    if (!glosa_word_filter_lets(&list->filter, word) || word.size > LONGEST_WORD)
        return GLOSA_TAXON_NONE;
    struct glosa_species_word key = {
        {lower, glosa_word_lower(word, lower, sizeof lower)}, GLOSA_TAXON_NONE};
    const struct glosa_species_word *found = list->size
        ? bsearch(&key, list->items, list->size, sizeof key, compare_words) : NULL;
    return found ? found->taxon : GLOSA_TAXON_NONE;
}

/* The species of all places, and the one named most: of equal ones the first to be so often. */
static void count_species(glosa_species *species)
{
    uint32_t times[GLOSA_MOST_TAXA] = {0}, most = 0;
    for (uint32_t i = 0; i < species->size; i++) {
        uint32_t taxon = species->places[i].taxon, k = 0;
        while (k < species->taxon_count && species->taxa[k] != taxon)
            k++;
        assert(k < GLOSA_MOST_TAXA);
        if (k == species->taxon_count)
            species->taxa[species->taxon_count++] = taxon;
        if (++times[k] > most) {
            most = times[k];
            species->dominant = taxon;
        }
    }
}

glosa_status glosa_species_find(glosa_species *species, const glosa_species_list *list,
                                glosa_document *document, glosa_error *error)
{
    *species = (glosa_species){.dominant = GLOSA_TAXON_HUMAN};
    GLOSA_ARRAY(struct glosa_species_place) places = {0};
    for (uint32_t i = 0; i < document->tokens.size; i++) {
        glosa_span span = document->tokens.items[i].span;
        uint32_t taxon = taxon_of_word(list, glosa_document_text(document, span));
        if (taxon == GLOSA_TAXON_NONE)
            continue;
        struct glosa_species_place *place = GLOSA_ARRAY_ADD(&document->arena, &places);
        if (!place)
            return glosa_fail_memory(error, "resolve");
        *place = (struct glosa_species_place){span.start, taxon};
    }
    species->places = places.items;
    species->size = places.size;
    count_species(species);
    return GLOSA_OK;
}

bool glosa_species_has(const glosa_species *species, uint32_t taxon)
{
    for (uint32_t i = 0; i < species->taxon_count; i++) {
        if (species->taxa[i] == taxon)
            return true;
    }
    return false;
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

/* A species named behind the gene is taken for twice as far as it is. */
uint32_t glosa_species_at(const glosa_species *species, glosa_span span, glosa_span sentence)
{
    const struct glosa_species_place *places = species->places;
    uint32_t behind = first_from(species, span.start);
    bool has_behind = behind < species->size && places[behind].at < sentence.end;
    bool has_before = behind > 0 && places[behind - 1].at >= sentence.start;
    if (has_before && has_behind &&
        span.start - places[behind - 1].at <= 2 * (places[behind].at - span.start))
        has_behind = false;
    if (has_behind)
        return places[behind].taxon;
    return has_before ? places[behind - 1].taxon : species->dominant;
}

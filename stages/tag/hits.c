#include "stages/tag/hits.h"

#include "dictionaries/match/taxon.h"

/* What the entries of a hit say of its manner. */
static const char *const rules[GLOSA_HIT_MANNERS] = {
    [GLOSA_HIT_COORDINATED] = "coordination",
    [GLOSA_HIT_LOOKALIKE] = "look-alike",
    [GLOSA_HIT_FUZZY] = "fuzzy",
    [GLOSA_HIT_REJOINED] = "rejoined",
    [GLOSA_HIT_BETWEEN + 1] = "range 1", "range 2", "range 3", "range 4",
    "range 5", "range 6", "range 7", "range 8",
};

static uint64_t mix(uint32_t dictionary, uint32_t name, unsigned manner)
{
    uint64_t hash = ((uint64_t)dictionary << 40 | (uint64_t)manner << 32 | name) *
                    UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static glosa_pooled_name *find_pooled(glosa_hit_collector *collector, uint32_t name,
                                      unsigned manner)
{
    uint64_t at = mix(collector->dictionary, name, manner);
    for (;; at++) {
        glosa_pooled_name *pooled = &collector->pooled[at & (collector->pooled_size - 1)];
        bool same = pooled->dictionary == collector->dictionary && pooled->name == name &&
                    pooled->manner == manner;
        if (pooled->stamp != collector->stamp || same)
            return pooled;
    }
}

static bool grow_pooled(glosa_hit_collector *collector)
{
    size_t old_size = collector->pooled_size, size = old_size ? 2 * old_size : 256;
    glosa_pooled_name *old = collector->pooled, *fresh = calloc(size, sizeof *fresh);
    if (!fresh)
        return false;
    collector->pooled = fresh;
    collector->pooled_size = size;
    uint32_t dictionary = collector->dictionary;
    for (size_t i = 0; i < old_size; i++) {
        if (old[i].stamp != collector->stamp)
            continue;
        collector->dictionary = old[i].dictionary;
        *find_pooled(collector, old[i].name, old[i].manner) = old[i];
    }
    collector->dictionary = dictionary;
    free(old);
    return true;
}

static bool pool_entry(glosa_document *document, glosa_entry entry, unsigned manner)
{
    glosa_entry *pooled = GLOSA_ARRAY_ADD(&document->arena, &document->entries);
    if (!pooled)
        return false;
    *pooled = entry;
    if (manner)
        pooled->rule = glosa_string_of(rules[manner]);
    return true;
}

/* The entry of an entity among those of the document from `first` on, or NULL. */
static glosa_entry *entry_of(const glosa_document *document, uint32_t first, glosa_string curie)
{
    for (uint32_t i = first; i < document->entries.size; i++) {
        if (glosa_string_equal(document->entries.items[i].curie, curie))
            return &document->entries.items[i];
    }
    return NULL;
}

/* Whether a name of a mouse or rat may be one of ours: of words, or a symbol with a digit or with
 * letters of both cases, that nothing makes doubtful. Mutants are called as they look, and aliases
 * of capitals are anything. */
static bool is_name_of_ours(const glosa_entry *entry)
{
    bool telling = false;
    size_t letters = 0;
    for (size_t i = 0; i < entry->name.size; i++) {
        char c = entry->name.data[i];
        char next = i + 1 < entry->name.size ? entry->name.data[i + 1] : ' ';
        bool mixed = c >= 'a' && c <= 'z' && ((next >= 'A' && next <= 'Z') || next == '-');
        telling |= c == ' ' || glosa_is_ascii_digit(c) || (mixed && entry->name.size > 4);
        letters += c != ' ' && c != '-';
    }
    return telling && letters >= 3 && entry->flags == 0 && entry->rule.size == 0;
}

/* What a gene is called, its orthologues are called, too: the entries of row `number` of a name as
 * ones of those. Where `first` and what follows have one already, it is no stricter than that. */
static bool pool_orthologues(glosa_hit_collector *collector, uint32_t name, uint32_t number,
                             uint32_t first, unsigned manner)
{
    const glosa_dictionary *dictionary = collector->dictionaries->items[collector->dictionary];
    glosa_entry gene = glosa_dictionary_entry(dictionary, name, number);
    glosa_string rest = gene.xrefs, xref;
    while (rest.size && glosa_string_next(&rest, '|', &xref)) {
        uint32_t entity;
        if (!glosa_string_starts(xref, GLOSA_ORTHOLOGUE))
            continue;
        xref = glosa_string_slice(xref, strlen(GLOSA_ORTHOLOGUE), xref.size);
        bool ours = glosa_taxon_of(xref, (glosa_string){0}) == GLOSA_TAXON_HUMAN;
        glosa_entry *known = entry_of(collector->document, first, xref);
        if (ours && !is_name_of_ours(&gene))
            continue;
        if (known && !ours)
            known->flags &= gene.flags;
        if (known || !glosa_dictionary_entity(dictionary, xref, &entity))
            continue;
        glosa_entry entry = glosa_dictionary_entry_as(dictionary, name, number, entity);
        if (entry.rule.size == 0)
            entry.rule = GLOSA_LITERAL("orthologue");
        if (!pool_entry(collector->document, entry, manner))
            return false;
    }
    return true;
}

static bool pool_entries(glosa_hit_collector *collector, uint32_t name, unsigned manner)
{
    const glosa_dictionary *dictionary = collector->dictionaries->items[collector->dictionary];
    glosa_document *document = collector->document;
    uint32_t rows = glosa_dictionary_rows_of(dictionary, name), first = document->entries.size;
    for (uint32_t i = 0; i < rows; i++) {
        if (!pool_entry(document, glosa_dictionary_entry(dictionary, name, i), manner))
            return false;
    }
    for (uint32_t i = 0; i < rows; i++) {
        if (!pool_orthologues(collector, name, i, first, manner))
            return false;
    }
    return true;
}

/* The name's entries in the document's pool; NULL without memory. */
static const glosa_pooled_name *pool(glosa_hit_collector *collector, uint32_t name,
                                     unsigned manner)
{
    if (2 * collector->pooled_used >= collector->pooled_size && !grow_pooled(collector))
        return NULL;
    glosa_pooled_name *pooled = find_pooled(collector, name, manner);
    if (pooled->stamp != collector->stamp) {
        *pooled = (glosa_pooled_name){
            .stamp = collector->stamp, .dictionary = collector->dictionary, .name = name,
            .manner = manner, .first_entry = collector->document->entries.size};
        collector->pooled_used++;
        if (!pool_entries(collector, name, manner))
            return NULL;
        pooled->entries = collector->document->entries.size - pooled->first_entry;
    }
    return pooled;
}

void glosa_hits_add(glosa_hit_collector *collector, size_t first, size_t last, uint32_t name,
                    unsigned manner)
{
    glosa_document *document = collector->document;
    const glosa_pooled_name *pooled = pool(collector, name, manner);
    if (!pooled) {
        collector->failed = true;
        return;
    }
    glosa_span span = {collector->offset + collector->folded.atoms[first].start,
                       collector->offset + collector->folded.atoms[last].end};
    for (uint32_t i = 0; i < pooled->entries; i++) {
        glosa_hit *hit = GLOSA_ARRAY_ADD(&document->arena, &document->hits);
        if (!hit) {
            collector->failed = true;
            return;
        }
        *hit = (glosa_hit){span, pooled->first_entry + i};
    }
}

bool glosa_hits_may_guess(const glosa_hit_collector *collector, uint32_t name)
{
    const glosa_dictionary *dictionary = collector->dictionaries->items[collector->dictionary];
    for (uint32_t i = 0; i < glosa_dictionary_rows_of(dictionary, name); i++) {
        if (glosa_dictionary_entry(dictionary, name, i).flags)
            return false;
    }
    return true;
}

/* Names with a misspelt word in them, found on request. */
#include "stages/tag/misspelled.h"

#include "stages/tag/data.h"

enum { REACH = 4 };     /* a name may begin so many words before its misspelt one */

struct glosa_misspelled {
    glosa_spellings *spellings;
    glosa_word_list words;      /* that are no misspellings, though near to a name */
};

glosa_status glosa_misspelled_new(glosa_misspelled **out, const glosa_dictionaries *dictionaries,
                                  glosa_error *error)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return glosa_fail_memory(error, "tag");
    glosa_status status = glosa_word_list_init(
        &(*out)->words, (glosa_string){glosa_data_tag_words, glosa_data_tag_words_size}, "tag",
        error);
    if (status == GLOSA_OK)
        status = glosa_spellings_new(&(*out)->spellings, dictionaries, error);
    if (status) {
        glosa_misspelled_free(*out);
        *out = NULL;
    }
    return status;
}

void glosa_misspelled_free(glosa_misspelled *misspelled)
{
    if (!misspelled)
        return;
    glosa_spellings_free(misspelled->spellings);
    glosa_word_list_free(&misspelled->words);
    free(misspelled);
}

/* Whether a word is written as words are: letters alone, and capitals first or throughout. */
static bool is_written_as_word(glosa_string text)
{
    size_t capitals = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (glosa_is_ascii_digit(text.data[i]))
            return false;
        capitals += i > 0 && c >= 'A' && c <= 'Z';
    }
    return capitals == 0 || capitals + 1 == text.size;
}

/* What is looked for while one atom has another key. */
typedef struct rescan {
    glosa_hit_collector *collector;
    size_t first, atom;
    bool found;
} rescan;

static bool on_found(void *context, size_t last, uint32_t name)
{
    rescan *it = context;
    glosa_hit_collector *collector = it->collector;
    if (last >= it->atom && glosa_hits_may_guess(collector, name)) {
        glosa_hits_add(collector, it->first, last, name, GLOSA_HIT_FUZZY);
        it->found = true;
    }
    return !collector->failed;
}

/* Scans again with a word of names in the place of the atom's. */
static bool scan_with(glosa_hit_collector *collector, size_t atom, glosa_string word)
{
    glosa_folded *folded = &collector->folded;
    glosa_atom *wrong = &folded->atoms[atom], kept = *wrong;
    size_t keys = folded->keys.size;
    wrong->key_start = (uint32_t)keys;
    wrong->key_end = (uint32_t)(keys + word.size);
    glosa_buffer_string(&folded->keys, word);
    collector->failed |= folded->keys.failed;
    if (!collector->failed)
        glosa_atom_set_piece(folded, wrong);
    rescan it = {.collector = collector, .atom = atom};
    it.first = atom > REACH ? atom - REACH : 0;
    const glosa_dictionary *dictionary = collector->dictionaries->items[collector->dictionary];
    for (; it.first <= atom && !collector->failed; it.first++) {
        glosa_first_look look = {.atom = it.first};
        glosa_dictionary_look(dictionary, folded, &look, 1);
        glosa_dictionary_scan(dictionary, folded, &look, on_found, &it);
    }
    folded->keys.size = keys;
    *wrong = kept;
    return it.found;
}

static void read_word(glosa_hit_collector *collector, const glosa_misspelled *misspelled,
                      size_t atom)
{
    glosa_string near[GLOSA_SPELLINGS_MOST], key = glosa_atom_key(&collector->folded, atom);
    glosa_string text = glosa_atom_text(collector, atom);
    if (key.size < GLOSA_SPELLINGS_LEAST || !glosa_is_small_letters(key) ||
        !is_written_as_word(text))
        return;
    size_t count = glosa_spellings_near(misspelled->spellings, key, near);
    if (count == 0 || glosa_word_list_has(&misspelled->words, key))
        return;
    for (size_t i = 0; i < count; i++) {
        for (uint32_t d = 0; d < collector->dictionaries->size; d++) {
            collector->dictionary = d;
            (void)scan_with(collector, atom, near[i]);
        }
    }
}

void glosa_hits_misspelled(glosa_hit_collector *collector, const glosa_misspelled *misspelled,
                           uint32_t first_hit)
{
    const glosa_folded *folded = &collector->folded;
    uint32_t hit = first_hit, hits = collector->document->hits.size, covered = 0;
    for (size_t i = 0; i < folded->size && !collector->failed; i++) {
        uint32_t start = collector->offset + folded->atoms[i].start;
        uint32_t end = collector->offset + folded->atoms[i].end;
        for (; hit < hits && collector->document->hits.items[hit].span.start <= start; hit++) {
            glosa_span span = collector->document->hits.items[hit].span;
            covered = span.end > covered ? span.end : covered;
        }
        if (folded->atoms[i].word && covered < end)
            read_word(collector, misspelled, i);
    }
}

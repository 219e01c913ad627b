#include "stages/emit/figure_genes.h"

#include <unicode/uchar.h>

#include "pipeline/text/utf8.h"

enum {
    MOST_ATOMS = 8,             /* a name of more is looked for in mentions only */
    LEAST_KEY = 2,              /* bytes: a single letter speaks for nothing */
    LEAST_WORD = 4,             /* letters of a word without digits and capitals */
};

static const uint32_t no_gene = UINT32_MAX;

/* --- keys --- */

/* The key of the atoms [first, end). */
static void build_key(glosa_buffer *key, const glosa_folded *folded, size_t first, size_t end)
{
    glosa_buffer_clear(key);
    for (size_t i = first; i < end; i++) {
        const glosa_atom *atom = &folded->atoms[i];
        if (i > first && !atom->joined)
            glosa_buffer_byte(key, ' ');
        glosa_buffer_append(key, folded->keys.data + atom->key_start,
                            atom->key_end - atom->key_start);
    }
}

/* Makes genes->key the key of a name; one without any letter or digit is its own key. */
static glosa_status fold_name(glosa_figure_genes *genes, glosa_string name, glosa_error *error)
{
    glosa_folded *folded = &genes->folded;
    glosa_status status = glosa_fold(genes->folding, name, folded, error);
    if (status)
        return status;
    size_t first = 0, end = folded->size;
    while (first < end && !folded->atoms[first].word)
        first++;
    while (end > first && !folded->atoms[end - 1].word)
        end--;
    build_key(&genes->key, folded, first, end);
    if (first == end)
        glosa_buffer_string(&genes->key, name);
    return genes->key.failed ? glosa_fail_memory(error, "figures") : GLOSA_OK;
}

/* --- listing --- */

static glosa_string keep(glosa_figure_genes *genes, glosa_string text)
{
    return (glosa_string){glosa_arena_copy(&genes->arena, text.data, text.size), text.size};
}

static glosa_status add_name(glosa_figure_genes *genes, glosa_string key, glosa_string text,
                             uint32_t gene, glosa_error *error)
{
    glosa_figure_name *name = GLOSA_ARRAY_ADD(&genes->arena, &genes->names);
    if (!name)
        return glosa_fail_memory(error, "figures");
    *name = (glosa_figure_name){
        .key = keep(genes, key), .text = keep(genes, text), .gene = gene};
    genes->sorted = false;
    return name->key.data && name->text.data ? GLOSA_OK : glosa_fail_memory(error, "figures");
}

static glosa_status add_folded_name(glosa_figure_genes *genes, glosa_string text, uint32_t gene,
                                    glosa_error *error)
{
    if (!text.size)
        return GLOSA_OK;
    glosa_status status = fold_name(genes, text, error);
    if (status)
        return status;
    if (genes->key.size > genes->longest)
        genes->longest = genes->key.size;
    return add_name(genes, glosa_buffer_view(&genes->key), text, gene, error);
}

/* The index of the gene with this identifier, which may be new. */
static glosa_status find_gene(glosa_figure_genes *genes, glosa_string id, glosa_string name,
                              uint32_t *index, glosa_error *error)
{
    bool fresh;
    int64_t number;
    glosa_status status = glosa_entity_ids_get(&genes->ids, id, &number, &fresh, error);
    if (status)
        return status;
    *index = (uint32_t)number - 1;
    if (!fresh)
        return GLOSA_OK;
    glosa_figure_gene *gene = GLOSA_ARRAY_ADD(&genes->arena, &genes->genes);
    if (!gene)
        return glosa_fail_memory(error, "figures");
    gene->name = keep(genes, name);
    return gene->name.data ? GLOSA_OK : glosa_fail_memory(error, "figures");
}

glosa_status glosa_figure_genes_add(glosa_figure_genes *genes, glosa_string symbol,
                                    glosa_string word, glosa_string curie, glosa_error *error)
{
    uint32_t gene = 0;
    glosa_string name = symbol.size ? symbol : word;
    glosa_status status = fold_name(genes, name, error);
    glosa_string id = curie.size ? curie : glosa_buffer_view(&genes->key);
    if (status == GLOSA_OK)
        status = find_gene(genes, id, name, &gene, error);
    if (status == GLOSA_OK && curie.size)
        status = add_name(genes, curie, curie, gene, error);
    if (status == GLOSA_OK)
        status = add_folded_name(genes, symbol, gene, error);
    return status ? status : add_folded_name(genes, word, gene, error);
}

glosa_status glosa_figure_genes_abbreviation(glosa_figure_genes *genes, glosa_string short_form,
                                             glosa_error *error)
{
    glosa_status status = fold_name(genes, short_form, error);
    return status ? status
                  : add_name(genes, glosa_buffer_view(&genes->key), (glosa_string){NULL, 0},
                             no_gene, error);
}

/* --- finding --- */

static int compare_names(const void *a, const void *b)
{
    const glosa_figure_name *left = a, *right = b;
    int order = glosa_string_compare(left->key, right->key);
    return order ? order : glosa_string_compare(left->text, right->text);
}

/* The first name that has the key and does not come before the text; NULL where none has it. */
static glosa_figure_name *find_key(glosa_figure_genes *genes, glosa_string key, glosa_string text)
{
    const glosa_figure_name wanted = {.key = key, .text = text};
    uint32_t low = 0, high = genes->names.size;
    if (!genes->sorted && high)
        qsort(genes->names.items, high, sizeof(glosa_figure_name), compare_names);
    genes->sorted = true;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_names(&genes->names.items[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    glosa_figure_name *name = &genes->names.items[low];
    return low < genes->names.size && glosa_string_equal(name->key, key) ? name : NULL;
}

/* Marks the genes of the names from `first` on that have its key and, where it is given, the
 * text. Whether there are any. */
static bool mark(glosa_figure_genes *genes, glosa_figure_name *first, const glosa_string *text)
{
    const glosa_figure_name *end = genes->names.items + genes->names.size;
    bool *done = text ? &first->text_done : &first->key_done, any = *done;
    for (glosa_figure_name *name = first; !*done && name < end; name++) {
        if (!glosa_string_equal(name->key, first->key) ||
            (text && !glosa_string_equal(name->text, *text)))
            break;
        if (name->gene == no_gene)
            continue;
        genes->genes.items[name->gene].found = true;
        any = true;
    }
    *done = any;
    return any;
}

void glosa_figure_genes_find_curie(glosa_figure_genes *genes, glosa_string curie, bool *listed)
{
    glosa_figure_name *name = find_key(genes, curie, (glosa_string){NULL, 0});
    if (name && mark(genes, name, NULL))
        *listed = true;
}

glosa_status glosa_figure_genes_find_name(glosa_figure_genes *genes, glosa_string name,
                                          bool *listed, glosa_error *error)
{
    glosa_status status = fold_name(genes, name, error);
    if (status == GLOSA_OK && genes->key.size >= LEAST_KEY)
        glosa_figure_genes_find_curie(genes, glosa_buffer_view(&genes->key), listed);
    return status;
}

/* Whether a word looks like a symbol and not like one of the language. */
static bool is_symbol(glosa_string word)
{
    for (size_t at = 0, next; at < word.size; at = next) {
        int32_t c = glosa_utf8_at(word, at, &next);
        if (u_isdigit(c) || (at && u_isupper(c)))
            return true;
    }
    return false;
}

/* Whether the border before atom `i` cuts what is written as one: IL-6 between IL and 6. */
static bool cuts(const glosa_folded *folded, glosa_string sentence, size_t i)
{
    if (!i || i >= folded->size)
        return false;
    const glosa_atom *atom = &folded->atoms[i], *before = atom - 1;
    if (!atom->word || !before->word || !atom->joined)
        return false;
    for (size_t at = before->end, next; at < atom->start; at = next) {
        if (u_isUWhiteSpace(glosa_utf8_at(sentence, at, &next)))
            return false;
    }
    return true;
}

static void find_word(glosa_figure_genes *genes, glosa_string word, bool begins)
{
    glosa_string key = glosa_buffer_view(&genes->key);
    glosa_figure_name *name = find_key(genes, key, (glosa_string){NULL, 0});
    if (!name || name->gene == no_gene)
        return;
    if (is_symbol(word)) {
        mark(genes, name, NULL);
        return;
    }
    bool long_enough = !begins && glosa_utf8_count(word) >= LEAST_WORD;
    name = long_enough ? find_key(genes, key, word) : NULL;
    if (name)
        mark(genes, name, &word);
}

/* Looks for the names that begin with atom `first` of the folded sentence. */
static void find_from(glosa_figure_genes *genes, glosa_string sentence, size_t first)
{
    const glosa_folded *folded = &genes->folded;
    size_t most = folded->size - first < MOST_ATOMS ? folded->size : first + MOST_ATOMS;
    for (size_t end = first + 1; end <= most; end++) {
        if (!folded->atoms[end - 1].word || cuts(folded, sentence, end))
            continue;
        build_key(&genes->key, folded, first, end);
        if (genes->key.size > genes->longest)
            return;
        if (genes->key.size >= LEAST_KEY)
            find_word(genes, glosa_string_slice(sentence, folded->atoms[first].start,
                                                folded->atoms[end - 1].end), first == 0);
    }
}

glosa_status glosa_figure_genes_find_words(glosa_figure_genes *genes, glosa_string sentence,
                                           glosa_error *error)
{
    const glosa_folded *folded = &genes->folded;
    glosa_status status = glosa_fold(genes->folding, sentence, &genes->folded, error);
    if (status)
        return status;
    glosa_buffer_clear(&genes->key);
    for (size_t i = 0; i < folded->size && !genes->key.failed; i++) {
        if (folded->atoms[i].word && !cuts(folded, sentence, i))
            find_from(genes, sentence, i);
    }
    return genes->key.failed ? glosa_fail_memory(error, "figures") : GLOSA_OK;
}

void glosa_figure_genes_clear(glosa_figure_genes *genes)
{
    enum { KEPT_MEMORY = 1 << 20 };
    glosa_figure_genes empty = {.folding = genes->folding, .arena = genes->arena,
                                .folded = genes->folded, .key = genes->key};
    glosa_arena_reset(&empty.arena, KEPT_MEMORY);
    glosa_entity_ids_free(&genes->ids);
    *genes = empty;
}

void glosa_figure_genes_free(glosa_figure_genes *genes)
{
    glosa_arena_free(&genes->arena);
    glosa_entity_ids_free(&genes->ids);
    glosa_folded_free(&genes->folded);
    glosa_buffer_free(&genes->key);
    *genes = (glosa_figure_genes){.folding = genes->folding};
}

#include "dictionaries/build/compile.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "dictionaries/build/image_writer.h"
#include "dictionaries/build/prefix_table.h"
#include "dictionaries/match/taxon.h"
#include "pipeline/text/fold.h"

/* A spelling on its way into the file. There may be tens of millions. */
typedef struct spelling {
    uint32_t key;               /* offset in the compiler's keys */
    uint32_t row;               /* index of the table's rows */
    uint16_t key_size;
    uint8_t label;              /* index of the compiler's labels */
    bool first;                 /* of its key, once they are sorted */
    uint32_t text;              /* of a variant that counts with its capitals only: where it
                                   begins in the compiler's texts, and ends with a zero byte */
} spelling;

/* What spellings say of themselves, each kind once. The first is that of listed names. */
typedef struct label {
    glosa_string rule, language;
    uint32_t flags;
} label;

enum { MOST_LABELS = UINT8_MAX + 1 };

typedef struct entity {
    glosa_string curie;
    uint32_t first, preferred;  /* rows */
    uint32_t begin, end;        /* of the compiler's order: all of its rows */
    uint32_t asked, given;      /* bits by the compiler's givens: looked for, and found */
} entity;

enum { MOST_GIVENS = 32 };

typedef struct compiler {
    const glosa_row_table *table;
    const glosa_name_rules *rules;
    glosa_arena arena;
    glosa_folding *folding;
    glosa_folded folded;
    glosa_buffer composed, scratch;
    glosa_buffer keys;          /* one behind the other */
    glosa_buffer spellings;     /* spelling[] */
    glosa_buffer texts;
    struct row_order *order;
    uint32_t *entity_of;        /* by row */
    GLOSA_ARRAY(entity) entities;
    label labels[MOST_LABELS];
    size_t label_count;
    glosa_string givens[MOST_GIVENS];       /* that variants ask for, each once */
    size_t given_count;
    uint32_t row;               /* whose variants are being made */
    glosa_status status;
    glosa_error *error;
} compiler;

static glosa_status fail_row(const compiler *compiler, uint32_t number, const char *message)
{
    const glosa_row *row = &compiler->table->rows.items[number];
    const glosa_row_source *source = &compiler->table->sources.items[row->source];
    return glosa_fail(compiler->error, GLOSA_DICTIONARY, source->path.data, row->line,
                      "'%.*s': %s", GLOSA_PRINT(row->name), message);
}

/* --- entities --- */

typedef struct row_order {
    glosa_string curie;
    uint32_t row;
} row_order;

static int compare_curies(const void *a, const void *b)
{
    const row_order *left = a, *right = b;
    int order = glosa_string_compare(left->curie, right->curie);
    return order ? order : (left->row > right->row) - (left->row < right->row);
}

/* Rows in the order of their CURIEs, then as listed. */
static row_order *sort_rows(const glosa_row_table *table)
{
    row_order *order = malloc((table->rows.size + 1) * sizeof *order);
    for (uint32_t i = 0; order && i < table->rows.size; i++)
        order[i] = (row_order){table->rows.items[i].curie, i};
    if (order)
        qsort(order, table->rows.size, sizeof *order, compare_curies);
    return order;
}

/* Row `at` of the order. */
static glosa_status join_entity(compiler *compiler, uint32_t at)
{
    uint32_t number = compiler->order[at].row;
    const glosa_row *rows = compiler->table->rows.items;
    entity *last = compiler->entities.size
                       ? &compiler->entities.items[compiler->entities.size - 1]
                       : NULL;
    if (!last || !glosa_string_equal(last->curie, rows[number].curie)) {
        last = GLOSA_ARRAY_ADD(&compiler->arena, &compiler->entities);
        if (!last)
            return glosa_fail_memory(compiler->error, "dictionary");
        *last = (entity){.curie = rows[number].curie, .first = number, .preferred = number,
                         .begin = at};
    }
    if (!glosa_string_equal(rows[last->first].kind, rows[number].kind))
        return fail_row(compiler, number, "its entity has another kind in an earlier row");
    bool has_preferred = glosa_string_is(rows[last->preferred].role, "preferred");
    if (!has_preferred && glosa_string_is(rows[number].role, "preferred"))
        last->preferred = number;
    compiler->entity_of[number] = compiler->entities.size - 1;
    last->end = at + 1;
    return GLOSA_OK;
}

static glosa_status join_entities(compiler *compiler)
{
    compiler->order = sort_rows(compiler->table);
    if (!compiler->order)
        return glosa_fail_memory(compiler->error, "dictionary");
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < compiler->table->rows.size && status == GLOSA_OK; i++)
        status = join_entity(compiler, i);
    return status;
}

/* --- spellings --- */

/* Keys are made of names in NFC, as the text of documents is. */
static bool to_nfc(glosa_string name, glosa_buffer *out)
{
    UChar wide[2048], composed[2048];
    int32_t size = 0;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    glosa_buffer_clear(out);
    if (glosa_utf8_is_ascii(name)) {
        glosa_buffer_string(out, name);
        return !out->failed && name.size <= 2048;
    }
    u_strFromUTF8(wide, 2048, &size, name.data, (int32_t)name.size, &status);
    size = unorm2_normalize(nfc, wide, size, composed, 2048, &status);
    char *room = glosa_buffer_reserve(out, 3 * (size_t)(size > 0 ? size : 0) + 1);
    int32_t bytes = 0;
    if (room)
        u_strToUTF8(room, 3 * size + 1, &bytes, composed, size, &status);
    if (U_FAILURE(status) || !room)
        return false;
    out->size += (size_t)bytes;
    return true;
}

static bool has_word(const glosa_folded *folded)
{
    for (size_t i = 0; i < folded->size; i++) {
        if (folded->atoms[i].word)
            return true;
    }
    return false;
}

/* Adds the spelling whose key is the folded text. */
static glosa_status keep_spelling(compiler *compiler, const glosa_variant *variant,
                                  size_t label)
{
    const glosa_row *row = &compiler->table->rows.items[compiler->row];
    bool own_text = variant->rule.size && (row->flags | variant->flags) & GLOSA_NAME_CASE;
    size_t start = compiler->keys.size;
    glosa_folded_key(&compiler->folded, &compiler->keys);
    size_t size = compiler->keys.size - start;
    if (!has_word(&compiler->folded))
        return fail_row(compiler, compiler->row, "has no letter or digit");
    if (size > UINT16_MAX)
        return fail_row(compiler, compiler->row, "is too long");
    if (compiler->keys.size > UINT32_MAX || compiler->texts.size > UINT32_MAX)
        return glosa_fail(compiler->error, GLOSA_DICTIONARY, "dictionary", -1,
                          "its keys would exceed 4 GiB");
    spelling added = {.key = (uint32_t)start, .row = compiler->row,
                      .key_size = (uint16_t)size, .label = (uint8_t)label,
                      .text = (uint32_t)compiler->texts.size};
    if (own_text) {
        glosa_buffer_string(&compiler->texts, variant->text);
        glosa_buffer_byte(&compiler->texts, '\0');
    }
    glosa_buffer_append(&compiler->spellings, &added, sizeof added);
    if (compiler->keys.failed || compiler->texts.failed || compiler->spellings.failed ||
        compiler->scratch.failed)
        return glosa_fail_memory(compiler->error, "dictionary");
    return GLOSA_OK;
}

/* The number of the variant's label; MOST_LABELS where there is no room for it. */
static size_t label_of(compiler *compiler, const glosa_variant *variant)
{
    size_t at = 0;
    for (; at < compiler->label_count; at++) {
        const label *known = &compiler->labels[at];
        if (known->flags == variant->flags && glosa_string_equal(known->rule, variant->rule) &&
            glosa_string_equal(known->language, variant->language))
            return at;
    }
    if (at < MOST_LABELS)
        compiler->labels[compiler->label_count++] =
            (label){variant->rule, variant->language, variant->flags};
    return at;
}

static bool is_word_of(glosa_string name, glosa_string word)
{
    for (size_t at = 0; at + word.size <= name.size; at++) {
        bool begins = at == 0 || name.data[at - 1] == ' ';
        bool ends = at + word.size == name.size || name.data[at + word.size] == ' ';
        if (begins && ends && strncasecmp(name.data + at, word.data, word.size) == 0)
            return true;
    }
    return false;
}

/* Whether a name of the entity has one of the words. */
static bool has_word_of(const compiler *compiler, const entity *entity, glosa_string words)
{
    bool has = false;
    glosa_string word;
    while (!has && words.size && glosa_string_next(&words, '|', &word)) {
        for (uint32_t i = entity->begin; i < entity->end && !has; i++)
            has = is_word_of(compiler->table->rows.items[compiler->order[i].row].name, word);
    }
    return has;
}

/* The bit of words that variants ask for; 0 where there is no room for more. */
static uint32_t given_bit(compiler *compiler, glosa_string words)
{
    size_t at = 0;
    while (at < compiler->given_count && !glosa_string_equal(compiler->givens[at], words))
        at++;
    if (at == MOST_GIVENS)
        return 0;
    if (at == compiler->given_count)
        compiler->givens[compiler->given_count++] = words;
    return UINT32_C(1) << at;
}

/* Whether the entity whose variants are being made has what a variant asks for; names are looked
 * through once for all variants that ask for the same. */
static bool is_given(compiler *compiler, glosa_string words)
{
    entity *entity = &compiler->entities.items[compiler->entity_of[compiler->row]];
    if (words.size == 0)
        return true;
    uint32_t bit = given_bit(compiler, words);
    if (!bit)
        return has_word_of(compiler, entity, words);
    if (!(entity->asked & bit) && has_word_of(compiler, entity, words))
        entity->given |= bit;
    entity->asked |= bit;
    return entity->given & bit;
}

static void add_spelling(void *context, const glosa_variant *variant)
{
    compiler *compiler = context;
    if (compiler->status || !is_given(compiler, variant->given))
        return;
    size_t label = label_of(compiler, variant);
    if (label == MOST_LABELS)
        compiler->status = fail_row(compiler, compiler->row, "its variants need a 257th rule");
    else if (!to_nfc(variant->text, &compiler->composed))
        compiler->status = fail_row(compiler, compiler->row, "cannot be normalized");
    else
        compiler->status = glosa_fold(compiler->folding, glosa_buffer_view(&compiler->composed),
                                      &compiler->folded, compiler->error);
    if (compiler->status == GLOSA_OK)
        compiler->status = keep_spelling(compiler, variant, label);
}

/* Genes of other species than ours are found by their listed names alone: they are many, and their
 * spellings in text are those of the human gene, which leads to the article's species. */
static bool is_of_other_species(const compiler *compiler, uint32_t number)
{
    const entity *entity = &compiler->entities.items[compiler->entity_of[number]];
    const glosa_row *preferred = &compiler->table->rows.items[entity->preferred];
    uint32_t taxon = glosa_taxon_of(preferred->curie, preferred->xrefs);
    return taxon != GLOSA_TAXON_NONE && taxon != GLOSA_TAXON_HUMAN;
}

static glosa_status spell_all(compiler *compiler)
{
    const glosa_row_table *table = compiler->table;
    for (uint32_t i = 0; i < table->rows.size && compiler->status == GLOSA_OK; i++) {
        compiler->row = i;
        if (table->rows.items[i].unmatched)
            continue;
        if (is_of_other_species(compiler, i))
            add_spelling(compiler, &(glosa_variant){.text = table->rows.items[i].name});
        else
            glosa_variants(compiler->rules, &table->rows.items[i], &compiler->scratch,
                           add_spelling, compiler);
    }
    return compiler->status;
}

static glosa_string key_of(const compiler *compiler, const spelling *spelling)
{
    return (glosa_string){compiler->keys.data + spelling->key, spelling->key_size};
}

/* Listed names first, then variants that count everywhere, then the others. */
static unsigned rank_of(const compiler *compiler, const spelling *spelling)
{
    uint32_t flags = compiler->labels[spelling->label].flags |
                     compiler->table->rows.items[spelling->row].flags;
    return spelling->label == 0 ? 0 : flags == 0 ? 1 : 2;
}

static int compare_spellings(const void *a, const void *b, void *context)
{
    const compiler *compiler = context;
    const spelling *left = a, *right = b;
    int order = glosa_key_compare(key_of(compiler, left), key_of(compiler, right));
    if (order)
        return order;
    uint32_t left_entity = compiler->entity_of[left->row];
    uint32_t right_entity = compiler->entity_of[right->row];
    if (left_entity != right_entity)
        return left_entity < right_entity ? -1 : 1;
    unsigned left_rank = rank_of(compiler, left), right_rank = rank_of(compiler, right);
    if (left_rank != right_rank)
        return left_rank < right_rank ? -1 : 1;
    return (left->key > right->key) - (left->key < right->key);
}

/* Takes the spellings that only a rule gives out of the range of one key where an entity lists
 * that name: what is listed is never in doubt for what is derived. One of another species than ours
 * does not count: it is none where the article does not name the species. Gives how many stay. */
static size_t keep_listed(const compiler *compiler, spelling *spellings, size_t count)
{
    size_t kept = 0;
    bool listed = false;
    for (size_t i = 0; i < count && !listed; i++)
        listed = spellings[i].label == 0 && !is_of_other_species(compiler, spellings[i].row);
    for (size_t i = 0; i < count && listed; i++) {
        if (spellings[i].label == 0)
            spellings[kept++] = spellings[i];
    }
    return listed ? kept : count;
}

/* Sorts the spellings by key, then entity, listed names first, and marks the first of each key. */
static spelling *sort_spellings(compiler *compiler, size_t *count)
{
    spelling *spellings = (spelling *)(void *)compiler->spellings.data;
    size_t all = compiler->spellings.size / sizeof *spellings, kept = 0;
    if (all)
        qsort_r(spellings, all, sizeof *spellings, compare_spellings, compiler);
    for (size_t i = 0, next; i < all; i = next) {
        glosa_string key = key_of(compiler, &spellings[i]);
        next = i + 1;
        while (next < all && glosa_string_equal(key, key_of(compiler, &spellings[next])))
            next++;
        size_t stay = keep_listed(compiler, spellings + i, next - i);
        memmove(spellings + kept, spellings + i, stay * sizeof *spellings);
        for (size_t k = 0; k < stay; k++)
            spellings[kept + k].first = k == 0;
        kept += stay;
    }
    *count = kept;
    return spellings;
}

/* --- writing --- */

static void write_entities(const compiler *compiler, glosa_image_writer *writer)
{
    const glosa_row *rows = compiler->table->rows.items;
    for (uint32_t i = 0; i < compiler->entities.size; i++) {
        const glosa_row *preferred = &rows[compiler->entities.items[i].preferred];
        glosa_image_add_entity(writer, preferred);
    }
}

static void write_keys(compiler *compiler, const spelling *spellings, size_t count,
                       glosa_image_writer *writer)
{
    for (size_t i = 0; i < count; i++) {
        if (spellings[i].first)
            glosa_image_add_key(writer, key_of(compiler, &spellings[i]));
    }
    glosa_buffer_free(&compiler->keys);
}

/* A name in another language than the listed one is never the preferred one. */
static void write_row(const compiler *compiler, const spelling *spelling,
                      glosa_image_writer *writer)
{
    const label *label = &compiler->labels[spelling->label];
    glosa_row row = compiler->table->rows.items[spelling->row];
    if (label->language.size) {
        row.language = label->language;
        row.role = glosa_string_is(row.role, "preferred") ? GLOSA_LITERAL("synonym") : row.role;
    }
    row.flags |= label->flags;
    if (label->rule.size && row.flags & GLOSA_NAME_CASE)
        row.name = glosa_string_of(compiler->texts.data + spelling->text);
    glosa_image_add_row(writer, &row, compiler->entity_of[spelling->row], label->rule);
}

/* One name for each key; of several spellings of one entity by one key the first stays. */
static void write_names(compiler *compiler, const spelling *spellings, size_t count,
                        glosa_image_writer *writer)
{
    uint32_t before = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t entity = compiler->entity_of[spellings[i].row];
        if (spellings[i].first)
            glosa_image_begin_name(writer);
        if (spellings[i].first || before != entity)
            write_row(compiler, &spellings[i], writer);
        before = entity;
    }
    glosa_buffer_free(&compiler->spellings);
    glosa_buffer_free(&compiler->texts);
}

static glosa_string file_name(glosa_string path)
{
    size_t at = path.size;
    while (at && path.data[at - 1] != '/')
        at--;
    return glosa_string_slice(path, at, path.size);
}

static void write_sources(const compiler *compiler, glosa_buffer *sources)
{
    const glosa_row_table *table = compiler->table;
    const glosa_rule_table *rules;
    for (uint32_t i = 0; i < table->sources.size; i++) {
        const glosa_row_source *source = &table->sources.items[i];
        glosa_buffer_format(sources, "%.*s\t%.*s\t%u\n", GLOSA_PRINT(source->name),
                            GLOSA_PRINT(source->sha256), source->rows);
    }
    for (size_t i = 0; (rules = glosa_name_rules_table(compiler->rules, i)); i++)
        glosa_buffer_format(sources, "rules/%.*s\t%s\t%u\n",
                            GLOSA_PRINT(file_name(glosa_string_of(rules->path))), rules->sha256,
                            rules->rules.size);
}

static glosa_status fail_nameless(const compiler *compiler)
{
    const glosa_row_table *table = compiler->table;
    bool one = table->sources.size == 1;
    glosa_status status =
        glosa_fail(compiler->error, GLOSA_DICTIONARY, "dictionary", -1, "there is no name in %s",
                   one ? "it" : "any of its files");
    if (one && compiler->error)
        glosa_error_set_where(compiler->error, table->sources.items[0].name);
    return status;
}

static glosa_status write_image(compiler *compiler, glosa_buffer *image)
{
    size_t count;
    const spelling *spellings = sort_spellings(compiler, &count);
    if (count == 0)
        return fail_nameless(compiler);
    glosa_image_writer writer = {0};
    write_keys(compiler, spellings, count, &writer);
    write_names(compiler, spellings, count, &writer);
    write_entities(compiler, &writer);
    write_sources(compiler, &writer.sources);
    glosa_status status = glosa_image_finish(&writer, image, compiler->error);
    glosa_image_writer_free(&writer);
    return status;
}

glosa_status glosa_compile(const glosa_row_table *table, const glosa_name_rules *rules,
                           glosa_buffer *image, glosa_error *error)
{
    compiler compiler = {.table = table, .rules = rules, .error = error};
    compiler.entity_of = glosa_arena_alloc(&compiler.arena,
                                           table->rows.size * sizeof *compiler.entity_of);
    glosa_status status = compiler.entity_of ? glosa_folding_new(&compiler.folding, error)
                                             : glosa_fail_memory(error, "dictionary");
    if (status == GLOSA_OK)
        status = join_entities(&compiler);
    if (status == GLOSA_OK)
        status = spell_all(&compiler);
    if (status == GLOSA_OK)
        status = write_image(&compiler, image);
    glosa_folding_free(compiler.folding);
    glosa_folded_free(&compiler.folded);
    glosa_buffer_free(&compiler.composed);
    glosa_buffer_free(&compiler.scratch);
    glosa_buffer_free(&compiler.keys);
    glosa_buffer_free(&compiler.spellings);
    glosa_buffer_free(&compiler.texts);
    free(compiler.order);
    glosa_arena_free(&compiler.arena);
    return status;
}

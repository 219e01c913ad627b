#include "dictionaries/build/refuse.h"

#include <assert.h>
#include <unicode/uchar.h>

#include "pipeline/text/utf8.h"

/* Of longer names nobody asks the shape. */
enum { LONGEST_SHAPED = 32 };

/* Added to the number of an entity's preferred row. */
#define CURATED (UINT64_C(1) << 63)

/* What curated rows of one name have in common. */
typedef struct curated_name {
    uint64_t kinds;                     /* bits of GLOSA_TEST_CURATED, of all of them */
    uint32_t flags;                     /* glosa_name_flag bits that each of them has */
    glosa_string curie;                 /* the entity of the first, and whether others have it */
    bool several;
} curated_name;

typedef struct judge {
    glosa_row_table *table;
    const glosa_refusal_rules *rules;
    const glosa_refusal_found *found;
    glosa_arena arena;
    GLOSA_ARRAY(curated_name) curated_names;
    glosa_identifier_map curated;       /* key -> index of these */
    glosa_identifier_map preferred;     /* key of a preferred name -> bits of its kinds */
    glosa_identifier_map entities;      /* CURIE -> its preferred row, and whether it is CURATED */
    glosa_folded folded;
    glosa_buffer key, shape;
    glosa_string entity;                /* which `entity_lists` is about */
    uint64_t entity_lists[3];           /* of its name, and of the first and last word of that */
    glosa_error *error;
} judge;

/* --- what tests ask of a name --- */

static glosa_status fold(judge *judge, glosa_string name)
{
    glosa_status status = glosa_fold(judge->rules->folding, name, &judge->folded, judge->error);
    if (status)
        return status;
    glosa_buffer_clear(&judge->key);
    glosa_folded_key(&judge->folded, &judge->key);
    return judge->key.failed ? glosa_fail_memory(judge->error, "dictionary") : GLOSA_OK;
}

static uint64_t lists_of(const judge *judge, glosa_string key)
{
    const glosa_identifier *known = glosa_identifier_find(&judge->rules->words, key);
    return known ? known->number : 0;
}

static glosa_string key_of(const judge *judge, const glosa_atom *atom)
{
    return glosa_string_slice(glosa_buffer_view(&judge->folded.keys), atom->key_start,
                              atom->key_end);
}

/* A word before the digits that folding joins to it. */
static glosa_string without_digits(glosa_string word)
{
    size_t size = 0;
    while (size < word.size && !glosa_is_ascii_digit(word.data[size]))
        size++;
    return size ? glosa_string_slice(word, 0, size) : word;
}

/* The lists that have the folded name; its first word; its last one, numbers aside; all of its
 * words. */
static void find_lists(const judge *judge, uint64_t lists[4])
{
    uint64_t all = UINT64_MAX;
    bool first = true;
    lists[0] = lists_of(judge, glosa_buffer_view(&judge->key));
    lists[1] = lists[2] = 0;
    for (size_t i = 0; i < judge->folded.size; i++) {
        if (!judge->folded.atoms[i].word)
            continue;
        glosa_string word = key_of(judge, &judge->folded.atoms[i]);
        uint64_t of_word = lists_of(judge, word);
        if (first)
            lists[1] = lists_of(judge, without_digits(word));
        if (first || !glosa_is_ascii_digit(word.data[0]))
            lists[2] = of_word;
        all &= of_word;
        first = false;
    }
    lists[3] = first ? 0 : all;
}

/* Letters and digits of the folded name. */
static uint32_t count_letters(const judge *judge)
{
    size_t letters = 0;
    for (size_t i = 0; i < judge->folded.size; i++) {
        const glosa_atom *atom = &judge->folded.atoms[i];
        letters += atom->word ? glosa_utf8_count(key_of(judge, atom)) : 0;
    }
    return (uint32_t)letters;
}

static char class_of(UChar32 c)
{
    return u_isdigit(c) ? '9' : !u_isalpha(c) ? 0 : u_isupper(c) || u_istitle(c) ? 'A' : 'a';
}

/* A for capitals, a for small letters, 9 for digits, each once for a run; nothing else. */
static void find_shape(glosa_string name, glosa_buffer *shape)
{
    glosa_buffer_clear(shape);
    if (name.size > LONGEST_SHAPED)
        return;
    for (size_t at = 0; at < name.size;) {
        char class = class_of(glosa_utf8_at(name, at, &at));
        if (class && (!shape->size || shape->data[shape->size - 1] != class))
            glosa_buffer_byte(shape, class);
    }
}

static const curated_name *curated_of(const judge *judge)
{
    const glosa_identifier *known =
        glosa_identifier_find(&judge->curated, glosa_buffer_view(&judge->key));
    return known ? &judge->curated_names.items[known->number] : NULL;
}

/* The kinds of the entities whose preferred name it is. */
static uint64_t preferred_of(const judge *judge)
{
    const glosa_identifier *known =
        glosa_identifier_find(&judge->preferred, glosa_buffer_view(&judge->key));
    return known ? known->number : 0;
}

/* Whose curated name it is: that of this entity, of another one alone, or of several. */
static const char *owner_of(const curated_name *curated, glosa_string curie)
{
    if (!curated)
        return "no";
    if (curated->several)
        return "several";
    return glosa_string_equal(curated->curie, curie) ? "this" : "other";
}

static void judge_curated(const judge *judge, const glosa_row *row, uint64_t *values)
{
    static const struct {
        uint32_t flag;
        const char *name;
    } flags[] = {
#define X(enumerator, name) {enumerator, name},
        GLOSA_NAME_FLAGS(X)
#undef X
    };
    const curated_name *curated = curated_of(judge);
    values[GLOSA_TEST_CURATED_FLAGS] = 0;
    values[GLOSA_TEST_CURATED_ENTITY] =
        glosa_refusal_text(judge->rules, GLOSA_TEST_CURATED_ENTITY,
                           glosa_string_of(owner_of(curated, row->curie)));
    values[GLOSA_TEST_CURATED] =
        curated ? curated->kinds
                : glosa_refusal_text(judge->rules, GLOSA_TEST_CURATED, GLOSA_LITERAL("no"));
    for (size_t i = 0; curated && i < sizeof flags / sizeof *flags; i++) {
        if (curated->flags & flags[i].flag)
            values[GLOSA_TEST_CURATED_FLAGS] |= glosa_refusal_text(
                judge->rules, GLOSA_TEST_CURATED_FLAGS, glosa_string_of(flags[i].name));
    }
}

static glosa_string prefix_of(glosa_string curie)
{
    const char *colon = memchr(curie.data, ':', curie.size);
    return glosa_string_slice(curie, 0, colon ? (size_t)(colon - curie.data) : 0);
}

static uint64_t entity_of(const judge *judge, glosa_string curie)
{
    const glosa_identifier *known = glosa_identifier_find(&judge->entities, curie);
    assert(known);
    return known->number;
}

/* The lists of its preferred name; rows of one entity mostly follow each other. */
static glosa_status look_at_entity(judge *judge, glosa_string curie)
{
    uint64_t lists[4], preferred = entity_of(judge, curie) & ~CURATED;
    if (glosa_string_equal(judge->entity, curie))
        return GLOSA_OK;
    glosa_status status = fold(judge, judge->table->rows.items[preferred].name);
    if (status)
        return status;
    find_lists(judge, lists);
    memcpy(judge->entity_lists, lists, sizeof judge->entity_lists);
    judge->entity = curie;
    return GLOSA_OK;
}

static void judge_texts(judge *judge, const glosa_row *row, uint64_t *values)
{
    const glosa_refusal_rules *rules = judge->rules;
    find_shape(row->name, &judge->shape);
    const struct {
        glosa_refusal_test test;
        glosa_string text;
    } texts[] = {
        {GLOSA_TEST_KIND, row->kind},
        {GLOSA_TEST_PREFIX, prefix_of(row->curie)},
        {GLOSA_TEST_LANGUAGE, row->language},
        {GLOSA_TEST_ROLE, row->role},
        {GLOSA_TEST_SHAPE, glosa_buffer_view(&judge->shape)},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        values[texts[i].test] = glosa_refusal_text(rules, texts[i].test, texts[i].text);
    values[GLOSA_TEST_PREFERRED] = preferred_of(judge);
    judge_curated(judge, row, values);
}

static glosa_status look_at(judge *judge, const glosa_row *row, glosa_judged *judged)
{
    uint64_t *values = judged->values;
    glosa_status status = look_at_entity(judge, row->curie);
    if (status == GLOSA_OK)
        status = fold(judge, row->name);
    if (status)
        return status;
    judge_texts(judge, row, values);
    find_lists(judge, &values[GLOSA_TEST_NAME]);
    memcpy(&values[GLOSA_TEST_ENTITY], judge->entity_lists, sizeof judge->entity_lists);
    values[GLOSA_TEST_LETTERS] = count_letters(judge);
    values[GLOSA_TEST_BYTES] = (uint32_t)row->name.size;
    glosa_string key = glosa_buffer_view(&judge->key);
    values[GLOSA_TEST_RANK_EN] = glosa_word_rank(&judge->rules->en, key);
    values[GLOSA_TEST_RANK_ES] = glosa_word_rank(&judge->rules->es, key);
    return judge->shape.failed ? glosa_fail_memory(judge->error, "dictionary") : GLOSA_OK;
}

/* --- what becomes of it --- */

static void report(const judge *judge, const glosa_row *row, const glosa_refusal_rule *rule)
{
    if (judge->found->found)
        judge->found->found(judge->found->context, row, rule);
}

static glosa_status judge_row(judge *judge, glosa_row *row)
{
    glosa_judged judged;
    glosa_status status = look_at(judge, row, &judged);
    if (status)
        return status;
    for (uint32_t i = 0; i < judge->rules->rules.size; i++) {
        const glosa_refusal_rule *rule = &judge->rules->rules.items[i];
        if (rule->action == GLOSA_REFUSAL_CHEMICAL ||
            !glosa_refusal_rule_holds(judge->rules, rule, &judged))
            continue;
        if (rule->action == GLOSA_REFUSAL_KEEP)
            break;
        if ((row->flags & rule->flags) != rule->flags || rule->action == GLOSA_REFUSAL_REFUSE)
            report(judge, row, rule);
        row->flags |= rule->flags;
        row->unmatched = rule->action == GLOSA_REFUSAL_REFUSE;
        if (row->unmatched)
            break;
    }
    return GLOSA_OK;
}

/* Makes a drug a chemical whose preferred row a rule says that of. */
static glosa_status judge_entity(judge *judge, glosa_row *preferred)
{
    glosa_judged judged;
    glosa_status status = look_at(judge, preferred, &judged);
    for (uint32_t i = 0; i < judge->rules->rules.size && status == GLOSA_OK; i++) {
        const glosa_refusal_rule *rule = &judge->rules->rules.items[i];
        if (rule->action != GLOSA_REFUSAL_CHEMICAL ||
            !glosa_refusal_rule_holds(judge->rules, rule, &judged))
            continue;
        report(judge, preferred, rule);
        preferred->kind = GLOSA_LITERAL("chemical");
        break;
    }
    return status;
}

/* What is a drug and what a chemical. */
static glosa_status judge_entities(judge *judge)
{
    glosa_row *rows = judge->table->rows.items;
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < judge->table->rows.size && status == GLOSA_OK; i++) {
        if (entity_of(judge, rows[i].curie) == i)
            status = judge_entity(judge, &rows[i]);
    }
    for (uint32_t i = 0; i < judge->table->rows.size && status == GLOSA_OK; i++)
        rows[i].kind = rows[entity_of(judge, rows[i].curie) & ~CURATED].kind;
    return status;
}

/* --- the rows before they are judged --- */

/* As the compiler does: the first row, or the first of role preferred. */
static glosa_status add_to_entity(judge *judge, uint32_t number)
{
    const glosa_row *rows = judge->table->rows.items, *row = &rows[number];
    bool added = false;
    glosa_identifier *known =
        glosa_identifier_put(&judge->entities, row->curie, number, &added);
    if (!known)
        return glosa_fail_memory(judge->error, "dictionary");
    uint64_t curated = (known->number & CURATED) | (row->curated ? CURATED : 0);
    bool has_preferred = glosa_string_is(rows[known->number & ~CURATED].role, "preferred");
    if (!has_preferred && glosa_string_is(row->role, "preferred"))
        known->number = number;
    known->number = (known->number & ~CURATED) | curated;
    return GLOSA_OK;
}

/* The entry of a row's name in a map, added with `number` where it was not there. */
static glosa_status put_name(judge *judge, glosa_identifier_map *map, const glosa_row *row,
                             uint32_t number, glosa_identifier **entry)
{
    bool added = false;
    *entry = NULL;
    glosa_status status = fold(judge, row->name);
    if (status)
        return status;
    const char *kept = glosa_arena_copy(&judge->arena, judge->key.data, judge->key.size);
    if (kept)
        *entry = glosa_identifier_put(map, (glosa_string){kept, judge->key.size}, number, &added);
    return *entry ? GLOSA_OK : glosa_fail_memory(judge->error, "dictionary");
}

static glosa_status add_curated(judge *judge, const glosa_row *row)
{
    glosa_identifier *entry;
    uint32_t next = judge->curated_names.size;
    glosa_status status = put_name(judge, &judge->curated, row, next, &entry);
    if (status)
        return status;
    curated_name *name = entry->number < next
                             ? &judge->curated_names.items[entry->number]
                             : GLOSA_ARRAY_ADD(&judge->arena, &judge->curated_names);
    if (!name)
        return glosa_fail_memory(judge->error, "dictionary");
    if (entry->number == next)
        name->curie = row->curie;
    name->several |= !glosa_string_equal(name->curie, row->curie);
    name->kinds |= glosa_refusal_text(judge->rules, GLOSA_TEST_CURATED, row->kind);
    name->flags = entry->number == next ? row->flags : name->flags & row->flags;
    return GLOSA_OK;
}

static glosa_status add_preferred(judge *judge, const glosa_row *row)
{
    glosa_identifier *entry;
    glosa_status status = put_name(judge, &judge->preferred, row, 0, &entry);
    if (status == GLOSA_OK)
        entry->number |= glosa_refusal_text(judge->rules, GLOSA_TEST_PREFERRED, row->kind);
    return status;
}

static glosa_status look_at_all(judge *judge)
{
    const glosa_row *rows = judge->table->rows.items;
    uint32_t count = judge->table->rows.size;
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < count && status == GLOSA_OK; i++) {
        status = add_to_entity(judge, i);
        if (status == GLOSA_OK && rows[i].curated)
            status = add_curated(judge, &rows[i]);
    }
    for (uint32_t i = 0; i < count && status == GLOSA_OK; i++) {
        if ((entity_of(judge, rows[i].curie) & ~CURATED) == i)
            status = add_preferred(judge, &rows[i]);
    }
    return status;
}

glosa_status glosa_refuse(glosa_row_table *table, const glosa_refusal_rules *rules,
                          const glosa_refusal_found *found, glosa_error *error)
{
    judge judge = {.table = table, .rules = rules, .found = found, .error = error};
    glosa_status status = look_at_all(&judge);
    if (status == GLOSA_OK)
        status = judge_entities(&judge);
    for (uint32_t i = 0; i < table->rows.size && status == GLOSA_OK; i++) {
        if (!table->rows.items[i].curated)
            status = judge_row(&judge, &table->rows.items[i]);
    }
    glosa_identifier_map_free(&judge.curated);
    glosa_identifier_map_free(&judge.preferred);
    glosa_identifier_map_free(&judge.entities);
    glosa_arena_free(&judge.arena);
    glosa_folded_free(&judge.folded);
    glosa_buffer_free(&judge.key);
    glosa_buffer_free(&judge.shape);
    return status;
}

#include "dictionaries/commands/commands.h"

#include "dictionaries/load.h"

/* --- dict lookup --- */

typedef struct dictionary_options {
    glosa_list dictionaries;
} dictionary_options;

static const glosa_option dictionary_table[] = {
    {.name = "dict", .letter = 'd', .type = GLOSA_OPTION_LIST, .argument = "FILE",
     .offset = offsetof(dictionary_options, dictionaries),
     .help = "a compiled or TSV dictionary; may be repeated (default: the one that ships)"},
};

void glosa_print_flags(FILE *out, uint32_t flags)
{
    const char *separator = "";
    for (unsigned i = 0; i < GLOSA_NAME_FLAG_COUNT; i++) {
        if (flags & (1u << i)) {
            fprintf(out, "%s%s", separator, glosa_name_flag_name(i));
            separator = "|";
        }
    }
}

static void print_entry(FILE *out, const char *asked, const glosa_entry *entry,
                        glosa_string origin)
{
    fprintf(out, "%s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t", asked,
            GLOSA_PRINT(entry->kind), GLOSA_PRINT(entry->curie), GLOSA_PRINT(entry->preferred),
            GLOSA_PRINT(entry->name), GLOSA_PRINT(entry->language), GLOSA_PRINT(entry->role),
            GLOSA_PRINT(entry->rule));
    glosa_print_flags(out, entry->flags);
    fprintf(out, "\t%.*s\t%.*s\n", GLOSA_PRINT(entry->xrefs), GLOSA_PRINT(origin));
}

static glosa_status print_rows(const glosa_dictionary *dictionary, const char *asked,
                               uint32_t name, FILE *out, glosa_error *error)
{
    uint32_t rows = glosa_dictionary_rows_of(dictionary, name);
    for (uint32_t i = 0; i < rows; i++) {
        glosa_entry entry = glosa_dictionary_entry(dictionary, name, i);
        uint32_t origin = glosa_dictionary_origin_of(dictionary, name, i);
        glosa_string told = glosa_dictionary_origin(dictionary, origin);
        glosa_status status = glosa_dictionary_sound(dictionary, error);
        if (status)
            return status;
        print_entry(out, asked, &entry, told);
    }
    return glosa_dictionary_sound(dictionary, error);
}

/* Says so where nothing is called what was asked. */
static glosa_status look_up(const glosa_dictionaries *dictionaries, const char *asked,
                            glosa_string key, FILE *out, glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    bool found = false;
    for (size_t d = 0; d < dictionaries->size && status == GLOSA_OK; d++) {
        const glosa_dictionary *dictionary = dictionaries->items[d];
        uint32_t name;
        bool has = glosa_dictionary_find(dictionary, key, &name);
        found |= has;
        status = has ? print_rows(dictionary, asked, name, out, error)
                     : glosa_dictionary_sound(dictionary, error);
    }
    if (status == GLOSA_OK && !found)
        fprintf(stderr, "glosa dict lookup: nothing in the dictionary is called '%s'\n", asked);
    return status;
}

static glosa_status look_up_all(const glosa_dictionaries *dictionaries, const glosa_list *names,
                                FILE *out, glosa_error *error)
{
    glosa_folding *folding = NULL;
    glosa_folded folded = {0};
    glosa_buffer key = {0};
    glosa_status status = glosa_folding_new(&folding, error);
    fprintf(out, "asked\tkind\tid\tpreferred\tname\tlanguage\trole\trule\tflags\txrefs\torigin\n");
    for (size_t i = 0; i < names->size && status == GLOSA_OK; i++) {
        glosa_string asked = glosa_string_of(names->items[i]);
        if (glosa_utf8_valid_prefix(asked) != asked.size) {
            status = glosa_fail(error, GLOSA_USAGE, NULL, -1, "a name is not UTF-8");
            break;
        }
        status = glosa_fold(folding, asked, &folded, error);
        glosa_buffer_clear(&key);
        glosa_folded_key(&folded, &key);
        if (status == GLOSA_OK && key.failed)
            status = glosa_fail_memory(error, "dictionary");
        if (status == GLOSA_OK)
            status = look_up(dictionaries, names->items[i], glosa_buffer_view(&key), out, error);
    }
    glosa_buffer_free(&key);
    glosa_folded_free(&folded);
    glosa_folding_free(folding);
    return status;
}

static glosa_status run_lookup(const void *options, const glosa_list *names,
                               glosa_command_context *context, glosa_error *error)
{
    const dictionary_options *lookup = options;
    glosa_dictionaries dictionaries;
    glosa_status status = glosa_dictionaries_load(&dictionaries, lookup->dictionaries.items,
                                                  lookup->dictionaries.size, error);
    if (status)
        return status;
    status = look_up_all(&dictionaries, names, context->out, error);
    glosa_dictionaries_free(&dictionaries);
    return status;
}

const glosa_command glosa_dict_lookup_command = {
    .name = "dict lookup",
    .summary = "show what a string matches, by which listed name and rule, and its origin",
    .operands = "STRING...",
    .example = "glosa dict lookup SDF-1 'mesilato de imatinib'",
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .options = GLOSA_OPTIONS(dictionary_table, dictionary_options),
    .run = run_lookup,
};

/* --- dict stats --- */

/* How often each of a few words occurs, and none where there is damage. */
typedef struct word_counts {
    glosa_string words[GLOSA_DICTIONARY_MOST_WORDS + 1];
    uint32_t counts[GLOSA_DICTIONARY_MOST_WORDS + 1];
    uint32_t size;
} word_counts;

static void count_word(word_counts *counts, glosa_string word)
{
    uint32_t k = 0;
    while (k < counts->size && !glosa_string_equal(counts->words[k], word))
        k++;
    if (k == counts->size)
        counts->words[counts->size++] = word;
    counts->counts[k]++;
}

static void print_kind_counts(const glosa_dictionary *dictionary, FILE *out)
{
    word_counts kinds = {0};
    for (uint32_t i = 0; i < glosa_dictionary_entity_count(dictionary); i++)
        count_word(&kinds, glosa_dictionary_entity_kind(dictionary, i));
    for (uint32_t k = 0; k < kinds.size; k++)
        fprintf(out, "entities of kind %.*s\t%u\n", GLOSA_PRINT(kinds.words[k]),
                kinds.counts[k]);
}

/* Rows by the rule that derived their spelling, most first. */
static void print_rule_counts(const glosa_dictionary *dictionary, FILE *out)
{
    word_counts rules = {0};
    for (uint32_t name = 0; name < glosa_dictionary_name_count(dictionary); name++) {
        for (uint32_t i = 0; i < glosa_dictionary_rows_of(dictionary, name); i++)
            count_word(&rules, glosa_dictionary_entry(dictionary, name, i).rule);
    }
    for (uint32_t printed = 0; printed < rules.size; printed++) {
        uint32_t most = 0;
        for (uint32_t k = 1; k < rules.size; k++) {
            if (rules.counts[k] > rules.counts[most])
                most = k;
        }
        if (rules.words[most].size)
            fprintf(out, "by rule %.*s\t%u\n", GLOSA_PRINT(rules.words[most]),
                    rules.counts[most]);
        else
            fprintf(out, "as listed\t%u\n", rules.counts[most]);
        rules.counts[most] = 0;
    }
}

static void print_origins(const glosa_dictionary *dictionary, FILE *out)
{
    uint32_t counts[GLOSA_DICTIONARY_MOST_ORIGINS] = {0};
    for (uint32_t name = 0; name < glosa_dictionary_name_count(dictionary); name++) {
        for (uint32_t i = 0; i < glosa_dictionary_rows_of(dictionary, name); i++)
            counts[glosa_dictionary_origin_of(dictionary, name, i)]++;
    }
    fputs("origins (publisher, release and licence, or file; name rows)\n", out);
    for (uint32_t i = 0; i < glosa_dictionary_origin_count(dictionary); i++)
        fprintf(out, "%.*s\t%u\n", GLOSA_PRINT(glosa_dictionary_origin(dictionary, i)),
                counts[i]);
}

/* Names by the kinds and languages that they have. */
typedef struct tongue {
    glosa_string kind, language;
    uint32_t names, last;       /* how many; the number of the last one, from 1 */
} tongue;

enum { MOST_TONGUES = 64 };     /* further ones are not told */

static void count_tongue(tongue *tongues, const glosa_entry *entry, uint32_t name)
{
    unsigned k = 0;
    while (k < MOST_TONGUES && tongues[k].names &&
           !(glosa_string_equal(tongues[k].kind, entry->kind) &&
             glosa_string_equal(tongues[k].language, entry->language)))
        k++;
    if (k == MOST_TONGUES || tongues[k].last == name + 1)
        return;
    tongues[k].kind = entry->kind;
    tongues[k].language = entry->language;
    tongues[k].names++;
    tongues[k].last = name + 1;
}

static int compare_tongues(const void *a, const void *b)
{
    const tongue *left = a, *right = b;
    int order = glosa_string_compare(left->kind, right->kind);
    return order ? order : glosa_string_compare(left->language, right->language);
}

static void print_language_counts(const glosa_dictionary *dictionary, FILE *out)
{
    tongue tongues[MOST_TONGUES] = {0};
    unsigned size = 0;
    for (uint32_t name = 0; name < glosa_dictionary_name_count(dictionary); name++) {
        for (uint32_t i = 0; i < glosa_dictionary_rows_of(dictionary, name); i++) {
            glosa_entry entry = glosa_dictionary_entry(dictionary, name, i);
            count_tongue(tongues, &entry, name);
        }
    }
    while (size < MOST_TONGUES && tongues[size].names)
        size++;
    qsort(tongues, size, sizeof *tongues, compare_tongues);
    for (unsigned k = 0; k < size; k++)
        fprintf(out, "names of kind %.*s, %.*s\t%u\n", GLOSA_PRINT(tongues[k].kind),
                GLOSA_PRINT(tongues[k].language), tongues[k].names);
}

void glosa_dictionary_print_stats(const glosa_dictionary *dictionary, FILE *out)
{
    print_kind_counts(dictionary, out);
    print_language_counts(dictionary, out);
    fprintf(out, "folded names\t%u\nname rows\t%u\n", glosa_dictionary_name_count(dictionary),
            glosa_dictionary_row_count(dictionary));
    print_rule_counts(dictionary, out);
    print_origins(dictionary, out);
    fprintf(out, "sources (file, sha256, rows)\n%.*s",
            GLOSA_PRINT(glosa_dictionary_sources(dictionary)));
}

/* Counts first, as damage is met while counting, and prints what is right. */
static glosa_status print_sound(const glosa_dictionary *dictionary, FILE *out, glosa_error *error)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    if (!memory)
        return glosa_fail_memory(error, glosa_dictionary_path(dictionary));
    fprintf(memory, "dictionary\t%s\n", glosa_dictionary_path(dictionary));
    glosa_dictionary_print_stats(dictionary, memory);
    bool whole = !ferror(memory);
    whole &= fclose(memory) == 0;
    glosa_status status = glosa_dictionary_sound(dictionary, error);
    if (status == GLOSA_OK && !whole)
        status = glosa_fail_memory(error, glosa_dictionary_path(dictionary));
    if (status == GLOSA_OK)
        fwrite(text, 1, size, out);
    free(text);
    return status;
}

static glosa_status run_stats(const void *options, const glosa_list *operands,
                              glosa_command_context *context, glosa_error *error)
{
    const dictionary_options *stats = options;
    glosa_dictionaries dictionaries;
    glosa_status status = glosa_dictionaries_load(&dictionaries, stats->dictionaries.items,
                                                  stats->dictionaries.size, error);
    (void)operands;
    if (status)
        return status;
    for (size_t i = 0; i < dictionaries.size && status == GLOSA_OK; i++)
        status = print_sound(dictionaries.items[i], context->out, error);
    glosa_dictionaries_free(&dictionaries);
    return status;
}

const glosa_command glosa_dict_stats_command = {
    .name = "dict stats",
    .summary = "count the entities and names of a dictionary, and list its sources",
    .operands = "",
    .example = "glosa dict stats",
    .operands_least = 0,
    .operands_most = 0,
    .options = GLOSA_OPTIONS(dictionary_table, dictionary_options),
    .run = run_stats,
};

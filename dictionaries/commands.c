#include "dictionaries/commands.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dictionaries/build/compile.h"
#include "dictionaries/build/join.h"
#include "dictionaries/import/tsv.h"
#include "dictionaries/load.h"

/* --- dict build --- */

typedef struct build_options {
    const char *output;
} build_options;

static const glosa_option build_table[] = {
    {.name = "output", .letter = 'o', .type = GLOSA_OPTION_TEXT, .argument = "FILE",
     .offset = offsetof(build_options, output), .required = true,
     .help = "the compiled dictionary to write; replaced when it is there"},
};

static glosa_status write_whole(FILE *file, const char *path, glosa_string image,
                                glosa_error *error)
{
    bool written = fwrite(image.data, 1, image.size, file) == image.size;
    written = fflush(file) == 0 && fsync(fileno(file)) == 0 && written;
    if (fclose(file) != 0 || !written)
        return glosa_fail(error, GLOSA_IO, path, -1, "cannot write: %s", strerror(errno));
    return GLOSA_OK;
}

/* What may be replaced: an empty file or an older dictionary; no device, and none of the inputs. */
static glosa_status check_target(const char *path, glosa_error *error)
{
    struct stat status;
    if (stat(path, &status) != 0 ||
        (S_ISREG(status.st_mode) && (status.st_size == 0 || glosa_dictionary_is_compiled(path))))
        return GLOSA_OK;
    return glosa_fail(error, GLOSA_IO, path, -1,
                      "exists and is no compiled dictionary; it is not overwritten");
}

/* Writes beside the target and renames, so that nobody ever opens half a dictionary. */
static glosa_status write_image(const char *path, glosa_string image, glosa_error *error)
{
    glosa_buffer part = {0};
    glosa_buffer_format(&part, "%s.part", path);
    glosa_buffer_byte(&part, '\0');
    if (part.failed)
        return glosa_fail_memory(error, path);
    FILE *file = NULL;
    glosa_status status = check_target(part.data, error);
    if (status == GLOSA_OK && !(file = fopen(part.data, "wb")))
        status = glosa_fail(error, GLOSA_IO, path, -1, "cannot write: %s", strerror(errno));
    if (status == GLOSA_OK)
        status = write_whole(file, path, image, error);
    if (status == GLOSA_OK && rename(part.data, path) != 0)
        status = glosa_fail(error, GLOSA_IO, path, -1, "cannot rename: %s", strerror(errno));
    if (status && file)
        unlink(part.data);
    glosa_buffer_free(&part);
    return status;
}

static glosa_status run_build(const void *options, const glosa_list *files,
                              glosa_command_context *context, glosa_error *error)
{
    const build_options *build = options;
    glosa_row_table table = {0};
    glosa_join_report report;
    glosa_buffer image = {0};
    (void)context;
    glosa_status status = check_target(build->output, error);
    for (size_t i = 0; i < files->size && status == GLOSA_OK; i++)
        status = glosa_tsv_import(&table, files->items[i], error);
    if (status == GLOSA_OK)
        status = glosa_join(&table, &report, error);
    if (status == GLOSA_OK)
        status = glosa_compile(&table, &image, error);
    if (status == GLOSA_OK)
        status = write_image(build->output, glosa_buffer_view(&image), error);
    glosa_row_table_free(&table);
    glosa_buffer_free(&image);
    return status;
}

const glosa_command glosa_dict_build_command = {
    .name = "dict build",
    .summary = "compile dictionary TSV files into one mapped file",
    .operands = "FILE.tsv...",
    .example = "glosa dict build -o genes.glosa dictionaries/sources/genes.tsv",
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .options = GLOSA_OPTIONS(build_table, build_options),
    .run = run_build,
};

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

static void print_entry(FILE *out, const char *asked, const glosa_entry *entry)
{
    fprintf(out, "%s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t", asked,
            GLOSA_PRINT(entry->kind), GLOSA_PRINT(entry->curie), GLOSA_PRINT(entry->preferred),
            GLOSA_PRINT(entry->name), GLOSA_PRINT(entry->language), GLOSA_PRINT(entry->role),
            GLOSA_PRINT(entry->rule));
    glosa_print_flags(out, entry->flags);
    fprintf(out, "\t%.*s\n", GLOSA_PRINT(entry->xrefs));
}

static void look_up(const glosa_dictionaries *dictionaries, const char *asked,
                    glosa_string key, FILE *out)
{
    for (size_t d = 0; d < dictionaries->size; d++) {
        uint32_t name;
        if (!glosa_dictionary_find(dictionaries->items[d], key, &name))
            continue;
        for (uint32_t i = 0; i < glosa_dictionary_rows_of(dictionaries->items[d], name); i++) {
            glosa_entry entry = glosa_dictionary_entry(dictionaries->items[d], name, i);
            print_entry(out, asked, &entry);
        }
    }
}

static glosa_status look_up_all(const glosa_dictionaries *dictionaries, const glosa_list *names,
                                FILE *out, glosa_error *error)
{
    glosa_folding *folding = NULL;
    glosa_folded folded = {0};
    glosa_buffer key = {0};
    glosa_status status = glosa_folding_new(&folding, error);
    fprintf(out, "asked\tkind\tid\tpreferred\tname\tlanguage\trole\trule\tflags\txrefs\n");
    for (size_t i = 0; i < names->size && status == GLOSA_OK; i++) {
        glosa_string asked = glosa_string_of(names->items[i]);
        if (glosa_utf8_valid_prefix(asked) != asked.size) {
            status = glosa_fail(error, GLOSA_USAGE, NULL, -1, "a name is not UTF-8");
            break;
        }
        status = glosa_fold(folding, asked, &folded, error);
        glosa_buffer_clear(&key);
        glosa_folded_key(&folded, &key);
        if (status == GLOSA_OK)
            look_up(dictionaries, names->items[i], glosa_buffer_view(&key), out);
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
    .summary = "show what a string matches, and by which listed name and rule",
    .operands = "STRING...",
    .example = "glosa dict lookup SDF-1 'mesilato de imatinib'",
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .options = GLOSA_OPTIONS(dictionary_table, dictionary_options),
    .run = run_lookup,
};

/* --- dict stats --- */

static void print_kind_counts(const glosa_dictionary *dictionary, FILE *out)
{
    glosa_string kinds[GLOSA_DICTIONARY_MOST_WORDS];
    uint32_t counts[GLOSA_DICTIONARY_MOST_WORDS] = {0}, known = 0;
    for (uint32_t i = 0; i < glosa_dictionary_entity_count(dictionary); i++) {
        glosa_string kind = glosa_dictionary_entity_kind(dictionary, i);
        uint32_t k = 0;
        while (k < known && !glosa_string_equal(kinds[k], kind))
            k++;
        if (k == known)
            kinds[known++] = kind;
        counts[k]++;
    }
    for (uint32_t k = 0; k < known; k++)
        fprintf(out, "entities of kind %.*s\t%u\n", GLOSA_PRINT(kinds[k]), counts[k]);
}

void glosa_dictionary_print_stats(const glosa_dictionary *dictionary, FILE *out)
{
    print_kind_counts(dictionary, out);
    fprintf(out, "folded names\t%u\nname rows\t%u\nsources (file, sha256, rows)\n%.*s",
            glosa_dictionary_name_count(dictionary), glosa_dictionary_row_count(dictionary),
            GLOSA_PRINT(glosa_dictionary_sources(dictionary)));
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
    for (size_t i = 0; i < dictionaries.size; i++) {
        const glosa_dictionary *dictionary = dictionaries.items[i];
        fprintf(context->out, "dictionary\t%s\n", glosa_dictionary_path(dictionary));
        glosa_dictionary_print_stats(dictionary, context->out);
    }
    glosa_dictionaries_free(&dictionaries);
    return GLOSA_OK;
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

#include "dictionaries/commands/commands.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dictionaries/build/compile.h"
#include "dictionaries/build/join.h"
#include "dictionaries/commands/refuse.h"
#include "dictionaries/import/tsv.h"
#include "dictionaries/load.h"

typedef struct build_options {
    const char *output, *refused;
    glosa_list frequencies;
} build_options;

static const glosa_option build_table[] = {
    {.name = "output", .letter = 'o', .type = GLOSA_OPTION_TEXT, .argument = "FILE",
     .offset = offsetof(build_options, output), .required = true,
     .help = "the compiled dictionary to write; replaced when it is there"},
    {.name = "frequencies", .type = GLOSA_OPTION_LIST, .argument = "LANGUAGE=FILE",
     .offset = offsetof(build_options, frequencies),
     .help = "words of en or es, the most frequent first: lines of a word and its count; may be "
             "given for each"},
    {.name = "refused", .type = GLOSA_OPTION_TEXT, .argument = "FILE",
     .offset = offsetof(build_options, refused),
     .help = "write which imported names were refused or made to need more, and why, as TSV"},
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
    glosa_name_rules *rules = NULL;
    glosa_buffer image = {0};
    (void)context;
    glosa_status status = check_target(build->output, error);
    if (status == GLOSA_OK)
        status = glosa_name_rules_load(&rules, error);
    for (size_t i = 0; i < files->size && status == GLOSA_OK; i++)
        status = glosa_tsv_import(&table, files->items[i], error);
    if (status == GLOSA_OK)
        status = glosa_join(&table, &report, error);
    if (status == GLOSA_OK)
        status = glosa_dict_refuse(&table, &build->frequencies, build->refused, error);
    if (status == GLOSA_OK)
        status = glosa_compile(&table, rules, &image, error);
    if (status == GLOSA_OK)
        status = write_image(build->output, glosa_buffer_view(&image), error);
    glosa_row_table_free(&table);
    glosa_name_rules_free(rules);
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

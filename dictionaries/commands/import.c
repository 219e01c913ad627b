/* dict import and dict formats: published files of names become glosa's TSV. */
#include "dictionaries/commands/commands.h"

#include <errno.h>

#include "dictionaries/import/importer.h"
#include "dictionaries/import/unpacked.h"
#include "pipeline/base/string.h"

typedef struct import_options {
    const char *format, *taxon, *kind, *without, *release, *origin;
} import_options;

static const glosa_option import_table[] = {
    {.name = "format", .letter = 'f', .type = GLOSA_OPTION_TEXT, .argument = "NAME",
     .offset = offsetof(import_options, format), .required = true,
     .help = "what is published so: one that `glosa dict formats` lists"},
    {.name = "release", .letter = 'r', .type = GLOSA_OPTION_TEXT, .argument = "TEXT",
     .offset = offsetof(import_options, release),
     .help = "the release or date of the file, for the origin of its rows"},
    {.name = "taxon", .letter = 't', .type = GLOSA_OPTION_TEXT, .argument = "ID",
     .offset = offsetof(import_options, taxon),
     .help = "only genes of this species, by its NCBI Taxonomy identifier: 9606 (default: all)"},
    {.name = "kind", .letter = 'k', .type = GLOSA_OPTION_TEXT, .argument = "KIND",
     .offset = offsetof(import_options, kind),
     .help = "kind of all rows (default: the format's; some have none)"},
    {.name = "without", .type = GLOSA_OPTION_TEXT, .argument = "KIND",
     .offset = offsetof(import_options, without),
     .help = "leave out rows of this kind, or role: family, abbreviation"},
    {.name = "origin", .type = GLOSA_OPTION_TEXT, .argument = "TEXT",
     .offset = offsetof(import_options, origin),
     .help = "origin of all rows: publisher, release, licence (default: the format's)"},
};

/* --- dict import --- */

typedef struct printing {
    FILE *out;
    glosa_string origin;
    const char *without;        /* a kind or role; NULL: none */
    const atomic_bool *interrupted;
} printing;

static glosa_status print_row(void *state, const glosa_row *row, glosa_error *error)
{
    const printing *printing = state;
    if (*printing->interrupted)
        return glosa_fail(error, GLOSA_INTERRUPTED, "import", -1, "interrupted by a signal");
    if (printing->without && (glosa_string_is(row->kind, printing->without) ||
                              glosa_string_is(row->role, printing->without)))
        return GLOSA_OK;
    fprintf(printing->out, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t\t%.*s\t%.*s\n",
            GLOSA_PRINT(row->kind), GLOSA_PRINT(row->curie), GLOSA_PRINT(row->name),
            GLOSA_PRINT(row->language), GLOSA_PRINT(row->role), GLOSA_PRINT(row->xrefs),
            GLOSA_PRINT(printing->origin));
    if (ferror(printing->out))
        return glosa_fail(error, GLOSA_IO, "standard output", -1, "cannot write: %s",
                          strerror(errno));
    return GLOSA_OK;
}

static glosa_status unknown_format(const char *name, glosa_error *error)
{
    glosa_buffer names = {0};
    for (size_t i = 0; i < glosa_importers_size; i++)
        glosa_buffer_format(&names, " %s", glosa_importers[i]->name);
    glosa_status status = glosa_fail(error, GLOSA_USAGE, NULL, -1,
                                     "unknown format '%s'; there are:%.*s", name,
                                     (int)names.size, names.data ? names.data : "");
    glosa_buffer_free(&names);
    return status;
}

/* Refuses what no row is: nothing would be left out. */
static glosa_status check_without(const glosa_importer *importer, const import_options *options,
                                  glosa_error *error)
{
    static const char *const kinds[] = {"gene", "family", "drug", "chemical", NULL};
    const char *const *const lists[] = {glosa_row_roles, kinds};
    const char *kind = options->kind ? options->kind : importer->kind;
    if (!options->without || (kind && strcmp(kind, options->without) == 0))
        return GLOSA_OK;
    glosa_buffer words = {0};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        for (const char *const *word = lists[i]; *word; word++) {
            if (strcmp(*word, options->without) == 0) {
                glosa_buffer_free(&words);
                return GLOSA_OK;
            }
            glosa_buffer_format(&words, " %s", *word);
        }
    }
    glosa_status status = glosa_fail(error, GLOSA_USAGE, NULL, -1,
                                     "--without '%s' leaves out nothing; there are:%.*s",
                                     options->without, GLOSA_PRINT(glosa_buffer_view(&words)));
    glosa_buffer_free(&words);
    return status;
}

static bool is_one_cell(const char *text)
{
    return !text || !strpbrk(text, "\t\r\n");
}

static glosa_status check_use(const glosa_importer *importer, const import_options *options,
                              size_t files, glosa_error *error)
{
    if (!importer)
        return unknown_format(options->format, error);
    if (!importer->kind && !importer->sorts && !options->kind)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                          "format %s has names of any kind; say which with --kind",
                          importer->name);
    if (!importer->title && !options->origin)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                          "format %s has many publishers; say with --origin whose file it is, "
                          "its release and licence", importer->name);
    if (options->taxon && !importer->has_taxa)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1, "format %s does not tell species apart",
                          importer->name);
    if (files > 1 && !importer->second)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1, "format %s takes one file",
                          importer->name);
    if (!is_one_cell(options->kind) || !is_one_cell(options->release) ||
        !is_one_cell(options->origin))
        return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                          "a kind, release or origin has no tab or line end");
    return check_without(importer, options, error);
}

static void set_origin(glosa_buffer *origin, const glosa_importer *importer,
                       const import_options *options)
{
    if (options->origin)
        glosa_buffer_text(origin, options->origin);
    else if (options->release)
        glosa_buffer_format(origin, "%s %s (%s)", importer->title, options->release,
                            importer->licence);
    else
        glosa_buffer_format(origin, "%s (%s)", importer->title, importer->licence);
}

static glosa_status import_files(const glosa_importer *importer, glosa_import *import,
                                 glosa_error *error)
{
    glosa_unpacked first = {0}, second = {0};
    glosa_status status = glosa_unpacked_open(&first, import->path, error);
    if (status == GLOSA_OK && import->second_path)
        status = glosa_as_dictionary_error(
            glosa_unpacked_open(&second, import->second_path, error), import->second_path, error);
    import->reader = first.reader;
    import->second = second.reader;
    if (status == GLOSA_OK)
        status = glosa_importer_run(importer, import, error);
    if (status == GLOSA_OK)
        status = glosa_unpacked_end(&first, error);
    if (status == GLOSA_OK && import->second)
        status = glosa_as_dictionary_error(glosa_unpacked_end(&second, error),
                                           import->second_path, error);
    glosa_unpacked_close(&first);
    glosa_unpacked_close(&second);
    return glosa_as_dictionary_error(status, import->path, error);
}

static glosa_status run_import(const void *options, const glosa_list *files,
                               glosa_command_context *context, glosa_error *error)
{
    const import_options *given = options;
    const glosa_importer *importer = glosa_importer_named(given->format);
    glosa_status status = check_use(importer, given, files->size, error);
    if (status)
        return status;
    glosa_buffer origin = {0};
    set_origin(&origin, importer, given);
    if (origin.failed)
        return glosa_fail_memory(error, "import");
    printing printing = {context->out, glosa_buffer_view(&origin), given->without,
                         context->interrupted};
    glosa_import import = {
        .path = files->items[0], .second_path = files->size > 1 ? files->items[1] : NULL,
        .taxon = given->taxon, .kind = given->kind ? given->kind : importer->kind,
        .kind_given = given->kind, .sink = {&printing, print_row},
    };
    fprintf(context->out, "kind\tid\tname\tlanguage\trole\tflags\txrefs\torigin\n");
    status = import_files(importer, &import, error);
    glosa_buffer_free(&origin);
    return status;
}

const glosa_command glosa_dict_import_command = {
    .name = "dict import",
    .summary = "turn a published file of names into dictionary TSV",
    .details = "FILE may be compressed; - is standard input. A second one only where the format "
               "takes it.\nThe rows are as published; a file with a fault gives those before it.\n",
    .operands = "FILE [FILE]",
    .example = "glosa dict import --format hgnc --release 2024-10 hgnc_complete_set.txt",
    .operands_least = 1,
    .operands_most = 2,
    .options = GLOSA_OPTIONS(import_table, import_options),
    .run = run_import,
};

/* --- dict formats --- */

static glosa_status run_formats(const void *options, const glosa_list *operands,
                                glosa_command_context *context, glosa_error *error)
{
    (void)options, (void)operands, (void)error;
    fprintf(context->out, "format\tkind\tlicence\tfile\tsecond file\n");
    for (size_t i = 0; i < glosa_importers_size; i++) {
        const glosa_importer *one = glosa_importers[i];
        const char *kind = one->kind ? one->kind : one->sorts ? "several" : "any";
        fprintf(context->out, "%s\t%s\t%s\t%s\t%s\n", one->name, kind,
                one->licence ? one->licence : "the publisher's", one->file,
                one->second ? one->second : "");
    }
    return GLOSA_OK;
}

const glosa_command glosa_dict_formats_command = {
    .name = "dict formats",
    .summary = "list the published formats that dict import reads",
    .operands = "",
    .example = "glosa dict formats",
    .operands_least = 0,
    .operands_most = 0,
    .run = run_formats,
};

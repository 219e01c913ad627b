/* dict verify */
#include "dictionaries/commands/commands.h"

static void print_facts(const glosa_dictionary *dictionary, FILE *out)
{
    glosa_dictionary_facts facts = glosa_dictionary_describe(dictionary);
    char digest[GLOSA_DIGEST_SIZE];
    glosa_dictionary_digest(dictionary, digest);
    fprintf(out, "dictionary\t%s\nbytes\t%zu\nformat\t%u\nfolding profile\t%u\nUnicode\t%s\n",
            glosa_dictionary_path(dictionary), facts.size, facts.format, facts.folding,
            facts.unicode);
    fprintf(out, "sha256 of the contents\t%s\n", digest);
    glosa_dictionary_print_stats(dictionary, out);
}

static glosa_status run_verify(const void *options, const glosa_list *files,
                               glosa_command_context *context, glosa_error *error)
{
    glosa_dictionary *dictionary = NULL;
    (void)options;
    glosa_status status = glosa_dictionary_open(&dictionary, files->items[0], error);
    if (status == GLOSA_OK)
        status = glosa_dictionary_verify(dictionary, error);
    if (status == GLOSA_OK)
        print_facts(dictionary, context->out);
    glosa_dictionary_free(dictionary);
    return status;
}

const glosa_command glosa_dict_verify_command = {
    .name = "dict verify",
    .summary = "check a compiled dictionary in full, and say what it is",
    .details = "Checked are the checksums, every offset and index, that every name is found by\n"
               "its key, and the SHA-256 of the contents, which is that of `tail -c +513 FILE`.\n",
    .operands = "FILE",
    .example = "glosa dict verify build/release/share/glosa/home.glosa",
    .operands_least = 1,
    .operands_most = 1,
    .run = run_verify,
};

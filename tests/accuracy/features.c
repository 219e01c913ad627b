/* Prints the features by which names of genes are judged, for tests/accuracy/learn: reads what
 * `glosa tag` writes, and writes a line for each span, tab-separated: document, start and end (code
 * points of the source), text, then NAME=VALUE of each feature. */
#include "pipeline/wire/wire.h"
#include "stages/resolve/abbreviations.h"
#include "stages/resolve/features.h"

static size_t points_before(const glosa_document *document, uint32_t at)
{
    return glosa_utf8_count(glosa_string_slice(document->source, 0, at));
}

static void print_group(const glosa_document *document, const glosa_group *group,
                        const glosa_features *features)
{
    glosa_span span = glosa_document_to_source(document, group->span);
    glosa_string text = glosa_document_text(document, group->span);
    printf("%.*s\t%zu\t%zu\t%.*s", GLOSA_PRINT(document->metadata.name),
           points_before(document, span.start), points_before(document, span.end),
           GLOSA_PRINT(text));
    for (size_t i = 0; i < features->size; i++)
        printf("\t%s=%.*s", features->items[i].name, GLOSA_PRINT(features->items[i].value));
    putchar('\n');
}

static glosa_status print_document(glosa_document *document, const glosa_word_lists *lists,
                                   glosa_error *error)
{
    glosa_proposals proposals = {.document = document, .lists = lists};
    glosa_article article;
    glosa_supports supports;
    glosa_features features;
    glosa_status status = glosa_wire_parse(document, error);
    if (status == GLOSA_OK)
        status = glosa_abbreviations_find(document, error);
    if (status == GLOSA_OK)
        status = glosa_proposals_of_hits(&proposals, error);
    if (status == GLOSA_OK)
        status = glosa_proposals_define(&proposals, error);
    if (status == GLOSA_OK)
        status = glosa_article_read(&article, &supports, &proposals, error);
    if (status)
        return status;
    for (glosa_group group = {0}; glosa_group_next(&proposals, &group);) {
        if (!glosa_group_is_open(&proposals, &group))
            continue;
        glosa_features_of(&article, &group, &features);
        print_group(document, &group, &features);
    }
    return GLOSA_OK;
}

int main(void)
{
    glosa_error error = {0};
    glosa_word_lists lists;
    glosa_document document = {0};
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    glosa_status status = glosa_word_lists_init(&lists, &error);
    for (bool header = true; !status && (size = getline(&line, &room, stdin)) > 0; header = false) {
        if (header)
            continue;
        document.record = (glosa_record){.bytes = {line, (size_t)size - (line[size - 1] == '\n')},
                                         .line = 1};
        status = print_document(&document, &lists, &error);
        glosa_document_reset(&document);
    }
    if (status)
        fprintf(stderr, "features: %s\n", error.message);
    free(line);
    glosa_document_free(&document);
    glosa_word_lists_free(&lists);
    return status != GLOSA_OK;
}

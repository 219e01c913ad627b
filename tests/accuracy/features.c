/* features [--species]: prints the features by which names of genes are judged, for
 * tests/accuracy/learn: reads what `glosa tag` writes, and writes a line for each span,
 * tab-separated: document, start and end (code points of the source), text, then NAME=VALUE of each
 * feature. With --species, for each span that a gene of man and one of mouse have: document, start,
 * end, text, the identifiers of the genes of man and those of mouse (joined by bars), and
 * NAME=VALUE of what more speaks for mouse than for man. */
#include "dictionaries/match/taxon.h"
#include "pipeline/wire/wire.h"
#include "stages/resolve/abbreviations.h"
#include "stages/resolve/features.h"

static size_t points_before(const glosa_document *document, uint32_t at)
{
    return glosa_utf8_count(glosa_string_slice(document->source, 0, at));
}

static void print_span(const glosa_document *document, glosa_span in_text)
{
    glosa_span span = glosa_document_to_source(document, in_text);
    printf("%.*s\t%zu\t%zu\t%.*s", GLOSA_PRINT(document->metadata.name),
           points_before(document, span.start), points_before(document, span.end),
           GLOSA_PRINT(glosa_document_text(document, in_text)));
}

static void print_group(const glosa_document *document, const glosa_group *group,
                        const glosa_features *features)
{
    print_span(document, group->span);
    for (size_t i = 0; i < features->size; i++)
        printf("\t%s=%.*s", features->items[i].name, GLOSA_PRINT(features->items[i].value));
    putchar('\n');
}

static glosa_status print_groups(glosa_proposals *proposals, glosa_error *error)
{
    glosa_article article;
    glosa_supports supports;
    glosa_features features;
    glosa_status status = glosa_article_read(&article, &supports, proposals, error);
    if (status)
        return status;
    for (glosa_group group = {0}; glosa_group_next(proposals, &group);) {
        if (!glosa_group_is_open(proposals, &group))
            continue;
        glosa_features_of(&article, &group, &features);
        print_group(proposals->document, &group, &features);
    }
    return GLOSA_OK;
}

/* Appends the identifiers of those of a group that are genes of a species, each with a bar. */
static void add_identifiers(const glosa_proposals *proposals, const glosa_group *group,
                            uint32_t taxon, glosa_buffer *out)
{
    for (uint32_t i = group->first; i < group->end; i++) {
        const glosa_proposal *proposal = &proposals->all.items[i];
        const glosa_entry *entry = &proposals->document->entries.items[proposal->entry];
        if (proposal->dropped || proposals->taxa[proposal->entry] != taxon)
            continue;
        glosa_buffer_format(out, "%.*s|%.*s|", GLOSA_PRINT(entry->curie),
                            GLOSA_PRINT(entry->xrefs));
    }
}

static void print_species(const glosa_proposals *proposals, const glosa_group *group)
{
    float man[GLOSA_SPECIES_FEATURE_COUNT], mouse[GLOSA_SPECIES_FEATURE_COUNT];
    glosa_buffer of_man = {0}, of_mouse = {0};
    add_identifiers(proposals, group, GLOSA_TAXON_HUMAN, &of_man);
    add_identifiers(proposals, group, GLOSA_TAXON_MOUSE, &of_mouse);
    if (of_man.size && of_mouse.size) {
        glosa_species_spot spot = glosa_proposal_spot(proposals,
                                                      &proposals->all.items[group->first]);
        glosa_species_features(&proposals->species, GLOSA_TAXON_HUMAN, spot, man);
        glosa_species_features(&proposals->species, GLOSA_TAXON_MOUSE, spot, mouse);
        print_span(proposals->document, group->span);
        printf("\t%.*s\t%.*s", GLOSA_PRINT(glosa_buffer_view(&of_man)),
               GLOSA_PRINT(glosa_buffer_view(&of_mouse)));
        for (size_t i = 0; i < GLOSA_SPECIES_FEATURE_COUNT; i++)
            printf("\t%s=%.4f", glosa_species_feature_names[i], (double)(mouse[i] - man[i]));
        putchar('\n');
    }
    glosa_buffer_free(&of_man);
    glosa_buffer_free(&of_mouse);
}

static glosa_status print_all_species(glosa_proposals *proposals, glosa_error *error)
{
    glosa_status status = glosa_proposals_judge(proposals, error);
    if (status == GLOSA_OK)
        status = glosa_proposals_settle(proposals, error);
    glosa_proposals_note_capitals(proposals);
    for (glosa_group group = {0}; !status && glosa_group_next(proposals, &group);)
        print_species(proposals, &group);
    return status;
}

static glosa_status print_document(glosa_document *document, const glosa_word_lists *lists,
                                   bool species, glosa_error *error)
{
    glosa_proposals proposals = {.document = document, .lists = lists};
    glosa_status status = glosa_wire_parse(document, error);
    if (status == GLOSA_OK)
        status = glosa_abbreviations_find(document, lists, error);
    if (status == GLOSA_OK)
        status = glosa_proposals_of_hits(&proposals, error);
    if (status == GLOSA_OK)
        status = glosa_proposals_define(&proposals, error);
    if (status)
        return status;
    return species ? print_all_species(&proposals, error) : print_groups(&proposals, error);
}

int main(int count, char **words)
{
    bool species = count == 2 && strcmp(words[1], "--species") == 0;
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
        status = print_document(&document, &lists, species, &error);
        glosa_document_reset(&document);
    }
    if (status)
        fprintf(stderr, "features: %s\n", error.message);
    free(line);
    glosa_document_free(&document);
    glosa_word_lists_free(&lists);
    return status != GLOSA_OK;
}

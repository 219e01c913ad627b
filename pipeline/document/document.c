#include "pipeline/document/document.h"

/* What an idle document keeps for the next one: the common article fits. */
enum { KEPT_MEMORY = 4 << 20 };

void glosa_document_reset(glosa_document *document)
{
    glosa_document empty = {.arena = document->arena, .wire = document->wire};
    glosa_arena_reset(&empty.arena, KEPT_MEMORY);
    if (empty.wire.capacity > KEPT_MEMORY)
        glosa_buffer_free(&empty.wire);
    glosa_buffer_clear(&empty.wire);
    *document = empty;
}

void glosa_document_free(glosa_document *document)
{
    glosa_arena_free(&document->arena);
    glosa_buffer_free(&document->wire);
    *document = (glosa_document){0};
}

glosa_string glosa_document_keep(glosa_document *document, glosa_string string)
{
    char *copy = glosa_arena_copy(&document->arena, string.data, string.size);
    return copy ? (glosa_string){copy, string.size} : (glosa_string){NULL, 0};
}

glosa_string glosa_document_text(const glosa_document *document, glosa_span span)
{
    return glosa_string_slice(document->text, span.start, span.end);
}

glosa_string glosa_document_source(const glosa_document *document, glosa_span span)
{
    return glosa_string_slice(document->source, span.start, span.end);
}

glosa_span glosa_document_to_source(const glosa_document *document, glosa_span text)
{
    uint32_t start = glosa_offset_map_start(&document->map, text.start);
    uint32_t end = glosa_offset_map_end(&document->map, text.end);
    return (glosa_span){start, end > start ? end : start};
}

static int compare_mentions(const void *left, const void *right)
{
    const glosa_mention *a = left, *b = right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end)
        return a->span.end > b->span.end ? -1 : 1;
    if (a->first_candidate != b->first_candidate)
        return a->first_candidate < b->first_candidate ? -1 : 1;
    return (a->kind.size > 0) - (b->kind.size > 0);
}

void glosa_document_sort_mentions(glosa_document *document)
{
    if (document->mentions.size)
        qsort(document->mentions.items, document->mentions.size, sizeof(glosa_mention),
              compare_mentions);
}

glosa_status glosa_document_add_problem(glosa_document *document, const char *stage,
                                        const glosa_error *problem, bool failed,
                                        glosa_error *error)
{
    glosa_problem *added = GLOSA_ARRAY_ADD(&document->arena, &document->problems);
    char *where = glosa_arena_copy(&document->arena, problem->where, strlen(problem->where));
    char *message = glosa_arena_copy(&document->arena, problem->message,
                                     strlen(problem->message));
    if (!added || !where || !message)
        return glosa_fail_memory(error, stage);
    *added = (glosa_problem){
        .stage = glosa_string_of(stage),
        .code = problem->code,
        .where = glosa_string_of(where),
        .message = glosa_string_of(message),
        .position = problem->position,
    };
    document->failed |= failed;
    return GLOSA_OK;
}

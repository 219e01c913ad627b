#include "stages/emit/rows.h"

static glosa_placed_text place(const glosa_document *document, const glosa_utf8_index *index,
                               glosa_span span)
{
    glosa_span source = glosa_document_to_source(document, span);
    return (glosa_placed_text){
        .start = glosa_utf8_code_point_of(index, source.start),
        .end = glosa_utf8_code_point_of(index, source.end),
        .text = glosa_document_source(document, source),
    };
}

static glosa_emit_rows *allocate(glosa_document *document)
{
    glosa_arena *arena = &document->arena;
    glosa_emit_rows *rows = glosa_arena_alloc(arena, sizeof *rows);
    if (!rows)
        return NULL;
    rows->sections = glosa_arena_alloc(arena, document->sections.size * sizeof *rows->sections);
    rows->sentences = glosa_arena_alloc(arena,
                                        document->sentences.size * sizeof *rows->sentences);
    rows->mentions = glosa_arena_alloc(arena, document->mentions.size * sizeof *rows->mentions);
    rows->short_forms = glosa_arena_alloc(
        arena, document->abbreviations.size * sizeof *rows->short_forms);
    rows->long_forms = glosa_arena_alloc(
        arena, document->abbreviations.size * sizeof *rows->long_forms);
    bool all = rows->sections && rows->sentences && rows->mentions && rows->short_forms &&
               rows->long_forms;
    return all ? rows : NULL;
}

static glosa_status encode(const void *shared, void *scratch, glosa_document *document,
                           glosa_error *error)
{
    (void)shared;
    (void)scratch;
    glosa_utf8_index index;
    glosa_status status = glosa_utf8_index_init(&index, document->source, &document->arena,
                                                error);
    if (status)
        return status;
    glosa_emit_rows *rows = allocate(document);
    if (!rows)
        return glosa_fail_memory(error, "emit");
    for (uint32_t i = 0; i < document->sections.size; i++) {
        const glosa_section *section = &document->sections.items[i];
        rows->sections[i] = place(document, &index, section->span);
        rows->sections[i].text = place(document, &index, section->heading).text;
    }
    for (uint32_t i = 0; i < document->sentences.size; i++)
        rows->sentences[i] = place(document, &index, document->sentences.items[i].span);
    for (uint32_t i = 0; i < document->mentions.size; i++)
        rows->mentions[i] = place(document, &index, document->mentions.items[i].span);
    for (uint32_t i = 0; i < document->abbreviations.size; i++) {
        glosa_abbreviation pair = document->abbreviations.items[i];
        rows->short_forms[i] = place(document, &index, pair.short_form);
        rows->long_forms[i] = place(document, &index, pair.long_form).text;
    }
    document->encoded = rows;
    return GLOSA_OK;
}

const glosa_stage glosa_emit_encode = {
    .name = "emit",
    .summary = "rows for the database",
    .reads = GLOSA_SOURCE | GLOSA_TEXT | GLOSA_SECTIONS | GLOSA_SENTENCES | GLOSA_MENTIONS,
    .apply = encode,
};

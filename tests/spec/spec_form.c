#include "tests/spec/spec_form.h"

#include "tests/spec/spec_file.h"

/* Begins a line, unless it is the first. */
static void begin_line(glosa_buffer *out, bool first)
{
    if (!first)
        glosa_buffer_byte(out, '\n');
}

static void put_inner(glosa_buffer *out, glosa_string text)
{
    for (size_t i = 0; i < text.size; i++)
        glosa_buffer_byte(out, text.data[i] == '\n' ? SPEC_INNER_LINE_END : text.data[i]);
}

static void put_figure_entity(const glosa_figure_entity *entity, glosa_buffer *out)
{
    const glosa_string columns[] = {entity->word, entity->symbol, entity->curie, entity->source};
    glosa_buffer_text(out, "figure");
    if (entity->kind.size)
        glosa_buffer_format(out, " %.*s", GLOSA_PRINT(entity->kind));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        glosa_buffer_text(out, " | ");
        put_inner(out, columns[i].size ? columns[i] : GLOSA_LITERAL("-"));
    }
}

static void form_read(const glosa_document *document, unsigned columns, glosa_buffer *out)
{
    (void)columns;
    for (uint32_t i = 0; i < document->blocks.size; i++) {
        const glosa_block *block = &document->blocks.items[i];
        begin_line(out, i == 0);
        glosa_buffer_text(out, glosa_block_kind_name(block->kind));
        if (block->level)
            glosa_buffer_number(out, block->level);
        if (block->section_known)
            glosa_buffer_format(out, " %s", glosa_section_kind_name(block->section));
        glosa_buffer_text(out, " | ");
        put_inner(out, glosa_document_source(document, block->span));
    }
    for (uint32_t i = 0; i < document->figure_entities.size; i++) {
        begin_line(out, i == 0 && document->blocks.size == 0);
        put_figure_entity(&document->figure_entities.items[i], out);
    }
}

static void form_normalize(const glosa_document *document, unsigned columns, glosa_buffer *out)
{
    (void)columns;
    glosa_buffer_string(out, document->text);
}

static void form_segment(const glosa_document *document, unsigned columns, glosa_buffer *out)
{
    (void)columns;
    for (uint32_t i = 0; i < document->sentences.size; i++) {
        const glosa_sentence *sentence = &document->sentences.items[i];
        glosa_section_kind kind = document->sections.items[sentence->section].kind;
        begin_line(out, i == 0);
        glosa_buffer_format(out, "%.*s %s | ", GLOSA_PRINT(sentence->language),
                            glosa_section_kind_name(kind));
        put_inner(out, glosa_document_text(document, sentence->span));
    }
}

static void form_tokenize(const glosa_document *document, unsigned columns, glosa_buffer *out)
{
    (void)columns;
    uint32_t t = 0;
    for (uint32_t i = 0; i < document->sentences.size; i++) {
        uint32_t end = document->sentences.items[i].span.end;
        begin_line(out, i == 0);
        for (bool first = true;
             t < document->tokens.size && document->tokens.items[t].span.start < end; t++) {
            if (!first)
                glosa_buffer_text(out, " ¦ ");
            put_inner(out, glosa_document_text(document, document->tokens.items[t].span));
            first = false;
        }
    }
}

/* `kind` where it is not empty, else that of the entry. */
static void put_entry(const glosa_document *document, glosa_span span, uint32_t number,
                      glosa_string kind, glosa_buffer *out)
{
    const glosa_entry *entry = &document->entries.items[number];
    put_inner(out, glosa_document_text(document, span));
    glosa_buffer_format(out, "\t%.*s\t%.*s", GLOSA_PRINT(kind.size ? kind : entry->kind),
                        GLOSA_PRINT(entry->curie));
}

static void form_tag(const glosa_document *document, unsigned columns, glosa_buffer *out)
{
    (void)columns;
    for (uint32_t i = 0; i < document->hits.size; i++) {
        begin_line(out, i == 0);
        put_entry(document, document->hits.items[i].span, document->hits.items[i].entry,
                  (glosa_string){0}, out);
    }
}

static void form_resolve(const glosa_document *document, unsigned columns, glosa_buffer *out)
{
    for (uint32_t i = 0; i < document->mentions.size; i++) {
        const glosa_mention *mention = &document->mentions.items[i];
        const glosa_candidate *best = &document->candidates.items[mention->first_candidate];
        begin_line(out, i == 0);
        put_entry(document, mention->span, best->entry, mention->kind, out);
        if (columns > 3)
            glosa_buffer_format(out, "\t%.*s", GLOSA_PRINT(mention->method));
    }
}

static const struct {
    const char *stage;
    void (*form)(const glosa_document *document, unsigned columns, glosa_buffer *out);
} forms[] = {
    {"read", form_read},         {"normalize", form_normalize}, {"segment", form_segment},
    {"tokenize", form_tokenize}, {"tag", form_tag},             {"resolve", form_resolve},
};

bool spec_form(const glosa_document *document, glosa_string stage, unsigned columns,
               glosa_buffer *out)
{
    if (document->failed) {
        for (uint32_t i = 0; i < document->problems.size; i++) {
            begin_line(out, i == 0);
            glosa_buffer_format(out, "problem %s",
                                glosa_status_name(document->problems.items[i].code));
        }
        return true;
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (glosa_string_is(stage, forms[i].stage)) {
            forms[i].form(document, columns, out);
            return true;
        }
    }
    return false;
}

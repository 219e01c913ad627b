/* Offsets are believed as far as they can be true. Some sources count bytes, which shows as gaps
 * that grow with every Greek letter (and still leaves each passage where it says it is); some
 * write -1 or 0 everywhere; documents cut out of a longer article begin far from its start. */
#include "stages/read/records/passages.h"

#include "stages/read/plain/blocks.h"

/* Code points between passages (or in front of the first) that are still taken for layout. */
enum { GAP_LIMIT = 1000 };

glosa_status glosa_passages_add(glosa_passages *passages, glosa_document *document,
                                glosa_passage passage, glosa_error *error)
{
    if (!passage.text.size)
        return GLOSA_OK;
    glosa_passage *added = GLOSA_ARRAY_ADD(&document->arena, &passages->list);
    if (!added)
        return glosa_fail_memory(error, "read");
    *added = passage;
    return GLOSA_OK;
}

/* All gaps together are no longer than the text, apart from one, so that a few bytes of input
 * cannot ask for a long source. */
static bool are_placed(const glosa_passages *passages)
{
    int64_t end = 0, text = 0;
    for (uint32_t i = 0; i < passages->list.size; i++) {
        const glosa_passage *passage = &passages->list.items[i];
        if (passage->offset < end || passage->offset - end > GAP_LIMIT)
            return false;
        int64_t size = (int64_t)glosa_utf8_count(passage->text);
        end = passage->offset + size;
        text += size;
    }
    return end - text <= text + GAP_LIMIT;
}

/* Appends what stands in front of a passage; *end counts the code points of the source. */
static void add_gap(glosa_buffer *source, const glosa_passage *passage, bool placed,
                    int64_t *end)
{
    int64_t gap = placed ? passage->offset - *end : 0;
    bool blank = source->size && glosa_is_ascii_blank(source->data[source->size - 1]);
    if (!placed && source->size && !passage->continues)
        gap = 2;
    else if (!placed && passage->continues)
        gap = !blank && !glosa_is_ascii_blank(passage->text.data[0]);
    for (int64_t i = 0; i < gap; i++)
        glosa_buffer_byte(source, passage->continues ? ' ' : '\n');
    *end += gap + (placed ? (int64_t)glosa_utf8_count(passage->text) : 0);
}

/* Adds the cells of a table whose rows are lines and whose columns end in tabs. */
static void add_cells(glosa_splitter *splitter, glosa_span span)
{
    for (uint32_t at = span.start; at < span.end;) {
        uint32_t start = at;
        while (at < span.end && !memchr("\t\r\n", splitter->source.data[at], 3))
            at++;
        glosa_blocks_add(splitter, (glosa_span){start, at}, GLOSA_BLOCK_CELL, 0);
        at++;
    }
}

/* Adds the blocks of a passage, of which the splitter's source is what ends with it. */
static void add_blocks(glosa_splitter *splitter, uint32_t start, glosa_block like)
{
    uint32_t end = (uint32_t)splitter->source.size, at = start;
    uint32_t first = splitter->document->blocks.size;
    splitter->like = like;
    glosa_span run;
    if (like.kind == GLOSA_BLOCK_CELL) {
        add_cells(splitter, (glosa_span){start, end});
    } else if (like.kind == GLOSA_BLOCK_HEADING) {
        glosa_blocks_add(splitter, (glosa_span){start, end}, like.kind, like.level);
    } else {
        while (glosa_blocks_run(splitter->source, &at, &run))
            glosa_blocks_split(splitter, run, like.kind);
    }
    if (splitter->document->blocks.size > first)
        splitter->document->blocks.items[first].opens_section = like.opens_section;
}

static glosa_status add_all_blocks(const glosa_passages *passages, const uint32_t *starts,
                                   glosa_document *document, glosa_error *error)
{
    glosa_splitter splitter = {.document = document};
    uint32_t size = passages->list.size;
    for (uint32_t i = 0, next; i < size && !splitter.failed; i = next) {
        for (next = i + 1; next < size && passages->list.items[next].continues;)
            next++;
        /* Up to the next passage: what lies between is blank. */
        splitter.source = glosa_string_slice(document->source, 0, starts[next]);
        add_blocks(&splitter, starts[i], passages->list.items[i].like);
    }
    return glosa_blocks_finish(&splitter, error);
}

static void set_title(const glosa_passages *passages, glosa_document *document)
{
    for (uint32_t i = 0; i < passages->list.size && !document->metadata.title.size; i++) {
        const glosa_passage *passage = &passages->list.items[i];
        if (passage->like.section_known && passage->like.section == GLOSA_SECTION_TITLE)
            document->metadata.title = glosa_string_trim(passage->text);
    }
}

glosa_status glosa_passages_finish(const glosa_passages *passages, glosa_document *document,
                                   glosa_buffer *buffer, glosa_error *error)
{
    uint32_t size = passages->list.size;
    uint32_t *starts = glosa_arena_alloc(&document->arena, (size + 1) * sizeof *starts);
    if (!starts)
        return glosa_fail_memory(error, "read");
    bool placed = are_placed(passages);
    int64_t end = 0;
    glosa_buffer_clear(buffer);
    for (uint32_t i = 0; i < size; i++) {
        add_gap(buffer, &passages->list.items[i], placed, &end);
        starts[i] = (uint32_t)buffer->size;
        glosa_buffer_string(buffer, passages->list.items[i].text);
        if (buffer->size > GLOSA_DOCUMENT_LIMIT)
            return glosa_fail(error, GLOSA_TOO_LARGE, NULL, -1,
                              "text exceeds %u bytes; document skipped", GLOSA_DOCUMENT_LIMIT);
    }
    starts[size] = (uint32_t)buffer->size;
    document->source = glosa_document_keep(document, glosa_buffer_view(buffer));
    if (buffer->failed || (size && !document->source.data))
        return glosa_fail_memory(error, "read");
    set_title(passages, document);
    return add_all_blocks(passages, starts, document, error);
}

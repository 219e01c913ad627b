/* Blocks to units, and units to the rows of sections and stretches of sentences. */
#include "stages/segment/characters.h"
#include "stages/segment/segment.h"

enum { EVIDENCE_ENOUGH = 8, LABEL_LIMIT = 40 };

glosa_string glosa_unit_text(const glosa_segmenting *work, uint32_t index)
{
    return glosa_document_text(work->document, work->units.items[index].span);
}

/* The block's place in the text, without blanks at the ends. `least` is where the block before
 * ended: an edit that reaches over both belongs to the first. */
static glosa_span place_of(const glosa_document *document, glosa_span source, uint32_t least)
{
    uint32_t start = glosa_offset_map_to_text(&document->map, source.start);
    uint32_t end = glosa_offset_map_to_text(&document->map, source.end);
    start = start < least ? least : start;
    end = end < start ? start : end;
    start = (uint32_t)glosa_skip_blanks(glosa_string_slice(document->text, 0, end), start);
    end = (uint32_t)glosa_skip_blanks_back(document->text, end, start);
    return (glosa_span){start, end};
}

static size_t border_before(glosa_string text, size_t at)
{
    while (at > 0 && at < text.size && ((unsigned char)text.data[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void weigh(glosa_segmenting *work, glosa_unit *unit)
{
    glosa_string text = glosa_document_text(work->document, unit->span);
    if (text.size > GLOSA_EVIDENCE_BYTES)
        text.size = border_before(text, GLOSA_EVIDENCE_BYTES);
    glosa_words_count(&work->shared->words, text, EVIDENCE_ENOUGH, &unit->evidence);
}

bool glosa_units_make(glosa_segmenting *work)
{
    glosa_document *document = work->document;
    uint32_t count = document->blocks.size, end = 0;
    glosa_unit *units = glosa_arena_alloc(&document->arena, count * sizeof *units);
    if (!units)
        return false;
    work->units = (glosa_units){units, 0};
    for (uint32_t i = 0; i < count; i++) {
        const glosa_block *block = &document->blocks.items[i];
        glosa_span span = place_of(document, block->span, end);
        if (span.start == span.end)
            continue;
        glosa_unit *unit = &units[work->units.size++];
        *unit = (glosa_unit){.span = span, .block = block};
        weigh(work, unit);
        end = span.end;
    }
    return true;
}

/* --- sections --- */

static bool begins_section(const glosa_unit *unit, const glosa_unit *before)
{
    return !before || unit->opens || unit->section != before->section ||
           !glosa_string_equal(unit->block->language, before->block->language);
}

bool glosa_units_to_sections(glosa_segmenting *work)
{
    glosa_document *document = work->document;
    glosa_section *section = NULL;
    for (uint32_t i = 0; i < work->units.size; i++) {
        glosa_unit *unit = &work->units.items[i];
        if (begins_section(unit, i ? unit - 1 : NULL)) {
            section = GLOSA_ARRAY_ADD(&document->arena, &document->sections);
            if (!section)
                return false;
            section->span.start = unit->span.start;
            section->heading =
                unit->heading ? unit->span : (glosa_span){unit->span.start, unit->span.start};
            section->kind = unit->section;
            unit->opens = true;
            unit->joins = false;
        }
        section->span.end = unit->span.end;
    }
    return true;
}

/* --- sentences --- */

static bool is_whole(const glosa_unit *unit)
{
    return unit->heading || unit->block->kind == GLOSA_BLOCK_HEADING ||
           unit->section == GLOSA_SECTION_TITLE;
}

static bool is_entry(const glosa_unit *unit)
{
    return unit->section == GLOSA_SECTION_REFERENCES;
}

/* A legend's label; none where the first number comes late. */
static size_t label_of(glosa_string text)
{
    size_t end = glosa_caption_label_end(text);
    return end <= LABEL_LIMIT ? end : 0;
}

bool glosa_units_to_sentences(glosa_segmenting *work)
{
    uint32_t section = 0;
    for (uint32_t i = 0; i < work->units.size;) {
        const glosa_unit *unit = &work->units.items[i];
        glosa_stretch stretch = {.span = unit->span,
                                 .language = unit->language,
                                 .whole = is_whole(unit),
                                 .list = is_entry(unit)};
        if (unit->section == GLOSA_SECTION_CAPTION)
            stretch.label = label_of(glosa_unit_text(work, i));
        section += unit->opens && i > 0;
        stretch.section = section;
        for (i++; i < work->units.size && work->units.items[i].joins; i++) {
            stretch.span.end = work->units.items[i].span.end;
            stretch.pieces = true;
        }
        if (!glosa_sentences_add(work, stretch))
            return false;
    }
    return true;
}

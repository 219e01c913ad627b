/* The invariants of a document, layer by layer. */
#include "pipeline/document/document.h"

static bool on_border(glosa_string text, uint32_t at)
{
    return at == text.size || ((unsigned char)text.data[at] & 0xC0) != 0x80;
}

/* A span that lies in the text, not turned around, on borders of code points. */
static bool fits(glosa_string text, glosa_span span)
{
    return span.start <= span.end && span.end <= text.size && on_border(text, span.start) &&
           on_border(text, span.end);
}

static const char *blocks_fault(const glosa_document *document)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < document->blocks.size; i++) {
        glosa_span span = document->blocks.items[i].span;
        if (!fits(document->source, span))
            return "a block lies outside the source";
        if (span.start < end)
            return "blocks overlap or are out of order";
        end = span.end;
    }
    return NULL;
}

static const char *map_fault(const glosa_document *document)
{
    if (!glosa_offset_map_valid(&document->map, document->text.size, document->source.size))
        return "the map does not fit text and source";
    for (uint32_t i = 0; i < document->map.size; i++) {
        glosa_edit edit = document->map.items[i];
        glosa_span text = {edit.text_start, edit.text_start + edit.text_size};
        glosa_span source = {edit.source_start, edit.source_start + edit.source_size};
        if (!fits(document->text, text) || !fits(document->source, source))
            return "the map cuts a character in two";
    }
    return NULL;
}

static const char *sections_fault(const glosa_document *document)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < document->sections.size; i++) {
        const glosa_section *section = &document->sections.items[i];
        if (!fits(document->text, section->span) || !fits(document->text, section->heading))
            return "a section lies outside the text";
        if (section->span.start < end)
            return "sections overlap or are out of order";
        end = section->span.end;
    }
    return NULL;
}

static const char *sentences_fault(const glosa_document *document)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < document->sentences.size; i++) {
        const glosa_sentence *sentence = &document->sentences.items[i];
        if (!fits(document->text, sentence->span))
            return "a sentence lies outside the text";
        if (sentence->span.start < end)
            return "sentences overlap or are out of order";
        if (sentence->section >= document->sections.size)
            return "a sentence names a section that is not there";
        end = sentence->span.end;
    }
    return NULL;
}

static const char *tokens_fault(const glosa_document *document)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < document->tokens.size; i++) {
        glosa_span span = document->tokens.items[i].span;
        if (!fits(document->text, span) || span.start == span.end)
            return "a token is empty or lies outside the text";
        if (span.start < end)
            return "tokens overlap or are out of order";
        end = span.end;
    }
    return NULL;
}

static const char *hits_fault(const glosa_document *document)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i < document->hits.size; i++) {
        glosa_hit hit = document->hits.items[i];
        if (!fits(document->text, hit.span) || hit.span.start == hit.span.end)
            return "a hit is empty or lies outside the text";
        if (hit.span.start < start)
            return "hits are out of order";
        if (hit.entry >= document->entries.size)
            return "a hit names an entry that is not there";
        start = hit.span.start;
    }
    return NULL;
}

static const char *mention_fault(const glosa_document *document, const glosa_mention *mention)
{
    if (!fits(document->text, mention->span) || mention->span.start == mention->span.end)
        return "a mention is empty or lies outside the text";
    if (mention->sentence >= document->sentences.size)
        return "a mention names a sentence that is not there";
    glosa_span sentence = document->sentences.items[mention->sentence].span;
    if (mention->span.start < sentence.start || mention->span.end > sentence.end)
        return "a mention lies outside its sentence";
    if (mention->candidates == 0 ||
        (uint64_t)mention->first_candidate + mention->candidates > document->candidates.size)
        return "a mention names candidates that are not there";
    return NULL;
}

static const char *mentions_fault(const glosa_document *document)
{
    uint32_t start = 0;
    uint64_t named = 0;
    for (uint32_t i = 0; i < document->mentions.size; i++) {
        const char *fault = mention_fault(document, &document->mentions.items[i]);
        if (fault)
            return fault;
        if (document->mentions.items[i].span.start < start)
            return "mentions are out of order";
        start = document->mentions.items[i].span.start;
        named += document->mentions.items[i].candidates;
    }
    /* A protein that is given is two mentions of the same candidates. */
    if (named > 2 * (uint64_t)document->candidates.size)
        return "too many mentions share candidates";
    for (uint32_t i = 0; i < document->candidates.size; i++) {
        if (document->candidates.items[i].entry >= document->entries.size)
            return "a candidate names an entry that is not there";
    }
    for (uint32_t i = 0; i < document->abbreviations.size; i++) {
        if (!fits(document->text, document->abbreviations.items[i].short_form) ||
            !fits(document->text, document->abbreviations.items[i].long_form))
            return "an abbreviation lies outside the text";
    }
    return NULL;
}

/* A prefix, a colon, an identifier. */
static bool is_curie(glosa_string curie)
{
    const char *colon = memchr(curie.data, ':', curie.size);
    return colon && colon > curie.data && colon + 1 < curie.data + curie.size;
}

static const char *figure_entities_fault(const glosa_document *document)
{
    for (uint32_t i = 0; i < document->figure_entities.size; i++) {
        const glosa_figure_entity *entity = &document->figure_entities.items[i];
        if (!entity->word.size && !entity->symbol.size)
            return "a figure entity has neither word nor symbol";
        if (entity->curie.size && !is_curie(entity->curie))
            return "the identifier of a figure entity is no CURIE";
    }
    return NULL;
}

const char *glosa_document_fault(const glosa_document *document)
{
    static const struct {
        glosa_layer layer;
        const char *(*fault)(const glosa_document *);
    } checks[] = {
        {GLOSA_BLOCKS, blocks_fault},       {GLOSA_TEXT, map_fault},
        {GLOSA_SECTIONS, sections_fault},   {GLOSA_SENTENCES, sentences_fault},
        {GLOSA_TOKENS, tokens_fault},       {GLOSA_HITS, hits_fault},
        {GLOSA_MENTIONS, mentions_fault},
    };
    glosa_layers checked = document->layers & ~document->left;
    if (document->left & GLOSA_SOURCE)
        checked &= ~(glosa_layers)GLOSA_TEXT;       /* the map lies between two texts */
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        const char *fault = checked & checks[i].layer ? checks[i].fault(document) : NULL;
        if (fault)
            return fault;
    }
    return figure_entities_fault(document);
}

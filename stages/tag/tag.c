#include "stages/tag/tag.h"

#include "pipeline/wire/json.h"
#include "stages/tag/hits.h"
#include "stages/tag/misspelled.h"
#include "stages/tag/stretch.h"

typedef struct tag_options {
    glosa_list dictionaries;
    bool fuzzy;
} tag_options;

static const glosa_option tag_table[] = {
    {.name = "dict", .letter = 'd', .type = GLOSA_OPTION_LIST, .argument = "FILE",
     .offset = offsetof(tag_options, dictionaries),
     .help = "a compiled or TSV dictionary; may be repeated (default: the one that ships)"},
    {.name = "fuzzy", .type = GLOSA_OPTION_FLAG, .offset = offsetof(tag_options, fuzzy),
     .help = "also find names with a misspelt word: one letter wrong, missing, too many or in its "
             "neighbour's place, two in words of 14 letters or more; word and misspelling have "
             "8 letters, begin with the same one and end with the same two"},
};

typedef struct tag_shared {
    glosa_folding *folding;
    glosa_dictionaries dictionaries;
    glosa_misspelled *misspelled;   /* NULL where it is not asked for */
} tag_shared;

typedef struct tag_scratch {
    glosa_stretch stretch;
    glosa_hit_collector collector;
} tag_scratch;

static void close_tag(void *shared)
{
    tag_shared *tag = shared;
    glosa_misspelled_free(tag->misspelled);
    glosa_dictionaries_free(&tag->dictionaries);
    glosa_folding_free(tag->folding);
    free(tag);
}

static glosa_status open_tag(void **shared, const void *options, glosa_error *error)
{
    const tag_options *chosen = options;
    tag_shared *tag = calloc(1, sizeof *tag);
    if (!tag)
        return glosa_fail_memory(error, "tag");
    glosa_status status = glosa_folding_new(&tag->folding, error);
    if (status == GLOSA_OK)
        status = glosa_dictionaries_load(&tag->dictionaries, chosen->dictionaries.items,
                                         chosen->dictionaries.size, error);
    if (status == GLOSA_OK && chosen->fuzzy)
        status = glosa_misspelled_new(&tag->misspelled, &tag->dictionaries, error);
    if (status == GLOSA_OK)
        status = glosa_dictionaries_sound(&tag->dictionaries, error);
    if (status)
        close_tag(tag);
    else
        *shared = tag;
    return status;
}

static void end_tag(void *scratch)
{
    tag_scratch *mine = scratch;
    glosa_stretch_free(&mine->stretch);
    glosa_buffer_free(&mine->collector.marks);
    glosa_buffer_free(&mine->collector.key);
    free(mine->collector.pooled);
    free(mine);
}

static glosa_status begin_tag(void **scratch, const void *shared, glosa_error *error)
{
    const tag_shared *tag = shared;
    tag_scratch *mine = calloc(1, sizeof *mine);
    if (!mine)
        return glosa_fail_memory(error, "tag");
    mine->collector.dictionaries = &tag->dictionaries;
    glosa_status status = glosa_stretch_init(&mine->stretch, &tag->dictionaries, error);
    if (status)
        end_tag(mine);
    else
        *scratch = mine;
    return status;
}

/* Which dictionaries were used: what table `dictionary` records. */
static void describe_tag(const void *shared, glosa_buffer *json)
{
    const tag_shared *tag = shared;
    glosa_buffer_text(json, ",\"dictionaries\":[");
    for (size_t i = 0; i < tag->dictionaries.size; i++) {
        const glosa_dictionary *dictionary = tag->dictionaries.items[i];
        char digest[GLOSA_DIGEST_SIZE];
        glosa_dictionary_digest(dictionary, digest);
        if (i)
            glosa_buffer_byte(json, ',');
        glosa_buffer_byte(json, '{');
        glosa_json_key(json, "path");
        glosa_json_string(json, glosa_string_of(glosa_dictionary_path(dictionary)));
        glosa_json_key(json, "sha256");
        glosa_json_string(json, glosa_string_of(digest));
        glosa_json_key(json, "sources");
        glosa_json_string(json, glosa_dictionary_sources(dictionary));
        glosa_buffer_byte(json, '}');
    }
    glosa_buffer_byte(json, ']');
}

static bool on_found(void *context, size_t last_atom, uint32_t name)
{
    glosa_hit_collector *collector = context;
    glosa_hits_add(collector, collector->first_atom, last_atom, name, GLOSA_HIT_LISTED);
    glosa_hits_coordinate(collector, collector->first_atom, last_atom);
    return !collector->failed;
}

static int compare_hits(const void *a, const void *b)
{
    const glosa_hit *left = a, *right = b;
    if (left->span.start != right->span.start)
        return left->span.start < right->span.start ? -1 : 1;
    if (left->span.end != right->span.end)
        return left->span.end > right->span.end ? -1 : 1;
    return (left->entry > right->entry) - (left->entry < right->entry);
}

/* The first atom from `atom` on that is more than the beginning of a name. */
static size_t next_marked(const glosa_hit_collector *collector, size_t atom)
{
    size_t size = collector->folded.size;
    if (!(collector->marked & GLOSA_MARKS_OF_SCAN))
        return size;
    while (atom < size && !(collector->marks.data[atom] & GLOSA_MARKS_OF_SCAN))
        atom++;
    return atom;
}

static void expand_marked(glosa_hit_collector *collector, size_t atom)
{
    char marks = collector->marks.data[atom];
    if (marks & GLOSA_MARK_PLURAL)
        glosa_hits_enumerate(collector, atom);
    if (marks & GLOSA_MARK_BRACKET)
        glosa_hits_pass_bracket(collector, atom);
    if (marks & GLOSA_MARK_CUT)
        glosa_hits_rejoin(collector, atom);
}

/* Goes through the atoms from which names may begin, as the looks of the sentence tell, and those
 * that are marked; its first is atom `start` of the stretch. */
static void scan_atoms(glosa_hit_collector *collector, glosa_stretch *stretch, size_t start)
{
    const glosa_dictionary *dictionary = collector->dictionaries->items[collector->dictionary];
    const glosa_folded *folded = &collector->folded;
    size_t marked = next_marked(collector, 0);
    while (!collector->failed) {
        const glosa_first_look *found =
            glosa_stretch_take_look(stretch, collector->dictionary, start + folded->size);
        size_t atom = found ? found->atom - start : folded->size;
        for (; marked < atom; marked = next_marked(collector, marked + 1))
            expand_marked(collector, marked);
        if (!found)
            break;
        glosa_first_look look = {atom, found->value, found->pair};
        collector->first_atom = atom;
        glosa_dictionary_scan(dictionary, folded, &look, on_found, collector);
    }
}

static void scan_sentence(glosa_hit_collector *collector, glosa_stretch *stretch, size_t start)
{
    glosa_hits_mark(collector);
    for (uint32_t d = 0; d < collector->dictionaries->size; d++) {
        collector->dictionary = d;
        scan_atoms(collector, stretch, start);
        glosa_hits_unmask(collector);
    }
}

/* Brings the hits from `first` on into their order, each once: what leads to a name in two ways is
 * found twice. */
static void sort_hits(glosa_document *document, uint32_t first)
{
    glosa_hit *hits = document->hits.items;
    uint32_t kept = first;
    if (document->hits.size > first)
        qsort(hits + first, document->hits.size - first, sizeof *hits, compare_hits);
    for (uint32_t i = first; i < document->hits.size; i++) {
        if (i == first || compare_hits(&hits[kept - 1], &hits[i]) != 0)
            hits[kept++] = hits[i];
    }
    document->hits.size = kept;
}

/* Tags sentence `number` of the stretch. */
static void tag_sentence(glosa_hit_collector *collector, const tag_shared *tag,
                         glosa_stretch *stretch, size_t number)
{
    const glosa_stretch_sentence *sentence = &stretch->sentences[number];
    size_t start = glosa_stretch_atoms_start(stretch, number);
    uint32_t first = collector->document->hits.size;
    collector->folded = (glosa_folded){.atoms = stretch->folded.atoms + start,
                                       .size = sentence->atoms_end - start,
                                       .keys = stretch->folded.keys};
    collector->offset = sentence->span.start;
    scan_sentence(collector, stretch, start);
    sort_hits(collector->document, first);
    if (tag->misspelled) {
        glosa_hits_misspelled(collector, tag->misspelled, first);
        sort_hits(collector->document, first);
    }
    stretch->folded.keys = collector->folded.keys;  /* what is misspelt may have made them move */
}

static glosa_status tag_stretch(tag_scratch *scratch, const tag_shared *tag, glosa_error *error)
{
    glosa_hit_collector *collector = &scratch->collector;
    glosa_stretch *stretch = &scratch->stretch;
    glosa_status status = glosa_stretch_look(stretch, error);
    for (size_t i = 0; i < stretch->size && status == GLOSA_OK; i++) {
        tag_sentence(collector, tag, stretch, i);
        if (collector->failed)
            status = glosa_fail_memory(error, "tag");
    }
    glosa_stretch_clear(stretch);
    return status;
}

static glosa_status tag_document(tag_scratch *mine, const tag_shared *tag,
                                 glosa_document *document, glosa_error *error)
{
    mine->collector.document = document;
    mine->collector.stamp++;
    mine->collector.pooled_used = 0;
    mine->collector.failed = false;
    glosa_stretch_clear(&mine->stretch);
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < document->sentences.size && status == GLOSA_OK; i++) {
        const glosa_sentence *sentence = &document->sentences.items[i];
        if (document->sections.items[sentence->section].kind == GLOSA_SECTION_BOILERPLATE)
            continue;
        status = glosa_stretch_add(&mine->stretch, tag->folding, document->text, sentence->span,
                                   error);
        if (status == GLOSA_OK && mine->stretch.folded.size >= GLOSA_STRETCH_ATOMS)
            status = tag_stretch(mine, tag, error);
    }
    return status ? status : tag_stretch(mine, tag, error);
}

/* No hit leaves the stage that a damaged dictionary had a part in. */
static glosa_status apply_tag(const void *shared, void *scratch, glosa_document *document,
                              glosa_error *error)
{
    const tag_shared *tag = shared;
    glosa_status status = tag_document(scratch, tag, document, error);
    return status ? status : glosa_dictionaries_sound(&tag->dictionaries, error);
}

const glosa_stage glosa_stage_tag = {
    .name = "tag",
    .summary = "find every name of the dictionaries",
    .reads = GLOSA_SOURCE | GLOSA_TEXT | GLOSA_SECTIONS | GLOSA_SENTENCES,
    .writes = GLOSA_HITS,
    .options = GLOSA_OPTIONS(tag_table, tag_options),
    .open = open_tag,
    .begin = begin_tag,
    .apply = apply_tag,
    .end = end_tag,
    .close = close_tag,
    .describe = describe_tag,
};

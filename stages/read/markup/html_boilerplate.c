/* What the blocks of a page are: its article, or what its site put around it. */
#include "stages/read/markup/html_reader.h"
#include "stages/read/markup/inline_markup.h"
#include "stages/read/phrases.h"

enum {
    MAIN_SIZE = 200,            /* bytes of text that make <main> worth believing */
    PHRASE_LIMIT = 120,         /* bytes: longer blocks are no phrases with what follows them */
    TITLE_SIZE = 1000,          /* longer blocks are not compared with the title ... */
    TITLE_LEAST = 20,           /* ... nor shorter ones with the beginning of the page's */
    TITLE_STEPS = 6,            /* blocks between the title and the first paragraph */
};

/* --- density --- */

/* The share of links above which a block is none of the article. */
#define MOST_LINKS 0.333333

typedef struct density {
    unsigned words;
    double links;               /* share of the text that is links */
} density;

static density density_of(const glosa_html_reader *reader, size_t number)
{
    const glosa_document *document = reader->document;
    if (number >= document->blocks.size)
        return (density){0, 0};
    glosa_span span = document->blocks.items[number].span;
    density d = {0, (double)reader->facts.items[number].link_size / (span.end - span.start)};
    for (uint32_t at = span.start; at < span.end; at++)
        d.words += at == span.start || document->source.data[at - 1] == ' ';
    return d;
}

/* The decision tree over the density of words and links of a block and its neighbours of
 * C. Kohlschütter, P. Fankhauser, W. Nejdl: Boilerplate Detection using Shallow Text Features,
 * WSDM 2010, algorithm 2. True for what is not content. */
static bool is_sparse(density before, density here, density after)
{
    if (here.links > MOST_LINKS)
        return true;
    if (before.links > 0.555556)
        return here.words <= 40 && after.words <= 17;
    return here.words <= 16 && after.words <= 15 && before.words <= 4;
}

/* --- decisions --- */

static glosa_string text_of(const glosa_html_reader *reader, uint32_t block)
{
    return glosa_document_source(reader->document, reader->document->blocks.items[block].span);
}

static void set_section(glosa_html_reader *reader, uint32_t block, glosa_section_kind section)
{
    reader->document->blocks.items[block].section_known = true;
    reader->document->blocks.items[block].section = section;
}

static bool is_boilerplate(const glosa_html_reader *reader, uint32_t block)
{
    const glosa_block *b = &reader->document->blocks.items[block];
    return b->section_known && b->section == GLOSA_SECTION_BOILERPLATE;
}

/* A container that holds half of the page's text is no boilerplate, whatever its name: some
 * sites wrap the whole page in a form. */
static bool in_aside(const glosa_html_reader *reader, uint32_t aside)
{
    for (; aside; aside = reader->asides.items[aside - 1].parent) {
        if (reader->asides.items[aside - 1].size < reader->document->source.size / 2)
            return true;
    }
    return false;
}

/* Some sites (SciELO) show an article's tables in windows over the page and nowhere else. */
static bool is_table_of_dialog(const glosa_html_reader *reader, const glosa_html_fact *fact)
{
    return fact->dialog && fact->table && !reader->tables.items[fact->table - 1].layout;
}

static void set_aside_containers(glosa_html_reader *reader)
{
    uint64_t main_size = 0;
    for (uint32_t i = 0; i < reader->facts.size; i++)
        main_size += reader->facts.items[i].main ? text_of(reader, i).size : 0;
    bool believe_main = main_size >= MAIN_SIZE;
    glosa_phrases phrases;
    glosa_phrases_make(&phrases, glosa_data_read_boilerplate, glosa_data_read_boilerplate_size);
    for (uint32_t i = 0; i < reader->facts.size; i++) {
        const glosa_html_fact *fact = &reader->facts.items[i];
        glosa_string text = text_of(reader, i);
        bool outside = believe_main && !fact->main && !is_table_of_dialog(reader, fact);
        if (outside || in_aside(reader, fact->aside) ||
            (text.size <= PHRASE_LIMIT && glosa_phrases_has(&phrases, text)))
            set_section(reader, i, GLOSA_SECTION_BOILERPLATE);
    }
}

static bool has_main(const glosa_html_reader *reader)
{
    for (uint32_t i = 0; i < reader->facts.size; i++) {
        if (reader->facts.items[i].main)
            return true;
    }
    return false;
}

/* The blocks of the article, found by density: from *first up to, not with, *end. Headings and
 * short blocks inside are the article's too. */
static void find_dense_run(const glosa_html_reader *reader, uint32_t *first, uint32_t *end)
{
    density before = {0, 0}, here = density_of(reader, 0);
    *first = *end = reader->facts.size;
    for (uint32_t i = 0; i < reader->facts.size; i++) {
        density after = density_of(reader, (size_t)i + 1);
        if (!is_boilerplate(reader, i) && !is_sparse(before, here, after)) {
            *first = *first < i ? *first : i;
            *end = i + 1;
        }
        before = here;
        here = after;
    }
}

/* Whether a block next to the run may belong to it: no links to speak of, not set aside. */
static bool may_join(const glosa_html_reader *reader, uint32_t block)
{
    return !is_boilerplate(reader, block) && density_of(reader, block).links <= MOST_LINKS;
}

/* The title and the names of authors stand before the first paragraph ... */
static uint32_t extend_to_title(const glosa_html_reader *reader, uint32_t first)
{
    uint32_t at = first;
    for (unsigned steps = 0; at > 0 && steps < TITLE_STEPS && may_join(reader, at - 1); steps++) {
        const glosa_block *block = &reader->document->blocks.items[--at];
        if (block->kind == GLOSA_BLOCK_HEADING)
            first = at;
        if (block->kind == GLOSA_BLOCK_HEADING && block->level == 1)
            break;
    }
    return first;
}

/* ... and short references after the last, up to a heading that is no section's. */
static uint32_t extend_to_end(const glosa_html_reader *reader, uint32_t end)
{
    while (end < reader->facts.size && may_join(reader, end)) {
        bool heading = reader->document->blocks.items[end].kind == GLOSA_BLOCK_HEADING;
        if (heading && !glosa_html_is_section_heading(text_of(reader, end)))
            break;
        end++;
    }
    return end;
}

/* Density tells nothing on a page of a few blocks, or one without links. */
static void set_aside_sparse(glosa_html_reader *reader)
{
    uint64_t links = 0;
    uint32_t first, end;
    for (uint32_t i = 0; i < reader->facts.size; i++)
        links += reader->facts.items[i].link_size;
    if (reader->facts.size < 10 || links < reader->document->source.size / 20)
        return;
    find_dense_run(reader, &first, &end);
    first = extend_to_title(reader, first);
    end = extend_to_end(reader, end);
    for (uint32_t i = 0; i < reader->facts.size; i++) {
        if (i < first || i >= end || density_of(reader, i).links > MOST_LINKS)
            set_section(reader, i, GLOSA_SECTION_BOILERPLATE);
    }
}

static void set_tables_and_captions(glosa_html_reader *reader)
{
    for (uint32_t i = 0; i < reader->facts.size; i++) {
        const glosa_html_fact *fact = &reader->facts.items[i];
        glosa_block *block = &reader->document->blocks.items[i];
        bool layout = fact->table && reader->tables.items[fact->table - 1].layout;
        if (block->kind == GLOSA_BLOCK_CELL && layout)
            block->kind = GLOSA_BLOCK_PARAGRAPH;
        if (is_boilerplate(reader, i))
            continue;
        if (fact->caption)
            set_section(reader, i, GLOSA_SECTION_CAPTION);
        else if (fact->table && !layout)
            set_section(reader, i, GLOSA_SECTION_TABLE);
        else if (fact->abstract)
            set_section(reader, i, GLOSA_SECTION_ABSTRACT);
    }
}

/* What follows a heading `Abstract`, up to the next heading that is not below it. */
static void set_abstracts(glosa_html_reader *reader)
{
    unsigned level = 0;
    for (uint32_t i = 0; i < reader->facts.size; i++) {
        const glosa_block *block = &reader->document->blocks.items[i];
        if (is_boilerplate(reader, i))
            continue;
        if (block->kind == GLOSA_BLOCK_HEADING && (level == 0 || block->level <= level))
            level = glosa_html_is_abstract_heading(text_of(reader, i)) ? block->level : 0;
        if (level && !block->section_known)
            set_section(reader, i, GLOSA_SECTION_ABSTRACT);
    }
}

/* Whether the block shows the title that the page declares. The page's own <title> goes on with
 * the name of the site. */
static bool shows_declared_title(const glosa_html_reader *reader, uint32_t block)
{
    glosa_string text = text_of(reader, block);
    glosa_string declared = reader->document->metadata.title;
    if (text.size > TITLE_SIZE || declared.size < text.size)
        return false;
    if (reader->title_rank > 1)
        return glosa_string_equal(text, declared);
    return text.size >= TITLE_LEAST && memcmp(text.data, declared.data, text.size) == 0;
}

static bool is_main_heading(const glosa_html_reader *reader, uint32_t block)
{
    const glosa_block *b = &reader->document->blocks.items[block];
    return b->kind == GLOSA_BLOCK_HEADING && b->level == 1 && !is_boilerplate(reader, block);
}

/* The block that shows the article's title: declared as such, else named so by its class, else
 * the only main heading; where there are several they are those of sections. */
static uint32_t find_title(const glosa_html_reader *reader)
{
    uint32_t count = reader->document->blocks.size, headings = 0, last = count;
    for (uint32_t i = 0; i < count; i++) {
        if (shows_declared_title(reader, i))
            return i;
    }
    for (uint32_t i = 0; i < count; i++) {
        bool section = glosa_html_is_section_heading(text_of(reader, i));
        if (reader->facts.items[i].title && !section)
            return i;
        if (!is_main_heading(reader, i))
            continue;
        headings++;
        last = section ? count : i;
    }
    return headings == 1 ? last : count;
}

static void set_title(glosa_html_reader *reader)
{
    const glosa_document *document = reader->document;
    uint32_t found = find_title(reader);
    if (found == document->blocks.size)
        return;
    set_section(reader, found, GLOSA_SECTION_TITLE);
    document->blocks.items[found].kind = GLOSA_BLOCK_HEADING;
    document->blocks.items[found].level = 1;
    if (reader->title_rank <= 1)
        reader->document->metadata.title = text_of(reader, found);
}

void glosa_html_classify(glosa_html_reader *reader)
{
    if (reader->facts.size != reader->document->blocks.size)
        return;                 /* without memory, which the builder has reported */
    set_aside_containers(reader);
    if (!has_main(reader))
        set_aside_sparse(reader);
    set_tables_and_captions(reader);
    set_title(reader);
    set_abstracts(reader);
}

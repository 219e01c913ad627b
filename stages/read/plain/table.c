/* A line is a row where pipes frame it, where a rule follows it, or where a row stands above it
 * and it has a pipe. Everything between rows is split as other text is. */
#include "stages/read/plain/table.h"

/* Whether a line is a rule between header and rows: dashes, colons and at least one pipe. */
static bool is_rule(glosa_string line)
{
    size_t pipes = 0, dashes = 0;
    for (size_t i = 0; i < line.size; i++) {
        if (!memchr("|-: \t", line.data[i], 5))
            return false;
        pipes += line.data[i] == '|';
        dashes += line.data[i] == '-';
    }
    return pipes && dashes;
}

static bool is_framed(glosa_string line)
{
    return line.size > 2 && line.data[0] == '|' && line.data[line.size - 1] == '|';
}

/* The first pipe of [at, end) that no backslash precedes, or `end`. */
static uint32_t next_pipe(glosa_string source, uint32_t at, uint32_t end)
{
    for (; at < end && source.data[at] != '|'; at++)
        at += source.data[at] == '\\' && at + 1 < end;
    return at < end ? at : end;
}

static void add_row(glosa_splitter *splitter, glosa_span line)
{
    glosa_block like = splitter->like;
    splitter->like.section_known = true;
    splitter->like.section = GLOSA_SECTION_TABLE;
    for (uint32_t at = line.start; at < line.end;) {
        uint32_t end = next_pipe(splitter->source, at, line.end);
        glosa_blocks_add(splitter, (glosa_span){at, end}, GLOSA_BLOCK_CELL, 0);
        at = end + 1;
    }
    splitter->like = like;
}

/* A line without blanks at its ends, and its place. */
struct line {
    glosa_span span;
    glosa_string text;
    uint32_t next; /* where the following line starts */
};

static struct line line_at(const glosa_splitter *splitter, glosa_span run, uint32_t at)
{
    glosa_string source = glosa_string_slice(splitter->source, 0, run.end);
    struct line line;
    glosa_span span = glosa_blocks_line(source, at, &line.next);
    line.text = glosa_string_trim(glosa_string_slice(source, span.start, span.end));
    line.span.start = (uint32_t)(line.text.data - source.data);
    line.span.end = line.span.start + (uint32_t)line.text.size;
    return line;
}

/* Whether the line below is a rule, which makes this one the header. */
static bool heads_table(const glosa_splitter *splitter, glosa_span run, struct line line)
{
    return line.next < run.end && memchr(line.text.data, '|', line.text.size) &&
           is_rule(line_at(splitter, run, line.next).text);
}

void glosa_table_split(glosa_splitter *splitter, glosa_span run, glosa_block_kind kind)
{
    glosa_string text = glosa_string_slice(splitter->source, run.start, run.end);
    if (!memchr(text.data, '|', text.size)) {
        glosa_blocks_split(splitter, run, kind);
        return;
    }
    bool in_table = false;
    uint32_t open = run.start; /* where text began that is in no table */
    for (uint32_t at = run.start; at < run.end;) {
        struct line line = line_at(splitter, run, at);
        bool rule = (in_table || is_framed(line.text)) && is_rule(line.text);
        bool row = rule || is_framed(line.text) || heads_table(splitter, run, line) ||
                   (in_table && memchr(line.text.data, '|', line.text.size));
        if (row) {
            glosa_blocks_split(splitter, (glosa_span){open, at}, kind);
            if (!rule)
                add_row(splitter, line.span);
            open = line.next;
        }
        in_table = row;
        at = line.next;
    }
    if (open < run.end)
        glosa_blocks_split(splitter, (glosa_span){open, run.end}, kind);
}

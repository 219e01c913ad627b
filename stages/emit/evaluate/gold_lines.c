/* Gold standards in lines of cells: PubTator, and the .ann files of brat. */
#include <dirent.h>
#include <errno.h>

#include "stages/emit/evaluate/gold.h"

static bool parse_number(glosa_string text, int64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9' || *number > INT32_MAX)
            return false;
        *number = 10 * *number + (text.data[i] - '0');
    }
    return text.size > 0;
}

/* Takes what stands before the next separator off the front of the rest. */
static glosa_string next_cell(glosa_string *rest, char separator)
{
    glosa_string cell = {NULL, 0};
    glosa_string_next(rest, separator, &cell);
    return cell;
}

/* --- PubTator: `PMID|t|Title`, `PMID TAB start TAB end TAB text TAB type TAB ids` --- */

static glosa_status take_pubtator(glosa_gold *gold, char *text, glosa_error *error)
{
    glosa_string line = glosa_string_trim(glosa_string_of(text)), rest = line;
    glosa_string name = next_cell(&rest, '\t');
    const char *bar = name.size ? memchr(name.data, '|', name.size) : NULL;
    rest = line;
    if (bar && bar + 2 < line.data + line.size && bar[2] == '|' && strchr("ta", bar[1]))
        return glosa_gold_document(
            gold, glosa_string_slice(line, 0, (size_t)(bar - line.data)), error);
    if (!line.size || !memchr(line.data, '\t', line.size))
        return GLOSA_OK;
    glosa_gold_span span = {.document = next_cell(&rest, '\t')};
    glosa_string start = next_cell(&rest, '\t'), end = next_cell(&rest, '\t');
    if (!parse_number(start, &span.start))
        return GLOSA_OK;        /* a relation */
    next_cell(&rest, '\t');
    span.type = next_cell(&rest, '\t');
    if (!parse_number(end, &span.end) || !span.type.size)
        return glosa_gold_fail(gold, "an annotation has PMID, start, end, text, type", error);
    bool counts;
    glosa_status status = glosa_gold_mention(gold, &span, &counts, error);
    if (status || !counts)
        return status;
    return glosa_gold_ids(gold, &span, next_cell(&rest, '\t'), error);
}

glosa_status glosa_gold_read_pubtator(glosa_gold *gold, glosa_error *error)
{
    return glosa_gold_each_line(gold, take_pubtator, error);
}

/* --- brat: `T1 TAB Type start end;start end TAB text` in STEM.ann, whose text is STEM.txt --- */

/* The name of the file without folder and ending, as the text beside it is named in a run. */
static glosa_string stem_of(const char *path)
{
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    const char *dot = strrchr(name, '.');
    return (glosa_string){name, dot ? (size_t)(dot - name) : strlen(name)};
}

static glosa_status take_brat(glosa_gold *gold, char *text, glosa_error *error)
{
    glosa_string rest = glosa_string_trim(glosa_string_of(text));
    glosa_gold_span span = {.document = stem_of(gold->path)};
    glosa_string key = next_cell(&rest, '\t'), place = next_cell(&rest, '\t');
    bool counts;
    if (!key.size || key.data[0] != 'T')
        return GLOSA_OK;
    span.type = next_cell(&place, ' ');
    glosa_string start = next_cell(&place, ' '), end = {NULL, 0}, piece;
    /* of a mention in pieces the first start and the last end count */
    while (place.data && glosa_string_next(&place, ' ', &piece))
        end = piece;
    if (!parse_number(start, &span.start) || !parse_number(end, &span.end))
        return glosa_gold_fail(gold, "an entity has a type, start and end", error);
    return glosa_gold_mention(gold, &span, &counts, error);
}

static glosa_status read_ann(glosa_gold *gold, const char *path, glosa_error *error)
{
    gold->path = path;
    glosa_status status = glosa_gold_document(gold, stem_of(path), error);
    return status ? status : glosa_gold_each_line(gold, take_brat, error);
}

static int is_ann(const struct dirent *entry)
{
    size_t size = strlen(entry->d_name);
    return size > 4 && strcmp(entry->d_name + size - 4, ".ann") == 0;
}

/* All .ann files of a folder, by name. */
static glosa_status read_folder(glosa_gold *gold, const char *folder, struct dirent **entries,
                                size_t count, glosa_error *error)
{
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < count && status == GLOSA_OK; i++) {
        glosa_buffer path = {0};
        glosa_buffer_format(&path, "%s/%s", folder, entries[i]->d_name);
        glosa_buffer_byte(&path, '\0');
        status = path.failed ? glosa_fail_memory(error, folder)
                             : read_ann(gold, path.data, error);
        if (status)
            gold->path = folder;
        glosa_buffer_free(&path);
    }
    return status;
}

glosa_status glosa_gold_read_brat(glosa_gold *gold, glosa_error *error)
{
    const char *path = gold->path;
    struct dirent **entries = NULL;
    int count = scandir(path, &entries, is_ann, alphasort);
    if (count < 0 && errno == ENOTDIR)
        return read_ann(gold, path, error);
    if (count < 0)
        return glosa_fail(error, GLOSA_USAGE, path, -1, "cannot open: %s", strerror(errno));
    glosa_status status = read_folder(gold, path, entries, (size_t)count, error);
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
    gold->path = path;
    return status;
}

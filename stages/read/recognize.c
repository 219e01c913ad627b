/* Every format says how sure it is of the first bytes; the surest reads the file. The name of a
 * file says little (the commonest dumps are all called .txt), so it only tips the balance
 * between formats that take nearly anything: a table whose rows do not fit is no prose. */
#include "stages/read/recognize.h"

#include "stages/read/foreign.h"
#include "stages/read/formats.h"
#include "pipeline/input/archive.h"
#include "stages/read/markup/xml.h"
#include "stages/read/records/columns.h"

/* What a file's name adds to the sureness of a format that thinks the file possible. */
enum { EXTENSION_BONUS = 10, CERTAIN = 100 };

/* Below this a format takes nearly anything. */
enum { SURE = 50 };

enum { LONGEST_ROOT = 80 };     /* bytes of an element's name in a message */

static const struct {
    const char *extension, *format;
} extensions[] = {
    {".md", "markdown"}, {".markdown", "markdown"}, {".txt", "text"},
    {".jsonl", "jsonl"}, {".ndjson", "jsonl"},      {".xml", "jats"},
    {".nxml", "jats"},   {".html", "html"},         {".htm", "html"},
    {".csv", "csv"},     {".tsv", "tsv"},
};

static bool extension_is_of(const char *path, const char *format)
{
    glosa_string name = glosa_path_unpacked(glosa_string_of(path));
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        size_t length = strlen(extensions[i].extension);
        if (name.size > length &&
            memcmp(name.data + name.size - length, extensions[i].extension, length) == 0)
            return strcmp(extensions[i].format, format) == 0;
    }
    return false;
}

static glosa_string skip(glosa_string text, size_t size)
{
    return glosa_string_slice(text, size < text.size ? size : text.size, text.size);
}

bool glosa_recognize_xml(glosa_string head)
{
    /* Tags that stand at the start of Markdown and plain text written by OCR programs. */
    static const char *const inlines[] = {
        "sup", "sub", "b",  "i",  "em", "strong", "span", "br",    "img", "a",
        "p",   "div", "h1", "h2", "u",  "center", "font", "table", "hr",
    };
    glosa_string text = glosa_string_trim(head);
    if (glosa_string_starts(text, "<?xml") || glosa_string_starts(text, "<!DOCTYPE"))
        return true;
    glosa_string root = glosa_xml_root_name(text);
    for (size_t i = 0; i < sizeof inlines / sizeof *inlines; i++) {
        if (glosa_string_is(root, inlines[i]))
            return false;
    }
    /* Less-than signs begin sentences too: a tag is closed somewhere. */
    return root.size && memchr(root.data, '>', (size_t)(text.data + text.size - root.data));
}

bool glosa_recognize_json(glosa_string head)
{
    glosa_string text = glosa_string_trim(head);
    if (!text.size || (text.data[0] != '{' && text.data[0] != '['))
        return false;
    glosa_string inside = glosa_string_trim(skip(text, 1));
    bool list = text.data[0] == '[';
    if (list && inside.size && inside.data[0] == '[') {     /* or a link of a wiki: [[page]] */
        glosa_string item = glosa_string_trim(skip(inside, 1));
        return item.size && strchr("\"[{-0123456789", item.data[0]) && item.data[0];
    }
    return inside.size && (inside.data[0] == '"' || (list && inside.data[0] == '{') ||
                           (!list && inside.data[0] == '}'));
}

/* A line of brat's: what it is by a letter and a number, a tab, and the rest. */
static bool is_brat_line(glosa_string line)
{
    if (!line.size || !memchr("TERAMN#*", line.data[0], 8))
        return false;
    size_t at = 1;
    while (at < line.size && line.data[at] >= '0' && line.data[at] <= '9')
        at++;
    bool numbered = at > 1 || line.data[0] == '*' || line.data[0] == '#';
    return numbered && at < line.size && line.data[at] == '\t';
}

/* How many lines are annotations of brat's; 0 where another one is none. */
static unsigned count_brat_lines(glosa_string head)
{
    bool cut = head.size >= GLOSA_FORMAT_HEAD;
    glosa_string rest = head, line;
    unsigned count = 0;
    while (glosa_string_next(&rest, '\n', &line)) {
        bool cut_off = cut && !rest.data;
        if (is_brat_line(line))
            count++;
        else if (glosa_string_trim(line).size && !cut_off)
            return 0;
    }
    return count;
}

bool glosa_is_brat_annotations(glosa_string head)
{
    return !glosa_string_trim(head).size || count_brat_lines(head);
}

static glosa_status unknown(glosa_string head, const char *path, glosa_error *error)
{
    glosa_string root = glosa_xml_root_name(head);
    if (root.size > LONGEST_ROOT)
        root.size = LONGEST_ROOT;
    root.size = glosa_utf8_valid_prefix(root);
    if (root.size)
        return glosa_fail(error, GLOSA_UNKNOWN_FORMAT, path, -1,
                          "no reader knows <%.*s>; see glosa read --help", GLOSA_PRINT(root));
    if (glosa_recognize_json(head))
        return glosa_fail(error, GLOSA_UNKNOWN_FORMAT, path, -1,
                          "no reader knows this JSON; expected one object a line with id and "
                          "text, see glosa read --help");
    return glosa_fail(error, GLOSA_UNKNOWN_FORMAT, path, -1,
                      "no reader knows its format; name one with --format");
}

/* Where no format is sure: whether it is a table all the same, by its name or by its rows. */
static glosa_status recognize_table(glosa_string head, const char *path,
                                    const glosa_format **format, glosa_error *error)
{
    bool tabs = extension_is_of(path, "tsv");
    char usual = tabs ? '\t' : extension_is_of(path, "csv") ? ',' : 0, separator;
    switch (glosa_table_of(head, usual, &separator)) {
    case GLOSA_TABLE_TEXTS:
        *format = separator == '\t' ? &glosa_format_tsv : &glosa_format_csv;
        return GLOSA_OK;
    case GLOSA_TABLE_OTHER:
        return glosa_fail(error, GLOSA_UNKNOWN_FORMAT, path, -1,
                          "a table of no articles: no column named text, abstract or title, or "
                          "places of annotations%s",
                          usual ? "; if it is none, see --format" : "");
    case GLOSA_TABLE_NONE: break;
    }
    return *format ? GLOSA_OK : unknown(head, path, error);
}

glosa_status glosa_recognize(glosa_string head, const char *path, const glosa_format **format,
                             glosa_error *error)
{
    int best = 0;
    const char *foreign = glosa_foreign(head);
    *format = NULL;
    if (foreign)
        return glosa_fail(error, GLOSA_UNKNOWN_FORMAT, path, -1, "%s", foreign);
    for (size_t i = 0; i < glosa_formats_size && best < CERTAIN; i++) {
        int sureness = glosa_formats[i]->recognize(head);
        if (sureness > 0 && extension_is_of(path, glosa_formats[i]->name))
            sureness += EXTENSION_BONUS;
        if (sureness > best) {
            best = sureness;
            *format = glosa_formats[i];
        }
    }
    if (best < SURE && count_brat_lines(head))
        return glosa_fail(error, GLOSA_UNKNOWN_FORMAT, path, -1,
                          "annotations of brat; the article is the file of that name that ends "
                          "in .txt");
    return best < SURE ? recognize_table(head, path, format, error) : GLOSA_OK;
}

#include "tests/spec/spec_file.h"

#include <errno.h>

typedef struct cutter {
    spec_file *file;
    glosa_string rest, line;
    const char *line_start;
    int number;
} cutter;

static bool fail_at(const cutter *cutter, const char *message)
{
    fprintf(stderr, "%s:%d: %s\n", cutter->file->path, cutter->number, message);
    return false;
}

static bool next_line(cutter *cutter)
{
    cutter->line_start = cutter->rest.data;
    if (cutter->rest.size == 0 || !glosa_string_next(&cutter->rest, '\n', &cutter->line))
        return false;
    cutter->number++;
    return true;
}

/* --- escapes --- */

/* The code point of `\u{HEX}` at the beginning of `text`; *size is what it takes. -1: none. */
static int32_t code_point_escape(glosa_string text, size_t *size)
{
    if (!glosa_string_starts(text, "\\u{"))
        return -1;
    int32_t code_point = 0;
    size_t at = 3;
    for (; at < text.size && at < 9 && text.data[at] != '}'; at++) {
        const char *digits = "0123456789abcdef";
        const char *digit = text.data[at] ? strchr(digits, text.data[at] | 0x20) : NULL;
        if (!digit)
            return -1;
        code_point = 16 * code_point + (int32_t)(digit - digits);
    }
    *size = at + 1;
    bool whole = at > 3 && at < text.size && text.data[at] == '}' && code_point <= 0x10FFFF;
    return whole ? code_point : -1;
}

static void unescape(glosa_buffer *out, glosa_string line, bool line_ends)
{
    for (size_t at = 0; at < line.size;) {
        glosa_string rest = glosa_string_slice(line, at, line.size);
        size_t size = 2;
        int32_t code_point = code_point_escape(rest, &size);
        if (code_point >= 0) {
            glosa_utf8_append(out, code_point);
        } else if (glosa_string_starts(rest, "\\\\")) {
            glosa_buffer_byte(out, '\\');
            size = 2;
        } else if (line_ends && glosa_string_starts(rest, "\\n")) {
            glosa_buffer_byte(out, SPEC_INNER_LINE_END);
            size = 2;
        } else {
            glosa_buffer_byte(out, rest.data[0]);
            size = 1;
        }
        at += size;
    }
}

void spec_escape(glosa_buffer *out, glosa_string form)
{
    glosa_string line;
    while (form.size && glosa_string_next(&form, '\n', &line)) {
        if (line.size == 0)
            glosa_buffer_text(out, "\\n");
        for (size_t at = 0, next; at < line.size; at = next) {
            int32_t c = glosa_utf8_at(line, at, &next);
            bool hidden = c == 0x7F || (c < 0x20 && c != '\t') || (c >= 0x80 && c < 0xA1) ||
                          c == 0xAD || (c >= 0x2000 && c <= 0x200F) || c == 0xFEFF;
            if (c == SPEC_INNER_LINE_END)
                glosa_buffer_text(out, "\\n");
            else if (hidden)
                glosa_buffer_format(out, "\\u{%04X}", (unsigned)c);
            else if (c == '\\')
                glosa_buffer_text(out, "\\\\");
            else
                glosa_buffer_append(out, line.data + at, next - at);
        }
        glosa_buffer_byte(out, '\n');
    }
}

/* --- cases --- */

/* Takes `key=value`, plain or in brackets, off the end of the case's name. */
static bool take_setting(spec_case *spec)
{
    size_t at = spec->name.size;
    while (at && spec->name.data[at - 1] != ' ')
        at--;
    glosa_string word = glosa_string_slice(spec->name, at, spec->name.size);
    if (word.size > 2 && word.data[0] == '[' && word.data[word.size - 1] == ']')
        word = glosa_string_slice(word, 1, word.size - 1);
    glosa_string *target = glosa_string_starts(word, "format=") ? &spec->format
                           : glosa_string_starts(word, "lang=") ? &spec->language
                                                                : NULL;
    if (!target)
        return false;
    size_t value = (size_t)((const char *)memchr(word.data, '=', word.size) - word.data) + 1;
    *target = glosa_string_slice(word, value, word.size);
    spec->name = glosa_string_trim(glosa_string_slice(spec->name, 0, at));
    return true;
}

static glosa_string keep(spec_file *file, glosa_buffer *buffer)
{
    char *copy = glosa_arena_copy(&file->arena, buffer->data, buffer->size);
    glosa_string kept = {copy, copy ? buffer->size : 0};
    glosa_buffer_free(buffer);
    return kept;
}

static bool is_blank_mark(glosa_string line)
{
    return glosa_string_is(line, "\\n");
}

static bool read_input(cutter *cutter, spec_case *spec)
{
    glosa_buffer input = {0};
    for (bool first = true; next_line(cutter); first = false) {
        if (glosa_string_is(cutter->line, "---")) {
            spec->input = keep(cutter->file, &input);
            return true;
        }
        if (cutter->line.size == 0)
            break;
        if (!first)
            glosa_buffer_byte(&input, '\n');
        if (!is_blank_mark(cutter->line))
            unescape(&input, cutter->line, false);
    }
    glosa_buffer_free(&input);
    return fail_at(cutter, "the input has no '---' behind it (a blank line in it is written \\n)");
}

static void read_expected(cutter *cutter, spec_case *spec)
{
    glosa_buffer expected = {0};
    const char *file_end = cutter->file->bytes.data + cutter->file->bytes.size;
    const char *start = cutter->rest.data ? cutter->rest.data : file_end;
    bool more, first = true;
    for (; (more = next_line(cutter)) && cutter->line.size; first = false) {
        if (!first)
            glosa_buffer_byte(&expected, '\n');
        if (!is_blank_mark(cutter->line))
            unescape(&expected, cutter->line, true);
    }
    const char *end = more ? cutter->line_start : file_end;
    spec->raw_expected = (glosa_string){start, (size_t)(end - start)};
    spec->expected = keep(cutter->file, &expected);
}

static bool read_case(cutter *cutter)
{
    spec_case *spec = GLOSA_ARRAY_ADD(&cutter->file->arena, &cutter->file->cases);
    if (!spec)
        return fail_at(cutter, "out of memory");
    *spec = (spec_case){.format = GLOSA_LITERAL("text"), .line = cutter->number};
    spec->name = glosa_string_trim(glosa_string_slice(cutter->line, 1, cutter->line.size));
    while (take_setting(spec))
        ;
    if (spec->name.size == 0)
        return fail_at(cutter, "the case has no name");
    if (!read_input(cutter, spec))
        return false;
    read_expected(cutter, spec);
    return true;
}

/* --- files --- */

static bool load(spec_file *file)
{
    FILE *in = fopen(file->path, "rb");
    if (!in) {
        fprintf(stderr, "%s: cannot open: %s\n", file->path, strerror(errno));
        return false;
    }
    glosa_buffer bytes = {0};
    size_t got = 1;
    while (got) {
        char *room = glosa_buffer_reserve(&bytes, 1 << 16);
        got = room ? fread(room, 1, 1 << 16, in) : 0;
        bytes.size += got;
    }
    fclose(in);
    file->bytes = keep(file, &bytes);
    if (glosa_utf8_valid_prefix(file->bytes) == file->bytes.size)
        return true;
    fprintf(stderr, "%s: is not UTF-8\n", file->path);
    return false;
}

/* The stage's name: what stands in the file's name before the first dot or hyphen. */
static bool find_stage(spec_file *file)
{
    const char *name = strrchr(file->path, '/');
    name = name ? name + 1 : file->path;
    const char *dot = strchr(name, '.');
    static const char *const endings[] = {".en.spec", ".es.spec", ".mul.spec"};
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++) {
        if (strcmp(dot, endings[i]) == 0) {
            file->stage = (glosa_string){name, strcspn(name, ".-")};
            return true;
        }
    }
    fprintf(stderr, "%s: is not named STAGE[-more].LANG.spec, with LANG en, es or mul\n",
            file->path);
    return false;
}

bool spec_file_read(spec_file *file, const char *path)
{
    file->path = path;
    if (!find_stage(file) || !load(file))
        return false;
    cutter cutter = {.file = file, .rest = file->bytes};
    while (next_line(&cutter)) {
        if (cutter.line.size == 0 || cutter.line.data[0] == '#')
            continue;
        if (cutter.line.data[0] != '@')
            return fail_at(&cutter, "a case begins with '@', a comment with '#'");
        if (!read_case(&cutter))
            return false;
    }
    if (file->cases.size == 0)
        return fail_at(&cutter, "holds no case");
    return true;
}

void spec_file_free(spec_file *file)
{
    glosa_arena_free(&file->arena);
    *file = (spec_file){0};
}

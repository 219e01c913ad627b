#include "dictionaries/import/naming.h"

static const size_t kept_memory = 1 << 16;

void glosa_naming_begin(glosa_naming *naming, const glosa_import *import, int64_t line)
{
    glosa_arena_reset(&naming->arena, kept_memory);
    glosa_buffer_clear(&naming->curie);
    glosa_buffer_clear(&naming->xrefs);
    *naming = (glosa_naming){.import = import, .kind = import->kind, .line = line,
                             .arena = naming->arena, .curie = naming->curie,
                             .xrefs = naming->xrefs};
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool equal_without_case(glosa_string text, const char *lower_case)
{
    size_t at = 0;
    while (at < text.size && lower_case[at] && lower(text.data[at]) == lower_case[at])
        at++;
    return at == text.size && !lower_case[at];
}

static glosa_string without_prefix(glosa_string local, const char *prefix)
{
    size_t size = strlen(prefix);
    if (local.size > size && local.data[size] == ':' &&
        equal_without_case(glosa_string_slice(local, 0, size), prefix))
        return glosa_string_slice(local, size + 1, local.size);
    return local;
}

/* Appends prefix:local where that is a CURIE, else nothing. */
static bool append_curie(glosa_buffer *buffer, const char *prefix, glosa_string local)
{
    size_t start = buffer->size;
    local = without_prefix(glosa_string_trim(local), prefix);
    glosa_buffer_format(buffer, "%s:%.*s", prefix, GLOSA_PRINT(local));
    glosa_string curie = glosa_string_slice(glosa_buffer_view(buffer), start, buffer->size);
    if (buffer->failed || (glosa_is_curie(curie) && !glosa_string_is(local, "-")))
        return true;
    buffer->size = start;
    return false;
}

bool glosa_naming_id(glosa_naming *naming, const char *prefix, glosa_string local)
{
    glosa_buffer_clear(&naming->curie);
    return append_curie(&naming->curie, prefix, local);
}

/* Whether one of the xrefs before `end` is the one behind it. */
static bool is_listed(glosa_string xrefs, size_t end)
{
    glosa_string listed = glosa_string_slice(xrefs, 0, end), one;
    glosa_string added = glosa_string_slice(xrefs, end + 1, xrefs.size);
    while (listed.size && glosa_string_next(&listed, '|', &one)) {
        if (glosa_string_equal(one, added))
            return true;
    }
    return false;
}

void glosa_naming_xref_curie(glosa_naming *naming, glosa_string curie)
{
    glosa_buffer *xrefs = &naming->xrefs;
    size_t start = xrefs->size;
    if (naming->too_many || !glosa_is_curie(curie))
        return;
    if (start)
        glosa_buffer_byte(xrefs, '|');
    glosa_buffer_string(xrefs, curie);
    if (start && !xrefs->failed && is_listed(glosa_buffer_view(xrefs), start))
        xrefs->size = start;
    naming->too_many = xrefs->size > GLOSA_LONGEST_XREFS;
}

void glosa_naming_xref(glosa_naming *naming, const char *prefix, glosa_string local)
{
    glosa_buffer curie = {0};
    if (append_curie(&curie, prefix, local))
        glosa_naming_xref_curie(naming, glosa_buffer_view(&curie));
    naming->failed |= curie.failed;
    glosa_buffer_free(&curie);
}

/* How many bytes of blank stand here: ASCII blanks and controls, and the no-break space. */
static size_t blank_at(glosa_string text, size_t at)
{
    unsigned char c = (unsigned char)text.data[at];
    if (c <= ' ' || c == 0x7F)
        return 1;
    return c == 0xC2 && at + 1 < text.size && (unsigned char)text.data[at + 1] == 0xA0 ? 2 : 0;
}

static glosa_string clean(glosa_naming *naming, glosa_string name)
{
    char *out = glosa_arena_alloc(&naming->arena, name.size + 1);
    size_t size = 0;
    bool blank = false;
    naming->failed |= !out;
    for (size_t at = 0; out && at < name.size;) {
        size_t width = blank_at(name, at);
        if (width) {
            blank = size > 0;
            at += width;
            continue;
        }
        if (blank)
            out[size++] = ' ';
        blank = false;
        out[size++] = name.data[at++];
    }
    return (glosa_string){out, size};
}

static bool starts_without_case(glosa_string text, const char *lower_case)
{
    size_t size = strlen(lower_case);
    return text.size >= size &&
           equal_without_case(glosa_string_slice(text, 0, size), lower_case);
}

/* Whether it says that there is no name any more. */
static bool is_given_up(glosa_string text)
{
    static const char *const whole[] = {"withdrawn", "entry withdrawn", "obsolete", "newentry"};
    static const char *const starts[] = {"obsolete ", "obsolete: ", "obsoleted ",
                                         "symbol withdrawn"};
    bool found = false;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        found = found || equal_without_case(text, whole[i]);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        found = found || starts_without_case(text, starts[i]);
    return found;
}

static bool is_name(glosa_string text)
{
    bool any = false;
    for (size_t i = 0; i < text.size && !any; i++) {
        char c = lower(text.data[i]);
        any = (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
    return any && !is_given_up(text) && text.size <= GLOSA_LONGEST_NAME;
}

void glosa_naming_add(glosa_naming *naming, glosa_string name, const char *language,
                           const char *role)
{
    name = clean(naming, name);
    if (!is_name(name))
        return;
    glosa_naming_name *added = GLOSA_ARRAY_ADD(&naming->arena, &naming->names);
    if (added)
        *added = (glosa_naming_name){.name = name, .language = language, .role = role};
    naming->failed |= !added;
}

/* Names that are the same stand together, in their order in the file. */
static int compare_names(const void *a, const void *b)
{
    const glosa_naming_name *left = *(glosa_naming_name *const *)a;
    const glosa_naming_name *right = *(glosa_naming_name *const *)b;
    int order = glosa_string_compare(left->name, right->name);
    return order ? order : (left > right) - (left < right);
}

/* Keeps the first of names that are the same, for both languages where they have several. */
static void mark_repeated(glosa_naming *naming)
{
    uint32_t size = naming->names.size;
    glosa_naming_name **sorted = glosa_arena_alloc(&naming->arena, size * sizeof *sorted);
    naming->failed |= !sorted;
    for (uint32_t i = 0; sorted && i < size; i++)
        sorted[i] = &naming->names.items[i];
    if (sorted)
        qsort(sorted, size, sizeof *sorted, compare_names);
    glosa_naming_name *first = NULL;
    for (uint32_t i = 0; sorted && i < size; i++) {
        if (!first || !glosa_string_equal(sorted[i]->name, first->name)) {
            first = sorted[i];
            continue;
        }
        sorted[i]->repeated = true;
        if (strcmp(sorted[i]->language, first->language) != 0)
            first->language = "mul";
    }
}

/* Puts the first preferred name in front and makes the others synonyms. */
static void put_preferred_first(glosa_naming *naming)
{
    glosa_naming_name *names = naming->names.items;
    bool found = false;
    for (uint32_t i = 0; i < naming->names.size; i++) {
        if (strcmp(names[i].role, "preferred") != 0)
            continue;
        if (found) {
            names[i].role = "synonym";
            continue;
        }
        glosa_naming_name first = names[i];
        memmove(names + 1, names, i * sizeof *names);
        names[0] = first;
        found = true;
    }
}

static glosa_status give(const glosa_naming *naming, uint32_t i, glosa_error *error)
{
    const glosa_naming_name *name = &naming->names.items[i];
    glosa_row row = {
        .kind = glosa_string_of(naming->kind), .curie = glosa_buffer_view(&naming->curie),
        .name = name->name, .language = glosa_string_of(name->language),
        .role = glosa_string_of(name->role), .line = (uint32_t)naming->line,
    };
    if (i == 0)
        row.xrefs = glosa_buffer_view(&naming->xrefs);
    return naming->import->sink.add(naming->import->sink.state, &row, error);
}

glosa_status glosa_naming_end(glosa_naming *naming, glosa_error *error)
{
    if (naming->curie.size == 0 || naming->names.size == 0)
        return naming->failed || naming->curie.failed ? glosa_fail_memory(error, "import")
                                                      : GLOSA_OK;
    if (naming->too_many)
        return glosa_fail(error, GLOSA_DICTIONARY, naming->import->path, naming->line,
                          "the identifiers of %.*s elsewhere exceed %d KiB",
                          GLOSA_PRINT(naming->curie), GLOSA_LONGEST_XREFS >> 10);
    put_preferred_first(naming);
    mark_repeated(naming);
    if (naming->failed || naming->curie.failed || naming->xrefs.failed)
        return glosa_fail_memory(error, "import");
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < naming->names.size && status == GLOSA_OK; i++) {
        if (!naming->names.items[i].repeated)
            status = give(naming, i, error);
    }
    return status;
}

void glosa_naming_free(glosa_naming *naming)
{
    glosa_arena_free(&naming->arena);
    glosa_buffer_free(&naming->curie);
    glosa_buffer_free(&naming->xrefs);
    *naming = (glosa_naming){0};
}

/* MeSH in ASCII: descriptors (dYEAR.bin) and supplementary records (cYEAR.bin), lines `TAG =
 * value` under *NEWRECORD. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/mesh.h"
#include "dictionaries/import/published.h"

enum { LONGEST_RECORD = 16 << 20 };

typedef struct record {
    const glosa_import *import;
    glosa_mesh mesh;
    bool found;                 /* the file has a record */
    bool open;
    size_t bytes;
} record;

/* The field of a value that the letters of its last field give that letter: of
 * `A23187|T109|LAB|abc` "c" is LAB. Empty where there is none. */
static glosa_string field(glosa_string value, char letter)
{
    const char *bar = value.size ? memrchr(value.data, '|', value.size) : NULL;
    glosa_string part = {NULL, 0};
    if (!bar)
        return part;
    size_t start = (size_t)(bar - value.data) + 1;
    const char *found = memchr(value.data + start, letter, value.size - start);
    size_t fields = found ? (size_t)(found - (value.data + start)) + 1 : 0;
    for (size_t i = 0; i < fields; i++) {
        if (!glosa_string_next(&value, '|', &part))
            return (glosa_string){NULL, 0};
    }
    return part;
}

static void on_heading(glosa_mesh *mesh, glosa_string value)
{
    glosa_mesh_name(mesh, value, (glosa_string){NULL, 0}, "en", "preferred");
}

static void on_entry(glosa_mesh *mesh, glosa_string value)
{
    glosa_string name = {NULL, 0}, tag = field(value, 'c');
    glosa_string_next(&value, '|', &name);
    glosa_mesh_name(mesh, name, tag, "en", NULL);
}

static void on_supplementary_heading(glosa_mesh *mesh, glosa_string value)
{
    mesh->supplementary = true;
    on_heading(mesh, value);
}

static void on_action(glosa_mesh *mesh, glosa_string value)
{
    mesh->acts |= value.size > 0;
}

static void on_identifier(glosa_mesh *mesh, glosa_string value)
{
    (void)glosa_naming_id(&mesh->naming, "mesh", value);
}

static const struct tag {
    const char *name;
    void (*take)(glosa_mesh *mesh, glosa_string value);
} tags[] = {
    {"MH", on_heading},   {"NM", on_supplementary_heading},
    {"ENTRY", on_entry},  {"PRINT ENTRY", on_entry},
    {"SY", on_entry},     {"MN", glosa_mesh_tree},
    {"PA", on_action},    {"RN", glosa_mesh_registry},
    {"RR", glosa_mesh_registry}, {"UI", on_identifier},
};

static glosa_status take_tag(record *record, glosa_string line, const glosa_published *lines,
                             glosa_error *error)
{
    const char *equals = memmem(line.data, line.size, " =", 2);
    if (!equals)
        return line.size ? GLOSA_PUBLISHED_FAULT(lines, error, "is no 'TAG = value'") : GLOSA_OK;
    size_t size = (size_t)(equals - line.data);
    glosa_string name = glosa_string_slice(line, 0, size);
    glosa_string value = glosa_string_trim(glosa_string_slice(line, size + 2, line.size));
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (glosa_string_is(name, tags[i].name))
            tags[i].take(&record->mesh, value);
    }
    return GLOSA_OK;
}

/* Records of qualifiers have neither MH nor NM, hence no names. */
static glosa_status end_record(record *record, glosa_error *error)
{
    bool open = record->open;
    record->open = false;
    return open && record->mesh.naming.names.size ? glosa_mesh_end(&record->mesh, "UI", error)
                                                  : GLOSA_OK;
}

static glosa_status take_line(void *state, glosa_string line, const glosa_published *lines,
                              glosa_error *error)
{
    record *record = state;
    line = glosa_string_trim(line);
    if (glosa_string_is(line, "*NEWRECORD")) {
        glosa_status status = end_record(record, error);
        glosa_mesh_begin(&record->mesh, record->import, lines->number);
        record->open = record->found = true;
        record->bytes = 0;
        return status;
    }
    if (!record->open)
        return line.size ? GLOSA_PUBLISHED_FAULT(lines, error, "'*NEWRECORD' should stand here")
                         : GLOSA_OK;
    record->bytes += line.size;
    if (record->bytes > LONGEST_RECORD)
        return GLOSA_PUBLISHED_FAULT(lines, error, "record exceeds %d MiB", LONGEST_RECORD >> 20);
    return take_tag(record, line, lines, error);
}

static glosa_status import(const glosa_import *import, glosa_error *error)
{
    glosa_published lines = {.path = import->path, .reader = import->reader};
    record record = {.import = import};
    glosa_status status = glosa_published_each(&lines, take_line, &record, error);
    if (!status)
        status = end_record(&record, error);
    if (!status && !record.found)
        status = glosa_fail(error, GLOSA_DICTIONARY, import->path, -1, "has no *NEWRECORD");
    glosa_naming_free(&record.mesh.naming);
    return status;
}

const glosa_importer glosa_import_mesh_ascii = {
    .name = "mesh-ascii", .title = "MeSH", .licence = "NLM MeSH terms",
    .file = "d2026.bin or c2026.bin, https://www.nlm.nih.gov/databases/download/mesh.html",
    .sorts = true,
    .import = import,
};

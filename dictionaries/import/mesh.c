#include "dictionaries/import/mesh.h"

#include <ctype.h>

#include "dictionaries/import/uninvert.h"

void glosa_mesh_begin(glosa_mesh *mesh, const glosa_import *import, int64_t line)
{
    glosa_naming naming = mesh->naming;
    glosa_naming_begin(&naming, import, line);
    *mesh = (glosa_mesh){.naming = naming};
}

static const char *role_of(glosa_string tag)
{
    static const struct {
        const char *tag, *role;
    } roles[] = {
        {"ABB", "abbreviation"}, {"ABX", "abbreviation"}, {"ACR", "abbreviation"},
        {"ACX", "abbreviation"}, {"TRD", "brand"},        {"LAB", "code"},
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (glosa_string_is(tag, roles[i].tag))
            return roles[i].role;
    }
    return "synonym";
}

void glosa_mesh_name(glosa_mesh *mesh, glosa_string name, glosa_string tag,
                     const char *language, const char *role)
{
    glosa_buffer straight = {0};
    glosa_uninvert(name, &straight);
    mesh->naming.failed |= straight.failed;
    role = role ? role : role_of(tag);
    bool symbol = strcmp(role, "preferred") != 0 && strcmp(role, "synonym") != 0;
    glosa_naming_add(&mesh->naming, glosa_buffer_view(&straight), symbol ? "mul" : language,
                     role);
    glosa_buffer_free(&straight);
    mesh->protein |= mesh->supplementary &&
                     name.size && memmem(name.data, name.size, " protein, ", 10) != NULL;
}

static bool is_below(glosa_string number, const char *const *trees, size_t size)
{
    bool found = false;
    for (size_t i = 0; i < size; i++)
        found = found || glosa_string_starts(number, trees[i]);
    return found;
}

/* The two upper levels: Hormones (D06.472), Hydrocarbons (D02.455). */
static bool is_class(glosa_string number)
{
    glosa_string rest = number, part;
    unsigned levels = 0;
    while (glosa_string_next(&rest, '.', &part))
        levels++;
    return levels < 3;
}

void glosa_mesh_tree(glosa_mesh *mesh, glosa_string number)
{
    static const char *const proteins[] = {"D08.811", "D12.776", "D23.529"};
    static const char *const others[] = {"D05", "D13.150", "D13.400", "D13.444", "D20",
                                         "D23", "D25",     "D26",     "D27"};
    number = glosa_string_trim(number);
    if (is_class(number))
        return;
    bool protein = is_below(number, proteins, sizeof proteins / sizeof *proteins);
    bool other = is_below(number, others, sizeof others / sizeof *others);
    mesh->protein |= protein;
    mesh->chemical |= protein || (glosa_string_starts(number, "D") && !other);
}

/* Digits, a hyphen, two digits, a hyphen, a digit. */
static bool is_cas(glosa_string number)
{
    if (number.size < 7 || number.size > 12)
        return false;
    for (size_t i = 0; i < number.size; i++) {
        bool hyphen = i == number.size - 2 || i == number.size - 5;
        if (hyphen ? number.data[i] != '-' : !isdigit((unsigned char)number.data[i]))
            return false;
    }
    return true;
}

static bool is_unii(glosa_string number)
{
    for (size_t i = 0; i < number.size; i++) {
        if (!isdigit((unsigned char)number.data[i]) && !isupper((unsigned char)number.data[i]))
            return false;
    }
    return number.size == 10;
}

void glosa_mesh_registry(glosa_mesh *mesh, glosa_string number)
{
    number = glosa_string_trim(number);
    if (glosa_string_starts(number, "EC ")) {
        glosa_naming_xref(&mesh->naming, "eccode",
                          glosa_string_slice(number, 3, number.size));
        return;
    }
    glosa_string first = {NULL, 0};
    glosa_string_next(&number, ' ', &first);
    if (is_cas(first))
        glosa_naming_xref(&mesh->naming, "cas", first);
    else if (is_unii(first))
        glosa_naming_xref(&mesh->naming, "unii", first);
}

static const char *kind_of(const glosa_mesh *mesh)
{
    if (mesh->naming.import->kind_given)
        return mesh->naming.import->kind;
    return mesh->protein ? "family" : mesh->acts ? "drug" : "chemical";
}

glosa_status glosa_mesh_end(glosa_mesh *mesh, const char *tag, glosa_error *error)
{
    if (mesh->naming.curie.size == 0)
        return glosa_fail(error, GLOSA_DICTIONARY, mesh->naming.import->path, mesh->naming.line,
                          "record without '%s', or none such as D000001", tag);
    if (mesh->other || !(mesh->chemical || mesh->supplementary))
        return GLOSA_OK;
    mesh->naming.kind = kind_of(mesh);
    return glosa_naming_end(&mesh->naming, error);
}

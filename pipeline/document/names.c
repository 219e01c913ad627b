/* The words for the enumerations of document.h, each from its own table. */
#include "pipeline/document/document.h"

#include <assert.h>

#define X(enumerator, name) name,
static const char *const section_kinds[] = {GLOSA_SECTION_KINDS(X)};
static const char *const block_kinds[] = {GLOSA_BLOCK_KINDS(X)};
static const char *const shapes[] = {GLOSA_SHAPES(X)};
static const char *const name_flags[] = {GLOSA_NAME_FLAGS(X)};
#undef X

/* The index of a name in a table of `count`, or `count`. */
static unsigned find(const char *const *names, unsigned count, glosa_string name)
{
    unsigned i = 0;
    while (i < count && !glosa_string_is(name, names[i]))
        i++;
    return i;
}

const char *glosa_section_kind_name(glosa_section_kind kind)
{
    assert(kind < GLOSA_SECTION_KIND_COUNT);
    return section_kinds[kind];
}

bool glosa_section_kind_of(glosa_string name, glosa_section_kind *kind)
{
    *kind = (glosa_section_kind)find(section_kinds, GLOSA_SECTION_KIND_COUNT, name);
    return *kind < GLOSA_SECTION_KIND_COUNT;
}

const char *glosa_block_kind_name(glosa_block_kind kind)
{
    assert(kind < GLOSA_BLOCK_KIND_COUNT);
    return block_kinds[kind];
}

bool glosa_block_kind_of(glosa_string name, glosa_block_kind *kind)
{
    *kind = (glosa_block_kind)find(block_kinds, GLOSA_BLOCK_KIND_COUNT, name);
    return *kind < GLOSA_BLOCK_KIND_COUNT;
}

const char *glosa_shape_name(glosa_shape shape)
{
    assert(shape < GLOSA_SHAPE_COUNT);
    return shapes[shape];
}

bool glosa_shape_of(glosa_string name, glosa_shape *shape)
{
    *shape = (glosa_shape)find(shapes, GLOSA_SHAPE_COUNT, name);
    return *shape < GLOSA_SHAPE_COUNT;
}

const char *glosa_name_flag_name(unsigned number)
{
    assert(number < GLOSA_NAME_FLAG_COUNT);
    return name_flags[number];
}

uint32_t glosa_name_flag_of(glosa_string name)
{
    unsigned number = find(name_flags, GLOSA_NAME_FLAG_COUNT, name);
    return number < GLOSA_NAME_FLAG_COUNT ? 1u << number : 0;
}

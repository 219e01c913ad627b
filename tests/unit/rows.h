/* Dictionary rows written as TSV, for tests. */
#ifndef GLOSA_UNIT_ROWS_H
#define GLOSA_UNIT_ROWS_H

#include <criterion/criterion.h>
#include <unistd.h>

#include "dictionaries/build/compile.h"
#include "dictionaries/import/tsv.h"

#define HEADER "kind\tid\tname\tlanguage\trole\tflags\txrefs\n"
#define HEADER8 "kind\tid\tname\tlanguage\trole\tflags\txrefs\torigin\n"

static inline void write_file(char *path, const char *text, size_t size)
{
    int descriptor = mkstemp(path);
    cr_assert(descriptor >= 0 && write(descriptor, text, size) == (ssize_t)size);
    close(descriptor);
}

static inline glosa_status import(glosa_row_table *table, const char *text, size_t size,
                                  glosa_error *error)
{
    char path[] = "/tmp/glosa-test-XXXXXX";
    write_file(path, text, size);
    glosa_status status = glosa_tsv_import(table, path, error);
    unlink(path);
    return status;
}

static inline glosa_status compile_table(const glosa_row_table *table, glosa_buffer *image,
                                         glosa_error *error)
{
    glosa_name_rules *rules;
    cr_assert_eq(glosa_name_rules_load(&rules, NULL), GLOSA_OK);
    glosa_status status = glosa_compile(table, rules, image, error);
    glosa_name_rules_free(rules);
    return status;
}

#endif

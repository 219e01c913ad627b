/* A table of rules for names, as people write it: UTF-8, columns separated by tabs under a header,
 * lines that begin with `#` and blank lines left out. */
#ifndef GLOSA_BUILD_RULE_TABLE_H
#define GLOSA_BUILD_RULE_TABLE_H

#include "pipeline/base/arena.h"
#include "pipeline/base/digest.h"
#include "pipeline/base/string.h"

enum { GLOSA_RULE_COLUMNS_MOST = 12 };

typedef struct glosa_rule {
    glosa_string cells[GLOSA_RULE_COLUMNS_MOST];    /* trimmed; may be empty */
    int64_t line;               /* in the file, from 1 */
} glosa_rule;

typedef struct glosa_rule_table {
    glosa_arena arena;          /* owns all of it */
    const char *path;           /* the caller's, while the table is in use */
    char sha256[GLOSA_DIGEST_SIZE];
    GLOSA_ARRAY(glosa_rule) rules;
} glosa_rule_table;             /* all zero is valid and empty */

/* Reads a table of exactly these columns; their names, at most GLOSA_RULE_COLUMNS_MOST, end with
 * NULL. Errors: GLOSA_DICTIONARY (no such file, another header, a row of other columns, not
 * UTF-8; where and position name the line), GLOSA_IO, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_rule_table_read(glosa_rule_table *table, const char *path,
                                                 const char *const *columns,
                                                 glosa_error *error);
void glosa_rule_table_free(glosa_rule_table *table);

/* The failure of a rule: GLOSA_RULE_FAULT(table, rule, error, "no such kind: ..."). */
#define GLOSA_RULE_FAULT(table, rule, error, ...)                                              \
    glosa_fail((error), GLOSA_DICTIONARY, (table)->path, (rule)->line, __VA_ARGS__)

#endif

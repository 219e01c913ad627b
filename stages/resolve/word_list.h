/* Word lists of this stage: data files, one word a line, made into sorted sets at open. */
#ifndef GLOSA_RESOLVE_WORD_LIST_H
#define GLOSA_RESOLVE_WORD_LIST_H

#include "pipeline/base/string.h"

/* Made by the build from stages/resolve/data. */
extern const char glosa_data_resolve_ordinary_en[], glosa_data_resolve_ordinary_es[],
    glosa_data_resolve_context_gene[], glosa_data_resolve_context_drug[],
    glosa_data_resolve_other_heads[];
extern const size_t glosa_data_resolve_ordinary_en_size, glosa_data_resolve_ordinary_es_size,
    glosa_data_resolve_context_gene_size, glosa_data_resolve_context_drug_size,
    glosa_data_resolve_other_heads_size;

typedef struct glosa_word_list {
    glosa_string *items;        /* sorted; views of the data */
    size_t size;
} glosa_word_list;

/* Lines of `data` without those that are empty or begin with `#`. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_word_list_init(glosa_word_list *words, const char *data,
                                                size_t size, glosa_error *error);
void glosa_word_list_free(glosa_word_list *words);

/* Whether the list has the word in lower case; words over 63 bytes are never in a list. */
bool glosa_word_list_has(const glosa_word_list *words, glosa_string word);

#endif

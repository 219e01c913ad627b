/* What speaks for and against a name of a gene or a family: the features of one span. */
#ifndef GLOSA_RESOLVE_FEATURES_H
#define GLOSA_RESOLVE_FEATURES_H

#include "stages/resolve/supports.h"

enum { GLOSA_MOST_FEATURES = 40 };

typedef struct glosa_feature {
    const char *name;           /* constant text */
    glosa_string value;
} glosa_feature;

typedef struct glosa_features {
    glosa_feature items[GLOSA_MOST_FEATURES];
    size_t size;
    char bytes[1024];           /* where values live that are not constant */
    size_t used;
} glosa_features;

/* The proposals of one span: those of hits, from `first` to before `end`. */
typedef struct glosa_group {
    glosa_span span;
    uint32_t first, end;
} glosa_group;

/* The next group behind *group (all zero: the first); false where there is none. */
bool glosa_group_next(const glosa_proposals *proposals, glosa_group *group);

/* Whether a proposal is a gene or a family that has to be judged: one that may be a mention by
 * itself, no fusion, and not completed by its neighbour. */
bool glosa_is_judged(const glosa_proposals *proposals, uint32_t proposal);

/* Whether a group has such a one, and no name near behind it is completed by it. */
bool glosa_group_is_open(const glosa_proposals *proposals, const glosa_group *group);

/* What is known of the names of an article. */
typedef struct glosa_article {
    const glosa_proposals *proposals;
    uint32_t *times;            /* by entry: in how many places it is proposed */
    const glosa_supports *supports;
    glosa_span asked;           /* the span that glosa_has_gene_context was asked of last, ... */
    bool context;               /* ... and what it said */
} glosa_article;

/* Reads them of the proposals, into *article and *supports, which it keeps a pointer to. Errors:
 * GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_article_read(glosa_article *article, glosa_supports *supports,
                                              const glosa_proposals *proposals,
                                              glosa_error *error);

/* Whether a context word for genes stands near a span; the proposals of a group ask it in turn. */
bool glosa_has_gene_context(glosa_article *article, glosa_span span);

/* The features of a group, replacing what was in *features. */
void glosa_features_of(glosa_article *article, const glosa_group *group,
                       glosa_features *features);

#endif

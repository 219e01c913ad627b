/* The sure names of the entities of an article, and what they do for doubtful ones. */
#ifndef GLOSA_RESOLVE_SUPPORTS_H
#define GLOSA_RESOLVE_SUPPORTS_H

#include "stages/resolve/proposals.h"

typedef struct glosa_supports {
    struct glosa_support {
        glosa_string curie;     /* no data: a free slot */
        glosa_string text;      /* of its first sure mention; no data: there is none */
        bool varied;            /* another sure mention has another text */
    } *slots;                   /* by the entity; in the document's arena */
    size_t count;               /* a power of two */
} glosa_supports;

/* Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_supports_find(glosa_supports *supports,
                                               const glosa_proposals *proposals,
                                               glosa_error *error);

/* Whether the article surely names the entity of a doubtful proposal in another way, too. */
bool glosa_is_supported(const glosa_supports *supports, const glosa_proposals *proposals,
                        const glosa_proposal *doubtful);

#endif

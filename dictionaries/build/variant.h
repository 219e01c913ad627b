/* A spelling that authors use and no list holds, derived from a listed name by a rule. The folding
 * already equates case, diacritics, hyphens with blanks, and IL-6 with IL6: no rule repeats
 * that. */
#ifndef GLOSA_BUILD_VARIANT_H
#define GLOSA_BUILD_VARIANT_H

#include "dictionaries/import/rows.h"

typedef struct glosa_variant {
    glosa_string text;
    glosa_string language;      /* empty: that of the row */
    glosa_string rule;          /* kept with the spelling; empty: the name as it is listed */
    glosa_string given;         /* words joined by |, one of which a name of the entity must have;
                                   empty: nothing is asked */
    uint32_t flags;             /* glosa_name_flag bits, beside those of the row */
} glosa_variant;

/* Called with each spelling; spellings may repeat. The text is valid during the call, the others
 * as long as the rules. */
typedef void (*glosa_variant_found)(void *context, const glosa_variant *variant);

#endif

/* Spellings that authors use and no list holds, derived from listed names by rules. The folding
 * already equates case, diacritics, hyphens with blanks, and IL-6 with IL6: no rule repeats
 * that. */
#ifndef GLOSA_BUILD_VARIANTS_H
#define GLOSA_BUILD_VARIANTS_H

#include "dictionaries/import/rows.h"

/* The rules, X(enumerator, name, meaning); the name is kept with every derived spelling. */
#define GLOSA_VARIANT_RULES(X)                                                                 \
    X(GLOSA_RULE_LISTED, "", "the name as it is listed")                                       \
    X(GLOSA_RULE_GREEK_JOINED, "greek-joined", "NF-κB as NFκB, TNF-α as TNFα")                 \
    X(GLOSA_RULE_GREEK_LETTER, "greek-letter", "NF-κB as NF-kB or NFkB")                   \
    X(GLOSA_RULE_GREEK_SPANISH, "greek-spanish", "TNF-α as TNF-alfa")                          \
    X(GLOSA_RULE_SPANISH_C, "spanish-c", "isoniazida as isoniacida")                           \
    X(GLOSA_RULE_HYPHEN_DROPPED, "hyphen-dropped", "BCL-XL as BCLXL, c-Kit as cKit")           \
    X(GLOSA_RULE_PLURAL, "plural", "integrin as integrins, cadherina as cadherinas")

enum glosa_variant_rule {
#define X(enumerator, name, meaning) enumerator,
    GLOSA_VARIANT_RULES(X)
#undef X
    GLOSA_VARIANT_RULE_COUNT
};

const char *glosa_variant_rule_name(unsigned rule);

/* Called with each spelling, the listed one first. Spellings may repeat. */
typedef void (*glosa_variant_found)(void *context, glosa_string spelling, unsigned rule);

/* `scratch` is used and cleared. */
void glosa_variants(const glosa_row *row, glosa_buffer *scratch, glosa_variant_found found,
                    void *context);

#endif

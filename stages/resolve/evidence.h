/* What the spelling of one hit says: is it the name, or another word that looks like it? */
#ifndef GLOSA_RESOLVE_EVIDENCE_H
#define GLOSA_RESOLVE_EVIDENCE_H

#include "pipeline/document/document.h"
#include "pipeline/text/word_list.h"
#include "stages/resolve/assertions.h"
#include "stages/resolve/given.h"
#include "stages/resolve/species.h"
#include "stages/resolve/weights.h"

typedef struct glosa_word_lists {
    glosa_word_list ordinary_en, ordinary_es;   /* words that no symbol may be taken for */
    glosa_word_list context_gene, context_drug; /* words beside which a doubtful name is one */
    glosa_word_list other_heads, gene_heads;    /* heads of long forms that are neither gene nor
                                                   drug, and of those that are a protein */
    glosa_species_list species;                 /* words that name a species */
    glosa_weights weights;                      /* of what speaks for and against a gene */
    glosa_triggers triggers;                    /* words that deny or doubt */
    glosa_giving giving;                        /* words beside what is given or measured */
} glosa_word_lists;

GLOSA_CHECKED glosa_status glosa_word_lists_init(glosa_word_lists *lists, glosa_error *error);
void glosa_word_lists_free(glosa_word_lists *lists);

/* How the capitals of a text agree with those of the listed name, from 0 (another word) to 1
 * (the same). Names in words agree in any case; symbols only as authors write them
 * (`at 1` is no AT1). */
float glosa_case_agreement(glosa_string text, const glosa_entry *entry);

/* Whether the words of a name that is completed (`caspases 3`) may be written as they are: small
 * letters are no symbol (`stages 1` is no STAG1). */
bool glosa_words_agree(glosa_string text, const glosa_entry *entry);

/* Whether a text is capitals and an s: several of what they stand for, so that DEGs is no Degs. */
bool glosa_is_plural_of_capitals(glosa_string text);

/* Whether a text has an accented Latin letter (U+00C0 to U+027F), as symbols never have. */
bool glosa_has_accent(glosa_string text);

/* How the symbol of a gene is written. */
typedef enum glosa_symbol_style {
    GLOSA_STYLE_NONE,           /* in words, or neither way */
    GLOSA_STYLE_CAPITALS,       /* as those of man: SHH, SOX2 */
    GLOSA_STYLE_RODENT,         /* as those of mouse and rat: Shh, Sox2 */
} glosa_symbol_style;

glosa_symbol_style glosa_style_of(glosa_string text);

/* Whether the text is an ordinary word of the language ("es", "en"; other languages: of both). */
bool glosa_is_ordinary_word(const glosa_word_lists *lists, glosa_string text,
                            glosa_string language);

/* Whether a context word for the kind stands within three tokens of the span. */
bool glosa_has_context(const glosa_word_lists *lists, const glosa_document *document,
                       glosa_span span, glosa_string kind);

#endif

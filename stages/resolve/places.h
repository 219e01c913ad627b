/* What the place of a hit says: there are places where what is spelled like a name is none. */
#ifndef GLOSA_RESOLVE_PLACES_H
#define GLOSA_RESOLVE_PLACES_H

#include "pipeline/document/document.h"

/* Whether a name is an abbreviation of Spanish and stands in English, as PCR does, a protein in
 * Spanish only. Translators leave those of substances as they are. */
bool glosa_is_of_spanish(const glosa_entry *entry, glosa_string language);

/* Whether a hit, inside that sentence, is something else for where it stands: a protein's
 * abbreviation of Spanish in English, a letter that is no symbol of an element, an author or
 * journal. */
bool glosa_is_out_of_place(const glosa_document *document, const glosa_hit *hit,
                           const glosa_sentence *sentence);

#endif

/* Names of chemistry that no list holds: what is listed is a part of the name at hand. An isotope,
 * a stereo descriptor or locants before a substance belong to its name (`[3H]naloxone`,
 * `(S)-warfarin`, `17-fluorinated steroids`); a ring inside the name of something else is no
 * mention (piperazine in `4-piperazin-1-ylphenol`). */
#ifndef GLOSA_RESOLVE_CHEMICAL_NAMES_H
#define GLOSA_RESOLVE_CHEMICAL_NAMES_H

#include "pipeline/document/document.h"

/* Takes out those of the document's mentions of drugs and chemicals, which are in text order, that
 * are such parts, and lengthens those that such words precede. Time is linear in the text of the
 * tokens that have mentions. */
void glosa_chemical_names_complete(glosa_document *document);

#endif

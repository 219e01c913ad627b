/* Medicines of one substance in Spanish lists: its ATC code, the substance and the brand. */
#ifndef GLOSA_IMPORT_MEDICINE_H
#define GLOSA_IMPORT_MEDICINE_H

#include "dictionaries/import/naming.h"

/* The ATC code as identifier where it stands for a substance; none where it is a class. */
void glosa_medicine_id(glosa_naming *naming, glosa_string atc);

/* The substance, and the brand that a medicine's name ("INACID 25 mg CAPSULAS DURAS") begins with
 * where it is none of the substance ("IBUPROFENO CINFA 600 mg"). */
void glosa_medicine_names(glosa_naming *naming, glosa_string ingredient, glosa_string medicine);

#endif

/* Medicines in Spanish lists: the ATC code, the substance or substances, and the brand. */
#ifndef GLOSA_IMPORT_MEDICINE_H
#define GLOSA_IMPORT_MEDICINE_H

#include "dictionaries/import/naming.h"

/* The ATC code as identifier where it stands for a substance; none where it is a class. */
void glosa_medicine_id(glosa_naming *naming, glosa_string atc);

typedef struct glosa_medicine {
    glosa_string name;          /* "INACID 25 mg CAPSULAS DURAS" */
    glosa_string laboratory;    /* may be empty */
    glosa_string substances;    /* several are separated by commas */
    bool several;
} glosa_medicine;

/* The substance, or all of them ("LIDOCAINA/PRILOCAINA"), and the brand that the medicine's name
 * begins with where it is none of a substance ("IBUPROFENO CINFA 600 mg"). */
void glosa_medicine_names(glosa_naming *naming, const glosa_medicine *medicine);

#endif

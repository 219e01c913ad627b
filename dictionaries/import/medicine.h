/* Medicines in Spanish lists: an identifier, the substance or substances, and the brand. */
#ifndef GLOSA_IMPORT_MEDICINE_H
#define GLOSA_IMPORT_MEDICINE_H

#include "dictionaries/import/naming.h"

typedef struct glosa_medicine {
    glosa_string atc;
    glosa_string name;          /* "INACID 25 mg CAPSULAS DURAS" */
    glosa_string laboratory;    /* may be empty */
    glosa_string substances;    /* several are separated by commas */
    bool several;
} glosa_medicine;

/* A medicine of one substance: the ATC code as identifier where it stands for a substance, none
 * where it is a class; the substance; and the brand that the medicine's name begins with where it
 * is none of the substance ("IBUPROFENO CINFA 600 mg"). Of several substances, whose ATC code they
 * share with others: "aemps:LIDOCAINA+PRILOCAINA", of many substances "aemps:CERNEVIT"; the
 * substances joined, "LIDOCAINA/PRILOCAINA", also from the last to the first; and the brand. */
void glosa_medicine_take(glosa_naming *naming, const glosa_medicine *medicine);

#endif

/* The only list of importers. */
#include "dictionaries/import/formats.h"

const glosa_importer *const glosa_importers[] = {
    &glosa_import_hgnc,
};

const size_t glosa_importers_size = sizeof glosa_importers / sizeof *glosa_importers;

const glosa_importer *glosa_importer_named(const char *name)
{
    for (size_t i = 0; i < glosa_importers_size; i++) {
        if (strcmp(glosa_importers[i]->name, name) == 0)
            return glosa_importers[i];
    }
    return NULL;
}

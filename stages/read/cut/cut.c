#include "stages/read/cut/cut.h"

void glosa_cutting_begin(glosa_cutting *cutting, const char *const *units)
{
    cutting->units = units;
    cutting->line = cutting->next_line = 1;
    cutting->begun = false;
    glosa_buffer_clear(&cutting->head);
}

void glosa_cutting_free(glosa_cutting *cutting)
{
    glosa_buffer_free(&cutting->head);
}

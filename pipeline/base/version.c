#include "pipeline/glosa.h"

#ifndef GLOSA_VERSION
#error "the build defines GLOSA_VERSION"
#endif

const char *glosa_version(void)
{
    return GLOSA_VERSION;
}

/* How far hostile input may go, in one place; options raise it. */
#ifndef GLOSA_READ_LIMITS_H
#define GLOSA_READ_LIMITS_H

#include <stddef.h>

typedef struct glosa_limits {
    size_t document;    /* bytes of one record */
    size_t expansion;   /* bytes that the entities of one XML document may expand to */
    unsigned depth;     /* XML elements and JSON values open at a time */
} glosa_limits;

/* Paragraphs, items and cells of one document: what is made of each takes some hundred bytes. */
enum { GLOSA_BLOCKS_MOST = 1 << 20 };

/* What holds where no option says otherwise. */
#define GLOSA_LIMITS_DEFAULT                                                                   \
    {.document = (size_t)64 << 20, .expansion = (size_t)8 << 20, .depth = 256}

#endif

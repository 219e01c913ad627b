/* Functions that have no place in glosa: they overflow, truncate silently, keep hidden state or
 * end the process. Included by base/error.h, hence everywhere. The compiler refuses their use. */
#ifndef GLOSA_BANNED_H
#define GLOSA_BANNED_H

/* The headers that declare them come first, so that only later uses are refused. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(__GNUC__)
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok
#pragma GCC poison asctime ctime localtime gmtime tmpnam mktemp atoi atol
#endif

#endif

#include "stages/tokenize/classes.h"

#include <unicode/uchar.h>

static bool is_dense(int32_t c)
{
    if (c < 0xE00)
        return false;
    return u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT ||
           u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) || (c >= 0x3041 && c <= 0x30FF);
}

uint8_t glosa_class_of_rare(int32_t c)
{
    if (u_isUWhiteSpace(c))
        return GLOSA_CLASS_BLANK;
    if (is_dense(c))
        return GLOSA_CLASS_DENSE;
    if (u_isULowercase(c))
        return GLOSA_CLASS_LOWER;
    if (u_isUUppercase(c) || u_istitle(c))
        return GLOSA_CLASS_UPPER;
    if (u_isUAlphabetic(c) && u_isalpha(c))
        return GLOSA_CLASS_LETTER;
    uint32_t type = U_GET_GC_MASK(c);
    if (type & U_GC_N_MASK)
        return GLOSA_CLASS_DIGIT;
    if (type & (U_GC_M_MASK | U_GC_CF_MASK))
        return GLOSA_CLASS_MARK;
    return type & U_GC_P_MASK ? GLOSA_CLASS_PUNCTUATION : 0;
}

void glosa_classes_init(glosa_classes *classes)
{
    for (int32_t c = 0; c < GLOSA_CLASSES_SIZE; c++)
        classes->of[c] = glosa_class_of_rare(c);
}
